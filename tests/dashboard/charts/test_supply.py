"""Who supplies whom: one recipient and one time a panel, every supplier drawn or named, nothing added by its shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from dashboard.charts import Chart, Layout, Mark, draw, table_rows
from dashboard.charts.chosen import BETWEEN, LESS_HELD, OLDER, WEAKER
from dashboard.charts.supply import EARLIER, NO_YEAR, UNTIMED, Supplies, supply_chart
from dashboard.charts.words import PART
from flows.estimates.nesting import Nesting
from flows.estimates.period import ALIKE_DAYS, Period, alike
from flows.records import Munition, Shipment
from flows.vocabulary import Stage
from tests.makers import shipment

Charts = Mapping[str, Chart]
YEAR: dict[str, Any] = {
    "temporal": "interval", "period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31),
}  # fmt: skip
LAYOUTS: tuple[Layout, ...] = ("wide", "narrow")
KINDS = {"artillery-round": "large", "rifle-round": "small", "large": "large"}


def made(*claims: Shipment, nesting: Nesting | None = None) -> Chart:
    munitions = {
        code: Munition(code=code, name=code, plural=f"{code}s", parent=None, calibre_mm=None, unit="round", notes="")
        for code in KINDS
    }
    return supply_chart(Supplies(claims, munitions, KINDS, nesting or Nesting()))


def panels(chart: Chart) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for mark in chart.marks:
        found[chart.lanes[mark.lane or 0].panel].append(mark.code)
    return found


def time_of(mark: Mark) -> Period:
    return Period(mark.about_from, mark.about_to or mark.stated_on)


def reasons(chart: Chart) -> dict[str, str]:
    return {mark.code: mark.reason for mark in chart.listed}


@pytest.mark.parametrize("name", ["supply", "supply-all"])
def test_every_claim_is_drawn_or_listed_with_the_reason(charts: Charts, name: str) -> None:
    chart = charts[name]
    codes = [mark.code for mark in (*chart.marks, *chart.listed)]
    assert len(codes) == len(set(codes)) == len(table_rows(chart))
    assert all(mark.reason for mark in chart.listed)
    assert chart.marks


@pytest.mark.parametrize("name", ["supply", "supply-all"])
def test_a_panel_has_one_recipient_and_one_time(charts: Charts, name: str) -> None:
    chart = charts[name]
    for panel, codes in panels(chart).items():
        marks = [chart.mark(code) for code in codes]
        assert len({mark.side for mark in marks}) == 1
        for one, other in combinations(marks, 2):
            assert one.for_period == other.for_period, panel
            own, others = time_of(one), time_of(other)
            if own.start is others.start is None and own.end and others.end:
                assert abs((own.end - others.end).days) <= ALIKE_DAYS, panel
            else:
                assert alike(own, others), panel


def test_every_supplier_on_record_is_drawn_or_named(charts: Charts) -> None:
    notes = " ".join(charts["supply"].notes)
    rows = " ".join(lane.label for lane in charts["supply"].lanes)
    drawn = ("North Korea", "Iran", "United States", "European Union", "Czechia", "Norway", "Canada", "France")
    for supplier in (*drawn, "Serbia", "Germany"):
        assert supplier in rows
    for supplier in ("Spain", "Lithuania"):
        assert f"{supplier} to Ukraine" in notes


def test_a_year_and_a_total_share_no_scale(charts: Charts) -> None:
    chart = charts["supply"]
    assert chart.for_periods is not None
    assert chart.for_periods.high < chart.x.high
    assert [mark.for_period for mark in chart.marks] == sorted(mark.for_period for mark in chart.marks)
    for layout in LAYOUTS:
        # A phone says a long axis again between two panels.
        assert draw(chart, layout).count(">0</text>") == (2 if layout == "wide" else 4)


def test_other_kinds_and_units_are_listed() -> None:
    chart = made(
        shipment("shells", 1000, **YEAR),
        shipment("more", 2000, **YEAR, claimant="other"),
        shipment("bullets", 9_000_000, **YEAR, munition="rifle-round"),
        shipment("boxes", 5, **YEAR, unit="container"),
        shipment("dozens", None, **YEAR, bound="unquantified", words="dozens"),
    )
    assert {mark.code for mark in chart.marks} == {"shells", "more"}
    assert set(reasons(chart)) == {"bullets", "boxes", "dozens"}
    assert chart.x.high < 3000


def test_a_figure_without_a_known_time_stands_beside_nothing() -> None:
    chart = made(shipment("year", 10, **YEAR), shipment("untimed", 10, **{**YEAR, "period_start": None}))
    assert reasons(chart) == {"untimed": UNTIMED}


def test_totals_without_a_stated_start_stand_together_and_not_with_others() -> None:
    end = date(2025, 6, 1)
    unstated = [running(code, 10, end, claimant=code, start_basis="series") for code in ("one", "two")]
    chart = made(*unstated, running("since", 11, end, claimant="since"))
    found = {code: panel for panel, codes in panels(chart).items() for code in codes}
    assert found["one"] == found["two"] != found["since"]
    assert "since an unstated day" in found["one"]


def running(code: str, figure: int, end: date, claimant: str = "", **more: Any) -> Shipment:
    return shipment(
        code, figure, temporal="cumulative", period_start=date(2022, 1, 1), period_end=end, claimed_on=end,
        claimant=claimant or code, **more,
    )  # fmt: skip


def test_of_a_supplier_the_newest_total_and_the_ends_are_drawn() -> None:
    """Each of the others is listed with what is true of it."""
    chart = made(
        running("newest", 60, date(2025, 12, 1)),
        running("lowest", 30, date(2025, 11, 20)),
        running("highest", 90, date(2025, 3, 1)),
        running("between", 60, date(2025, 7, 15)),
        running("long-ago", 500, date(2023, 1, 1)),
        running("replaced", 20, date(2025, 1, 1), claimant="newest"),
    )
    assert {mark.code for mark in chart.marks} == {"newest", "lowest", "highest"}
    assert reasons(chart) == {
        "between": BETWEEN,
        "long-ago": OLDER,
        "replaced": "not the newest running total of its claimant at its stage",
    }


def test_the_newest_head_of_each_claimant_is_drawn_however_large_a_capacity_is() -> None:
    """Seoul's at least ten million once gave way to what containers could have held."""
    held = {"basis": "capacity-if-full"}
    chart = made(
        running("newest", 60, date(2025, 12, 1)),
        running("floor", 100, date(2025, 6, 26), bound="at-least"),
        running("held", 120, date(2025, 7, 13), **held),
        running("held-less", 110, date(2025, 1, 13), **held),
    )
    assert {mark.code for mark in chart.marks} == {"newest", "floor", "held"}
    assert reasons(chart) == {"held-less": LESS_HELD}


def test_a_weak_figure_is_drawn_where_nothing_sounder_of_its_supplier_stands() -> None:
    weak = running("weak", 9, date(2025, 6, 1), reliability="E")
    year = shipment("weak-year", 9, **YEAR, claimant="x", reliability="E")
    alone = made(weak, year)
    assert {mark.code for mark in alone.marks} == {"weak", "weak-year"}
    beside = made(weak, year, running("sound", 5, date(2025, 1, 1)), shipment("sound-year", 5, **YEAR))
    assert {mark.code for mark in beside.marks} == {"sound", "sound-year"}
    assert reasons(beside) == {"weak": WEAKER, "weak-year": WEAKER}


def test_the_newest_heads_on_record_are_drawn(charts: Charts) -> None:
    drawn = {mark.code for mark in charts["supply"].marks}
    assert {"rok-nis-2025-06-26-rounds", "rok-dia-2025-07-13-152mm"} < drawn
    assert reasons(charts["supply"])["us-2024-06-claim-300k-outlier"] == WEAKER


def test_a_whole_year_comes_before_a_part_of_a_later_one() -> None:
    month = {**YEAR, "period_start": date(2025, 9, 1), "period_end": date(2025, 9, 30)}
    before = {**YEAR, "period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31)}
    chart = made(shipment("year", 10, **YEAR), shipment("month", 0, **month), shipment("before", 9, **before))
    assert {mark.code for mark in chart.marks} == {"year"}
    assert "in 2024" in chart.lanes[0].panel
    assert reasons(chart) == {"month": NO_YEAR, "before": EARLIER}


def test_a_part_of_what_stands_beside_it_is_listed() -> None:
    chart = made(shipment("all", 10, **YEAR), shipment("some", 4, **YEAR, part_of="all"))
    assert reasons(chart) == {"some": PART}


def test_what_may_be_added_is_a_note_that_says_computed() -> None:
    claims = (shipment("one", 10, **YEAR), shipment("two", 20, **YEAR, supplier="b", claimant="y"))
    notes = " ".join(made(*claims).notes)
    assert "30 rounds together, computed and stated by nobody" in notes
    unlike = replace(claims[1], stage=Stage.PLEDGED)
    assert "together" not in " ".join(made(claims[0], unlike).notes)


def test_a_pledge_has_a_row_of_its_own() -> None:
    chart = made(shipment("sent", 10, **YEAR), shipment("meant", 20, **YEAR, stage="pledged"))
    rows = {mark.code: chart.lanes[mark.lane or 0].row for mark in chart.marks}
    assert rows["meant"] == f"{rows['sent']}, pledged"
    assert chart.mark("meant").fill == "open"


def test_of_suppliers_that_overlap_the_title_counts_one_and_a_note_names_the_others() -> None:
    pairs = [("kp", "both"), ("ir", "both"), ("cz", "eu"), ("scheme", "eu"), ("cz", "scheme")]
    actors = {
        one: frozenset({other for pair in pairs if one in pair for other in pair if other != one})
        for one in ("kp", "ir", "both", "cz", "eu", "scheme")
    }
    claims = [
        shipment(code, 10, supplier=code, supplier_name=code.upper(), recipient=to, recipient_name=to.upper(), **YEAR)
        for code, to in (("kp", "ru"), ("ir", "ru"), ("both", "ru"), ("cz", "ua"), ("eu", "ua"), ("scheme", "ua"))
    ]
    chart = made(*claims, nesting=Nesting(actors=actors))
    assert chart.title.endswith("on record that do not overlap: 2 to RU, 1 to UA")
    assert "Not counted in the title, as they overlap others to RU: BOTH." in chart.notes
    assert "overlap" not in made(*claims).title
