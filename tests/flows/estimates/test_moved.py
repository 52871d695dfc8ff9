"""How a flow moved between two days: the worked answer, and every claim asked on both days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.ledger import Ledger, resolve
from flows.estimates.moved import Moved, moved
from flows.records import Shipment
from flows.vocabulary import Reliability
from tests.makers import FIRST_DAY, ledgers, shipment
from tests.oracles import moved as oracle

YEAR = timedelta(days=365)
MARCH, JUNE = date(2024, 3, 1), date(2024, 6, 14)
FEBRUARY = {"claimed_on": date(2024, 2, 26), "alternative_group": "february", "bound": "about"}
LARGE = shipment("large", 3_000_000, munition="artillery-round-152mm", **FEBRUARY)
SMALL = shipment("small", 500_000, munition="artillery-round-122mm", **FEBRUARY)
FLOOR = shipment("csis", 2_500_000, bound="at-least", claimant="csis", claimed_on=date(2024, 2, 28))
SHELLS = shipment("shells", 4_800_000, bound="up-to", supersedes="large", claimed_on=JUNE)


def between(claims: list[Shipment], first: date, last: date, grade: Reliability | None = None) -> Moved:
    return moved(resolve(claims, first, grade=grade), resolve(claims, last, grade=grade), YEAR)


def codes(found: tuple[Shipment, ...]) -> list[str]:
    return [claim.code for claim in found]


def test_from_march_to_june_2024_one_more_stands_two_fewer_and_the_highest_went_from_3_to_4_8_million() -> None:
    found = between([LARGE, SMALL, FLOOR, SHELLS], MARCH, JUNE)
    assert codes(found.stated) == codes(found.gained) == ["shells"]
    assert [(out.claim.code, out.reason, out.by) for out in found.lost] == [
        ("large", "superseded", "shells"),
        ("small", "alternative_fell", "shells"),
    ]
    assert (codes(found.heads_gained), codes(found.heads_lost)) == (["shells"], ["large", "small"])
    (span,) = found.spans
    assert span.before
    assert span.after
    assert [span.before.highest, span.after.highest] == [3_000_000, 4_800_000]
    assert [span.before.lowest, span.after.lowest] == [500_000, 2_500_000]
    assert found.any


def test_what_was_stated_and_replaced_within_the_time_passed() -> None:
    meanwhile = replace(LARGE, code="meanwhile", claimed_on=date(2024, 4, 1), alternative_group="", supersedes="large")
    last = replace(SHELLS, supersedes="meanwhile")
    found = between([LARGE, meanwhile, last], MARCH, JUNE)
    assert (codes(found.stated), codes(found.passed)) == (["meanwhile", "shells"], ["meanwhile"])


def test_a_denial_is_told_and_no_claim_that_passed() -> None:
    denial = shipment("denial", None, stance="denies", claimed_on=date(2024, 4, 1))
    found = between([LARGE, denial], MARCH, JUNE)
    assert (codes(found.denials), codes(found.gained), found.passed) == (["denial"], [], ())


def test_on_the_same_day_nothing_changed_and_the_first_day_itself_is_before() -> None:
    assert not between([LARGE, SMALL, SHELLS], JUNE, JUNE).any
    assert codes(between([LARGE, SHELLS], date(2024, 2, 26), JUNE).stated) == ["shells"]


def test_a_claim_that_says_otherwise_is_corrected_only_between_two_states_of_the_record() -> None:
    corrected = replace(LARGE, statement="Another sentence.")
    followed = replace(FLOOR, superseded_by="x", superseded_on=JUNE)
    old, new = (Ledger(None, (one, two), ()) for one, two in ((LARGE, FLOOR), (corrected, followed)))
    assert codes(moved(old, new, YEAR, of_record=True).corrected) == ["large"]
    assert moved(old, new, YEAR).corrected == ()


def test_a_claim_whose_record_is_about_something_else_now_is_lost_without_a_reason() -> None:
    (out,) = moved(Ledger(None, (LARGE,), ()), Ledger(None, (), ()), YEAR, of_record=True).lost
    assert (out.claim, out.reason, out.by) == (LARGE, "", None)


@given(
    ledgers(),
    st.integers(0, 45),
    st.integers(0, 45),
    st.sampled_from([None, Reliability.B, Reliability.C, Reliability.D]),
)
def test_every_claim_is_told_as_both_days_have_it(
    claims: list[Shipment], one: int, other: int, grade: Reliability | None
) -> None:
    first, last = (FIRST_DAY + timedelta(days=days) for days in sorted((one, other)))
    found = between(claims, first, last, grade)
    expected = oracle.changes(claims, first, last, grade)
    told = {
        "stated": codes(found.stated),
        "denials": codes(found.denials),
        "gained": codes(found.gained),
        "lost": [out.claim.code for out in found.lost],
        "heads_gained": codes(found.heads_gained),
        "heads_lost": codes(found.heads_lost),
    }
    assert {name: set(found) for name, found in told.items()} == expected
    assert {*codes(found.passed)} == {*told["stated"]} - {*told["gained"]} - {*told["denials"]}


@given(ledgers(), st.integers(0, 45), st.integers(0, 45))
def test_every_span_that_moved_is_told_with_its_ends(claims: list[Shipment], one: int, other: int) -> None:
    first, last = (FIRST_DAY + timedelta(days=days) for days in sorted((one, other)))
    found = {(span.stage, span.unit): span for span in between(claims, first, last).spans}
    for stage, unit in {(claim.stage, claim.unit) for claim in claims}:
        old, new = (oracle.ends(claims, day, stage, unit) for day in (first, last))
        span = found.get((stage.code, unit))
        if old != new:
            assert span
        if span:
            told: list[tuple[Decimal | None, Decimal | None]] = [
                (end.lowest, end.highest) if end else (None, None) for end in (span.before, span.after)
            ]
            assert told == [old, new]
