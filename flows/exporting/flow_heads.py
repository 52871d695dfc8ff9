"""The figures that sum up several flows as one table: each row a claim in full, after the flow that it sums up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flows.dictionary import computed
from flows.exporting.columns import Column, column_of
from flows.exporting.tables import TABLES
from flows.questions import Flow
from flows.records import Shipment
from flows.vocabulary import CodedList, Term

_SHIPMENTS = TABLES["shipments"]
SUMMARY = CodedList(
    "flow_summary",
    "Which figure of a flow",
    "Which figure a claim is where a flow is summed up.",
    (
        Term("running-total", "running total", "A head: no newer total of its claimant, stage and unit covers it."),
        Term("older-total", "older running total", "A head that was stated before the window of the spans."),
        Term("for-a-period", "for a period", "The newest figure of its claimant, stage and unit for its period."),
        Term("without-a-time", "without a stated time", "A figure that stands and whose time nobody stated."),
    ),
)
_FLOW = (
    computed("flow_supplier", "code", "Who supplies in the flow.", required=True),
    computed("flow_recipient", "code", "Who receives in the flow.", required=True),
    computed("flow_munition", "code", "The munition of the flow, with all that is under it.", required=True),
    computed("flow_claimants", "whole", "How many independent claimants there are among the heads.", required=True),
)
_SUMMARY = computed("flow_summary", "coded", SUMMARY.meaning, of=SUMMARY, required=True)
HEADER: tuple[Column, ...] = (*map(column_of, _FLOW), *_SHIPMENTS.columns, column_of(_SUMMARY))


def head_rows(
    flow: Flow,
    claimants: int,
    heads: Sequence[Shipment],
    older: Sequence[Shipment],
    period_heads: Sequence[Shipment],
    undated: Sequence[Shipment],
    site: str,
) -> Iterator[tuple[Any, ...]]:
    """One row under `HEADER` for each head of a flow, then one for each of its figures for a period and without a time.

    ``older`` are those of the heads that lie before the window of the spans.
    """
    about = (flow.supplier, flow.recipient, flow.munition, claimants)
    past = {claim.code for claim in older}
    summary = [*("older-total" if claim.code in past else "running-total" for claim in heads)]
    summary += [*["for-a-period"] * len(period_heads), *["without-a-time"] * len(undated)]
    for row, which in zip(_SHIPMENTS.rows((*heads, *period_heads, *undated), site), summary, strict=True):
        yield (*about, *row, which)
