from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.ledger import Span, heads, independent, resolve, spans
from flows.records import Shipment
from tests.makers import FIRST_DAY, ledgers, shipment
from tests.oracles import ledger as oracle

days = st.integers(0, 45).map(lambda number: FIRST_DAY + timedelta(days=number))


def later(days_on: int) -> date:
    return FIRST_DAY + timedelta(days=days_on)


def test_a_later_total_of_the_same_claimant_replaces_the_earlier_one_from_its_day_on() -> None:
    march = shipment("march", 3_000_000)
    june = shipment("june", 4_800_000, claimed_on=later(100), supersedes="march")
    before = resolve([march, june], later(99))
    assert [claim.code for claim in before.standing] == ["march"]
    assert before.standing[0].superseded_by is None
    after = resolve([march, june], later(100))
    assert [claim.code for claim in after.standing] == ["june"]
    (out,) = after.left_out
    assert (out.claim.code, out.reason, out.by) == ("march", "superseded", "june")
    assert (out.claim.superseded_by, out.claim.superseded_on) == ("june", later(100))


def test_a_group_falls_as_a_whole_when_one_reading_is_superseded() -> None:
    large = shipment("152", 3_000_000, alternative_group="february")
    small = shipment("122", 500_000, alternative_group="february")
    june = shipment("june", 4_800_000, claimed_on=later(100), supersedes="152")
    ledger = resolve([large, small, june])
    assert [claim.code for claim in ledger.standing] == ["june"]
    assert {(out.claim.code, out.reason, out.by) for out in ledger.left_out} == {
        ("152", "superseded", "june"),
        ("122", "alternative_fell", "june"),
    }


def test_denials_are_listed_and_never_stand() -> None:
    ledger = resolve([shipment("said"), shipment("denied", None, stance="denies", claimant="kp-government")])
    assert [claim.code for claim in ledger.standing] == ["said"]
    assert [claim.code for claim in ledger.denials] == ["denied"]


def test_a_retracted_claim_neither_stands_nor_replaces() -> None:
    first = shipment("first")
    second = shipment("second", claimed_on=later(1), supersedes="first", status="retracted")
    ledger = resolve([first, second])
    assert [claim.code for claim in ledger.standing] == ["first"]
    assert [(out.claim.code, out.reason) for out in ledger.left_out] == [("second", "retracted")]


def test_a_successor_outside_the_question_still_replaces() -> None:
    calibre = shipment("155", 700_000, munition="artillery-round-155mm")
    total = shipment("total", 980_000, claimed_on=later(10), supersedes="155")
    ledger = resolve([calibre, total], about=["155"])
    assert ledger.standing == ()
    assert [(out.claim.code, out.by) for out in ledger.left_out] == [("155", "total")]


def test_heads_are_the_newest_total_of_each_claimant_and_stage_with_its_other_readings() -> None:
    claims = [
        shipment("old", claimant="csis"),
        shipment("new", claimant="csis", claimed_on=later(5)),
        shipment("pledge", claimant="csis", stage="pledged"),
        shipment("week", claimant="csis", claimed_on=later(9), temporal="interval"),
        shipment("152", 3_000_000, alternative_group="g", claimed_on=later(3)),
        shipment("122", 500_000, alternative_group="g", claimed_on=later(3)),
    ]
    assert {claim.code for claim in heads(claims)} == {"new", "pledge", "152", "122"}


def test_two_totals_of_one_day_are_both_heads_unless_one_contains_the_other() -> None:
    assert {c.code for c in heads([shipment("300k"), shipment("350k")])} == {"300k", "350k"}
    assert {c.code for c in heads([shipment("all"), shipment("some", part_of="all")])} == {"all"}


def test_a_span_is_open_where_a_head_is_and_keeps_the_figures_that_were_stated() -> None:
    claims = [
        shipment("ceiling", 4_800_000, bound="up-to"),
        shipment("floor", 2_500_000, bound="at-least", claimant="csis"),
        shipment("tonnes", 74_000, claimant="c4ads", unit="tonne"),
    ]
    assert spans(claims) == (
        Span("shipped", "round", None, None, Decimal(2_500_000), Decimal(4_800_000), 2),
        Span("shipped", "tonne", Decimal(74_000), Decimal(74_000), Decimal(74_000), Decimal(74_000), 1),
    )


@pytest.mark.parametrize(
    ("claimants", "count"),
    [
        (["kr-mnd", "us-government", "msmt"], 2),
        (["msmt", "us-government"], 1),
        (["kr-mnd", "csis", "csis"], 2),
        ([], 0),
    ],
)
def test_claimants_that_overlap_count_once(claimants: list[str], count: int) -> None:
    overlaps = {
        "msmt": frozenset({"us-government", "kr-mnd"}),
        "us-government": frozenset({"msmt"}),
        "kr-mnd": frozenset({"msmt"}),
    }
    assert independent(claimants, overlaps) == count


@given(ledgers(), days)
def test_the_ledger_agrees_with_the_literal_rules(claims: list[Shipment], day: date) -> None:
    ledger = resolve(claims, day)
    assert {claim.code for claim in ledger.standing} == {c.code for c in claims if oracle.stands(c, claims, day)}
    assert {claim.code for claim in heads(ledger.standing)} == oracle.heads(claims, day)


@given(ledgers(), days)
def test_every_claim_known_on_the_day_is_listed_once_with_or_without_a_reason(
    claims: list[Shipment], day: date
) -> None:
    ledger = resolve(claims, day)
    listed = [c.code for c in ledger.standing] + [out.claim.code for out in ledger.left_out]
    assert sorted(listed) == sorted(c.code for c in claims if c.claimed_on <= day)


@given(ledgers(), days)
def test_what_is_stated_later_never_changes_the_answer_of_a_day(claims: list[Shipment], day: date) -> None:
    assert resolve(claims, day) == resolve([c for c in claims if c.claimed_on <= day], day)


@given(ledgers(), days, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(claims: list[Shipment], day: date, order: random.Random) -> None:
    shuffled = list(claims)
    order.shuffle(shuffled)
    assert resolve(shuffled, day) == resolve(claims, day)


@given(ledgers())
def test_removing_a_supersession_restores_the_earlier_head(claims: list[Shipment]) -> None:
    ledger = resolve(claims)
    for out in ledger.left_out:
        if out.reason != "superseded" or out.claim.alternative_group:
            continue
        without = [replace(c, supersedes=None) if c.code == out.by else c for c in claims]
        assert out.claim.code in {c.code for c in resolve(without).standing}


def test_a_ledger_of_a_thousand_claims_agrees_with_the_literal_rules() -> None:
    chance = random.Random(20240614)
    claims: list[Shipment] = []
    open_ends: dict[str, str] = {}
    for number in range(1000):
        claimant = f"claimant-{chance.randrange(40)}"
        supersedes = open_ends.get(claimant) if chance.random() < 0.7 else None
        code = f"c{number:04d}"
        group = f"g{number // 2}" if chance.random() < 0.2 else ""
        claims.append(
            shipment(
                code,
                chance.randrange(10**7),
                claimant=claimant,
                claimed_on=later(number),
                supersedes=supersedes,
                alternative_group=group,
                status="retracted" if chance.random() < 0.03 else "published",
            )
        )
        open_ends[claimant] = code
    for day in (later(100), later(500), None):
        ledger = resolve(claims, day)
        assert {c.code for c in ledger.standing} == {c.code for c in claims if oracle.stands(c, claims, day)}
