"""What both sides were said to have got, claim by claim: the newest of each supplier, as its own flow has it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from flows.measures import flow, sides
from flows.questions import Flow, FlowQuestion
from flows.vocabulary import MOVED, Reliability
from tests.dashboard.charts.conftest import JUNE

pytestmark = pytest.mark.django_db
DAYS = (None, JUNE, date(2023, 12, 31), date(2025, 3, 1))


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("grade", [None, Reliability.B])
def test_the_newest_of_each_supplier_are_those_of_its_flow(day: date | None, grade: Reliability | None) -> None:
    answer = sides.compute(day, grade)
    for side in answer.sides:
        suppliers = {claim.supplier for claim in side.ledger.known}
        assert suppliers
        for supplier in suppliers:
            asked = Flow(supplier, side.actor.code, answer.munition.code)
            stages = tuple(stage.code for stage in MOVED)
            alone = flow.compute(FlowQuestion(asked, day, stages=stages, grade=grade))
            own = {claim.code for claim in side.totals if claim.supplier == supplier}
            older = {claim.code for claim in side.older if claim.supplier == supplier}
            assert own == {head.code for head in alone.heads}
            assert older == {head.code for head in alone.older}
            figures = {claim.code for claim in side.figures if claim.supplier == supplier}
            # A part may be left to a newer part of the same kind of goods; a whole is replaced by no part.
            assert {head.code for head in alone.period_heads if head.part_of is None} <= figures


def test_every_claim_about_a_side_is_in_its_ledger_once() -> None:
    answer = sides.compute()
    codes = [claim.code for side in answer.sides for claim in side.ledger.known]
    assert len(codes) == len(set(codes)) > 90
    for side in answer.sides:
        assert {claim.recipient for claim in side.ledger.known} == {side.actor.code}
        standing = {claim.code for claim in side.ledger.standing}
        assert {claim.code for claim in (*side.totals, *side.figures)} <= standing
        assert {claim.code for claim in side.older} < {claim.code for claim in side.totals}


def test_nothing_was_stated_after_the_day() -> None:
    answer = sides.compute(JUNE)
    assert max(claim.claimed_on for side in answer.sides for claim in side.ledger.known) <= JUNE


def test_it_takes_few_queries(django_assert_num_queries: Any) -> None:
    # The stories, the actors, the munitions, and the claims.
    with django_assert_num_queries(4):
        sides.compute()
