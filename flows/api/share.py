"""The answer of what share of a side's fire came from one supplier."""

from __future__ import annotations

from flows.api.answers import API, COMPUTED_KEY, PERIOD, figures, least_grade
from flows.api.arithmetic import note_of
from flows.api.shape import Shape, coded, day, links, many, nullable, one, string, truth, whole
from flows.estimates.period import Period
from flows.estimates.share import SHARE_REFUSAL
from flows.exporting.tables import TABLES
from flows.measures.share import DEFINITION, result
from flows.wording import quote, quote_share, share_words

_CODE = "Code of the claim about "
SHARE = Shape(
    "Share",
    "A supply over a rate of fire of about one time, in percent: computed, and stated by nobody.",
    (
        COMPUTED_KEY,
        string("supply", f"{_CODE}supply.", "supply.code"),
        string("rate", f"{_CODE}the rate of fire.", "rate.code"),
        string("supply_text", "The supply, as it may be quoted.", lambda share: quote(share.supply, alone=True)),
        string("rate_text", "The rate of fire, as it may be quoted.", lambda share: quote(share.rate)),
        *figures(
            "quantity",
            "The least share; null where the supply has no floor or the fire no ceiling.",
            "The share, where both claims give one figure.",
            "The greatest share; null where the supply has no ceiling or the fire no floor.",
        ),
        truth("capacity", "Whether the supply is what could be held: the share is then a ceiling and no floor."),
        truth("exceeds", "Whether it reaches above 100: more than was fired, so that some went into stock."),
        truth("narrower", "Whether the fire counts more kinds of things than the supply."),
        one("supply_period", PERIOD, lambda share: share.periods[0]),
        one("rate_period", PERIOD, lambda share: share.periods[1]),
        string("words", "The share in words.", share_words),
        string("text", "The share with both claims, as it may be quoted.", quote_share),
    ),
)
SHARE_REASON = Shape(
    "ShareReason",
    SHARE_REFUSAL.meaning,
    (
        coded("code", SHARE_REFUSAL, lambda pair: pair[0]),
        string("label", "The reason in a few words.", lambda pair: pair[0].label),
        string("meaning", "The reason in one line.", lambda pair: pair[0].meaning),
        whole("rates", "How many of the rates of fire it stands against.", lambda pair: len(pair[1]), minimum=1),
    ),
)
NO_SHARE = Shape(
    "NoShare",
    "A claim about supply of which no share follows.",
    (
        string("supply", f"{_CODE}supply.", "supply.code"),
        string("supply_text", "The supply, as it may be quoted.", lambda none: quote(none.supply, alone=True)),
        one("supply_period", PERIOD, lambda none: Period.of(none.supply)),
        many("reasons", SHARE_REASON, "Every reason.", lambda none: tuple(none.reasons.items())),
    ),
)
SHARES = Shape(
    "Shares",
    "What share of a side's fire or supply came from one supplier: stated, and apart from it computed.",
    (
        string("supplier", "Code of the supplier.", "question.supplier"),
        string("side", "Code of the side whose fire or supply is the whole.", "question.side"),
        string("munition", "Code of what is fired, with all that is under it.", "question.munition"),
        nullable(day("as_of", "The day of the answer; null is today.", "question.as_of")),
        least_grade("question"),
        string("supplier_name", "The supplier in words.", "supplier.name"),
        string("side_name", "The side in words.", "side.name"),
        string("munition_name", "What is fired, in words.", "munition.name"),
        many("stated", TABLES["indicators"], "The shares that were stated, by the time that they are about.", "stated"),
        many(
            "computed",
            SHARE,
            "Each supply over each rate of fire of about one time, also where the bounds of the two leave the share "
            "open; no claim, and never mixed with what was stated.",
            "shares.computed",
        ),
        many("refused", NO_SHARE, "The claims about supply of which none follows.", "shares.refused"),
        string("text", "How many were stated, how many follow and how many are left open, in words.", result),
        note_of(DEFINITION),
        links(
            self=lambda answer: f"{API}share/?{answer.question.query()}",
            page=lambda answer: f"/share/?{answer.question.query()}",
            csv=lambda answer: f"{API}share.csv?{answer.question.query()}",
        ),
    ),
)
SHARE_SHAPES = (SHARES, SHARE, NO_SHARE, SHARE_REASON)
