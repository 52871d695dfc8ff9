"""No chart goes without a test of what it draws, and those that another test does not draw are drawn here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.charts.compare import CHART as COMPARE
from flows.measures import supply_quotient
from flows.questions import CompareQuestion, Flow
from tests.dashboard.pages.test_gallery import kinds


def test_every_chart_is_drawn_by_a_test_beside_this_one() -> None:
    tests = "\n".join(path.read_text() for path in Path(__file__).parent.glob("*.py"))
    assert [name for name, _ in kinds() if not re.search(rf"from dashboard\.charts\.{name} import ", tests)] == []


@pytest.mark.django_db
def test_a_comparison_draws_the_heads_of_both_flows_that_moved_each_on_its_side() -> None:
    """The newest figures for a period are heads as well."""
    answer = supply_quotient.compute(
        CompareQuestion(Flow("kp", "ru", "artillery-round"), Flow("eu", "ua", "artillery-round"))
    )
    drawn = {(mark.code, mark.side) for mark in COMPARE.chart(answer).marks}
    left, right = ((*side.heads, *side.period_heads) for side in (answer.left, answer.right))
    heads = ((left, "to-first"), (right, "to-second"))
    moved = {(head.code, side) for side_heads, side in heads for head in side_heads if head.stage.is_movement}
    assert drawn <= moved
    assert {side for _, side in drawn} == {"to-first", "to-second"}
