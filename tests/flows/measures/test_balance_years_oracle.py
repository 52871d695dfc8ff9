"""Got, made and fired by both sides, year by year, over random ledgers: as a naive derivation has each cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.nesting import Nesting
from flows.measures import balance
from flows.measures.balance import Known
from flows.measures.balance_years import TERMS, BalanceYears, of_flows, years_to
from flows.queries.balance_claims import BalanceClaims
from flows.queries.catalogue import Catalogue
from flows.questions import Flow
from flows.questions.balance_years import BalanceYearsQuestion
from flows.records import Actor, AnyClaim, Munition
from tests.makers import indicator, rate, shipment
from tests.oracles.balance_years import cell

SIDES, GOODS, NARROWER = ("ru", "ua"), "artillery-round", "artillery-round-152mm"
NESTING = Nesting(
    actors={"eu": frozenset({"de"}), "de": frozenset({"eu"})},
    above={GOODS: frozenset({"munition"}), NARROWER: frozenset({GOODS, "munition"}), "munition": frozenset()},
)
TREE = Catalogue(
    {code: Actor(code=code, name=code, kind="state", iso_alpha3="", part_of=None, notes="") for code in SIDES},
    {
        code: Munition(code=code, name=code, plural=code, parent=parent, calibre_mm=None, unit="round", notes="")
        for code, parent in (("munition", None), (GOODS, "munition"), (NARROWER, GOODS))
    },
)
DAYS = (date(2025, 12, 31), date(2025, 5, 20), date(2024, 10, 2))


def ledger(chance: Random) -> list[AnyClaim]:
    """Flows of one supplier by many claims, or of several by one each; paces, and figures of what was fired in all."""
    suppliers = ["kp"] * chance.randint(0, 5)
    if chance.random() < 0.5:
        suppliers = chance.sample(["kp", "ir", "eu", "de"], chance.randint(2, 4))
    # What several suppliers sent is added only at one stage and on one basis.
    alike = {"stage": "delivered", "basis": "reported-count", **times(chance)} if chance.random() < 0.8 else {}
    claims: list[AnyClaim] = [shipment(f"flow-{n}", **flow(chance, one) | alike) for n, one in enumerate(suppliers)]
    claims += [rate(f"pace-{n}", **pace(chance)) for n in range(chance.randint(0, 6))]
    claims += [indicator(f"total-{n}", **of_context(chance)) for n in range(chance.randint(0, 2))]
    return claims


def figures(chance: Random, sizes: tuple[int, ...]) -> dict[str, Any]:
    bound = chance.choice(("exact", "about", "at-least", "up-to", "between", "unquantified"))
    low, high = sorted(chance.choice(sizes) + number for number in (0, 7))
    return {
        "bound": bound,
        "low": low if bound in ("at-least", "between") else None,
        "point": high if bound in ("exact", "about") else None,
        "high": high if bound in ("up-to", "between") else None,
    }


def times(chance: Random) -> dict[str, Any]:
    """Ends near to those of years, within years, far apart, or not stated."""
    start = date(2023, 1, 1) + timedelta(days=chance.choice((0, 0, 20, 100, 200, 365, 380, 500, 731, 800)))
    end = start + timedelta(days=chance.choice((0, 29, 90, 180, 300, 364, 364, 500)))
    stated = end + timedelta(days=chance.choice((-60, 1, 30, 200)))
    return {
        "period_start": start if chance.random() < 0.8 else None,
        "period_end": end if chance.random() < 0.8 else None,
        "claimed_on": max(stated, start),
    }


def flow(chance: Random, supplier: str) -> dict[str, Any]:
    when = times(chance)
    return {
        **figures(chance, (0, 1_000, 40_000, 2_000_000)),
        **when,
        "figure": None,
        "supplier": supplier,
        "recipient": chance.choice(SIDES) if supplier == "kp" else "ru",
        "munition": chance.choice((GOODS, GOODS, NARROWER)),
        "stage": chance.choice(("shipped", "delivered", "delivered", "pledged")),
        "basis": chance.choice(("reported-count", "reported-count", "capacity-if-full")),
        "temporal": chance.choice(("cumulative", "interval")),
        "stance": "asserts" if chance.random() < 0.9 else "denies",
        "start_basis": "series" if when["period_start"] and chance.random() < 0.2 else "stated",
    }


def pace(chance: Random) -> dict[str, Any]:
    place = chance.choice(("", "", "", "front", "sector"))
    return {
        **figures(chance, (0, 10, 5_000, 300_000)),
        **times(chance),
        "actor": chance.choice(SIDES),
        "activity": chance.choice(("fired", "fired", "produced", "capacity", "needed")),
        "munition": chance.choice((GOODS, GOODS, NARROWER)),
        "per": chance.choice(("day", "month", "year", "year")),
        "place": place or None,
        "place_name": {"front": "Whole front", "sector": "A sector"}.get(place, ""),
    }


def of_context(chance: Random) -> dict[str, Any]:
    return {
        **figures(chance, (0, 90_000, 4_000_000)),
        **times(chance),
        "actor": chance.choice(SIDES),
        "name": chance.choice(("shells-fired", "shell-stock")),
        "unit": "round",
    }


def answer_of(claims: list[AnyClaim], day: date) -> BalanceYears:
    """The answer where these are the claims that stand: what is read of the database is given."""

    def whose(side: str) -> Callable[[AnyClaim], bool]:
        return lambda claim: side in (getattr(claim, "recipient", ""), getattr(claim, "actor", ""))

    def claims_about(subject: Any, *_: Any) -> BalanceClaims:
        of_side = filter(whose(subject.side), claims)
        return BalanceClaims(tuple(sorted(of_side, key=lambda claim: (claim.claimed_on, claim.code))), (), more=False)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(balance, "claims_about", claims_about)
        flows = Flow("kp", "ru", GOODS), Flow("eu", "ua", GOODS)
        known = Known(TREE, SIDES, tuple(TREE.munitions), NESTING)
        return of_flows(BalanceYearsQuestion(GOODS), flows, years_to(day), known)


@given(st.randoms(use_true_random=False), st.sampled_from(DAYS))
def test_every_cell_is_what_a_naive_derivation_has(chance: Random, day: date) -> None:
    claims = ledger(chance)
    answer = answer_of(claims, day)
    naive = {
        (side, start.year, term): cell(
            [claim for claim in claims if side in (getattr(claim, "recipient", ""), getattr(claim, "actor", ""))],
            term.code,
            GOODS,
            (start, end),
            NESTING,
        )
        for side in SIDES
        for start, end in years_to(day)
        for term in TERMS
    }
    assert set(answer.years) == {year for (_, year, _), found in naive.items() if found is not None}
    for side in answer.sides:
        for year in side.years:
            for term in year.terms:
                found = naive[side.side.code, year.question.start.year, term.term]
                assert bool(term.readings) == (found is not None)
                low, high = found or (0, None)
                assert (int(term.interval.low or 0), term.interval.high) == (low, high), term


def test_the_derivation_has_every_kind_of_cell() -> None:
    """That the random ledgers try what the rules are about: floors, ceilings, sums over suppliers, and paces alone."""
    found: set[tuple[bool, bool]] = set()
    summed = alone = 0
    for seed in range(150):
        answer = answer_of(ledger(Random(seed)), DAYS[0])
        for term in (term for side in answer.sides for year in side.years for term in year.terms if term.readings):
            found.add((bool(term.interval.low), term.interval.high is not None))
            summed += any(len(reading.claims) > 1 for reading in term.readings)
            alone += all(one.is_own_pace for one in term.readings)
    assert len(found) == 4
    assert summed > 3
    assert alone > 3
