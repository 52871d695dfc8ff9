"""The words that every chart shares: as known on, the flow by name, the source line."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from dashboard.charts.description import Annotation, Mark
from flows.measures import FlowAnswer
from flows.questions import Flow
from flows.records import Event, Shipment
from flows.subject import subject
from flows.vocabulary import MOVED, UNIT, Stage, Status
from flows.wording import when

_FLOW_EVENTS = ("summit", "decision", "report")
_MONTHS = re.compile(rf"\b({'|'.join(month_name[1:])})\b")
_NOT_NEWEST = "not the newest running total of its claimant at its stage"
PART = "part of another figure"


def as_known_on(day: date | None) -> str:
    """The day of the answer in words: "as known on 14 June 2024", or "as known today"."""
    return f"as known on {when(day)}" if day else "as known today"


def flow_title(answer: FlowAnswer) -> str:
    """The flow by name: "Sender to Receiver"."""
    return f"{answer.supplier.name} to {answer.recipient.name}"


def annotated(events: Iterable[Event], day: date | None) -> tuple[Annotation, ...]:
    """The events that had begun by the day, each over the days that it took, as far as the day."""
    return tuple(
        Annotation(e.starts_on, e.title, e.ends_on if e.ends_on is None or day is None else min(e.ends_on, day))
        for e in events
        if day is None or e.starts_on <= day
    )


def event_days(event: Annotation) -> str:
    """When an event was: "18 June 2024", or "18 June 2024 to 19 June 2024"."""
    lasted = event.until is not None and event.until > event.day
    return f"{when(event.day)} to {when(event.until)}" if lasted and event.until else when(event.day)


def brief(period: str) -> str:
    """A period in words with its months in three letters, for labels: "since Aug 2023"."""
    return _MONTHS.sub(lambda month: month[0][:3], period)


def why_not_drawn(claim: Shipment, unit: str, *, stages: Collection[Stage] = MOVED) -> str:
    """Why a claim has no place on an axis of what moved, in ``unit``; empty where it has one.

    ``stages`` asks for other stages than those of movement.
    """
    if claim.stance.is_denial:
        return "a denial has no quantity"
    if claim.status is Status.RETRACTED:
        return "withdrawn"
    if claim.stage not in stages:
        return f"{claim.stage.label}, not said to have moved"
    if not claim.quantity.figures:
        return "no figure was given"
    if claim.unit != unit:
        return f"counted in {UNIT.label(claim.unit)}"
    return ""


def why_not_newest(claim: Shipment, newest: Collection[str] = ()) -> str:
    """Why a claim that could be drawn is no head: it is part of one of the ``newest``, which are codes, or a newer one
    of its claimant stands, or its time is not known."""
    if claim.part_of in newest:
        return PART
    if claim.temporal.accumulates:
        return _NOT_NEWEST
    if claim.period_start or claim.period_end:
        return "not the newest figure of its claimant for its period"
    return f"{claim.temporal.label}, without a stated time"


def between(events: Iterable[Event], flow: Flow) -> tuple[Event, ...]:
    """The summits, decisions and reports that both parties of a flow took part in, since the subject's first year."""
    parties, since = {flow.supplier, flow.recipient}, subject().since
    return tuple(
        event
        for event in events
        if parties <= set(event.actors) and event.kind in _FLOW_EVENTS and event.starts_on.year >= since
    )


def hatched_note(marks: Iterable[Mark]) -> list[str]:
    """What hatching says, where a mark is hatched."""
    hatched = any(mark.hatched for mark in marks)
    return ["Hatched is what the counted containers could hold, not what they held."] if hatched else []


def capacity_note(marks: Iterable[Mark]) -> list[str]:
    """What a hatched line says, where there is one."""
    hatched = any(mark.hatched for mark in marks)
    return ["A hatched line is what the counted containers could hold, not what they held."] if hatched else []


def source_line(marks: Iterable[Mark], day: date | None) -> str:
    """Who the figures come from and as of which day: "4 claims by 3 claimants, as known on 14 June 2024"."""
    drawn = list(marks)
    claimants = {mark.claimant for mark in drawn}
    return (
        f"Source: {numbered(len(drawn), 'claim')} by {numbered(len(claimants), 'claimant')}, each linked to its "
        f"outlet and date; {as_known_on(day)}."
    )


def joined_names(names: Sequence[str]) -> str:
    """Names in a row: "one, two and three"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def numbered(number: int, noun: str, several: str = "") -> str:
    """A number of things: "1 claim", "4 claims"; ``several`` is the plural where it takes more than an "s"."""
    return f"{number} {noun}" if number == 1 else f"{number} {several or f'{noun}s'}"
