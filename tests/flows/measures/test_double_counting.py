"""The double-counting map, as sums that must be refused on the real data, with the reason and the claims."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from flows.estimates.ledger import independent
from flows.estimates.totals import Refusal, Total, total
from flows.measures.totals import TotalAnswer, compute
from flows.queries.catalogue import catalogue, claimant_overlaps
from flows.queries.listing import some
from flows.queries.nesting import nesting
from flows.questions import BadQuestion
from flows.questions.total import TotalQuestion

pytestmark = pytest.mark.django_db


def asked(**query: str) -> TotalAnswer:
    question, faults = TotalQuestion.read({name: [value] for name, value in query.items()})
    assert faults == ()
    return compute(question)


def together(*codes: str) -> Total | Refusal:
    claims = some("shipments", codes)
    assert len(claims) == len(codes)
    return total(claims, nesting(catalogue()))


def reasons(outcome: Total | Refusal) -> dict[str, tuple[str, ...]]:
    assert isinstance(outcome, Refusal)
    return {reason.code: reason.claims for reason in outcome.reasons}


def test_a_single_running_total_is_its_own_sum() -> None:
    answer = asked(
        supplier="eu",
        recipient="ua",
        munition="artillery-round",
        stage="delivered",
        claimant="eu-hr",
        as_of="2024-12-01",
    )
    assert isinstance(answer.outcome, Total)
    assert answer.outcome.quantity.point == Decimal(1_000_000)
    assert [claim.code for claim in answer.outcome.claims] == ["eu-2024-11-18-delivered-1m"]
    assert {out.reason for out in answer.left_out} == {"superseded"}


def test_the_chain_of_one_claimant_is_never_added_up() -> None:
    found = reasons(together("rok-mnd-2024-06-14-shells", "rok-mnd-2024-07-24-152mm"))
    assert "rok-mnd-2024-06-14-shells" in found["superseded"]


def test_the_eu_and_its_members_do_not_add_up() -> None:
    found = reasons(together("eu-2024-11-18-delivered-1m", "de-2024-03-27-via-czech-180k"))
    assert set(found["overlapping_suppliers"]) == {"eu-2024-11-18-delivered-1m", "de-2024-03-27-via-czech-180k"}


def test_the_czech_initiative_and_the_eu_do_not_add_up() -> None:
    answer = asked(
        supplier="eu,cz-initiative",
        recipient="ua",
        munition="large-calibre-round",
        stage="delivered",
        claimant="eu-hr,cz-government",
    )
    assert "overlapping_suppliers" in reasons(answer.outcome)


def test_containers_voyages_tonnes_and_rounds_are_views_of_one_cargo() -> None:
    found = reasons(
        together(
            "osc-2025-04-15-containers", "osc-2025-04-15-voyages", "osc-2025-04-15-rounds", "c4ads-2024-06-22-tonnes"
        )
    )
    assert len(found["mixed_unit"]) == 4
    assert set(found["part_of"]) >= {"osc-2025-04-15-containers", "osc-2025-04-15-rounds"}


def test_a_tranche_is_inside_the_total_that_contains_it() -> None:
    assert "part_of" in reasons(together("us-nkru-2023-10-13-containers", "us-nkru-2023-10-13-tranche"))


def test_claimants_on_one_flow_do_not_add_up() -> None:
    assert "overlapping_claimants" in reasons(together("csis-2024-02-28-rounds", "rok-nis-2023-11-01"))


def test_pledged_and_delivered_are_the_same_rounds_at_different_stages() -> None:
    assert "mixed_stage" in reasons(together("us-2023-04-12-pledged-1.5m", "us-2023-08-11-over-2m"))


def test_everybody_together_contains_everybody() -> None:
    tree = catalogue()
    relations = nesting(tree)
    (coalition,) = some("shipments", ("ua-2025-05-04-zelensky-3m",))
    others = [code for code in ("eu", "us", "cz-initiative", "gb", "no", "kr", "pk", "europe") if code in tree.actors]
    assert all(relations.same_party(coalition.supplier, other) for other in others)


def test_south_korean_rounds_to_the_united_states_are_not_rounds_to_ukraine() -> None:
    assert nesting(catalogue()).same_party("kr", "us")


def test_suppliers_that_do_not_overlap_add_up_as_a_floor() -> None:
    outcome = together("eu-2024-11-18-delivered-1m", "us-2023-08-11-over-2m")
    assert isinstance(outcome, Total)
    assert (outcome.quantity.bound, outcome.quantity.low) == ("at-least", Decimal(3_000_000))


def test_the_sanctions_monitoring_team_is_not_independent_of_its_members() -> None:
    overlaps = claimant_overlaps()
    assert independent(["msmt", "us-government", "kr-mnd"], overlaps) == 2
    assert independent(["us-government", "us-dod", "us-eucom"], overlaps) == 1
    assert independent(["ua-un-mission", "ua-hur"], overlaps) == 1


def test_an_unknown_code_is_named() -> None:
    with pytest.raises(BadQuestion) as caught:
        compute(TotalQuestion(("kp", "zz"), ("ru",), ("artillery-round",), date(2024, 6, 14)))
    assert [(fault.parameter, fault.value) for fault in caught.value.faults] == [("supplier", "zz")]
