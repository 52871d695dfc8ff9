"""One flow month by month."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flows.api.series import SERIES
from flows.api.views.tabled import Tabled, TabledFile, TabledView
from flows.exporting.series_rows import HEADER, series_rows
from flows.measures import series
from flows.measures.series import Series, span_words
from flows.questions.series import SeriesQuestion


def _rows(answer: Series, site: str) -> Iterable[tuple[Any, ...]]:
    told = (
        (month.day, month.heads, month.older, [(span, span_words(month, span)) for span in month.spans])
        for month in answer.months
    )
    return series_rows(told, site)


_TABLED = Tabled(
    name="series",
    tag="series",
    question=SeriesQuestion,
    required=("flow",),
    read=SeriesQuestion.of,
    compute=series.compute,
    definition=series.DEFINITION,
    body=SERIES,
    header=HEADER,
    rows=_rows,
    summary="The heads of a flow at the end of each month",
    download_summary="Download the heads of a flow at the end of each month as CSV",
    of_rows="One row for each head and each span of each day; entry says which. Never add up.",
)


class SeriesOfFlow(TabledView):
    """The heads and their spans at the end of each month; as CSV a row for each."""

    tabled = _TABLED


class SeriesTable(TabledFile):
    """The same as CSV, at an address that says so."""

    tabled = _TABLED
