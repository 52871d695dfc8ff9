"""How the figures of one claimant moved: flow by flow each of its running totals in the order of statement.

What was replaced is thin and grey, so that the figure that stands is the heaviest of its flow.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import dropwhile

from dashboard.charts.description import Chart, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import ledger_marks, newest_first, over_its_period, readings, told, told_apart
from dashboard.charts.periods import Row, in_rows
from dashboard.charts.scales import lane_axis, quantity_axis
from dashboard.charts.words import as_known_on, brief, hatched_note, numbered, source_line, why_not_drawn
from flows.estimates.ledger import resolve
from flows.records import Shipment
from flows.vocabulary import MOVED, UNIT, DatePrecision, LeftOut, Stage
from flows.wording import bounded, period_of, short, when

MOST_FLOWS, MOST_ROWS = 4, 30
"""The flows of which it said most are drawn, with at most so many rows: its latest."""
QUESTION = "How did the figures of one claimant change, statement by statement?"
LESS_SAID = "of a flow of which it said less"
EARLIER = "an earlier statement than those that are drawn"
ORDER = "Rows of one flow follow the days of statement; thin and grey is what the same claimant has replaced."
APART = (
    "Totals of one flow are accounts of the same goods, and figures for a period are parts of them: nothing adds up."
)


@dataclass(frozen=True, slots=True)
class Said:
    """What one claimant said of flows as known on a day: its name, and its claims."""

    claimant: str
    claims: Sequence[Shipment]
    as_of: date | None


def slope_chart(said: Said) -> Chart:
    """A row for each running total, by flow and day of statement, and below them its figures for a period.

    Claims of other units and flows, without a figure, withdrawn ones and denials are listed, each with the reason.
    """
    ledger = resolve(said.claims, said.as_of)
    known = {claim.code: claim for claim in ledger.known}
    unit = _usual(claim.unit for claim in known.values() if claim.quantity.figures)
    marks = ledger_marks(ledger, alone=True)
    reasons = {mark.code: reason for mark in marks if (reason := _why_not(mark, known[mark.code], unit))}
    flows: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.code not in reasons:
            flows[known[mark.code].supplier, known[mark.code].recipient].append(mark)
    shown = sorted(flows, key=lambda flow: (-len(flows[flow]), flow))[:MOST_FLOWS]
    reasons |= {mark.code: LESS_SAID for flow in flows if flow not in shown for mark in flows[flow]}
    drawn = [mark for flow in shown for mark in _in_order(flows[flow])]
    latest = {mark.code for mark in sorted(drawn, key=_stated)[-MOST_ROWS:]}
    reasons |= {mark.code: EARLIER for mark in drawn if mark.code not in latest}
    rows = list(_rows([mark for mark in drawn if mark.code in latest], known))
    chains = [_totals(flows[flow], known, latest) for flow in shown]
    plural = UNIT.label(unit)
    chart = in_rows(
        Chart(
            title=_finding(said.claimant, chains) or (f"{said.claimant}: {QUESTION}" if said.claimant else QUESTION),
            subtitle=f"{plural[:1].upper()}{plural[1:]}, {_stages([mark for _, mark in rows])}, as "
            f"{said.claimant or 'one claimant'} stated them one after the other; {as_known_on(said.as_of)}.",
            summary="",
            x=quantity_axis([], plural),
            y=lane_axis(),
            listed=tuple(replace(mark, reason=reasons[mark.code]) for mark in marks if mark.code in reasons),
            as_of=said.as_of,
        ),
        rows,
        plural,
    )
    return replace(
        chart,
        summary=told(newest_first(chart.marks), most=12),
        links=readings(chart.marks),
        notes=tuple(_notes(chart)),
        source_line=source_line(chart.marks, said.as_of),
    )


def _usual(units: Iterator[str]) -> str:
    found = Counter(units)
    return min(found, key=lambda unit: (-found[unit], unit), default="round")


def _why_not(mark: Mark, claim: Shipment, unit: str) -> str:
    if mark.left_out is LeftOut.RETRACTED:
        return mark.left_out.label
    return why_not_drawn(claim, unit, stages=tuple(Stage))


def _in_order(marks: Sequence[Mark]) -> list[Mark]:
    return sorted(marks, key=_stated)


def _stated(mark: Mark) -> tuple[date, str]:
    return mark.stated_on, mark.code


def _rows(marks: Sequence[Mark], known: dict[str, Shipment]) -> Iterator[Row]:
    """Each mark under its flow and stage: totals first, then figures for a period, what moved before what was meant."""
    usual = _usual(known[mark.code].munition for mark in marks)
    rows: dict[tuple[bool, str], list[Mark]] = defaultdict(list)
    for mark in marks:
        claim, flow = known[mark.code], f"{known[mark.code].supplier_name} to {known[mark.code].recipient_name}"
        named = told_apart(mark, claim.munition_plural if claim.munition != usual else "")
        heading = flow if claim.stage in MOVED else f"{flow}, {claim.stage.label}"
        if claim.temporal.accumulates:
            rows[False, heading].append(named)
        else:
            rows[True, f"{heading}, within a time"].append(over_its_period(named))
    flows = list(dict.fromkeys(heading.partition(",")[0] for _, heading in rows))
    order = sorted(rows, key=lambda row: (row[0], flows.index(row[1].partition(",")[0]), row[1].count(","), row[1]))
    yield from ((heading, mark) for timed, heading in order for mark in rows[timed, heading])


def _totals(marks: Sequence[Mark], known: dict[str, Shipment], drawn: set[str]) -> list[Shipment]:
    """Of a flow the totals that are drawn, that led to a sound one that stands, from the first sound one on.

    A weak one between them is a step like the others.
    """
    claims = [known[mark.code] for mark in _in_order(marks) if mark.code in drawn]
    by_code = {claim.code: claim for claim in claims if claim.temporal.accumulates}
    standing = [claim for claim in by_code.values() if claim.superseded_by is None and not claim.is_weak]
    chains = [list(dropwhile(lambda claim: claim.is_weak, _chain(claim, by_code))) for claim in standing]
    return max(chains, key=len, default=[])


def _chain(last: Shipment, by_code: dict[str, Shipment]) -> list[Shipment]:
    chain = [last]
    before = {claim.superseded_by: claim for claim in by_code.values() if claim.superseded_by}
    while (earlier := before.get(chain[0].code)) is not None:
        chain.insert(0, earlier)
    return chain


def _finding(claimant: str, chains: Sequence[Sequence[Shipment]]) -> str:
    """How the total that was replaced most often went from its first figure to its last; empty where none was."""
    longest = max(chains, key=len, default=[])
    if len(longest) < 2:
        return ""
    first, last = longest[0], longest[-1]
    steps = f"in {numbered(len(longest) - 1, 'step')}"
    flow = f"{last.supplier_name} to {last.recipient_name}"
    since = brief(period_of(last))
    went = f"from {_figure(first)} ({_month(first)}) to {_figure(last)} ({_month(last)}) {steps}"
    return f"{claimant}, {flow}: {went}, {last.munition_plural} {since}".strip()


def _month(claim: Shipment) -> str:
    exact = DatePrecision.YEAR if claim.date_precision is DatePrecision.YEAR else DatePrecision.MONTH
    return brief(when(claim.claimed_on, exact))


def _figure(claim: Shipment) -> str:
    return f"{bounded(claim.quantity, short)}{' if full' if claim.basis.is_capacity else ''}"


def _stages(marks: Sequence[Mark]) -> str:
    return " or ".join(sorted({mark.subject for mark in marks})) or "claimed"


def _notes(chart: Chart) -> Iterator[str]:
    if chart.marks:
        yield ORDER
        yield APART
    yield from hatched_note(chart.marks)
    if chart.listed:
        yield f"In the table only, with the reason: {numbered(len(chart.listed), 'claim')}."


CHART: ChartKind[Said] = ChartKind(
    slug="slope",
    name="How one claimant’s figures moved",
    answers=QUESTION,
    table="shipments",
    methods="measure-timeline",
    build=slope_chart,
)
