"""Every builder's chart, made once from the seeds: the tests here only read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from dashboard.charts import Chart, finished, until
from dashboard.charts.comparison import comparison_chart
from dashboard.charts.evidence import evidence_chart
from dashboard.charts.ladder import ladder_chart
from dashboard.charts.map_description import Outline, Part, World
from dashboard.charts.movement import movement_chart
from dashboard.charts.race import race_chart
from dashboard.charts.rates import Paces, rates_chart
from dashboard.charts.rates_fired import FIRED
from dashboard.charts.rates_produced import PRODUCED
from dashboard.charts.route_map import route_map_chart
from dashboard.charts.slope import Said, slope_chart
from dashboard.charts.span import span_chart
from dashboard.charts.stages import stages_chart
from dashboard.charts.stated_ratios import stated_ratio_chart
from dashboard.charts.supply import Supplies, supply_chart
from dashboard.charts.years import years_chart
from flows.measures import course, flow, routes, sides, years
from flows.measures.flow import FlowAnswer
from flows.queries.catalogue import catalogue
from flows.queries.listing import every
from flows.queries.nesting import nesting
from flows.questions import Flow, FlowQuestion, ListQuestion
from flows.questions.years import DEFAULT_STAGES, YearsQuestion

JUNE, LATER = date(2024, 6, 14), date(2027, 6, 1)
QUIET = ("movement", "span", "ratios", "fired", "produced", "ladder-kp", "ladder-us", "evidence")
"""Charts that are drawn until long after their last claim as well."""
JUNE_CODES = (
    "rok-mnd-2024-06-14-shells",
    "article-2024-06-14-eu-1m",
    "eu-2024-03-25-delivered-500k",
    "ua-2024-02-26-zelensky-30pct",
)
SQUARE = World(
    (
        Part(
            "whole", "The whole way", 22.0, 34.0, 142.0, 63.0,
            (Outline("UKR", ((22.0, 44.0), (40.0, 44.0), (40.0, 52.0), (22.0, 52.0))),),
        ),
        Part("far-east", "The far end", 128.7, 40.6, 135.4, 44.6, ()),
    )
)  # fmt: skip


def answer(supplier: str, recipient: str, munition: str = "artillery-round", day: date | None = None) -> FlowAnswer:
    """The answer about one flow."""
    return flow.compute(FlowQuestion(Flow(supplier, recipient, munition), day))


def records(table: str, ordering: str, **filters: Any) -> tuple[Any, ...]:
    """Every record of a table that the filters let through."""
    return tuple(every(ListQuestion(table, tuple(sorted(filters.items())), ordering=ordering)))


def said_by(claims: Sequence[Any], claimant: str) -> tuple[Any, ...]:
    """What one claimant said."""
    return tuple(claim for claim in claims if claim.claimant == claimant)


def supplies(claims: Sequence[Any]) -> Supplies:
    """These claims as the chart of the suppliers takes them."""
    tree = catalogue()
    return Supplies(claims, tree.munitions, {code: tree.family(code) for code in tree.munitions}, nesting(tree))


@pytest.fixture(scope="session")
def charts(django_db_setup: None, django_db_blocker: Any) -> Mapping[str, Chart]:
    """One chart or more of every builder, by name."""
    with django_db_blocker.unblock():
        kp, eu = answer("kp", "ru"), answer("eu", "ua")
        kp_june, eu_june = answer("kp", "ru", day=JUNE), answer("eu", "ua", day=JUNE)
        events = tuple(e for e in records("events", "starts_on") if e.kind in ("summit", "report"))
        claims = records("shipments", "claimed_on")
        rounds = records("shipments", "claimed_on", current=True, stage=DEFAULT_STAGES, within=("large-calibre-round",))
        ratios, rates = records("ratios", "claimed_on"), records("rates", "claimed_on")
        built = {
            "june": comparison_chart(kp_june, eu_june, codes=JUNE_CODES),
            "compare": comparison_chart(kp, eu),
            "movement": movement_chart(sides.compute(), events[-3:]),
            "movement-june": movement_chart(sides.compute(JUNE), events),
            "span": span_chart(course.compute(FlowQuestion(Flow("kp", "ru", "artillery-round"))), events),
            "span-eu": span_chart(
                course.compute(FlowQuestion(Flow("eu", "ua", "artillery-round"), stages=("delivered",)))
            ),
            "ratios": stated_ratio_chart(ratios),
            "ratios-june": stated_ratio_chart(ratios, as_of=JUNE),
            "production": stated_ratio_chart(ratios, compared=("production",)),
            "ladder-kp": ladder_chart(kp, events[-3:]),
            "ladder-eu": ladder_chart(eu),
            "ladder-us": ladder_chart(answer("us", "ua")),
            "ladder-missile": ladder_chart(answer("kp", "ru", "missile")),
            "ladder-none": ladder_chart(answer("by", "ua", "missile")),
            "fired": rates_chart(rates, FIRED),
            "produced": rates_chart(rates, PRODUCED),
            "race": race_chart(Paces(rates, None)),
            "slope-eu": slope_chart(Said("EU High Representative", said_by(claims, "eu-hr"), None)),
            "slope-kr": slope_chart(Said("South Korea's defence ministry", said_by(claims, "kr-mnd"), None)),
            "stages": stages_chart(eu),
            "stages-kp": stages_chart(kp),
            "stages-cz": stages_chart(answer("cz-initiative", "ua", "large-calibre-round")),
            "span-de": span_chart(course.compute(FlowQuestion(Flow("de", "ua", "artillery-round")))),
            "evidence": evidence_chart(claims),
            "years": years_chart(years.compute(YearsQuestion("ua"))),
            "years-kp": years_chart(years.compute(YearsQuestion(supplier="kp", munition="container"))),
            "evidence-kp": evidence_chart(kp.ledger.known),
            "supply": supply_chart(supplies(rounds)),
            "supply-all": supply_chart(supplies(records("shipments", "claimed_on", current=True))),
            "routes": route_map_chart(routes.compute(), SQUARE),
        }
        built |= {f"{name}-later": until(built[name], LATER) for name in QUIET}
        return {name: finished(chart, name) for name, chart in built.items()}
