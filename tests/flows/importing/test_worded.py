"""A figure with its words in one cell: its bound and numbers, and nothing where it could be two things."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.importing.choices import Choices
from flows.importing.convention import Numbers
from flows.importing.tables import TABLE_OF_NAME
from flows.importing.upload import Sent, read_sent
from flows.importing.worded import Open, Unread, fields_of, worded_figure
from flows.records import Quantity
from flows.vocabulary import Bound
from flows.wording import bounded

ENGLISH = Numbers(".", ",")


def read(text: str, marks: Numbers = ENGLISH) -> tuple[Any, ...]:
    found = worded_figure(text, marks)
    return (str(found.bound), found.low, found.point, found.high)


@pytest.mark.parametrize(
    ("text", "bound", "low", "point", "high"),
    [
        ("~4,800,000", "about", None, 4_800_000, None),
        ("at least 10,000", "at-least", 10_000, None, None),
        ("up to 5,000", "up-to", None, None, 5_000),
        (">3m", "at-least", 3_000_000, None, None),
        ("1,000-2,000", "between", 1_000, None, 2_000),
        ("1-2 million", "between", 1_000_000, None, 2_000_000),
        ("between 1,000 and 2,000", "between", 1_000, None, 2_000),
        ("10,000+", "at-least", 10_000, None, None),
        ("max. 5,000 rounds", "up-to", None, None, 5_000),
        ("nearly 4.8 million", "up-to", None, None, 4_800_000),
        ("10,000?", "about", None, 10_000, None),
        ("10k", "exact", None, 10_000, None),
    ],
)
def test_a_bound_and_its_numbers(text: str, bound: str, low: int | None, point: int | None, high: int | None) -> None:
    assert read(text) == (bound, low, point, high)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("10,000 of which 5,000", "two numbers stand in it, and not as a range"),
        ("about 10,000 fuses", "“fuses” is not understood beside the number"),
        ("up to 1,000-2,000", "a range is a floor and a ceiling, and has another bound beside it"),
        ("2,000-1,000", "the second number of the range is not larger"),
        ("1, 2 or 3", "more than two numbers stand in it"),
        ("a lot", "no number stands in it"),
        ("", "no number stands in it"),
    ],
)
def test_what_could_be_two_things_is_refused(text: str, why: str) -> None:
    with pytest.raises(Unread, match=f"^{why}$"):
        worded_figure(text, ENGLISH)


def test_marks_that_the_file_leaves_open_stay_open() -> None:
    with pytest.raises(Open):
        worded_figure("at least 10,000", Numbers())
    assert read("at least 10.000", Numbers(",", ".")) == ("at-least", 10_000, None, None)
    assert read(">4,8 million", Numbers(",", ".")) == ("at-least", 4_800_000, None, None)


@given(st.sampled_from(("at-least", "up-to", "about", "exact")), st.integers(1, 10**9))
def test_what_our_own_words_say_is_read_back(bound: str, value: int) -> None:
    figures: dict[str, Any] = {Bound.of(bound).fills[0]: Decimal(value)}
    quantity = Quantity(Bound.of(bound), **figures)
    assert worded_figure(bounded(quantity, lambda figure: f"{figure:,}"), ENGLISH) == quantity


def test_a_ratio_has_both_ends_and_no_words() -> None:
    found = fields_of(worded_figure("10 to 1", ENGLISH, of_ratio=True), ("bound", "low", "high"))
    assert found == {"bound": "exact", "low": "10", "high": "10"}
    with pytest.raises(Unread):
        fields_of(worded_figure("dozens", ENGLISH), ("bound", "low", "high"))


@pytest.mark.django_db
def test_a_column_of_a_file_is_read_so_once_it_is_chosen() -> None:
    table = TABLE_OF_NAME["shipments"]
    lines = ["How many", "~4,800,000", '"at least 10,000"', ">3m", "dozens", "5,000 or 6,000 or 7,000"]
    content = "\n".join(f'"{line.strip(chr(34))}"' for line in lines).encode()
    before = read_sent(table, Sent("a.csv", content), Choices(columns={"How many": "point"}))
    assert before.reading is not None
    assert before.reading.asks_words
    sheet = read_sent(table, Sent("a.csv", content), Choices(columns={"How many": "figure"}))
    told = [
        tuple(row.values.get(name) for name in ("bound", "low", "point", "high", "words"))
        for row in sheet.rows
        if not row.unread & {"bound"}
    ]
    assert told == [
        ("about", None, 4_800_000, None, ""),
        ("at-least", 10_000, None, None, ""),
        ("at-least", 3_000_000, None, None, ""),
        ("unquantified", None, None, None, "dozens"),
    ]
    assert [(fault.row, fault.message) for fault in sheet.faults if fault.column == "bound"] == [
        (6, "more than two numbers stand in it")
    ]
