"""Who disagrees with whom, and what each claimant stated last of each thing."""

from __future__ import annotations

from flows.api import by_claimant as newest
from flows.api.disagree import DISAGREE, rows
from flows.api.views.base import ReadOnly
from flows.api.views.tabled import Tabled, TabledFile, TabledView
from flows.exporting.disagree_rows import HEADER, disagree_rows
from flows.measures import by_claimant, disagree
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


BY_CLAIMANT = Tabled(
    name="by-claimant",
    ids=("get_by_claimant", "download_by_claimant"),
    question=DisagreeQuestion,
    read=by_claimant.read,
    compute=by_claimant.compute,
    definition=by_claimant.DEFINITION,
    body=newest.BY_CLAIMANT,
    header=newest.HEADER,
    rows=newest.rows,
    summary="Say what each claimant stated last of each flow",
    download_summary="Download what each claimant stated last of each flow as CSV",
    of_rows="A row for each claimant and thing; rows of one thing are of one time only where same_time says so.",
)


class ByClaimant(TabledView):
    """The newest figure of each claimant about each flow as JSON, or as CSV where that is wanted."""

    tabled = BY_CLAIMANT


class ByClaimantTable(TabledFile):
    """The same as CSV, at an address that says so."""

    tabled = BY_CLAIMANT
