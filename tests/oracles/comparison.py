"""Whether two claims may be set side by side, once more and literally: every reason on its own."""

from __future__ import annotations

from datetime import date

from flows.estimates.nesting import Nesting
from flows.records import Shipment
from tests.oracles.starts import named_start


def about(claim: Shipment) -> tuple[date | None, date | None]:
    """From when until when a claim counts; a running total without an end counts until it was stated."""
    if claim.temporal == "cumulative" and claim.period_end is None:
        return named_start(claim), claim.claimed_on
    return named_start(claim), claim.period_end


def against(left: Shipment, right: Shipment, relations: Nesting) -> set[str]:
    """The codes of all reasons for which two claims are not comparable; empty where they are."""
    found = {
        f"mixed_{name}"
        for name in ("unit", "stage", "basis", "temporal", "munition")
        if getattr(left, name) != getattr(right, name)
    }
    if any(claim.low is claim.point is claim.high is None for claim in (left, right)):
        found.add("unquantified")
    (one_start, one_end), (other_start, other_end) = about(left), about(right)
    if one_start is None or one_end is None or other_start is None or other_end is None:
        found.add("unknown_period")
    else:
        apart = (one_start.toordinal() - other_start.toordinal(), one_end.toordinal() - other_end.toordinal())
        if max(map(abs, apart)) > 92:
            found.add("different_periods")
    to_one = left.recipient == right.recipient or right.recipient in relations.actors.get(left.recipient, ())
    kinds = (
        {left.munition, *relations.above.get(left.munition, ())},
        {
            right.munition,
            *relations.above.get(right.munition, ()),
        },
    )
    if to_one and (left.munition in kinds[1] or right.munition in kinds[0]):
        if left.supplier == right.supplier:
            found.add("same_flow")
        elif right.supplier in relations.actors.get(left.supplier, ()):
            found.add("overlapping_suppliers")
    return found
