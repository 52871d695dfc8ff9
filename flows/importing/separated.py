"""Rows of text: CSV files, and cells copied out of a spreadsheet, which come separated by tabs."""

from __future__ import annotations

import csv
import io

from flows.importing.bounds import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from flows.importing.lines import Line, Lines, Unreadable

_NAMES = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}


def comma_separated(content: bytes, *, sent: bool = True) -> Lines:
    """The rows of a CSV file; only one that somebody ``sent`` is bounded in its size and its rows."""
    return _lines(decoded(content, sent=sent), ",", sent=sent)


def tab_separated(text: str) -> Lines:
    """The rows of cells that were copied out of a spreadsheet."""
    return _lines(text, "\t")


def decoded(content: bytes, *, sent: bool = True) -> str:
    """The text of a file; Unreadable where it is too long, or no UTF-8."""
    if sent and len(content) > MOST_BYTES:
        raise Unreadable(f"the file has {len(content):,} bytes", allowed=(f"at most {MOST_BYTES:,}",))
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


def _lines(text: str, separator: str, *, sent: bool = True) -> Lines:
    # The reader's own bound is for all of the program at once, and wider than ours.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    width, rows = 0, 0
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
        _within_bounds(number, cells, rows if sent else 0)
        if len(cells) != width:
            _one_separator(number, cells, separator, is_header=not width)
        width = width or len(cells)
        rows += 1
        yield Line(number, tuple(cells))


def _within_bounds(number: int, cells: list[str], rows: int) -> None:
    if rows > MOST_ROWS:
        raise Unreadable("too many rows", row=number, allowed=(f"at most {MOST_ROWS:,} under the header",))
    if len(cells) > MOST_COLUMNS:
        allowed = (f"at most {MOST_COLUMNS}",)
        raise Unreadable("too many columns", row=number, value=f"{len(cells)} cells", allowed=allowed)
    longest = max(cells, key=len)
    if len(longest) > LONGEST_CELL:
        allowed = (f"at most {LONGEST_CELL:,}",)
        raise Unreadable(f"a cell of {len(longest):,} characters", row=number, value=longest, allowed=allowed)


def _one_separator(number: int, cells: list[str], separator: str, *, is_header: bool) -> None:
    """Unreadable where the names of the header, or all of a row, are separated by something else."""
    if not is_header and len(cells) > 1:
        return
    for other, name in _NAMES.items():
        if other != separator and any(other in cell for cell in cells):
            found = "the cells are separated by" if len(cells) == 1 else "some cells are separated by"
            value, allowed = separator.join(cells), (f"{_NAMES[separator]} throughout",)
            raise Unreadable(f"{found} {name}", row=number, value=value, allowed=allowed)
