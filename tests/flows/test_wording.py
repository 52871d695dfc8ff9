from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.period import Period
from flows.records import Origin, Quantity
from flows.vocabulary import Bound
from flows.wording import (
    amount,
    before_goods,
    between,
    bounded,
    counted,
    document_name,
    grouped,
    label,
    on_day,
    period_of,
    period_words,
    periods_words,
    printed_in,
    quote,
    short,
    spelled,
    to_one,
    when,
)
from tests.makers import containers, indicator, ratio, shipment

SEOUL = shipment(
    "rok-mnd-2024-06-14-shells",
    4_800_000,
    bound="up-to",
    basis="capacity-if-full",
    claimed_on=date(2024, 6, 14),
    derived_from="containers",
    origin=containers(10_000),
    factor=Decimal(480),
    superseded_by="rok-mnd-2024-07-24-152mm",
    superseded_on=date(2024, 7, 24),
)


def test_the_quotable_number_of_june_2024() -> None:
    assert quote(SEOUL) == (
        "up to 4.8 million artillery rounds since an unstated day (what at least 10,000 containers could hold; "
        "South Korea's defence ministry, 14 June 2024; superseded 24 July 2024)"
    )


def test_a_delivery_says_its_stage_and_a_capacity_never_does() -> None:
    delivered = shipment("eu", 500_000, bound="about", stage="delivered", claimant_name="EU High Representative")
    assert (
        quote(delivered)
        == "about 500,000 artillery rounds since an unstated day (delivered; EU High Representative, 1 January 2024)"
    )
    assert "shipped" not in quote(SEOUL)


def test_a_share_of_a_target_names_the_target() -> None:
    pledge = Origin(
        code="pledge", quantity=Quantity(Bound.EXACT, point=Decimal(1_000_000)), plural="artillery rounds", unit="round"
    )
    claim = shipment(
        "third", 300_000, basis="percent-of-target", stage="delivered", factor=Decimal("0.3"), origin=pledge
    )
    assert "delivered, 30% of a target of 1 million artillery rounds" in quote(claim)


def test_a_word_stays_the_word_and_is_never_a_number() -> None:
    claim = shipment("missiles", None, words="dozens", munition_plural="short-range ballistic missiles")
    assert quote(claim).startswith("dozens of short-range ballistic missiles since an unstated day (")
    assert label(claim) == "South Korea's defence ministry, dozens since an unstated day"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("several dozen", "several dozen missiles"),
        ("up to several hundred", "up to several hundred missiles"),
        ("many", "many missiles"),
        ("millions", "millions of missiles"),
        ("a batch", "a batch of missiles"),
        ("", "an unstated number of missiles"),
    ],
)
def test_of_stands_where_the_words_ask_for_it(words: str, said: str) -> None:
    assert counted(Quantity(Bound.UNQUANTIFIED, words=words), "missiles") == said


def test_a_label_says_the_time_of_its_number_wherever_it_is_known() -> None:
    total = shipment("total", 4_800_000, bound="up-to", period_start=date(2023, 8, 1))
    assert label(total, "rounds") == "South Korea's defence ministry, up to 4.8M rounds since August 2023"


def test_a_denial_is_quoted_as_one() -> None:
    denial = shipment("no", None, stance="denies", stage="delivered", claimant_name="North Korea's government")
    assert quote(denial).startswith("denial that artillery rounds were delivered (North Korea's government,")


def test_a_period_in_words_is_about_all_its_days() -> None:
    total = shipment("a", claimed_on=date(2024, 6, 14), period_start=date(2023, 8, 1))
    assert between(Period.of(total)) == "from 1 August 2023 to 14 June 2024"
    assert between(Period(date(2025, 1, 1), date(2025, 12, 31))) == "in 2025"
    assert between(Period(None, date(2024, 6, 14))) == "until 14 June 2024"
    assert between(Period(date(2024, 1, 1), None)) == "from 2024 on"
    assert between(Period(None, None)) == ""


def test_of_several_periods_the_first_few_are_named() -> None:
    years = [Period(date(year, 1, 1), date(year, 12, 31)) for year in range(2021, 2025)]
    assert periods_words(years[:3]) == "in 2021; in 2022; in 2023"
    apart = [*years[:3], Period(date(2024, 1, 2), date(2024, 12, 31))]
    assert periods_words(apart) == "in 2021; in 2022; in 2023; others"
    assert periods_words(years) == "from 2021 to 2024, in 4 parts"
    assert periods_words([*years, Period(None, date(2025, 6, 1))]) == "in 2021; in 2022; in 2023; others"
    assert periods_words([Period(None, None), years[0]]) == "a time not stated; in 2021"


def test_a_retraction_travels_with_the_number() -> None:
    assert quote(shipment("gone", status="retracted")).endswith("; retracted)")


def test_a_stated_ratio_says_what_it_compares_and_where() -> None:
    claim = ratio(
        "almost", None, Decimal(10), bound="up-to", compared="firepower", place="front", place_name="Whole front line"
    )
    assert quote(claim) == "up to 10 to 1 for Russia over Ukraine in firepower, whole front line (NATO, 1 January 2024)"
    named = replace(claim, place="bakhmut", place_name="Bakhmut")
    assert quote(named) == "up to 10 to 1 for Russia over Ukraine in firepower, Bakhmut (NATO, 1 January 2024)"
    assert to_one(Quantity(Bound.BETWEEN, low=Decimal(5), high=Decimal(7))) == "5 to 7 to 1"


@pytest.mark.parametrize(
    ("value", "in_prose", "in_a_table", "on_a_chart"),
    [
        ("4800000", "4.8 million", "4\u2009800\u2009000", "4.8M"),
        ("500000", "500,000", "500\u2009000", "500k"),
        ("223800", "223,800", "223\u2009800", "224k"),
        ("1155000", "1.155 million", "1\u2009155\u2009000", "1.16M"),
        ("1000000000", "1 billion", "1\u2009000\u2009000\u2009000", "1bn"),
        ("6700", "6,700", "6\u2009700", "6,700"),
        ("2.86", "2.86", "2.86", "2.86"),
    ],
)
def test_numbers_for_prose_tables_and_charts(value: str, in_prose: str, in_a_table: str, on_a_chart: str) -> None:
    number = Decimal(value)
    assert (spelled(number), grouped(number), short(number)) == (in_prose, in_a_table, on_a_chart)


@given(st.integers(0, 10**10))
def test_prose_never_loses_a_digit(number: int) -> None:
    text = spelled(Decimal(number)).replace(",", "")
    for word, size in ((" billion", 10**9), (" million", 10**6)):
        if text.endswith(word):
            assert Decimal(text.removesuffix(word)) * size == number
            return
    assert Decimal(text) == number


@pytest.mark.parametrize(
    ("precision", "words"),
    [("day", "14 June 2024"), ("month", "June 2024"), ("year", "2024"), ("inferred", "about 14 June 2024")],
)
def test_a_date_is_as_exact_as_it_is_known(precision: str, words: str) -> None:
    assert when(date(2024, 6, 14), precision) == words


@pytest.mark.parametrize(
    ("plural", "said"),
    [
        ("voyages", "1 voyage"),
        ("155 mm artillery rounds", "1 artillery round of 155 mm"),
        ("pieces of equipment", "1 piece of equipment"),
        ("tanks or pieces of tank technology", "1 tanks or pieces of tank technology"),
    ],
)
def test_of_one_thing_there_is_no_plural(plural: str, said: str) -> None:
    assert counted(Quantity(Bound.EXACT, point=Decimal(1)), plural) == said
    assert counted(Quantity(Bound.AT_LEAST, low=Decimal(1)), plural) == f"at least {said}"
    assert counted(Quantity(Bound.UP_TO, high=Decimal(2)), plural) == before_goods("up to 2", plural)


@pytest.mark.parametrize(
    ("precision", "words"),
    [("day", "on 14 June 2024"), ("month", "in June 2024"), ("year", "in 2024"), ("inferred", "about 14 June 2024")],
)
def test_a_date_in_a_sentence_has_its_preposition(precision: str, words: str) -> None:
    assert on_day(date(2024, 6, 14), precision) == words


def test_bounds_in_words() -> None:
    assert (
        bounded(Quantity(Bound.BETWEEN, low=Decimal(4_200_000), high=Decimal(5_800_000)))
        == "4.2 million to 5.8 million"
    )
    assert counted(Quantity(Bound.AT_LEAST, low=Decimal(10_000)), "containers") == "at least 10,000 containers"
    assert bounded(Quantity(Bound.UNQUANTIFIED)) == "an unstated number"


@pytest.mark.parametrize(
    ("unit", "words"),
    [("usd", "$1 billion"), ("eur", "€1 billion"), ("percent", "1 billion%"), ("multiple", "1 billion times")],
)
def test_context_figures_carry_their_unit(unit: str, words: str) -> None:
    assert amount(Quantity(Bound.EXACT, point=Decimal(10**9)), unit) == words
    assert amount(Quantity(Bound.ABOUT, point=Decimal(10**9)), unit) == f"about {words}"


def test_a_context_figure_is_quoted_with_its_hedge_its_time_and_who_said_it() -> None:
    cost = indicator("cost", bound="about", period_start=date(2023, 1, 1), period_end=date(2023, 12, 31))
    assert quote(cost) == (
        "missile test cost, North Korea: about $1 billion in 2023 (South Korea's defence ministry, 1 January 2024)"
    )
    growth = indicator("growth", None, bound="at-least", low=Decimal(10), unit="multiple", name="output-growth")
    assert quote(growth).startswith("output growth, North Korea: at least 10 times (")
    worded = indicator("worded", None, bound="unquantified", unit="missile", name="missiles-fired")
    assert quote(worded).startswith("missiles fired, North Korea: an unstated number of missiles (")


DAY = date(2025, 8, 4)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, ""),
        (date(2024, 1, 1), date(2024, 12, 31), "in 2024"),
        (date(2022, 1, 1), date(2023, 12, 31), "from 2022 to 2023"),
        (date(2024, 2, 1), date(2024, 2, 29), "in February 2024"),
        (date(2024, 1, 1), date(2024, 5, 31), "from January to May 2024"),
        (date(2023, 6, 1), date(2023, 8, 31), "from June to August 2023"),
        (date(2023, 11, 1), date(2024, 3, 31), "from November 2023 to March 2024"),
        (date(2024, 6, 3), date(2024, 6, 14), "from 3 to 14 June 2024"),
        (date(2024, 3, 1), date(2024, 6, 14), "from 1 March to 14 June 2024"),
        (date(2023, 9, 7), date(2024, 2, 26), "from 7 September 2023 to 26 February 2024"),
        (date(2023, 6, 15), date(2023, 6, 15), "on 15 June 2023"),
        (date(2025, 12, 31), date(2025, 12, 31), "by 31 December 2025"),
        (date(2023, 4, 3), None, "from 3 April 2023 on"),
        (date(2023, 4, 1), None, "from April 2023 on"),
        (None, date(2024, 5, 2), "until 2 May 2024"),
        (None, date(2026, 5, 2), "by 2 May 2026"),
    ],
)
def test_the_time_that_a_figure_for_a_period_is_about(start: date | None, end: date | None, words: str) -> None:
    assert period_words(start, end, DAY) == words


def test_a_total_whose_start_was_worked_out_says_so_where_it_is_quoted() -> None:
    total = shipment("total", 8_500, claimed_on=DAY, period_start=date(2022, 2, 24), start_basis="inferred")
    assert quote(total).startswith("8,500 artillery rounds since 24 February 2022 (start inferred; ")
    assert "inferred" not in quote(shipment("total", 8_500, claimed_on=DAY, period_start=date(2022, 2, 24)))


def test_a_start_that_only_the_series_has_is_not_said_to_be_stated() -> None:
    since: dict[str, Any] = {"claimed_on": DAY, "period_start": date(2023, 8, 1)}
    assert period_of(shipment("total", 8_500, **since)) == "since August 2023"
    assert period_of(shipment("total", 8_500, **since, start_basis="inferred")) == "since August 2023"
    assert period_of(shipment("total", 8_500, **since, start_basis="series", period_end=DAY)) == "since an unstated day"
    assert period_of(shipment("total", 8_500, **since, start_basis="series", period_end=date(2025, 6, 30))) == (
        "since an unstated day, as of 30 June 2025"
    )


def test_a_start_in_january_whose_month_was_named_is_not_told_as_the_year() -> None:
    since: dict[str, Any] = {"period_start": date(2024, 1, 1), "claimed_on": DAY}
    named = shipment("named", 400, statement="Sources spoke of 400 missiles since January 2024.", **since)
    bare = shipment("bare", 400, statement="Sources spoke of 400 missiles since 2024.", **since)
    assert (period_of(named), period_of(bare)) == ("since January 2024", "since 2024")


def test_a_lot_whose_beginning_is_not_stated_does_not_read_as_a_running_total() -> None:
    end = date(2024, 5, 2)
    lot: dict[str, Any] = {"claimed_on": DAY, "period_start": None, "period_end": end}
    assert period_of(shipment("lot", 8_500, temporal="interval", **lot)) == "from an unstated day to 2 May 2024"
    assert period_of(shipment("due", 8_500, temporal="interval", **{**lot, "claimed_on": date(2024, 4, 1)})) == (
        "by 2 May 2024"
    )
    assert (
        period_of(shipment("total", 8_500, temporal="cumulative", **lot)) == "since an unstated day, as of 2 May 2024"
    )


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2023, 9, 1), DAY, "since September 2023"),
        (date(2023, 1, 1), DAY, "since 2023"),
        (date(2023, 9, 7), None, "since 7 September 2023"),
        (date(2023, 9, 1), date(2025, 6, 30), "since September 2023, as of 30 June 2025"),
        (None, date(2025, 6, 30), "since an unstated day, as of 30 June 2025"),
        (None, DAY, "since an unstated day"),
        (date(2025, 3, 20), date(2026, 3, 20), "from 20 March 2025 to 20 March 2026"),
    ],
)
def test_the_time_that_a_running_total_is_about(start: date | None, end: date | None, words: str) -> None:
    assert period_words(start, end, DAY, total=True) == words


@given(st.dates(date(2022, 1, 1), date(2026, 12, 31)), st.integers(0, 1500), st.booleans())
def test_no_two_periods_read_alike(start: date, days: int, total: bool) -> None:
    """Whoever reads a period in words knows both its days: another start or end reads otherwise."""
    end = min(start + timedelta(days=days), DAY)
    if end < start:
        return
    words = period_words(start, end, DAY, total=total)
    assert str(start.year) in words
    assert total or str(end.year) in words
    if start > date(2022, 1, 1) and start.day > 2 and start != end:
        assert period_words(start - timedelta(days=1), end, DAY, total=total) != words


def test_a_ratio_said_later_about_an_earlier_time_says_that_time() -> None:
    """Worked answer 16: the Czech president's 10 to 1 of August 2025 is about the summer of 2023."""
    claim = ratio(
        "then",
        Decimal(10),
        Decimal(10),
        compared="rounds-fired",
        place_name="Whole front line",
        claimant_name="Czech president",
        claimed_on=date(2025, 8, 4),
        period_start=date(2023, 6, 1),
        period_end=date(2023, 8, 31),
    )
    assert quote(claim) == (
        "10 to 1 for Russia over Ukraine in rounds fired, whole front line, from June to August 2023 "
        "(Czech president, 4 August 2025)"
    )


def test_alone_a_phrase_names_both_parties() -> None:
    claim = replace(SEOUL, period_start=date(2023, 8, 1), period_end=date(2024, 6, 14))
    assert quote(claim, alone=True).startswith(
        "up to 4.8 million artillery rounds from North Korea to Russia since August 2023 (what at least"
    )
    assert quote(claim).startswith("up to 4.8 million artillery rounds since August 2023 (what at least")
    denial = shipment("no", None, stance="denies", stage="delivered")
    assert quote(denial, alone=True).startswith("denial that artillery rounds from North Korea to Russia were deliv")


@pytest.mark.parametrize(
    ("title", "day", "precision", "listed", "cited"),
    [
        ("EU seals plan", DAY, "day", "Reuters: EU seals plan", "Reuters, “EU seals plan”, 4 August 2025"),
        ("", date(2024, 6, 14), "day", "Reuters, 14 June 2024", "Reuters, 14 June 2024"),
        ("", date(2024, 6, 14), "month", "Reuters, June 2024", "Reuters, June 2024"),
        ("", date(2024, 6, 14), "", "Reuters, 14 June 2024", "Reuters, 14 June 2024"),
        ("", None, "", "Reuters, undated", "Reuters, undated"),
    ],
)
def test_a_document_is_named_by_its_title_or_else_its_day(
    title: str, day: date | None, precision: str, listed: str, cited: str
) -> None:
    assert document_name("Reuters", title, day, precision) == listed
    assert printed_in("Reuters", title, day, precision) == cited
