"""The sentence of a claim held against its figures."""

from decimal import Decimal

import pytest

from flows.extraction.agreement import disagreement
from flows.records import AnyClaim
from tests.makers import ratio, shipment


def claim(statement: str, figure: int = 999) -> AnyClaim:
    return shipment("a-claim", figure, statement=statement)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("The ministry said that 777 shells had been shipped.", ("777",)),
        ("The ministry said that 777 shells, not 888, had been shipped.", ("777", "888")),
        ("The ministry said that 9.99 million shells had been shipped.", ("9.99 million",)),
        ("The ministry said in 2024 that 777 shells of 152 mm had been shipped.", ("777",)),
        ("The ministry spoke of two hundred shells.", ("two hundred",)),
    ],
)
def test_other_numbers_are_named(statement: str, words: tuple[str, ...]) -> None:
    found = disagreement(claim(statement))
    assert found is not None
    assert (found.figures, found.words) == ((Decimal(999),), words)


@pytest.mark.parametrize(
    "statement",
    [
        "The ministry said that 999 shells had been shipped.",
        "The ministry said that 999 shells had been shipped in 40 voyages.",
        "The ministry said in June 2024 that some 152 mm shells had been shipped.",
        "The ministry said that half of the shells had been shipped.",
        "The ministry said that 50 percent had been shipped by 14 June.",
        "Two of three officials spoke of shells.",
    ],
)
def test_the_same_number_and_what_is_no_count_are_let_pass(statement: str) -> None:
    assert disagreement(claim(statement)) is None


def test_a_ratio_is_held_against_ratios_alone() -> None:
    ten = ("a-ratio", Decimal(10), Decimal(10))
    assert disagreement(ratio(*ten, statement="10,000 rounds a day stood against 1,000.")) is None
    found = disagreement(ratio(*ten, statement="Russia fired five to one."))
    assert found is not None
    assert found.words == ("five",)
