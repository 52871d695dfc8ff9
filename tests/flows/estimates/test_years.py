from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.interval import Interval, risen
from flows.estimates.ledger import resolve
from flows.estimates.nesting import Nesting
from flows.estimates.period import Period
from flows.estimates.totals import Refusal, Total
from flows.estimates.years import ByYear, Cell, Growth, Row, by_size, growths, largest_of_newest_year, table
from flows.records import Quantity, Shipment
from flows.vocabulary import Bound
from flows.wording import COMPUTED, growth_words, not_added_words, quote_growth, sum_words
from tests.makers import ledgers, shipment
from tests.oracles import years as oracle

NESTING = Nesting(
    actors={"eu": frozenset({"de"}), "de": frozenset({"eu"})},
    claimants={"msmt": frozenset({"us-government"}), "us-government": frozenset({"msmt"})},
)
IN_2024: dict[str, Any] = {
    "temporal": "interval",
    "period_start": date(2024, 1, 1),
    "period_end": date(2024, 12, 31),
}
NAMES = {"de": "Germany", "eu": "European Union", "gb": "United Kingdom", "kp": "North Korea"}


def total_until(code: str, until: str, figure: int, **named: Any) -> Shipment:
    """A running total since the beginning of the invasion, stated on the day until which it counts."""
    day = date.fromisoformat(until)
    about = {"period_start": date(2022, 2, 24), "period_end": day, "claimed_on": day}
    return shipment(code, figure, **{**about, **named})


def in_period(code: str, start: str, end: str, figure: int, **named: Any) -> Shipment:
    period = {"period_start": date.fromisoformat(start), "period_end": date.fromisoformat(end)}
    return shipment(code, figure, **{"temporal": "interval", **period, **named})


def in_year(code: str, year: int, figure: int, **named: Any) -> Shipment:
    return in_period(code, f"{year}-01-01", f"{year}-12-31", figure, **named)


def made(*claims: Shipment, as_of: date | None = None) -> ByYear:
    named = [replace(claim, supplier_name=NAMES[claim.supplier]) for claim in claims]
    return table(resolve(named, as_of), lambda claim: (claim.supplier, claim.supplier_name), NESTING)


def only(answer: ByYear) -> Row:
    (row,) = answer.rows
    return row


def cell(answer: ByYear, year: int, place: int = 0) -> Cell:
    return answer.rows[place].cells[answer.years.index(year)]


def codes(claims: tuple[Shipment, ...]) -> list[str]:
    return [claim.code for claim in claims]


def test_a_figure_stands_in_the_year_that_it_was_stated_for() -> None:
    answer = made(in_year("y2023", 2023, 5), in_period("spring", "2025-03-01", "2025-05-31", 7))
    assert answer.years == (2023, 2024, 2025)
    assert codes(cell(answer, 2023).figures) == ["y2023"]
    assert cell(answer, 2024).is_empty
    assert codes(cell(answer, 2025).figures) == ["spring"]


def test_a_figure_that_crosses_years_or_lacks_an_end_stands_beside_them() -> None:
    winter = in_period("winter", "2023-11-01", "2024-02-29", 9)
    open_end = shipment("open", 4, temporal="interval", period_start=date(2024, 1, 1))
    answer = made(winter, open_end, in_year("y2024", 2024, 5))
    assert codes(only(answer).across) == ["winter", "open"]
    assert codes(cell(answer, 2024).figures) == ["y2024"]
    assert answer.years == (2024,)


def test_a_running_total_within_one_year_is_a_figure_for_a_part_of_it() -> None:
    within = shipment("within", 3, period_start=date(2024, 1, 1), claimed_on=date(2024, 6, 14))
    longer = total_until("longer", "2024-06-14", 8, claimant="ua-hur")
    answer = made(within, longer)
    assert codes(cell(answer, 2024).figures) == ["within"]
    assert codes(only(answer).running) == ["longer"]


def test_a_newer_figure_of_one_kind_replaces_none_of_another() -> None:
    older = in_year("older", 2024, 5)
    newer = in_year("newer", 2024, 6, claimed_on=date(2024, 2, 1))
    other_kind = in_year("other-kind", 2024, 7, munition="artillery-round-155mm")
    answer = made(older, newer, other_kind)
    assert sorted(codes(cell(answer, 2024).figures)) == ["newer", "other-kind"]
    assert codes(only(answer).covered) == ["older"]


def test_growth_of_london_to_2023_has_a_floor_and_no_ceiling_and_crosses_years() -> None:
    """At most 100,000 by December 2022 and 300,000 by September 2023: at least 200,000 more, between these days."""
    first = total_until("first", "2022-12-10", 100_000, bound="up-to", supplier="gb")
    second = total_until("second", "2023-09-19", 300_000, supplier="gb", supersedes="first")
    third = total_until("third", "2025-02-12", 500_000, bound="at-least", supplier="gb", supersedes="second")
    answer = made(first, second, third)
    assert 2023 not in answer.years
    # The next one began 16 months before the end of its year, and so belongs to no year either.
    growth, long = only(answer).growths
    assert growth.interval == Interval(Decimal(200_000), None)
    assert (growth.period, growth.whole_year) == (Period(date(2022, 12, 10), date(2023, 9, 19)), False)
    assert growth_words(growth) == "at least 200,000 more artillery rounds from 10 December 2022 to 19 September 2023"
    assert COMPUTED in quote_growth(growth)
    assert (long.earlier.code, long.later.code, long.year) == ("second", "third", None)
    assert codes(only(answer).running) == ["third"]


def test_growth_of_a_year_needs_both_days_close_to_its_ends() -> None:
    earlier = total_until("earlier", "2023-12-29", 2_000)
    later = total_until("later", "2024-12-20", 5_000, bound="about")
    (growth,) = growths([earlier, later])
    assert (growth.year, growth.whole_year) == (2024, True)
    assert growth.quantity == Quantity(Bound.ABOUT, point=Decimal(3_000))
    (short,) = growths([earlier, replace(later, period_end=date(2024, 11, 15))])
    assert (short.year, short.whole_year) == (None, False)


@pytest.mark.parametrize(
    ("first", "last", "year"),
    [
        ("2023-11-16", "2024-11-16", 2024),
        ("2023-11-15", "2024-11-16", None),
        ("2023-11-16", "2024-11-15", None),
        ("2023-12-31", "2024-06-01", 2024),
        ("2023-12-30", "2024-06-01", None),
    ],
)
def test_growth_belongs_to_a_year_if_it_is_about_all_of_it_or_lies_within_it(
    first: str, last: str, year: int | None
) -> None:
    (growth,) = growths([total_until("earlier", first, 1), total_until("later", last, 2)])
    assert growth.year == year == oracle.year_of_growth(growth.earlier, growth.later)


@pytest.mark.parametrize(
    ("times", "spans"),
    [
        ((("01-01", "12-31"),), True),
        ((("04-02", "09-30"),), True),
        ((("04-04", "12-31"),), False),
        ((("01-01", "09-29"),), False),
        ((("10-01", "10-11"),), False),
        ((("01-01", "03-31"), ("07-01", "10-01")), True),
        ((("01-01", "03-31"), ("07-03", "12-31")), False),
    ],
)
def test_figures_that_leave_a_quarter_of_the_year_out_are_no_sum_of_it(
    times: tuple[tuple[str, str], ...], spans: bool
) -> None:
    claims = [
        in_period(f"c{place}", f"2023-{start}", f"2023-{end}", 10, bound="up-to")
        for place, (start, end) in enumerate(times)
    ]
    (each,) = made(*claims).columns[0].sums
    assert (each.year, each.spans_year) == (2023, spans)
    assert ("no total of it" in sum_words(each)) == (not spans)


def test_what_figures_come_to_says_their_time_and_grades() -> None:
    (each,) = made(in_period("one", "2023-10-01", "2023-10-11", 8_000, bound="up-to", credibility="4")).columns[0].sums
    assert sum_words(each) == (
        "one figure, up to 8,000 rounds, from 1 to 11 October 2023, graded B4, weak evidence; not for the whole year, "
        "and no total of it"
    )
    two = [in_period("a", "2023-04-01", "2023-04-30", 10), in_period("b", "2023-10-01", "2023-10-11", 8, bound="up-to")]
    (each,) = made(*two).columns[0].sums
    assert sum_words(each).startswith(
        f"10 to 18 rounds, the sum of 2 figures ({COMPUTED}), in April 2023; from 1 to 11"
    )


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        # Between two floors nothing follows.
        (("at-least", 1_000), ("at-least", 3_000), Interval(None, None)),
        (("exact", 1_000), ("at-least", 3_000), Interval(Decimal(2_000), None)),
        (("at-least", 1_000), ("exact", 3_000), Interval(None, Decimal(2_000))),
        (("up-to", 1_000), ("exact", 3_000), Interval(Decimal(2_000), None)),
        (("up-to", 1_000), ("up-to", 3_000), Interval(None, None)),
        # A count does not fall, so the least growth is none.
        (("up-to", 4_000), ("exact", 3_000), Interval(Decimal(0), None)),
        (("exact", 3_000), ("exact", 3_000), Interval(Decimal(0), Decimal(0))),
        (("exact", 4_000), ("exact", 3_000), None),
        (("at-least", 4_000), ("up-to", 3_000), None),
    ],
)
def test_growth_keeps_open_ends_open(
    earlier: tuple[str, int], later: tuple[str, int], expected: Interval | None
) -> None:
    one = total_until("one", "2023-12-31", earlier[1], bound=earlier[0])
    two = total_until("two", "2024-12-31", later[1], bound=later[0])
    (growth,) = growths([one, two])
    assert growth.interval == expected
    says_more = expected is not None and any((expected.low, expected.high))
    assert bool(growth.quantity.figures) is says_more
    assert growth_words(growth).startswith("no growth") is not says_more


def test_a_range_less_a_range_is_the_widest_that_both_allow() -> None:
    assert risen(Interval(Decimal(4), Decimal(6)), Interval(Decimal(5), Decimal(7))) == Interval(Decimal(0), Decimal(3))


@pytest.mark.parametrize(
    "different",
    [
        {"claimant": "ua-hur"},
        {"recipient": "ua"},
        {"supplier": "ir"},
        {"munition": "rocket"},
        {"stage": "delivered"},
        {"basis": "capacity-if-full"},
        {"unit": "container"},
        {"period_start": date(2022, 3, 1)},
        {"period_start": None},
        {"temporal": "interval"},
        {"alternative_group": "either-or"},
        {"part_of": "another"},
        # Due only later than it was stated.
        {"period_end": date(2024, 12, 31), "claimed_on": date(2024, 2, 1)},
    ],
)
def test_only_totals_of_one_series_are_subtracted(different: dict[str, Any]) -> None:
    earlier = total_until("earlier", "2023-12-31", 1)
    assert growths([earlier, total_until("later", "2024-12-31", 2)])
    assert not growths([earlier, total_until("later", "2024-12-31", 2, **different)])


def test_a_denied_or_withdrawn_total_yields_no_growth() -> None:
    earlier, later = total_until("earlier", "2023-12-31", 1), total_until("later", "2024-12-31", 2)
    for named in ({"stance": "denies"}, {"status": "retracted"}):
        answer = made(earlier, total_until("later", "2024-12-31", 2, **named))
        assert not any(row.growths or cell.growths for row in answer.rows for cell in row.cells)
    assert cell(made(earlier, later), 2024).growths
    assert not any(cell.growths for cell in only(made(earlier, later, as_of=date(2024, 6, 1))).cells)


def test_the_span_of_a_year_leaves_out_figures_for_a_month() -> None:
    answer = made(
        in_year("low", 2024, 500),
        in_year("high", 2024, 900, claimant="ua-hur"),
        in_period("may", "2024-05-01", "2024-05-31", 20, claimant="nato"),
    )
    whole, may = sorted(cell(answer, 2024).spans, key=lambda each: not each.whole)
    assert (whole.whole, whole.span.lowest, whole.span.highest, whole.span.heads) == (
        True,
        Decimal(500),
        Decimal(900),
        2,
    )
    assert (may.whole, may.span.lowest, may.span.highest) == (False, Decimal(20), Decimal(20))
    assert cell(answer, 2024).claimants == 3


def test_claimants_that_relay_one_another_are_one() -> None:
    answer = made(in_year("a", 2024, 5, claimant="msmt"), in_year("b", 2024, 6, claimant="us-government"))
    assert cell(answer, 2024).claimants == 1


def test_growth_takes_no_part_in_spans_and_sums() -> None:
    earlier, later = total_until("earlier", "2023-12-31", 1_000), total_until("later", "2024-12-31", 9_000)
    answer = made(earlier, later, in_year("y2024", 2024, 500, claimant="ua-hur"))
    (span,) = cell(answer, 2024).spans
    assert (span.span.lowest, span.span.highest) == (Decimal(500), Decimal(500))
    (added,) = cell(answer, 2024).sums
    assert codes(added.claims) == ["y2024"]


def test_a_column_is_added_up_where_suppliers_are_apart() -> None:
    answer = made(in_year("gb", 2024, 300, supplier="gb"), in_year("de", 2024, 200, supplier="de"))
    (column,) = answer.columns
    (added,) = column.sums
    assert isinstance(added.outcome, Total)
    assert added.outcome.quantity.point == 500


def test_a_column_says_which_suppliers_overlap() -> None:
    answer = made(in_year("eu", 2024, 300, supplier="eu"), in_year("de", 2024, 200, supplier="de"))
    (added,) = answer.columns[0].sums
    assert isinstance(added.outcome, Refusal)
    assert not_added_words(added.outcome, added.claims) == "not added up: European Union and Germany overlap"


def test_rows_are_in_the_order_of_their_names() -> None:
    answer = made(in_year("gb", 2024, 3, supplier="gb"), in_year("eu", 2024, 3, supplier="eu"))
    assert [row.name for row in answer.rows] == ["European Union", "United Kingdom"]


def test_units_are_never_mixed() -> None:
    answer = made(in_year("rounds", 2024, 3), in_year("boxes", 2024, 2, unit="container", munition="container"))
    assert {(each.span.unit, each.span.heads) for each in cell(answer, 2024).spans} == {("round", 1), ("container", 1)}
    assert [each.unit for each in answer.columns[0].sums] == ["container", "round"]


def test_no_claims_are_an_empty_table() -> None:
    assert made() == ByYear((), (), ())


def test_the_years_go_on_until_a_running_total_ends() -> None:
    answer = made(in_year("y2024", 2024, 5), total_until("total", "2026-02-16", 9))
    assert answer.years == (2024, 2025, 2026)
    assert cell(answer, 2026).is_empty


def test_years_far_apart_are_not_filled() -> None:
    answer = made(in_year("old", 1980, 1), in_year("new", 2024, 2))
    assert answer.years == (1980, 2024)


YEARS_LONG = ((date(2023, 1, 1), date(2023, 12, 31)), (date(2024, 1, 1), date(2024, 12, 31)), (None, None))


@st.composite
def over_years(draw: st.DrawFn) -> list[Shipment]:
    """Random ledgers whose running totals are of several years, some of them by several suppliers."""
    claims = draw(ledgers(14))
    moved = []
    for claim in claims:
        supplier = draw(st.sampled_from(["kp", "de", "eu"]))
        back = draw(st.sampled_from([0, 0, 1, 2]))
        named: dict[str, Any] = {"supplier": supplier, "supplier_name": NAMES[supplier]}
        if claim.temporal.accumulates:
            named["claimed_on"] = claim.claimed_on.replace(year=claim.claimed_on.year - back)
            named["period_start"] = draw(st.sampled_from([date(2022, 2, 24), date(2022, 2, 24), claim.period_start]))
            named["period_end"] = None
            if named["period_start"] and named["period_start"] > named["claimed_on"]:
                named["period_start"] = date(2022, 2, 24)
        moved.append(replace(claim, **named))
    return moved


@given(over_years())
def test_growth_is_what_a_naive_search_finds(claims: list[Shipment]) -> None:
    ledger = resolve(claims)
    superseded = [out.claim.code for out in ledger.left_out if out.reason == "superseded"]
    usable = oracle.usable(claims, codes(ledger.standing), superseded)
    answer = table(ledger, lambda claim: (claim.supplier, claim.supplier_name), NESTING)
    found = [growth for row in answer.rows for growth in (*row.growths, *(g for c in row.cells for g in c.growths))]
    assert len(found) == len(set(found))
    assert {_ends(growth) for growth in found} == oracle.growths(usable)


@given(over_years())
def test_nothing_vanishes_and_no_figure_counts_in_two_years(claims: list[Shipment]) -> None:
    ledger = resolve(claims)
    answer = table(ledger, lambda claim: (claim.supplier, claim.supplier_name), NESTING)
    placed = [claim.code for row in answer.rows for claim in (*row.shown, *row.covered)]
    assert sorted(placed) == sorted(codes(ledger.standing))
    for row in answer.rows:
        for each in row.cells:
            assert all(oracle.year_of(claim) == each.year for claim in each.figures)
            assert {code for added in each.sums for code in codes(added.claims)} == set(codes(each.figures))
        assert all(oracle.year_of(claim) is None for claim in (*row.across, *row.running, *row.undated))


@given(over_years())
def test_no_computed_number_is_without_its_inputs_and_label(claims: list[Shipment]) -> None:
    answer = table(resolve(claims), lambda claim: (claim.supplier, claim.supplier_name), NESTING)
    known = {claim.code for claim in claims}
    for row in answer.rows:
        for growth in (*row.growths, *(growth for each in row.cells for growth in each.growths)):
            assert {growth.earlier.code, growth.later.code} <= known
            assert COMPUTED in quote_growth(growth)
            assert growth.earlier.claimant_name in quote_growth(growth)
    for column, at in zip(answer.columns, range(len(answer.years)), strict=True):
        in_column = [claim.code for row in answer.rows for claim in row.cells[at].figures]
        assert sorted(code for added in column.sums for code in codes(added.claims)) == sorted(in_column)


def _ends(growth: Growth) -> oracle.Found:
    interval = growth.interval or Interval(None, None)
    return growth.earlier.code, growth.later.code, interval.low, interval.high


def _any(claim: Shipment) -> bool:
    return bool(claim.quantity.figures)


def test_rows_are_read_by_their_largest_sound_figure_and_those_without_one_come_last() -> None:
    answer = made(
        shipment("words", None, supplier="de", **IN_2024),
        in_year("weak", 2024, 9_000_000, supplier="eu", reliability="E"),
        total_until("total", "2025-02-01", 3_000_000, supplier="gb"),
        in_year("year", 2024, 500_000, supplier="kp"),
    )
    assert [row.party for row in answer.rows] == ["eu", "de", "kp", "gb"]
    assert [row.party for row in by_size(answer.rows, _any)] == ["gb", "kp", "eu", "de"]
    none = by_size(answer.rows, lambda claim: claim.code == "year")
    assert [row.party for row in none] == ["kp", "eu", "de", "gb"]


def test_what_leads_is_the_largest_sound_figure_of_the_newest_year_about_the_whole_of_it() -> None:
    whole = in_year("whole", 2024, 500_000, supplier="kp")
    claims = (
        in_period("part", "2024-01-01", "2024-03-31", 900_000, supplier="gb"),
        in_year("weak", 2025, 9_000_000, supplier="eu", reliability="E"),
        in_year("nothing", 2025, 0, supplier="de"),
        in_year("before", 2023, 2_000_000, supplier="kp"),
    )
    found = largest_of_newest_year(made(*claims, whole).rows, _any)
    assert found is not None
    assert (found[0], found[1].code) == (2024, "whole")
    found = largest_of_newest_year(made(*claims).rows, _any)
    assert found is not None
    assert (found[0], found[1].code) == (2024, "part")
    assert largest_of_newest_year(made(claims[1]).rows, _any) is None
