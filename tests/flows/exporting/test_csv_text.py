"""CSV that a spreadsheet opens without running it, and that a program reads back as it was."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.dictionary import Field
from flows.exporting.columns import column_of
from flows.exporting.csv_text import cell, csv_chunks
from flows.exporting.tables import TABLES

TEXT, NUMBER, WHOLE, DAY, CODES = (
    column_of(Field("t", "text", "Text.")),
    column_of(Field("n", "number", "A number.")),
    column_of(Field("w", "whole", "A whole number.", required=True)),
    column_of(Field("d", "day", "A day.")),
    column_of(Field("c", "codes", "Codes.")),
)


def read_back(chunks: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(chunks).decode(), newline="")))


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_begins_like_a_formula_gets_an_apostrophe(first: str) -> None:
    assert cell(TEXT, f"{first}1+1") == f"'{first}1+1"
    assert cell(TEXT, f"a{first}b") == f"a{first}b"
    assert cell(CODES, (f"{first}a", "b")) == f"'{first}a;b"


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        (NUMBER, Decimal("-3.5"), "-3.5"),
        (NUMBER, Decimal("4.8E+6"), "4800000"),
        (NUMBER, Decimal("0.0001"), "0.0001"),
        (NUMBER, Decimal(0), "0"),
        (NUMBER, None, ""),
        (WHOLE, -1, "-1"),
        (WHOLE, None, ""),
        (DAY, date(2024, 6, 14), "2024-06-14"),
        (DAY, None, ""),
        (CODES, ("kp", "ru"), "kp;ru"),
        (CODES, (), ""),
        (TEXT, "", ""),
        (TEXT, None, ""),
    ],
)
def test_numbers_days_and_codes_stay_what_they_are(column: Any, value: Any, expected: str) -> None:
    assert cell(column, value) == expected


def test_the_header_is_there_without_rows() -> None:
    assert b"".join(csv_chunks((TEXT, NUMBER), [])) == b"t,n\r\n"


def test_rows_come_in_pieces_and_lazily() -> None:
    asked: list[int] = []

    def rows() -> Any:
        for number in range(1000):
            asked.append(number)
            yield ("x", Decimal(number))

    chunks = csv_chunks((TEXT, NUMBER), rows())
    next(chunks)
    assert 0 < len(asked) < 1000
    assert len(read_back(chunks)) > 0


@given(
    st.lists(st.tuples(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.decimals(-10, 10, places=4)))
)
def test_whatever_is_written_is_read_back_and_no_text_is_a_formula(rows: list[tuple[str, Decimal]]) -> None:
    header, *found = read_back(csv_chunks((TEXT, NUMBER), rows))
    assert header == ["t", "n"]
    assert len(found) == len(rows)
    for (words, number), (words_back, number_back) in zip(rows, found, strict=True):
        assert words_back.removeprefix("'") == words.removeprefix("'")
        assert not words_back.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert Decimal(number_back) == number


ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0")) | st.sampled_from(['"', ",", 'a "b", c', "a\r\nb"])
CODE = column_of(Field("k", "code", "A code."))


@given(st.lists(st.tuples(ANY, st.none() | st.just("kp.3"), st.none() | st.dates(), st.none() | st.integers())))
def test_the_lines_are_those_of_the_standard_writer(rows: list[tuple[Any, ...]]) -> None:
    header = (TEXT, CODE, DAY, WHOLE)
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([column.name for column in header])
    writer.writerows([cell(column, value) for column, value in zip(header, row, strict=True)] for row in rows)
    assert b"".join(csv_chunks(header, rows)) == target.getvalue().encode()


def test_a_row_of_nothing_is_still_a_row() -> None:
    assert b"".join(csv_chunks((TEXT,), [("",), (None,)])) == b't\r\n""\r\n""\r\n'


def test_no_code_of_any_table_needs_quotes() -> None:
    for table in TABLES.values():
        for column in table.header:
            assert not (column.is_code and column.kind != "text"), (table.name, column.name)
            assert not any('"' in str(value) or "," in str(value) for value in column.allowed)
    assert 40 > sum(column.is_code for column in TABLES["shipments"].columns) > 15
