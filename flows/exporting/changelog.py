"""What changed in the published claims and in what they refer to, day by day, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from flows.dictionary import CLAIM_TABLES
from flows.queries.changes import Change, every_change


def changelog(as_of: date | None) -> str:
    """The newest day first: how many claims were new or superseded, and each record that was corrected or withdrawn.

    The days are those on which we wrote. Of a past day, the changes to what had become known by then.
    """
    days = groupby(every_change(as_of), lambda change: change.at.date())
    entries = [f"## {day.isoformat()}\n\n" + "\n".join(_lines(changes)) for day, changes in days]
    return "\n\n".join(("# Changes to the data", *reversed(entries))) + "\n"


def _lines(changes: Iterable[Change]) -> Iterator[str]:
    counted: dict[str, Counter[str]] = {kind: Counter() for kind in ("new", "superseded")}
    named: dict[str, dict[str, None]] = {kind: {} for kind in ("corrected", "retracted", "restored", "renamed")}
    for change in changes:
        if change.kind in counted:
            counted[change.kind][change.table] += 1
        else:
            beside = "" if change.table in CLAIM_TABLES else f" ({change.table})"
            named[change.kind][f"`{change.code}`{beside}"] = None
    for kind, tables in counted.items():
        if tables:
            yield f"- {kind}: " + ", ".join(f"{count:,} {table}" for table, count in tables.items())
    for kind, records in named.items():
        for record in records:
            yield f"- {kind}: {record}"
