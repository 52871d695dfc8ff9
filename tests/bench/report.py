"""The results as a table, and as the page of the documentation that records the last full run."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from tests.bench.measuring import Result

PAGE = Path(__file__).parents[2] / "dashboard/docs/performance.md"
_MET = {True: "met", False: "**missed**", None: ""}
_GROWTH = {
    "list of 100, uncached": 1.15,
    "list of 100, p50": 1.15,
    "list of 100, p99": 1.5,
    "overview, uncached": None,
    "flow page, uncached": None,
    "total of a supplier, the slowest of six": None,
}
"""What is compared between the smallest and the largest size, with how many times as much it may cost at most."""
_HEAD = """# How fast it is

The last full run of `make bench`, which makes the claims, measures and writes this page. The claims are made from the
real ones: as many chains, readings, denials and intervals, in flows that multiply with the claims, the largest with
about two thousand of a million. Times are processor time, the least of many tries: other work on the machine makes
everything slower for a while, and never faster. "Warm" responses come from the response cache, which is keyed on the
version of the data; "uncached" ones are computed, as each is once after something is published. The plain viewset is
Django REST framework's ModelViewSet with a ModelSerializer, select_related and numbered pages over the same tables, at
an address of the same site.
"""
_NOTES = """
## What follows from it

- Pages of flows read every claim of the flow, so they grow with it; it is the version of the data, not each reader,
  that pays for this. Two clients that ask for an uncached response at the same moment both wait for it.
- A total is refused from its newest claims alone; only a sum that is right reads the whole flow.
- Counting a list, which is asked for with `count=true`, walks an index of all claims: about a tenth of a second for a
  million.
- The search of the API and of the explorer reads every text: two and five seconds with a million claims for a word
  that is nowhere, until the response is cached. The desk's reads the newest ten thousand that the filters leave.
- The explorer (`/flows/`) counts all claims from an index and reads the newest totals of the flows that it lists, the
  hundred with the most claims. Of very many claims and flows, fields offer the newest and the largest; addresses take
  any.
- A conversion of containers reads every published factor: with a million claims made from the real ones there are a
  hundred thousand of them, and the worker that reads them grows by 200 MB for a moment.
"""


def table(results: Iterable[Result]) -> str:
    """All results as a table in Markdown, one row for each thing measured at each size."""
    lines = ["| part | measured | claims | result | goal | |", "|---|---|---:|---|---|---|"]
    ordered = sorted(results, key=lambda one: (one.part, one.name))
    for _, same in groupby(ordered, key=lambda one: (one.part, one.name)):
        lines.extend(
            f"| {one.part} | {one.name} | {one.size:,} | {one.words} | {one.goal} | {_MET[one.met]} |"
            for one in sorted(same, key=lambda one: one.size)
        )
    return "\n".join([*lines, "", *growth(ordered)])


def growth(results: Iterable[Result]) -> list[str]:
    """How many times as much each thing costs at the largest size as at the smallest."""
    lines = []
    ordered = sorted(results, key=lambda one: (one.name, one.size))
    for name, same in groupby(ordered, key=lambda one: one.name):
        first, *_, last = [*same] * 2
        if name not in _GROWTH or last.size == first.size:
            continue
        times, most = last.figure / first.figure, _GROWTH[name]
        goal = "" if most is None else f"; goal at most {most}: {'met' if times <= most else '**missed**'}"
        lines.append(f"- {name}: {times:.2f} times from {first.size:,} to {last.size:,} claims{goal}")
    return lines


def write_page(results: Iterable[Result]) -> None:
    """Writes the page."""
    PAGE.parent.mkdir(exist_ok=True)
    machine = (
        f"Run on {datetime.now(UTC).date().isoformat()}: {os.cpu_count()} processors shared with other work, "
        f"{platform.machine()} {platform.system()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}."
    )
    PAGE.write_text(f"{_HEAD}\n{machine}\n\n{table(results)}\n{_NOTES}", encoding="utf-8")
