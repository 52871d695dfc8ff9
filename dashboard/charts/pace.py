"""Paces of running totals, each over its span, with the stated rates of about that time below it on the same axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.charts.computed_rows import Row, Rows, draw_computed, reaching
from dashboard.charts.description import Layout
from dashboard.charts.marks import side_of
from dashboard.charts.words import brief
from flows.estimates.interval import Interval
from flows.estimates.pace import Beside, PaceRow
from flows.estimates.period import Period
from flows.measures.pace import PaceAnswer
from flows.wording import COMPUTED, between, bounded, interval_words, short

MOST_BESIDE = 3
"""How many rates stand below a pace in the drawing; the table has them all."""
NOTHING = Interval(None, None)


def draw_paces(answer: PaceAnswer, layout: Layout) -> str:
    """The paces that follow, by their spans."""
    title = f"{answer.munition.plural} from {answer.supplier.name} to {answer.recipient.name}, growth a day: {COMPUTED}"
    side = side_of(answer.recipient.code)
    rows = Rows(
        "pace",
        f"{title[:1].upper()}{title[1:]}",
        f"{answer.munition.plural} a day: in colour computed, in grey stated",
        side,
        tuple(_rows(drawn(answer.rows))),
    )
    return draw_computed(rows, layout)


def drawn(rows: Sequence[PaceRow]) -> list[PaceRow]:
    """The paces that have a length."""
    return [row for row in rows if row.pace.quantity.figures]


def _rows(rows: Sequence[PaceRow]) -> Iterator[Row]:
    for row in rows:
        later = row.pace.growth.later
        heading = f"{between(row.pace.growth.period)}: {later.munition_plural}"
        yield reaching(
            f"{later.claimant_name}, {later.stage.label}",
            f"{bounded(row.pace.quantity, short)} a day{' if full' if row.pace.capacity else ''}, computed",
            row.pace.per_day or NOTHING,
            hatched=row.pace.capacity,
            heading=f"{heading[:1].upper()}{heading[1:]}",
        )
        for each in row.beside[:MOST_BESIDE]:
            yield reaching(*beside_said(each), each.per_day, side="neutral")


def beside_said(each: Beside) -> tuple[str, str]:
    """A stated rate in short: who and what; and how many a day, of which time."""
    rate = each.rate
    label = f"{rate.claimant_name}: {rate.activity.of_actor.format(rate.actor_name)}"
    stated = f"{bounded(rate.quantity, short)} {rate.per.label}"
    by_day = "" if rate.per.code == "day" else f", {interval_words(each.per_day)} a day, computed,"
    return label, f"{stated}{by_day} {brief(between(Period.of(rate)))}".strip()
