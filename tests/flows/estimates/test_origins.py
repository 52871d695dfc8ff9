"""Origins: twenty outlets, one interview; and a figure computed from another is no second witness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.estimates.origins import in_order, independent_claimants, is_original, origins, shared, told
from flows.records import Appearance, Shipment, typed
from flows.vocabulary import Basis
from tests.makers import shipment
from tests.oracles import origins as oracle

CLAIMANTS = ("kr-mnd", "us-government", "ua-hur", "msmt")


def appearance(code: str, **named: Any) -> Appearance:
    facts: dict[str, Any] = {
        "code": code,
        "claim": "a-claim",
        "source": f"in-{code}",
        "publisher": "A publisher",
        "source_title": "A title",
        "source_link": "https://example.org/a",
        "published_on": date(2024, 6, 14),
        "reliability": "C",
        "place": "",
        "language": "en",
        "kind": "report",
        "carries": (),
        "wording": "",
        "reports": None,
        "notes": "",
    }
    kind = {**facts, **named}["kind"]
    values = {**facts, **named} if kind else {**facts, **named, "kind": "report"}
    made = typed(Appearance, values)
    return Appearance(**(made if kind else {**made, "kind": None}))


def counted(heads: list[Shipment], known: list[Shipment], overlaps: Mapping[str, frozenset[str]] | None = None) -> int:
    return independent_claimants(heads, shared(heads, known), overlaps or {})


def test_the_original_comes_first_and_what_nobody_judged_last() -> None:
    every = [
        appearance("unjudged", kind=None),
        appearance("copy", kind="copy"),
        appearance("later", published_on=date(2024, 6, 15)),
        appearance("report"),
        appearance("undated", published_on=None),
        appearance("original", kind="original", published_on=date(2025, 1, 1)),
    ]
    order = in_order(every, "")
    assert [one.code for one in order] == ["original", "report", "later", "undated", "copy", "unjudged"]
    assert [is_original(one) for one in order] == [True, *[False] * 5]
    assert [one.code for one in in_order(every, "in-later")][:3] == ["original", "later", "report"]


def test_who_relayed_whom_is_a_tree() -> None:
    every = [
        appearance("copy", kind="copy", reports="report"),
        appearance("other", reports="not-known-yet"),
        appearance("original", kind="original"),
        appearance("report", reports="original"),
        appearance("", kind=None),
    ]
    found = [
        (step.appearance.code, step.depth, step.relays.code if step.relays else "")
        for step in told(in_order(every, ""))
    ]
    assert found == [
        ("original", 1, ""),
        ("report", 2, "original"),
        ("copy", 3, "report"),
        ("other", 1, ""),
        ("", 1, ""),
    ]


def test_a_claim_derived_from_anothers_is_not_independent_of_it() -> None:
    first = shipment("us", claimant="us-government")
    second = shipment("kr", claimant="kr-mnd", derived_from="us")
    assert counted([first, second], [first, second]) == 1
    assert shared([first, second], [first, second]) == (("kr", "us"),)


def test_a_share_of_anothers_target_is_a_statement_of_its_own() -> None:
    pledge = shipment("pledge", claimant="eu", stage="pledged")
    share = shipment("share", claimant="ua", basis="percent-of-target", derived_from="pledge")
    assert shared([pledge, share], []) == ()
    assert shared([pledge, replace(share, basis=Basis.DECLARED)], []) == (("pledge", "share"),)


def test_two_claims_derived_from_a_third_are_one_origin_wherever_the_third_is() -> None:
    one, other = (
        shipment("kr", claimant="kr-mnd", derived_from="containers"),
        shipment("ua", claimant="ua-hur", derived_from="containers"),
    )
    assert counted([one, other], [one, other]) == 1


def test_a_derivation_is_followed_through_claims_that_are_no_heads() -> None:
    between = shipment("between", claimant="us-government", derived_from="root")
    heads = [
        shipment("kr", claimant="kr-mnd", derived_from="between"),
        shipment("ua", claimant="ua-hur", derived_from="root"),
    ]
    assert counted(heads, [between, *heads]) == 1
    assert counted(heads, heads) == 2


def test_one_document_that_is_the_original_of_both_is_one_origin() -> None:
    one = shipment("kr", claimant="kr-mnd", originals=("joint-statement",))
    other = shipment("us", claimant="us-government", originals=("another", "joint-statement"))
    assert counted([one, other], [one, other]) == 1
    assert len(set(origins([one, other]).values())) == 1


def test_a_claimant_with_a_total_of_its_own_stays_independent() -> None:
    heads = [
        shipment("kr", claimant="kr-mnd"),
        shipment("kr-derived", claimant="kr-mnd", derived_from="us"),
        shipment("us", claimant="us-government"),
    ]
    assert counted(heads, heads) == 2


def test_the_derivations_of_one_claimant_among_its_own_share_nothing() -> None:
    heads = [shipment("containers"), shipment("shells", derived_from="containers")]
    assert shared(heads, heads) == ()
    assert counted(heads, heads) == 1


def test_overlaps_and_origins_count_together() -> None:
    overlaps = {"msmt": frozenset({"kr-mnd"}), "kr-mnd": frozenset({"msmt"})}
    heads = [
        shipment("kr", claimant="kr-mnd"),
        shipment("msmt", claimant="msmt"),
        shipment("ua", claimant="ua-hur", derived_from="kr"),
    ]
    assert counted(heads, heads, overlaps) == 2
    assert counted(heads, heads) == 2
    assert counted([], []) == 0


@st.composite
def related(draw: st.DrawFn) -> tuple[list[Shipment], list[Shipment], dict[str, frozenset[str]]]:
    size = draw(st.integers(0, 8))
    claims = [
        shipment(
            f"c{number}",
            claimant=draw(st.sampled_from(CLAIMANTS)),
            derived_from=draw(
                st.sampled_from([None, None, "elsewhere", *(f"c{earlier}" for earlier in range(number))])
            ),
            originals=tuple(draw(st.sets(st.sampled_from(["a", "b", "c"]), max_size=1))),
        )
        for number in range(size)
    ]
    heads = [claim for claim in claims if draw(st.booleans())]
    pairs = draw(st.sets(st.tuples(st.sampled_from(CLAIMANTS), st.sampled_from(CLAIMANTS)), max_size=3))
    overlaps = {
        code: frozenset({b for a, b in pairs if a == code} | {a for a, b in pairs if b == code}) - {code}
        for code in CLAIMANTS
    }
    return claims, heads, overlaps


@settings(max_examples=150)
@given(related())
def test_origins_and_independence_are_as_the_oracle_has_them(
    drawn: tuple[list[Shipment], list[Shipment], dict[str, frozenset[str]]],
) -> None:
    claims, heads, overlaps = drawn
    of = origins(claims)
    for one in claims:
        for other in claims:
            assert (of[one.code] == of[other.code]) is oracle.one_origin(one, other, claims)
    assert counted(heads, claims, overlaps) == oracle.independent_claimants(heads, claims, overlaps)
