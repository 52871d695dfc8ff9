"""Who supplied what in which year."""

from __future__ import annotations

from flows.api.views.tabled import Tabled, TabledFile, TabledView
from flows.api.years import YEARS
from flows.exporting.year_rows import HEADER, year_rows
from flows.measures import years
from flows.questions.years import YearsQuestion

_TABLED = Tabled(
    name="years",
    question=YearsQuestion,
    compute=years.compute,
    definition=years.DEFINITION,
    body=YEARS,
    header=HEADER,
    rows=lambda answer, site: year_rows(answer.by_year, site),
    summary="Say who supplied what in which year",
    download_summary="Download who supplied what in which year as CSV",
    of_rows=(
        "One row for each figure, each growth and each sum; entry says which, and computed marks what nobody stated. "
        "Never add up."
    ),
)


class Years(TabledView):
    """The table as JSON, or as CSV where that is wanted."""

    tabled = _TABLED


class YearsTable(TabledFile):
    """The same as CSV, at an address that says so."""

    tabled = _TABLED
