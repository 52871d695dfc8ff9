"""The heads of several flows as one table: each row a claim in full, after the flow that it is a head of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flows.dictionary import computed
from flows.exporting.columns import Column, column_of
from flows.exporting.tables import TABLES
from flows.questions import Flow
from flows.records import Shipment

_SHIPMENTS = TABLES["shipments"]
_FLOW = (
    computed("flow_supplier", "code", "Who supplies in the flow.", required=True),
    computed("flow_recipient", "code", "Who receives in the flow.", required=True),
    computed("flow_munition", "code", "The munition of the flow, with all that is under it.", required=True),
    computed("flow_claimants", "whole", "How many independent claimants there are among the heads.", required=True),
)
HEADER: tuple[Column, ...] = (*map(column_of, _FLOW), *_SHIPMENTS.columns)


def head_rows(flow: Flow, claimants: int, heads: Iterable[Shipment], site: str) -> Iterator[tuple[Any, ...]]:
    """One row under `HEADER` for each head of a flow; none for a flow without heads."""
    for row in _SHIPMENTS.rows(heads, site):
        yield (flow.supplier, flow.recipient, flow.munition, claimants, *row)
