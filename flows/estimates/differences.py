"""Why two claims differ: what each says of every aspect that shapes a figure, side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flows.records import Shipment
from flows.vocabulary import BASIS, BOUND, DATE_PRECISION, STAGE, TEMPORAL, UNIT, DatePrecision


@dataclass(frozen=True, slots=True)
class Aspect:
    """One aspect of two claims: its code, its name, what each side says, and whether that differs.

    The sides are words for people; None means that the claim does not say.
    """

    code: str
    name: str
    left: str | None
    right: str | None
    differs: bool


def differences(left: Shipment, right: Shipment) -> tuple[Aspect, ...]:
    """Every aspect of both claims in a fixed order, those that differ marked; two silences do not differ."""
    aspects = []
    for code, name, read in _ASPECTS:
        one, other = read(left), read(right)
        aspects.append(Aspect(code, name, one, other, one != other))
    return tuple(aspects)


def _day(claim: Shipment) -> str:
    precision = "" if claim.date_precision == DatePrecision.DAY else f" ({DATE_PRECISION.label(claim.date_precision)})"
    return f"{claim.claimed_on.isoformat()}{precision}"


def _factor(claim: Shipment) -> str | None:
    if claim.derived_from is None:
        return None
    times = f" times {claim.factor:f}" if claim.factor is not None else ""
    return f"{claim.derived_from}{times}"


def _period(claim: Shipment) -> str | None:
    if claim.period_start is None and claim.period_end is None:
        return None
    start = claim.period_start.isoformat() if claim.period_start else "a start not stated"
    end = claim.period_end.isoformat() if claim.period_end else "an end not stated"
    return f"{start} to {end}"


_ASPECTS: tuple[tuple[str, str, Callable[[Shipment], str | None]], ...] = (
    ("claimant", "Who says so", lambda claim: claim.claimant_name),
    ("date", "Stated on", _day),
    ("scope", "Supplier and recipient", lambda claim: f"{claim.supplier_name} to {claim.recipient_name}"),
    ("stage", "Stage", lambda claim: STAGE.label(claim.stage)),
    ("basis", "Basis", lambda claim: BASIS.label(claim.basis)),
    ("bound", "Bound", lambda claim: BOUND.label(claim.bound)),
    ("unit", "Unit", lambda claim: UNIT.label(claim.unit)),
    ("calibre", "Munition", lambda claim: claim.munition_name),
    ("factor", "Derived by", _factor),
    ("temporal", "Kind of period", lambda claim: TEMPORAL.label(claim.temporal)),
    ("period", "About the time", _period),
)
