"""The sentences of the overview that hold numbers: made from records, each with who said it first."""

from __future__ import annotations

from collections.abc import Sequence

from flows.estimates.quotient import Quotient
from flows.measures.overview import COMPARISON_DAY, Comparison
from flows.records import Quantity, Shipment
from flows.wording import bounded, counted, grounds, when


def lede(comparison: Comparison) -> str:
    """The comparison in two sentences; says so where one side had not been spoken of by the day."""
    return f"{capacity_sentence(comparison)} {deliveries_sentence(comparison)}"


def capacity_sentence(comparison: Comparison) -> str:
    """What South Korea's ministry said that the containers could hold, with either/or readings joined by or."""
    if not comparison.capacity:
        return (
            f"By {when(comparison.day)} South Korea’s defence ministry had put no figure to what North Korea’s "
            "containers to Russia could hold."
        )
    first = comparison.capacity[0]
    origin = first.origin
    readings = either(tuple(counted(claim.quantity, claim.munition_plural) for claim in comparison.capacity))
    day = when(first.claimed_on, first.date_precision)
    if first.basis == "capacity-if-full":
        boxes = counted(origin.quantity, origin.plural) if origin else "containers"
        return (
            f"{first.claimant_name} said on {day} that {boxes} had gone from {first.supplier_name} to "
            f"{first.recipient_name}, which could hold {readings}."
        )
    return (
        f"{first.claimant_name} on {day} put at {readings} what had gone from {first.supplier_name} to "
        f"{first.recipient_name} ({grounds(first)})."
    )


def deliveries_sentence(comparison: Comparison) -> str:
    """What each of the three said had reached Ukraine from the European Union."""
    if not comparison.deliveries:
        return f"By {when(comparison.day)} none of the three had put a figure to what the European Union had delivered."
    said = [
        f"{claim.claimant_name} put it at {bounded(claim.quantity)} ({grounds(claim)})"
        for claim in comparison.deliveries
    ]
    return f"For the European Union’s shells to Ukraine there was no one figure: {series(said)}."


def ratios_phrase(quotients: Sequence[Quotient]) -> str:
    """The computed ratios in one phrase, smallest first: "up to 4.8 to 1, or 9.6, or 16"."""
    by_size = sorted((q.ratio for q in quotients if q.ratio.figures), key=_size)
    distinct = list(dict.fromkeys(by_size))
    if not distinct:
        return "no ratio follows"
    first, *others = distinct
    more = "".join(f", or {bounded(ratio) if ratio.bound != first.bound else bare(ratio)}" for ratio in others)
    return f"{bare_first(first)}{more}"


def bare_first(ratio: Quantity) -> str:
    """The first of several ratios, with its bound: "up to 4.8 to 1"."""
    return f"{bounded(ratio)} to 1"


def bare(ratio: Quantity) -> str:
    """A ratio without its bound, where the one before it carries the same: "9.6"."""
    return bounded(Quantity("exact", point=ratio.figure)) if ratio.bound != "between" else bounded(ratio)


def since(then: Sequence[Shipment], now: Sequence[Shipment]) -> tuple[Shipment, ...]:
    """The heads of today by the claimants of the comparison that were not heads then."""
    before = {claim.code for claim in then}
    claimants = {claim.claimant for claim in then}
    return tuple(claim for claim in now if claim.claimant in claimants and claim.code not in before)


def is_the_day(comparison: Comparison) -> bool:
    """Whether the comparison is that of 14 June 2024 itself, and not of an earlier day."""
    return comparison.day == COMPARISON_DAY


def either(parts: Sequence[str]) -> str:
    """Readings of which at most one holds: "either a or b", never "a and b"."""
    return parts[0] if len(parts) == 1 else f"either {' or '.join(parts)}"


def series(parts: Sequence[str]) -> str:
    """Parts in a row: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _size(ratio: Quantity) -> float:
    return float(ratio.figure or 0)
