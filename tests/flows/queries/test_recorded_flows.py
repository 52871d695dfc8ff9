"""The flows that claims name, held against all claims read one by one."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from flows.queries.flow_claims import claims_between
from flows.queries.listing import every
from flows.queries.recorded_flows import busiest_flows, named_flows, recorded_flows
from flows.questions import Flow, ListQuestion
from flows.questions.flow_list import FlowListQuestion
from flows.records import Shipment

pytestmark = pytest.mark.django_db

QUESTIONS = (
    FlowListQuestion(),
    FlowListQuestion(as_of=date(2023, 9, 1)),
    FlowListQuestion(as_of=date(1999, 1, 1)),
    FlowListQuestion(suppliers=("kp", "eu")),
    FlowListQuestion(recipients=("ua",), stages=("delivered", "pledged")),
    FlowListQuestion(munitions=("artillery-round",), bases=("capacity-if-full",), as_of=date(2024, 6, 14)),
    FlowListQuestion(suppliers=("no-such-code",)),
)


def all_claims() -> list[Shipment]:
    return list(every(ListQuestion("shipments", ordering="claimed_on")))


def matches(question: FlowListQuestion, claim: Shipment) -> bool:
    return (
        (question.as_of is None or claim.claimed_on <= question.as_of)
        and (not question.suppliers or claim.supplier in question.suppliers)
        and (not question.recipients or claim.recipient in question.recipients)
        and (not question.munitions or claim.munition in question.munitions)
        and (not question.stages or claim.stage in question.stages)
        and (not question.bases or claim.basis in question.bases)
    )


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_flow_is_named_by_the_claims_that_match(question: FlowListQuestion) -> None:
    expected = {Flow(c.supplier, c.recipient, c.munition) for c in all_claims() if matches(question, c)}
    assert named_flows(question) == tuple(sorted(expected))


def test_without_a_question_they_are_all() -> None:
    assert named_flows(FlowListQuestion()) == recorded_flows()
    assert len(recorded_flows()) > 40


@pytest.mark.parametrize("most", [1, 7, 10_000])
def test_of_many_flows_those_with_the_most_claims_are_offered(most: int) -> None:
    counted = Counter(Flow(c.supplier, c.recipient, c.munition) for c in all_claims())
    expected = sorted(counted, key=lambda flow: (-counted[flow], flow))[:most]
    assert busiest_flows(most) == tuple(sorted(expected))


def test_claims_between_pairs_are_theirs_and_no_others() -> None:
    pairs = [("kp", "ru"), ("eu", "ua"), ("ru", "kp")]
    found = claims_between(pairs)
    assert list(found) == pairs
    for pair, claims in found.items():
        assert claims == [claim for claim in all_claims() if (claim.supplier, claim.recipient) == pair]
    assert claims_between([]) == {}
