from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.interval import Interval, hull
from flows.records import Quantity
from flows.vocabulary import Bound

values = st.decimals(min_value=0, max_value=10_000_000, places=2)


@st.composite
def intervals_with_a_member(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    low, member, high = sorted(draw(st.tuples(values, values, values)))
    return Interval(draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None]))), member


def test_a_ceiling_is_open_below_and_words_are_open_at_both_ends() -> None:
    assert Interval.of(Quantity(Bound.UP_TO, high=Decimal(4_800_000))) == Interval(None, Decimal(4_800_000))
    assert Interval.of(Quantity(Bound.AT_LEAST, low=Decimal(10_000))) == Interval(Decimal(10_000), None)
    assert Interval.of(Quantity(Bound.UNQUANTIFIED, words="dozens")) == Interval(None, None)
    assert Interval.of(Quantity(Bound.ABOUT, point=Decimal(500_000))) == Interval(Decimal(500_000), Decimal(500_000))


def test_up_to_4_8_million_over_half_a_million_is_open_below_and_ends_at_9_6() -> None:
    quotient = Interval(None, Decimal(4_800_000)) / Interval(Decimal(500_000), Decimal(500_000))
    assert quotient == Interval(None, Decimal("9.6"))


def test_a_divisor_that_may_be_zero_leaves_the_high_end_open() -> None:
    assert Interval(Decimal(1), Decimal(2)) / Interval(Decimal(0), Decimal(4)) == Interval(Decimal("0.25"), None)


def test_ends_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="lies above its high end"):
        Interval(Decimal(2), Decimal(1))


def test_the_hull_is_open_where_any_member_is_and_none_for_no_members() -> None:
    assert hull([]) is None
    assert hull([Interval(Decimal(1), None), Interval(None, Decimal(4))]) == Interval(None, None)
    assert hull([Interval(Decimal(1), Decimal(2)), Interval(Decimal(3), None)]) == Interval(Decimal(1), None)


@given(intervals_with_a_member(), intervals_with_a_member())
def test_arithmetic_contains_every_members_arithmetic(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    (left, a), (right, b) = one, other
    assert a + b in left + right
    assert a * b in left * right
    if b:
        quotient = left / right
        slack = Decimal("1e-20")
        assert quotient.low is None or quotient.low <= a / b + slack
        assert quotient.high is None or quotient.high >= a / b - slack


@given(st.lists(intervals_with_a_member(), min_size=1, max_size=6))
def test_the_hull_holds_every_member_of_every_interval(members: list[tuple[Interval, Decimal]]) -> None:
    together = hull(interval for interval, _ in members)
    assert together is not None
    assert all(member in together for _, member in members)
