"""What each supplier of a side was said to have sent: running totals, and the figures for its newest whole year, apart.

A total and a year are two series: neither is added to the other or taken from it. Nothing is computed here; figures
are chosen, by rules, of those that were stated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from flows.estimates.ledger import by_age, heads, period_heads
from flows.estimates.period import ALIKE_DAYS, Period, alike
from flows.records import Shipment


@dataclass(frozen=True, slots=True)
class Supplier:
    """One supplier of one side, and what claimants say that it sent.

    ``totals`` are its newest running totals, by day; ``older`` counts those that were stated so long before the newest
    that they take no part. ``in_year`` are the figures for about the whole of ``year``, the newest that has one; None
    where no year has.
    """

    code: str
    name: str
    totals: tuple[Shipment, ...]
    older: int
    year: int | None
    in_year: tuple[Shipment, ...]

    @property
    def stated(self) -> tuple[Shipment, ...]:
        """The totals that say what was sent, and not what something could have held, the smallest first."""
        return tuple(sorted((claim for claim in self.totals if not claim.basis.is_capacity), key=_by_size))

    @property
    def capacities(self) -> tuple[Shipment, ...]:
        """The totals that say what something could have held, the smallest first."""
        return tuple(sorted((claim for claim in self.totals if claim.basis.is_capacity), key=_by_size))

    @property
    def ends(self) -> tuple[Shipment, ...]:
        """The totals to tell of in a sentence, as `ends` chooses them; none where only capacities are stated."""
        return ends(self.stated)

    @property
    def ends_of_year(self) -> tuple[Shipment, ...]:
        """The figures for its newest year to tell of, chosen as those of the totals are."""
        return ends([claim for claim in self.in_year if not claim.basis.is_capacity])

    @property
    def largest(self) -> Decimal:
        """The largest figure that anybody states of it, to sort by: of what was sent, else of what could have been."""
        figures = [figure for claim in (*self.stated, *self.in_year) for figure in claim.quantity.figures]
        return max(figures or [figure for claim in self.totals for figure in claim.quantity.figures])


def sound(claims: Iterable[Shipment]) -> tuple[Shipment, ...]:
    """Those of one supplier that are not weak, and all where every one is, in the order given: a weak claim is told of
    where nothing better stands."""
    every = tuple(claims)
    return tuple(claim for claim in every if not claim.is_weak) or every


def usual_kind(claims: Iterable[Shipment]) -> str:
    """The kind of goods that most of the sound ones of these claims count; empty where there is no claim."""
    kinds = Counter(claim.munition for claim in sound(claims))
    return max(kinds, key=lambda kind: (kinds[kind], kind), default="")


def ends(stated: Iterable[Shipment]) -> tuple[Shipment, ...]:
    """The accounts of one supplier to tell of: the lowest of those stated about when the newest was, and the highest.

    Weak claims are told of only where there are no others, and of the rest the kind of goods that most of them
    count. A floor is no lowest figure where something else is stated, and a total of long before is lower because
    less had been sent. One claim where both are the same, or the highest does not lie above the lowest.
    """
    firmest = sound(stated)
    usual = usual_kind(firmest)
    of_kind = [claim for claim in firmest if claim.munition == usual]
    if not of_kind:
        return ()
    newest = max(claim.claimed_on for claim in of_kind)
    recent = [claim for claim in of_kind if newest - claim.claimed_on <= timedelta(days=ALIKE_DAYS)]
    firm = [claim for claim in recent if not claim.bound.is_floor] or recent
    low, high = min(firm, key=_by_size), max(of_kind, key=lambda claim: (max(claim.quantity.figures), claim.code))
    above = max(high.quantity.figures) > max(low.quantity.figures)
    return (low, high) if above and high.claimant != low.claimant else (high if above else low,)


def suppliers(standing: Iterable[Shipment], unit: str, window: timedelta) -> tuple[Supplier, ...]:
    """The suppliers of one recipient among claims that stand, the largest first; those without a figure are left out.

    A running total from 1 January on that is about the whole of a year is a figure of that year and no total. A figure
    is about a whole year where its ends lie near those of the year, as `alike` has it, and it is part of no other.
    """
    by_supplier: dict[str, list[Shipment]] = defaultdict(list)
    for claim in standing:
        by_supplier[claim.supplier].append(claim)
    found = (_supplier(claims, unit, window) for claims in by_supplier.values())
    return tuple(sorted((one for one in found if one.totals or one.in_year), key=lambda one: (-one.largest, one.code)))


def _supplier(claims: list[Shipment], unit: str, window: timedelta) -> Supplier:
    running = _figured(heads(claims), unit)
    of_a_year = [claim for claim in running if _counts_from_new_year(claim) and _fills(claim, Period.of(claim).year)]
    recent, older = by_age((claim for claim in running if claim not in of_a_year), window)
    kinds: dict[str, list[Shipment]] = defaultdict(list)
    for claim in claims:
        kinds[claim.munition].append(claim)
    figures = _figured((one for kind in kinds.values() for one in period_heads(kind)), unit)
    year, in_year = _newest_year([*figures, *of_a_year])
    return Supplier(claims[0].supplier, claims[0].supplier_name, recent, len(older), year, in_year)


def _counts_from_new_year(claim: Shipment) -> bool:
    start = Period.of(claim).start
    return start is not None and (start.month, start.day) == (1, 1)


def _fills(claim: Shipment, year: int | None) -> bool:
    """Whether a claim is about the whole of a year."""
    return year is not None and alike(Period.of(claim), Period.calendar(year))


def _figured(claims: Iterable[Shipment], unit: str) -> list[Shipment]:
    return [claim for claim in claims if claim.quantity.figures and claim.unit == unit]


def _newest_year(figures: list[Shipment]) -> tuple[int | None, tuple[Shipment, ...]]:
    codes = {claim.code for claim in figures}
    years: dict[int, list[Shipment]] = defaultdict(list)
    for claim in figures:
        year = Period.of(claim).year
        if year is not None and claim.part_of not in codes and _fills(claim, year):
            years[year].append(claim)
    newest = max(years, default=None)
    return newest, tuple(sorted(years[newest], key=_by_size)) if newest is not None else ()


def _by_size(claim: Shipment) -> tuple[Decimal, Decimal, str]:
    return min(claim.quantity.figures), max(claim.quantity.figures), claim.code
