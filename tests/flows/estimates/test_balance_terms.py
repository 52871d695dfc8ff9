"""What one claim says of a term: paces by the calendar, totals by their time, and which claims are refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from flows.estimates.balance_reading import OPEN, Subject
from flows.estimates.balance_terms import (
    about_the_time,
    candidates,
    reading_of,
    readings_of_chosen,
    times_in,
    unfit,
)
from flows.estimates.interval import Interval
from flows.estimates.nesting import Nesting
from flows.records import AnyClaim
from flows.vocabulary import BalanceTerm, Caution, Per
from tests.makers import indicator, rate, ratio, shipment

SPRING = Subject(
    "ru",
    "round",
    "artillery-round",
    frozenset({"artillery-round", "artillery-round-152mm", "artillery-round-122mm"}),
    frozenset({"large-calibre-round"}),
    date(2024, 1, 1),
    date(2024, 5, 31),
)
STOCK, PRODUCED, RECEIVED, FIRED, LOST = BalanceTerm
AFTERWARDS = date(2024, 6, 14)
IN_SPRING: dict[str, Any] = {
    "period_start": date(2024, 1, 1),
    "period_end": date(2024, 5, 31),
    "claimed_on": AFTERWARDS,
}
YEAR_2022 = replace(SPRING, start=date(2022, 1, 1), end=date(2022, 12, 31))
_SHELLS = frozenset({"artillery-round", "munition"})
APART = Nesting(
    above={
        "artillery-round-152mm": _SHELLS,
        "artillery-round-122mm": _SHELLS,
        "artillery-round": frozenset({"munition"}),
    }
)


def interval(low: int, high: int | None) -> Interval:
    return Interval(Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("per", "start", "end", "expected"),
    [
        (Per.DAY, date(2024, 1, 1), date(2024, 5, 31), Fraction(152)),
        (Per.MONTH, date(2024, 1, 1), date(2024, 5, 31), Fraction(5)),
        (Per.MONTH, date(2024, 2, 15), date(2024, 3, 31), Fraction(15, 29) + 1),
        (Per.YEAR, date(2024, 1, 1), date(2024, 5, 31), Fraction(152, 366)),
        (Per.YEAR, date(2023, 12, 31), date(2024, 12, 31), Fraction(1, 365) + 1),
    ],
)
def test_days_months_and_years_are_those_of_the_calendar(per: Per, start: date, end: date, expected: Fraction) -> None:
    assert times_in(per, start, end) == expected


def test_a_pace_is_scaled_outward_to_whole_units() -> None:
    claim = rate("r", 10, per="year", **IN_SPRING)
    assert reading_of(claim, FIRED, SPRING, chosen=False).interval == interval(4, 5)


def test_a_capacity_is_a_ceiling_and_no_floor() -> None:
    made = reading_of(rate("c", 3_660_000, activity="capacity", per="year", **IN_SPRING), PRODUCED, SPRING, chosen=True)
    assert made.interval == interval(0, 1_520_000)
    assert made.cautions == (Caution.CAPACITY,)
    full = reading_of(shipment("s", 9, basis="capacity-if-full", **IN_SPRING), RECEIVED, SPRING, chosen=True)
    assert full.interval == interval(0, 9)
    assert Caution.CAPACITY in full.cautions


@pytest.mark.parametrize(("bound", "expected"), [("at-least", interval(152, None)), ("up-to", interval(0, 152))])
def test_an_at_least_has_no_ceiling_and_an_up_to_no_floor_above_nothing(bound: str, expected: Interval) -> None:
    ends: dict[str, Any] = {"at-least": {"low": Decimal(1)}, "up-to": {"high": Decimal(1)}}[bound]
    claim = rate("r", None, bound=bound, **ends, **IN_SPRING)
    assert reading_of(claim, FIRED, SPRING, chosen=True).interval == expected


def test_a_pace_outside_its_time_is_marked() -> None:
    march = rate("r", 10_000, period_start=date(2024, 3, 1), period_end=date(2024, 3, 11), claimed_on=AFTERWARDS)
    assert reading_of(march, FIRED, SPRING, chosen=False).cautions == (Caution.OUTSIDE_ITS_TIME,)
    assert reading_of(rate("r", 10_000), FIRED, SPRING, chosen=True).cautions == (Caution.TIME_NOT_STATED,)
    assert reading_of(rate("r", 10_000, **IN_SPRING), FIRED, SPRING, chosen=True).cautions == ()


@pytest.mark.parametrize(
    ("start", "end", "unchosen", "chosen", "caution"),
    [
        (date(2024, 1, 1), date(2024, 5, 31), interval(5, 5), interval(5, 5), None),
        (date(2023, 12, 20), date(2024, 6, 14), interval(5, 5), interval(5, 5), None),
        (date(2023, 8, 1), date(2024, 6, 14), interval(0, 5), interval(0, 5), Caution.LONGER_TIME),
        (date(2024, 3, 1), date(2024, 3, 31), interval(5, None), interval(5, 5), Caution.PART_OF_TIME),
        (date(2023, 9, 13), date(2024, 2, 23), OPEN, interval(0, 5), Caution.OTHER_TIME),
        (date(2022, 9, 13), date(2022, 12, 23), OPEN, interval(0, 5), Caution.OTHER_TIME),
        (None, None, OPEN, interval(0, 5), Caution.TIME_NOT_STATED),
    ],
)
def test_a_total_bounds_what_its_time_allows(
    start: date | None, end: date | None, unchosen: Interval, chosen: Interval, caution: Caution | None
) -> None:
    claim = shipment("s", 5, temporal="interval", period_start=start, period_end=end, claimed_on=AFTERWARDS)
    assert reading_of(claim, RECEIVED, SPRING, chosen=False).interval == unchosen
    made = reading_of(claim, RECEIVED, SPRING, chosen=True)
    assert made.interval == chosen
    assert made.cautions == ((caution, Caution.ONE_SUPPLIER) if caution else (Caution.ONE_SUPPLIER,))
    counts = caution in (None, Caution.LONGER_TIME, Caution.PART_OF_TIME)
    assert about_the_time([claim], RECEIVED, SPRING) == ((claim,) if counts else ())


def test_a_narrower_kind_is_a_floor_and_a_wider_one_a_ceiling() -> None:
    narrow = rate("r", 10, munition="artillery-round-152mm", **IN_SPRING)
    assert reading_of(narrow, FIRED, SPRING, chosen=False).interval == interval(1520, None)
    assert reading_of(narrow, FIRED, SPRING, chosen=True).interval == interval(1520, 1520)
    wide = rate("r", 10, munition="large-calibre-round", **IN_SPRING)
    assert reading_of(wide, FIRED, SPRING, chosen=True).interval == interval(0, 1520)


def test_a_pace_at_one_stretch_of_the_front_is_a_floor_for_all_of_it() -> None:
    local = rate("r", 10, place="south", place_name="Southern front", **IN_SPRING)
    assert reading_of(local, FIRED, SPRING, chosen=False).interval == interval(1520, None)
    whole = rate("r", 10, place="front", place_name="Whole front line", **IN_SPRING)
    assert reading_of(whole, FIRED, SPRING, chosen=False).interval == interval(1520, 1520)


def stock(**named: object) -> AnyClaim:
    return indicator("i", 5, **{"actor": "ru", "name": "shell-stock", "unit": "round", **named})


def test_a_stock_within_92_days_of_the_opening_counts_and_says_that_it_is_of_another_day() -> None:
    near = stock(claimed_on=date(2023, 10, 26))
    assert about_the_time([near, stock(claimed_on=date(2023, 9, 1))], STOCK, SPRING) == (near,)
    assert reading_of(stock(claimed_on=date(2023, 10, 26)), STOCK, SPRING, chosen=False).cautions == (
        Caution.OTHER_DAY,
    )
    assert reading_of(stock(claimed_on=SPRING.start), STOCK, SPRING, chosen=False).cautions == ()


@pytest.mark.parametrize(
    ("claim", "term", "reason"),
    [
        (shipment("s", recipient="ua"), RECEIVED, "other_side"),
        (shipment("s", supplier="ru"), RECEIVED, "other_side"),
        (shipment("s", unit="container"), RECEIVED, "other_kind"),
        (shipment("s", munition="missile"), RECEIVED, "other_kind"),
        (shipment("s", stage="pledged"), RECEIVED, "not_moved"),
        (shipment("s", stage="produced"), RECEIVED, "not_moved"),
        (shipment("s", stance="denies", figure=None), RECEIVED, "denial"),
        (shipment("s", None), RECEIVED, "no_figure"),
        (shipment("s", status="retracted"), RECEIVED, "retracted"),
        (shipment("s"), FIRED, "other_term"),
        (rate("r", actor="ua"), FIRED, "other_side"),
        (rate("r", munition="missile"), FIRED, "other_kind"),
        (rate("r"), PRODUCED, "other_term"),
        (rate("r", activity="target"), PRODUCED, "no_output"),
        (rate("r", activity="needed"), FIRED, "no_output"),
        (rate("r", activity="delivered"), RECEIVED, "other_term"),
        (ratio("q", Decimal(10), Decimal(10)), FIRED, "other_term"),
        (stock(actor="de"), STOCK, "other_side"),
        (stock(unit="usd"), STOCK, "other_kind"),
        (stock(name="shell-stock-goal"), STOCK, "no_output"),
        (stock(), LOST, "other_term"),
        (shipment("s"), RECEIVED, None),
        (rate("r", activity="capacity"), PRODUCED, None),
        (stock(), STOCK, None),
        (stock(name="depot-loss"), LOST, None),
        (stock(name="shells-fired-since-invasion"), FIRED, None),
    ],
)
def test_a_claim_that_does_not_belong_is_refused_with_its_reason(
    claim: AnyClaim, term: BalanceTerm, reason: str | None
) -> None:
    assert unfit(claim, term, SPRING) == reason


def test_what_was_said_by_the_year_of_a_year_that_was_over_is_the_total_of_its_own_days_and_no_pace() -> None:
    """West-2023-09-08-fired2022: 10 to 11 million from 24 February to 31 December 2022, said in September 2023."""
    told: dict[str, Any] = {
        "per": "year",
        "bound": "between",
        "low": Decimal(10_000_000),
        "high": Decimal(11_000_000),
        "period_start": date(2022, 2, 24),
        "period_end": date(2022, 12, 31),
    }
    claim = rate("west", None, **told, claimed_on=date(2023, 9, 8))
    whole = reading_of(claim, FIRED, YEAR_2022, chosen=False)
    assert (whole.interval, whole.cautions, whole.days) == (interval(10_000_000, 11_000_000), (), None)
    june = replace(SPRING, start=date(2022, 6, 1), end=date(2022, 6, 30))
    # 30 of its own 311 days, and not of the 365 of the calendar year.
    assert reading_of(claim, FIRED, june, chosen=False).interval == interval(964_630, 1_061_094)
    pace = reading_of(rate("west", None, **told, claimed_on=date(2022, 12, 31)), FIRED, YEAR_2022, chosen=False)
    assert (pace.cautions, pace.days) == ((Caution.OUTSIDE_ITS_TIME,), 365)


@pytest.mark.parametrize(
    ("stated", "cautions"),
    [(date(2023, 9, 12), (Caution.PROJECTION,)), (date(2023, 12, 1), ()), (date(2024, 2, 1), ())],
)
def test_a_figure_most_of_whose_time_lay_ahead_is_a_projection(stated: date, cautions: tuple[Caution, ...]) -> None:
    """Rusi-2023-09-12-fired2023: "on course to fire more than seven million rounds" in 2023."""
    year = replace(SPRING, start=date(2023, 1, 1), end=date(2023, 12, 31))
    when: dict[str, Any] = {"period_start": year.start, "period_end": year.end, "claimed_on": stated}
    claim = rate("rusi", None, per="year", bound="at-least", low=Decimal(7_000_000), **when)
    made = reading_of(claim, FIRED, year, chosen=False)
    assert (made.interval, made.cautions) == (interval(7_000_000, None), cautions)
    assert made.is_projection == bool(cautions)
    could = rate("c", 7, per="year", activity="capacity", **when)
    assert reading_of(could, PRODUCED, year, chosen=False).cautions == (Caution.CAPACITY,)


def test_only_what_is_about_the_time_and_bounds_it_is_a_candidate() -> None:
    old = rate("old", period_start=date(2022, 1, 1), period_end=date(2022, 12, 31))
    total = shipment("since", bound="at-least", period_start=date(2023, 1, 1), claimed_on=date(2024, 7, 1))
    now = rate("now", **IN_SPRING)
    assert [reading.codes for reading in candidates([now, old, total], FIRED, SPRING, APART)] == [("now",)]
    assert candidates([total], RECEIVED, SPRING, APART) == ()


def test_what_one_of_several_suppliers_sent_is_no_ceiling_of_all_that_came() -> None:
    union = shipment("eu", 1_000_000, bound="up-to", supplier="eu", **IN_SPRING)
    alone = candidates([union], RECEIVED, SPRING, APART)
    assert [(made.interval, made.cautions) for made in alone] == [
        (interval(0, 1_000_000), (Caution.ONE_SUPPLIER,)),
    ]
    states = shipment("us", bound="at-least", supplier="us", claimant="us", period_start=date(2023, 1, 1))
    assert candidates([union, states], RECEIVED, SPRING, APART) == ()
    given = shipment("gb", 500, supplier="gb", claimant="gb", **IN_SPRING)
    (made,) = candidates([union, states, given], RECEIVED, SPRING, APART)
    assert (made.interval, made.cautions) == (interval(500, None), (Caution.ONE_OF_SUPPLIERS,))


def test_several_suppliers_have_a_ceiling_where_theirs_may_be_added() -> None:
    union = shipment("eu", 7, supplier="eu", temporal="interval", **IN_SPRING)
    more = shipment("eu-more", 9, supplier="eu", temporal="interval", **IN_SPRING)
    states = shipment("us", 5, supplier="us", claimant="us", temporal="interval", **IN_SPRING)
    readings = candidates([union, more, states], RECEIVED, SPRING, APART)
    assert [(made.codes, made.interval) for made in readings if made.high is not None] == [
        (("eu", "us"), interval(12, 12)),
        (("eu-more", "us"), interval(14, 14)),
    ]
    nested = Nesting(actors={"eu": frozenset({"us"}), "us": frozenset({"eu"})})
    assert all(made.high is None for made in candidates([union, more, states], RECEIVED, SPRING, nested))


def test_floors_of_suppliers_are_added_where_theirs_may_be_and_are_no_ceiling_without_all_of_them() -> None:
    union = shipment("eu", bound="at-least", low=7, supplier="eu", temporal="interval", **IN_SPRING)
    states = shipment("us", 5, supplier="us", claimant="us", temporal="interval", **IN_SPRING)
    *_, added = candidates([union, states], RECEIVED, SPRING, APART)
    assert (added.codes, added.interval) == (("eu", "us"), interval(12, None))
    assert added.cautions == (Caution.SEVERAL_SUPPLIERS,)
    nested = Nesting(actors={"eu": frozenset({"us"}), "us": frozenset({"eu"})})
    assert [made.codes for made in candidates([union, states], RECEIVED, SPRING, nested)] == [("eu",), ("us",)]


def test_a_supplier_with_an_open_account_has_no_ceiling() -> None:
    union = shipment("eu", 7, supplier="eu", temporal="interval", **IN_SPRING)
    more = shipment("eu-more", bound="at-least", low=9, supplier="eu", temporal="interval", **IN_SPRING)
    states = shipment("us", 5, supplier="us", claimant="us", temporal="interval", **IN_SPRING)
    assert all(made.high is None for made in candidates([union, more, states], RECEIVED, SPRING, APART))


def quarter(code: str, figure: int, months: tuple[int, int], **named: object) -> AnyClaim:
    last = date(2024, months[1], 31)
    return rate(code, figure, period_start=date(2024, months[0], 1), period_end=last, **named)


def test_paces_of_one_claimant_that_follow_one_another_are_added_each_for_its_own_days() -> None:
    claims = (quarter("a", 10, (1, 3)), rate("b", 20, period_start=date(2024, 4, 1), period_end=date(2024, 5, 31)))
    (made,), refusal = readings_of_chosen(claims, FIRED, SPRING, APART)
    assert refusal is None
    assert made.interval == interval(91 * 10 + 61 * 20, 91 * 10 + 61 * 20)
    assert made.floors == (Decimal(910), Decimal(1220))


def test_paces_that_leave_days_out_have_no_ceiling() -> None:
    claims = (quarter("a", 10, (1, 1)), quarter("b", 20, (5, 5)))
    (made,), _ = readings_of_chosen(claims, FIRED, SPRING, APART)
    assert made.interval == interval(31 * 10 + 31 * 20, None)
    assert Caution.PART_OF_TIME in made.cautions


def test_paces_of_kinds_that_are_apart_are_added_over_the_whole_time() -> None:
    claims = [
        rate(code, 10, munition=f"artillery-round-{code}", claimant=code, **IN_SPRING) for code in ("152mm", "122mm")
    ]
    (made,), _ = readings_of_chosen(claims, FIRED, SPRING, APART)
    assert made.interval == interval(3040, 3040)


def test_claims_that_may_not_be_added_are_readings_of_their_own() -> None:
    claims = [rate("a", 10, **IN_SPRING), rate("b", 20, claimant="others", **IN_SPRING)]
    readings, refusal = readings_of_chosen(claims, FIRED, SPRING, APART)
    assert [reading.codes for reading in readings] == [("a",), ("b",)]
    assert refusal is not None
    assert [reason.code for reason in refusal.reasons] == ["overlapping_claimants"]


def test_shipments_of_suppliers_that_are_apart_are_added() -> None:
    claims = [shipment("kp", 5, **IN_SPRING), shipment("ir", 7, supplier="ir", claimant="other", **IN_SPRING)]
    (made,), _ = readings_of_chosen(claims, RECEIVED, SPRING, APART)
    assert made.interval == interval(12, 12)


def test_context_figures_are_never_added() -> None:
    several, refusal = readings_of_chosen([stock(), stock(name="shell-stock-155mm")], STOCK, SPRING, APART)
    assert (len(several), refusal) == (2, None)


def test_a_time_of_one_day_has_one() -> None:
    assert replace(SPRING, end=SPRING.start).days == 1
