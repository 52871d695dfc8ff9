"""Who disagrees with whom."""

from __future__ import annotations

from flows.api.disagree import DISAGREE, rows
from flows.api.views.base import ReadOnly
from flows.api.views.tabled import Tabled, TabledFile, TabledView
from flows.exporting.disagree_rows import HEADER, disagree_rows
from flows.measures import disagree
from flows.questions.disagree import DisagreeQuestion

TABLED = Tabled(
    name="disagree",
    ids=("get_disagreements", "download_disagreements"),
    question=DisagreeQuestion,
    compute=disagree.compute,
    definition=disagree.DEFINITION,
    body=DISAGREE,
    header=HEADER,
    rows=lambda answer, site: disagree_rows(rows(answer), site),
    summary="Say who disagrees with whom, and by how much",
    download_summary="Download who disagrees with whom as CSV",
)


class Disagree(TabledView):
    """What several claimants speak of, and how far their figures lie apart."""

    renderer_classes = ReadOnly.renderer_classes
    tabled = TABLED


class DisagreeTable(TabledFile):
    """The same as CSV, a row for each two figures, at an address that says so."""

    tabled = TABLED
