from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from flows.estimates.differences import differences
from flows.records import AnyClaim
from flows.vocabulary import StartBasis
from tests.makers import indicator, rate, ratio, shipment

CAPACITY = shipment(
    "seoul",
    4_800_000,
    bound="up-to",
    basis="capacity-if-full",
    derived_from="boxes",
    factor=Decimal(480),
    period_start=date(2023, 8, 1),
)
DELIVERED = shipment(
    "brussels", 500_000, bound="about", stage="delivered", supplier="eu", supplier_name="European Union"
)


def test_every_aspect_that_shapes_the_figure_is_set_side_by_side() -> None:
    aspects = {aspect.code: aspect for aspect in differences(CAPACITY, DELIVERED)}
    assert aspects["basis"].left == "capacity if full"
    assert aspects["basis"].right == "reported count"
    assert aspects["factor"].left == "boxes times 480"
    assert aspects["factor"].right is None
    assert aspects["period"].left == "2023-08-01 to an end not stated"
    of_series = replace(CAPACITY, start_basis=StartBasis.SERIES)
    (period,) = (each for each in differences(CAPACITY, of_series) if each.code == "period")
    assert period.differs
    assert period.right == "a start not stated (2023-08-01 in others of its series) to an end not stated"
    assert {code for code, aspect in aspects.items() if aspect.differs} == {
        "scope",
        "stage",
        "basis",
        "bound",
        "factor",
        "period",
    }


def test_a_claim_does_not_differ_from_itself() -> None:
    assert not any(aspect.differs for aspect in differences(CAPACITY, CAPACITY))


NATO = rate("nato", period_start=date(2024, 3, 1))
KYIV = rate(
    "kyiv",
    70_000,
    claimant="ua-general-staff",
    claimant_name="Ukraine's General Staff",
    claimed_on=date(2024, 8, 20),
    bound="exact",
    period_start=date(2024, 1, 1),
    period_end=date(2024, 6, 30),
)


def test_two_rates_say_what_each_counts_and_when() -> None:
    aspects = {aspect.code: aspect for aspect in differences(NATO, KYIV)}
    assert (aspects["activity"].left, aspects["activity"].differs) == ("fired", False)
    assert (aspects["per"].left, aspects["place"].left) == ("a day", None)
    assert aspects["period"].left == "2024-03-01 to an end not stated"
    assert aspects["period"].right == "2024-01-01 to 2024-06-30"
    assert {code for code, aspect in aspects.items() if aspect.differs} == {"claimant", "date", "bound", "period"}


def test_two_ratios_say_what_each_compares_and_when() -> None:
    then = ratio("then", Decimal(10), Decimal(10), period_start=date(2023, 6, 1), period_end=date(2023, 8, 31))
    now = ratio("now", Decimal(2), Decimal(2), bound="about", period_start=date(2025, 8, 1), compared="guns")
    aspects = {aspect.code: aspect for aspect in differences(then, now)}
    assert (aspects["compared"].left, aspects["compared"].right) == ("rounds fired", "guns")
    assert aspects["scope"].left == "Russia over Ukraine"
    assert {code for code, aspect in aspects.items() if aspect.differs} == {"compared", "bound", "period"}


def test_two_context_figures_say_what_each_counts_and_when() -> None:
    cost = indicator("cost", period_start=date(2023, 1, 1), period_end=date(2023, 12, 31))
    economy = indicator("economy", 24_500_000_000, name="gdp", period_start=date(2022, 1, 1))
    aspects = {aspect.code: aspect for aspect in differences(cost, economy)}
    assert (aspects["counted"].left, aspects["counted"].right) == ("missile test cost", "gdp")
    assert {code for code, aspect in aspects.items() if aspect.differs} == {"counted", "period"}


@pytest.mark.parametrize(
    "claim", [NATO, ratio("r", None, None), indicator("i"), CAPACITY], ids=lambda claim: claim.code
)
def test_no_claim_of_any_kind_differs_from_itself(claim: AnyClaim) -> None:
    aspects = differences(claim, claim)
    assert not any(aspect.differs for aspect in aspects)
    assert [aspect.code for aspect in aspects][:2] == ["claimant", "date"]
    assert aspects[-1].code == "period"


def test_claims_of_two_kinds_have_nothing_to_compare() -> None:
    with pytest.raises(ValueError, match="nato and seoul are claims of two kinds"):
        differences(NATO, CAPACITY)
