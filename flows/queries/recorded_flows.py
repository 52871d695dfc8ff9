"""The flows that any public claim is about: one query."""

from __future__ import annotations

from flows.queries.rows import public
from flows.questions import Flow


def recorded_flows() -> tuple[Flow, ...]:
    """Every supplier, recipient and munition that claims name together, in order."""
    rows = public("shipments").order_by().values_list("supplier", "recipient", "munition").distinct()
    return tuple(sorted(Flow(*row) for row in rows))


def any_claim() -> bool:
    """Whether any public claim about a flow is recorded; DatabaseError where the database does not answer."""
    return public("shipments").order_by().exists()
