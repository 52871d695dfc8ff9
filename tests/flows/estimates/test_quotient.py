from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.quotient import divide, quotient, rounded
from flows.records import Quantity
from flows.vocabulary import Bound
from tests.makers import shipment

SEOUL = shipment("seoul", 4_800_000, bound="up-to", basis="capacity-if-full")
ARTICLE = shipment("article", 1_000_000, supplier="eu", recipient="ua")
BRUSSELS = shipment("brussels", 500_000, bound="about", supplier="eu", recipient="ua", stage="delivered")


def test_capacity_over_a_count_is_a_ceiling_and_not_comparable() -> None:
    answer = quotient(SEOUL, ARTICLE)
    assert answer.ratio == Quantity(Bound.UP_TO, high=Decimal("4.8"))
    assert answer.differences == ("mixed_basis",)
    assert not answer.comparable


def test_shipped_over_delivered_says_so() -> None:
    answer = quotient(SEOUL, BRUSSELS)
    assert answer.ratio == Quantity(Bound.UP_TO, high=Decimal("9.6"))
    assert answer.differences == ("mixed_stage", "mixed_basis")


def test_like_over_like_is_comparable() -> None:
    answer = quotient(shipment("nis", 1_000_000, bound="at-least"), ARTICLE)
    assert answer.comparable
    assert answer.ratio == Quantity(Bound.AT_LEAST, low=Decimal(1))


def test_different_units_give_no_ratio() -> None:
    answer = quotient(shipment("boxes", 10_000, munition="container", unit="container"), ARTICLE)
    assert answer.ratio == Quantity(Bound.UNQUANTIFIED)
    assert "mixed_unit" in answer.differences


def test_words_give_no_ratio() -> None:
    assert quotient(shipment("dozens", None), ARTICLE).differences == ("unquantified",)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (Quantity(Bound.UP_TO, high=Decimal(8)), Quantity(Bound.UP_TO, high=Decimal(2)), Quantity(Bound.UNQUANTIFIED)),
        (
            Quantity(Bound.AT_LEAST, low=Decimal(8)),
            Quantity(Bound.AT_LEAST, low=Decimal(2)),
            Quantity(Bound.UNQUANTIFIED),
        ),
        (
            Quantity(Bound.UP_TO, high=Decimal(8)),
            Quantity(Bound.AT_LEAST, low=Decimal(2)),
            Quantity(Bound.UP_TO, high=Decimal(4)),
        ),
        (
            Quantity(Bound.AT_LEAST, low=Decimal(8)),
            Quantity(Bound.UP_TO, high=Decimal(2)),
            Quantity(Bound.AT_LEAST, low=Decimal(4)),
        ),
        (
            Quantity(Bound.ABOUT, point=Decimal(8)),
            Quantity(Bound.EXACT, point=Decimal(2)),
            Quantity(Bound.ABOUT, point=Decimal(4)),
        ),
        (
            Quantity(Bound.BETWEEN, low=Decimal(4), high=Decimal(8)),
            Quantity(Bound.EXACT, point=Decimal(2)),
            Quantity(Bound.BETWEEN, low=Decimal(2), high=Decimal(4)),
        ),
    ],
)
def test_bounds_carry_through_a_division(left: Quantity, right: Quantity, expected: Quantity) -> None:
    assert divide(left, right) == expected


@given(st.decimals(min_value="0.001", max_value="100000000", places=3))
def test_rounding_keeps_four_significant_digits(value: Decimal) -> None:
    short = rounded(value)
    assert short is not None
    assert abs(short - value) <= value * Decimal("0.0006")
