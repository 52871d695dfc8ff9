from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.conversion import days_of_fire, mixed, rounds_in
from flows.estimates.interval import Interval
from flows.records import Quantity
from flows.vocabulary import Bound

ones = st.decimals(min_value=1, max_value=1000, places=1)


def only(value: int) -> Interval:
    return Interval(Decimal(value), Decimal(value))


def test_a_floor_of_containers_stays_a_floor_of_rounds() -> None:
    assert rounds_in(Quantity(Bound.AT_LEAST, low=Decimal(10_000)), only(480)) == Interval(Decimal(4_800_000), None)


def test_the_spread_of_published_factors_carries_through() -> None:
    containers = Quantity(Bound.ABOUT, point=Decimal(28_000))
    assert rounds_in(containers, Interval(Decimal(266), Decimal(500))) == Interval(
        Decimal(7_448_000), Decimal(14_000_000)
    )


def test_a_mix_of_calibres_lies_between_them() -> None:
    assert mixed(Decimal("0.5"), only(500), only(100)) == only(300)
    assert mixed(Decimal(1), only(500), Interval(None, None)) == only(500)
    assert mixed(Decimal(0), only(500), only(100)) == only(100)


def test_a_share_outside_zero_to_one_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        mixed(Decimal("1.1"), only(1), only(2))


def test_4_8_million_at_10_000_a_day_are_480_days_at_most() -> None:
    at_most = Quantity(Bound.UP_TO, high=Decimal(4_800_000))
    assert days_of_fire(at_most, Quantity(Bound.ABOUT, point=Decimal(10_000)), "day") == Interval(None, Decimal(480))


def test_a_monthly_rate_is_spread_over_the_mean_month() -> None:
    exact = Quantity(Bound.EXACT, point=Decimal(300_000))
    assert days_of_fire(exact, Quantity(Bound.EXACT, point=Decimal(300_000)), "month") == Interval(
        Decimal("30.44"), Decimal("30.44")
    )


@given(st.decimals(min_value=0, max_value=1, places=3), ones, ones)
def test_a_mix_never_leaves_the_range_of_its_parts(share: Decimal, one: Decimal, other: Decimal) -> None:
    answer = mixed(share, Interval(one, one), Interval(other, other))
    assert answer.low is not None
    assert min(one, other) <= answer.low <= max(one, other)
