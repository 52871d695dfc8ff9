"""The steps of a flow as one table: a row for each day on which a claim was stated or ceased to stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.dictionary import computed
from flows.exporting.addresses import claim_page
from flows.exporting.columns import Column, column_of
from flows.measures.timeline import STEP, Timeline
from flows.vocabulary import BASIS, BOUND, STAGE, STANCE, STATUS, TEMPORAL, UNIT
from flows.wording import period_of, quote

_FIELDS = (
    computed("on", "day", "The day.", required=True),
    computed("event", "coded", STEP.meaning, of=STEP, required=True),
    computed("code", "code", "Code of the claim.", required=True),
    computed("superseded_by", "code", "Code of the claim that ended it by the day asked for."),
    computed("claimant", "code", "Code of the institution that asserts.", required=True),
    computed("claimant_name", "text", "The claimant, as in a sentence.", required=True),
    computed("munition", "code", "Code of the kind of thing.", required=True),
    computed("unit", "coded", UNIT.meaning, of=UNIT, required=True),
    computed("stage", "coded", STAGE.meaning, of=STAGE, required=True),
    computed("basis", "coded", BASIS.meaning, of=BASIS, required=True),
    computed("stance", "coded", STANCE.meaning, of=STANCE, required=True),
    computed("status", "coded", STATUS.meaning, of=STATUS, required=True),
    computed("temporal", "coded", TEMPORAL.meaning, of=TEMPORAL, required=True),
    computed("bound", "coded", BOUND.meaning, of=BOUND, required=True),
    computed("low", "number", "The stated floor; empty where none was stated."),
    computed("point", "number", "The one stated figure; empty where none was stated."),
    computed("high", "number", "The stated ceiling; empty where none was stated."),
    computed("period_start", "day", "The first day of what the claim is about; empty where it was not stated."),
    computed("period_end", "day", "The last day of what the claim is about; empty where it was not stated."),
    computed("period", "text", "That time in words; empty where it is not known."),
    computed("text", "text", "The phrase by which the claim may be quoted.", required=True),
    computed("page_url", "link", "The page of the claim.", required=True),
)
HEADER: tuple[Column, ...] = tuple(map(column_of, _FIELDS))


def timeline_rows(answer: Timeline, site: str) -> Iterator[tuple[Any, ...]]:
    """The rows under `HEADER`, in the order of the steps."""
    for step in answer.steps:
        claim = step.claim
        yield (
            *(step.on, step.event, claim.code, step.ended_by, claim.claimant, claim.claimant_name, claim.munition),
            *(claim.unit, claim.stage, claim.basis, claim.stance, claim.status, claim.temporal),
            *(claim.bound, claim.low, claim.point, claim.high, claim.period_start, claim.period_end, period_of(claim)),
            *(quote(claim, alone=True), claim_page(claim, site)),
        )
