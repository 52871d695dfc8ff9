"""Read one sheet of an ODS or XLS file: run by itself, with bounds of its own, and told and answered by its pipes.

It reads the file from its input, after a line of JSON with what is asked, and writes a line of JSON that tells of the
sheets, and one for each row of the one that was asked for. It knows nothing of the site.
"""

from __future__ import annotations

import io
import json
import os
import resource
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

_MEMORY = 1_000_000_000
_SECONDS = 20
_NICE = 10


def main() -> None:
    """Bound this process, then read."""
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    asked = json.loads(sys.stdin.buffer.readline())
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheets: dict[str, Any] = {}
    for one in book.sheets_metadata:
        if one.typ == SheetTypeEnum.WorkSheet and one.name not in sheets:
            sheet = book.get_sheet_by_name(one.name)
            seen = one.visible == SheetVisibleEnum.Visible
            sheets[one.name] = {"seen": seen, "rows": sheet.total_height, "columns": sheet.total_width}
    print(json.dumps(sheets))  # noqa: T201
    wanted = sheets.get(asked["sheet"])
    if wanted and wanted["rows"] <= asked["rows"] and wanted["columns"] <= asked["columns"]:
        for row in book.get_sheet_by_name(asked["sheet"]).to_python(skip_empty_area=False):
            print(json.dumps([_told(value) for value in row]))  # noqa: T201


def _told(value: Any) -> Any:
    """Text as it is, anything else as its kind and its text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ["bool", str(value).upper()]
    if isinstance(value, int | float):
        return ["number", repr(value)]
    if isinstance(value, datetime):
        return ["day", value.date().isoformat()] if value.time() == time() else ["time", value.isoformat(" ")]
    if isinstance(value, date):
        return ["day", value.isoformat()]
    if isinstance(value, time | timedelta):
        return ["time", str(value)]
    return ["other", str(value)]


if __name__ == "__main__":
    main()
