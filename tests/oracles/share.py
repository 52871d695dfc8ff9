"""The share of a supply in the fire of a side once more: day by day, with fractions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction

from flows.records import Rate, Shipment
from tests.oracles.starts import named_start

DAYS = {"day": Fraction(1), "month": Fraction("30.4375"), "year": Fraction("365.25")}


def share(
    supply: Shipment, rate: Rate, above: Mapping[str, Collection[str]]
) -> tuple[Fraction | None, Fraction | None] | None:
    """The lowest and the highest percentage, None where an end is open; None where the two do not belong together."""
    times = (time_of(supply), (named_start(rate), rate.period_end))
    (start, end), (fire_start, fire_end) = times
    if start is None or end is None or fire_start is None or fire_end is None:
        return None
    days = {start.toordinal() + n for n in range((end - start).days + 1)}
    fire_days = {fire_start.toordinal() + n for n in range((fire_end - fire_start).days + 1)}
    together = days & fire_days and abs((start - fire_start).days) <= 92 and abs((end - fire_end).days) <= 92
    same_kind = supply.munition == rate.munition or rate.munition in above.get(supply.munition, ())
    if not together or not same_kind or supply.unit != "round" or supply.recipient != rate.actor:
        return None
    if supply.stage.code not in ("shipped", "delivered") or rate.activity.code != "fired":
        return None
    if rate.place and not rate.place_name.startswith("Whole"):
        return None
    if any(claim.low is None and claim.point is None and claim.high is None for claim in (supply, rate)):
        return None
    least, most = ends(supply)
    slow, fast = ends(rate)
    if supply.basis.code == "capacity-if-full":
        least = None
    fired = [None if pace is None else pace / DAYS[rate.per.code] * len(days) for pace in (slow, fast)]
    return (
        None if least is None or not fired[1] else least / fired[1] * 100,
        None if most is None or not fired[0] else most / fired[0] * 100,
    )


def ends(claim: Shipment | Rate) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that a claim allows."""
    if claim.point is not None:
        return Fraction(claim.point), Fraction(claim.point)
    return tuple(None if end is None else Fraction(end) for end in (claim.low, claim.high))  # type: ignore[return-value]


def time_of(claim: Shipment) -> tuple[date | None, date | None]:
    """The first and the last day that a supply is about: a running total without an end counts until it was said."""
    start, end = named_start(claim), claim.period_end
    if claim.temporal.code == "cumulative" and end is None and (start is None or start <= claim.claimed_on):
        end = claim.claimed_on
    return start, end
