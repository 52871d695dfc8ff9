"""What share of a side's fire came from one supplier."""

from __future__ import annotations

from flows.api.share import SHARES
from flows.api.views.tabled import Tabled, TabledFile, TabledView
from flows.exporting.share_rows import HEADER, share_rows
from flows.measures import share
from flows.questions.share import ShareQuestion

_TABLED = Tabled(
    name="share",
    question=ShareQuestion,
    compute=share.compute,
    definition=share.DEFINITION,
    body=SHARES,
    header=HEADER,
    rows=lambda answer, site: share_rows(answer.stated, answer.shares, site),
    summary="Say what share of a side's fire came from one supplier",
    download_summary="Download stated and computed shares as CSV",
    of_rows=(
        "One row for each share; entry says whether it was stated, and computed marks what nobody stated. Never add up."
    ),
)


class Share(TabledView):
    """The shares as JSON, or as CSV where that is wanted."""

    tabled = _TABLED


class ShareTable(TabledFile):
    """The same as CSV, at an address that says so."""

    tabled = _TABLED
