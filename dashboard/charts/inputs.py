"""The claims that computed lengths are made of, as rows of the table: they have no mark of their own in the drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dashboard.charts.description import Mark
from dashboard.charts.marks import input_mark
from flows.records import AnyClaim

INPUTS = "The claims that it is computed from stand in the table, each with what it counts in."
LEFT_OUT = "The claims that are of a time and bound nothing of it stand there too, each with why."


def counted_in(inputs: Iterable[tuple[AnyClaim, str]], left_out: Iterable[tuple[AnyClaim, str]] = ()) -> Iterator[Mark]:
    """The mark of each claim once, where it first comes, with everything that it counts in, and is left out of."""
    claims: dict[str, AnyClaim] = {}
    told: dict[str, dict[str, dict[str, None]]] = {}
    for words, some in (("counts in", inputs), ("left out of", left_out)):
        for claim, what in some:
            claims.setdefault(claim.code, claim)
            told.setdefault(claim.code, {}).setdefault(words, {})[what] = None
    for code, claim in claims.items():
        yield replace(
            input_mark(claim), reason="; ".join(f"{words}: {', '.join(of)}" for words, of in told[code].items())
        )
