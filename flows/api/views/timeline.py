"""The steps of one flow."""

from __future__ import annotations

from flows.api.answers import TIMELINE
from flows.api.timeline_rows import HEADER, timeline_rows
from flows.api.views.tabled import Tabled, TabledFile, TabledView
from flows.measures import timeline
from flows.questions.timeline import TimelineQuestion

_TABLED = Tabled(
    name="timeline",
    tag="timeline",
    question=TimelineQuestion,
    required=("flow",),
    compute=timeline.compute,
    definition=timeline.DEFINITION,
    body=TIMELINE,
    header=HEADER,
    rows=timeline_rows,
    summary="The steps of a flow",
    download_summary="Download the steps of a flow as CSV",
    of_rows="One row for each step.",
)


class Timeline(TabledView):
    """How what is claimed about a flow has moved."""

    tabled = _TABLED


class TimelineTable(TabledFile):
    """The steps as CSV, at an address that says so."""

    tabled = _TABLED
