"""Which figures of a supplier are shown: its newest totals, and apart from them those of its newest whole year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.suppliers import Supplier, suppliers
from flows.records import Shipment
from tests.makers import shipment
from tests.oracles import suppliers as oracle

WINDOW = timedelta(days=365)
SINCE = date(2022, 2, 24)
ALL_OF_2024: dict[str, Any] = {
    "temporal": "interval",
    "period_start": date(2024, 1, 1),
    "period_end": date(2024, 12, 31),
    "claimed_on": date(2025, 1, 5),
}


def total(code: str, figure: int, day: date, **named: Any) -> Shipment:
    return shipment(code, figure, **{"claimant": code, "period_start": SINCE, "claimed_on": day, **named})


def only(*claims: Shipment) -> Supplier:
    (found,) = suppliers(claims, "round", WINDOW)
    return found


def codes(claims: tuple[Shipment, ...]) -> list[str]:
    return [claim.code for claim in claims]


def test_a_total_and_a_year_are_two_series() -> None:
    found = only(total("all", 5_000_000, date(2025, 1, 1)), shipment("year", 1_000_000, **ALL_OF_2024))
    assert codes(found.totals) == ["all"]
    assert (found.year, codes(found.in_year)) == (2024, ["year"])


def test_a_running_total_within_one_year_is_a_figure_of_that_year() -> None:
    found = only(total("within", 9, date(2024, 12, 15), period_start=date(2024, 1, 1)))
    assert (codes(found.totals), found.year, codes(found.in_year)) == ([], 2024, ["within"])


def test_a_figure_for_half_a_year_is_no_figure_of_the_year() -> None:
    half = shipment("half", 7, **{**ALL_OF_2024, "period_end": date(2024, 6, 30)})
    assert suppliers([half], "round", WINDOW) == ()


def test_a_total_within_one_year_is_a_total_unless_it_counts_all_of_that_year_from_new_year() -> None:
    november = total("since-august", 1_000_000, date(2023, 11, 1), period_start=date(2023, 8, 1))
    half = total("half-a-year", 400_000, date(2023, 6, 30), period_start=date(2023, 1, 1))
    whole = total("whole", 2_000_000, date(2023, 12, 2), period_start=date(2023, 1, 1), claimant="ua-hur")
    found = only(november, half, whole)
    assert set(codes(found.totals)) == {"since-august", "half-a-year"}
    assert (found.year, codes(found.in_year)) == (2023, ["whole"])


def test_weak_claims_are_no_ends_where_others_are_stated() -> None:
    day = date(2024, 6, 14)
    weak = total("weak", 1_000_000, day, reliability="D")
    found = only(weak, total("low", 333_000, day, claimant="ee"), total("high", 500_000, day, claimant="eu-hr"))
    assert codes(found.ends) == ["low", "high"]
    assert "weak" in codes(found.totals)
    assert codes(only(weak).ends) == ["weak"]


def test_totals_of_long_before_are_counted_and_not_shown() -> None:
    found = only(total("old", 1, date(2023, 1, 1)), total("new", 5, date(2025, 1, 1)))
    assert (codes(found.totals), found.older) == (["new"], 1)


def test_a_part_of_another_figure_stands_for_nothing_by_itself() -> None:
    whole = shipment("whole", 9, **ALL_OF_2024)
    part = shipment("part", 4, munition="artillery-round-155mm", part_of="whole", **ALL_OF_2024)
    assert codes(only(whole, part).in_year) == ["whole"]


def test_the_ends_are_of_one_kind_and_of_about_one_day() -> None:
    day = date(2025, 9, 1)
    found = only(
        total("mortars", 100, day, munition="mortar-round"),
        total("long-before", 1_000, day - timedelta(days=200)),
        total("low", 5_000, day),
        total("between", 6_000, day),
        total("high", 9_000, day - timedelta(days=150)),
    )
    assert codes(found.ends) == ["low", "high"]


def test_a_floor_is_no_lowest_figure_where_another_is_stated() -> None:
    day = date(2025, 9, 1)
    claims = total("floor", 3_000, day, bound="at-least"), total("figure", 5_000, day)
    assert codes(only(*claims).ends) == ["figure"]
    assert codes(only(claims[0]).ends) == ["floor"]


def test_a_capacity_is_no_end_and_orders_nothing_that_was_sent() -> None:
    day = date(2025, 9, 1)
    full = total("full", 12_000_000, day, bound="up-to", basis="capacity-if-full")
    found = only(full, total("sent", 5_000_000, day))
    assert (codes(found.ends), codes(found.capacities)) == (["sent"], ["full"])
    assert found.largest == 5_000_000
    assert only(full).ends == ()
    assert only(full).largest == 12_000_000


def test_suppliers_are_ordered_by_their_largest_figure_and_need_one() -> None:
    day = date(2025, 9, 1)
    found = suppliers(
        [
            total("small", 10, day, supplier="no", supplier_name="Norway"),
            total("large", 20, day, supplier="us", supplier_name="United States"),
            total("tonnes", 99, day, supplier="by", supplier_name="Belarus", unit="tonne"),
            shipment("words", None, supplier="es", supplier_name="Spain"),
        ],
        "round",
        WINDOW,
    )
    assert [one.code for one in found] == ["us", "no"]


DAYS = st.integers(0, 1200).map(lambda days: date(2022, 1, 1) + timedelta(days=days))


@st.composite
def claims_of_one(draw: st.DrawFn) -> list[Shipment]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        start, length = draw(st.none() | DAYS), draw(st.integers(0, 500))
        end = start + timedelta(days=length) if start and draw(st.booleans()) else None
        found.append(
            shipment(
                f"c{number}",
                draw(st.none() | st.integers(1, 9)),
                claimant=draw(st.sampled_from(["a", "b", "c"])),
                munition=draw(st.sampled_from(["artillery-round", "mortar-round"])),
                stage=draw(st.sampled_from(["shipped", "delivered"])),
                temporal=draw(st.sampled_from(["cumulative", "interval"])),
                period_start=start,
                period_end=end,
                claimed_on=draw(DAYS),
                part_of=f"c{number - 1}" if number and draw(st.booleans()) else None,
            )
        )
    return found


@given(claims_of_one())
def test_the_choice_is_that_of_the_oracle(claims: list[Shipment]) -> None:
    expected, year = oracle.totals(claims, "round"), oracle.in_year(claims, "round")
    found = suppliers(claims, "round", WINDOW)
    if not expected and year[0] is None:
        assert found == ()
        return
    (one,) = found
    assert set(codes(one.totals)) == expected
    assert (one.year, set(codes(one.in_year))) == year
