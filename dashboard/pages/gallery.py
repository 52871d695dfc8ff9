"""Every chart with a page of its own: the question that its address asks, how it is answered, what it rests on.

The figure, the file, the page, the embedded chart and the downloads of one address all go through here, so they
cannot answer differently.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any, Protocol

from dashboard.charts import Chart
from dashboard.pages import plots
from dashboard.pages.claim_filters import claim_filters
from dashboard.pages.compare import MOST_OFFERED, flow_choices
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.frame import Twin
from dashboard.pages.lists import Choice, Filter, options
from dashboard.pages.twins import compare_twins, flow_twins, list_twins
from flows.estimates.totals import Total, total
from flows.measures import course, supply_quotient
from flows.measures import flow as flow_measure
from flows.measures.facets import compute as compute_facets
from flows.measures.flow import MOST_SHOWN
from flows.measures.overview import TO_RUSSIA, TO_UKRAINE, both_sides, comparison_day, compute_comparison
from flows.queries.catalogue import catalogue
from flows.queries.listing import check_codes, every, newest, some
from flows.queries.nesting import nesting
from flows.queries.recorded_flows import busiest_flows
from flows.questions import BadQuestion, CompareQuestion, Fault, FlowQuestion, ListQuestion
from flows.questions.parameters import Query
from flows.questions.timeline import TimelineQuestion
from flows.records import Rate, Shipment
from flows.vocabulary import BASIS, COMPARED, RATIO_WORDING, STAGE, CodedList

ADDED = {
    "basis": ("reported-count",),
    "claimant": ("msmt", "no-government", "us-dod"),
    "stage": ("delivered",),
    "unit": ("round",),
}
"""Claims that may be added, for a reader who has chosen none: three claimants about three suppliers."""


class Question(Protocol):
    """What every question of a chart can say: its day, and itself as a query string."""

    @property
    def as_of(self) -> date | None:
        """The day; None is today."""

    def query(self) -> str:
        """The query string that is read as this question again."""


@dataclass(frozen=True, slots=True)
class Document:
    """A publication that a drawn claim rests on."""

    code: str
    publisher: str
    title: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """One chart of the gallery.

    ``read`` makes the question of a query string and names the faults in it; ``draw`` answers it, or raises
    BadQuestion where it names what is not recorded. ``table`` is the list that the drawn records are in, and
    ``methods`` the part of the methods page that explains them.
    """

    slug: str
    name: str
    answers: str
    table: str
    methods: str
    read: Callable[[Query], tuple[Any, tuple[Fault, ...]]]
    draw: Callable[[Any], Chart]
    twins: Callable[[Any], tuple[Twin, ...]]
    filters: Callable[[Any], tuple[Filter, ...]] = lambda _: ()
    geographic: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart that answers an address: the chart, the question, and what of the address was left out."""

    plot: Plot
    question: Question
    chart: Chart
    faults: tuple[Fault, ...]


def answered(plot: Plot, query: Query) -> Drawn:
    """The chart of a query string, with its faults; where it asks for what is not recorded, that of the day alone.

    BadQuestion where not even that can be drawn, as in an empty database.
    """
    question, faults = plot.read(query)
    try:
        return Drawn(plot, question, plot.draw(question), faults)
    except BadQuestion as refusal:
        usual, _ = plot.read({name: values for name, values in query.items() if name == "as_of"})
        return Drawn(plot, usual, plot.draw(usual), (*faults, *refusal.faults))


def exactly(plot: Plot, query: Query) -> Drawn:
    """The chart of a query string without a fault; BadQuestion otherwise: data are asked for exactly, or not at all."""
    question, faults = plot.read(query)
    if faults:
        raise BadQuestion(*faults)
    return Drawn(plot, question, plot.draw(question), ())


def records(drawn: Drawn) -> tuple[Any, ...]:
    """The records behind a chart, drawn or listed, by code: one query."""
    chart = drawn.chart
    if chart.map is not None:
        return tuple(every(ListQuestion("routes", ordering="code")))
    codes = {mark.code for mark in chain(chart.marks, chart.listed)}
    return some(drawn.plot.table, tuple(sorted(codes)), drawn.question.as_of)


def documents(found: Sequence[Any]) -> tuple[Document, ...]:
    """The publications that these records rest on, each once, by publisher and title. For routes one query."""
    legs = [leg for record in found for leg in getattr(record, "legs", ())]
    if legs:
        named = some("sources", tuple(sorted({leg.source for leg in legs})))
        documents = {Document(source.code, source.publisher, source.title, source.link) for source in named}
    else:
        documents = {Document(r.source, r.publisher, r.source_title, r.source_link) for r in found}
    return tuple(sorted(documents, key=lambda document: (document.publisher.casefold(), document.title, document.code)))


def _draw_movement(question: DayQuestion) -> Chart:
    return plots.movement(*both_sides(question.as_of), plots.events_by(question.as_of))


def _day_twins(question: DayQuestion) -> tuple[Twin, ...]:
    return compare_twins(CompareQuestion(TO_RUSSIA, TO_UKRAINE, question.as_of))


def _comparison_twins(question: DayQuestion) -> tuple[Twin, ...]:
    return _day_twins(DayQuestion(comparison_day(question.as_of)))


def _read_compare(query: Query) -> tuple[CompareQuestion, tuple[Fault, ...]]:
    return CompareQuestion.read(query, CompareQuestion(TO_RUSSIA, TO_UKRAINE))


def _compare_filters(question: CompareQuestion) -> tuple[Filter, ...]:
    known, tree = busiest_flows(MOST_OFFERED), catalogue()
    return (
        Filter("left", "One flow", flow_choices(question.left, known, tree), ""),
        Filter("right", "Beside it", flow_choices(question.right, known, tree), ""),
        *_coded(question),
    )


def _read_ladder(query: Query) -> tuple[TimelineQuestion, tuple[Fault, ...]]:
    """The ladder of the flow that is named, or of North Korea to Russia where none is or the name is no flow."""
    try:
        return TimelineQuestion.read(query)
    except BadQuestion as refusal:
        question, _ = TimelineQuestion.read({**query, "flow": [str(TO_RUSSIA)]})
        return question, tuple(fault for fault in refusal.faults if fault.parameter != "flow" or fault.value)


def _draw_ladder(question: TimelineQuestion) -> Chart:
    return plots.ladder(flow_measure.compute(question.about), plots.events_by(question.as_of))


def _draw_span(question: TimelineQuestion) -> Chart:
    return plots.span(course.compute(question.about), plots.events_by(question.as_of))


def _ladder_filters(question: TimelineQuestion) -> tuple[Filter, ...]:
    flows = flow_choices(question.about.flow, busiest_flows(MOST_OFFERED), catalogue())
    return (Filter("flow", "Flow", flows, ""), *_coded(question.about))


def _coded(question: FlowQuestion | CompareQuestion) -> tuple[Filter, ...]:
    return (
        Filter("stage", "Stage", _choices(STAGE, question.stages)),
        Filter("basis", "Basis", _choices(BASIS, question.bases)),
    )


def _choices(coded: CodedList, chosen: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(term.code, term.label, term.code in chosen) for term in coded)


def _read_stages(query: Query) -> tuple[TimelineQuestion, tuple[Fault, ...]]:
    return _read_ladder(query if query.get("flow") else {**query, "flow": [str(TO_UKRAINE)]})


def _read_claims(query: Query) -> tuple[ListQuestion, tuple[Fault, ...]]:
    question, faults = ListQuestion.read("shipments", query)
    return question.whole(), faults


def _read_supply(query: Query) -> tuple[ListQuestion, tuple[Fault, ...]]:
    """The claims that are asked for, of those that stand; without a filter a few that may be added."""
    question, faults = _read_claims(query)
    filters = {**(dict(question.filters) or ADDED), "current": True}
    return replace(question, filters=tuple(sorted(filters.items()))), faults


def _draw_evidence(question: ListQuestion) -> Chart:
    check_codes(question)
    return plots.evidence(latest(question), question.as_of)


def _draw_supply(question: ListQuestion) -> Chart:
    check_codes(question)
    claims, relations = latest(question), nesting(catalogue())
    outcome = total(claims, relations)
    if len(claims) == MOST_SHOWN and isinstance(outcome, Total):
        outcome = total(tuple(every(replace(question, ordering="claimed_on"))), relations)
    return plots.supply(outcome, claims, question.as_of)


def latest(question: ListQuestion) -> tuple[Shipment, ...]:
    """Of the claims that a question matches those stated last, as many as a chart draws, by day of statement."""
    return tuple(reversed(newest(question, MOST_SHOWN)))


def _claim_filters(question: ListQuestion) -> tuple[Filter, ...]:
    return claim_filters(question, compute_facets(question))


def _list(table: str) -> Callable[[Query], tuple[ListQuestion, tuple[Fault, ...]]]:
    def read(query: Query) -> tuple[ListQuestion, tuple[Fault, ...]]:
        question, faults = ListQuestion.read(table, query)
        return question.whole(), faults

    return read


def _draw_ratios(question: ListQuestion) -> Chart:
    return plots.ratios(every(question), question.as_of, question.filter("compared") or ())


def _ratio_filters(question: ListQuestion) -> tuple[Filter, ...]:
    return (
        Filter("compared", "What is compared", options(question, "compared", COMPARED.choices), "fire"),
        Filter("wording", "Wording", options(question, "wording", RATIO_WORDING.choices)),
    )


def _draw_rates(build: Callable[[Sequence[Rate], date | None], Chart]) -> Callable[[ListQuestion], Chart]:
    return lambda question: build(tuple(every(question)), question.as_of)


def _rate_filters(question: ListQuestion) -> tuple[Filter, ...]:
    tree = catalogue()
    actors = sorted((actor.name, code) for code, actor in tree.actors.items() if code in ("ru", "ua", "eu", "us", "kp"))
    return (Filter("actor", "Whose", options(question, "actor", [(code, name) for name, code in actors]), "anybody’s"),)


def _draw_routes(_: DayQuestion) -> Chart:
    all_routes, places = (tuple(every(ListQuestion(table, ordering="code"))) for table in ("routes", "places"))
    return plots.routes(all_routes, places)


GALLERY: Mapping[str, Plot] = {
    plot.slug: plot
    for plot in (
        Plot(
            slug="comparison",
            name="The comparison of June 2024",
            answers="What could North Korea’s containers hold, and what was the EU said to have given Ukraine?",
            table="shipments",
            methods="measure-overview",
            read=DayQuestion.read,
            draw=lambda question: plots.comparison(compute_comparison(question.as_of)),
            twins=_comparison_twins,
        ),
        Plot(
            slug="movement",
            name="How the figures of both sides moved",
            answers="How did each claimant’s running total change, and when?",
            table="shipments",
            methods="measure-timeline",
            read=DayQuestion.read,
            draw=_draw_movement,
            twins=_day_twins,
        ),
        Plot(
            slug="compare",
            name="Two flows side by side",
            answers="What was each of any two flows said to come to?",
            table="shipments",
            methods="measure-supply-quotient",
            read=_read_compare,
            draw=lambda question: plots.compared(supply_quotient.compute(question)),
            twins=compare_twins,
            filters=_compare_filters,
        ),
        Plot(
            slug="ladder",
            name="The claims about one flow",
            answers="Who said what about a flow, when, and what was replaced or denied?",
            table="shipments",
            methods="measure-flow",
            read=_read_ladder,
            draw=_draw_ladder,
            twins=lambda question: flow_twins(question.about),
            filters=_ladder_filters,
        ),
        Plot(
            slug="span",
            name="How far apart the claimants stood",
            answers="Between which figures did the newest totals about a flow lie, and how did that change?",
            table="shipments",
            methods="measure-flow",
            read=_read_ladder,
            draw=_draw_span,
            twins=lambda question: flow_twins(question.about),
            filters=_ladder_filters,
        ),
        Plot(
            slug="stages",
            name="From pledge to delivery",
            answers="What was said to be pledged, ordered and delivered by the EU, the Czech initiative or others?",
            table="shipments",
            methods="list-stage",
            read=_read_stages,
            draw=lambda question: plots.stages(flow_measure.compute(question.about)),
            twins=lambda question: flow_twins(question.about),
            filters=_ladder_filters,
        ),
        Plot(
            slug="evidence",
            name="The evidence",
            answers="Who said how much, when, and on what basis?",
            table="shipments",
            methods="list-basis",
            read=_read_claims,
            draw=_draw_evidence,
            twins=list_twins,
            filters=_claim_filters,
        ),
        Plot(
            slug="supply",
            name="Who supplies whom",
            answers="Which claims about suppliers and recipients may be added, and what do they come to?",
            table="shipments",
            methods="measure-total",
            read=_read_supply,
            draw=_draw_supply,
            twins=list_twins,
            filters=_claim_filters,
        ),
        Plot(
            slug="ratios",
            name="Ratios, as stated",
            answers="By how much was one side said to outfire or outproduce the other?",
            table="ratios",
            methods="list-compared",
            read=_list("ratios"),
            draw=_draw_ratios,
            twins=list_twins,
            filters=_ratio_filters,
        ),
        Plot(
            slug="rates-fired",
            name="Rates of fire",
            answers="How many rounds a day was each side said to fire?",
            table="rates",
            methods="list-activity",
            read=_list("rates"),
            draw=_draw_rates(plots.fired),
            twins=list_twins,
            filters=_rate_filters,
        ),
        Plot(
            slug="rates-produced",
            name="Production",
            answers="How many rounds a year was each party said to make, to be able to make, or to aim for?",
            table="rates",
            methods="list-activity",
            read=_list("rates"),
            draw=_draw_rates(plots.produced),
            twins=list_twins,
            filters=_rate_filters,
        ),
        Plot(
            slug="routes",
            name="The routes",
            answers="Which way are munitions said to travel to Russia?",
            table="routes",
            methods="list-mode",
            read=DayQuestion.read,
            draw=_draw_routes,
            twins=lambda _: list_twins(ListQuestion("routes", ordering="code")),
            geographic=True,
        ),
    )
}
"""Every chart by the name in its address."""
