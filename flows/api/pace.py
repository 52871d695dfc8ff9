"""The answer of how fast a claimant's running total grew."""

from __future__ import annotations

from flows.api.answers import API, COMPUTED_KEY, PERIOD, figures, least_grade
from flows.api.arithmetic import INTERVAL, note_of
from flows.api.shape import Shape, coded, day, links, many, nullable, one, string, truth, whole
from flows.api.years import GROWTH
from flows.estimates.pace import NEARNESS, PACE_REFUSAL, Refused
from flows.exporting.tables import TABLES
from flows.measures.pace import DEFINITION, PaceAnswer
from flows.vocabulary import STAGE, UNIT
from flows.wording import COMPUTED, pace_words, quote, quote_pace

BESIDE = Shape(
    "RateBeside",
    "A stated rate of about the time of a pace.",
    (
        one("rate", TABLES["rates"]),
        one("per_day", INTERVAL),
        nullable(
            string(
                "computed",
                "That the figure a day is no claim, where the rate was stated by the month or the year; else null.",
                lambda each: COMPUTED if each.computed else None,
            )
        ),
        coded("near", NEARNESS),
        truth(
            "whole", "Whether its start and its end lie within 92 days of those of the pace; else about a part of it."
        ),
        truth("wider", "Whether it counts more kinds of things than the pace."),
    ),
)
PACE = Shape(
    "Pace",
    "What a running total grew by a day between two statements of one claimant: computed, and stated by nobody.",
    (
        COMPUTED_KEY,
        string("claimant", "Code of the claimant.", "pace.growth.later.claimant"),
        string("claimant_name", "The claimant in words.", "pace.growth.later.claimant_name"),
        coded("stage", STAGE, "pace.growth.later.stage"),
        coded("unit", UNIT, "pace.growth.later.unit"),
        string("munition", "Code of the kind of thing.", "pace.growth.later.munition"),
        truth("capacity", "Whether it is the growth of what could be held.", "pace.capacity"),
        truth(
            "revised",
            "Whether the later total lies wholly below the earlier one: it cannot fall, so one of them was revised.",
            lambda row: row.pace.growth.interval is None,
        ),
        *figures(
            "pace.quantity",
            "The least a day; null where the later total has no floor or the earlier no ceiling.",
            "The pace a day, where both totals give one figure.",
            "The most a day; null where the later total has no ceiling or the earlier no floor.",
        ),
        whole("days", "How many days lie between the two.", "pace.days", minimum=1),
        one("period", PERIOD, "pace.growth.period"),
        one("growth", GROWTH, "pace.growth"),
        many("beside", BESIDE, "The rates of fire and of production of about that time: stated, and of another kind."),
        string("words", "The pace in words.", lambda row: pace_words(row.pace)),
        string("text", "The pace with both claims, as it may be quoted.", lambda row: quote_pace(row.pace)),
    ),
)
PACE_REASON = Shape(
    "PaceReason",
    PACE_REFUSAL.meaning,
    (
        coded("code", PACE_REFUSAL),
        string("label", "The reason in a few words."),
        string("meaning", "The reason in one line."),
    ),
)
NO_PACE = Shape(
    "NoPace",
    "Two claims of which the one is not taken from the other.",
    (
        string("earlier", "Code of the earlier claim.", "earlier.code"),
        string("later", "Code of the later claim.", "later.code"),
        string("earlier_text", "The earlier one, as it may be quoted.", lambda pair: quote(pair.earlier, alone=True)),
        string("later_text", "The later one, as it may be quoted.", lambda pair: quote(pair.later, alone=True)),
        many("reasons", PACE_REASON, "Every reason."),
    ),
)


def _chosen(answer: PaceAnswer) -> tuple[object, ...]:
    return (answer.chosen,) if answer.chosen is not None and not isinstance(answer.chosen, Refused) else ()


def _refused(answer: PaceAnswer) -> tuple[object, ...]:
    return (answer.chosen,) if isinstance(answer.chosen, Refused) else ()


PACES = Shape(
    "PacesOfFlow",
    "How fast the running totals about a flow grew, by claimant.",
    (
        string("flow", "The flow: supplier/recipient/munition.", lambda answer: str(answer.flow)),
        nullable(string("claimant", "Code of the claimant asked for.", lambda a: a.question.claimant or None)),
        nullable(string("earlier", "Code of the claim to begin with.", lambda a: a.question.earlier or None)),
        nullable(string("later", "Code of the claim that it is taken from.", lambda a: a.question.later or None)),
        nullable(day("as_of", "The day of the answer; null is today.", "question.as_of")),
        least_grade("question"),
        string("supplier_name", "The supplier in words.", "supplier.name"),
        string("recipient_name", "The recipient in words.", "recipient.name"),
        string("munition_name", "The kind of thing in words.", "munition.name"),
        many("chosen", PACE, "The pace between the two claims that were named; empty where none follows.", _chosen),
        many("chosen_refused", NO_PACE, "Why none follows between them; empty where one does.", _refused),
        many("paces", PACE, "Every pace of the flow, by the day that it ends.", "rows"),
        many("refused", NO_PACE, "The totals of one claimant between which none follows."),
        note_of(DEFINITION),
        links(
            self=lambda answer: f"{API}pace/?{answer.question.query()}",
            page=lambda answer: f"/pace/?{answer.question.query()}",
            csv=lambda answer: f"{API}pace.csv?{answer.question.query()}",
        ),
    ),
)
PACE_SHAPES = (PACES, PACE, BESIDE, NO_PACE, PACE_REASON)
