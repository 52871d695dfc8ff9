"""Paces of running totals, each over its span, with the stated rates of about that time below it on the same axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.charts.computed import Row, Rows, possible, reaching
from dashboard.charts.computed_rows import chart_of, draw_computed
from dashboard.charts.description import Chart, Layout, Mark
from dashboard.charts.inputs import INPUTS
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import input_mark, side_of
from dashboard.charts.words import as_known_on, brief
from flows.estimates.interval import Interval
from flows.estimates.pace import Beside, PaceRow
from flows.estimates.period import Period
from flows.measures.pace import PaceAnswer
from flows.records import AnyClaim
from flows.wording import COMPUTED, between, bounded, interval_words, pace_words, short

MOST_BESIDE = 3
"""How many rates stand below a pace in the drawing; the table has them all."""
NOTHING = Interval(None, None)
STOCK = "What arrived a day is not what was fired a day: rounds go into stock."
MARKS = (
    "Solid is a floor, or one figure where a line closes it; an outline ends at a ceiling or is what could be made, "
    "hatching is what could be held, and an "
    "arrow has no end."
)


def drawing_of(answer: PaceAnswer) -> Rows:
    """The paces that follow, by their spans, with their axis and the hue of the side."""
    title = f"{answer.munition.plural} from {answer.supplier.name} to {answer.recipient.name}, growth a day: {COMPUTED}"
    return Rows(
        "pace",
        f"{title[:1].upper()}{title[1:]}",
        f"{answer.munition.plural} a day; what is computed says so",
        side_of(answer.recipient.code),
        tuple(_rows(drawn(answer.rows))),
    )


def draw_paces(answer: PaceAnswer, layout: Layout) -> str:
    """The paces that follow, by their spans."""
    return draw_computed(drawing_of(answer), layout)


def pace_chart(answer: PaceAnswer) -> Chart:
    """The paces as a chart of its own, of which the last one is the title; both totals of each are listed, and the
    rates that stand beside one."""
    rows = drawing_of(answer)
    following = drawn(answer.rows)
    inputs = tuple(_inputs(following))
    goods, as_of = answer.munition.plural, answer.question.as_of
    flow = f"{answer.supplier.name} to {answer.recipient.name}"
    none = f"No two running totals of one claimant bound a pace of {goods} from {flow}."
    return chart_of(
        rows,
        inputs,
        title=_finding(following, flow) or none.removesuffix("."),
        subtitle=(
            f"{goods[:1].upper()}{goods[1:]} a day by which the totals of one claimant grew, {COMPUTED}; thin and grey "
            f"are rates that were stated of about that time; {as_known_on(as_of)}."
        ),
        summary=" ".join(f"{row.label}: {row.detail}." for row in rows.rows) or none,
        notes=(STOCK, MARKS, INPUTS) if following else (),
        as_of=as_of,
    )


def _finding(rows: Sequence[PaceRow], flow: str) -> str:
    """The pace over the longest time, of sound claims if there are any, and whose it is; empty where none follows."""
    sound = [row for row in rows if not _is_weak(row)]
    if not rows:
        return ""
    pace = max((row.pace for row in sound or rows), key=lambda pace: (pace.days, pace.growth.later.code))
    later = pace.growth.later
    weak = "" if sound else ", weak evidence"
    grew = f"totals of {later.claimant_name} grew by {pace_words(pace)} (computed{weak})"
    return f"{flow}: {grew}"


def _inputs(rows: Sequence[PaceRow]) -> Iterator[Mark]:
    """The totals of the paces and the rates drawn beside them, each once."""
    reasons: dict[str, str] = {}
    claims: dict[str, AnyClaim] = {}
    for row in rows:
        growth = row.pace.growth
        for total in (growth.earlier, growth.later):
            claims[total.code], reasons[total.code] = total, "one of two totals of a pace"
        for each in row.beside[:MOST_BESIDE]:
            claims.setdefault(each.rate.code, each.rate)
            reasons.setdefault(each.rate.code, "a stated rate beside a pace")
    for code, claim in claims.items():
        yield replace(input_mark(claim), reason=reasons[code])


def drawn(rows: Sequence[PaceRow]) -> list[PaceRow]:
    """The paces that have a length."""
    return [row for row in rows if row.pace.quantity.figures]


def _rows(rows: Sequence[PaceRow]) -> Iterator[Row]:
    for row in rows:
        later = row.pace.growth.later
        heading = f"{between(row.pace.growth.period)}: {later.munition_plural}"
        yield reaching(
            f"{later.claimant_name}, {later.stage.label}",
            _pace(row),
            row.pace.per_day or NOTHING,
            hatched=row.pace.capacity,
            heading=f"{heading[:1].upper()}{heading[1:]}",
            weak=(_is_weak(row), _is_weak(row)),
        )
        for each in row.beside[:MOST_BESIDE]:
            drawn_as = reaching if each.rate.activity.is_output else possible
            weak = each.rate.is_weak
            yield replace(drawn_as(*beside_said(each), each.per_day, side="neutral", weak=(weak, weak)), stated=True)


def _is_weak(row: PaceRow) -> bool:
    """Whether one of its two totals rests on weak evidence."""
    return row.pace.growth.earlier.is_weak or row.pace.growth.later.is_weak


def _pace(row: PaceRow) -> str:
    """How many a day, and on what it hangs."""
    series = ", if it counts as its series does" if row.pace.growth.in_series else ""
    return f"{bounded(row.pace.quantity, short)} a day{' if full' if row.pace.capacity else ''}, computed{series}"


def beside_said(each: Beside) -> tuple[str, str]:
    """A stated rate in short: who and what; and how many a day, of which time."""
    rate = each.rate
    label = f"{rate.claimant_name}: {rate.activity.of_actor.format(rate.actor_name)}"
    stated = f"{bounded(rate.quantity, short)} {rate.per.label}"
    by_day = "" if rate.per.code == "day" else f", {interval_words(each.per_day)} a day, computed,"
    return label, f"{stated}{by_day} {brief(between(Period.of(rate)))}".strip()


CHART: ChartKind[PaceAnswer] = ChartKind(
    slug="pace",
    name="The pace of a running total",
    answers="By how much a day did a claimant’s running total grow, and which rates were stated of that time?",
    table="shipments",
    methods="measure-pace",
    build=pace_chart,
)
