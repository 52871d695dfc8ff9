"""A figure is found in every form in which texts write it, and no other figure is."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extraction.written_numbers import Kind, written_numbers
from flows.wording import grouped, short, spelled

MILLIONS = Decimal(4_800_000)


def values(text: str, kind: Kind = "number") -> set[Decimal]:
    return {value for number in written_numbers(text) if number.kind == kind for value in number.values}


@pytest.mark.parametrize(
    "form",
    [
        *("4.8 million", "4,8 million", "4.8m", "4.8M", "4.8mn", "4.8 mln", "4.8-million"),
        *("4,800,000", "4.800.000", "4 800 000", "4'800'000", "4’800’000", "4800000", "4 800 000"),
        *("4,8 млн", "4,8 млн.", "4.8 миллиона", "4,8 мільйона", "4800 тысяч", "4 800 тыс."),
        *("4,8 Millionen", "4,8 Mio.", "4,8 millions", "4,8 millones", "4,8 milioni", "4,8 miliona", "4,8 milionu"),
        *("480만", "480만여", "480万", "4,8 juta", "4,8 triệu", "4.8 miljoner"),
        *("four million eight hundred thousand", "Four million, eight hundred thousand"),
        *("4.8 to 5.8 million", "4.8-5.8 million", "4.8–5.8 million", "от 4,8 до 5,8 млн", "between 4.8 and 5 million"),
    ],
)
def test_every_written_form_of_one_figure(form: str) -> None:
    assert MILLIONS in values(f"They may hold {form} shells.")
    assert MILLIONS in values(form)


@pytest.mark.parametrize(
    "form",
    [
        *("14.8 million", "48 million", "4.8 thousand", "4.8", "4.85 million", "0.48 million", "4.8 billion"),
        *("14,800,000", "4,800,0001", "44,800,000", "4,800", "48 млн", "48만", "4800만", "A4800000"),
        *("four million", "eight hundred thousand", "fourteen million eight hundred thousand", "4.8 mm", "4.8%"),
    ],
)
def test_another_figure_is_another(form: str) -> None:
    assert MILLIONS not in values(f"They may hold {form} shells.")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("4,800 shells", 480),
        ("4,800 shells", 800),
        ("4 800 000 shells", 800),
        ("4.800.000", 4),
        ("155 mm shells", 155),
        ("152-мм снарядов", 152),
        ("152-миллиметровых", 152),
        ("at 10:30", 30),
        ("14 June 2024", 14),
        ("June 24", 24),
        ("24 июня", 24),
        ("6월 14일", 14),
        ("KN-23", 23),
        ("the 2nd time", 2),
    ],
)
def test_a_part_of_a_number_a_calibre_a_day_and_a_name_are_no_figure(text: str, part: int) -> None:
    assert Decimal(part) not in values(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10 thousand", 10_000),
        ("10 тис. контейнерів", 10_000),
        ("13 тысяч", 13_000),
        ("семь тысяч", 7_000),
        ("drei Millionen", 3_000_000),
        ("eine Million", 1_000_000),
        ("one-thousand", 1_000),
        ("half a million", 500_000),
        ("полмиллиона", 500_000),
        ("two dozen", 24),
        ("twenty-five thousand", 25_000),
        ("three hundred and fifty thousand", 350_000),
        ("6.700 Container", 6_700),
        ("2만8천여 개", 28_000),
        ("1억 2000만", 120_000_000),
        ("$1bn", 1_000_000_000),
        ("1,234 million", 1_234_000),
        ("1,234 million", 1_234_000_000),
        ("500k", 500_000),
        ("10 152-mm guns", 10),
        ("30 decoys", 30),
    ],
)
def test_numbers_of_many_languages(text: str, value: int) -> None:
    assert Decimal(value) in values(text)


@pytest.mark.parametrize(
    "text",
    [
        *("10 to 1", "10:1", "1:10", "10-to-1", "1-to-10", "ten to one", "10 times as many", "tenfold", "10-fold"),
        *(
            "outgunned by 10 times",
            "10 к 1",
            "1 к 10",
            "в 10 раз",
            "10対1",
            "10 대 1",
            "10 for every one",
            "8 to 10 to 1",
        ),
    ],
)
def test_a_ratio_is_a_ratio_and_no_count(text: str) -> None:
    assert Decimal(10) in values(text, "ratio")
    assert Decimal(10) not in values(text)


@pytest.mark.parametrize("text", ["4%", "4 %", "4 percent", "4 per cent", "4 процента", "4 Prozent", "4％"])
def test_a_share_is_a_share(text: str) -> None:
    assert values(text, "percent") == {Decimal(4)}
    assert Decimal(4) not in values(text)


def test_ten_times_alone_is_how_often() -> None:
    assert Decimal(10) not in values("it delivered about 10 times since August", "ratio")


def comma(value: Decimal) -> str:
    return spelled(value).replace(",", "\0").replace(".", ",").replace("\0", ".").replace("million", "млн")


FORMS: tuple[Callable[[Decimal], str], ...] = (
    spelled,
    grouped,
    comma,
    lambda value: f"{value:f}",
    lambda value: f"{value:,f}",
)


@settings(max_examples=80, deadline=None)
@given(st.integers(10_000, 999_999_999), st.integers(10_000, 999_999_999), st.sampled_from(FORMS))
def test_what_we_write_ourselves_is_found_and_another_figure_is_not(
    figure: int, other: int, form: Callable[[Decimal], str]
) -> None:
    text = f"It went to {form(Decimal(figure))} rounds."
    assert Decimal(figure) in values(text)
    if other != figure:
        assert Decimal(other) not in values(text)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 999))
def test_the_labels_of_charts_are_found(thousands: int) -> None:
    assert Decimal(thousands * 10_000) in values(short(Decimal(thousands * 10_000)))
