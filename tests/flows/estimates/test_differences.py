from __future__ import annotations

from datetime import date
from decimal import Decimal

from flows.estimates.differences import differences
from tests.makers import shipment

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
