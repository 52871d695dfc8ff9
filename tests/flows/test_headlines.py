"""The sentences that hold numbers, from records made by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from flows import headlines
from flows.estimates.ledger import spans
from flows.estimates.nesting import Nesting
from flows.estimates.quotient import Quotient
from flows.estimates.quotient import quotient as quotient_of
from flows.estimates.suppliers import suppliers
from flows.measures.flow import compute as flow_answer
from flows.measures.suppliers import Side
from flows.measures.supply_quotient import compute as compared
from flows.queries.recorded_flows import recorded_flows
from flows.questions import CompareQuestion, Flow, FlowQuestion
from flows.records import Actor, Quantity, Shipment
from flows.vocabulary import Bound, Reliability
from tests.makers import ratio, shipment

SINCE = date(2023, 8, 1)
LEFT = shipment("left", 4_800_000, bound="up-to", basis="capacity-if-full", period_start=SINCE)
TO_UKRAINE = {"supplier": "eu", "recipient": "ua", "period_start": SINCE}
ONE = shipment("one", 1_000_000, claimant="close-the-sky", claimant_name="June 2024 article", **TO_UKRAINE)
HALF = shipment("half", 500_000, bound="about", claimant="eu-hr", claimant_name="EU High Representative", **TO_UKRAINE)


def quotient(left: Shipment, right: Shipment) -> Quotient:
    return quotient_of(left, right, Nesting())


def test_ratios_come_smallest_first_and_carry_their_bound_once() -> None:
    assert headlines.ratios_phrase([quotient(LEFT, HALF), quotient(LEFT, ONE)]) == "up to 4.8 to 1, or 9.6"


def test_ratios_of_different_bounds_each_carry_their_own() -> None:
    floor = quotient(shipment("floor", 2_500_000, bound="at-least"), ONE)
    assert headlines.ratios_phrase([quotient(LEFT, ONE), floor]) == "at least 2.5 to 1, or up to 4.8 to 1"


def test_no_pair_gives_no_phrase() -> None:
    assert headlines.ratios_phrase([]) == ""
    assert headlines.ratios_phrase([quotient(LEFT, shipment("ceiling", 5, bound="up-to"))]) == ""


def test_a_ceiling_is_worded_almost_and_nothing_else_is() -> None:
    assert headlines.worded(ratio("r", None, Decimal(10), bound="up-to")) == "almost 10 to 1"
    assert headlines.worded(ratio("r", Decimal(5), Decimal(7), bound="between")) == "5 to 7 to 1"


def test_lists_are_joined_by_and() -> None:
    assert headlines.series(["a", "b", "c"]) == "a, b and c"


def test_an_end_of_a_span_that_is_a_capacity_is_called_one() -> None:
    full = shipment("full", 12_000_000, bound="up-to", basis="capacity-if-full")
    sent = [shipment("low", 4_000_000, claimant="osc"), shipment("high", 10_000_000, claimant="kr-nis")]
    (mixed,) = spans([full, *sent], timedelta(days=365))
    assert headlines.notes_on_ends(mixed) == (
        "The highest figure, 12 million, is what something could hold, a capacity and not a delivery; of the others "
        "the highest is 10 million."
    )
    (alone,) = spans([full], timedelta(days=365))
    assert headlines.notes_on_ends(alone) == "The figure is what something could hold: a capacity and not a delivery."
    (plain,) = spans(sent, timedelta(days=365))
    assert headlines.notes_on_ends(plain) == ""


RUSSIA = Actor(code="ru", name="Russia", kind="state", iso_alpha3="RUS", part_of=None, notes="")


def side(*claims: Shipment) -> Side:
    return Side(RUSSIA, suppliers(claims, "round", timedelta(days=365)))


def test_the_state_of_a_side_names_who_said_what_and_when_and_that_capacity_is_no_delivery() -> None:
    day = {"claimed_on": date(2025, 9, 18), "period_start": SINCE}
    low = shipment("low", 5_000_000, claimant="osc", claimant_name="Open Source Centre", **day)
    high = shipment("high", 9_000_000, bound="at-least", claimant="nis", claimant_name="NIS", **day)
    full = shipment("full", 12_000_000, bound="up-to", basis="capacity-if-full", **day)
    assert headlines.state_of(side(low, high, full), "shells") == (
        "Shells to Russia, as claimed: North Korea 5 million since August 2023 (Open Source Centre, September 2025) or "
        "at least 9 million since August 2023 (NIS, September 2025). What containers could hold, up to 12 million "
        "since August 2023 (South Korea's defence ministry, September 2025), is a capacity and not a delivery."
    )
    weak = shipment("weak", 1, reliability="D", period_start=SINCE)
    assert headlines.state_of(side(weak), "shells").endswith("January 2024, weak evidence).")
    assert headlines.state_of(side(), "shells") == "No running total of shells to Russia is on record."
    graded = headlines.state_of(side(), "shells", Reliability.B)
    assert graded == "No running total graded B or better of shells to Russia is on record."


def test_a_computed_ratio_has_two_digits() -> None:
    assert headlines.computed_to_one(Quantity(Bound.UP_TO, high=Decimal("14.41"))) == "up to 15 to 1"
    assert headlines.computed_to_one(Quantity(Bound.AT_LEAST, low=Decimal("14.49"))) == "at least 14 to 1"
    assert headlines.computed_to_one(Quantity(Bound.ABOUT, point=Decimal("14.41"))) == "about 14 to 1"
    assert headlines.computed_to_one(Quantity(Bound.ABOUT, point=Decimal("0.9009"))) == "about 0.9 to 1"


def test_a_pair_says_its_sides_and_what_stands_against_it() -> None:
    assert headlines.pair_words(quotient(LEFT, HALF)) == (
        "up to 9.6 to 1: South Korea's defence ministry, up to 4.8 million since August 2023 over EU High "
        "Representative, about 500,000 since August 2023; not comparable: different bases"
    )
    us = shipment("us", 1_000_000, claimant_name="the Pentagon", **{**TO_UKRAINE, "supplier": "us"})
    assert headlines.pair_words(quotient(us, HALF)) == (
        "about 2 to 1: the Pentagon, 1 million since August 2023 over EU High Representative, about 500,000 since "
        "August 2023"
    )
    ceilings = headlines.pair_words(
        quotient(LEFT, shipment("ceiling", 5, bound="up-to", basis=LEFT.basis, **TO_UKRAINE))
    )
    assert ceilings.startswith("no ratio follows: ")
    assert ceilings.endswith("; comparable, but nothing between the bounds")


@pytest.mark.django_db
def test_the_opening_of_a_flow_counts_every_kind_of_figure() -> None:
    rounds, scheme = Flow("kp", "ru", "artillery-round"), Flow("cz-initiative", "ua", "artillery-round-155mm")
    opening = headlines.opening(flow_answer(FlowQuestion(rounds, date(2024, 6, 14))))
    newest, counts = opening.split(" Of 23 claims")
    assert newest.startswith("The newest running total is up to 4.8 million artillery rounds since an unstated day (")
    assert ". The newest figure for a period on sound evidence is " in newest
    assert counts == (
        " known on 14 June 2024, 9 running totals (from 6 independent claimants), 3 figures for a period and 1 figure "
        "without a stated time are the newest. Running totals describe the same goods and are never added up."
    )
    assert "Of 8 claims on record, 7 figures for a period are the newest." in headlines.opening(
        flow_answer(FlowQuestion(scheme))
    )
    assert headlines.opening(flow_answer(FlowQuestion(rounds, date(2021, 1, 1)))) == (
        "No claim recorded as of 1 January 2021."
    )
    replaced = Flow("eu", "ua", "artillery-round-155mm")
    assert headlines.opening(flow_answer(FlowQuestion(replaced))) == "1 claim on record, of which none stands."


@pytest.mark.django_db
def test_the_opening_takes_a_figure_before_its_absence_and_names_weak_evidence() -> None:
    rounds = headlines.opening(flow_answer(FlowQuestion(Flow("kp", "ru", "artillery-round"))))
    assert rounds.startswith("The newest running total is about 6.5 million artillery rounds since 2023 (delivered; ")
    assert ". The highest that is said to have been sent is at least 10 million artillery rounds since an" in rounds
    missiles = headlines.opening(flow_answer(FlowQuestion(Flow("ir", "ru", "missile"))))
    assert "about 10 September 2024), on weak evidence. The newest figure for a period is " in missiles
    assert "for a period on sound evidence is 3.5 million artillery rounds from 1 January to 2 December 2024" in rounds


@pytest.mark.django_db
def test_no_flow_with_a_figure_is_said_to_have_none() -> None:
    for flow in recorded_flows():
        answer = flow_answer(FlowQuestion(flow))
        assert ("none stands" in headlines.opening(answer)) == (not answer.ledger.standing), flow


@pytest.mark.django_db
def test_why_nothing_can_be_divided_names_the_side_and_what_it_has() -> None:
    germany, states = Flow("de", "ua", "artillery-round"), Flow("us", "ua", "artillery-round")
    rockets = Flow("eg", "ru", "rocket")
    assert headlines.unpaired(compared(CompareQuestion(germany, states))) == (
        "No running total can be divided by another: Germany to Ukraine has only figures for a period."
    )
    assert headlines.unpaired(compared(CompareQuestion(rockets, states, date(2023, 5, 1)))) == (
        "No running total can be divided by another by 1 May 2023: Egypt to Russia has only figures without a stated "
        "time."
    )
    assert headlines.unpaired(compared(CompareQuestion(germany, rockets, date(2021, 1, 1)))) == (
        "No running total can be divided by another by 1 January 2021: Germany to Ukraine has no figure and Egypt to "
        "Russia has no figure."
    )
    assert headlines.unpaired(compared(CompareQuestion(states, states))) == ""


def test_what_is_of_another_time_is_named_with_both_times() -> None:
    since_2025: dict[str, Any] = {**TO_UKRAINE, "supplier": "us", "period_start": date(2025, 1, 1)}
    assert headlines.reasons(quotient(ONE, shipment("2025", claimed_on=date(2025, 12, 19), **since_2025))) == [
        "different periods (from 1 August 2023 to 1 January 2024; the other from 1 January to 19 December 2025)"
    ]
    no_start: dict[str, Any] = {**TO_UKRAINE, "supplier": "us", "period_start": None}
    assert headlines.reasons(quotient(ONE, shipment("unknown", **no_start))) == [
        "a period that is not known (from 1 August 2023 to 1 January 2024; the other until 1 January 2024)"
    ]
    assert headlines.times(quotient(ONE, rounds_without_a_time())).endswith("; the other not stated")


def rounds_without_a_time() -> Shipment:
    undated: dict[str, Any] = {**TO_UKRAINE, "period_start": None}
    return shipment("undated", temporal="snapshot", **undated)


@pytest.mark.django_db
def test_a_comparison_begins_with_whether_anything_may_be_compared() -> None:
    rounds = Flow("kp", "ru", "artillery-round"), Flow("eu", "ua", "artillery-round")
    answer = compared(CompareQuestion(*rounds))
    pairs = (*answer.quotients, *answer.for_periods)
    may = sum(pair.comparable for pair in pairs)
    told = headlines.whether_comparable(answer)
    assert told.startswith(f"{may or 'None'} of the {len(pairs)} pairs of their figures ")
    scheme = Flow("eu", "ua", "large-calibre-round"), Flow("cz-initiative", "ua", "large-calibre-round")
    none = headlines.whether_comparable(compared(CompareQuestion(*scheme)))
    assert none.startswith("None of the ")
    assert "different periods (" in none
    assert "suppliers that overlap (" in none
