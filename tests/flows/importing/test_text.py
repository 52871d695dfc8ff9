"""Text in rows, whatever wrote it: the encoding and the separator are found out, shown, and bounded."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.importing import text
from flows.importing.faults import RowFault
from flows.importing.files import Sheet
from flows.importing.text import DELIMITERS, encoding_of, text_grid
from flows.importing.upload import Sent, read_sent
from tests.flows.importing.workbooks import table

pytestmark = pytest.mark.django_db

HEADER = "code,name,kind,iso_alpha3,part_of,notes"
ROWS = f"{HEADER}\nxx,Café,state,,,one; two\nyy,Y,state,,xx,\n"


def read(content: bytes, *, pasted: bool = False) -> Sheet:
    return read_sent(table("actors"), Sent("a.csv", content, pasted=pasted))


def faults(content: bytes, *, pasted: bool = False) -> tuple[RowFault, ...]:
    return read(content, pasted=pasted).faults


def only(content: bytes, *, pasted: bool = False) -> RowFault:
    (fault,) = faults(content, pasted=pasted)
    return fault


def tabbed(lines: Iterable[str]) -> bytes:
    return "\r\n".join(line.replace(",", "\t") for line in lines).encode()


def test_cells_copied_out_of_a_spreadsheet_are_read() -> None:
    sheet = read(tabbed([HEADER, 'xx,X,state,,,"one\ntwo ""three"""', ""]), pasted=True)
    assert sheet.faults == ()
    assert [(row.line, row.cells["notes"]) for row in sheet.rows] == [(2, 'one\ntwo "three"')]


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_any_encoding_and_separator_is_found(delimiter: str, encoding: str, ending: str) -> None:
    content = ROWS.replace(";", "").replace(",", delimiter).replace("\n", ending).encode(encoding)
    sheet = read(content)
    assert sheet.faults == ()
    assert [row.cell("name") for row in sheet.rows] == ["Café", "Y"]
    assert sheet.reading is not None
    assert sheet.reading.grid.delimiter == delimiter


def test_cyrillic_and_western_windows_are_told_apart() -> None:
    assert encoding_of("xx;Україна і Росія;state".encode("cp1251")) == "cp1251"
    assert encoding_of("xx;Café à la crème, façade;state".encode("cp1252")) == "cp1252"


@given(st.sampled_from(list(DELIMITERS)), st.lists(st.lists(st.text("ab1 ", min_size=1), min_size=3, max_size=3)))
def test_rows_of_one_width_come_back_whole(delimiter: str, rows: list[list[str]]) -> None:
    lines = [["code", "name", "kind"], *rows]
    content = "\n".join(delimiter.join(row) for row in lines).encode()
    grid = text_grid(content, lambda cell: cell in ("code", "name", "kind"))
    assert grid.delimiter == delimiter
    assert [list(line.cells) for line in grid.lines] == lines


def test_a_hint_of_the_separator_is_taken_and_counts_as_a_line() -> None:
    sheet = read(f"sep=;\r\n{ROWS.replace(';', '').replace(',', ';')}".encode())
    assert (sheet.faults, [row.line for row in sheet.rows]) == ((), [3, 4])


def test_a_comma_at_the_end_of_each_line_is_no_column() -> None:
    sheet = read(ROWS.replace("\n", ",\n").encode())
    assert sheet.faults == ()
    assert sheet.reading is not None
    assert sheet.reading.ignored == ()


def test_semicolons_within_a_cell_are_text() -> None:
    assert faults(f"{HEADER}\nxx,X,state,,,one; two\n".encode()) == ()


def test_a_row_that_is_wider_than_the_header_is_refused_by_its_line() -> None:
    fault = only(f"{HEADER}\nxx,X,state,,,one\nyy,Y,state,,,one, two\n".encode())
    assert (fault.row, fault.value, fault.allowed) == (3, "7 cells", ("6 cells",))


def test_what_is_no_text_is_refused() -> None:
    assert only(b"code,name\nxx,\0\0\0X" + b"y" * 60).value == "byte 0x00"
    assert "not well-formed CSV" in only(b'code,name,kind\nxx,"X"y,state\n').message


def test_rows_in_which_nothing_stands_are_passed_over() -> None:
    sheet = read(f"{HEADER}\n,,,,,\nxx,X,state,,,\n\n,,,,,\n".encode())
    assert sheet.faults == ()
    assert [row.line for row in sheet.rows] == [3]


def test_bounds_are_kept_before_and_while_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    row = "xx,X,state,,,\n"
    monkeypatch.setattr(text, "MOST_ROWS", 3)
    monkeypatch.setattr(text, "MOST_ABOVE", 1)
    found = only(f"{HEADER}\n{row * 4}".encode())
    assert (found.message, found.row) == ("too many rows", 5)
    monkeypatch.setattr(text, "MOST_COLUMNS", 5)
    assert only(HEADER.encode()).message == "too many columns"
    monkeypatch.setattr(text, "MOST_COLUMNS", 6)
    monkeypatch.setattr(text, "LONGEST_CELL", 20)
    assert (only(f"{HEADER}\nxx,{'X' * 21},state,,,\n".encode()).message) == "a cell of 21 characters"
    monkeypatch.setattr(text, "MOST_BYTES", 30)
    assert "bytes" in only(HEADER.encode()).message
