from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.ledger import (
    Span,
    by_age,
    by_year,
    heads,
    independent,
    period_heads,
    resolve,
    spans,
)
from flows.records import Shipment
from flows.vocabulary import Reliability
from tests.makers import FIRST_DAY, ledgers, shipment
from tests.oracles import ledger as oracle

YEAR = timedelta(days=365)
STARTS = (None, None)

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


def test_below_the_grade_a_claim_neither_stands_nor_replaces() -> None:
    first = shipment("first", reliability="B")
    weak = shipment("weak", 12_000_000, claimed_on=later(1), supersedes="first", reliability="D")
    unsure = shipment("unsure", claimant="ua-hur", reliability="A", credibility="4")
    claims = [first, weak, unsure]
    assert codes(resolve(claims).standing) == ["unsure", "weak"]
    ledger = resolve(claims, grade=Reliability.B)
    assert codes(ledger.standing) == ["first"]
    assert ledger.standing[0].superseded_by is None
    assert {out.claim.code: (out.reason, out.by) for out in ledger.left_out} == {
        "weak": ("below_grade", None),
        "unsure": ("below_grade", None),
    }
    assert codes(resolve(claims, grade=Reliability.D).standing) == ["unsure", "weak"]


def test_a_group_stands_where_only_a_claim_below_the_grade_replaced_a_reading() -> None:
    readings = [shipment(code, alternative_group="either") for code in ("large", "small")]
    newer = shipment("newer", claimed_on=later(1), supersedes="large", reliability="E")
    assert codes(resolve([*readings, newer], grade=Reliability.C).standing) == ["large", "small"]


def test_no_grade_takes_out_a_denial_or_hides_a_withdrawal() -> None:
    denial = shipment("denial", None, stance="denies", reliability="E", credibility="5")
    withdrawn = shipment("withdrawn", status="retracted", reliability="E")
    ledger = resolve([denial, withdrawn], grade=Reliability.A)
    assert {out.claim.code: out.reason for out in ledger.left_out} == {"denial": "denial", "withdrawn": "retracted"}


@pytest.mark.parametrize(
    ("graded", "taken_at"),
    [("A1", "ABCDEF"), ("B3", "BCDEF"), ("B4", "DEF"), ("C2", "CDEF"), ("D3", "DEF"), ("D6", "DEF"), ("F5", "F")],
)
def test_a_grade_takes_so_or_better_sources_and_no_weak_statement_until_it_takes_weak_sources(
    graded: str, taken_at: str
) -> None:
    claim = shipment("claim", reliability=graded[0], credibility=graded[1])
    assert "".join(grade for grade in Reliability if claim.is_graded(grade)) == taken_at
    assert claim.is_graded(None)
    assert claim.admiralty == graded
    assert claim.is_weak is not claim.is_graded(Reliability.C)


def test_a_span_names_what_states_its_ends_where_that_is_weak_alone() -> None:
    lowest = shipment("lowest", 1_000_000, reliability="D")
    highest = shipment("highest", 12_000_000, claimant="ua-hur", credibility="4")
    (span,) = spans([lowest, highest], YEAR)
    assert (codes(span.lowest_weak), codes(span.highest_weak)) == (["lowest"], ["highest"])
    sound = shipment("sound", 12_000_000, claimant="us-government")
    (span,) = spans([lowest, highest, sound], YEAR)
    assert (codes(span.lowest_weak), codes(span.highest_weak)) == (["lowest"], [])
    (silent,) = spans([shipment("word", None, reliability="D")], YEAR)
    assert (silent.lowest_weak, silent.highest_weak) == ((), ())


def test_a_span_names_its_ends_among_what_is_no_capacity() -> None:
    full = shipment("full", 12_000_000, bound="up-to", basis="capacity-if-full")
    sent = [shipment("low", 4_000_000, claimant="osc"), shipment("high", 10_000_000, claimant="kr-nis")]
    (span,) = spans([full, *sent], YEAR)
    assert [span.highest, span.lowest_sent, span.highest_sent] == [12_000_000, 4_000_000, 10_000_000]
    (alone,) = spans([full], YEAR)
    assert (alone.lowest_sent, alone.highest_sent) == (None, None)


def test_a_successor_outside_the_question_still_replaces() -> None:
    calibre = shipment("155", 700_000, munition="artillery-round-155mm")
    total = shipment("total", 980_000, claimed_on=later(10), supersedes="155")
    ledger = resolve([calibre, total], about=["155"])
    assert ledger.standing == ()
    assert [(out.claim.code, out.by) for out in ledger.left_out] == [("155", "total")]


def codes(claims: tuple[Shipment, ...]) -> list[str]:
    return [claim.code for claim in claims]


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


def test_a_newer_count_of_a_part_covers_no_whole() -> None:
    """1,300 of one type are no newer total of 12,000 missiles."""
    every = shipment("every", 12_000)
    one_type = shipment("one-type", 1_300, part_of="every", claimed_on=later(90))
    assert codes(heads([every, one_type])) == ["every"]
    assert codes(heads([every, one_type, shipment("newer", 15_000, claimed_on=later(99))])) == ["newer"]


SINCE_2023, SINCE_2025 = date(2023, 1, 1), date(2025, 1, 1)


def test_a_newer_total_covers_an_older_one_that_starts_no_earlier() -> None:
    older = shipment("older", period_start=SINCE_2023)
    same = shipment("same", period_start=SINCE_2023, claimed_on=later(9))
    earlier = shipment("earlier", period_start=date(2022, 6, 1), claimed_on=later(9))
    assert codes(heads([older, same])) == ["same"]
    assert codes(heads([older, earlier])) == ["earlier"]


def test_a_total_of_a_later_start_is_another_series() -> None:
    whole = shipment("since-2023", 4_400_000, period_start=SINCE_2023)
    year = shipment("since-2025", 1_800_000, period_start=SINCE_2025, claimed_on=later(400))
    assert codes(heads([whole, year])) == ["since-2023", "since-2025"]


def test_an_unknown_start_counts_as_earliest() -> None:
    unknown = shipment("unknown", claimed_on=later(1))
    assert codes(heads([shipment("known", period_start=SINCE_2023), unknown])) == ["unknown"]
    assert codes(heads([unknown, shipment("known", period_start=SINCE_2023, claimed_on=later(2))])) == [
        "unknown",
        "known",
    ]
    assert codes(heads([unknown, shipment("unknown-too", claimed_on=later(2))])) == ["unknown-too"]


def test_totals_of_different_units_are_different_series() -> None:
    rounds = shipment("rounds", 6_000_000)
    missiles = shipment("missiles", 100, munition="ballistic-missile", unit="missile", claimed_on=later(1))
    boxes = shipment("boxes", 20_000, munition="container", unit="container", claimed_on=later(2))
    assert codes(heads([rounds, missiles, boxes])) == ["rounds", "missiles", "boxes"]


def test_the_starts_of_every_newer_total_count_and_not_of_the_newest_alone() -> None:
    middle = shipment("middle", period_start=date(2022, 1, 1), claimed_on=later(1))
    newest = shipment("newest", period_start=SINCE_2025, claimed_on=later(2))
    assert codes(heads([shipment("first", period_start=SINCE_2023), middle, newest])) == ["middle", "newest"]


def test_totals_of_one_day_cover_one_another_never() -> None:
    assert codes(heads([shipment("a", period_start=SINCE_2023), shipment("b")])) == ["a", "b"]


def year(code: str, figure: int = 1_000, of: int = 2024, **named: object) -> Shipment:
    """A figure for a calendar year."""
    period = {"period_start": date(of, 1, 1), "period_end": date(of, 12, 31)}
    return shipment(code, figure, **{"temporal": "interval", **period, **named})


def test_period_heads_are_the_newest_of_each_claimant_stage_unit_and_period() -> None:
    claims = [
        year("old"),
        year("new", claimed_on=later(400)),
        year("pledged", stage="pledged"),
        year("nato", claimant="nato"),
        year("tonnes", unit="tonne"),
        year("before", of=2023),
        shipment("half", temporal="interval", period_start=date(2024, 1, 1), period_end=date(2024, 6, 30)),
        shipment("open", temporal="interval", period_start=date(2024, 1, 1)),
        shipment("day", temporal="snapshot", period_start=date(2024, 9, 21), period_end=date(2024, 9, 21)),
        shipment("no-period", temporal="snapshot"),
        shipment("total", period_start=date(2024, 1, 1), period_end=date(2024, 12, 31)),
    ]
    assert codes(period_heads(claims)) == [
        "before",
        "half",
        "nato",
        "pledged",
        "tonnes",
        "new",
        "open",
        "day",
    ]


def test_a_part_replaces_no_whole() -> None:
    whole = year("whole", 1_800_000)
    part = year("part", 800_000, part_of="whole", claimed_on=later(90))
    assert codes(period_heads([whole, part])) == ["whole", "part"]
    assert codes(period_heads([whole, part, year("next", claimed_on=later(100))])) == ["next"]


def test_two_figures_of_one_day_for_one_period_both_stay() -> None:
    assert codes(period_heads([year("one"), year("other")])) == ["one", "other"]


def test_figures_are_of_the_year_they_lie_within_and_are_never_split() -> None:
    crossing = shipment("winter", temporal="interval", period_start=date(2023, 9, 1), period_end=date(2024, 2, 29))
    open_ended = shipment("open", temporal="interval", period_start=date(2024, 1, 1))
    day = shipment("day", temporal="snapshot", period_start=date(2023, 5, 1), period_end=date(2023, 5, 1))
    answer = by_year(period_heads([year("y2024"), year("y2022", of=2022), crossing, open_ended, day]))
    assert {key: codes(claims) for key, claims in answer.years.items()} == {
        2022: ["y2022"],
        2023: ["day"],
        2024: ["y2024"],
    }
    assert list(answer.years) == [2022, 2023, 2024]
    assert codes(answer.across) == ["winter", "open"]


def test_a_span_is_of_one_age() -> None:
    ceiling = shipment("2023", 300_000, bound="up-to", claimant="kr-unnamed")
    floor = shipment("2025", 12_000_000, bound="at-least", claimed_on=later(640))
    count = shipment("2024", 6_000_000, claimant="us-government", claimed_on=later(640 - 365))
    recent, older = by_age([ceiling, count, floor], YEAR)
    assert (codes(recent), codes(older)) == (["2024", "2025"], ["2023"])
    assert spans([ceiling, count, floor], YEAR) == (
        Span("shipped", "round", Decimal(6_000_000), None, Decimal(6_000_000), Decimal(12_000_000), 2, *STARTS),
    )
    assert spans([ceiling, count, floor], None) == (
        Span("shipped", "round", None, None, Decimal(300_000), Decimal(12_000_000), 3, *STARTS),
    )
    assert spans([ceiling, count, floor], timedelta(days=364))[0].heads == 1


def test_the_newest_head_is_that_of_its_stage_and_unit() -> None:
    pledge = shipment("pledge", stage="pledged")
    boxes = shipment("boxes", unit="container")
    newest = shipment("newest", claimed_on=later(2000))
    assert by_age([pledge, boxes, newest], YEAR) == ((pledge, boxes, newest), ())
    assert by_age([shipment("old"), newest], None)[1] == ()


def test_a_span_is_open_where_a_head_is_and_keeps_the_figures_that_were_stated() -> None:
    claims = [
        shipment("ceiling", 4_800_000, bound="up-to"),
        shipment("floor", 2_500_000, bound="at-least", claimant="csis"),
        shipment("tonnes", 74_000, claimant="c4ads", unit="tonne"),
    ]
    assert spans(claims, YEAR) == (
        Span("shipped", "round", None, None, Decimal(2_500_000), Decimal(4_800_000), 2, *STARTS),
        Span("shipped", "tonne", Decimal(74_000), Decimal(74_000), Decimal(74_000), Decimal(74_000), 1, *STARTS),
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


def test_a_span_says_that_its_heads_count_from_different_days() -> None:
    scheme = shipment("since 2024", 4_400_000, period_start=date(2024, 2, 17), claimed_on=date(2026, 2, 16))
    nato = shipment("2025", 1_800_000, claimant="nato", period_start=date(2025, 1, 1), claimed_on=date(2025, 12, 19))
    (both,) = spans([scheme, nato], YEAR)
    assert (both.first_start, both.last_start, both.starts_apart) == (date(2024, 2, 17), date(2025, 1, 1), True)
    (near,) = spans([scheme, replace(nato, period_start=date(2024, 5, 19))], YEAR)
    assert not near.starts_apart
    (unknown,) = spans([scheme, replace(nato, period_start=None)], YEAR)
    assert (unknown.first_start, unknown.last_start) == (date(2024, 2, 17), date(2024, 2, 17))
    assert not unknown.starts_apart


grades = st.none() | st.sampled_from(Reliability)


@given(ledgers(), days, grades)
def test_the_ledger_agrees_with_the_literal_rules(claims: list[Shipment], day: date, grade: Reliability | None) -> None:
    ledger = resolve(claims, day, grade=grade)
    standing = {claim.code for claim in ledger.standing}
    assert standing == {c.code for c in claims if oracle.stands(c, claims, day, grade)}
    assert {claim.code for claim in heads(ledger.standing)} == oracle.heads(claims, day, grade)
    assert codes(period_heads(ledger.standing)) == oracle.period_heads(claims, day, grade)


@given(ledgers(), st.none() | st.integers(0, 40))
def test_spans_agree_with_the_literal_rules(claims: list[Shipment], window: int | None) -> None:
    chosen = heads(resolve(claims).standing)
    age = None if window is None else timedelta(days=window)
    found = {(s.stage, s.unit): s for s in spans(chosen, age)}
    expected = oracle.spans(chosen, window)
    assert {key: (s.low, s.high, s.lowest, s.highest, s.heads) for key, s in found.items()} == {
        key: ends[:5] for key, ends in expected.items()
    }
    assert {key: (s.first_start, s.last_start) for key, s in found.items()} == {
        key: (min(starts, default=None), max(starts, default=None)) for key, (*_, starts) in expected.items()
    }
    recent, older = by_age(chosen, age)
    assert sorted(codes((*recent, *older))) == sorted(codes(chosen))
    assert spans(recent, None) == spans(chosen, age)


@given(ledgers())
def test_years_agree_with_the_literal_rules(claims: list[Shipment]) -> None:
    figures = period_heads(resolve(claims).standing)
    answer = by_year(figures)
    found: dict[int | None, set[str]] = {key: set(codes(members)) for key, members in answer.years.items()}
    if answer.across:
        found[None] = set(codes(answer.across))
    assert found == oracle.years(figures)


@given(ledgers(), days, grades)
def test_every_claim_known_on_the_day_is_listed_once_with_or_without_a_reason(
    claims: list[Shipment], day: date, grade: Reliability | None
) -> None:
    ledger = resolve(claims, day, grade=grade)
    listed = [c.code for c in ledger.standing] + [out.claim.code for out in ledger.left_out]
    assert sorted(listed) == sorted(c.code for c in claims if c.claimed_on <= day)


@given(ledgers(), days)
def test_what_is_stated_later_never_changes_the_answer_of_a_day(claims: list[Shipment], day: date) -> None:
    assert resolve(claims, day) == resolve([c for c in claims if c.claimed_on <= day], day)


@given(ledgers(), days, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(claims: list[Shipment], day: date, order: random.Random) -> None:
    shuffled = list(claims)
    order.shuffle(shuffled)
    ledger = resolve(claims, day)
    assert resolve(shuffled, day) == ledger
    standing = list(ledger.standing)
    order.shuffle(standing)
    assert heads(standing) == heads(ledger.standing)
    assert period_heads(standing) == period_heads(ledger.standing)


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
