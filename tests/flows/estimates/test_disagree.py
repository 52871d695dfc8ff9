from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.disagree import dispute, nearest, newest
from flows.estimates.ledger import resolve
from flows.records import Shipment
from flows.vocabulary import Verdict
from tests.flows.estimates.test_pairs import ALLIES, NOBODY, OF_152MM, PARENTS, TREE, against, of
from tests.makers import ledgers, rate
from tests.oracles import disagree as oracle


def test_claimants_of_one_party_and_one_statement_count_once() -> None:
    one, other = of("us-government", 1), of("kr-mnd", 3)
    assert against(one, other, ALLIES).verdict is Verdict.NOT_INDEPENDENT
    assert against(one, other).verdict is Verdict.APART
    told = dispute([of("a", 1, originals=("report",)), of("b", 3, originals=("report",))], (), NOBODY)
    assert ([pair.verdict for pair in told.pairs], told.claimants) == ([Verdict.NOT_INDEPENDENT], 1)


def test_only_the_newest_of_a_claimant_is_held_against_others() -> None:
    months = {"period_start": date(2024, 4, 1), "period_end": date(2024, 4, 30)}
    older = rate("older", 1, claimed_on=date(2024, 4, 1), **months)
    newer = rate("newer", 2, claimed_on=date(2024, 5, 1), **months)
    assert [claim.code for claim in newest([newer, older])] == ["newer"]


def test_a_denial_stands_beside_the_figure_of_its_own_time() -> None:
    denial = of("kp", None, stance="denies", bound="unquantified", claimed_on=date(2022, 12, 22))
    near = of("a", 1, code="near", claimed_on=date(2023, 1, 20), period_start=date(2022, 9, 1))
    far = of("a", 9, code="far", claimed_on=date(2025, 7, 13), period_start=date(2022, 7, 1), munition="rocket")
    ahead = of("b", 3, code="ahead", claimed_on=date(2024, 1, 20), period_start=date(2023, 1, 1))
    found = dispute([near, far, ahead], [denial], NOBODY)
    assert [pair.right.code for pair in found.pairs if pair.verdict is Verdict.DENIED] == ["near"]


def test_a_denial_stands_as_a_denial_beside_the_newest_figure() -> None:
    denial = of("kp", None, stance="denies", bound="unquantified")
    found = dispute([of("a", 1), of("b", 3)], [denial], NOBODY)
    assert [voice.claimant for voice in found.voices] == ["a", "b", "kp"]
    assert found.denied
    assert [(pair.verdict, pair.left.code) for pair in found.pairs if pair.verdict is Verdict.DENIED] == [
        (Verdict.DENIED, denial.code)
    ] * 2
    assert found.pairs[0].verdict is Verdict.APART


def test_of_a_reference_only_its_own_pairs_are_told() -> None:
    found = dispute([of("a", 1), of("b", 3), of("c", 12)], (), NOBODY, ("b",))
    assert [(pair.left.claimant, pair.right.claimant) for pair in found.pairs] == [("c", "b"), ("b", "a")]


def test_beside_a_claim_the_nearest_in_time_come_first_and_each_claimant_once() -> None:
    mine = of("a", 1)
    near = of("b", 3, claimed_on=date(2025, 3, 1))
    far = of("b", 4, claimed_on=date(2023, 1, 1), period_start=date(2022, 1, 1), period_end=date(2022, 12, 31))
    other = of("c", 5, period_start=date(2023, 1, 1), period_end=date(2023, 12, 31))
    own = of("a", 7)
    assert [pair.other(mine).code for pair in nearest(mine, [far, other, near, own], NOBODY)] == [near.code, other.code]


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({"period_start": None}, Verdict.UNKNOWN_PERIOD),
        ({"part_of": "whole"}, Verdict.PART_OR_READING),
        ({"originals": ("report",)}, Verdict.NOT_INDEPENDENT),
    ],
)
def test_what_is_not_compared_has_no_size(changed: dict[str, Any], verdict: Verdict) -> None:
    one = of("a", 4, originals=("report",))
    (found,) = nearest(one, [of("b", 3, **changed)], NOBODY)
    assert (found.verdict, found.ratio) == (verdict, None)


def test_an_independent_figure_of_a_known_time_comes_before_one_that_is_not_independent() -> None:
    """Seoul's 28,000 containers stand first beside 24,000 of the United States, and not beside a team it is part of."""
    total = {"temporal": "cumulative", "unit": "container", "munition": "container"}
    seoul = of("kr", 28_000, **total, period_start=date(2022, 7, 1), start_basis="series", claimed_on=date(2025, 7, 13))
    team = of("team", 20_000, **total, period_start=date(2023, 9, 1), period_end=None, claimed_on=date(2025, 5, 29))
    us = of("us", 24_000, **total, period_start=date(2023, 9, 1), period_end=None, claimed_on=date(2025, 5, 7))
    uk = of("uk", 20_000, **total, period_start=None, period_end=None, claimed_on=date(2025, 5, 7))
    party = {"kr": frozenset({"team"}), "team": frozenset({"kr"})}
    found = dispute([seoul, team, us, uk], (), party, ("kr",))
    assert [(pair.other(seoul).claimant, pair.verdict) for pair in found.pairs] == [
        ("us", Verdict.DIFFERENT_PERIODS),
        ("uk", Verdict.UNKNOWN_PERIOD),
        ("team", Verdict.NOT_INDEPENDENT),
    ]


def test_figures_about_parts_are_held_against_the_whole_and_not_against_one_another() -> None:
    whole = of("a", 4)
    parts = [of("b", 6, **OF_152MM), of("c", 9, **OF_152MM)]
    found = dispute([whole], (), NOBODY, above=TREE, narrower=parts)
    assert [(pair.left.claimant, pair.right.claimant) for pair in found.pairs] == [("c", "a"), ("b", "a")]
    assert [voice.claimant for voice in found.voices] == ["a", "b", "c"]


@given(ledgers(), st.lists(st.sampled_from(sorted(TREE)), min_size=25, max_size=25))
def test_what_differs_is_what_trying_every_pair_finds(ledger: list[Shipment], kinds: list[str]) -> None:
    claims = [replace(claim, munition=kind) for claim, kind in zip(ledger, kinds, strict=False)]
    standing = resolve(claims).standing
    found = dispute(standing, (), ALLIES, above=TREE)
    told = {(pair.left.code, pair.right.code, pair.verdict.code) for pair in found.differing}
    expected = oracle.differing([c for c in newest(standing) if isinstance(c, Shipment)], ALLIES, PARENTS)
    assert told == {row[:3] for row in expected}
    sizes = {row[:2]: row[3] for row in expected}
    for pair in found.differing:
        times = sizes[pair.left.code, pair.right.code]
        if times is None:
            assert pair.size == Decimal("Infinity")
        else:
            assert abs(Fraction(pair.size) / times - 1) < Fraction(1, 10**20)
    order = [pair.size for pair in found.pairs]
    assert order == sorted(order, reverse=True)


@given(ledgers(largest=12))
def test_every_figure_is_somebodys_and_every_two_claimants_stand_beside_each_other(claims: list[Shipment]) -> None:
    standing = resolve(claims).standing
    found = dispute(standing, (), ALLIES)
    assert sorted(c.code for voice in found.voices for c in voice.figures) == sorted(c.code for c in newest(standing))
    met = {frozenset((pair.left.claimant, pair.right.claimant)) for pair in found.pairs}
    several = [voice.claimant for voice in found.voices if voice.figures]
    assert met == {frozenset((a, b)) for a in several for b in several if a != b}
