"""The answer of who disagrees with whom."""

from __future__ import annotations

from typing import Any

from flows.api.answers import API, COMPUTED_KEY, IN_SERIES, PERIOD, figures, least_grade
from flows.api.arithmetic import INTERVAL, note_of
from flows.api.shape import (
    Shape,
    address,
    among,
    coded,
    day,
    links,
    many,
    nullable,
    one,
    string,
    texts,
    truth,
    whole,
)
from flows.differing import pair_words
from flows.estimates.pairs import VERDICT, Figured
from flows.estimates.period import Period
from flows.measures.disagree import DEFINITION, DisagreeAnswer, Thing
from flows.questions.disagree import KINDS
from flows.wording import quote

_TABLE = "The table of the claims."


def _denies(claim: Figured) -> bool:
    return bool(getattr(getattr(claim, "stance", None), "is_denial", False))


def said(thing: Thing) -> list[Any]:
    """Every figure and denial, claimant by claimant."""
    return [claim for voice in thing.dispute.voices for claim in (*voice.figures, *voice.denials)]


DISAGREE_FIGURE = Shape(
    "DisagreeFigure",
    "One claim of one claimant about a thing.",
    (
        string("code", "Its code."),
        string("claimant", "Code of the institution that asserts."),
        string("claimant_name", "The institution in words."),
        truth("denial", "Whether it denies; a denial carries no number.", _denies),
        *figures(
            "quantity",
            "The floor; null where unknown.",
            "The one figure; null where unknown.",
            "The ceiling; null where unknown.",
        ),
        one("period", PERIOD, Period.of),
        day("claimed_on", "The day on which it was stated."),
        string("text", "The phrase that may be quoted.", lambda claim: quote(claim, alone=True)),
        address("url", "Its page.", lambda claim: f"/claims/{claim.code}/"),
    ),
)
DISAGREE_PAIR = Shape(
    "DisagreePair",
    "Two figures of two claimants, and how they stand to each other, with how many times the left one holds the right "
    "one; what follows from that, the verdict says. Computed; nobody stated it.",
    (
        COMPUTED_KEY,
        string("left", "Code of the claim with the larger figure.", "left.code"),
        string("right", "Code of the other.", "right.code"),
        coded("verdict", VERDICT),
        nullable(one("times", INTERVAL, "size_digits")),
        IN_SERIES,
        string("text", "The two in words.", pair_words),
    ),
)
DISAGREE_THING = Shape(
    "DisagreeThing",
    "One flow, pace or ratio that several claimants speak of.",
    (
        among("about", _TABLE, KINDS, "table"),
        string("name", "It in words."),
        nullable(string("flow", "Of a flow: supplier/recipient/munition.", lambda t: str(t.flow) if t.flow else None)),
        whole("claimants", "How many independent claimants give the figures.", "dispute.claimants", minimum=0),
        many("figures", DISAGREE_FIGURE, "The newest figures of each claimant, and the denials.", said),
        many("pairs", DISAGREE_PAIR, "Those that differ most first.", "dispute.pairs"),
    ),
)
DISAGREE = Shape(
    "Disagree",
    "Who disagrees with whom, and by how much.",
    (
        texts("claimant", "The claimants asked for; empty is everybody.", "question.claimants"),
        nullable(among("about", f"{_TABLE} Null is all.", KINDS, lambda a: a.question.about or None)),
        texts("recipient", "The codes asked for.", "question.recipients"),
        texts("supplier", "The codes asked for.", "question.suppliers"),
        texts("munition", "The codes asked for.", "question.munitions"),
        nullable(day("as_of", "The day of the answer; null is today.", "question.as_of")),
        least_grade("question"),
        many("things", DISAGREE_THING, "What several claimants speak of, those that differ most first."),
        note_of(DEFINITION),
        links(
            self=lambda answer: f"{API}disagree/?{answer.question.query()}",
            page=lambda answer: f"/disagree/?{answer.question.query()}",
            csv=lambda answer: f"{API}disagree.csv?{answer.question.query()}",
        ),
    ),
)
DISAGREE_SHAPES = (DISAGREE, DISAGREE_THING, DISAGREE_PAIR, DISAGREE_FIGURE)


def rows(answer: DisagreeAnswer) -> Any:
    """The pairs of an answer for its table, each with what it is about and its words."""
    return (
        (thing.table, thing.name, pair, pair_words(pair)) for thing in answer.things for pair in thing.dispute.pairs
    )
