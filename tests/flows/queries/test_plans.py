"""How the database goes about the questions that are asked: along an index, never through every claim.

Each database has its own words for it. PostgreSQL walks through a table of a few hundred rows because that is quicker,
so it is told not to where it can do otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flows.queries.chores import due
from flows.queries.claim_groups import claim_groups, factor_claims, newest_figures
from flows.queries.codes import claim_codes_around
from flows.queries.earlier_totals import earlier_totals
from flows.queries.flow_claims import claims_of
from flows.queries.listing import one, page_of
from flows.queries.recorded_flows import busiest_flows
from flows.queries.related_claims import related_claims
from flows.queries.standing import newest_standing, standing_claims
from flows.queries.statement_days import statement_days
from flows.questions import Flow, ListQuestion
from flows.questions.total import TotalQuestion

pytestmark = pytest.mark.django_db

CLAIM = "rok-mnd-2024-06-14-shells"
ROUNDS = ("artillery-round", "artillery-round-122mm", "artillery-round-152mm")
TOTAL = TotalQuestion(("kp",), ("ru",), ("artillery-round",), date(2024, 6, 14))
WALK = {
    # A walk in the order of an index ends with the page; one without an index, or without an end, does not.
    "sqlite": re.compile(r"SCAN flows_(shipment|source)(?! USING (COVERING )?INDEX)"),
    "postgresql": re.compile(r"Seq Scan on flows_(shipment|source)"),
}
SORTED = {"sqlite": "USE TEMP B-TREE FOR ORDER BY", "postgresql": "Sort Key"}


def listed(**filters: Any) -> Callable[[], Any]:
    """What asks for a page of the claims about flows, and then for the page after it."""
    question = ListQuestion(
        "shipments",
        tuple(sorted((name, (code,)) for name, code in filters.items())),
        ordering="-claimed_on",
        page_size=5,
    )

    def ask() -> None:
        page = page_of(question)
        if page.next:
            page_of(replace(question, cursor=page.next))

    return ask


IN_ORDER = {
    "all": listed(),
    "of a supplier": listed(supplier="kp"),
    "of a recipient": listed(recipient="ua"),
    "of a kind": listed(munition="artillery-round"),
    "as of a day": lambda: page_of(ListQuestion("shipments", as_of=date(2024, 6, 14), ordering="-claimed_on")),
    "by code": lambda: page_of(ListQuestion("shipments", ordering="code")),
    "standing": lambda: page_of(ListQuestion("shipments", (("current", True),), ordering="-claimed_on")),
}
OTHERS = {
    "of a claimant": listed(claimant="kr-mnd"),
    "of a source": listed(source="2024-06-14-close-the-sky-over-ukraine"),
    "of a pair at a stage": listed(supplier="kp", recipient="ru", stage="shipped"),
    "one claim": lambda: one("shipments", CLAIM),
    "the claims around one": lambda: related_claims(CLAIM),
    "the claims of a flow": lambda: claims_of(Flow("kp", "ru", "artillery-round"), ROUNDS),
    "the newest for a total": lambda: newest_standing(TOTAL, ROUNDS, 200),
    "the ledger of a total": lambda: standing_claims(TOTAL, ROUNDS),
    "what a claim may replace": lambda: earlier_totals("kr-mnd", "kp", "ru", date(2024, 6, 14)),
    "the days of all statements": statement_days,
    "how many claims of each kind": lambda: claim_groups(ListQuestion("shipments")),
    "the newest figures of a pair": lambda: newest_figures(
        ListQuestion("shipments"), {("kp", "ru"): ROUNDS, ("eu", "ua"): ROUNDS}
    ),
    "the published factors": lambda: factor_claims(ListQuestion("shipments"), "container"),
    "the flows with the most claims": lambda: busiest_flows(10),
    "the sources that are weak": lambda: due("weak", date(2024, 6, 14)),
    "the flows gone quiet": lambda: due("quiet", date(2024, 6, 14)),
    "the codes around a missing one": lambda: claim_codes_around("rok-mnd-2024-06-14-shelz"),
}


def plans(ask: Callable[[], Any]) -> str:
    """How the database goes about each query of a question, in its own words."""
    with CaptureQueriesContext(connection) as captured:
        ask()
    asked = [query["sql"] for query in captured]
    assert asked
    told = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        for sql in asked:
            cursor.execute(f"{'EXPLAIN QUERY PLAN' if connection.vendor == 'sqlite' else 'EXPLAIN'} {sql}")
            told += [str(row[-1]) for row in cursor.fetchall()]
    return "\n".join(told)


@pytest.mark.parametrize("ask", [*IN_ORDER.values(), *OTHERS.values()], ids=[*IN_ORDER, *OTHERS])
def test_no_question_walks_through_every_claim(ask: Callable[[], Any]) -> None:
    assert not WALK[connection.vendor].search(plans(ask)), plans(ask)


@pytest.mark.parametrize("ask", IN_ORDER.values(), ids=IN_ORDER)
def test_a_list_is_read_in_its_order_and_not_sorted(ask: Callable[[], Any]) -> None:
    assert SORTED[connection.vendor] not in plans(ask), plans(ask)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="each database tells its own way")
def test_a_page_is_entered_at_its_place() -> None:
    question = ListQuestion("shipments", ordering="-claimed_on", page_size=5)
    after = replace(question, cursor=page_of(question).next or "")
    assert "SEARCH flows_shipment USING INDEX shipment_by_day (claimed_on<?)" in plans(lambda: page_of(after))


COUNTED = {
    "how many claims of each kind": lambda: claim_groups(ListQuestion("shipments")),
    "as of a day": lambda: claim_groups(ListQuestion("shipments", as_of=date(2024, 6, 14))),
    "the flows with the most claims": lambda: busiest_flows(10),
    "the flows gone quiet": lambda: due("quiet", date(2024, 6, 14)),
}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="each database tells its own way")
@pytest.mark.parametrize("ask", COUNTED.values(), ids=COUNTED)
def test_counting_claims_does_not_open_the_table(ask: Callable[[], Any]) -> None:
    assert "SCAN flows_shipment USING COVERING INDEX shipment_kind" in plans(ask)
