"""What changed in the published claims, day by day, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from flows.queries.changes import Change, every_change

_KINDS = ("new", "superseded", "corrected", "retracted", "restored")


def changelog(as_of: date | None) -> str:
    """The newest day first: how many claims were new or superseded, and each that was corrected or withdrawn.

    The days are those on which we wrote. Of a past day, the changes to the claims that had been stated by then.
    """
    days = [(day, tuple(changes)) for day, changes in groupby(every_change(as_of), lambda change: change.at.date())]
    entries = [f"## {day.isoformat()}\n\n" + "\n".join(_lines(changes)) for day, changes in reversed(days)]
    return "\n\n".join(("# Changes to the data", *entries)) + "\n"


def _lines(changes: Iterable[Change]) -> Iterator[str]:
    kinds: dict[str, list[Change]] = {kind: [] for kind in _KINDS}
    for change in changes:
        kinds[change.kind].append(change)
    for kind in ("new", "superseded"):
        if kinds[kind]:
            counts = Counter(change.table for change in kinds[kind])
            yield f"- {kind}: " + ", ".join(f"{count:,} {table}" for table, count in counts.items())
    for kind in ("corrected", "retracted", "restored"):
        for code in dict.fromkeys(change.code for change in kinds[kind]):
            yield f"- {kind}: `{code}`"
