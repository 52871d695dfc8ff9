"""Text in rows: bounded, in one encoding and with one separator, from a file or pasted."""

from collections.abc import Iterable

import pytest

from flows.importing import separated
from flows.importing.faults import RowFault
from flows.importing.upload import Sent, read_sent
from tests.flows.importing.workbooks import table

HEADER = "code,name,kind,iso_alpha3,part_of,notes"


def faults(content: bytes, *, pasted: bool = False) -> tuple[RowFault, ...]:
    return read_sent(table("actors"), Sent("a.csv", content, pasted=pasted)).faults


def only(content: bytes, *, pasted: bool = False) -> RowFault:
    (fault,) = faults(content, pasted=pasted)
    return fault


def tabbed(lines: Iterable[str]) -> bytes:
    return "\r\n".join(line.replace(",", "\t") for line in lines).encode()


def test_cells_copied_out_of_a_spreadsheet_are_read() -> None:
    sheet = read_sent(table("actors"), Sent("", tabbed([HEADER, 'xx,X,state,,,"one\ntwo ""three"""', ""]), pasted=True))
    assert sheet.faults == ()
    assert [(row.line, row.cells["notes"]) for row in sheet.rows] == [(2, 'one\ntwo "three"')]


@pytest.mark.parametrize(("separator", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_another_separator_is_named(separator: str, name: str) -> None:
    fault = only(f"{HEADER}\nxx,X,state,,,\n".replace(",", separator).encode())
    assert (fault.row, fault.allowed) == (1, ("commas throughout",))
    assert name in fault.message


def test_commas_among_pasted_cells_are_named() -> None:
    fault = only(HEADER.encode(), pasted=True)
    assert fault.allowed == ("tabs throughout",)


def test_separators_that_are_mixed_are_named_in_the_header_and_below() -> None:
    assert only(f"{HEADER.replace('kind,', 'kind;')}\n".encode()).row == 1
    fault = only(f"{HEADER}\nxx,X,state,,,\nyy;Y;state;;;\n".encode())
    assert (fault.row, fault.value) == (3, "yy;Y;state;;;")


def test_semicolons_within_a_cell_are_text() -> None:
    assert faults(f"{HEADER}\nxx,X,state,,,one; two\n".encode()) == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_in_another_encoding_is_refused(encoding: str) -> None:
    fault = only(f"{HEADER}\nxx,X,state,,,\n".encode(encoding))
    assert fault.allowed == ("UTF-8",)


def test_text_of_western_windows_is_named_by_its_line() -> None:
    fault = only(f"{HEADER}\nxx,X,state,,,\nyy,Café,state,,,\n".encode("cp1252"))
    assert (fault.row, fault.value) == (3, "byte 0xe9")


def test_rows_in_which_nothing_stands_are_passed_over() -> None:
    sheet = read_sent(table("actors"), Sent("", f"{HEADER}\n,,,,,\nxx,X,state,,,\n\n,,,,,\n".encode()))
    assert sheet.faults == ()
    assert [row.line for row in sheet.rows] == [3]


def test_bounds_are_kept_before_and_while_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    row = "xx,X,state,,,\n"
    monkeypatch.setattr(separated, "MOST_ROWS", 3)
    assert faults(f"{HEADER}\n{row * 3}".encode()) == ()
    assert (only(f"{HEADER}\n{row * 4}".encode()).message, only(f"{HEADER}\n{row * 4}".encode()).row) == (
        "too many rows",
        5,
    )
    monkeypatch.setattr(separated, "MOST_COLUMNS", 5)
    assert only(HEADER.encode()).message == "too many columns"
    monkeypatch.setattr(separated, "MOST_COLUMNS", 6)
    monkeypatch.setattr(separated, "LONGEST_CELL", 20)
    assert (only(f"{HEADER}\nxx,{'X' * 21},state,,,\n".encode()).message) == "a cell of 21 characters"
    monkeypatch.setattr(separated, "MOST_BYTES", 30)
    assert "bytes" in only(HEADER.encode()).message
