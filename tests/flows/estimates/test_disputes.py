"""Which two claims about one thing and time cannot both be true, against trying every pair."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.disputes import widest
from flows.records import Rate
from tests.makers import rate

MARCH = {"period_start": date(2024, 3, 1), "period_end": date(2024, 3, 31)}
SPRING = {"period_start": date(2024, 1, 1), "period_end": date(2024, 5, 31)}


def of_actor(claim: Rate) -> str:
    """What the rates of a test are about."""
    return claim.actor


def test_the_sevenfold_dispute_over_spring_2024_is_found() -> None:
    staff = rate("staff", 70_000, claimant="ua-general-staff", **SPRING)
    found = widest([rate("nato", 10_000, **MARCH), staff], of_actor)
    assert found is not None
    assert (found.more.code, found.less.code, found.times) == ("staff", "nato", Decimal(7))


def test_what_does_not_contradict_is_no_dispute() -> None:
    nato = rate("nato", 10_000, **MARCH)
    other = {"claimant": "ua-general-staff"}
    for harmless in (
        rate("self", 70_000, **MARCH),
        rate("floor", None, bound="at-least", low=Decimal(5_000), **other, **MARCH),
        rate("ceiling", None, bound="up-to", high=Decimal(70_000), **other, **MARCH),
        rate("elsewhere", 70_000, actor="ua", **other, **MARCH),
        rate("untimed", 70_000, **other),
        rate("later", 70_000, **other, period_start=date(2024, 4, 1), period_end=date(2024, 4, 30)),
        rate("longer", 70_000, **other, period_start=date(2023, 1, 1), period_end=date(2024, 3, 31)),
    ):
        assert widest([nato, harmless], of_actor) is None, harmless.code


def test_a_floor_above_a_ceiling_is_one() -> None:
    floor = rate("floor", None, bound="at-least", low=Decimal(30_000), claimant="ua-general-staff", **MARCH)
    ceiling = rate("ceiling", None, bound="up-to", high=Decimal(10_000), **MARCH)
    found = widest([floor, ceiling], of_actor)
    assert found is not None
    assert found.times == 3


@st.composite
def rates(draw: st.DrawFn) -> Sequence[Rate]:
    """A few rates of two actors by three claimants over times of some months."""
    found = []
    for number in range(draw(st.integers(0, 7))):
        start = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 200)))
        end = start + timedelta(days=draw(st.integers(0, 200)))
        low, high = sorted(draw(st.tuples(st.integers(0, 20), st.integers(0, 20))))
        figures: dict[str, Any] = draw(
            st.sampled_from(
                [
                    {"bound": "about", "point": Decimal(low)},
                    {"bound": "at-least", "point": None, "low": Decimal(low)},
                    {"bound": "up-to", "point": None, "high": Decimal(high)},
                    {"bound": "between", "point": None, "low": Decimal(low), "high": Decimal(high)},
                ]
            )
        )
        time: dict[str, Any] = {"period_start": start, "period_end": end} if draw(st.booleans()) else {}
        who: dict[str, Any] = {"claimant": draw(st.sampled_from("abc")), "actor": draw(st.sampled_from("xy"))}
        found.append(rate(f"r{number}", **figures, **who, **time))
    return found


@given(rates())
def test_it_is_the_widest_of_all_pairs(claims: Sequence[Rate]) -> None:
    factors = [Decimal(0)]
    for more, less in product(claims, claims):
        if more.claimant == less.claimant or more.actor != less.actor or not _share_days(more, less):
            continue
        low = more.quantity.point if more.quantity.point is not None else more.quantity.low
        high = less.quantity.point if less.quantity.point is not None else less.quantity.high
        if low is not None and high and low > high:
            factors.append(low / high)
    found = widest(claims, of_actor)
    assert (found.times if found else Decimal(0)) == max(factors)


def _share_days(one: Rate, other: Rate) -> bool:
    """Day by day: whether the times meet, and neither their starts nor their ends lie more than 92 days apart."""
    if not (one.period_start and one.period_end and other.period_start and other.period_end):
        return False
    days = [
        {start + timedelta(days=n) for n in range((end - start).days + 1)}
        for start, end in ((one.period_start, one.period_end), (other.period_start, other.period_end))
    ]
    near = all(abs((end(days[0]) - end(days[1])).days) <= 92 for end in (min, max))
    return near and bool(days[0] & days[1])
