"""Charts as a page places them: the description, its drawings, its table, its key, and where its data are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from dashboard.charts import Chart, KeyEntry, TableRow, draw, key_entries, table_rows
from dashboard.pages.frame import Twin
from flows.questions.parameters import write


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart in a page: everything that the template prints, ready."""

    chart: Chart
    wide: str
    narrow: str
    rows: tuple[TableRow, ...]
    key: tuple[KeyEntry, ...]
    data: str
    drawing: str
    twins: tuple[Twin, ...]
    geographic: bool

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.chart.marks and not (self.chart.map and self.chart.map.legs)


def placed(
    chart: Chart,
    query: str = "",
    twins: Sequence[Twin] = (),
    *,
    as_of: date | None = None,
    geographic: bool = False,
) -> Figure:
    """A chart ready for a page; ``query`` is the question that its figure and its file are fetched with."""
    linked = on_the_day(chart, as_of)
    tail = f"?{query}" if query else ""
    return Figure(
        linked,
        draw(linked, "wide"),
        draw(linked, "narrow"),
        tuple(table_rows(linked)),
        tuple(key_entries(linked)),
        reverse("figure", args=[chart.slug]) + tail,
        reverse("drawing", args=[chart.slug]) + tail,
        tuple(twins),
        geographic,
    )


def on_the_day(chart: Chart, as_of: date | None) -> Chart:
    """The same chart with every link to a page of this site keeping the day that is being read."""
    if as_of is None:
        return chart
    query = write({"as_of": as_of})

    def kept(href: str) -> str:
        place, mark, part = href.partition("#")
        return f"{place}?{query}{mark}{part}" if href.startswith("/") and "?" not in href else href

    return replace(
        chart,
        marks=tuple(replace(mark, href=kept(mark.href)) for mark in chart.marks),
        listed=tuple(replace(mark, href=kept(mark.href)) for mark in chart.listed),
        map=chart.map and replace(chart.map, legs=tuple(replace(leg, href=kept(leg.href)) for leg in chart.map.legs)),
    )
