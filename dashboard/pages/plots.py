"""Charts from answers that a page already holds: which events they name, and what is left out beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dashboard.charts import (
    Chart,
    comparison_chart,
    evidence_chart,
    ladder_chart,
    movement_chart,
    rates_chart,
    route_map_chart,
    span_chart,
    stages_chart,
    stated_ratio_chart,
    supply_chart,
    world,
)
from flows.estimates.totals import Refusal, Total
from flows.measures.course import Course
from flows.measures.flow import MOST_SHOWN, FlowAnswer, newest
from flows.measures.overview import Comparison
from flows.measures.supply_quotient import CompareAnswer
from flows.queries.listing import every
from flows.questions import Flow, ListQuestion
from flows.records import Event, Place, Rate, Ratio, Route, Shipment

TURNING_POINTS = ("2023-03-20-eu-million", "2023-09-13-summit", "2024-11-18-eu-million-met")
FLOW_EVENTS = ("summit", "decision", "report")
FIRST_YEAR = 2022
MOST_MOVED = 100
"""How many claims of each flow the overview draws, so that its page stays small enough to be kept."""
COMPARISON_TITLE = "What each side was said to have got"
MOVEMENT_TITLE = "Running totals by claimant, from the day each was stated"


def comparison(answer: Comparison) -> Chart:
    """The June 2024 comparison: one row a side."""
    codes = tuple(claim.code for claim in (*answer.capacity, *answer.deliveries))
    return comparison_chart(answer.left, answer.right, codes=codes, slug="comparison", title=COMPARISON_TITLE)


def movement(to_russia: FlowAnswer, to_ukraine: FlowAnswer, events: Iterable[Event]) -> Chart:
    """How the figures of both flows moved."""
    return movement_chart(
        newest(to_russia, MOST_MOVED),
        newest(to_ukraine, MOST_MOVED),
        events=turning_points(events),
        slug="movement",
        title=MOVEMENT_TITLE,
    )


def compared(answer: CompareAnswer) -> Chart:
    """Two flows of the reader's choice, one beside the other."""
    return comparison_chart(answer.left, answer.right, slug="compare")


def ladder(answer: FlowAnswer, events: Iterable[Event]) -> Chart:
    """The ladder of claims about one flow."""
    return ladder_chart(newest(answer), between(events, answer.question.flow), slug="ladder")


def span(course: Course, events: Iterable[Event]) -> Chart:
    """How far apart the claimants of one flow stood at one stage."""
    shown = replace(course, flow=newest(course.flow))
    return span_chart(shown, between(events, course.flow.question.flow), slug="span")


def stages(answer: FlowAnswer) -> Chart:
    """What was said of one flow at each stage."""
    return stages_chart(newest(answer), slug="stages")


def evidence(claims: Sequence[Shipment], as_of: date | None) -> Chart:
    """Who said how much, when, and on what basis; of very many claims the newest."""
    return evidence_chart(claims, as_of=as_of, slug="evidence", more=len(claims) == MOST_SHOWN)


def supply(outcome: Total | Refusal, claims: Sequence[Shipment], as_of: date | None) -> Chart:
    """Who supplies whom, where the claims may be added."""
    return supply_chart(outcome, claims, as_of=as_of, slug="supply")


def ratios(records: Iterable[Ratio], as_of: date | None, kinds: tuple[str, ...] = ()) -> Chart:
    """Stated ratios, of the kinds asked for."""
    shown = standing(records)
    if kinds:
        return stated_ratio_chart(shown, compared=kinds, as_of=as_of, slug="ratios")
    return stated_ratio_chart(shown, as_of=as_of, slug="ratios")


def fired(records: Sequence[Rate], as_of: date | None) -> Chart:
    """Rounds fired a day."""
    return rates_chart(records, "fired", as_of=as_of, slug="rates-fired")


def produced(records: Sequence[Rate], as_of: date | None) -> Chart:
    """Rounds made a year, or aimed for."""
    return rates_chart(records, "produced", as_of=as_of, slug="rates-produced")


def routes(all_routes: tuple[Route, ...], places: tuple[Place, ...]) -> Chart:
    """The map of the routes."""
    return route_map_chart(all_routes, places, world(), slug="routes")


def turning_points(events: Iterable[Event]) -> tuple[Event, ...]:
    """The few events that the movement chart names."""
    return tuple(event for event in events if event.code in TURNING_POINTS)


def between(events: Iterable[Event], flow: Flow) -> tuple[Event, ...]:
    """The summits, decisions and reports that both parties of a flow took part in, since the war's first year."""
    parties = {flow.supplier, flow.recipient}
    return tuple(
        event
        for event in events
        if parties <= set(event.actors) and event.kind in FLOW_EVENTS and event.starts_on.year >= FIRST_YEAR
    )


def standing(ratios: Iterable[Ratio]) -> tuple[Ratio, ...]:
    """The ratios that have not been withdrawn."""
    return tuple(ratio for ratio in ratios if ratio.status != "retracted")


def events_by(as_of: date | None) -> tuple[Event, ...]:
    """Every event that had begun by the day. Two queries."""
    return tuple(every(ListQuestion("events", as_of=as_of, ordering="starts_on")))
