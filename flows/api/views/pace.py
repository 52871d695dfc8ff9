"""How fast the running totals about a flow grew."""

from __future__ import annotations

from flows.api.pace import PACES
from flows.api.views.tabled import Tabled, TabledFile, TabledView
from flows.exporting.pace_rows import HEADER, pace_rows
from flows.measures import pace
from flows.questions.pace import PaceQuestion

TABLED = Tabled(
    name="pace",
    question=PaceQuestion,
    compute=pace.compute,
    definition=pace.DEFINITION,
    body=PACES,
    header=HEADER,
    rows=lambda answer, site: pace_rows(answer.every, site),
    summary="Say how fast running totals grew",
    download_summary="Download the paces of running totals as CSV",
    of_rows="One row for each pace, for each rate beside it and for each refused pair; entry says which. Never add up.",
)


class Pace(TabledView):
    """The paces as JSON, or as CSV where that is wanted."""

    tabled = TABLED


class PaceTable(TabledFile):
    """The same as CSV, at an address that says so."""

    tabled = TABLED
