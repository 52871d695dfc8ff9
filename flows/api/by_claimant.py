"""Claimant by flow as an answer: the newest figure of each about each thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.api.answers import API, least_grade
from flows.api.arithmetic import note_of
from flows.api.disagree import DISAGREE_FIGURE
from flows.api.shape import Shape, among, day, links, many, nullable, one, string, texts, whole
from flows.dictionary import computed
from flows.estimates.period import Period
from flows.exporting.addresses import claim_page
from flows.exporting.columns import Column, column_of
from flows.measures.by_claimant import DEFINITION, ByClaimant
from flows.questions.disagree import KINDS
from flows.vocabulary import BOUND
from flows.wording import between, quote

CELL = Shape(
    "NewestFigure",
    "The newest figure of one claimant about a thing, or its denial.",
    (
        one("claim", DISAGREE_FIGURE),
        texts(
            "same_time",
            "Codes of the newest figures of others that are about the same time.",
            lambda cell: [claim.code for claim in cell.same_time],
        ),
    ),
)
COLUMN = Shape(
    "SpokenOf",
    "One flow, pace or ratio with what each claimant stated of it last.",
    (
        among("about", "The table of the claims.", KINDS, "thing.table"),
        string("name", "It in words.", "thing.name"),
        nullable(
            string(
                "flow",
                "Of a flow: supplier/recipient/munition.",
                lambda one: str(one.thing.flow) if one.thing.flow else None,
            )
        ),
        whole("claimants", "How many independent claimants give figures.", "thing.dispute.claimants", minimum=0),
        many("newest", CELL, "Claimant by claimant.", lambda one: one.cells.values()),
    ),
)
BY_CLAIMANT = Shape(
    "ByClaimant",
    "The newest figure of each claimant about each thing that several speak of.",
    (
        texts("claimant", "The claimants asked for; empty is everybody.", "question.claimants"),
        among("about", "The table of the claims.", KINDS, "question.about"),
        texts("recipient", "The codes asked for.", "question.recipients"),
        texts("supplier", "The codes asked for.", "question.suppliers"),
        texts("munition", "The codes asked for.", "question.munitions"),
        nullable(day("as_of", "The day of the answer; null is today.", "question.as_of")),
        least_grade("question"),
        many("things", COLUMN, "The things, those of which most claimants speak first.", "columns"),
        note_of(DEFINITION),
        links(
            self=lambda answer: f"{API}by-claimant/?{answer.question.query()}",
            page=lambda answer: f"/disagree/by-claimant/?{answer.question.query()}",
            csv=lambda answer: f"{API}by-claimant.csv?{answer.question.query()}",
        ),
    ),
)
BY_CLAIMANT_SHAPES = (BY_CLAIMANT, COLUMN, CELL)

_FIELDS = (
    computed("about", "name", "The table of the claim.", required=True),
    computed("thing", "text", "What is spoken of, in words.", required=True),
    computed("claimant", "code", "Code of the institution that asserts or denies.", required=True),
    computed("claimant_name", "text", "The institution in words.", required=True),
    computed("code", "code", "Code of its newest claim about the thing.", required=True),
    computed("bound", "coded", BOUND.meaning, of=BOUND, required=True),
    computed("low", "number", "Its floor; empty where unknown."),
    computed("point", "number", "Its one figure; empty where unknown."),
    computed("high", "number", "Its ceiling; empty where unknown."),
    computed("period", "text", "The time that it is about, in words; empty where unknown."),
    computed("claimed_on", "day", "The day on which it was stated.", required=True),
    computed("text", "text", "The phrase that may be quoted.", required=True),
    computed("same_time", "codes", "Codes of the newest figures of others about the thing that are of the same time."),
    computed("url", "link", "Its page.", required=True),
)
HEADER: tuple[Column, ...] = tuple(map(column_of, _FIELDS))


def rows(answer: ByClaimant, site: str) -> Iterator[tuple[Any, ...]]:
    """The newest figures, thing by thing."""
    for column in answer.columns:
        for cell in column.cells.values():
            claim, quantity = cell.claim, cell.claim.quantity
            yield (
                *(column.thing.table, column.thing.name, claim.claimant, claim.claimant_name, claim.code),
                *(quantity.bound, quantity.low, quantity.point, quantity.high, between(Period.of(claim))),
                *(claim.claimed_on, quote(claim, alone=True), tuple(other.code for other in cell.same_time)),
                claim_page(claim, site),
            )
