"""Who supplied what in a year: the figures stated for each year, and the growth between running totals.

A row is a party, a column a calendar year. A figure belongs to a year only where the time that it is about lies within
it; what crosses years is never split, and stands beside the years. What follows from two running totals of one claimant
is arithmetic: it names both, keeps its interval, and takes no part in spans or sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from flows.estimates.interval import Interval, as_quantity, risen
from flows.estimates.ledger import Ledger, Span, by_year, heads, period_heads, spans, undated
from flows.estimates.nesting import Nesting
from flows.estimates.origins import independent_claimants, origins, shared_of
from flows.estimates.period import ALIKE_DAYS, Period, alike
from flows.estimates.totals import Refusal, Total, periods_of, total
from flows.records import Quantity, Shipment
from flows.vocabulary import Bound

CLOSE_DAYS = 45
"""How many days from the ends of a year two running totals may lie and still be said to bracket it."""
MOST_YEARS = 30
"""Over a longer time than this, years without a figure between two with one are left out."""

Series = tuple[str, str, str, str, str, str, str, date]
"""What running totals share of which one may be taken from the other: all but the day until which they count."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The later of two running totals less the earlier one: computed, and stated by nobody.

    ``interval`` is None where the later total lies wholly below the earlier one, so that both cannot be right.
    """

    earlier: Shipment
    later: Shipment
    interval: Interval | None

    @property
    def quantity(self) -> Quantity:
        """The growth with its bound; unquantified where nothing follows but that a total does not fall."""
        if self.interval is None or not (self.interval.low or self.interval.high):
            return Quantity(Bound.UNQUANTIFIED)
        exact = self.earlier.bound == self.later.bound == Bound.EXACT
        return as_quantity(self.interval, exact=exact)

    @property
    def is_level(self) -> bool:
        """Whether the later total is no higher: two rounded figures that are alike are no growth of nothing."""
        return self.interval is not None and self.interval.high == 0

    @property
    def in_series(self) -> bool:
        """Whether it holds only if a total whose start was not stated counts from that of its series."""
        return not (self.earlier.start_basis.names and self.later.start_basis.names)

    @property
    def period(self) -> Period:
        """From the day until which the earlier total counts to the day until which the later one does."""
        return Period(until(self.earlier), until(self.later))

    @property
    def year(self) -> int | None:
        """The year that it belongs to: that of its end, where it begins in it too or is about all of it; None where it
        crosses years."""
        year = until(self.later).year
        return year if self.whole_year or until(self.earlier) >= date(year - 1, 12, 31) else None

    @property
    def whole_year(self) -> bool:
        """Whether its days lie within `CLOSE_DAYS` of the ends of a year, so that it is about the growth in that."""
        close, begin, end = timedelta(days=CLOSE_DAYS), until(self.earlier), until(self.later)
        return date(end.year - 1, 12, 31) - begin <= close and date(end.year, 12, 31) - end <= close


@dataclass(frozen=True, slots=True)
class LikeSpan:
    """What the figures of one stage, unit and time span: those for about the ``whole`` year, or for one part of it."""

    period: Period
    whole: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures of one year, stage and unit, with their sum where one is right and the reasons where none is."""

    year: int
    stage: str
    unit: str
    claims: tuple[Shipment, ...]
    outcome: Total | Refusal

    @property
    def is_added(self) -> bool:
        """Whether figures were added: one alone is as it was stated."""
        return isinstance(self.outcome, Total) and len(self.claims) > 1

    @property
    def is_weak(self) -> bool:
        """Whether any of the figures rests on weak evidence."""
        return any(claim.is_weak for claim in self.claims)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The times that the figures are about, each once and the earliest first."""
        return periods_of(self.claims)

    @property
    def spans_year(self) -> bool:
        """Whether the times of each supplier's figures, one after the other, leave no more than 92 days out at either
        end of the year or between them; else what they come to is no sum of the year."""
        periods: dict[str, list[Period]] = defaultdict(list)
        for claim in self.claims:
            periods[claim.supplier].append(Period.of(claim))
        return all(_fills(each, self.year) for each in periods.values())


@dataclass(frozen=True, slots=True)
class Cell:
    """One party in one year: figures stated for it or a part of it, by period; what they span; growth, apart from them.

    ``claimants`` is how many independent ones state the figures, ``sums`` hold those of each stage and unit.
    """

    party: str
    year: int
    figures: tuple[Shipment, ...]
    growths: tuple[Growth, ...]
    spans: tuple[LikeSpan, ...]
    claimants: int
    sums: tuple[Sum, ...]

    def is_whole(self, claim: Shipment) -> bool:
        """Whether a figure is about the whole year, to within a quarter at each end, and no part of another here."""
        inside = any(claim.part_of == other.code for other in self.figures)
        return alike(Period.of(claim), Period.calendar(self.year)) and not inside

    @property
    def is_empty(self) -> bool:
        """Whether there is no claim for it, which is not zero."""
        return not self.figures and not self.growths


@dataclass(frozen=True, slots=True)
class Row:
    """One party: a cell for each year, and beside the years what belongs to no single one.

    ``across`` are figures for a period that crosses years, or of which an end was not stated; ``running`` the newest
    running totals over several years; ``growths`` those that cross years; ``undated`` what stands without a time;
    ``covered`` what stands and of which a newer or a wider figure of the same claimant is shown.
    """

    party: str
    name: str
    cells: tuple[Cell, ...]
    across: tuple[Shipment, ...]
    running: tuple[Shipment, ...]
    growths: tuple[Growth, ...]
    undated: tuple[Shipment, ...]
    covered: tuple[Shipment, ...]

    @property
    def shown(self) -> tuple[Shipment, ...]:
        """Every claim of the row that is shown as a figure."""
        in_years = (claim for cell in self.cells for claim in cell.figures)
        return (*in_years, *self.across, *self.running, *self.undated)


@dataclass(frozen=True, slots=True)
class Column:
    """One year over all parties: for each stage and unit a sum where one is right, otherwise why there is none."""

    year: int
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class ByYear:
    """The table: its years ascending, its rows by the name of the party, its columns."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]


def table(ledger: Ledger, party: Callable[[Shipment], tuple[str, str]], nesting: Nesting) -> ByYear:
    """What stands in a ledger by party and year; ``party`` gives the code and the name of the row of a claim.

    Running totals that no longer stand only because a newer one replaced them are where growth begins.
    """
    replaced = [out.claim for out in ledger.left_out if out.reason == "superseded"]
    names: dict[str, str] = {}
    standing: dict[str, list[Shipment]] = defaultdict(list)
    grown: dict[str, list[Growth]] = defaultdict(list)
    for claim in ledger.standing:
        code, names[code] = party(claim)
        standing[code].append(claim)
    for growth in growths((*ledger.standing, *replaced)):
        code, names[code] = party(growth.later)
        grown[code].append(growth)
    loose = {code: _placed(standing[code], grown[code]) for code in names}
    years, of = _years(loose.values()), origins(ledger.known)
    rows = tuple(
        _row(code, names[code], loose[code], years, of, nesting)
        for code in sorted(names, key=lambda code: (names[code], code))
    )
    columns = tuple(
        Column(year, _sums(year, [claim for row in rows for claim in row.cells[place].figures], nesting))
        for place, year in enumerate(years)
    )
    return ByYear(years, rows, columns)


def by_size(rows: Iterable[Row], is_like: Callable[[Shipment], bool]) -> tuple[Row, ...]:
    """The rows as they are read: the one with the largest of the figures that are alike on sound evidence first,
    whatever time that is about, then those with some on weak evidence alone, and last those without any; equal ones as
    they were."""
    return tuple(sorted(rows, key=lambda row: _size(row, is_like), reverse=True))


def _size(row: Row, is_like: Callable[[Shipment], bool]) -> tuple[Decimal, Decimal]:
    none = Decimal(-1)
    sizes = [(max(claim.quantity.figures), claim.is_weak) for claim in row.shown if is_like(claim)]
    return max((size for size, weak in sizes if not weak), default=none), max((size for size, _ in sizes), default=none)


def is_figure(claim: Shipment, unit: str) -> bool:
    """Whether a claim gives a figure, and counts in a unit."""
    return claim.unit == unit and bool(claim.quantity.figures)


def largest_of_newest_year(rows: Iterable[Row], is_like: Callable[[Shipment], bool]) -> tuple[int, Shipment] | None:
    """Of the newest year with a figure above nothing on sound evidence the largest of those that are alike, about the
    whole year before a part of it; None where there is no such year."""
    found: dict[int, list[tuple[bool, Decimal, str, Shipment]]] = defaultdict(list)
    for cell in (cell for row in rows for cell in row.cells):
        for claim in cell.figures:
            if is_like(claim) and not claim.is_weak and max(claim.quantity.figures) > 0:
                found[cell.year].append((cell.is_whole(claim), max(claim.quantity.figures), claim.code, claim))
    if not found:
        return None
    year = max(found)
    return year, max(found[year])[-1]


def growths(claims: Iterable[Shipment]) -> tuple[Growth, ...]:
    """For each year in which a running total ends, its growth over the last one that ended in an earlier year.

    Both are by one claimant, about one flow, stage, basis and unit, and count from the same day, be it stated or that
    of their series. Readings of an either/or statement, parts of other claims, and totals that were still due when they
    were stated yield none.
    """
    return _grown(claims, lambda claim: until(claim).year)


def growths_by_day(claims: Iterable[Shipment]) -> tuple[Growth, ...]:
    """The same between each running total and the last one that ended on an earlier day, whichever years these are."""
    return _grown(claims, until)


def grown(earlier: Shipment, later: Shipment) -> Growth:
    """The later of two running totals of one series less the earlier one."""
    return Growth(earlier, later, risen(Interval.of(earlier.quantity), Interval.of(later.quantity)))


def can_grow(claim: Shipment) -> bool:
    """Whether growth may begin or end with a claim: a whole running total with a figure, not due when it was stated."""
    due = claim.period_end is not None and claim.period_end > claim.claimed_on
    bare = not claim.alternative_group and claim.part_of is None
    return claim.temporal.accumulates and bool(claim.quantity.figures) and bare and not due


def _grown(claims: Iterable[Shipment], step: Callable[[Shipment], Hashable]) -> tuple[Growth, ...]:
    series: dict[Series, list[Shipment]] = defaultdict(list)
    for claim in claims:
        if can_grow(claim) and claim.period_start is not None:
            key = claim.claimant, claim.supplier, claim.recipient, claim.munition, claim.stage, claim.basis, claim.unit
            series[*key, claim.period_start].append(claim)
    found = (growth for totals in series.values() for growth in _of_series(totals, step))
    return tuple(sorted(found, key=lambda growth: (until(growth.later), growth.later.code)))


def _of_series(totals: Sequence[Shipment], step: Callable[[Shipment], Hashable]) -> Iterator[Growth]:
    last: Shipment | None = None
    by_day = sorted(totals, key=lambda claim: (until(claim), claim.claimed_on, claim.code))
    newest = {step(claim): claim for claim in by_day}
    for claim in newest.values():
        if last is not None:
            yield grown(last, claim)
        last = claim


def until(claim: Shipment) -> date:
    """The day until which a running total counts."""
    return Period.of(claim).end or claim.claimed_on


@dataclass(frozen=True, slots=True)
class _Placed:
    """The claims and growths of one party by the year that each belongs to, and those that belong to none."""

    figures: dict[int, list[Shipment]]
    growths: dict[int, list[Growth]]
    across: tuple[Shipment, ...]
    running: tuple[Shipment, ...]
    long: tuple[Growth, ...]
    undated: tuple[Shipment, ...]
    covered: tuple[Shipment, ...]


def _placed(standing: Sequence[Shipment], grown: Sequence[Growth]) -> _Placed:
    flows: dict[tuple[str, str], list[Shipment]] = defaultdict(list)
    kinds: dict[tuple[str, str, str], list[Shipment]] = defaultdict(list)
    for claim in standing:
        flows[claim.supplier, claim.recipient].append(claim)
        # A newer figure of one kind replaces none of another.
        kinds[claim.supplier, claim.recipient, claim.munition].append(claim)
    totals = by_year(sorted((head for flow in flows.values() for head in heads(flow)), key=_in_order))
    periods = by_year(sorted((figure for kind in kinds.values() for figure in period_heads(kind)), key=_in_order))
    figures: dict[int, list[Shipment]] = defaultdict(list)
    for held in (periods, totals):
        for year, claims in held.years.items():
            figures[year] = sorted((*figures[year], *claims), key=_in_order)
    in_years: dict[int, list[Growth]] = defaultdict(list)
    for growth in grown:
        if growth.year is not None:
            in_years[growth.year].append(growth)
    loose = undated(standing)
    shown = {claim.code for claims in (*figures.values(), periods.across, totals.across, loose) for claim in claims}
    return _Placed(
        figures,
        in_years,
        periods.across,
        totals.across,
        tuple(growth for growth in grown if growth.year is None),
        loose,
        tuple(claim for claim in standing if claim.code not in shown),
    )


def _in_order(claim: Shipment) -> tuple[date, date, date, str]:
    period = Period.of(claim)
    return period.start or date.min, period.end or date.max, claim.claimed_on, claim.code


def _years(placed: Iterable[_Placed]) -> tuple[int, ...]:
    """Every year with something in it, and those in which what stands beside the years ends: silence shows there."""
    found: set[int] = set()
    for party in placed:
        found.update(party.figures, party.growths, (until(running).year for running in party.running))
    every = sorted(found)
    if not every or every[-1] - every[0] >= MOST_YEARS:
        return tuple(every)
    return tuple(range(every[0], every[-1] + 1))


def _row(code: str, name: str, placed: _Placed, years: Sequence[int], of: Mapping[str, str], nesting: Nesting) -> Row:
    cells = tuple(
        _cell(code, year, placed.figures.get(year, ()), placed.growths.get(year, ()), of, nesting) for year in years
    )
    return Row(code, name, cells, placed.across, placed.running, placed.long, placed.undated, placed.covered)


def _cell(
    party: str,
    year: int,
    figures: Sequence[Shipment],
    grown: Sequence[Growth],
    of: Mapping[str, str],
    nesting: Nesting,
) -> Cell:
    codes = {claim.code for claim in figures}
    whole = tuple(claim for claim in figures if claim.part_of not in codes)
    claimants = independent_claimants(whole, shared_of(whole, of), nesting.claimants) if whole else 0
    return Cell(
        party, year, tuple(figures), tuple(grown), _spans(year, whole), claimants, _sums(year, figures, nesting)
    )


def _fills(periods: Iterable[Period], year: int) -> bool:
    """Whether times that lie within a year leave no more than `ALIKE_DAYS` between them, or at its ends."""
    reached = date(year, 1, 1)
    for start, end in sorted((period.start or date.max, period.end or date.min) for period in periods):
        if start - reached > timedelta(days=ALIKE_DAYS):
            return False
        reached = max(reached, end)
    return date(year, 12, 31) - reached <= timedelta(days=ALIKE_DAYS)


def _spans(year: int, figures: Sequence[Shipment]) -> tuple[LikeSpan, ...]:
    """What figures about the same time span: those for a month take no part in the span of a year."""
    calendar = Period.calendar(year)
    groups: dict[tuple[bool, Period], list[Shipment]] = defaultdict(list)
    for claim in figures:
        period = Period.of(claim)
        whole = alike(period, calendar)
        if claim.quantity.figures:
            groups[whole, calendar if whole else period].append(claim)
    return tuple(
        LikeSpan(period, whole, span) for (whole, period), claims in groups.items() for span in spans(claims, None)
    )


def _sums(year: int, figures: Sequence[Shipment], nesting: Nesting) -> tuple[Sum, ...]:
    groups: dict[tuple[str, str], list[Shipment]] = defaultdict(list)
    for claim in figures:
        groups[claim.stage, claim.unit].append(claim)
    return tuple(Sum(year, *key, tuple(claims), total(claims, nesting)) for key, claims in sorted(groups.items()))
