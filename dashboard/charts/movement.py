"""How the figures moved: a panel for each side, in it the running totals of its suppliers over the day of statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from dashboard.charts.description import Chart, Mark, Panel
from dashboard.charts.kind import ChartKind, WithEvents
from dashboard.charts.marks import newest_first, successions, told
from dashboard.charts.running import Claimed, Running, counted, running
from dashboard.charts.scales import lane_axis, quantity_axis, time_axis
from dashboard.charts.words import annotated, as_known_on, brief, capacity_note, source_line
from flows.measures.sides import Received, SidesAnswer
from flows.records import Event, Shipment
from flows.subject import subject
from flows.vocabulary import MOVED, UNIT
from flows.wording import bounded, period_of, quote, short

QUESTION = "How did the running totals for each side change, and who stated them?"
LINES = "A line runs from the day of a statement until the same claimant replaced it."
APART = "Suppliers overlap, and several figures of one supplier are accounts of the same goods: nothing adds up."


@dataclass(frozen=True, slots=True)
class Rise:
    """The first and the last running total of one claimant about one supplier since one day."""

    first: Shipment
    last: Shipment


def movement_chart(answer: SidesAnswer, events: Sequence[Event] = ()) -> Chart:
    """The largest running totals of each recipient, and under them the largest figures for a period, supplier first.

    Claims without a figure, in another unit, smaller ones and denials are listed, each with the reason. ``events`` are
    the two or three that matter; those after the day asked for are left out.
    """
    day, plural = answer.question.as_of, answer.munition.plural
    runs = [
        running(_claimed(side), answer.munition.unit, MOVED, number, suppliers=True)
        for number, side in enumerate(answer.sides)
    ]
    marks = tuple(chain.from_iterable(run.marks for run in runs))
    annotations = annotated(events, day)
    days = [mark.day for mark in marks if mark.day] + [event.day for event in annotations]
    rises = [(side, rise) for side, run in zip(answer.sides, runs, strict=True) if (rise := _rise(side, run))]
    quotes = [(claim.code, quote(claim, alone=True)) for _, rise in rises for claim in (rise.first, rise.last)]
    return Chart(
        title=_title(rises) or QUESTION,
        subtitle=f"{plural[:1].upper()}{plural[1:]} said to be shipped or delivered: running totals by the day they "
        f"were stated, and figures for a period by the time they are about; {as_known_on(day)}.",
        summary=told(newest_first(marks)),
        x=time_axis(days, "day of statement", day),
        y=lane_axis(),
        marks=marks,
        links=successions(marks),
        events=annotations,
        panels=tuple(
            panel_of(f"To {side.actor.name}", plural, run) for side, run in zip(answer.sides, runs, strict=True)
        ),
        listed=tuple(chain.from_iterable(run.listed for run in runs)),
        notes=(
            *([f"The title tells of one account each: {'; '.join(words for _, words in quotes)}."] if quotes else []),
            *([LINES, APART] if marks else []),
            *capacity_note(marks),
            *counted(runs),
        ),
        cited=tuple(quotes),
        source_line=source_line(marks, day),
        as_of=day,
        steps=True,
    )


def panel_of(name: str, plural: str, run: Running, words: str = "") -> Panel:
    """The panel of some marks, with an axis for the totals among them."""
    values = [value for mark in run.marks if not mark.for_period for value in mark.values]
    return Panel(name, words, quantity_axis(values, plural), run.more, run.more_rows)


def _claimed(side: Received) -> Claimed:
    return Claimed(side.ledger, side.totals, side.older, side.figures)


def _rise(side: Received, run: Running) -> Rise | None:
    """Of the lines that are drawn the highest of one claimant whose total since one day has grown.

    What something could have held is no growth of what was sent, and weak evidence no title.
    """
    claims = {claim.code: claim for claim in side.ledger.known}
    found: list[Rise] = []
    for mark in run.marks:
        claim = claims[mark.code]
        if mark.faded or mark.for_period or mark.older or mark.hatched or mark.weak:
            continue
        first = _first(mark, run.marks, claims)
        if first.code != claim.code and max(first.quantity.figures) < max(claim.quantity.figures):
            found.append(Rise(first, claim))
    return max(found, key=lambda rise: (max(rise.last.quantity.figures), rise.last.code), default=None)


def _first(mark: Mark, marks: Sequence[Mark], claims: dict[str, Shipment]) -> Shipment:
    """The first total that this one goes back to, of the same goods since the same day."""
    before = {other.superseded_by: other for other in marks if other.superseded_by}
    last = first = claims[mark.code]
    while (earlier := before.get(first.code)) is not None:
        claim = claims[earlier.code]
        if earlier.weak or (claim.period_start, claim.munition) != (last.period_start, last.munition):
            break
        first = claim
    return first


def _title(rises: Sequence[tuple[Received, Rise]]) -> str:
    """What one account of each side says of the growth of its total, with the time since when it counts."""
    return "; ".join(_told(rises))


def _told(rises: Sequence[tuple[Received, Rise]]) -> Iterator[str]:
    lead, unit = "one account rose ", f" {UNIT.label(rises[0][1].last.unit)}" if rises else ""
    for side, rise in rises:
        first, last = (bounded(claim.quantity, short) for claim in (rise.first, rise.last))
        since = brief(period_of(rise.last)) if rise.last.start_basis.names else ""
        flow = f"{rise.last.supplier_name} to {side.actor.name}"
        yield f"{flow}: {lead}from {first} to {last}{unit} {since}".strip()
        lead = unit = ""


def _build(told: WithEvents[SidesAnswer]) -> Chart:
    """The claims about both sides, and the few events that matter to them."""
    return movement_chart(told.answer, [event for event in told.events if event.code in subject().turning_points])


CHART: ChartKind[WithEvents[SidesAnswer]] = ChartKind(
    slug="movement",
    name="How the figures of both sides moved",
    answers="How did each claimant’s running total change, and when?",
    table="shipments",
    methods="measure-timeline",
    build=_build,
)
