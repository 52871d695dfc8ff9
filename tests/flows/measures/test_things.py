"""Pages of things, held against a walk over every claim: what a party gave and got, who said what, what kinds count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from flows.dictionary import CLAIM_TABLES
from flows.estimates.nesting import Nesting
from flows.measures import actor, claimant, event, munition, place
from flows.measures.actor import Side
from flows.models import Shipment
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.entered import entered
from flows.queries.listing import every
from flows.queries.nesting import nesting
from flows.queries.said import judged, named, outlets, stated
from flows.questions import Flow, ListQuestion
from flows.questions.record import ClaimantQuestion, RecordQuestion
from flows.records import Shipment as Claim
from flows.vocabulary import PUBLIC_STATUSES, Reliability
from tests.flows.queries.test_standing import FIRST, rows
from tests.oracles import fared as fared_oracle
from tests.oracles import ledger as oracle

pytestmark = pytest.mark.django_db

JUNE = date(2024, 6, 14)
DAYS = [None, JUNE]


def claims(table: str, as_of: date | None = None) -> list[Any]:
    return list(every(ListQuestion(table, as_of=as_of, ordering="code")))


def sides(claims: Iterable[Claim], field: str, code: str, tree: Catalogue, as_of: date | None) -> tuple[int, set[str]]:
    """How many claims known on a day have a party on one side, and the codes of the newest figures among them."""
    every_claim = [c for c in claims if getattr(c, field) == code]
    mine = [c for c in every_claim if as_of is None or c.claimed_on <= as_of]
    # Readings of one statement may be about several munitions, and fall together.
    stands = {c.code for c in mine if oracle.stands(c, every_claim, as_of)}
    found: set[str] = set()
    for flow in {Flow(c.supplier, c.recipient, c.munition) for c in mine}:
        under = tree.within(flow.munition)
        members = [
            c
            for c in mine
            if (c.supplier, c.recipient) == (flow.supplier, flow.recipient) and c.munition in under and c.code in stands
        ]
        found |= oracle.heads(members, None) | set(oracle.period_heads(members, None))
        found |= {c.code for c in members if c.temporal != "cumulative" and c.period_start is c.period_end is None}
    return len(mine), found


def told(side: Side) -> tuple[int, set[str]]:
    return side.claims, {claim.code for claim in side.figures}


class OfRandomLedgers(TestCase):
    """Claims of a pair of parties that has none, in every editorial status, as of any day."""

    @settings(max_examples=12)
    @given(rows=rows(), days=st.none() | st.integers(-1, 21))
    def test_gave_got_and_fared_are_what_a_walk_over_every_claim_finds(
        self, rows: list[dict[str, Any]], days: int | None
    ) -> None:
        Shipment.objects.bulk_create(Shipment(**row) for row in rows)
        as_of = None if days is None else FIRST + timedelta(days=days)
        public = [row["code"] for row in rows if row["status"] in PUBLIC_STATUSES]
        made = list(entered("shipments", public).values())
        tree = catalogue()
        got = actor.compute(RecordQuestion("kp", as_of))
        assert got is not None
        others = [c for c in claims("shipments") if c.recipient == "kp"]
        assert told(got.got) == sides(others, "recipient", "kp", tree, as_of)
        known = [c for c in made if as_of is None or c.claimed_on <= as_of]
        standing = {c.code for c in known if oracle.stands(c, made, as_of)}
        found = claimant.compute(ClaimantQuestion("ua-hur", as_of))
        assert found is not None
        counted = {
            each.claim.code: (each.meets, each.higher, each.lower)
            for each in found.fared.beside
            if each.claim.code in public
        }
        near = nesting(tree, as_of).claimants["ua-hur"]
        expected = fared_oracle.beside(known, standing, "ua-hur", near)
        assert counted == {code: numbers for code, numbers in expected.items() if sum(numbers)}


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("code", ["kp", "eu", "rheinmetall"])
def test_what_a_party_gave_and_got(code: str, as_of: date | None) -> None:
    found = actor.compute(RecordQuestion(code, as_of))
    assert found is not None
    tree, every_claim = catalogue(), claims("shipments")
    assert told(found.gave) == sides(every_claim, "supplier", code, tree, as_of)
    assert told(found.got) == sides(every_claim, "recipient", code, tree, as_of)
    rates = {r.code for r in claims("rates", as_of) if r.actor == code and r.superseded_by is None}
    assert {rate.code for rate in found.rates} >= rates if len(rates) < actor.MOST else len(found.rates) == actor.MOST


@pytest.mark.parametrize("as_of", DAYS)
def test_institutions_are_counted(as_of: date | None) -> None:
    everything = [claim for table in CLAIM_TABLES for claim in claims(table, as_of)]
    counts = Counter(claim.claimant for claim in everything)
    found = stated(as_of)
    by_claimant: Counter[str] = Counter()
    for each in found:
        by_claimant[each.claimant] += each.claims
    assert by_claimant == counts
    days = {(c.claimant, c.claimed_on) for c in everything}
    assert all({(each.claimant, each.first), (each.claimant, each.last)} <= days for each in found)
    grades = Counter((c.grade, c.credibility) for c in everything if c.claimant == "kr-mnd")
    assert {(each.grade, each.credibility): each.claims for each in judged("kr-mnd", as_of)} == grades
    appearances = claims("appearances", as_of)
    pairs = {(c.code, c.publisher) for c in everything if c.claimant == "kr-mnd"}
    codes = {code for code, _ in pairs}
    pairs |= {(one.claim, one.publisher) for one in appearances if one.claim in codes}
    assert dict(outlets("kr-mnd", as_of)) == Counter(publisher for _, publisher in pairs)


def test_of_a_grade_only_what_is_graded_so_counts() -> None:
    strict = ClaimantQuestion("kr-mnd", grade=Reliability.B)
    found = claimant.compute(strict)
    every_grade = claimant.compute(replace(strict, grade=None))
    assert found is not None
    assert every_grade is not None
    assert 0 < found.claims < every_grade.claims
    assert {each.grade for each in found.judged} <= {"A", "B"}


def test_parties_are_counted_by_role() -> None:
    everything = claims("shipments")
    counts = Counter(("supplier", c.supplier) for c in everything) + Counter(
        ("recipient", c.recipient) for c in everything
    )
    found = {(each.role, each.actor): each.claims for each in named(None) if each.table == "shipments"}
    assert found == counts
    assert {each.role for each in named(None)} == {"supplier", "recipient", "actor", "favours", "over", "whole_of"}


@pytest.mark.parametrize("code", ["artillery-round", "container", "tank", "materiel"])
def test_a_kind_counts_with_all_under_it(code: str) -> None:
    found = munition.compute(RecordQuestion(code))
    tree = catalogue()
    assert found is not None
    within = set(tree.within(code))
    assert found.claims == sum(c.munition in within for c in claims("shipments"))
    assert {node.munition.code for node in found.under} == within - {code}
    for node in found.under:
        assert node.claims == sum(c.munition in tree.within(node.munition.code) for c in claims("shipments"))
        assert node.depth == len(tree.above(node.munition.code)) - len(tree.above(code)) - 1
    converted = {
        c.code
        for c in claims("shipments")
        if c.origin and c.origin.unit != c.unit and (c.munition in within or _origin(c) in within)
    }
    assert {each.claim.code for each in found.conversions} == converted


def _origin(claim: Claim) -> str:
    return next(str(c.munition) for c in claims("shipments") if c.code == claim.derived_from)


def test_what_contains_the_others_comes_first() -> None:
    found = actor.compute(RecordQuestion("kp"))
    assert found is not None
    tree, flows = catalogue(), {line.flow for line in found.gave.lines}
    for line in found.gave.lines:
        wider = {replace(line.flow, munition=code) for code in tree.above(line.flow.munition)} & flows
        assert (line in found.gave.inner) == bool(wider)


def test_an_event_belongs_with_the_claims_of_its_document_and_those_stated_on_its_days() -> None:
    found = event.compute(RecordQuestion("2023-10-13-white-house"))
    assert found is not None
    assert [route.code for route in found.routes] == ["kp-sea-dunai", "kp-sea-vostochny"]
    assert {one.code for one in found.beside} == {"2025-04-15-osc", "2023-08-rajin-traffic"}
    assert found.reported
    assert all(claim.claimed_on == date(2023, 10, 13) for claim in found.stated)
    assert not {claim.code for claim in found.stated} & {claim.code for claim in found.reported}


@pytest.mark.parametrize("as_of", DAYS)
def test_a_place_holds_what_a_walk_over_every_leg_event_and_claim_finds(as_of: date | None) -> None:
    routes, events = claims("routes", as_of), claims("events", as_of)
    of_claims = [claim for table in ("rates", "ratios") for claim in claims(table, as_of)]
    listed = place.every_place(as_of, None)
    assert {each.place.code for each in listed} == {one.code for one in claims("places", as_of)}
    for each in listed:
        code = each.place.code
        legs = [(r.code, leg.number) for r in routes for leg in r.legs if code in (leg.from_place, leg.to_place)]
        there = {one.code for one in events if one.place == code}
        said = {one.code for one in of_claims if one.place == code}
        assert (each.legs, each.events, each.claims) == (len(legs), len(there), len(said))
        found = place.compute(RecordQuestion(code, as_of))
        assert found is not None
        assert [(one.route, one.leg.number) for one in found.legs] == legs
        assert {one.code for one in found.events} == there
        shown = {one.code for one in (*found.rates, *found.ratios)}
        assert shown <= said
        assert shown == said or place.MOST in (len(found.rates), len(found.ratios))
        assert all(code in (one.start.code, one.end.code) for one in found.legs)
    assert any(each.claims for each in listed) or as_of


def test_what_is_not_known_on_a_day_is_not_there() -> None:
    early = date(2022, 1, 1)
    assert claimant.compute(ClaimantQuestion("kr-mnd", early)) is None
    assert event.compute(RecordQuestion("2023-10-13-white-house", early)) is None
    assert actor.compute(RecordQuestion("no-such", None)) is None
    assert munition.compute(RecordQuestion("no-such", None)) is None
    early_actor = actor.compute(RecordQuestion("kp", early))
    assert early_actor is not None
    assert early_actor.is_empty


def test_relations_are_as_known_on_the_day() -> None:
    assert isinstance(nesting(catalogue()), Nesting)
    found = actor.compute(RecordQuestion("cz-initiative", date(2024, 3, 1)))
    later = actor.compute(RecordQuestion("cz-initiative"))
    assert found is not None
    assert later is not None
    assert {other.code for other, _ in found.overlaps} < {other.code for other, _ in later.overlaps}
