"""How the figures of a claimant moved and fared: worked answers, and every pair of claims compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.fared import Fared, courses, fared, relation
from flows.estimates.ledger import resolve
from flows.estimates.nesting import Nesting
from flows.records import Shipment
from tests.makers import ledgers, shipment
from tests.oracles import fared as oracle

ME = "kr-mnd"
LARGE, ALL = "artillery-round-152mm", "artillery-round"
ABOVE = {LARGE: frozenset((ALL,))}
APART = Nesting({}, {}, ABOVE)
YEAR = {"temporal": "interval", "period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}
MINE = shipment("mine", 4_000_000, **YEAR)
NEAR = {"kr-mnd": frozenset(("ua-hur",)), "ua-hur": frozenset(("kr-mnd",))}


def of(*claims: Shipment, nesting: Nesting = APART) -> Fared:
    ledger = resolve(claims)
    return fared(ledger.known, [claim.code for claim in ledger.standing], ME, nesting)


def other(code: str, figure: int | None, **named: object) -> Shipment:
    return shipment(code, figure, **{"claimant": "us-government", **YEAR, **named})


def test_a_figure_for_the_same_goods_and_time_has_room_or_lies_above_or_below() -> None:
    floor, above, below = (
        other("floor", 2_000_000, bound="at-least"),
        other("above", 5_000_000, claimant="nato"),
        other("below", 3_000_000, bound="up-to", claimant="csis"),
    )
    assert [relation(MINE, claim) for claim in (floor, above, below, MINE)] == ["meets", "higher", "lower", "meets"]
    assert [relation(floor, above), relation(below, below), relation(floor, MINE)] == ["meets", "meets", "meets"]
    (found,) = of(MINE, floor, above, below).beside
    assert (found.meets, found.higher, found.lower, found.figures, found.claimants) == (1, 1, 1, 3, 3)
    assert of(MINE).alone == 1


def test_another_time_stage_unit_munition_or_party_is_not_the_same() -> None:
    apart = (
        other("time", 1, period_start=date(2023, 1, 1), period_end=date(2023, 12, 31)),
        other("stage", 1, stage="pledged"),
        other("unit", 1, unit="container"),
        other("kind", 1, munition=LARGE),
        other("party", 1, recipient="kp", supplier="ir"),
        other("undated", 1, period_start=None, period_end=None),
        other("word", None),
    )
    found = of(MINE, *apart)
    assert (found.alone, found.beside) == (1, ())


def test_who_is_not_independent_or_repeats_the_same_statement_does_not_count() -> None:
    relative = other("relative", 5_000_000, claimant="ua-hur")
    assert of(MINE, relative).alone == 0
    assert of(MINE, relative, nesting=Nesting({}, NEAR, ABOVE)).alone == 1
    document = ("a-document",)
    assert of(replace(MINE, originals=document), other("copy", 5_000_000, originals=document)).alone == 1


def test_fates_are_counted_and_a_denial_reaches_what_it_contains() -> None:
    older = shipment("older", 1_000_000, munition=LARGE)
    newer = shipment("newer", 2_000_000, munition=LARGE, supersedes="older", claimed_on=date(2024, 2, 1))
    withdrawn = shipment("withdrawn", 9, status="retracted", munition=LARGE)
    denial = other("denial", None, stance="denies", temporal="snapshot", munition=ALL, claimant="kp-government")
    elsewhere = replace(denial, code="elsewhere", recipient="ir")
    found = of(older, newer, withdrawn, denial, elsewhere)
    assert (found.claims, found.standing, found.superseded, found.retracted) == (3, 1, 1, 1)
    assert (found.denied, [claim.code for claim in found.deniers]) == (2, ["denial"])


def test_courses_are_the_totals_of_one_flow_and_stage_in_order() -> None:
    first, second, third = (shipment(f"c{day}", day, claimed_on=date(2024, 1, day)) for day in (1, 2, 3))
    pledged = shipment("pledged", 1, stage="pledged")
    period = replace(MINE, code="period")
    (found,) = courses([third, pledged, first, period, second])
    assert [claim.code for claim in found.totals] == ["c1", "c2", "c3"]
    assert found.newest == third


@given(ledgers(), st.data())
def test_every_pair_compared_gives_the_same(claims: list[Shipment], data: st.DataObject) -> None:
    flows = st.sampled_from([("ru", ALL), ("ru", LARGE), ("ir", ALL)])
    drawn = [(claim, *data.draw(flows)) for claim in claims]
    claims = [replace(claim, recipient=recipient, munition=munition) for claim, recipient, munition in drawn]
    nesting = Nesting({}, data.draw(st.sampled_from([{}, NEAR])), ABOVE)
    ledger = resolve(claims)
    standing = {claim.code for claim in ledger.standing}
    near = nesting.claimants.get(ME, frozenset())
    found = fared(ledger.known, standing, ME, nesting)
    assert {name: getattr(found, name) for name in oracle.fates(ledger.known, standing, ME)} == oracle.fates(
        ledger.known, standing, ME
    )
    denied, deniers = oracle.denied(ledger.known, ME, near, ABOVE)
    assert (found.denied, {claim.code for claim in found.deniers}) == (len(denied), deniers)
    expected = oracle.beside(ledger.known, standing, ME, near)
    counted = {each.claim.code: (each.meets, each.higher, each.lower) for each in found.beside}
    assert counted == {code: numbers for code, numbers in expected.items() if sum(numbers)}
    assert found.alone == sum(not sum(numbers) for numbers in expected.values())
