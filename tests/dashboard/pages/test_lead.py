"""The sentences of the overview, from records made by hand."""

from __future__ import annotations

from decimal import Decimal

from dashboard.pages import lead
from flows.estimates.quotient import quotient
from flows.records import Quantity
from tests.makers import ratio, shipment

LEFT = shipment("left", 4_800_000, bound="up-to", basis="capacity-if-full")
ONE = shipment("one", 1_000_000, claimant="close-the-sky", claimant_name="June 2024 article")
HALF = shipment("half", 500_000, bound="about", claimant="eu-hr", claimant_name="EU High Representative")


def test_ratios_come_smallest_first_and_carry_their_bound_once() -> None:
    assert lead.ratios_phrase([quotient(LEFT, HALF), quotient(LEFT, ONE)]) == "up to 4.8 to 1, or 9.6"


def test_ratios_of_different_bounds_each_carry_their_own() -> None:
    floor = quotient(shipment("floor", 2_500_000, bound="at-least"), ONE)
    assert lead.ratios_phrase([quotient(LEFT, ONE), floor]) == "at least 2.5 to 1, or up to 4.8 to 1"


def test_no_pair_gives_no_phrase() -> None:
    assert lead.ratios_phrase([]) == ""
    assert lead.ratios_phrase([quotient(LEFT, shipment("ceiling", 5, bound="up-to"))]) == ""


def test_a_ceiling_is_worded_almost_and_nothing_else_is() -> None:
    assert lead.worded(ratio("r", None, Decimal(10), bound="up-to")) == "almost 10 to 1"
    assert lead.worded(ratio("r", Decimal(5), Decimal(7), bound="between")) == "5 to 7 to 1"


def test_since_names_only_what_the_same_claimant_replaced() -> None:
    later = shipment("later", 12_000_000, bound="at-least")
    other = shipment("other", 6_000_000, claimant="us-gov")
    pledge = shipment("pledge", 9, stage="pledged")
    assert lead.since([LEFT], [LEFT, later, other, pledge]) == (later,)


def test_readings_are_joined_by_or_and_lists_by_and() -> None:
    assert lead.either(["a"]) == "a"
    assert lead.either(["a", "b"]) == "either a or b"
    assert lead.series(["a", "b", "c"]) == "a, b and c"


def test_a_name_reads_as_part_of_a_sentence() -> None:
    assert lead.named(ONE) == "the June 2024 article"
    assert lead.named(LEFT) == "South Korea's defence ministry"


def test_a_computed_ratio_has_two_digits() -> None:
    from dashboard.pages.ratio_words import computed_to_one

    assert computed_to_one(Quantity("up-to", high=Decimal("14.41"))) == "up to 14 to 1"
    assert computed_to_one(Quantity("about", point=Decimal("0.9009"))) == "about 0.9 to 1"
