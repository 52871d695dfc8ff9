"""An import of claims through the preview and the action, as from the command line: rows a second.

The rows are those of the seeds with other codes, so that every rule is tried on every one; they are written into a
copy of the database, which is thrown away.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from tests.bench.measuring import Result, hand_over

ROWS = 100_000
_CODES = ("code", "supersedes", "part_of", "derived_from", "alternative_group")


def main(size: int) -> None:
    """Import as many claims as the database holds beside them, at most a hundred thousand."""
    from time import perf_counter, process_time

    from tests.bench.site import ready

    ready()
    from flows.actions.apply_import import apply_import
    from flows.importing.preview import preview
    from flows.management.collector import without_collector

    files = {"shipments.csv": _file(min(size, ROWS))}
    with without_collector():
        clock, processor = perf_counter(), process_time()
        shown = preview(files)
        looked = process_time() - processor
        assert not shown.faults, shown.faults[:3]
        (written,) = apply_import(shown)
        taken, passed = process_time() - processor, perf_counter() - clock
    rows = written.added / taken
    hand_over(
        Result(
            "import",
            "import with preview",
            size,
            f"{rows:,.0f} rows a second of {written.added:,} ({written.added / passed:,.0f} by the clock; "
            f"the preview alone {written.added / looked:,.0f})",
            rows,
            "at least 5,000 rows a second",
            rows >= 5_000,
        )
    )


def _file(wanted: int) -> bytes:
    """The claims of the seeds, again and again under other codes, with their relations among themselves."""
    with (Path(__file__).parents[2] / "seeds/shipments.csv").open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    renamed = [names.index(name) for name in _CODES]
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(names)
    for turn in range(-(-wanted // len(rows))):
        for row in rows:
            cells = list(row)
            for place in renamed:
                cells[place] = f"{cells[place]}.again{turn}" if cells[place] else ""
            writer.writerow(cells)
    return target.getvalue().encode()


if __name__ == "__main__":
    main(int(sys.argv[1]))
