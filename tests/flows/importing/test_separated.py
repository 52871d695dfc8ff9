"""The house's own text: UTF-8, commas, one width; whatever else it is, is named by its line."""

import pytest

from flows.importing.faults import RowFault
from flows.importing.files import read_file
from tests.flows.importing.workbooks import table

HEADER = "code,name,kind,iso_alpha3,part_of,notes"


def only(content: bytes) -> RowFault:
    (fault,) = read_file(table("actors"), content).faults
    return fault


@pytest.mark.parametrize(("separator", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_another_separator_is_named(separator: str, name: str) -> None:
    fault = only(f"{HEADER}\nxx,X,state,,,\n".replace(",", separator).encode())
    assert (fault.row, fault.allowed) == (1, ("commas throughout",))
    assert name in fault.message


def test_separators_that_are_mixed_are_named_in_the_header_and_below() -> None:
    assert only(f"{HEADER.replace('kind,', 'kind;')}\n".encode()).row == 1
    fault = only(f"{HEADER}\nxx,X,state,,,\nyy;Y;state;;;\n".encode())
    assert (fault.row, fault.value) == (3, "yy;Y;state;;;")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_in_another_encoding_is_refused(encoding: str) -> None:
    assert only(f"{HEADER}\nxx,X,state,,,\n".encode(encoding)).allowed == ("UTF-8",)


def test_text_of_western_windows_is_named_by_its_line() -> None:
    fault = only(f"{HEADER}\nxx,X,state,,,\nyy,Café,state,,,\n".encode("cp1252"))
    assert (fault.row, fault.value) == (3, "byte 0xe9")
