"""Why two claims differ: what each says of every aspect that shapes a figure, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from flows.records import AnyClaim, Claim, Indicator, Rate, Ratio, Shipment
from flows.vocabulary import (
    ACTIVITY,
    BASIS,
    BOUND,
    COMPARED,
    DATE_PRECISION,
    INDICATOR_UNIT,
    PER,
    RATIO_WORDING,
    STAGE,
    TEMPORAL,
    UNIT,
    DatePrecision,
)

Said = tuple[tuple[str, str, str | None], ...]
"""What a claim says of each aspect: its code, its name, and the words; None where it does not say."""


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


def differences(left: AnyClaim, right: AnyClaim) -> tuple[Aspect, ...]:
    """Every aspect of both claims in a fixed order, those that differ marked; two silences do not differ.

    ValueError for claims of two kinds, as a rate and a ratio: they have no aspects in common that could be compared.
    """
    if type(left) is not type(right):
        raise ValueError(f"{left.code} and {right.code} are claims of two kinds")
    return tuple(
        Aspect(code, name, one, other, one != other)
        for (code, name, one), (_, _, other) in zip(_said(left), _said(right), strict=True)
    )


def _said(claim: AnyClaim) -> Said:
    match claim:
        case Shipment():
            about = _of_shipment(claim)
        case Rate():
            about = _of_rate(claim)
        case Ratio():
            about = _of_ratio(claim)
        case Indicator():
            about = _of_indicator(claim)
        case _:
            assert_never(claim)
    return (
        ("claimant", "Who says so", claim.claimant_name),
        ("date", "Stated on", _day(claim)),
        *about,
        ("period", "Period", _period(claim)),
    )


def _of_shipment(claim: Shipment) -> Said:
    return (
        ("scope", "Supplier and recipient", f"{claim.supplier_name} to {claim.recipient_name}"),
        ("stage", "Stage", STAGE.label(claim.stage)),
        ("basis", "Basis", BASIS.label(claim.basis)),
        ("bound", "Bound", BOUND.label(claim.bound)),
        ("unit", "Unit", UNIT.label(claim.unit)),
        ("calibre", "Munition", claim.munition_name),
        ("factor", "Derived by", _factor(claim)),
        ("temporal", "Kind of period", TEMPORAL.label(claim.temporal)),
    )


def _of_rate(claim: Rate) -> Said:
    return (
        ("scope", "Whose", claim.actor_name),
        ("activity", "What is counted", ACTIVITY.label(claim.activity)),
        ("bound", "Bound", BOUND.label(claim.bound)),
        ("per", "Counted over", PER.label(claim.per)),
        ("calibre", "Munition", claim.munition_name),
        ("place", "Where", claim.place_name or None),
    )


def _of_ratio(claim: Ratio) -> Said:
    return (
        ("scope", "Whose over whose", f"{claim.favours_name} over {claim.over_name}"),
        ("compared", "What is compared", COMPARED.label(claim.compared)),
        ("wording", "Wording", RATIO_WORDING.label(claim.wording)),
        ("bound", "Bound", BOUND.label(claim.bound)),
        ("place", "Where", claim.place_name or None),
    )


def _of_indicator(claim: Indicator) -> Said:
    return (
        ("scope", "Whose", claim.actor_name),
        ("counted", "What is counted", claim.measured or claim.name.replace("-", " ")),
        ("bound", "Bound", BOUND.label(claim.bound)),
        ("unit", "Unit", INDICATOR_UNIT.label(claim.unit)),
    )


def _day(claim: Claim) -> str:
    precision = "" if claim.date_precision == DatePrecision.DAY else f" ({DATE_PRECISION.label(claim.date_precision)})"
    return f"{claim.claimed_on.isoformat()}{precision}"


def _factor(claim: Shipment) -> str | None:
    if claim.derived_from is None:
        return None
    times = f" times {claim.factor:f}" if claim.factor is not None else ""
    return f"{claim.derived_from}{times}"


def _period(claim: Claim) -> str | None:
    if claim.period_start is None and claim.period_end is None:
        return None
    start = claim.period_start.isoformat() if claim.period_start else "a start not stated"
    if not claim.start_basis.names:
        start = f"a start not stated ({start} in others of its series)"
    end = claim.period_end.isoformat() if claim.period_end else "an end not stated"
    return f"{start} to {end}"
