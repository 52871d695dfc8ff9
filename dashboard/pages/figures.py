"""Charts as a page places them: the description, its drawings, its table, its key, and where its data are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from dashboard.charts import Chart, KeyEntry, TableRow, draw, key_entries, table_rows
from dashboard.pages.frame import Twin


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart in a page: everything that the template prints, ready."""

    chart: Chart
    wide: str
    narrow: str
    rows: tuple[TableRow, ...]
    key: tuple[KeyEntry, ...]
    data: str
    twins: tuple[Twin, ...]
    geographic: bool

    @property
    def name(self) -> str:
        """The chart's name among the others of the page."""
        return self.chart.slug


def placed(chart: Chart, query: str = "", twins: Sequence[Twin] = (), *, geographic: bool = False) -> Figure:
    """A chart ready for a page; ``query`` is the question that its figure is fetched with."""
    address = reverse("figure", args=[chart.slug])
    return Figure(
        chart,
        draw(chart, "wide"),
        draw(chart, "narrow"),
        tuple(table_rows(chart)),
        tuple(key_entries(chart)),
        f"{address}?{query}" if query else address,
        tuple(twins),
        geographic,
    )


def query_of(**values: str) -> str:
    """A query string of the values that are not empty."""
    return urlencode({name: value for name, value in values.items() if value}, safe=",/")
