"""One cell at a time: what is read, and what is refused although Python would take it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.importing import cells
from flows.vocabulary import BOUND

amount = cells.number(20, 4)
coordinate = cells.number(7, 4, signed=True)


@pytest.mark.parametrize(
    "text",
    [
        "4_800_000",
        "4,800,000",
        "4 800 000",
        "\u0664\u0668",  # Arabic digits
        "\uff14\uff18",  # full-width digits
        "NaN",
        "inf",
        "1e6",
        "0x10",
        "+5",
        "-5",
        ".5",
        "5.",
        "007",
        "1.00001",
        "12345678901234567",
    ],
)
def test_a_number_is_plain_ascii_digits(text: str) -> None:
    with pytest.raises(cells.BadCell):
        amount(text)


@pytest.mark.parametrize("text", ["0", "4800000", "0.3", "1234567890123456.7891"])
def test_a_plain_number_is_read_exactly(text: str) -> None:
    assert amount(text) == Decimal(text)


@given(st.decimals(min_value=0, max_value=10**15, places=4))
def test_every_amount_that_fits_is_read_back(value: Decimal) -> None:
    assert amount(f"{value:f}") == value


@given(st.text())
def test_any_text_is_an_exact_number_or_refused(text: str) -> None:
    try:
        value = amount(text)
    except cells.BadCell:
        return
    assert text.isascii()
    assert value.is_finite()
    assert f"{value:f}" == text


@pytest.mark.parametrize("text", ["1.234", "12.500", "999.999"])
def test_three_digits_after_the_point_may_be_thousands(text: str) -> None:
    with pytest.raises(cells.BadCell, match="thousands or decimals") as refusal:
        amount(text)
    assert [Decimal(one) for one in refusal.value.allowed] == [Decimal(text.replace(".", "")), Decimal(text)]
    assert amount(refusal.value.allowed[1]) == Decimal(text)


@pytest.mark.parametrize("text", ["0.123", "1234.567", "1.23", "1.2340"])
def test_elsewhere_the_point_is_plain(text: str) -> None:
    assert amount(text) == Decimal(text)


def test_a_coordinate_never_reaches_a_thousand() -> None:
    assert coordinate("42.225") == Decimal("42.225")


def test_only_coordinates_may_be_negative() -> None:
    assert coordinate("-46.6394") == Decimal("-46.6394")
    with pytest.raises(cells.BadCell):
        coordinate("--46")


@pytest.mark.parametrize("text", ["2024-6-1", "20240601", "01/06/2024", "2024-02-30", "2024-06-01T00:00", "٢٠٢٤-٠٦-٠١"])
def test_a_day_is_year_month_day(text: str) -> None:
    with pytest.raises(cells.BadCell) as refusal:
        cells.day(text)
    assert refusal.value.allowed == ("YYYY-MM-DD",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("45417", "a bare number is no day"),
        ("03/04/24", "could be several days"),
        ("3.4.2024", "could be several days"),
    ],
)
def test_a_day_that_is_not_plain_says_why(text: str, words: str) -> None:
    with pytest.raises(cells.BadCell, match=words):
        cells.day(text)


def test_a_day_is_read() -> None:
    assert cells.day("2024-02-29") == date(2024, 2, 29)


def test_an_unknown_code_of_a_list_names_the_allowed_ones() -> None:
    with pytest.raises(cells.BadCell) as refusal:
        cells.coded(BOUND)("at least")
    assert refusal.value.allowed == BOUND.codes


def test_a_list_of_codes_is_sorted_and_holds_each_once() -> None:
    assert cells.codes("ru;kp") == ("kp", "ru")
    with pytest.raises(cells.BadCell, match="twice"):
        cells.codes("ru;ru")
    with pytest.raises(cells.BadCell):
        cells.codes("ru;")


@pytest.mark.parametrize("text", ["javascript:alert(1)", "ftp://example.org/a", "https://example", "https://a.org/ b"])
def test_a_link_is_http_without_spaces(text: str) -> None:
    with pytest.raises(cells.BadCell):
        cells.link(text)
