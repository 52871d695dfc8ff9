"""Charts as a page places them: the description, its drawings, its table, its key, and where its data are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts import Chart, Drawings, KeyEntry, TableRow, graded, key_entries, table_rows, until
from dashboard.charts.words import numbered
from dashboard.pages.chart_addresses import chart_address
from dashboard.pages.frame import Twin
from flows.clock import today
from flows.questions.parameters import write
from flows.subject import subject
from flows.vocabulary import Reliability


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart in a page: everything that the template prints, ready; ``page`` is the page of the chart alone."""

    chart: Chart
    drawings: Drawings
    rows: tuple[TableRow, ...]
    key: tuple[KeyEntry, ...]
    page: str
    data: str
    drawing: str
    image: str
    twins: tuple[Twin, ...]

    @property
    def explorable(self) -> bool:
        """Whether there is anything to explore."""
        return not self.chart.empty

    @property
    def zooms(self) -> bool:
        """Whether the drawing itself is explored. As a figure of plotly a map would lose its windows and its coast, and
        lanes, fields of ratios and rows in panels would lose words that stand beside their marks, or print them over
        others; of computed rows there is no figure."""
        chart = self.chart
        in_panels = chart.form == "rows" and any(lane.panel for lane in chart.lanes)
        return chart.form in ("map", "computed", "lanes", "areas", "ratios") or in_panels

    @property
    def table_name(self) -> str:
        """What its table holds, the same figures or the claims that computed ones are made of, and how many rows."""
        held = "The claims behind it" if self.chart.computed is not None else "The same figures"
        return f"{held}, {numbered(len(self.rows), 'row')}"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return self.chart.empty


def placed(
    chart: Chart,
    query: str = "",
    twins: Sequence[Twin] = (),
    *,
    as_of: date | None = None,
    grade: Reliability | None = None,
    tabled: bool = True,
    among: str = "",
) -> Figure:
    """A chart ready for a page; ``query`` is the question that its page, its figure and its file are fetched with.

    Without ``tabled`` it brings no table: the page has one of the same claims. ``among`` tells it from others of its
    slug on one page.
    """
    shown = on_the_day(graded(chart, grade), as_of)
    drawings = Drawings(replace(shown, slug=f"{chart.slug}-{among}") if among else shown)
    linked = drawings.explained
    return Figure(
        linked,
        drawings,
        tuple(table_rows(linked)) if tabled else (),
        tuple(key_entries(linked)),
        chart_address(chart.slug, query),
        chart_address(chart.slug, query, "figure"),
        chart_address(chart.slug, query, "drawing"),
        chart_address(chart.slug, query, "image"),
        tuple(twins),
    )


def on_the_day(chart: Chart, as_of: date | None, site: str = "") -> Chart:
    """The same chart to just the day that is being read, or to today, with every link to a page of ours keeping it
    and the grade.

    Page, figure, file and embedded chart of one address all come through here, so their axes of time end alike.
    ``site`` begins every such address, for a drawing that leaves the site.
    """
    site = site or subject().path
    query = write({"as_of": as_of, "grade": chart.grade})

    def kept(href: str) -> str:
        if not href.startswith("/"):
            return href
        place, mark, part = href.partition("#")
        return f"{site}{place}{f'?{query}' if query and '?' not in place else ''}{mark}{part}"

    ended = until(chart, as_of or today())
    if not (query or site):
        return ended
    return replace(
        ended,
        marks=tuple(replace(mark, href=kept(mark.href)) for mark in chart.marks),
        listed=tuple(replace(mark, href=kept(mark.href)) for mark in chart.listed),
        map=chart.map and chart.map.leading(kept),
    )
