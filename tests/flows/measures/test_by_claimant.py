"""Claimant by flow: the newest figure of each about each thing, and which of them are of one time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from flows.measures import disagree
from flows.measures.by_claimant import compute, read
from flows.queries.listing import every
from flows.questions import ListQuestion
from flows.questions.disagree import DisagreeQuestion
from flows.records import Shipment

pytestmark = pytest.mark.django_db
FLOWS = DisagreeQuestion(about="shipments")


@pytest.mark.parametrize(
    "question",
    [
        FLOWS,
        DisagreeQuestion(about="shipments", as_of=date(2024, 6, 14)),
        DisagreeQuestion(claimants=("kr-nis",)),
        DisagreeQuestion(about="rates"),
    ],
    ids=["all", "then", "seoul", "paces"],
)
def test_a_cell_holds_what_the_claimant_stated_last_and_what_is_of_its_time(question: DisagreeQuestion) -> None:
    answer = compute(question)
    things = {(thing.table, thing.name): thing for thing in disagree.compute(question).things}
    assert answer.columns
    numbers = [len(column.cells) for column in answer.columns]
    assert numbers == sorted(numbers, reverse=True)
    assert min(numbers) > 1
    for column in answer.columns:
        for voice in things[column.thing.table, column.thing.name].dispute.voices:
            own = [one for one in voice.figures if not column.thing.flow or of(one) == column.thing.flow.munition]
            about = [one for one in own if one.quantity.figures] or own or list(voice.denials)
            cell = column.cells.get(voice.claimant)
            assert (cell is None) == (not about)
            for one in about:
                assert cell is not None
                assert cell.claim in about
                assert one.claimed_on <= cell.claim.claimed_on
                if one.claimed_on == cell.claim.claimed_on and any(one.quantity.figures):
                    assert any(cell.claim.quantity.figures)
        cells = {cell.claim.code: cell for cell in column.cells.values()}
        for code, cell in cells.items():
            naive = {other for other, one in cells.items() if other != code and one_time(cell.claim, one.claim)}
            assert {other.code for other in cell.same_time} == naive


def of(claim: object) -> str:
    return claim.munition if isinstance(claim, Shipment) else ""


def one_time(one: object, other: object) -> bool:
    """Whether two are of about one time, by the days that they count."""
    (start, end), (first, last) = days(one), days(other)
    if start is None or end is None or first is None or last is None:
        return False
    quarter = timedelta(days=92)
    near = abs(start - first) <= quarter and abs(end - last) <= quarter
    return near and max(start, first) <= min(end, last)


def days(claim: object) -> tuple[date | None, date | None]:
    start = claim.period_start if claim.start_basis.names else None  # type: ignore[attr-defined]
    end = claim.period_end  # type: ignore[attr-defined]
    if end is None and isinstance(claim, Shipment) and claim.temporal == "cumulative":
        end = claim.claimed_on
    return start, end


def test_who_speaks_of_most_things_comes_first() -> None:
    answer = compute(FLOWS)
    columns = answer.columns[:5]
    numbers = [sum(code in column.cells for column in columns) for code in answer.claimants(columns)]
    assert numbers == sorted(numbers, reverse=True)
    assert min(numbers) == 1


def test_a_denial_stands_where_its_claimant_gave_no_figure() -> None:
    column = next(one for one in compute(FLOWS).columns if str(one.thing.flow) == "kp/ru/artillery-round")
    denial = column.cells["kp-government"].claim
    denials = every(ListQuestion("shipments", (("stance", ("denies",)),), ordering="code"))
    assert denial.code in {claim.code for claim in denials}


def test_flows_are_told_unless_something_else_is_asked_for() -> None:
    assert read({})[0] == FLOWS
    assert read({"about": ["rates"]})[0].about == "rates"
    question, faults = read({"about": ["ratios"], "munition": ["drone"]})
    assert (question.about, [fault.parameter for fault in faults]) == ("ratios", ["munition"])
