"""The heads of several flows as one table: each row a claim in full, after the flow that it is a head of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flows.exporting.claims import SHIPMENTS
from flows.exporting.columns import Column, code, whole
from flows.questions import Flow
from flows.records import Shipment

HEADER: tuple[Column, ...] = (
    code("flow_supplier", "Who supplies in the flow."),
    code("flow_recipient", "Who receives in the flow."),
    code("flow_munition", "The munition of the flow, with all that is under it in the tree."),
    whole("flow_claimants", "How many independent claimants there are among the heads of the flow."),
    *SHIPMENTS.columns,
)


def head_rows(flow: Flow, claimants: int, heads: Iterable[Shipment], site: str) -> Iterator[tuple[Any, ...]]:
    """One row under `HEADER` for each head of a flow; none for a flow without heads."""
    for head in heads:
        for row in SHIPMENTS.rows(head, site):
            yield (flow.supplier, flow.recipient, flow.munition, claimants, *row)
