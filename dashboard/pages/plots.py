"""Which chart answers which question: each by the name that its figure is fetched under.

A page that already holds the answer calls the builder with it; the address of the figure asks anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from dashboard.charts import (
    Chart,
    comparison_chart,
    ladder_chart,
    movement_chart,
    rates_chart,
    route_map_chart,
    stated_ratio_chart,
    world,
)
from flows.measures import flow as flow_measure
from flows.measures import overview as overview_measure
from flows.measures import supply_quotient
from flows.measures.flow import FlowAnswer, newest
from flows.measures.overview import TO_RUSSIA, TO_UKRAINE, Comparison, Overview
from flows.measures.supply_quotient import CompareAnswer
from flows.queries.listing import every
from flows.questions import BadQuestion, CompareQuestion, Fault, Flow, FlowQuestion, ListQuestion
from flows.questions.parameters import AS_OF, Query, read
from flows.records import Event, Place, Rate, Ratio, Route

TURNING_POINTS = ("2023-03-20-eu-million", "2023-09-13-summit", "2024-11-18-eu-million-met")
FLOW_EVENTS = ("summit", "decision", "report")
FIRST_YEAR = 2022
COMPARISON_TITLE = "What each side was said to have got"
MOVEMENT_TITLE = "Running totals by claimant, from the day each was stated"


def comparison(answer: Comparison) -> Chart:
    """The June 2024 comparison: one row a side."""
    codes = tuple(claim.code for claim in (*answer.capacity, *answer.deliveries))
    return comparison_chart(answer.left, answer.right, codes=codes, slug="comparison", title=COMPARISON_TITLE)


def movement(answer: Overview) -> Chart:
    """How the figures of both flows moved."""
    events = turning_points(answer.events)
    return movement_chart(
        newest(answer.to_russia), newest(answer.to_ukraine), events=events, slug="movement", title=MOVEMENT_TITLE
    )


def overview_ratios(answer: Overview) -> Chart:
    """The stated ratios of the overview."""
    return stated_ratio_chart(standing(answer.stated), as_of=answer.as_of, slug="overview-ratios")


def overview_routes(answer: Overview) -> Chart:
    """The small map of the overview."""
    return route_map_chart(answer.routes, answer.places, world(), slug="overview-routes")


def compared(answer: CompareAnswer) -> Chart:
    """Two flows of the reader's choice, one beside the other."""
    return comparison_chart(answer.left, answer.right, slug="compare")


def ladder(answer: FlowAnswer, events: Iterable[Event]) -> Chart:
    """The ladder of claims about one flow."""
    return ladder_chart(newest(answer), between(events, answer.question.flow), slug="ladder")


def ratios(records: Iterable[Ratio], as_of: date | None, kinds: tuple[str, ...]) -> Chart:
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


def _overview(query: Query, build: Callable[[Overview], Chart]) -> Chart:
    values, faults = read((AS_OF,), query)
    refuse(faults)
    return build(overview_measure.compute(values.get("as_of")))


def _listed(table: str, query: Query) -> ListQuestion:
    question, faults = ListQuestion.read(table, query)
    refuse(faults)
    return question.whole()


def _ladder(query: Query) -> Chart:
    rest = {name: values for name, values in query.items() if name != "flow"}
    given = query.get("flow", ())
    try:
        flow = Flow.read(given[0] if given else "")
    except ValueError as refusal:
        raise BadQuestion(Fault("flow", ",".join(given), f"flow: {refusal}")) from None
    question, faults = FlowQuestion.read(flow, rest)
    refuse(faults)
    return ladder(flow_measure.compute(question), events_by(question.as_of))


def _compare(query: Query) -> Chart:
    question, faults = CompareQuestion.read(query, CompareQuestion(TO_RUSSIA, TO_UKRAINE))
    refuse(faults)
    return compared(supply_quotient.compute(question))


def _ratios(query: Query) -> Chart:
    question = _listed("ratios", query)
    return ratios(every(question), question.as_of, question.filter("compared") or ())


def _rates(query: Query, build: Callable[[Sequence[Rate], date | None], Chart]) -> Chart:
    question = _listed("rates", query)
    return build(tuple(every(question)), question.as_of)


def _routes(query: Query) -> Chart:
    refuse(read((AS_OF,), query)[1])
    return routes(
        tuple(every(ListQuestion("routes", ordering="code"))), tuple(every(ListQuestion("places", ordering="code")))
    )


def refuse(faults: tuple[Fault, ...]) -> None:
    """BadQuestion as soon as there is one fault: data are asked for exactly, or not at all."""
    if faults:
        raise BadQuestion(*faults)


PLOTS: Mapping[str, Callable[[Query], Chart]] = {
    "comparison": lambda query: _overview(query, lambda answer: comparison(answer.comparison)),
    "movement": lambda query: _overview(query, movement),
    "overview-ratios": lambda query: _overview(query, overview_ratios),
    "overview-routes": lambda query: _overview(query, overview_routes),
    "compare": _compare,
    "ladder": _ladder,
    "ratios": _ratios,
    "rates-fired": lambda query: _rates(query, fired),
    "rates-produced": lambda query: _rates(query, produced),
    "routes": _routes,
}
"""Every chart that a page places, by the name in the address of its figure."""
