"""Every chart with a page of its own: what its address asks, and which measure answers.

Each entry goes one way: a query string to a question, the question to the answer of a measure or query, the answer to
the chart. Names, words and drawing are in the chart's own file in `dashboard.charts`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from dashboard.charts import (
    WithEvents,
    compare,
    comparison,
    evidence,
    ladder,
    movement,
    race,
    rates_fired,
    rates_produced,
    route_map,
    slope,
    span,
    stages,
    stated_ratios,
    suppliers,
    suppliers_year,
    supply,
)
from dashboard.charts import balance as balance_chart
from dashboard.charts import balance_years as balance_years_chart
from dashboard.charts import context as context_chart
from dashboard.charts import disagree as disagree_chart
from dashboard.charts import pace as pace_chart
from dashboard.charts import share as share_chart
from dashboard.charts import years as years_chart
from dashboard.charts.context import ContextFigures
from dashboard.charts.evidence import Claims
from dashboard.charts.rates import Paces
from dashboard.charts.slope import Said
from dashboard.charts.stated_ratios import StatedRatios
from dashboard.charts.supply import Supplies
from dashboard.pages.balance_years import kinds as balance_years_kinds
from dashboard.pages.chart_records import claims_of, events_by, latest
from dashboard.pages.claim_filters import claim_filters
from dashboard.pages.compare import MOST_OFFERED, asked_of, flow_choices
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.disagree import filters as disagree_filters
from dashboard.pages.frame import Twin
from dashboard.pages.lists import Choice, Filter, coded_choices, named_choices, options
from dashboard.pages.pace import pace_filters
from dashboard.pages.plot import Answering, Plot
from dashboard.pages.share import share_filters
from dashboard.pages.twins import (
    answer_twins,
    compare_twins,
    disagree_twins,
    flow_twins,
    list_twins,
    pace_twins,
    share_twins,
    suppliers_twins,
    years_twins,
)
from dashboard.pages.years import years_filters
from flows.api.views.balance import TABLED as BALANCE_TABLED
from flows.api.views.balance_years import TABLED as BALANCE_YEARS_TABLED
from flows.api.views.disagree import TABLED as DISAGREE_TABLED
from flows.api.views.pace import TABLED as PACE_TABLED
from flows.headlines import series
from flows.measures import balance as balance_measure
from flows.measures import balance_years as balance_years_measure
from flows.measures import context, course, routes, share, sides, supply_quotient, years
from flows.measures import disagree as disagree_measure
from flows.measures import flow as flow_measure
from flows.measures import pace as pace_measure
from flows.measures import suppliers as suppliers_measure
from flows.measures.facets import compute as compute_facets
from flows.measures.flow import MOST_SHOWN
from flows.measures.sides import SidesAnswer
from flows.measures.story import first_comparison, first_day
from flows.measures.usual import usual_balance, usual_goods, usual_pair, with_usual
from flows.queries.catalogue import catalogue
from flows.queries.listing import check_codes, every
from flows.queries.nesting import nesting
from flows.queries.paced import paced_actors
from flows.queries.recorded_flows import busiest_flows
from flows.questions import BadQuestion, CompareQuestion, Fault, FlowQuestion, ListQuestion
from flows.questions.balance import BalanceQuestion
from flows.questions.balance_years import BalanceYearsQuestion
from flows.questions.disagree import DisagreeQuestion
from flows.questions.pace import PaceQuestion
from flows.questions.parameters import Query
from flows.questions.share import ShareQuestion
from flows.questions.timeline import TimelineQuestion
from flows.questions.years import YearsQuestion
from flows.vocabulary import BASIS, COMPARED, MOVED, RATIO_WORDING, STAGE

Faults = tuple[Fault, ...]


def _sides(question: DayQuestion) -> WithEvents[SidesAnswer]:
    return WithEvents(sides.compute(question.as_of, question.grade), events_by(question.as_of))


def _sides_twins(question: DayQuestion) -> tuple[Twin, ...]:
    """All claims about both sides: those that are drawn, and those that the table lists."""
    asked = sides.asked(question.as_of, question.grade)
    filters = tuple(sorted(asked.filters().items()))
    return list_twins(ListQuestion("shipments", filters, question.as_of, grade=question.grade))


def _both_twins(question: DayQuestion) -> tuple[Twin, ...]:
    return compare_twins(CompareQuestion(*usual_pair(), question.as_of, grade=question.grade))


def _suppliers_twins(question: DayQuestion) -> tuple[Twin, ...]:
    return suppliers_twins(suppliers_measure.compute(question.as_of, question.grade), question.grade)


def _compare_filters(question: CompareQuestion, _: object) -> tuple[Filter, ...]:
    known, tree = busiest_flows(MOST_OFFERED, question.as_of), catalogue()
    return (
        Filter("left", "One flow", flow_choices(question.left, known, tree), ""),
        Filter("right", "Beside it", flow_choices(question.right, known, tree), ""),
        *_coded(question),
    )


def _first_flow(query: Query, place: int = 0) -> tuple[TimelineQuestion, Faults]:
    """The flow that is named, or the usual one at this place where none is or the name is no flow."""
    try:
        return TimelineQuestion.read(query)
    except BadQuestion as refusal:
        question, _ = TimelineQuestion.read({**query, "flow": [str(usual_pair()[place])]})
        return question, tuple(fault for fault in refusal.faults if fault.parameter != "flow" or fault.value)


def _second_flow(query: Query) -> tuple[TimelineQuestion, Faults]:
    """The flow that is named, or the second of the usual ones."""
    return _first_flow(query, 1)


def _flow_twins(question: TimelineQuestion) -> tuple[Twin, ...]:
    return flow_twins(question.about)


def _flow_filters(question: TimelineQuestion, _: object) -> tuple[Filter, ...]:
    flows = flow_choices(question.about.flow, busiest_flows(MOST_OFFERED, question.as_of), catalogue())
    return (Filter("flow", "Flow", flows, ""), *_coded(question.about))


def _coded(question: FlowQuestion | CompareQuestion) -> tuple[Filter, ...]:
    return (
        Filter("stage", "Stage", coded_choices(STAGE, question.stages)),
        Filter("basis", "Basis", coded_choices(BASIS, question.bases)),
    )


def _list(table: str) -> Callable[[Query], tuple[ListQuestion, Faults]]:
    """What makes the question of a list without pages."""

    def parse(query: Query) -> tuple[ListQuestion, Faults]:
        question, faults = ListQuestion.read(table, query)
        return question.whole(), faults

    return parse


def _claims(question: ListQuestion) -> Claims:
    check_codes(question)
    return claims_of(question, latest(question))


def _supplied(query: Query) -> tuple[ListQuestion, Faults]:
    """The claims that are asked for, of those that stand; without any filter, what moved of the usual goods.

    A filter that is in the address and left open is open: "any" in all of them asks for every claim. `current` then
    stays in the address, so that it says so.
    """
    question, faults = _list("shipments")(query)
    chosen = any(parameter.name in query for parameter in question.listing.filters)
    usual = {} if chosen else {"stage": tuple(stage.code for stage in MOVED), "within": (usual_goods(),)}
    filters = {**dict(question.filters), **usual, "current": True}
    return replace(question, filters=tuple(sorted(filters.items()))), faults


def _supplies(question: ListQuestion) -> Supplies:
    check_codes(question)
    claims, tree = latest(question), catalogue()
    kinds = {code: tree.family(code) for code in tree.munitions}
    relations = nesting(tree, question.as_of)
    return Supplies(claims, tree.munitions, kinds, relations, question.as_of, len(claims) == MOST_SHOWN)


def _claim_filters(question: ListQuestion, _: object) -> tuple[Filter, ...]:
    return claim_filters(question, compute_facets(question))


def _one_claimant(query: Query) -> tuple[ListQuestion, Faults]:
    """What the claimant that is named said of flows; without one, the claimant that replaced its own figures most."""
    question, faults = _list("shipments")(query)
    if question.filter("claimant"):
        return question, faults
    replacing = Counter(claim.claimant for claim in latest(question) if claim.supersedes)
    most = min(replacing, key=lambda code: (-replacing[code], code), default="")
    filters = dict(question.filters) | ({"claimant": (most,)} if most else {})
    return replace(question, filters=tuple(sorted(filters.items()))), faults


def _said(question: ListQuestion) -> Said:
    check_codes(question)
    claims = latest(question)
    names = sorted({claim.claimant_name for claim in claims})
    return Said(series(names) if names else "", claims, question.as_of)


def _claimant_filters(question: ListQuestion, _: object) -> tuple[Filter, ...]:
    names = compute_facets(replace(question, filters=())).names["claimant"]
    return (Filter("claimant", "Who said it", named_choices(names, question.filter("claimant") or ()), ""),)


def _context(query: Query) -> tuple[ListQuestion, Faults]:
    """The series that is named; without one, that with the most figures on record."""
    question, faults = _list("indicators")(query)
    if question.filters:
        return question, faults
    most = max(context.compute(question).series, key=lambda series: (series.claims, series.words), default=None)
    return (replace(question, filters=most.filters) if most else question), faults


def _context_figures(question: ListQuestion) -> ContextFigures:
    check_codes(question)
    return ContextFigures(next(iter(context.by_series(context.figures_of(question))), ()), question.as_of)


def _series_filters(question: ListQuestion, _: object) -> tuple[Filter, ...]:
    names = context.compute(question).names["name"]
    chosen = question.filter("name")
    choices = tuple(Choice(code, f"{words[:1].upper()}{words[1:]}", code == chosen) for code, words in names.items())
    return (Filter("name", "What is measured", choices, ""),)


def _by_year(query: Query) -> tuple[YearsQuestion, Faults]:
    question, faults = YearsQuestion.read(query)
    return with_usual(question), faults


def _ratios(question: ListQuestion) -> StatedRatios:
    return StatedRatios(tuple(every(question)), question.as_of, question.filter("compared") or ())


def _ratio_filters(question: ListQuestion, _: object) -> tuple[Filter, ...]:
    return (
        Filter("compared", "What is compared", options(question, "compared", COMPARED.choices), "fire"),
        Filter("wording", "Wording", options(question, "wording", RATIO_WORDING.choices)),
    )


def _paces(question: ListQuestion) -> Paces:
    return Paces(tuple(every(question)), question.as_of)


def _pace_filters(question: ListQuestion, _: object) -> tuple[Filter, ...]:
    known = catalogue().actors
    named = ((code, known[code].name) for code in paced_actors(MOST_OFFERED, question.as_of))
    actors = sorted(named, key=lambda item: item[1])
    return (Filter("actor", "Whose", options(question, "actor", actors), "anybody’s"),)


def _known(table: str, question: DayQuestion) -> ListQuestion:
    return ListQuestion(table, as_of=question.as_of, ordering="code")


_PLOTS: tuple[Answering, ...] = (
    Plot(
        kind=comparison.CHART,
        parse=DayQuestion.read,
        answer=lambda question: first_comparison(question.as_of, question.grade),
        twins=lambda question: _both_twins(DayQuestion(first_day(question.as_of), question.grade)),
        held_on=lambda question: first_day(question.as_of),
        goes_on=movement.CHART.slug,
    ),
    Plot(kind=movement.CHART, parse=DayQuestion.read, answer=_sides, twins=_sides_twins),
    Plot(
        kind=compare.CHART,
        parse=asked_of,
        answer=supply_quotient.compute,
        twins=compare_twins,
        filters=_compare_filters,
    ),
    Plot(
        kind=ladder.CHART,
        parse=_first_flow,
        answer=lambda question: WithEvents(flow_measure.compute(question.about), events_by(question.as_of)),
        twins=_flow_twins,
        filters=_flow_filters,
    ),
    Plot(kind=slope.CHART, parse=_one_claimant, answer=_said, twins=list_twins, filters=_claimant_filters),
    Plot(
        kind=span.CHART,
        parse=_first_flow,
        answer=lambda question: WithEvents(course.compute(question.about), events_by(question.as_of)),
        twins=_flow_twins,
        filters=_flow_filters,
    ),
    Plot(
        kind=stages.CHART,
        parse=_second_flow,
        answer=lambda question: flow_measure.compute(question.about),
        twins=_flow_twins,
        filters=_flow_filters,
    ),
    *(
        Plot(
            kind=kind,
            parse=DayQuestion.read,
            answer=lambda question: suppliers_measure.compute(question.as_of, question.grade),
            twins=_suppliers_twins,
        )
        for kind in (suppliers.CHART, suppliers_year.CHART)
    ),
    Plot(kind=evidence.CHART, parse=_list("shipments"), answer=_claims, twins=list_twins, filters=_claim_filters),
    Plot(kind=supply.CHART, parse=_supplied, answer=_supplies, twins=list_twins, filters=_claim_filters),
    Plot(
        kind=years_chart.CHART,
        parse=_by_year,
        answer=years.compute,
        twins=years_twins,
        filters=lambda question, _: years_filters(question),
    ),
    Plot(
        kind=share_chart.CHART,
        parse=ShareQuestion.read,
        answer=share.compute,
        twins=share_twins,
        filters=lambda _, answer: share_filters(answer),
    ),
    Plot(
        kind=pace_chart.CHART,
        parse=PaceQuestion.read,
        answer=pace_measure.compute,
        twins=pace_twins,
        tabled=PACE_TABLED,
        filters=lambda _, answer: pace_filters(answer),
    ),
    Plot(
        kind=balance_chart.CHART,
        parse=lambda query: BalanceQuestion.read(query, **usual_balance()),
        answer=balance_measure.compute,
        twins=lambda question: answer_twins("balance", question),
        tabled=BALANCE_TABLED,
    ),
    Plot(
        kind=balance_years_chart.CHART,
        parse=BalanceYearsQuestion.read,
        answer=balance_years_measure.compute,
        twins=lambda question: answer_twins("balance-years", question),
        filters=lambda _, answer: (balance_years_kinds(answer),),
        tabled=BALANCE_YEARS_TABLED,
    ),
    Plot(
        kind=disagree_chart.CHART,
        parse=DisagreeQuestion.read,
        answer=disagree_measure.compute,
        twins=disagree_twins,
        filters=lambda _, answer: disagree_filters(answer),
        tabled=DISAGREE_TABLED,
    ),
    Plot(kind=context_chart.CHART, parse=_context, answer=_context_figures, twins=list_twins, filters=_series_filters),
    Plot(kind=stated_ratios.CHART, parse=_list("ratios"), answer=_ratios, twins=list_twins, filters=_ratio_filters),
    Plot(kind=rates_fired.CHART, parse=_list("rates"), answer=_paces, twins=list_twins, filters=_pace_filters),
    Plot(kind=rates_produced.CHART, parse=_list("rates"), answer=_paces, twins=list_twins, filters=_pace_filters),
    Plot(kind=race.CHART, parse=_list("rates"), answer=_paces, twins=list_twins, filters=_pace_filters),
    Plot(
        kind=route_map.CHART,
        parse=DayQuestion.read,
        answer=lambda question: routes.compute(question.as_of, question.grade),
        twins=lambda question: list_twins(_known("routes", question)),
    ),
)
GALLERY: Mapping[str, Answering] = {plot.kind.slug: plot for plot in _PLOTS}
"""Every chart by the name in its address, in the order in which they are listed."""
