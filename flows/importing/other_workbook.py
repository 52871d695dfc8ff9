"""From an ODS or XLS file to rows of cells.

Note 1: the library that reads them is written in Rust and allocates what a file says that it holds, so that a file of a
kilobyte can take all the memory there is, or end the process. It runs in a process of its own, which may take a
gigabyte and twenty seconds and no more.

Note 2: it gives values and no formats or formulas: what is shown otherwise than it is stored goes unseen there, and so
the file is said to be read so.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from flows.apart import TooSlow, run_apart
from flows.importing.bounds import LONGEST_CELL, MOST_ABOVE, MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from flows.importing.lines import Cell, Grid, Line, Plain, Unfit, Unreadable
from flows.importing.workbook import DIGITS_KEPT, chosen_sheet

_CHILD = Path(__file__).with_name("calamine_child.py")
_SECONDS = 30
_REMARK = (
    "Of this kind of file values are read and not how they are shown: hidden rows are read too, and a computed cell "
    "counts as it was last computed. XLSX leaves less open."
)


def other_grid(content: bytes, table: str, sheet: str = "") -> Grid:
    """One sheet of an ODS or XLS file, chosen as in `workbook_grid`. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(f"the file has {len(content):,} bytes", allowed=(f"at most {MOST_BYTES:,}",))
    told, _ = _asked(content, "")
    seen = {name: bool(one["rows"]) for name, one in told.items() if one["seen"]}
    name = chosen_sheet(seen, told, table, sheet)
    if told[name]["rows"] > MOST_ROWS + MOST_ABOVE:
        allowed = (f"at most {MOST_ROWS:,} under the header",)
        raise Unreadable("the sheet is filled too far down", row=told[name]["rows"], allowed=allowed)
    if told[name]["columns"] > MOST_COLUMNS:
        allowed = (f"at most {MOST_COLUMNS} columns",)
        raise Unreadable("the sheet is filled too far to the right", allowed=allowed)
    _, rows = _asked(content, name)
    unseen = [one for one in told if one not in seen and told[one]["rows"] and one != name]
    hidden = (f"Hidden sheets are not read: {', '.join(unseen)}.",) if unseen else ()
    return Grid(tuple(_lines(rows)), sheet=name, remarks=(_REMARK, *hidden))


def _asked(content: bytes, sheet: str) -> tuple[dict[str, Any], list[bytes]]:
    asked = {"sheet": sheet, "rows": MOST_ROWS + MOST_ABOVE, "columns": MOST_COLUMNS}
    given = json.dumps(asked).encode() + b"\n" + content
    command = [sys.executable, "-I", str(_CHILD)]
    try:
        first, *rows = run_apart(command, given, _SECONDS).splitlines()
    except TooSlow as error:
        raise Unreadable("the file takes too long to read", allowed=("XLSX", "CSV")) from error
    except (subprocess.CalledProcessError, OSError) as error:
        allowed = ("XLSX, ODS or XLS without a password", "CSV")
        raise Unreadable("the file is not a workbook that can be opened", allowed=allowed) from error
    return json.loads(first), rows


def _lines(rows: list[bytes]) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        cells = [_cell(number, value) for value in json.loads(row)]
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            yield Line(number, tuple(cells))


def _cell(row: int, value: Any) -> Cell:
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            allowed = (f"at most {LONGEST_CELL:,}",)
            raise Unreadable(f"a cell of {len(value):,} characters", row=row, value=value, allowed=allowed)
        return value
    kind, text = value
    match kind:
        case "number":
            return _number(text)
        case "day":
            return Plain(text, "day")
        case "time":
            return Unfit(
                text, "a time stands with the date, or alone", ("a date without a time", "the text YYYY-MM-DD")
            )
        case "bool":
            return Unfit(text, "the cell holds a truth value", ("text or a number",))
        case _:
            return Unfit(text, "the cell holds an error of the spreadsheet", ("the value itself",))


def _number(text: str) -> Cell:
    exact = Decimal(text)
    if not exact.is_finite():
        return Unfit(text, "the cell holds no finite number", ("a plain number",))
    exact = exact.normalize()
    if len(exact.as_tuple().digits) > DIGITS_KEPT:
        wanted = (f"at most {DIGITS_KEPT} digits", "a longer number as text")
        return Unfit(format(exact, "f"), "the number has more digits than a spreadsheet keeps", wanted)
    return Plain(format(exact, "f"), "number")
