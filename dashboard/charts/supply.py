"""Who supplies whom: a panel for each recipient and time, in it a strip for each supplier; nothing is added up.

Two figures stand in one panel only where they are about the same time, so that nobody compares a year with a total, or
a total of one summer with one of the next.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.charts.chosen import OLDER, WEAKER, headlines, why_no_headline
from dashboard.charts.description import Axis, Chart, Lane, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import newest_first, over_its_period, readings, shipment_mark, told
from dashboard.charts.scales import lane_axis, quantity_axis
from dashboard.charts.words import (
    PART,
    as_known_on,
    hatched_note,
    numbered,
    source_line,
    why_not_drawn,
    why_not_newest,
)
from flows.estimates.ledger import by_age, heads, period_heads
from flows.estimates.nesting import Nesting
from flows.estimates.period import ALIKE_DAYS, Period, alike
from flows.estimates.suppliers import sound
from flows.estimates.totals import Total, total
from flows.questions.flow import DEFAULT_WINDOW
from flows.records import Munition, Shipment
from flows.vocabulary import MOVED, UNIT, Stage
from flows.wording import bounded, period_words

UNTIMED = "from when to when it counts is not stated, so it stands beside nothing"
NO_YEAR = "not about a whole year, and a figure of its supplier that is about one is drawn"
EARLIER = "about an earlier time than a figure of its supplier that is drawn"
APART = "Each panel has one recipient and one time. Figures of different panels, and of one row, do not add up."


@dataclass(frozen=True, slots=True)
class Supplies:
    """Claims about flows as known on a day, the tree of what they count, and what is inside what.

    ``kinds`` are by munition the widest kind that it belongs to; ``most`` says that older claims are left out.
    """

    claims: Sequence[Shipment]
    munitions: Mapping[str, Munition]
    kinds: Mapping[str, str]
    nesting: Nesting
    as_of: date | None = None
    most: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """The figures to one recipient that are about one time; ``totals`` are running totals."""

    recipient: str
    totals: bool
    claims: tuple[Shipment, ...]

    @property
    def last(self) -> date:
        """The last day that one of them is about."""
        return max(_end(claim) for claim in self.claims)

    @property
    def year(self) -> int | None:
        """The calendar year that all of them are about; None for any other time."""
        years = {None if self.totals else _year(claim) for claim in self.claims}
        return years.pop() if len(years) == 1 else None

    @property
    def suppliers(self) -> frozenset[str]:
        """Whose figures they are."""
        return frozenset(claim.supplier for claim in self.claims)

    @property
    def words(self) -> str:
        """To whom, and the time: "To Receiver, in 2025"."""
        periods = {Period.of(claim) for claim in self.claims}
        widest = max(periods, key=lambda period: (period.end or date.min, period.start or date.min))
        if self.year is not None and len(periods) > 1:
            return f"To {self.recipient}, in about all of {self.year}"
        words = period_words(widest.start, widest.end, date.max, total=self.totals)
        near = f", or within {ALIKE_DAYS} days of that" if len(periods) > 1 else ""
        return f"To {self.recipient}, {words}{near}"


def supply_chart(answer: Supplies) -> Chart:
    """The figures that stand, by recipient, time and supplier, in the unit and of the kind that most of them count.

    Of each supplier to a recipient the newest total is drawn, with those that are the ends of what is stated, and its
    newest figures for a period, about a whole year where there is one; weak ones only where nothing better stands.
    Beside these stand the other totals of their time. All others are listed with the reason.
    """
    unit, kind = _counted(answer)
    reasons = {claim.code: reason for claim in answer.claims if (reason := _why_not(claim, unit, kind, answer))}
    for members in _grouped(answer.claims, _flow).values():
        reasons |= _not_newest([claim for claim in members if claim.code not in reasons], members)
    candidates = [claim for claim in answer.claims if claim.code not in reasons]
    panels, by_flow = list(_panels(candidates)), _grouped(filter(_is_total, candidates), _flow_at_stage)
    drawn = _chosen(panels, {claim.code for accounts in by_flow.values() for claim in headlines(accounts)})
    marks: list[Mark] = []
    lanes: list[Lane] = []
    for panel in panels:
        codes = {claim.code for claim in panel.claims}
        reasons |= {claim.code: PART for claim in panel.claims if claim.part_of in codes}
        for claim in panel.claims if panel not in drawn else ():
            accounts = by_flow[_flow_at_stage(claim)] if panel.totals else ()
            reasons[claim.code] = why_no_headline(claim, accounts) if accounts else _why_not_of_its_time(claim, drawn)
    for panel in drawn:
        for name, row in _rows([claim for claim in panel.claims if claim.code not in reasons], kind):
            marks += (replace(_mark(claim), lane=len(lanes)) for claim in row)
            lanes.append(Lane(f"{name}: {panel.words}", panel=panel.words, row=name, strip=True))
    listed = [(claim, reasons[claim.code]) for claim in answer.claims if claim.code in reasons]
    plural = answer.munitions[kind].plural if kind in answer.munitions else UNIT.label(unit)
    totals, periods = (_axis(marks, plural, for_period=each) for each in (False, True))
    return Chart(
        title=_title(answer, plural),
        subtitle=(
            f"{plural[:1].upper()}{plural[1:]} {_stages(marks)}, a panel for each recipient and time, a row for each "
            f"supplier; {as_known_on(answer.as_of)}."
        ),
        summary=told(newest_first(marks), most=12),
        x=totals or periods or quantity_axis([], plural),
        y=lane_axis(),
        marks=tuple(marks),
        links=readings(marks),
        lanes=tuple(lanes),
        listed=tuple(replace(_mark(claim), reason=reason) for claim, reason in listed),
        notes=tuple(_notes(answer, marks, listed, drawn)),
        source_line=source_line(marks, answer.as_of),
        as_of=answer.as_of,
        for_periods=periods if totals else None,
    )


def _counted(answer: Supplies) -> tuple[str, str]:
    """The unit and the kind of goods that most of the claims with a figure count."""
    found = Counter((claim.unit, answer.kinds[claim.munition]) for claim in answer.claims if claim.quantity.figures)
    return min(found, key=lambda pair: (-found[pair], pair), default=("round", ""))


def _why_not(claim: Shipment, unit: str, kind: str, answer: Supplies) -> str:
    """Why a claim has no place in any panel; empty where it has one."""
    reason = why_not_drawn(claim, unit, stages=tuple(Stage))
    if reason:
        return reason
    if answer.kinds[claim.munition] != kind:
        return f"counts {claim.munition_plural}"
    # A total whose start nobody stated stands beside others of which none is known either.
    return "" if claim.temporal.accumulates or Period.of(claim).is_known else UNTIMED


def _grouped(claims: Iterable[Shipment], key: Callable[[Shipment], Hashable]) -> dict[Hashable, list[Shipment]]:
    found: dict[Hashable, list[Shipment]] = defaultdict(list)
    for claim in claims:
        found[key(claim)].append(claim)
    return found


def _flow(claim: Shipment) -> Hashable:
    return claim.recipient, claim.supplier


def _flow_at_stage(claim: Shipment) -> Hashable:
    return claim.recipient, claim.supplier, None if claim.stage in MOVED else claim.stage


def _is_total(claim: Shipment) -> bool:
    return claim.temporal.accumulates


def _account(claim: Shipment) -> Hashable:
    """What a sounder claim stands in for a weak one about: totals or figures for a period, how far the goods have come,
    and whether they were counted or could have been held."""
    stage = None if claim.stage in MOVED else claim.stage
    return claim.temporal.accumulates, stage, claim.basis.is_capacity


def _not_newest(fitting: Sequence[Shipment], known: Sequence[Shipment]) -> dict[str, str]:
    """Of the fitting claims about one flow those that are no headline of their supplier, each with the reason.

    ``known`` are all claims about that flow: what has no place in a panel may still be the newest.
    """
    totals = heads(known)
    figures = [one for kind in _grouped(known, lambda claim: claim.munition).values() for one in period_heads(kind)]
    newest = {claim.code for claim in (*totals, *figures)}
    older = {claim.code for claim in by_age(totals, timedelta(days=DEFAULT_WINDOW))[1]}
    reasons = {claim.code: why_not_newest(claim, newest) for claim in fitting if claim.code not in newest}
    reasons |= {claim.code: OLDER for claim in fitting if claim.code in older}
    for account in _grouped((claim for claim in fitting if claim.code not in reasons), _account).values():
        shown = {claim.code for claim in sound(account)}
        reasons |= {claim.code: WEAKER for claim in account if claim.code not in shown}
    return reasons


def _panels(claims: Iterable[Shipment]) -> Iterator[Panel]:
    """The figures by recipient and time: running totals first, then whole years, the newest first."""
    groups: dict[tuple[bool, str], list[list[Shipment]]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (_end(claim), claim.code), reverse=True):
        found = groups[claim.temporal.accumulates, claim.recipient_name]
        beside = next((group for group in found if all(_together(claim, other) for other in group)), None)
        if beside is None:
            found.append([claim])
        else:
            beside.append(claim)
    panels = [Panel(name, totals, tuple(members)) for (totals, name), found in groups.items() for members in found]
    yield from sorted(panels, key=lambda p: (not p.totals, p.recipient, p.year is None, -p.last.toordinal()))


def _together(claim: Shipment, other: Shipment) -> bool:
    """Whether two figures are about the same time; one about a whole year only stands beside others of that year."""
    if not claim.temporal.accumulates and _year(claim) != _year(other):
        return False
    own, others = Period.of(claim), Period.of(other)
    if claim.temporal.accumulates and own.start is others.start is None:
        return abs(_end(claim) - _end(other)) <= timedelta(days=ALIKE_DAYS)
    return alike(own, others)


def _year(claim: Shipment) -> int | None:
    """The calendar year that a figure is about the whole of; None where it is about another time."""
    period = Period.of(claim)
    whole = period.year is not None and alike(period, Period.calendar(period.year))
    return period.year if whole else None


def _end(claim: Shipment) -> date:
    return Period.of(claim).end or claim.claimed_on


def _chosen(panels: Sequence[Panel], headlines: Collection[str]) -> list[Panel]:
    """The panels that are drawn, in their order: totals with a headline, and of each supplier the first period."""
    seen: set[tuple[str, str]] = set()
    chosen = []
    for panel in panels:
        names = {(panel.recipient, supplier) for supplier in panel.suppliers if not panel.totals}
        if names - seen or any(claim.code in headlines for claim in panel.claims if panel.totals):
            chosen.append(panel)
        seen |= names
    return chosen


def _why_not_of_its_time(claim: Shipment, drawn: Sequence[Panel]) -> str:
    """Why a figure for a period has no panel: its supplier is drawn in another one."""
    of_years = [panel for panel in drawn if panel.year is not None and panel.recipient == claim.recipient_name]
    has_year = any(claim.supplier in panel.suppliers for panel in of_years)
    return NO_YEAR if has_year and _year(claim) is None else EARLIER


def _rows(claims: Sequence[Shipment], kind: str) -> Iterator[tuple[str, list[Shipment]]]:
    """The figures of a panel by supplier, stage and what exactly is counted, the largest first."""
    rows: dict[str, list[Shipment]] = defaultdict(list)
    for claim in claims:
        stage = [] if claim.stage in MOVED else [claim.stage.label]
        goods = [] if claim.munition == kind else [claim.munition_plural]
        rows[", ".join((claim.supplier_name, *goods, *stage))].append(claim)
    yield from sorted(rows.items(), key=lambda row: (-max(map(_most, row[1])), row[0]))


def _most(claim: Shipment) -> float:
    return float(max(claim.quantity.figures))


def _mark(claim: Shipment) -> Mark:
    mark = shipment_mark(claim, alone=True)
    return mark if claim.temporal.accumulates else over_its_period(mark)


def _axis(marks: Sequence[Mark], plural: str, *, for_period: bool) -> Axis | None:
    """The axis of running totals, or of figures for a period; None where there are none of them."""
    values = [value for mark in marks if mark.for_period is for_period for value in mark.values]
    words = f"{plural}, {'in the time named' if for_period else 'in all'}"
    return quantity_axis(values, words) if values else None


def _title(answer: Supplies, plural: str) -> str:
    """How many suppliers each recipient has on record, drawn or not, of those that overlap one; the question where
    there is no claim."""
    counts = sorted(_apart(answer).items(), key=lambda item: (-len(item[1][0]), item[0]))
    named = [f"{len(found)} to {name}" for name, (found, _) in counts[:2]]
    others = len(counts) - len(named)
    if others:
        named.append(f"{sum(len(found) for _, (found, _) in counts[2:])} to {numbered(others, 'other')}")
    apart = " that do not overlap" if any(overlapping for _, (_, overlapping) in counts) else ""
    return f"Suppliers of {plural} on record{apart}: {', '.join(named)}" if named else CHART.answers


def _apart(answer: Supplies) -> dict[str, tuple[list[str], list[str]]]:
    """By recipient the names of suppliers of which none overlaps another, and of those that overlap one of them.

    Of what overlaps, that which overlaps the fewest others is counted first: a state before a bloc that holds it.
    """
    suppliers: dict[str, dict[str, str]] = defaultdict(dict)
    for claim in answer.claims:
        if not claim.stance.is_denial:
            suppliers[claim.recipient_name][claim.supplier] = claim.supplier_name
    found: dict[str, tuple[list[str], list[str]]] = {}
    for recipient, names in suppliers.items():
        overlaps = {code: sum(answer.nesting.same_party(code, other) for other in names) for code in names}
        counted: list[str] = []
        left: list[str] = []
        for code in sorted(names, key=lambda code: (overlaps[code], code)):
            overlapping = any(answer.nesting.same_party(code, other) for other in counted)
            (left if overlapping else counted).append(code)
        found[recipient] = [names[code] for code in counted], sorted(names[code] for code in left)
    return found


def _stages(marks: Sequence[Mark]) -> str:
    return " or ".join(sorted({mark.subject for mark in marks})) or "claimed"


def _notes(
    answer: Supplies, marks: Sequence[Mark], listed: Sequence[tuple[Shipment, str]], drawn: Sequence[Panel]
) -> Iterator[str]:
    if marks:
        yield APART
    for recipient, (_, overlapping) in sorted(_apart(answer).items()):
        if overlapping:
            yield f"Not counted in the title, as they overlap others to {recipient}: {', '.join(overlapping)}."
    yield from hatched_note(marks)
    yield from _sums(answer, drawn)
    shown = {(claim.recipient, claim.supplier) for panel in drawn for claim in panel.claims}
    missing: dict[str, str] = {}
    for claim, reason in listed:
        if (claim.recipient, claim.supplier) not in shown and not claim.stance.is_denial:
            missing.setdefault(f"{claim.supplier_name} to {claim.recipient_name}", reason)
    if missing:
        by_reason = {reason: [name for name in missing if missing[name] == reason] for reason in missing.values()}
        told_of = "; ".join(f"{', '.join(names)} ({reason})" for reason, names in by_reason.items())
        yield f"On record and not drawn: {told_of}."
    if listed:
        yield f"In the table only, with the reason: {numbered(len(listed), 'claim')}."
    if answer.most:
        yield f"Only the {len(answer.claims)} claims that were stated last are looked at."


def _sums(answer: Supplies, drawn: Sequence[Panel]) -> Iterator[str]:
    """What the figures of a panel come to, where several suppliers' may be added."""
    for panel in drawn:
        outcome = total(panel.claims, answer.nesting) if len(panel.suppliers) > 1 else None
        if isinstance(outcome, Total) and outcome.quantity.figures:
            unit = UNIT.label(panel.claims[0].unit)
            yield f"{panel.words}: {bounded(outcome.quantity)} {unit} together, computed and stated by nobody."


CHART: ChartKind[Supplies] = ChartKind(
    slug="supply",
    name="Who supplies whom",
    answers="Who was said to supply whom, with how much, in which time?",
    table="shipments",
    methods="measure-total",
    build=supply_chart,
)
