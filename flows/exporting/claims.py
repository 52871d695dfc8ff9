"""The columns of the claims. Names and codes of version 1 do not change: what is added goes to the end."""

from __future__ import annotations

from flows import vocabulary as v
from flows.exporting.addresses import claim_page
from flows.exporting.columns import a_day, amount, code, coded, graded, link, text
from flows.exporting.table import Table
from flows.wording import quote

_WHO = (
    code("code", "The permanent code of this claim."),
    code("claimant", "Code of the institution that asserts."),
    text("speaker", "The person who spoke, where one is named."),
    code("source", "Code of the document it was read in."),
    a_day("claimed_on", "The day on which the statement became public.", nullable=False),
    coded("date_precision", v.DATE_PRECISION),
)
_TEXT = text(
    "text",
    "The quotable phrase: the number with its bound, what it rests on, who said it and when.",
    read=lambda record, _: quote(record),
)
_LOW = amount("low", "The stated floor; null where none was stated, never zero.")
_POINT = amount("point", "The one stated figure; null where none was stated, never zero.")
_HIGH = amount("high", "The stated ceiling; null where none was stated, never zero.")
_PERIOD = (
    a_day("period_start", "The first day of the time that the claim is about."),
    a_day("period_end", "The last day of the time that the claim is about."),
)
_CHAIN = (
    code("supersedes", "The claimant's earlier running total that this one replaces.", nullable=True),
    code("superseded_by", "The later one that had replaced this one by the day asked for.", nullable=True),
)
_SUPERSEDED_ON = a_day("superseded_on", "The day on which its replacement was stated.")
_MUNITION = code("munition", "Code of the kind of thing.")
_MUNITION_NAME = text("munition_name", "The kind of thing in words.")
_PLACE = code("place", "Code of the place it applies to.", nullable=True)
_PLACE_NAME = text("place_name", "The place in words; empty where none is named.")
_ACTOR = code("actor", "Code of the party it is about.")
_ACTOR_NAME = text("actor_name", "The party in words.")
_CREDIBILITY = graded("credibility", v.CREDIBILITY)
_WORDING = (
    text("statement", "One sentence in our words: what was claimed, never what happened."),
    text("notes", "What a careful reader should know besides."),
    link("url", "The page of this claim.", claim_page),
)
_CLAIMANT_NAME = text("claimant_name", "The claimant, as in a sentence.")
_EVIDENCE = (
    text("publisher", "Who published the document."),
    text("source_title", "The title of the document."),
    text("source_link", "The address of the document."),
    coded("reliability", v.RELIABILITY),
    coded("status", v.STATUS),
    text("retraction_reason", "Why we withdrew the record; empty where we did not."),
)

SHIPMENTS = Table(
    "shipments",
    "Shipment",
    "A claim about a flow: supplier to recipient, a munition, a quantity.",
    (
        *_WHO,
        coded("stance", v.STANCE),
        code("supplier", "Code of the party that supplies."),
        code("recipient", "Code of the party that receives."),
        _MUNITION,
        coded("unit", v.UNIT),
        coded("stage", v.STAGE),
        coded("basis", v.BASIS),
        coded("bound", v.BOUND),
        _LOW,
        _POINT,
        _HIGH,
        _TEXT,
        coded("temporal", v.TEMPORAL),
        *_PERIOD,
        *_CHAIN,
        code("alternative_group", "Shared by the either/or readings of one fact; at most one counts.", nullable=True),
        code("part_of", "The claim that already contains this one.", nullable=True),
        code("derived_from", "The claim that this figure is computed from.", nullable=True),
        amount("factor", "Times which the claim in derived_from gives this figure."),
        _CREDIBILITY,
        *_WORDING,
        _CLAIMANT_NAME,
        text("supplier_name", "The party that supplies, in words."),
        text("recipient_name", "The party that receives, in words."),
        _MUNITION_NAME,
        text("words", "The claimant's own word where no figure was given: dozens."),
        _SUPERSEDED_ON,
        *_EVIDENCE,
    ),
)

RATES = Table(
    "rates",
    "Rate",
    "A claim about a pace: rounds fired, produced or needed per day, month or year.",
    (
        *_WHO,
        _ACTOR,
        coded("activity", v.ACTIVITY),
        _MUNITION,
        coded("bound", v.BOUND),
        _LOW,
        _POINT,
        _HIGH,
        coded("per", v.PER),
        _TEXT,
        *_PERIOD,
        *_CHAIN,
        _PLACE,
        _CREDIBILITY,
        *_WORDING,
        _CLAIMANT_NAME,
        _ACTOR_NAME,
        _MUNITION_NAME,
        _PLACE_NAME,
        _SUPERSEDED_ON,
        *_EVIDENCE,
    ),
)

RATIOS = Table(
    "ratios",
    "Ratio",
    "A claim about a balance: one side against the other. A single stated value stands in both low and high.",
    (
        *_WHO,
        code("favours", "Code of the side with more."),
        code("over", "Code of the side with less."),
        coded("compared", v.COMPARED),
        coded("wording", v.RATIO_WORDING),
        coded("bound", v.BOUND),
        _LOW,
        _HIGH,
        _TEXT,
        _PLACE,
        *_PERIOD,
        _CREDIBILITY,
        *_WORDING,
        _CLAIMANT_NAME,
        text("favours_name", "The side with more, in words."),
        text("over_name", "The side with less, in words."),
        _PLACE_NAME,
        *_EVIDENCE,
    ),
)

INDICATORS = Table(
    "indicators",
    "Indicator",
    "A claim about context: money, shares with a stated whole, stocks. Indicators carry no grade.",
    (
        *_WHO,
        _ACTOR,
        text("name", "What is measured, as a code."),
        amount("value_low", "The stated floor; null where none was stated, never zero."),
        amount("value", "The one stated value; null where none was stated, never zero."),
        amount("value_high", "The stated ceiling; null where none was stated, never zero."),
        coded("unit", v.INDICATOR_UNIT),
        _TEXT,
        *_PERIOD,
        *_WORDING,
        coded("bound", v.BOUND, read=lambda record, _: record.quantity.bound),
        _CLAIMANT_NAME,
        _ACTOR_NAME,
        *_EVIDENCE,
    ),
)
