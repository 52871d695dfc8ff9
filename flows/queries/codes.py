"""The codes that exist: for naming the nearest to one that does not. One query each."""

from __future__ import annotations

from flows.queries.rows import CLAIM_TABLES, public


def codes_of(table: str) -> tuple[str, ...]:
    """The code of every public record of a table, in order."""
    return tuple(public(table).order_by("code").values_list("code", flat=True))


def claim_codes() -> tuple[str, ...]:
    """The code of every public claim of any kind, in order."""
    first, *others = (public(table).order_by().values_list("code") for table in CLAIM_TABLES)
    return tuple(sorted(code for (code,) in first.union(*others)))
