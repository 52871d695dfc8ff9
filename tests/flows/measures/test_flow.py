"""What one page shows of a flow with very many claims."""

from __future__ import annotations

import pytest

from flows.measures.flow import compute, newest
from flows.questions import Flow, FlowQuestion

pytestmark = pytest.mark.django_db


def test_the_newest_claims_and_every_head_are_shown() -> None:
    answer = compute(FlowQuestion(Flow("kp", "ru", "artillery-round")))
    shown = newest(answer, 5)
    assert {head.code for head in answer.heads} <= {claim.code for claim in shown.ledger.known}
    assert shown.ledger.known[-5:] == answer.ledger.known[-5:]
    assert len(shown.ledger.known) < len(answer.ledger.known)
    assert (shown.heads, shown.spans, shown.claimants) == (answer.heads, answer.spans, answer.claimants)


def test_an_ordinary_flow_is_shown_whole() -> None:
    answer = compute(FlowQuestion(Flow("kp", "ru", "artillery-round")))
    assert newest(answer) is answer
