"""One page of a list, of records or of flows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from flows.api.shape import Shape, many, nullable, optional, string, whole
from flows.exporting.table import Table


@dataclass(frozen=True, slots=True)
class ListPage:
    """What a page holds, the addresses of those around it, and how many match in all where that was asked."""

    results: Sequence[Any]
    next: str | None
    previous: str | None
    count: int | None = None


@cache
def page_shape(item: Shape | Table) -> Shape:
    """The shape of one page of a list."""
    name = item.item if isinstance(item, Table) else item.name
    return Shape(
        f"{name}List",
        f"One page of a list of {name} records.",
        (
            optional(whole("count", "How many match in all; only where count=true was asked for.", minimum=0)),
            nullable(string("next", "Address of the next page.", format="uri")),
            nullable(string("previous", "Address of the page before.", format="uri")),
            many("results", item),
        ),
    )
