"""Who disagrees with whom, over the seeds: the disputes that readers ask about, and what they cost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flows import models
from flows.differing import beside_words, of_words, pair_words
from flows.estimates.pairs import Pair
from flows.measures.disagree import Others, Thing, beside, compute
from flows.queries.listing import every, one
from flows.questions import BadQuestion, ListQuestion
from flows.questions.disagree import DisagreeQuestion
from flows.records import Shipment
from flows.vocabulary import Verdict

pytestmark = pytest.mark.django_db

OVERLAPS = ["flows_actoroverlap", "flows_claimant", "flows_claimantoverlap"]
TREE = ["flows_actor", "flows_munition"]


def thing(name: str, **asked: Any) -> Thing:
    (found,) = [thing for thing in compute(DisagreeQuestion(**asked)).things if thing.name == name]
    return found


def codes(pair: Pair) -> tuple[str, str]:
    return pair.left.code, pair.right.code


def stored(table: str, code: str) -> Any:
    return one(table, code)


def first_tables(queries: CaptureQueriesContext) -> list[str]:
    return [query["sql"].split('FROM "', 1)[1].split('"', 1)[0] for query in queries]


IF_OF_SERIES = ", if South Korea's intelligence service counts from August 2023, as in other totals of its series"
IF_SEOUL = "if South Korea's defence ministry counts from {}, as in other totals of its series"


def test_who_disagrees_with_seoul_and_by_how_much() -> None:
    seoul = thing("North Korea to Russia: artillery rounds", claimants=("kr-nis",))
    assert [(*codes(pair), pair_words(pair)) for pair in seoul.dispute.told_apart] == [
        (
            "rok-nis-2025-06-26-rounds",
            "osc-2025-04-15-rounds",
            "South Korea's intelligence service: at least 1.7 times as much as Open Source Centre, delivered beside "
            "shipped" + IF_OF_SERIES,
        ),
        (
            "rok-nis-2025-06-26-rounds",
            "ua-hur-skib-2025-11-nk",
            "South Korea's intelligence service: at least 1.5 times as much as Ukraine's military intelligence, "
            "in a shorter time" + IF_OF_SERIES,
        ),
        (
            "rok-nis-2025-06-26-rounds",
            "fnf-2025-09-18-shells",
            "South Korea's intelligence service: at least 1.4 times as much as Friedrich Naumann Foundation, "
            "in a shorter time" + IF_OF_SERIES,
        ),
    ]
    assert not seoul.dispute.differing
    assert "kr-nis" in {claim.claimant for pair in seoul.dispute.pairs for claim in (pair.left, pair.right)}
    assert all("kr-nis" in {pair.left.claimant, pair.right.claimant} for pair in seoul.dispute.pairs)
    denied = [pair for pair in seoul.dispute.pairs if pair.verdict is Verdict.DENIED]
    # Its total counts from August 2023 on, which a denial of 2022 cannot be about.
    assert denied == []


def test_the_fire_of_early_2024_differs_sevenfold() -> None:
    fire = thing("Russia: artillery rounds, fired, whole front line", about="rates")
    (pair,) = [p for p in fire.dispute.differing if codes(p) == ("ua-syrskyi-2024-08-20-h1", "nato-2024-03-11-fire")]
    assert pair_words(pair) == "Ukraine's General Staff: about seven times as much as NATO"


def test_things_are_in_the_order_of_the_largest_difference() -> None:
    ranks = [thing.dispute.rank for thing in compute(DisagreeQuestion()).things]
    assert ranks == sorted(ranks)
    assert len(ranks) > 40


def test_nothing_said_after_the_day_is_held_against_anybody() -> None:
    found = compute(DisagreeQuestion(as_of=date(2024, 6, 14))).things
    said = [claim for one in found for voice in one.dispute.voices for claim in (*voice.figures, *voice.denials)]
    assert said
    assert max(claim.claimed_on for claim in said) <= date(2024, 6, 14)
    assert compute(DisagreeQuestion(as_of=date(2020, 1, 1))).things == ()


def test_filters_narrow_flows_by_side_and_paces_by_party() -> None:
    found = compute(DisagreeQuestion(recipients=("ua",), munitions=("artillery-round",))).things
    assert {one.flow.recipient for one in found if one.flow} == {"ua"}
    paces = [one for one in found if one.table == "rates"]
    assert paces
    assert all(one.name.startswith("Ukraine: ") for one in paces)
    assert not [one for one in found if one.table == "ratios"]
    assert {one.table for one in compute(DisagreeQuestion(about="ratios")).things} == {"ratios"}


@pytest.mark.parametrize("name", ["claimants", "recipients", "suppliers", "munitions"])
def test_a_code_that_is_unknown_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        compute(DisagreeQuestion(**{name: ("nothing",)}))  # type: ignore[arg-type]
    (fault,) = refused.value.faults
    assert (fault.parameter, fault.value) == (name.removesuffix("s"), "nothing")
    assert len(fault.allowed) > 20


def test_it_takes_these_queries_however_many_claims_there_are() -> None:
    with CaptureQueriesContext(connection) as queries:
        compute(DisagreeQuestion())
    flows = ["flows_shipment", "flows_shipment", "flows_shipment"]
    assert first_tables(queries) == [*TREE, *OVERLAPS, "flows_claimant", *flows, "flows_rate", "flows_ratio"]


def test_beside_a_claim_stands_what_others_said_of_that_time() -> None:
    claim = stored("shipments", "rok-mnd-2024-06-14-shells")
    with CaptureQueriesContext(connection) as queries:
        pairs = beside("shipments", claim, None).pairs
    assert first_tables(queries) == [*TREE, *OVERLAPS, *["flows_shipment"] * 4]
    others = [pair.other(claim) for pair in pairs]
    assert claim.claimant not in {other.claimant for other in others}
    # The total of those days, though it has been superseded since.
    assert abs((others[0].claimed_on - claim.claimed_on).days) < 130
    flows = [other for other in others if isinstance(other, Shipment)]
    kinds = [(other.claimant, other.stage, other.munition, other.stance) for other in flows]
    assert len(kinds) == len(set(kinds))


CAPACITY = "where this is a capacity and not a delivery: neither contradicts the other"


def test_who_disagrees_with_a_claim_of_seoul_and_by_how_much() -> None:
    claim = stored("shipments", "rok-mnd-2024-06-14-shells")
    told = {pair.other(claim).code: beside_words(pair, claim) for pair in beside("shipments", claim, None).pairs}
    since = IF_SEOUL.format("August 2023")
    assert {code: told[code] for code in ("csis-2024-02-28-rounds", "osc-2025-04-15-rounds")} == {
        "csis-2024-02-28-rounds": f"at least 52% as much, in a shorter time, {since}, {CAPACITY}",
        "osc-2025-04-15-rounds": f"at least 87% as much, in a longer time, {since}, {CAPACITY}",
    }
    assert next(iter(told)) == "csis-2024-02-28-rounds"


def test_a_pair_has_one_answer_on_the_page_of_its_claim_and_among_the_disagreements() -> None:
    claim = stored("shipments", "rok-dia-2025-07-13-152mm")
    told = {pair.other(claim).code: (pair.verdict, of_words(pair, claim)) for pair in beside_(claim)}
    assert told["ua-hur-skib-2025-11-nk"] == (
        Verdict.DIFFERENT_PERIODS,
        (
            "at least 1.8 times as much as Ukraine's military intelligence, of a narrower kind, over another time, "
            f"{IF_SEOUL.format('July 2022')}, where that is a capacity and not a delivery: neither contradicts the "
            "other"
        ),
    )
    seoul = thing("North Korea to Russia: artillery rounds", claimants=("kr-mnd",))
    both = [pair for pair in seoul.dispute.pairs if claim.code in codes(pair) and pair.other(claim).code in told]
    assert len(both) > 5
    assert {pair.other(claim).code: (pair.verdict, of_words(pair, claim)) for pair in both}.items() <= told.items()


def beside_(claim: Shipment) -> tuple[Pair, ...]:
    return beside("shipments", claim, None).pairs


def test_beside_the_containers_of_seoul_an_independent_figure_comes_first() -> None:
    found = thing("North Korea to Russia: containers", claimants=("kr-mnd",)).dispute.pairs
    assert pair_words(found[0]) == (
        "South Korea's defence ministry: at most 17% more than US government, shipped beside delivered, in a longer "
        f"time, {IF_SEOUL.format('July 2022')}: neither contradicts the other"
    )
    independent = [pair.verdict is not Verdict.NOT_INDEPENDENT for pair in found]
    assert independent == sorted(independent, reverse=True)
    assert not all(independent)


def test_ammunition_of_a_type_that_was_not_stated_is_held_against_no_type() -> None:
    assert not [one for one in compute(DisagreeQuestion()).things if one.kinds & {"munition", "materiel"} and one.flow]
    claim = stored("shipments", "sky-ir-2023-03-08-bullets")
    assert beside_(claim) == ()


def test_the_question_of_a_claim_has_an_answer_with_its_claimant_or_is_not_asked() -> None:
    asked = 0
    for table in ("shipments", "rates", "ratios"):
        for claim in tuple(every(ListQuestion(table, ordering="claimed_on")))[:: 24 if table == "shipments" else 12]:
            question = beside(table, claim, None).question
            asked += question is not None
            if question is not None:
                things = compute(question).things
                assert things, claim.code
                assert all(claim.claimant in {v.claimant for v in thing.dispute.voices} for thing in things), claim.code
    assert asked > 20


def test_seoul_speaks_of_152_mm_among_all_rounds_and_is_marked_so() -> None:
    claim = stored("shipments", "rok-mnd-2024-06-14-shells")
    question = beside("shipments", claim, None).question
    assert question is not None
    assert question.munitions == ("artillery-round",)
    (found,) = compute(question).things
    assert {pair.wider for pair in found.dispute.pairs if pair.verdict is Verdict.DIFFERENT_PERIODS} >= {
        "csis-2024-02-28-rounds",
        "osc-2025-04-15-rounds",
    }


def test_beside_a_claim_of_a_day_stands_nothing_of_later() -> None:
    claim = stored("shipments", "rok-mnd-2024-06-14-shells")
    pairs = beside("shipments", claim, date(2024, 6, 20)).pairs
    assert max(pair.other(claim).claimed_on for pair in pairs) <= date(2024, 6, 20)


def test_context_has_nobody_beside_it_and_takes_no_query() -> None:
    claim = stored("indicators", "ctx-nk-gdp-2022")
    with CaptureQueriesContext(connection) as queries:
        assert beside("indicators", claim, None) == Others((), None)
    assert not queries.captured_queries


def test_drafts_and_what_was_withdrawn_disagree_with_nobody() -> None:
    models.Shipment.objects.filter(code="osc-2025-04-15-rounds").update(status="draft")
    models.Shipment.objects.filter(code="nk-mofa-2022-12-denial").update(status="draft")
    found = thing("North Korea to Russia: artillery rounds", claimants=("kr-nis",))
    assert "osc" not in {voice.claimant for voice in found.dispute.voices}
    assert not found.dispute.denied
