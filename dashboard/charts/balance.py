"""Got, made and fired as one small drawing: what was there, made and came at the most, less what was used at the least.

Every length here is computed, and none is a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from dashboard.charts.computed import Row, Rows, Weak, added, span
from dashboard.charts.computed_rows import chart_of, draw_computed
from dashboard.charts.description import Chart, Layout, Mark
from dashboard.charts.inputs import INPUTS, counted_in
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import side_of
from dashboard.charts.words import as_known_on, brief
from flows.estimates.balance import TermAnswer
from flows.estimates.balance_reading import ceiling_of, floor_of
from flows.estimates.interval import Interval
from flows.measures.balance import BalanceAnswer
from flows.measures.balance_words import certificate_said, interval_counted, result, settled_said, term_said
from flows.records import AnyClaim
from flows.vocabulary import Caution
from flows.wording import COMPUTED, between, period_of, when

_SIGNS = {"+": "plus", "\N{MINUS SIGN}": "less", "=": "leaves"}
MOST_NAMES = 4
"""Of more claimants than this a row names none: the table has them."""
GENEROUS = (
    "Each row begins where the one before it ended: what was there, made and came at the most, less what was used at "
    "the least."
)
MARKS = (
    "Solid is a floor, or one figure where a line closes it; an outline ends at a ceiling, of which nothing says how "
    "much is there; hatching is what could be made or carried, and an arrow has no end. What is pale and broken rests "
    "on weak evidence, or is a projection."
)


def weak_ends(term: TermAnswer) -> Weak:
    """Whether the floor of a term rests on weak evidence or is a projection, and whether its ceiling is weak."""
    floor, ceiling = floor_of(term.readings), ceiling_of(term.readings)
    return bool(floor and (floor.is_weak or floor.is_projection)), bool(ceiling and ceiling.is_weak)


def rows_of(answer: BalanceAnswer) -> tuple[Row, ...]:
    """Each term from where the one before ended, in the most generous case, and the closing stock from nothing.

    After a term without a ceiling nobody knows where the next one begins: those rows begin at nothing.
    """
    rows: list[Row] = []
    at: Decimal | None = Decimal(0)
    for term in answer.terms:
        low, high = term.interval.low or Decimal(0), term.interval.high
        sign = "+" if term.term.adds else "\N{MINUS SIGN}"
        label = term.term.label.capitalize() if not rows else f"{sign} {term.term.label}"
        begin = at or Decimal(0)
        capacity = bool(term.readings) and all(Caution.CAPACITY in reading.cautions for reading in term.readings)
        if not term.readings:
            at = None if term.term.adds else at
            rows.append(Row(label, term_said(term)))
        elif term.term.adds:
            rows.append(
                added(
                    label,
                    term_said(term),
                    Decimal(0) if high is None else begin,
                    low,
                    high,
                    hatched=capacity,
                    weak=weak_ends(term),
                )
            )
            at = None if at is None or high is None else at + high
        else:
            end = begin - low if at is not None else low
            rows.append(Row(label, _at_the_least(term), span(begin, end), weak=weak_ends(term)))
            at = None if at is None else end
    settled, weak = answer.settled, _left_weak(answer.terms)
    label = f"= in store on {when(answer.subject.end)}"
    if settled.closing is None:
        missing = settled.short_by or Decimal(0)
        return (*rows, Row(label, settled_said(settled), solid=span(Decimal(0), -missing), short=True, weak=weak[::-1]))
    low, high = settled.closing.low or Decimal(0), settled.closing.high
    return (*rows, added(label, settled_said(settled), Decimal(0), low, high, weak=weak))


def _left_weak(terms: Sequence[TermAnswer]) -> Weak:
    """The same of what they leave: its floor rests on the floors of what adds and the ceilings of what does not."""
    ends = [weak_ends(term) if term.term.adds else weak_ends(term)[::-1] for term in terms]
    return any(floor for floor, _ in ends), any(ceiling for _, ceiling in ends)


def _at_the_least(term: TermAnswer) -> str:
    """What was used in the most generous case."""
    low, high = term.interval.low, term.interval.high
    if low == high or (not low and high is None):
        return term_said(term)
    return (
        f"at the least {interval_counted(Interval(low, low))}"
        if low
        else f"{term_said(term)}, and nothing at the least"
    )


def drawing_of(answer: BalanceAnswer) -> Rows:
    """The rows with their name, their axis and the hue of the side."""
    title = f"Got, made and fired, {answer.side.name}: {COMPUTED}"
    return Rows("balance", title, f"{answer.munition.plural}, computed", side_of(answer.side.code), rows_of(answer))


def draw_balance(answer: BalanceAnswer, layout: Layout) -> str:
    """The drawing in one layout, as an SVG element that is one picture with a name and a description."""
    return draw_computed(drawing_of(answer), layout)


def balance_chart(answer: BalanceAnswer) -> Chart:
    """The equation as a chart of its own: what the claims leave is its title, and the claims are listed, by term.

    Under the title stands how many sets of the claims cannot all be true, where there is one.
    """
    rows = replace(drawing_of(answer), rows=tuple(_named(answer)))
    inputs = tuple(_inputs(answer))
    goods, as_of = answer.munition.plural, answer.question.as_of
    sets = certificate_said(answer.certificate)
    impossible = f" {sets[:1].upper()}{sets[1:]}." if sets else ""
    return chart_of(
        rows,
        inputs,
        title=result(answer).removesuffix("."),
        subtitle=(
            f"{goods[:1].upper()}{goods[1:]} that {answer.side.name} had, made, received, fired and lost "
            f"{between(answer.subject.period)}, in the most generous case: {COMPUTED}; {as_known_on(as_of)}."
            f"{impossible}"
        ),
        summary=f"{_in_words(rows)}: {COMPUTED}.",
        notes=(GENEROUS, MARKS, *([INPUTS] if inputs else ())),
        as_of=as_of,
    )


def _named(answer: BalanceAnswer) -> Iterator[Row]:
    """The rows under whose they are, each with who states the ends that it reaches to, of which time these claims are,
    and whether their evidence is weak."""
    for number, (row, term) in enumerate(zip_longest(rows_of(answer), answer.terms)):
        ends = (floor_of(term.readings), ceiling_of(term.readings) if term.term.adds else None) if term else ()
        claims = {claim.code: claim for end in ends if end for claim in end.claims}
        names = list(dict.fromkeys(map(_stated, claims.values())))
        detail = f"{row.detail} ({'; '.join(names)})" if 0 < len(names) <= MOST_NAMES else row.detail
        heading = f"{answer.side.name}, {brief(between(answer.subject.period))}" if not number else ""
        yield replace(row, detail=detail, heading=heading)


def _stated(claim: AnyClaim) -> str:
    """Who stated a claim, of which time it is, and that its evidence is weak where it is."""
    return ", ".join(
        filter(None, (claim.claimant_name, brief(period_of(claim)), "weak evidence" if claim.is_weak else ""))
    )


def _in_words(rows: Rows) -> str:
    """The rows as one sentence, each with its sign in words."""
    told = []
    for row in rows.rows:
        sign, _, label = row.label.partition(" ")
        lead = f"{_SIGNS[sign]} {label}" if sign in _SIGNS else row.label
        told.append(f"{lead}, {row.detail}")
    return "; ".join(told)


def _inputs(answer: BalanceAnswer) -> Iterator[Mark]:
    """The claims of each term, each once, with the terms that it counts in."""
    return counted_in(
        (claim, term.term.label) for term in answer.terms for reading in term.readings for claim in reading.claims
    )


CHART: ChartKind[BalanceAnswer] = ChartKind(
    slug="balance",
    name="Got, made, fired",
    answers="What did a side have, make, receive and fire, and can it all be true?",
    table="shipments",
    methods="measure-balance",
    build=balance_chart,
)
