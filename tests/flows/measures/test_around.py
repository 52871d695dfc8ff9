"""What is said about the same goods as a flow: nothing of it is more than one click away."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flows import models, records
from flows.estimates.ledger import heads, period_heads, resolve, undated
from flows.measures import around
from flows.measures.around import Around, Way
from flows.measures.flow import FlowAnswer, compute
from flows.queries.recorded_flows import recorded_flows
from flows.queries.rows import public, records_of
from flows.questions import Flow, FlowQuestion
from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db

ROUNDS = Flow("kp", "ru", "artillery-round")
WIDE = (*(Flow(party, "ru", "munition") for party in ("kp", "ir")), Flow("coalition", "ua", "large-calibre-round"))
DAYS = (None, date(2024, 6, 14), date(2023, 11, 2), date(2025, 7, 20))


def about(flow: Flow, as_of: date | None = None) -> Around:
    return around.compute(compute(FlowQuestion(flow, as_of)))


def line(found: Around, flow: str) -> around.Line:
    (one,) = [line for line in found.lines if str(line.flow) == flow]
    return one


def every_claim() -> list[records.Shipment]:
    rows = public("shipments").order_by("claimed_on", "code")
    return list(records_of(rows, records.Shipment))


def flow_of(claim: records.Shipment) -> Flow:
    return Flow(claim.supplier, claim.recipient, claim.munition)


def test_the_newest_figure_of_all_is_of_north_korea_and_iran_together() -> None:
    found = about(ROUNDS)
    first = found.lines[0]
    assert (str(first.flow), first.way) == ("kp-ir/ru/large-calibre-round", Way.MIXED)
    assert [claim.code for claim in first.newest] == ["ee-efis-2026-02-10-imports"]
    assert line(found, "kp/ru/large-calibre-round").way is Way.WIDER
    assert line(found, "kp/ru/large-calibre-round").newest[0].code == "msmt-2025-05-29-rounds"
    assert line(found, "kp/ru/artillery-round-152mm").way is Way.NARROWER
    assert {str(one.flow) for one in found.lines if one.way is Way.CARRIERS} == {
        *("kp/ru/container", "kp/ru/voyage", "kp/ru/railcar", "kp/ru/ammunition-tonne")
    }


def test_a_denial_that_is_filed_under_the_containers_is_found_from_the_rounds() -> None:
    assert [denial.code for denial in about(ROUNDS).denials] == ["ru-kremlin-2023-10-17-denial"]
    assert [denial.code for denial in about(Flow("kp", "ru", "container")).denials] == ["nk-mofa-2022-12-denial"]
    assert about(ROUNDS, date(2023, 10, 16)).denials == ()


def test_what_may_have_been_carried_is_around_the_carriers() -> None:
    loads = {str(one.flow) for one in about(Flow("kp", "ru", "voyage")).lines if one.way is Way.LOADS}
    assert {"kp/ru/artillery-round", "kp/ru/ballistic-missile"} <= loads


def test_a_flow_of_which_nothing_stands_is_named_without_a_figure() -> None:
    assert line(about(Flow("eu", "ua", "artillery-round")), "eu/ua/artillery-round-155mm").newest == ()


@pytest.mark.parametrize("as_of", DAYS)
def test_the_figures_of_each_line_are_those_that_the_ledger_gives(as_of: date | None) -> None:
    claims = every_claim()
    between: dict[tuple[str, str], list[records.Shipment]] = defaultdict(list)
    for claim in claims:
        between[claim.supplier, claim.recipient].append(claim)
    for flow in WIDE:
        for one in about(flow, as_of).lines:
            pair = between[one.flow.supplier, one.flow.recipient]
            standing = resolve(pair, as_of, [claim.code for claim in pair if flow_of(claim) == one.flow]).standing
            expected = {claim.code for claim in (*heads(standing), *period_heads(standing), *undated(standing))}
            assert {claim.code for claim in one.newest} == expected, (flow, one.flow)
            days = [claim.claimed_on for claim in one.newest]
            assert days == sorted(days, reverse=True)
            known = [claim for claim in pair if flow_of(claim) == one.flow and (not as_of or claim.claimed_on <= as_of)]
            assert one.last_stated == max(claim.claimed_on for claim in known)


def related(answer: FlowAnswer, claim: records.Shipment) -> bool:
    """Whether a claim may count goods of a flow, naively: parties that are or overlap its own, and goods likewise."""
    flow, relations = answer.question.flow, answer.relations
    parties = relations.same_party(flow.supplier, claim.supplier) and relations.same_party(
        flow.recipient, claim.recipient
    )
    carriers = {"container", "voyage", "railcar", "tonne"}
    carried = claim.unit in carriers or answer.munition.unit in carriers
    return parties and (carried or relations.same_kind(flow.munition, claim.munition))


def test_nothing_that_is_said_about_a_flow_is_more_than_one_click_from_it() -> None:
    claims = every_claim()
    for flow in recorded_flows():
        answer = compute(FlowQuestion(flow))
        listed = {claim.code for claim in answer.ledger.known}
        linked = {line.flow for line in around.compute(answer).lines}
        lost = [c.code for c in claims if related(answer, c) and c.code not in listed and flow_of(c) not in linked]
        assert lost == [], flow


@pytest.mark.parametrize("flow", ["kp/ru/artillery-round", "coalition/ua/large-calibre-round"])
def test_the_page_of_a_flow_leads_to_each_of_them(client: Client, flow: str) -> None:
    links = Markup(client.get(f"/flows/{flow}/?as_of=2026-01-01").content.decode()).values("href", "a")
    lines = about(Flow(*flow.split("/")), date(2026, 1, 1)).lines
    assert len(lines) > 7
    assert {f"/flows/{one.flow}/?as_of=2026-01-01" for one in lines} <= set(links)


def test_one_query_however_many_claims_there_are() -> None:
    answer = compute(FlowQuestion(ROUNDS))
    with CaptureQueriesContext(connection) as queries:
        around.compute(answer)
    assert len(queries) == 1


def test_nothing_stated_after_the_day_is_around() -> None:
    found = about(ROUNDS, date(2024, 6, 14))
    assert found.lines
    assert max(one.last_stated for one in found.lines) <= date(2024, 6, 14)
    assert all(claim.claimed_on <= date(2024, 6, 14) for one in found.lines for claim in one.newest)


def test_drafts_are_not_around() -> None:
    models.Shipment.objects.filter(code="ee-efis-2026-02-10-imports").update(status="draft")
    assert "kp-ir/ru/large-calibre-round" not in {str(one.flow) for one in about(ROUNDS).lines}
