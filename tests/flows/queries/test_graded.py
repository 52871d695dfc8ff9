"""Claims of a grade or better, chosen by the database, beside the same rule on the records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from flows.dictionary import CLAIM_TABLES
from flows.measures import around, flow, flow_index, flow_list
from flows.queries.listing import every
from flows.queries.recorded_flows import named_flows
from flows.questions import Flow, FlowQuestion, ListQuestion
from flows.questions.flow_list import FlowListQuestion
from flows.vocabulary import Reliability

pytestmark = pytest.mark.django_db
GRADES = (Reliability.B, Reliability.C, Reliability.D)


def listed(table: str, grade: Reliability | None, *filters: tuple[str, Any]) -> dict[str, Any]:
    return {record.code: record for record in every(ListQuestion(table, filters, ordering="code", grade=grade))}


def codes(claims: Iterable[Any]) -> list[str]:
    return sorted(claim.code for claim in claims)


@pytest.mark.parametrize("table", CLAIM_TABLES)
@pytest.mark.parametrize("grade", Reliability)
def test_a_list_holds_what_is_graded_so_or_better(table: str, grade: Reliability) -> None:
    graded = [claim.code for claim in listed(table, None).values() if claim.is_graded(grade)]
    assert list(listed(table, grade)) == graded


def test_the_list_of_publications_goes_by_their_grade_alone() -> None:
    found = {record.reliability for record in listed("sources", Reliability.C).values()}
    assert found == {Reliability.A, Reliability.B, Reliability.C}


@pytest.mark.parametrize("grade", GRADES)
def test_a_claim_below_the_grade_supersedes_nothing(grade: Reliability) -> None:
    claims = listed("shipments", None)
    weak_successors = 0
    for code, claim in listed("shipments", grade).items():
        by = claims[code].superseded_by
        counts = by is not None and claims[by].is_graded(grade)
        weak_successors += by is not None and not counts
        assert (claim.superseded_by, claim.superseded_on) == (
            (by, claims[by].claimed_on) if by and counts else (None, None)
        )
    assert weak_successors or grade == Reliability.D
    standing = listed("shipments", grade, ("current", True))
    assert not any(claim.superseded_by for claim in standing.values())
    assert {code for code in standing if claims[code].superseded_by} or grade == Reliability.D


@pytest.mark.parametrize("grade", GRADES)
def test_the_explorer_and_the_list_of_flows_hold_what_each_flow_says(grade: Reliability) -> None:
    index = flow_index.compute(ListQuestion("shipments", grade=grade, ordering="-claimed_on"))
    answers = {answer.question.flow: answer for answer in flow_list.every(FlowListQuestion(grade=grade).whole())}
    assert set(answers) == set(named_flows(FlowListQuestion(grade=grade))) == {line.flow for line in index.lines}
    for line in index.lines:
        alone = flow.compute(FlowQuestion(line.flow, grade=grade))
        assert alone.heads == line.heads == answers[line.flow].heads
        assert alone.period_heads == line.period_heads
        assert all(claim.is_graded(grade) for claim in alone.figures)


@pytest.mark.parametrize("grade", GRADES)
def test_what_is_around_a_flow_is_of_the_grade_and_every_denial(grade: Reliability) -> None:
    question = FlowQuestion(Flow("kp", "ru", "munition"), grade=grade)
    found, all_grades = (
        around.compute(flow.compute(asked)) for asked in (question, FlowQuestion(question.flow, grade=None))
    )
    assert found.denials == all_grades.denials != ()
    assert found.lines
    for line in found.lines:
        alone = flow.compute(FlowQuestion(line.flow, grade=grade))
        assert {claim.code for claim in line.newest} <= {claim.code for claim in alone.ledger.standing}
        assert not any(claim.superseded_by for claim in line.newest)
