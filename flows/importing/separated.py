"""The house's own CSV files: UTF-8, commas, one width throughout, however long."""

from __future__ import annotations

import csv
import io

from flows.importing.lines import Line, Lines, Unreadable

_OTHERS = {"\t": "tabs", ";": "semicolons", "|": "bars"}


def comma_separated(content: bytes) -> Lines:
    """The rows of a CSV file; Unreadable where it is no UTF-8, or where something else separates its cells."""
    # The reader's own bound is for all of the program at once, and wider than ours.
    reader = csv.reader(io.StringIO(_decoded(content), newline=""), strict=True)
    width = 0
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(f"the row is not well-formed CSV: {error}", row=number) from None
        if not cells or (width and not any(cells)):
            continue
        if len(cells) != width:
            _one_separator(number, cells, is_header=not width)
        width = width or len(cells)
        yield Line(number, tuple(cells))


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        value = f"byte 0x{content[error.start]:02x}"
        raise Unreadable("the file is not UTF-8 text", row=row, value=value, allowed=("UTF-8",)) from None
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise Unreadable("the file is not UTF-8 text", row=row, value="byte 0x00", allowed=("UTF-8",))
    return text


def _one_separator(number: int, cells: list[str], *, is_header: bool) -> None:
    """Unreadable where the names of the header, or all of a row, are separated by something else."""
    if not is_header and len(cells) > 1:
        return
    for other, name in _OTHERS.items():
        if any(other in cell for cell in cells):
            found = "the cells are separated by" if len(cells) == 1 else "some cells are separated by"
            raise Unreadable(f"{found} {name}", row=number, value=",".join(cells), allowed=("commas throughout",))
