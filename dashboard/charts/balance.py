"""Got, made and fired as one small drawing: what was there, made and came at the most, less what was used at the least.

Every length here is computed, and none is a claim.
"""

from __future__ import annotations

from decimal import Decimal

from dashboard.charts.computed_rows import Row, Rows, added, draw_computed, span
from dashboard.charts.description import Layout
from dashboard.charts.marks import side_of
from flows.estimates.balance import TermAnswer
from flows.estimates.interval import Interval
from flows.measures.balance import BalanceAnswer
from flows.measures.balance_words import interval_counted, settled_said, term_said
from flows.vocabulary import Caution
from flows.wording import COMPUTED, when


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
                added(label, term_said(term), Decimal(0) if high is None else begin, low, high, hatched=capacity)
            )
            at = None if at is None or high is None else at + high
        else:
            end = begin - low if at is not None else low
            rows.append(Row(label, _at_the_least(term), span(begin, end)))
            at = None if at is None else end
    settled = answer.settled
    label = f"= in store on {when(answer.subject.end)}"
    if settled.closing is None:
        missing = settled.short_by or Decimal(0)
        return (*rows, Row(label, settled_said(settled), solid=span(Decimal(0), -missing), short=True))
    low, high = settled.closing.low or Decimal(0), settled.closing.high
    return (*rows, added(label, settled_said(settled), Decimal(0), low, high, hatched=False))


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


def draw_balance(answer: BalanceAnswer, layout: Layout) -> str:
    """The drawing in one layout, as an SVG element that is one picture with a name and a description."""
    title = f"Got, made and fired, {answer.side.name}: {COMPUTED}"
    drawing = Rows("balance", title, f"{answer.munition.plural}, computed", side_of(answer.side.code), rows_of(answer))
    return draw_computed(drawing, layout)
