"""The steps of a ledger: each claim begins once, and ends once at most."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.ledger import resolve
from flows.measures.timeline import STEP, steps
from flows.records import Shipment
from tests.makers import ledgers, shipment


def steps_of(claims: list[Shipment], as_of: date | None = None) -> list[tuple[date, str, str, str | None]]:
    found = steps(resolve(claims, as_of), {claim.code: claim.claimed_on for claim in claims})
    return [(step.on, step.claim.code, step.event, step.ended_by) for step in found]


def test_a_successor_ends_a_claim_and_the_other_reading_of_its_group() -> None:
    first, second = date(2024, 2, 26), date(2024, 6, 14)
    claims = [
        shipment("large", 3_000_000, claimed_on=first, alternative_group="g"),
        shipment("small", 500_000, claimed_on=first, alternative_group="g"),
        shipment("later", 4_800_000, claimed_on=second, supersedes="large"),
    ]
    assert steps_of(claims) == [
        (first, "large", "stated", "later"),
        (first, "small", "stated", "later"),
        (second, "large", "superseded", "later"),
        (second, "later", "stated", None),
        (second, "small", "alternative_fell", "later"),
    ]
    assert steps_of(claims, date(2024, 6, 13)) == [(first, "large", "stated", None), (first, "small", "stated", None)]


@given(ledgers(), st.dates(date(2023, 12, 1), date(2024, 3, 1)))
def test_steps_are_in_order_and_say_the_same_as_the_ledger(claims: list[Shipment], as_of: date) -> None:
    ledger = resolve(claims, as_of)
    found = steps_of(claims, as_of)
    assert [day for day, *_ in found] == sorted(day for day, *_ in found)
    assert all(day <= as_of for day, *_ in found)
    begun = Counter(code for _, code, event, _ in found if event == "stated")
    ended = Counter(code for _, code, event, _ in found if event != "stated")
    assert begun == Counter(claim.code for claim in ledger.known)
    assert ended == Counter(out.claim.code for out in ledger.left_out if out.reason in STEP)
