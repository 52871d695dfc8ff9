from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.conversion import (
    CAUTION,
    as_stated,
    cautions_of_fire,
    days_of_fire,
    is_only_counted,
    mixed,
    of_figures,
    rounds_in,
    spread,
)
from flows.estimates.interval import Interval
from flows.records import Quantity
from flows.vocabulary import Bound, Caution
from flows.wording import computed_words
from tests.makers import rate, shipment

ones = st.decimals(min_value=1, max_value=1000, places=1)


def only(value: int) -> Interval:
    return Interval(Decimal(value), Decimal(value))


def test_a_floor_of_containers_stays_a_floor_of_rounds() -> None:
    assert rounds_in(Quantity(Bound.AT_LEAST, low=Decimal(10_000)), only(480)) == Interval(Decimal(4_800_000), None)


AT_LEAST_10_000 = Quantity(Bound.AT_LEAST, low=Decimal(10_000))


def test_a_factor_that_is_a_ceiling_gives_a_ceiling_and_no_floor() -> None:
    factor = as_stated(Decimal(480), Bound.UP_TO)
    assert rounds_in(AT_LEAST_10_000, factor) == Interval(None, Decimal(4_800_000))
    assert rounds_in(Quantity(Bound.ABOUT, point=Decimal(10_000)), factor) == Interval(None, Decimal(4_800_000))
    assert rounds_in(Quantity(Bound.UP_TO, high=Decimal(10_000)), factor) == Interval(None, Decimal(4_800_000))


def test_a_factor_that_is_a_floor_gives_a_floor() -> None:
    floor = as_stated(Decimal(300), Bound.AT_LEAST)
    assert rounds_in(AT_LEAST_10_000, floor) == Interval(Decimal(3_000_000), None)
    assert rounds_in(Quantity(Bound.UP_TO, high=Decimal(10_000)), floor) == Interval(None, None)


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        (Bound.EXACT, Interval(Decimal(480), Decimal(480))),
        (Bound.ABOUT, Interval(Decimal(480), Decimal(480))),
        (Bound.BETWEEN, Interval(Decimal(480), Decimal(480))),
        (Bound.UNQUANTIFIED, Interval(Decimal(480), Decimal(480))),
        (Bound.AT_LEAST, Interval(Decimal(480), None)),
        (Bound.UP_TO, Interval(None, Decimal(480))),
    ],
)
def test_a_factor_keeps_the_bound_of_its_claim(bound: Bound, expected: Interval) -> None:
    assert as_stated(Decimal(480), bound) == expected


def test_a_ceiling_over_a_floor_speaks_of_the_containers_counted() -> None:
    ceiling, both = Interval(None, Decimal(480)), Interval(Decimal(266), Decimal(367))
    assert is_only_counted(AT_LEAST_10_000, rounds_in(AT_LEAST_10_000, ceiling))
    assert not is_only_counted(AT_LEAST_10_000, rounds_in(AT_LEAST_10_000, both))
    about = Quantity(Bound.ABOUT, point=Decimal(10_000))
    assert not is_only_counted(about, rounds_in(about, ceiling))
    assert is_only_counted(AT_LEAST_10_000, Interval(Decimal(4_200_000), Decimal(5_800_000)))
    assert rounds_in(AT_LEAST_10_000, both) == Interval(Decimal(2_660_000), None)


def between(low: float, high: float) -> Interval:
    return Interval(Decimal(str(low)), Decimal(str(high)))


def test_a_computed_factor_is_exact_and_its_product_is_rounded_once_and_outward() -> None:
    osc = Quantity(Bound.BETWEEN, low=Decimal(4_200_000), high=Decimal(5_800_000))
    counted = Quantity(Bound.ABOUT, point=Decimal(15_800))
    factor = of_figures(osc, counted, None)
    assert factor == Interval(Decimal(4_200_000) / 15_800, Decimal(5_800_000) / 15_800)
    # 4.2M over 15,800 times 28,000 are 7,443,037.97; cut to 265.8 before, they would be 7,442,400.
    assert rounds_in(Quantity(Bound.ABOUT, point=Decimal(28_000)), factor) == Interval(
        Decimal(7_443_037), Decimal(10_278_482)
    )
    assert rounds_in(counted, factor) == Interval(Decimal(4_200_000), Decimal(5_800_000))


def test_15_809_containers_at_12_million_over_28_000_are_6_775_million() -> None:
    seoul = Quantity(Bound.AT_LEAST, low=Decimal(12_000_000))
    factor = of_figures(seoul, Quantity(Bound.ABOUT, point=Decimal(28_000)), Decimal("428.6"))
    assert factor is not None
    made = rounds_in(Quantity(Bound.ABOUT, point=Decimal(15_809)), factor)
    assert made == Interval(Decimal(6_775_285), None)
    assert computed_words(made) == "at least 6.775 million"


@given(st.integers(1, 10**7), st.integers(1, 10**5), st.integers(1, 100))
def test_as_many_carriers_as_a_factor_comes_from_hold_what_was_stated(rounds: int, count: int, times: int) -> None:
    carriers = Quantity(Bound.ABOUT, point=Decimal(count))
    factor = of_figures(Quantity(Bound.BETWEEN, low=Decimal(rounds), high=Decimal(rounds + 1)), carriers, None)
    assert factor is not None
    assert rounds_in(replace(carriers, point=Decimal(count * times)), factor) == Interval(
        Decimal(rounds * times), Decimal((rounds + 1) * times)
    )


@pytest.mark.parametrize(
    ("rounds", "containers", "named", "expected"),
    [
        # Stored as 428.6, the quotient is 428.571: a floor lies below it, a ceiling above.
        (
            Quantity(Bound.AT_LEAST, low=Decimal(12_000_000)),
            28_000,
            "428.6",
            Interval(Decimal(12_000_000) / 28_000, None),
        ),
        (Quantity(Bound.UP_TO, high=Decimal(500_000)), 6_700, "74.6", Interval(None, Decimal(500_000) / 6_700)),
        (Quantity(Bound.UP_TO, high=Decimal(4_800_000)), 10_000, "480", Interval(None, Decimal(480))),
        (Quantity(Bound.ABOUT, point=Decimal(3_000_000)), 6_700, "447.8", between(447.8, 447.8)),
        # Named by the claimant, and not the quotient of its figures.
        (Quantity(Bound.AT_LEAST, low=Decimal(12_000_000)), 28_000, "430", Interval(Decimal(430), None)),
    ],
)
def test_a_stored_quotient_is_not_rounded_inward(
    rounds: Quantity, containers: int, named: str, expected: Interval
) -> None:
    counted = Quantity(Bound.ABOUT, point=Decimal(containers))
    assert of_figures(rounds, counted, Decimal(named)) == expected


def test_no_factor_follows_from_one_figure_or_from_none() -> None:
    one = Quantity(Bound.UP_TO, high=Decimal(300_000))
    assert of_figures(one, AT_LEAST_10_000, None) is None
    assert (
        of_figures(Quantity(Bound.BETWEEN, low=Decimal(1), high=Decimal(2)), Quantity(Bound.UNQUANTIFIED), None) is None
    )
    assert of_figures(one, Quantity(Bound.UNQUANTIFIED), Decimal(300)) == Interval(None, Decimal(300))


FLOOR, CEILING = Interval(Decimal(500), None), Interval(None, Decimal(480))


@pytest.mark.parametrize(
    ("factors", "expected"),
    [
        ([between(266, 367), FLOOR], Interval(Decimal(266), None)),
        ([between(266, 367), only(447), FLOOR, CEILING], Interval(Decimal(266), None)),
        ([only(74), Interval(Decimal(100), None), Interval(Decimal(80), None)], Interval(Decimal(74), None)),
        ([between(490, 600), CEILING], Interval(None, Decimal(600))),
        ([CEILING, Interval(None, Decimal(300))], CEILING),
        ([Interval(Decimal(300), None), CEILING], between(300, 480)),
        ([FLOOR, CEILING], Interval(None, None)),
        ([only(500), FLOOR], Interval(Decimal(500), None)),
        ([FLOOR], FLOOR),
        ([], Interval(None, None)),
    ],
)
def test_a_floor_is_no_top_and_a_ceiling_no_bottom_of_a_spread(factors: list[Interval], expected: Interval) -> None:
    assert spread(factors) == spread(reversed(factors)) == expected


def test_osc_containers_at_seouls_factor_and_the_other_way_round() -> None:
    osc = Quantity(Bound.ABOUT, point=Decimal(15_800))
    seouls = Decimal("428.6")
    assert rounds_in(osc, Interval(seouls, seouls)) == Interval(Decimal(6_771_880), Decimal(6_771_880))
    seoul = Quantity(Bound.ABOUT, point=Decimal(28_000))
    answer = rounds_in(seoul, Interval(Decimal(266), Decimal(367)))
    assert answer == Interval(Decimal(7_448_000), Decimal(10_276_000))


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


def test_days_are_rounded_outward() -> None:
    rounds = Quantity(Bound.BETWEEN, low=Decimal(10_000), high=Decimal(20_000))
    assert days_of_fire(rounds, Quantity(Bound.ABOUT, point=Decimal(70_000)), "day") == Interval(
        Decimal("0.1428"), Decimal("0.2858")
    )


def test_18_seventy_thousand_a_day_last_from_january_to_may_only_if_three_ceilings_hold() -> None:
    days = (date(2024, 5, 31) - date(2024, 1, 1)).days + 1
    kyivs, natos = (Quantity(Bound.ABOUT, point=Decimal(rounds)) for rounds in (70_000, 10_000))
    stock, containers, capacity = Decimal(4_000_000), Decimal(4_800_000), Decimal(4_500_000) * days / 366
    at_most = Quantity(Bound.UP_TO, high=stock + containers + capacity)
    assert days_of_fire(at_most, kyivs, "day") == Interval(None, Decimal("152.5"))
    without = stock + Decimal(1_500_000) + capacity
    lasting = days_of_fire(Quantity(Bound.UP_TO, high=without), kyivs, "day").high
    assert lasting is not None
    assert lasting < days == 152
    assert round((70_000 * days - without) / 1_000_000, 1) == Decimal("3.3")
    assert days_of_fire(Quantity(Bound.EXACT, point=Decimal(1_520_000)), natos, "day") == only(days)


_OF_ROUNDS: dict[Bound, dict[str, Any]] = {
    Bound.EXACT: {"point": Decimal(1200)},
    Bound.ABOUT: {"point": Decimal(1200)},
    Bound.AT_LEAST: {"low": Decimal(1200)},
    Bound.UP_TO: {"high": Decimal(1200)},
    Bound.BETWEEN: {"low": Decimal(600), "high": Decimal(1200)},
    Bound.UNQUANTIFIED: {},
}
_OF_A_DAY: dict[Bound, dict[str, Any]] = {
    Bound.EXACT: {"point": Decimal(10)},
    Bound.ABOUT: {"point": Decimal(10)},
    Bound.AT_LEAST: {"low": Decimal(10)},
    Bound.UP_TO: {"high": Decimal(20)},
    Bound.BETWEEN: {"low": Decimal(10), "high": Decimal(20)},
    Bound.UNQUANTIFIED: {},
}
# Rows are the bound of the rounds, columns that of the fire: exact, about, at least, up to, between, no figure.
_DAYS = {
    Bound.EXACT: ("120", "120", "-120", "60-", "60-120", ""),
    Bound.ABOUT: ("120", "120", "-120", "60-", "60-120", ""),
    Bound.AT_LEAST: ("120-", "120-", "", "60-", "60-", ""),
    Bound.UP_TO: ("-120", "-120", "-120", "", "-120", ""),
    Bound.BETWEEN: ("60-120", "60-120", "-120", "30-", "30-120", ""),
    Bound.UNQUANTIFIED: ("", "", "", "", "", ""),
}
_DAYS_OF_ROOM = dict.fromkeys(_OF_ROUNDS, ("-120", "-120", "-120", "", "-120", "")) | {
    Bound.AT_LEAST: ("", "", "", "", "", ""),
    Bound.UNQUANTIFIED: ("", "", "", "", "", ""),
}


def _read(days: str) -> Interval:
    low, dash, high = days.partition("-")
    ends = [Decimal(end) if end else None for end in (low, high if dash else low)]
    return Interval(*ends)


@pytest.mark.parametrize("rounds", _OF_ROUNDS, ids=str)
@pytest.mark.parametrize("fire", _OF_A_DAY, ids=str)
def test_every_bound_of_rounds_over_every_bound_of_fire(rounds: Bound, fire: Bound) -> None:
    place = list(_OF_A_DAY).index(fire)
    amount, pace = Quantity(rounds, **_OF_ROUNDS[rounds]), Quantity(fire, **_OF_A_DAY[fire])
    assert days_of_fire(amount, pace, "day") == _read(_DAYS[rounds][place])
    room = days_of_fire(amount, pace, "day", is_capacity=True)
    assert room == _read(_DAYS_OF_ROOM[rounds][place])
    assert room.low is None


TO_RUSSIA, TO_UKRAINE = shipment("kp"), shipment("eu", supplier="eu", recipient="ua", stage="delivered")
RUSSIAN = rate("nato")


def test_rounds_of_one_side_over_the_fire_of_the_other_are_marked() -> None:
    assert cautions_of_fire(TO_RUSSIA, RUSSIAN) == ()
    assert cautions_of_fire(TO_UKRAINE, RUSSIAN) == (Caution.OTHER_SIDES_RATE,)
    assert cautions_of_fire(TO_UKRAINE, rate("ua", actor="ua")) == ()


def test_rounds_that_something_could_have_held_are_marked() -> None:
    full = shipment("kp", bound="up-to", basis="capacity-if-full")
    assert cautions_of_fire(full, RUSSIAN) == (Caution.CAPACITY,)
    more = shipment("kp", bound="at-least", low=Decimal(12), basis="capacity-if-full")
    assert cautions_of_fire(more, RUSSIAN) == (Caution.CAPACITY,)


def test_weak_evidence_of_either_is_marked() -> None:
    weak = shipment("kp", stage="delivered", credibility="4")
    assert cautions_of_fire(weak, RUSSIAN) == (Caution.WEAK_EVIDENCE,)
    assert cautions_of_fire(TO_RUSSIA, rate("ru", reliability="D")) == (Caution.WEAK_EVIDENCE,)


@pytest.mark.parametrize("stage", ["pledged", "requested", "negotiated", "funded", "contracted", "produced"])
def test_rounds_that_have_not_moved_are_marked(stage: str) -> None:
    assert cautions_of_fire(shipment("kp", stage=stage), RUSSIAN) == (Caution.NOT_MOVED,)


def test_every_caution_has_words() -> None:
    assert all(caution.label and caution.meaning.endswith(".") for caution in CAUTION)
    assert CAUTION.codes == tuple(Caution)


@given(st.decimals(min_value=0, max_value=1, places=3), ones, ones)
def test_a_mix_never_leaves_the_range_of_its_parts(share: Decimal, one: Decimal, other: Decimal) -> None:
    answer = mixed(share, Interval(one, one), Interval(other, other))
    assert answer.low is not None
    assert min(one, other) <= answer.low <= max(one, other)
