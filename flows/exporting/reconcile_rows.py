"""With how few published changes two claims meet as one table: a row for each of the two, and one for each step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flows.dictionary import computed
from flows.estimates.reconcile import CHANGE, Reading, Stated, Step
from flows.exporting.addresses import claim_page
from flows.exporting.columns import Column, column_of
from flows.wording import COMPUTED, quote

HEADER: tuple[Column, ...] = tuple(
    map(
        column_of,
        (
            computed("number", "whole", "The place of the step, from 1; empty for the two claims themselves."),
            computed("side", "text", "Which of the two it is, or the step changes: left or right.", required=True),
            computed("change", "coded", f"{CHANGE.meaning} Empty for a claim as stated.", of=CHANGE),
            computed("claim", "code", "Code of the claim, or of the one that is taken.", required=True),
            computed("instead", "code", "Code of the claim whose place it takes; empty where none was used."),
            computed("factor", "code", "Code of the claim whose factor the figure rests on; empty without one."),
            computed("low", "number", "The low end, after the step; empty is open."),
            computed("high", "number", "The high end, after the step; empty is open."),
            computed("computed", "text", "That nobody stated it; empty for a claim as stated."),
            computed("text", "text", "The claim as it may be quoted, or the step in words.", required=True),
            computed("url", "link", "The page of the claim.", required=True),
        ),
    )
)


def reconcile_rows(
    both: Iterable[tuple[str, Stated]], steps: Iterable[tuple[Step, str]], site: str
) -> Iterator[tuple[Any, ...]]:
    """The rows under `HEADER`: the two claims by their side, then each step with its words, in order."""
    for side, claim in both:
        told = ("", quote(claim, alone=True), claim_page(claim, site))
        yield (None, side, None, claim.code, None, *_figure(Reading(claim)), *told)
    for number, (step, words) in enumerate(steps, 1):
        claim, instead = step.change.claim, step.change.instead
        about = (number, step.side, step.change.kind, claim.code, instead.code if instead else None)
        yield (*about, *_figure(step.after), COMPUTED, words, claim_page(claim, site))


def _figure(reading: Reading) -> tuple[Any, ...]:
    interval = reading.interval
    return reading.factor.claim.code if reading.factor else None, interval.low, interval.high
