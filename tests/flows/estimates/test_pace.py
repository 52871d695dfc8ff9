"""The pace of running totals: worked figures, what is refused, and a naive derivation over random ledgers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from flows.estimates.interval import Interval
from flows.estimates.pace import Pace, Refused, beside, pace_of, paced, paces, refusals
from flows.estimates.years import grown
from flows.records import Rate, Shipment
from flows.vocabulary import Bound, PaceRefusal
from flows.wording import growth_words, pace_words
from tests.makers import ledgers, rate, shipment
from tests.oracles import pace as oracle
from tests.oracles.share import ends

START = date(2023, 8, 1)


def total(code: str, until: str, figure: int | None, **named: Any) -> Shipment:
    day = date.fromisoformat(until)
    return shipment(code, figure, **{"period_start": START, "period_end": day, "claimed_on": day, **named})


def only(*claims: Shipment) -> Pace:
    (pace,) = paces(claims)
    return pace


def test_a_pace_is_the_growth_over_the_days_between_two_totals() -> None:
    pace = only(total("one", "2024-01-01", 1_000_000), total("two", "2024-04-10", 1_500_000))
    assert pace.days == 100
    assert pace.per_day == Interval(Decimal(5000), Decimal(5000))
    assert pace.quantity.bound == Bound.EXACT
    assert (pace.growth.earlier.code, pace.growth.later.code) == ("one", "two")


def test_a_floor_less_a_ceiling_is_a_floor_and_never_below_nothing() -> None:
    pace = only(
        total("one", "2024-01-01", 1_000_000, bound="up-to"), total("two", "2024-04-10", 1_500_000, bound="at-least")
    )
    assert pace.per_day == Interval(Decimal(5000), None)
    pace = only(
        total("one", "2024-01-01", 1_000_000),
        total("two", "2024-04-10", None, bound="between", low=Decimal(500_000), high=Decimal(1_500_000)),
    )
    assert pace.per_day == Interval(Decimal(0), Decimal(5000))


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        # Between two floors and between two ceilings nothing follows, and a floor of nothing is none.
        (("at-least", 1), ("at-least", 5), "no pace follows"),
        (("up-to", 1), ("up-to", 5), "no pace follows"),
        (("up-to", 5), ("at-least", 1), "no pace follows"),
        # A total cannot fall, so a lower one was revised.
        (("exact", 5), ("exact", 3), "no pace follows"),
        # "About a third" said twice is no pace of nothing.
        (("about", 3), ("about", 3), "no growth stated"),
        (("at-least", 3), ("exact", 3), "no growth stated"),
    ],
)
def test_where_nothing_bounds_a_pace_there_is_none(first: tuple[str, int], second: tuple[str, int], words: str) -> None:
    pace = only(
        total("one", "2024-01-01", first[1], bound=first[0]), total("two", "2024-04-10", second[1], bound=second[0])
    )
    assert (pace.per_day, pace.quantity.figures, pace.growth.quantity.figures) == (None, (), ())
    assert pace_words(pace).startswith(f"{words} from 1 January to 10 April 2024: ")


def test_a_total_whose_start_was_not_stated_grew_only_if_it_counts_as_its_series_does() -> None:
    """Brussels: 223,800 since 9 February 2023, as of 31 May, then at least 300,000 since a day that it did not name."""
    first = total("one", "2023-05-31", 223_800, bound="about", period_start=date(2023, 2, 9))
    second = {"bound": "at-least", "start_basis": "series", "period_start": date(2023, 2, 9)}
    pace = only(first, total("two", "2023-11-14", 300_000, **second))
    condition = "if the total of 14 November 2023 counts from 9 February 2023, as in other totals of its series"
    assert pace_words(pace) == f"at least 456.2 artillery rounds a day from 31 May to 14 November 2023, {condition}"
    assert (
        growth_words(pace.growth)
        == f"at least 76,200 more artillery rounds from 31 May to 14 November 2023, {condition}"
    )
    assert pace.growth.in_series
    assert "if the total" not in pace_words(
        only(first, total("two", "2023-11-14", 300_000, period_start=date(2023, 2, 9)))
    )


def test_every_pair_of_statements_has_its_pace_and_not_one_a_year() -> None:
    found = paces([total("a", "2024-01-01", 1), total("b", "2024-02-01", 2), total("c", "2024-03-01", 3)])
    assert [(each.growth.earlier.code, each.growth.later.code) for each in found] == [("a", "b"), ("b", "c")]


def test_capacity_stays_capacity() -> None:
    named = {"basis": "capacity-if-full"}
    pace = only(total("one", "2024-01-01", 1, **named), total("two", "2024-04-10", 5, **named))
    assert pace.capacity
    assert " if full from 1 January " in pace_words(pace)
    assert " more artillery rounds if full from 1 January " in growth_words(pace.growth)


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ({"claimant": "nato"}, PaceRefusal.OTHER_CLAIMANT),
        ({"recipient": "ua"}, PaceRefusal.OTHER_PARTIES),
        ({"munition": "artillery-round-152mm"}, PaceRefusal.OTHER_MUNITION),
        ({"unit": "container"}, PaceRefusal.OTHER_MUNITION),
        ({"stage": "delivered"}, PaceRefusal.OTHER_STAGE),
        ({"basis": "estimate"}, PaceRefusal.OTHER_BASIS),
        ({"period_start": date(2023, 9, 1)}, PaceRefusal.OTHER_START),
        ({"period_start": None}, PaceRefusal.START_UNKNOWN),
        ({"period_end": date(2024, 1, 1)}, PaceRefusal.SAME_DAY),
        ({"temporal": "interval"}, PaceRefusal.NO_TOTAL),
        ({"alternative_group": "either"}, PaceRefusal.NO_TOTAL),
    ],
)
def test_what_does_not_belong_together_is_refused_with_its_reason(named: dict[str, Any], reason: PaceRefusal) -> None:
    one, other = total("one", "2024-01-01", 1), total("two", "2024-04-10", 5, **named)
    pair = pace_of(other, one)
    assert isinstance(pair, Refused)
    assert pair.reasons == (reason,)
    assert paces([one, other]) == ()


def test_totals_of_one_claimant_without_a_pace_are_named_with_the_reason() -> None:
    one, other = total("one", "2024-01-01", 1), total("two", "2024-04-10", 5, stage="delivered")
    (pair,) = refusals([other, one])
    assert (pair.earlier.code, pair.later.code) == ("one", "two")
    assert refusals([one, total("three", "2024-04-10", 5)]) == ()
    assert refusals([one, total("three", "2024-04-10", 5, claimant="nato")]) == ()


def test_no_day_between_is_no_pace() -> None:
    one = total("one", "2024-01-01", 1)
    with pytest.raises(ValueError, match="two days"):
        paced(grown(one, one))


def of(start: str, end: str, code: str = "rate", **named: Any) -> Rate:
    return rate(code, **{"period_start": date.fromisoformat(start), "period_end": date.fromisoformat(end), **named})


def test_beside_it_stand_the_rates_of_the_same_time() -> None:
    pace = only(total("one", "2024-01-01", 1), total("two", "2024-06-30", 5))
    rates = [
        of("2024-01-01", "2024-05-31", "whole"),
        of("2024-05-01", "2024-05-31", "part"),
        of("2023-05-01", "2023-05-31", "before"),
        of("2024-05-01", "2024-05-31", "drones", munition="drone"),
        of("2024-01-01", "2024-12-31", "year", per="year", munition="munition"),
        of("2024-01-01", "2024-07-31", "month", per="month"),
    ]
    found = beside(pace, rates, {"artillery-round"}, {"large-calibre-round", "munition"})
    assert [(each.rate.code, each.whole, each.wider) for each in found] == [
        ("month", True, False),
        ("whole", True, False),
        ("part", False, False),
    ]
    assert found[0].per_day == Interval(Decimal("328.5"), Decimal("328.5"))


def test_a_rate_beside_a_pace_says_of_which_time_it_is() -> None:
    pace = only(
        total("one", "2023-05-23", 1, period_start=date(2023, 5, 1)),
        total("two", "2023-05-31", 5, period_start=date(2023, 5, 1)),
    )
    rates = [
        of("2023-05-23", "2023-05-31", "same"),
        of("2023-05-26", "2023-05-28", "part"),
        of("2023-05-01", "2023-05-31", "about"),
        of("2023-03-01", "2023-03-31", "march"),
        of("2023-08-01", "2023-08-31", "august"),
    ]
    found = {each.rate.code: each.near.code for each in beside(pace, rates, {"artillery-round"}, ())}
    assert found == {"same": "same", "part": "part", "about": "about", "march": "near", "august": "near"}


def test_a_rate_by_the_year_is_computed_by_the_day_and_one_by_the_day_is_stated() -> None:
    pace = only(total("one", "2024-01-01", 1), total("two", "2024-06-30", 5))
    rates = [of("2024-01-01", "2024-06-30", "year", per="year"), of("2024-01-01", "2024-06-30", "day")]
    found = {each.rate.code: each.computed for each in beside(pace, rates, {"artillery-round"}, ())}
    assert found == {"year": True, "day": False}


@given(ledgers())
def test_paces_agree_with_the_naive_derivation(claims: list[Shipment]) -> None:
    expected = oracle.paces(claims)
    found = {(each.growth.earlier.code, each.growth.later.code): each.per_day for each in paces(claims)}
    assert found.keys() == expected.keys()
    for pair, interval in found.items():
        naive = expected[pair]
        assert (interval is None) == (naive is None)
        if interval is not None and naive is not None:
            holds(interval, naive)


def holds(interval: Interval, exact: tuple[Fraction | None, Fraction | None], within: int = 1000) -> None:
    """Asserts that a rounded interval is open where the exact one is, and holds no less and hardly more."""
    for end, naive in zip((interval.low, interval.high), exact, strict=True):
        assert (end is None) == (naive is None)
        if end is not None and naive is not None:
            assert abs(Fraction(end) - naive) <= abs(naive) / within
    if interval.low is not None and interval.low != interval.high and exact[0] is not None:
        assert Fraction(interval.low) <= exact[0]
    if interval.high is not None and interval.low != interval.high and exact[1] is not None:
        assert Fraction(interval.high) >= exact[1]


def test_the_ends_of_a_claim() -> None:
    assert ends(total("one", "2024-01-01", 5, bound="up-to")) == (None, Fraction(5))
