"""The course of a flow: on every day the span that the flow itself had on that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from flows.measures import course, flow
from flows.questions import Flow, FlowQuestion

ROUNDS = Flow("kp", "ru", "artillery-round")
SUPPLIERS = ("eu", "cz-initiative")


@pytest.mark.django_db
@pytest.mark.parametrize("flow_", [ROUNDS, *(Flow(supplier, "ua", "artillery-round") for supplier in SUPPLIERS)])
@pytest.mark.parametrize("stage", ["shipped", "delivered", "pledged"])
def test_each_step_is_the_span_of_its_days(flow_: Flow, stage: str) -> None:
    found = course.compute(FlowQuestion(flow_, stages=(stage,)))
    steps = dict(found.steps)
    unit = found.flow.munition.unit
    standing = None
    for day in sorted({claim.claimed_on for claim in found.flow.ledger.known}):
        for known_on in (day, day + timedelta(days=1)):
            standing = steps.get(known_on, standing)
            spans = flow.compute(FlowQuestion(flow_, known_on, (stage,))).spans
            assert [span for span in spans if span.unit == unit] == ([standing] if standing else [])


@pytest.mark.django_db
def test_as_of_june_ends_with_what_seoul_said() -> None:
    found = course.compute(FlowQuestion(ROUNDS, date(2024, 6, 14)))
    assert found.stage == "shipped"
    day, span = found.steps[-1]
    assert day == date(2024, 6, 14)
    assert span is not None
    assert span.highest == Decimal(4_800_000)
    assert all(day <= date(2024, 6, 14) for day, _ in found.steps)


@pytest.mark.django_db
def test_the_stage_asked_for_wins_over_the_one_with_most_heads() -> None:
    assert course.compute(FlowQuestion(ROUNDS, stages=("shipped",))).stage == "shipped"
    assert course.compute(FlowQuestion(ROUNDS)).stage == "delivered"


@pytest.mark.django_db
def test_no_claim_is_no_step() -> None:
    question = FlowQuestion(ROUNDS, date(2020, 1, 1))
    assert course.compute(question).steps == ()
    assert course.compute(replace(question, stages=("pledged",))).flow.ledger.known == ()
