from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from flows.differing import beside_words, less_words, more_words, of_words, pair_words, verdict_words
from flows.estimates.interval import Interval
from flows.estimates.pairs import compare
from flows.vocabulary import Verdict
from tests.makers import shipment

SAID: dict[str, Any] = {"claimed_on": date(2022, 12, 22), "bound": "unquantified"}
YEAR: dict[str, Any] = {"temporal": "interval", "period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}


def times(low: str | None, high: str | None) -> Interval:
    return Interval(Decimal(low) if low else None, Decimal(high) if high else None)


@pytest.mark.parametrize(
    ("low", "high", "more", "less"),
    [
        ("3", "3", "about three times as much", "about a third as much"),
        ("2.1", "2.1", "about twice as much", "about half as much"),
        ("6.53", "6.53", "about 6.5 times as much", "about 15% as much"),
        ("1.12", "1.12", "about 12% more", "about 89% as much"),
        ("1.538", None, "at least 1.5 times as much", "at most 66% as much"),
        ("2.04", None, "at least twice as much", "at most half as much"),
        ("1.99", None, "at least 1.9 times as much", "at most 51% as much"),
        ("4", "9.6", "4 to 9.6 times as much", "10% to 25% as much"),
        (None, None, "a number, not zero, and so more", "zero, and so less"),
    ],
)
def test_a_difference_in_words_from_either_side(low: str | None, high: str | None, more: str, less: str) -> None:
    assert more_words(times(low, high)) == more
    assert less_words(times(low, high)) == less


def test_exact_figures_of_which_one_holds_the_other_wholly_need_no_about() -> None:
    assert more_words(times("2", "2"), exact=True) == "twice as much"
    assert more_words(times("2.1", "2.1"), exact=True) == "about twice as much"


def test_a_pair_says_who_gives_how_much_more_than_whom() -> None:
    one = shipment("one", 1, claimant="a", claimant_name="NATO", **YEAR)
    other = shipment("other", 3, claimant="b", claimant_name="CSIS", **YEAR)
    pair = compare(one, other, {})
    assert pair_words(pair) == "CSIS: three times as much as NATO"
    assert of_words(pair, one) == "a third as much as CSIS"
    assert beside_words(pair, one) == "three times as much"
    assert pair_words(compare(one, one, {})) == "NATO and NATO: not independent: not compared"


def test_more_in_a_shorter_time_says_so_from_either_side() -> None:
    longer = shipment("long", 2, claimant="a", claimant_name="HUR", **{**YEAR, "period_start": date(2023, 1, 1)})
    shorter = shipment("short", 3, claimant="b", claimant_name="NIS", **YEAR)
    pair = compare(longer, shorter, {})
    assert pair_words(pair) == "NIS: at least 1.5 times as much as HUR, in a shorter time"
    assert of_words(pair, longer) == "at most 67% as much as NIS, in a longer time"


def test_every_verdict_has_words_and_what_was_not_compared_says_so() -> None:
    assert verdict_words(Verdict.OVERLAP) == "overlap: neither contradicts the other"
    for verdict in Verdict:
        told = verdict.is_compared or verdict in (Verdict.DENIED, Verdict.DIFFERENT_PERIODS)
        assert verdict_words(verdict).endswith("not compared") is not told


def test_a_size_that_contradicts_nothing_says_of_what_kind_and_time_it_is() -> None:
    above = {"artillery-round-152mm": frozenset({"artillery-round"})}
    seoul = shipment("seoul", 4_800_000, bound="up-to", **YEAR)
    shorter = shipment(
        "csis", 2_500_000, bound="at-least", claimant="csis", **{**YEAR, "period_end": date(2024, 3, 31)}
    )
    assert beside_words(compare(seoul, shorter, {}), seoul) == (
        "at least 52% as much, in a shorter time: neither contradicts the other"
    )
    elsewhen = shipment("us", 6_000_000, bound="at-least", claimant="us", **{**YEAR, "period_start": None})
    assert beside_words(compare(seoul, elsewhen, {}), seoul) == "a period that is not known: not compared"
    part = shipment("part", 1_200_000, claimant="us", munition="artillery-round-152mm", **YEAR)
    pair = compare(part, seoul, {}, above)
    assert beside_words(pair, seoul) == "at least 25% as much, of a narrower kind: neither contradicts the other"
    assert beside_words(pair, part) == "at most four times as much, of a wider kind: neither contradicts the other"
    more = shipment("more", 9_600_000, claimant="us", munition="artillery-round-152mm", **YEAR)
    assert of_words(compare(more, seoul, {}, above), more) == (
        "at least twice as much as South Korea's defence ministry, of a narrower kind"
    )


def test_no_words_hold_a_number_of_figures_that_were_not_compared() -> None:
    one = shipment("one", 4, claimant="a", claimant_name="HUR", **YEAR)
    for changed in ({"period_start": None}, {"part_of": "whole"}, {"unit": "container"}, {"claimant": "a"}):
        pair = compare(one, shipment("other", 3, claimant_name="NIS", **{**YEAR, "claimant": "b", **changed}), {})
        told = (pair_words(pair), of_words(pair, one), beside_words(pair, one), beside_words(pair, pair.right))
        assert all(words.endswith(": not compared") for words in told)
        assert not any(character.isdigit() for words in told for character in words)


def test_a_pair_reads_alike_wherever_it_stands_and_names_what_its_verdict_hangs_on() -> None:
    total: dict[str, Any] = {"temporal": "cumulative", "period_start": date(2022, 7, 1)}
    seoul = shipment("s", 28_000, claimant="kr", claimant_name="Seoul", start_basis="series", **total)
    osc = shipment("o", 15_809, claimant="osc", claimant_name="OSC", **{**total, "period_start": date(2023, 8, 1)})
    us = shipment("u", 56_000, claimant="us", claimant_name="US", stage="delivered", **total)
    series = "if Seoul counts from July 2022, as in other totals of its series"
    neither = f"{series}: neither contradicts the other"
    for pair in (compare(seoul, osc, {}), compare(osc, seoul, {})):
        assert of_words(pair, osc) == f"about 56% as much as Seoul, in a shorter time, {neither}"
        assert beside_words(pair, seoul) == f"about 56% as much, in a shorter time, {neither}"
        assert pair_words(pair) == f"{pair.left.claimant_name}: {of_words(pair, pair.left)}"
    apart = compare(seoul, us, {})
    assert beside_words(apart, seoul) == f"at least twice as much, delivered beside shipped, {series}"
    same = compare(seoul, shipment("t", 28_000, claimant="us", claimant_name="US", **total), {})
    assert pair_words(same) == f"US and Seoul: overlap, {neither}"


def test_a_capacity_beside_what_was_sent_is_called_one_from_either_side() -> None:
    full = shipment("full", 12_000_000, bound="up-to", basis="capacity-if-full", **YEAR)
    sent = shipment("sent", 6_500_000, basis="estimate", claimant="ua-hur", **YEAR)
    pair = compare(full, sent, {})
    agree = "a capacity and not a delivery: neither contradicts the other"
    assert beside_words(pair, full) == f"overlap, where this is {agree}"
    assert beside_words(pair, sent) == f"overlap, where that is {agree}"
    elsewhen = {**YEAR, "period_start": date(2023, 1, 1)}
    before = shipment("before", 13_000_000, basis="estimate", claimant="ua-hur", stage="delivered", **elsewhen)
    assert (
        beside_words(compare(full, before, {}), before)
        == f"at most 93% as much, in a shorter time, where that is {agree}"
    )
    both = compare(full, shipment("too", 5, basis="capacity-if-full", claimant="ua-hur", **YEAR), {})
    assert "capacity" not in beside_words(both, full)


def test_a_denial_says_when_each_spoke() -> None:
    denial = shipment("no", None, claimant="kp", claimant_name="North Korea", stance="denies", **SAID)
    claim = shipment("yes", 5, claimant="us", claimant_name="US government", claimed_on=date(2023, 1, 20))
    for pair in (compare(denial, claim, {}), compare(claim, denial, {})):
        assert pair_words(pair) == (
            "North Korea denied it on 22 December 2022; US government spoke of it on 20 January 2023"
        )
