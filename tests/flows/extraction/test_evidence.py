"""What a text holds of a claim: the figure, the party and the date near it. Every text here is written for the test."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extraction.evidence import Document, Sighting, sought
from flows.records import AnyClaim
from flows.vocabulary import Evidence, Found
from flows.wording import spelled
from tests.flows.extraction.seeds import vocabulary_of_seeds
from tests.makers import indicator, rate, ratio, shipment

YES, NO, NONE = Found.FOUND, Found.MISSING, Found.NOT_SOUGHT
SHELLS = shipment("shells", 4_800_000, bound="up-to", claimed_on=date(2024, 6, 14))


def look(text: str, claim: AnyClaim = SHELLS) -> Sighting:
    return Document(text, vocabulary_of_seeds().names).look(sought(claim))


def test_the_figure_its_parties_and_its_day_in_one_sentence() -> None:
    text = "On 14 June 2024 Seoul said that containers from North Korea to Russia could hold 4.8 million shells."
    assert look(text) == Sighting(YES, YES, YES)
    assert look(text).evidence == Evidence.HOLDS


@pytest.mark.parametrize(
    "text",
    [
        "Pyongyang has shipped 4,800,000 shells to Moscow.",
        "The North Korean containers may hold 4.8m rounds for the Kremlin.",
        "КНДР могла отправить в Россию 4,8 млн снарядов.",
        "Північна Корея передала Росії 4,8 млн снарядів.",
        "Северная Корея отправила России 4,8 миллиона снарядов.",
        "북한이 러시아에 포탄 480만 발을 보냈다.",
        "Nordkorea hat Russland bis zu 4,8 Millionen Granaten geliefert.",
        "La Corée du Nord a livré 4,8 millions d'obus à la Russie.",
        "North Koreaʼs containers hold 4.8 million shells. They went to Russia.",
    ],
)
def test_parties_by_their_names_in_several_languages(text: str) -> None:
    assert look(text) == Sighting(YES, YES, NO)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("North Korea is at it. They hold 4.8 million shells. Russia waits.", YES),
        ("North Korea helps Russia. It is said so. Much more follows. They hold 4.8 million shells.", NO),
        ("North Korea sent 4.8 million shells. It is said so. Much more follows. Russia took them.", YES),
        ("North Korea sent 4.8 million shells.", NO),
        ("Somebody sent 4.8 million shells.", NO),
    ],
)
def test_one_party_stands_near_the_figure_and_each_other_anywhere(text: str, party: Found) -> None:
    found = look(text)
    assert (found.figure, found.party) == (YES, party)
    assert found.evidence == (Evidence.HOLDS if party == YES else Evidence.PARTLY)


def test_a_document_without_the_figure_is_no_evidence() -> None:
    found = look("North Korea sent Russia 14.8 million shells, others say 48 million. Nobody says 480 or 4,800.")
    assert found == Sighting(NO, YES, NO)
    assert found.evidence == Evidence.ABSENT


@pytest.mark.parametrize(
    ("written", "found"),
    [
        *(("14 June", YES), ("June 14, 2024", YES), ("14th of June 2024", YES), ("Jun. 14", YES), ("2024-06-14", YES)),
        *(("14.06.2024", YES), ("06/14/2024", YES), ("14 июня", YES), ("14 червня 2024", YES), ("14. Juni", YES)),
        *(("14 de junio de 2024", YES), ("2024년 6월 14일", YES), ("6月14日", YES)),
        *(("14 June 2023", NO), ("4 June", NO), ("14 July", NO), ("June 140", NO), ("2024", NO), ("14 junkies", NO)),
    ],
)
def test_the_day_in_its_written_forms(written: str, found: Found) -> None:
    assert look(f"It was said on {written} that North Korea sent Russia 4.8 million shells.").date == found


def test_the_time_that_a_claim_is_about_counts_as_its_date() -> None:
    claim = shipment("one", 250_000, claimed_on=date(2024, 3, 1), period_start=date(2023, 8, 1), period_end=None)
    assert look("North Korea has sent Russia 250,000 shells since August 2023.", claim).date == YES
    assert look("North Korea has sent Russia 250,000 shells since August 2022.", claim).date == NO
    year = shipment("two", 250_000, period_start=date(2023, 1, 1), period_end=date(2023, 12, 31))
    assert look("In 2023 North Korea sent Russia 250,000 shells.", year).date == YES


def test_both_ends_of_a_range_are_needed() -> None:
    claim = shipment("range", None, bound="between", low=Decimal(4_200_000), high=Decimal(5_800_000))
    assert look("North Korea sent Russia 4.2 to 5.8 million shells.", claim).figure == YES
    assert look("North Korea sent Russia 4.2 million shells.", claim).figure == NO


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("dozens", "North Korea sent Russia dozens of missiles.", YES),
        ("dozens", "Північна Корея передала Росії десятки ракет.", YES),
        ("several dozen", "North Korea sent Russia several\ndozen missiles.", YES),
        ("dozens", "North Korea sent Russia two dozen missiles.", NO),
        ("millions", "North Korea sent Russia 4 millions of shells.", NO),
        ("hundreds of thousands", "North Korea sent Russia hundreds of thousands of shells.", YES),
        ("hundreds of thousands", "North Korea sent Russia hundreds of shells.", NO),
    ],
)
def test_a_word_for_an_amount(words: str, text: str, found: Found) -> None:
    assert look(text, shipment("vague", None, words=words)).figure == found


def test_a_claim_without_a_figure_is_found_by_its_party() -> None:
    denial = shipment("denial", None, stance="denies", claimed_on=date(2023, 10, 17))
    found = look("Moscow denied on 17 October 2023 that Pyongyang sends anything.", denial)
    assert found == Sighting(NONE, YES, YES)
    assert found.evidence == Evidence.PARTLY
    assert look("Nobody said anything.", denial).evidence == Evidence.ABSENT


def test_a_ratio_is_found_as_a_ratio() -> None:
    claim = ratio("one", Decimal(10), Decimal(10))
    assert look("Russia outguns Ukraine 10 to 1.", claim) == Sighting(YES, YES, NO)
    assert look("Russia fired 10 shells at Ukraine.", claim).figure == NO
    even = ratio("even", Decimal(1), Decimal(1))
    assert look("Russia and Ukraine have reached parity.", even).figure == YES


@pytest.mark.parametrize(
    "claim",
    [
        ratio("more", Decimal(1), None, bound="at-least", statement="Russia likely got far more than Ukraine in 2024."),
        ratio("even", Decimal(1), Decimal(1), statement="Russia and Ukraine were said to be at parity in 2023."),
        ratio("none", None, None, bound="unquantified", statement="Russia outguns Ukraine."),
        indicator(
            "enough", None, bound="at-least", low=Decimal(1), unit="multiple", statement="It would have been enough."
        ),
        *(
            shipment(words.replace(" ", "-"), None, bound="unquantified", words=words)
            for words in ("a batch", "goal not yet met", "MiG-29 and Su-27", "all")
        ),
        shipment("bare", None, bound="unquantified"),
    ],
    ids=lambda claim: claim.code,
)
def test_without_a_figure_only_the_party_counts(claim: AnyClaim) -> None:
    found = look("What North Korea gave Russia surpassed what Ukraine got by far, 1 of 3 said on 14 June.", claim)
    assert (found.figure, found.party) == (NONE, YES)
    assert found.evidence == Evidence.PARTLY
    assert look("Nobody said anything.", claim).evidence == Evidence.ABSENT


def test_what_stands_for_words_is_found_in_words() -> None:
    equal = ratio("one", Decimal(1), Decimal(1), statement="Russia and Ukraine were said to be equal.")
    assert look("Russia and Ukraine have reached parity.", equal).evidence == Evidence.HOLDS
    assert look("All allies sent North Korea and Russia a batch.", shipment("all", None, words="all")).figure == NONE


@pytest.mark.parametrize(
    "claim",
    [
        ratio("said", Decimal(1), Decimal(1), statement="Russia and Ukraine were at one to one."),
        ratio("ten", Decimal(10), Decimal(10), statement="Russia outguns Ukraine."),
        shipment("pallets", None, bound="unquantified", words="75 pallets"),
    ],
    ids=lambda claim: claim.code,
)
def test_a_figure_that_is_given_has_to_be_found(claim: AnyClaim) -> None:
    assert look("North Korea and Russia are not even with Ukraine.", claim).evidence == Evidence.ABSENT


def test_shares_and_multiples_of_context() -> None:
    share: dict[str, Any] = {"unit": "percent"}
    assert look("North Korea spends 4% of it.", indicator("one", 4, **share)).figure == YES
    assert look("North Korea spends 4 of them.", indicator("one", 4, **share)).figure == NO
    assert look("Output in North Korea rose fivefold.", indicator("two", 5, unit="multiple")).figure == YES
    assert look("It cost North Korea $1 billion.", indicator("three")).figure == YES


def test_a_year_is_no_figure_unless_something_is_counted() -> None:
    claim = rate("one", 2000)
    assert look("In 2000 Russia was at peace.", claim).figure == NO
    assert look("Russia fires 2000 shells a day.", claim).figure == YES
    assert look("Russia fires 2,000 a day.", claim).figure == YES


@settings(max_examples=60, deadline=None)
@given(st.integers(100, 99_999_999), st.integers(100, 99_999_999))
def test_the_figure_of_any_claim_is_found_in_our_own_words_and_no_other(figure: int, other: int) -> None:
    text = f"North Korea sent Russia {spelled(Decimal(figure))} shells."
    assert look(text, shipment("one", figure)) == Sighting(YES, YES, NO)
    if other != figure:
        assert look(text, shipment("other", other)).figure == NO


def test_a_text_is_parted_by_the_figures_of_a_claim() -> None:
    text = "Of 4.8 million shells, or 4,800,000, some 300 failed."
    parted = Document(text, vocabulary_of_seeds().names).parted(sought(SHELLS))
    assert parted == ("Of ", "4.8 million", " shells, or ", "4,800,000", ", some 300 failed.")
    assert Document("None.", ()).parted(sought(SHELLS)) == ("None.",)
