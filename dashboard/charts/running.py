"""Which claims of a ledger a panel draws: the largest running totals with what they replaced, and figures for a period.

Of many claims the largest are drawn, and the others counted and listed: lines that nobody can tell apart say nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.charts.chosen import OLDER, headlines, why_no_headline
from dashboard.charts.description import Chart, Mark
from dashboard.charts.marks import ledger_marks, older_mark, over_its_period, told_apart
from dashboard.charts.scales import in_words
from dashboard.charts.words import PART, joined_names, numbered, why_not_drawn, why_not_newest
from flows.estimates.ledger import Ledger
from flows.estimates.ledger import LeftOut as Out
from flows.records import Shipment
from flows.vocabulary import LeftOut, Stage

MOST_LINES, MOST_ROWS = 9, 7
"""How many totals of a panel have a line, and how many figures for a period a row."""
MOST_LISTED = 150
"""How many claims of a panel the table lists besides, the newest: all are in the CSV of the same question."""
LEAST, LEAST_OTHER = 0.03, 0.1
"""What part of the largest figure a supplier's largest must be to be drawn, and any other: smaller ones are counted."""
SMALLER = "neither the largest of its supplier nor among the largest others of its panel"
WEAKER = "weak evidence, and sounder figures fill its panel"
REPLACED = "replaced by a figure that is not drawn"


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is known about a recipient or a flow, and which of it is newest: totals, the older of them, and figures."""

    ledger: Ledger
    totals: Sequence[Shipment]
    older: Sequence[Shipment]
    figures: Sequence[Shipment]


@dataclass(frozen=True, slots=True)
class Running:
    """What a panel draws and lists, and in words how many totals and how many figures for a period are listed alone.

    ``cut`` is how many claims are too many even for the table.
    """

    marks: tuple[Mark, ...]
    listed: tuple[Mark, ...]
    more: str
    more_rows: str
    cut: int


def running(
    claimed: Claimed,
    unit: str,
    stages: Collection[Stage],
    panel: int = 0,
    *,
    suppliers: bool = False,
    always: Collection[str] = (),
) -> Running:
    """The marks of a panel, whose number they carry.

    With ``suppliers`` each label begins with the name of its supplier, and of each supplier the totals are drawn that
    stand for all: lines that crowd about one figure say less than the ends of what is stated.
    The totals whose codes are in ``always`` are drawn however small they are.
    """
    known = {claim.code: claim for claim in claimed.ledger.known}
    drawable = {code for code, claim in known.items() if not why_not_drawn(claim, unit, stages=stages)}
    older = {claim.code for claim in claimed.older}
    totals = [claim for claim in claimed.totals if claim.code in drawable]
    ends = [claim for claim in totals if claim.code in always]
    spared = _spared(totals, older) if suppliers else {}
    others = [claim for claim in totals if claim.code not in always and claim.code not in spared]
    # Of one flow alone small totals are drawn as well: an edge of its span may once have been one of them.
    lines = [*ends, *_largest(others, MOST_LINES, older, LEAST_OTHER if suppliers else 0.0)][:MOST_LINES]
    figures = [claim for claim in claimed.figures if claim.code in drawable and claim.code not in older]
    parts = {claim.code for claim in figures if claim.part_of in {figure.code for figure in figures}}
    whole = [claim for claim in figures if claim.code not in parts]
    rows = _largest(whole, MOST_ROWS, (), LEAST_OTHER)
    chain = _replaced(lines, (out.claim for out in claimed.ledger.left_out if _is_replaced(out, drawable)))
    drawn = {claim.code for claim in (*lines, *rows, *chain)}
    reasons = {
        **dict.fromkeys((claim.code for claim in (*totals, *whole)), SMALLER),
        **dict.fromkeys(_outweighed(totals, lines), WEAKER),
        **dict.fromkeys(_outweighed(whole, rows), WEAKER),
        **spared,
        **dict.fromkeys(parts, PART),
    }
    newest = {claim.code for claim in (*claimed.totals, *claimed.figures)}
    usual = _usual([*totals, *whole])
    marks: list[Mark] = []
    listed: list[Mark] = []
    shown, cut = _newest(claimed.ledger, drawn)
    for mark in ledger_marks(shown, alone=suppliers):
        claim = known[mark.code]
        goods = claim.munition_plural if claim.munition != usual.get(claim.supplier, claim.munition) else ""
        named = replace(told_apart(mark, goods), lane=panel, supplier=claim.supplier_name if suppliers else "")
        if mark.code not in drawn:
            reason = reasons.get(mark.code) or _why_not(mark, claim, unit, stages, newest)
            listed.append(replace(named, reason=reason))
        elif not claim.temporal.accumulates:
            marks.append(over_its_period(named))
        else:
            marks.append(older_mark(named) if mark.code in older else named)
    with_line = {claim.supplier for claim in (*lines, *rows)}
    return Running(
        tuple(marks),
        tuple(listed),
        _more([claim for claim in totals if claim.code not in drawn], "total", with_line, suppliers),
        _more([claim for claim in whole if claim.code not in drawn], "figure for a period", with_line, suppliers),
        cut,
    )


def standing_lines(marks: Iterable[Mark]) -> list[Mark]:
    """The totals that stand, the highest first."""
    lines = (mark for mark in marks if not (mark.faded or mark.for_period))
    return sorted(lines, key=lambda mark: (-sum(mark.values) / len(mark.values), mark.code))


def period_rows(marks: Iterable[Mark]) -> list[Mark]:
    """The figures for a period by the time that they are about, the largest of one time first."""
    figures = (mark for mark in marks if mark.for_period)
    return sorted(figures, key=lambda mark: (mark.day or mark.stated_on, mark.last_day, -(mark.figure or 0), mark.code))


def line_of(chart: Chart, mark: Mark) -> list[Mark]:
    """A total with those that it replaced, as far as they are drawn, the first stated first."""
    before = {link.end: link.start for link in chart.links if link.kind == "successor"}
    line = [mark]
    while line[0].code in before:
        line.insert(0, chart.mark(before[line[0].code]))
    return line


def _largest(claims: Iterable[Shipment], most: int, older: Collection[str], least: float) -> list[Shipment]:
    """The claims to draw: of each supplier the largest that was sent and the largest capacity, then the largest others.

    Weak and older ones come after others of their supplier. None that is far smaller than the largest firm one: no
    other is less than the part ``least`` of it.
    """
    by_size = sorted(claims, key=lambda claim: (claim.is_weak, -_size(claim), claim.code))
    largest = _size(by_size[0]) if by_size else 0.0
    firsts: dict[tuple[str, bool], Shipment] = {}
    for claim in sorted(by_size, key=lambda claim: claim.code in older):
        firsts.setdefault((claim.supplier, claim.basis.is_capacity), claim)
    chosen = sorted((c for c in firsts.values() if _size(c) >= LEAST * largest), key=_size, reverse=True)
    others = (c for c in by_size if c not in chosen and _size(c) >= least * largest)
    return [*chosen, *others][:most]


def _spared(totals: Sequence[Shipment], older: Collection[str]) -> dict[str, str]:
    """The totals that others of their supplier stand for, each with the reason."""
    accounts: dict[str, list[Shipment]] = defaultdict(list)
    for claim in totals:
        if claim.code not in older:
            accounts[claim.supplier].append(claim)
    reasons = {claim.code: OLDER for claim in totals if claim.code in older}
    for every in accounts.values():
        shown = headlines(every)
        reasons |= {claim.code: why_no_headline(claim, every) for claim in every if claim not in shown}
    return reasons


def _newest(ledger: Ledger, drawn: Collection[str]) -> tuple[Ledger, int]:
    """The ledger of what is drawn and of the newest other claims, as many as a table lists, and how many it leaves."""
    others = [claim.code for claim in ledger.known if claim.code not in drawn]
    shown = {*drawn, *others[-MOST_LISTED:]}
    standing = tuple(claim for claim in ledger.standing if claim.code in shown)
    left_out = tuple(out for out in ledger.left_out if out.claim.code in shown)
    return Ledger(ledger.as_of, standing, left_out), max(len(others) - MOST_LISTED, 0)


def _outweighed(claims: Iterable[Shipment], drawn: Collection[Shipment]) -> Iterator[str]:
    """The weak claims that are not drawn although they are as large as one that is."""
    least = min(map(_size, drawn), default=0.0)
    return (claim.code for claim in claims if claim.is_weak and claim not in drawn and _size(claim) >= least)


def _size(claim: Shipment) -> float:
    return float(max(claim.quantity.figures))


def _replaced(lines: Iterable[Shipment], drawable: Iterable[Shipment]) -> list[Shipment]:
    """The totals that those with a line have replaced, and those that these replaced before."""
    before: dict[str, list[Shipment]] = defaultdict(list)
    for claim in drawable:
        if claim.superseded_by and claim.temporal.accumulates:
            before[claim.superseded_by].append(claim)
    found: list[Shipment] = []
    ahead = [claim.code for claim in lines]
    while ahead:
        earlier = before.pop(ahead.pop(), [])
        found += earlier
        ahead += (claim.code for claim in earlier)
    return found


def _is_replaced(out: Out, drawable: Collection[str]) -> bool:
    """Whether a claim does not stand because another replaced it, and for no other reason."""
    return LeftOut.of(out.reason) is LeftOut.SUPERSEDED and out.claim.code in drawable


def _usual(claims: Iterable[Shipment]) -> dict[str, str]:
    """The kind of goods that most claims about a supplier count: a label names only what is otherwise."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        kinds[claim.supplier][claim.munition] += 1
    return {supplier: counted.most_common(1)[0][0] for supplier, counted in kinds.items()}


def _why_not(mark: Mark, claim: Shipment, unit: str, stages: Collection[Stage], newest: Collection[str]) -> str:
    if mark.left_out is LeftOut.BELOW_GRADE:
        return LeftOut.BELOW_GRADE.label
    reason = why_not_drawn(claim, unit, stages=stages)
    return reason or (REPLACED if mark.faded else why_not_newest(claim, newest))


def _more(claims: Sequence[Shipment], noun: str, drawn: Collection[str], suppliers: bool) -> str:
    """How many claims are not drawn and between which figures they lie; which suppliers are drawn nowhere else."""
    if not claims:
        return ""
    figures = [figure for claim in claims for figure in claim.quantity.figures]
    low, high = in_words(float(min(figures))), in_words(float(max(figures)))
    where = f"at {low}" if low == high else f"between {low} and {high}"
    several = noun.replace("figure", "figures") if noun.startswith("figure") else ""
    names = sorted({claim.supplier_name for claim in claims if claim.supplier not in drawn}) if suppliers else []
    alone = f", among them all from {joined_names(names)}" if names else ""
    return f"{numbered(len(claims), f'more {noun}', f'more {several}' if several else '')} {where}, in the table{alone}"


def counted(runs: Sequence[Running]) -> Iterator[str]:
    """How many claims the table alone holds, and how many the CSV alone, as a note each; none where there is none."""
    number, cut = sum(len(run.listed) for run in runs), sum(run.cut for run in runs)
    if number:
        yield f"In the table only, with the reason: {numbered(number, 'claim')}."
    if cut:
        yield f"In the CSV of the same question only: {numbered(cut, 'older claim')}."
