"""The index of flows and the choices of its filters, held against a walk over every claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from flows.estimates.ledger import heads, period_heads, resolve, undated
from flows.measures import facets
from flows.measures.flow_index import MOST_LINES, FlowIndex, FlowLine, compute
from flows.models import Shipment
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.listing import every
from flows.questions import Flow, ListQuestion
from flows.records import Shipment as Claim
from tests.flows.models.rows import SOURCE
from tests.flows.queries.test_standing import FIRST, rows
from tests.makers import shipment

pytestmark = pytest.mark.django_db

JUNE = date(2024, 6, 14)
Told = tuple[Flow, int, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""A flow, the number of its claims, the codes of its heads, of its figures for a period and of those without a time."""
QUESTIONS = {
    "all": ListQuestion("shipments"),
    "as of a day": ListQuestion("shipments", as_of=JUNE),
    "before any claim": ListQuestion("shipments", as_of=date(1999, 1, 1)),
    "one supplier": ListQuestion("shipments", (("supplier", ("kp",)),)),
    "two suppliers": ListQuestion("shipments", (("recipient", ("ua",)), ("supplier", ("eu", "us")))),
    "a kind with all under it": ListQuestion("shipments", (("within", ("artillery-round",)),), as_of=JUNE),
    "exactly a kind": ListQuestion("shipments", (("munition", ("artillery-round",)),)),
    "every facet": ListQuestion(
        "shipments",
        (
            ("basis", ("capacity-if-full",)),
            ("claimant", ("kr-mnd",)),
            ("recipient", ("ru",)),
            ("stage", ("shipped",)),
            ("supplier", ("kp",)),
            ("within", ("artillery-round",)),
        ),
    ),
    "what stands": ListQuestion("shipments", (("current", True), ("stage", ("delivered",))), as_of=JUNE),
    "what does not stand": ListQuestion("shipments", (("current", False),)),
    "some days": ListQuestion(
        "shipments", (("claimed_after", date(2024, 1, 1)), ("claimed_before", date(2024, 12, 31)))
    ),
    "words": ListQuestion("shipments", (("supplier", ("kp",)),), search="containers"),
    "no such party": ListQuestion("shipments", (("supplier", ("no-such-code",)),)),
}


def walked(question: ListQuestion) -> Iterator[Claim]:
    """Every claim that a question matches, one by one."""
    return every(ListQuestion("shipments", question.filters, question.as_of, question.search, "claimed_on"))


def standing(as_of: date | None) -> set[str]:
    """The codes of the claims that stand, by the ledger of each pair of parties."""
    claims = sorted(every(ListQuestion("shipments", ordering="code")), key=lambda c: (c.supplier, c.recipient))
    pairs = (list(same) for _, same in groupby(claims, key=lambda c: (c.supplier, c.recipient)))
    return {claim.code for pair in pairs for claim in resolve(pair, as_of).standing}


def lines(question: ListQuestion, tree: Catalogue) -> list[Told]:
    """The flows that match, with the number of their claims and the codes of their heads, most claims first."""
    found, stands = [], standing(question.as_of)
    claims = list(walked(question))
    for flow in {Flow(c.supplier, c.recipient, c.munition) for c in claims}:
        under = tree.within(flow.munition)
        here = [c for c in claims if (c.supplier, c.recipient) == (flow.supplier, flow.recipient)]
        members = [c for c in here if c.munition in under]
        here = [c for c in members if c.code in stands]
        found.append((flow, len(members), codes(heads(here)), codes(period_heads(here)), codes(undated(here))))
    return sorted(found, key=lambda line: (-line[1], line[0]))


def choices(question: ListQuestion, facet: str, tree: Catalogue) -> Counter[str]:
    """How many claims each choice of a facet would leave: asked once for each choice."""
    others = tuple(pair for pair in question.filters if pair[0] != facet)
    claims = list(walked(ListQuestion("shipments", others, question.as_of, question.search)))
    if facet == "within":
        kinds = {code: sum(claim.munition in tree.within(code) for claim in claims) for code in tree.munitions}
        return Counter({code: number for code, number in kinds.items() if number})
    return Counter(getattr(claim, facet) for claim in claims)


def told(index: FlowIndex) -> list[Told]:
    return [
        (line.flow, line.claims, codes(line.heads), codes(line.period_heads), codes(line.undated))
        for line in index.lines
    ]


def codes(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.code for claim in claims)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_flows_and_their_heads_are_those_of_a_walk_over_every_claim(question: ListQuestion) -> None:
    index = compute(question)
    assert told(index) == lines(question, catalogue())
    assert index.flows == len(index.lines)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_choices_leave_as_many_claims_as_they_say(question: ListQuestion) -> None:
    tree = catalogue()
    found = facets.compute(question)
    for facet in facets.FACETS:
        assert +found.counts[facet] == choices(question, facet, tree), facet


def test_the_index_and_the_choices_alone_say_the_same() -> None:
    question = QUESTIONS["a kind with all under it"]
    assert compute(question).facets == facets.compute(question)


def test_choices_are_in_the_order_of_their_names_and_keep_what_is_chosen() -> None:
    found = facets.compute(ListQuestion("shipments", (("supplier", ("ua",)), ("within", ("artillery-round",)))))
    names = list(found.names["supplier"].values())
    assert names == sorted(names, key=str.casefold)
    assert found.counts["supplier"]["ua"] == 0
    assert found.names["supplier"]["ua"] == "Ukraine"


def test_heads_are_as_the_day_shows_them() -> None:
    index = compute(ListQuestion("shipments", (("supplier", ("kp",)),), as_of=JUNE))
    (shells,) = [c for line in index.lines for c in line.heads if c.code == "rok-mnd-2024-06-14-shells"][:1]
    assert shells.superseded_by is None


def test_of_very_many_flows_those_with_the_most_claims_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    every_line = told(compute(QUESTIONS["all"]))
    assert 3 < len(every_line) <= MOST_LINES
    monkeypatch.setattr("flows.measures.flow_index.MOST_LINES", 3)
    index = compute(QUESTIONS["all"])
    assert told(index) == every_line[:3]
    assert index.flows == len(every_line)


def test_the_index_takes_five_queries() -> None:
    with CaptureQueriesContext(connection) as captured:
        compute(QUESTIONS["all"])
    assert [query["sql"].split(" FROM ")[1].split('"')[1] for query in captured] == [
        "flows_actor",
        "flows_munition",
        "flows_shipment",
        "flows_shipment",
        "flows_claimant",
    ]


FACTS: dict[str, Any] = {
    "claimant_id": "kr-mnd",
    "source_id": SOURCE,
    "statement": "A claimant said something.",
    "status": "published",
    "supplier_id": "ir",
    "recipient_id": "kp",
    "munition_id": "artillery-round",
    "stage": "shipped",
    "basis": "reported-count",
    "bound": "exact",
    "point": 9,
    "temporal": "cumulative",
    "credibility": "3",
}
IRAN = ListQuestion("shipments", (("supplier", ("ir",)), ("recipient", ("kp",))))


def test_a_total_of_an_earlier_start_is_a_head_beside_a_newer_one() -> None:
    starts = {"unknown": None, "since-2030": date(2030, 1, 1), "since-2029": date(2029, 1, 1), "newest": FIRST}
    Shipment.objects.bulk_create(
        Shipment(**FACTS, code=code, period_start=start, claimed_on=FIRST + timedelta(days=number))
        for number, (code, start) in enumerate(starts.items())
    )
    assert told(compute(IRAN)) == lines(IRAN, catalogue())
    (line,) = compute(IRAN).lines
    assert codes(line.heads) == ("unknown", "since-2029", "newest")
    assert line.period_heads == ()


def in_years(**stated: tuple[int, int, str | None]) -> None:
    """Figures for a year, each with the day of 2031 on which it was stated, and the claim that it is a part of."""
    Shipment.objects.bulk_create(
        Shipment(
            **{**FACTS, "temporal": "interval"},
            code=code,
            period_start=date(year, 1, 1),
            period_end=date(year, 12, 31),
            claimed_on=FIRST + timedelta(days=day),
            part_of_id=whole,
        )
        for code, (year, day, whole) in stated.items()
    )


def test_the_newest_figure_of_each_period_stands_beside_the_heads() -> None:
    in_years(old=(2029, 1, None), new=(2029, 2, None), other=(2030, 0, None))
    assert told(compute(IRAN)) == lines(IRAN, catalogue())
    (line,) = compute(IRAN).lines
    assert (codes(line.heads), codes(line.period_heads)) == ((), ("new", "other"))


def test_a_part_replaces_no_figure_of_its_period() -> None:
    in_years(whole=(2029, 1, None), part=(2029, 2, "whole"), again=(2029, 1, None), older=(2029, 0, None))
    assert told(compute(IRAN)) == lines(IRAN, catalogue())
    (line,) = compute(IRAN).lines
    assert codes(line.period_heads) == ("again", "whole", "part")


def test_of_very_many_figures_those_stated_last_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.queries.claim_groups.MOST_DAYS", 2)
    in_years(a=(2027, 0, None), b=(2028, 1, None), c=(2029, 2, None), d=(2030, 2, None))
    (line,) = compute(IRAN).lines
    assert codes(line.period_heads) == ("b", "c", "d")
    Shipment.objects.bulk_create(
        Shipment(**{**FACTS, "temporal": "snapshot"}, code=f"undated-{day}", claimed_on=FIRST + timedelta(days=day))
        for day in range(4)
    )
    (line,) = compute(IRAN).lines
    assert codes(line.period_heads) == ("b", "c", "d")
    assert codes(line.undated) == ("undated-2", "undated-3")


class FlowsOfTheTables(TestCase):
    """Against the walk, over rows in every editorial status."""

    @settings(max_examples=40)
    @given(rows(), st.integers(-1, 21))
    def test_heads_are_those_of_the_walk(self, made: list[dict[str, Any]], days: int) -> None:
        """Chains, denials of a day, withdrawals and either/or groups, on any day."""
        Shipment.objects.bulk_create(Shipment(**values) for values in made)
        as_of = FIRST + timedelta(days=days) if days >= 0 else None
        question = replace(IRAN, as_of=as_of)
        assert told(compute(question)) == lines(question, catalogue())


def test_a_flow_leads_with_sound_evidence_then_the_newest_then_running_totals() -> None:
    day = {"claimed_on": date(2025, 11, 14), "temporal": "interval", "period_start": date(2025, 9, 1)}
    told = [
        shipment("old", claimant="nato", claimed_on=date(2024, 6, 14)),
        shipment("newest", claimed_on=date(2025, 11, 14)),
        shipment("weak", claimant="paper", claimed_on=date(2026, 2, 1), reliability="E"),
        shipment("month", 9, **day),
        shipment("none", 0, **day, claimant="hur", reliability="E"),
        shipment("words", None, claimant="us", claimed_on=date(2026, 1, 1)),
    ]
    line = FlowLine(Flow("kp", "ru", "artillery-round"), "", "", "", 5, heads(told), period_heads(told), ())
    assert codes(line.leading) == ("newest", "month", "old", "weak", "words", "none")


def test_the_flow_with_the_most_claims_leads_with_a_sound_running_total() -> None:
    first = compute(QUESTIONS["all"]).lines[0].leading[0]
    assert not first.is_weak
    assert first.temporal.accumulates
    assert first.quantity.figures
