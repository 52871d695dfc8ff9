"""The share of a supply in the fire of a side: worked figures, refusals, and a naive derivation."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.interval import Interval
from flows.estimates.share import ComputedShare, share_of, shares
from flows.records import Rate, Shipment
from flows.vocabulary import Bound, ShareRefusal
from flows.wording import quote_share
from tests.flows.estimates.test_pace import holds
from tests.makers import rate, shipment
from tests.oracles import share as oracle

ABOVE = {
    "artillery-round-152mm": ("artillery-round", "large-calibre-round", "munition"),
    "artillery-round": ("munition",),
}
AUTUMN = {"period_start": date(2023, 9, 1), "period_end": date(2023, 11, 30)}


def supply(figure: int | None = 1_000_000, **named: Any) -> Shipment:
    return shipment("supply", figure, **{"temporal": "interval", "stage": "delivered", **AUTUMN, **named})


def fire(point: int | None = 20_000, **named: Any) -> Rate:
    return rate("fire", point, **{**AUTUMN, **named})


def share(one: Shipment, other: Rate) -> ComputedShare:
    found = share_of(one, other, ABOVE)
    assert isinstance(found, ComputedShare), found
    return found


def test_a_million_in_91_days_over_20_000_a_day_is_55_percent() -> None:
    found = share(supply(), fire())
    assert found.interval == Interval(Decimal("54.9"), Decimal("54.9"))
    assert found.quantity.bound == Bound.ABOUT
    assert not found.capacity


def test_a_range_of_fire_makes_a_range_of_shares() -> None:
    found = share(supply(910_000), fire(None, bound="between", low=Decimal(10_000), high=Decimal(40_000)))
    assert found.interval == Interval(Decimal(25), Decimal(100))


def test_open_ends_stay_open() -> None:
    assert share(supply(910_000, bound="up-to"), fire(10_000)).interval == Interval(None, Decimal(100))
    assert share(supply(910_000, bound="at-least"), fire(10_000)).interval == Interval(Decimal(100), None)
    faster = fire(None, bound="at-least", low=Decimal(10_000))
    assert share(supply(910_000), faster).interval == Interval(None, Decimal(100))


def test_a_share_over_a_hundred_percent_says_that_it_is_more_than_was_fired() -> None:
    twice = share(supply(1_820_000), fire(10_000))
    assert (twice.interval, twice.exceeds) == (Interval(Decimal(200), Decimal(200)), True)
    assert "over 100% is more than was fired" in quote_share(twice)
    most = share(supply(1_820_000, bound="up-to"), fire(10_000))
    assert (most.interval.high, most.exceeds) == (Decimal(200), True)
    whole = share(supply(910_000), fire(10_000))
    assert (whole.interval.high, whole.exceeds) == (Decimal(100), False)
    assert "more than was fired" not in quote_share(whole)


def test_capacity_is_a_ceiling_and_no_floor_whatever_its_bound() -> None:
    found = share(supply(910_000, basis="capacity-if-full"), fire(10_000))
    assert found.interval == Interval(None, Decimal(100))
    assert found.capacity


def test_a_part_of_the_kinds_is_said_to_be_one() -> None:
    assert share(supply(munition="artillery-round-152mm"), fire()).narrower
    assert not share(supply(), fire()).narrower


@pytest.mark.parametrize(
    ("supplied", "fired", "reason"),
    [
        ({"stage": "pledged"}, {}, ShareRefusal.NOT_MOVED),
        ({"bound": "unquantified"}, {}, ShareRefusal.NO_FIGURE),
        ({"unit": "container"}, {}, ShareRefusal.OTHER_UNIT),
        ({}, {"actor": "ua"}, ShareRefusal.OTHER_PARTY),
        ({}, {"activity": "produced"}, ShareRefusal.OTHER_ACTIVITY),
        ({"munition": "large-calibre-round"}, {}, ShareRefusal.UNLIKE_KINDS),
        ({}, {"munition": "artillery-round-152mm"}, ShareRefusal.UNLIKE_KINDS),
        ({}, {"place": "southern-front", "place_name": "Southern front"}, ShareRefusal.LOCAL_FIRE),
        ({"period_start": None}, {}, ShareRefusal.TIME_UNKNOWN),
        ({}, {"period_end": None}, ShareRefusal.TIME_UNKNOWN),
        ({}, {"period_start": date(2023, 5, 31)}, ShareRefusal.OTHER_TIME),
        ({}, {"period_start": date(2023, 6, 1), "period_end": date(2023, 8, 31)}, ShareRefusal.OTHER_TIME),
    ],
)
def test_what_does_not_belong_together_is_refused(
    supplied: dict[str, Any], fired: dict[str, Any], reason: ShareRefusal
) -> None:
    figure = None if supplied.get("bound") == "unquantified" else 1_000_000
    assert share_of(supply(figure, **supplied), fire(**fired), ABOVE) == (reason,)


def test_a_supply_without_a_share_names_the_rates_behind_each_reason() -> None:
    found = shares([supply()], [fire(actor="ua"), fire(period_end=None)], ABOVE)
    assert found.computed == ()
    (none,) = found.refused
    assert {reason: len(rates) for reason, rates in none.reasons.items()} == {
        ShareRefusal.OTHER_PARTY: 1,
        ShareRefusal.TIME_UNKNOWN: 1,
    }
    assert shares([supply()], [fire(), fire(actor="ua")], ABOVE).refused == ()


DAYS = st.integers(0, 300).map(lambda n: date(2023, 1, 1) + timedelta(days=n))


@st.composite
def times(draw: st.DrawFn) -> dict[str, date | None]:
    one, other = sorted((draw(DAYS), draw(DAYS)))
    return {
        "period_start": draw(st.sampled_from([one, one, one, None])),
        "period_end": draw(st.sampled_from([other, other, other, None])),
    }


@st.composite
def supplies(draw: st.DrawFn) -> Shipment:
    return supply(
        draw(st.integers(0, 9_000_000)),
        **draw(times()),
        bound=draw(st.sampled_from(["exact", "about", "at-least", "up-to"])),
        temporal=draw(st.sampled_from(["interval", "cumulative"])),
        stage=draw(st.sampled_from(["shipped", "delivered", "pledged"])),
        basis=draw(st.sampled_from(["reported-count", "capacity-if-full"])),
        unit=draw(st.sampled_from(["round", "round", "round", "container"])),
        munition=draw(st.sampled_from(["artillery-round", "artillery-round-152mm", "munition"])),
        claimed_on=date(2024, 1, 1),
    )


@st.composite
def fires(draw: st.DrawFn) -> Rate:
    return fire(
        draw(st.integers(0, 90_000)),
        **draw(times()),
        actor=draw(st.sampled_from(["ru", "ru", "ru", "ua"])),
        activity=draw(st.sampled_from(["fired", "fired", "fired", "needed"])),
        per=draw(st.sampled_from(["day", "month", "year"])),
        place_name=draw(st.sampled_from(["Whole front line", "", "Southern front"])),
        place="place",
    )


@given(supplies(), fires())
def test_shares_agree_with_the_naive_derivation(one: Shipment, other: Rate) -> None:
    found, expected = share_of(one, other, ABOVE), oracle.share(one, other, ABOVE)
    assert isinstance(found, ComputedShare) == (expected is not None)
    if isinstance(found, ComputedShare) and expected is not None:
        holds(found.interval, expected, 100)
