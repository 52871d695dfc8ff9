"""What changed between two days."""

from __future__ import annotations

from flows.api.changes import CHANGES, HEADER, rows
from flows.api.views.base import ReadOnly
from flows.api.views.tabled import Tabled, TabledFile, TabledView
from flows.measures import changes
from flows.measures.usual_ends import read_or_usual
from flows.questions.changes import ChangesQuestion

_TABLED = Tabled(
    name="changes",
    tag="changes",
    question=ChangesQuestion,
    read=read_or_usual,
    compute=changes.compute,
    definition=changes.DEFINITION,
    body=CHANGES,
    header=HEADER,
    rows=rows,
    day=lambda question: question.later.day,
    summary="What changed between two days",
    download_summary="Download what changed as CSV",
)


class Changes(TabledView):
    """What changed between two days of statement, or two moments of the record."""

    renderer_classes = ReadOnly.renderer_classes
    tabled = _TABLED


class ChangesTable(TabledFile):
    """The same as CSV, a row for each sentence, at an address that says so."""

    tabled = _TABLED
