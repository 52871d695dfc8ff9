"""The fields of the claims. Names and codes of version 1 do not change: what is added goes to the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from flows import vocabulary as v
from flows.dictionary.field import CODE, NOTES, Field, Table, coded, computed, page_url

_CLAIMANT = Field("claimant", "code", "The institution that asserts it.", of="claimants", required=True, filtered=True)
_SPEAKER = Field("speaker", "text", "The person who said it, where one is named.")
_SOURCE = Field(
    "source",
    "code",
    "The document that it was read in.",
    of="sources",
    required=True,
    filtered=True,
)
_CLAIMED_ON = Field("claimed_on", "day", "The day on which the statement became public.", required=True)
_DATE_PRECISION = coded("date_precision", v.DATE_PRECISION)
_WHO = (CODE, _CLAIMANT, _SPEAKER, _SOURCE, _CLAIMED_ON, _DATE_PRECISION)
_FIGURES = (
    Field("low", "number", "The stated floor, with the bounds at-least and between; never zero where none was stated."),
    Field("point", "number", "The one stated figure, with exact and about; never zero where none was stated."),
    Field("high", "number", "The stated ceiling, with up-to and between; never zero where none was stated."),
)


def _figures(unit: str) -> Iterator[Field]:
    """The three figures of a quantity in a unit."""
    return (replace(figure, unit=unit) for figure in _FIGURES)


_TEXT = computed(
    "text",
    "text",
    "The quotable phrase, which stands alone: the number with its bound, the parties, the time that it is about, its "
    "basis, who said it and when.",
)
_PERIOD = (
    Field("period_start", "day", "The first day of the time that the claim is about."),
    Field("period_end", "day", "The last day of the time that the claim is about."),
)
_START_BASIS = replace(coded("start_basis", v.START_BASIS, since="1.5"), filed_after="period_end")
_SUPERSEDES = Field("supersedes", "code", "The same claimant's earlier total about the same, which this one replaces.")
_SUPERSEDED_BY = computed("superseded_by", "code", "The later claim that had replaced this one by the day asked for.")
_SUPERSEDED_ON = computed("superseded_on", "day", "The day on which the claim that replaced it was stated.")
_MUNITION = Field(
    "munition",
    "code",
    "What is counted: exactly this kind in the tree of munitions and carriers.",
    of="munitions",
    required=True,
    filtered=True,
)
_UNIT = coded("unit", v.UNIT, entered=False, filtered=True, computed=True)
_MUNITION_NAME = computed("munition_name", "text", "What is counted, in words.")
_BOUND = coded("bound", v.BOUND, filtered=True)
_PLACE = Field("place", "code", "The place that it applies to.", of="places", filtered=True)
_PLACE_NAME = computed("place_name", "text", "The place in words; empty where none is named.")
_ACTOR = Field("actor", "code", "The party that it is about.", of="actors", required=True, filtered=True)
_ACTOR_NAME = computed("actor_name", "text", "The party in words.")
_CREDIBILITY = coded("credibility", v.CREDIBILITY, filtered=True)
_WORDING = (
    Field("statement", "text", "One sentence in our words: what was claimed, never what happened.", required=True),
    NOTES,
    computed("url", "link", "Our page about the claim."),
)
_ADDRESSES = (
    computed("document_url", "link", "The document's own address on the web; `source_link` is the same."),
    page_url("claim"),
)
_CLAIMANT_NAME = computed("claimant_name", "text", "The claimant, as in a sentence.")
_EVIDENCE = (
    computed("publisher", "text", "Who published the document."),
    computed("source_title", "text", "The title of the document."),
    computed("source_link", "text", "The address of the document."),
    coded("reliability", v.RELIABILITY, entered=False, computed=True),
    coded("status", v.STATUS, entered=False),
    Field("retraction_reason", "text", "Why we withdrew the record; empty where we did not.", entered=False),
    computed("period", "text", "The time that the claim is about, as in its text; empty where it is not known."),
    computed("source_published_on", "day", "The day on which the document was published.", since="1.3"),
    computed("source_date_precision", "text", "How exactly that day is known.", since="1.3"),
)
_GRADE = computed(
    "grade",
    "coded",
    "The best reliability among the documents that hold the figure; where none is known to, that of the source.",
    of=v.RELIABILITY,
    required=True,
)
_SEARCHED = ("code", "statement", "notes", "speaker")
_ORDER = "-claimed_on"

SHIPMENTS = Table(
    "shipments",
    "Shipment",
    "Claims about flows",
    "Claims about flows: supplier to recipient, a munition, a quantity.",
    (
        *_WHO,
        coded("stance", v.STANCE, filtered=True),
        Field("supplier", "code", "The party that supplies.", of="actors", required=True, filtered=True),
        Field("recipient", "code", "The party that receives.", of="actors", required=True, filtered=True),
        _MUNITION,
        _UNIT,
        coded("stage", v.STAGE, filtered=True),
        coded("basis", v.BASIS, filtered=True),
        _BOUND,
        *_figures("what unit says"),
        _TEXT,
        coded("temporal", v.TEMPORAL, filtered=True),
        *_PERIOD,
        replace(_SUPERSEDES, of="shipments"),
        _SUPERSEDED_BY,
        Field(
            "alternative_group",
            "code",
            "Shared by the either/or readings of one fact, of which at most one counts.",
            filtered=True,
        ),
        Field("part_of", "code", "The claim that already contains this one.", of="shipments"),
        Field("derived_from", "code", "The claim that this figure is computed from.", of="shipments"),
        Field("factor", "number", "Times which the claim that it is derived from gives this figure.", unit="times"),
        _CREDIBILITY,
        *_WORDING,
        _CLAIMANT_NAME,
        computed("supplier_name", "text", "The party that supplies, in words."),
        computed("recipient_name", "text", "The party that receives, in words."),
        _MUNITION_NAME,
        Field("words", "text", "The claimant's own word where no figure was given: dozens.", filed_after="high"),
        _SUPERSEDED_ON,
        *_EVIDENCE,
        _GRADE,
        _START_BASIS,
        *_ADDRESSES,
    ),
    called="shipment",
    order=_ORDER,
    searched=_SEARCHED,
    about="a flow",
    sides=("supplier", "recipient"),
    subject="munition",
    figures=("low", "point", "high"),
)

RATES = Table(
    "rates",
    "Rate",
    "Claims about a pace",
    "Claims about a pace: rounds fired, produced or needed per day, month or year.",
    (
        *_WHO,
        _ACTOR,
        coded("activity", v.ACTIVITY, filtered=True),
        _MUNITION,
        _BOUND,
        *_figures("of the munition, in what per says"),
        coded("per", v.PER, filtered=True),
        _TEXT,
        *_PERIOD,
        replace(_SUPERSEDES, of="rates"),
        _SUPERSEDED_BY,
        _PLACE,
        _CREDIBILITY,
        *_WORDING,
        _CLAIMANT_NAME,
        _ACTOR_NAME,
        _MUNITION_NAME,
        _PLACE_NAME,
        _SUPERSEDED_ON,
        *_EVIDENCE,
        _GRADE,
        _UNIT,
        _START_BASIS,
        *_ADDRESSES,
    ),
    called="rate",
    order=_ORDER,
    searched=_SEARCHED,
    about="a pace",
    sides=("actor", "activity"),
    subject="munition",
    figures=("low", "point", "high"),
)

_MULTIPLE = "Multiple of the side with less; a single stated value stands in both low and high."
RATIOS = Table(
    "ratios",
    "Ratio",
    "Claims about a balance",
    "Claims about a balance: one side against the other, with what is compared.",
    (
        *_WHO,
        Field("favours", "code", "The side with more.", of="actors", required=True, filtered=True),
        Field("over", "code", "The side with less.", of="actors", required=True, filtered=True),
        coded("compared", v.COMPARED, filtered=True),
        coded("wording", v.RATIO_WORDING, filtered=True),
        _BOUND,
        Field("low", "number", _MULTIPLE, unit="to 1"),
        Field("high", "number", _MULTIPLE, unit="to 1"),
        _TEXT,
        _PLACE,
        *_PERIOD,
        _CREDIBILITY,
        *_WORDING,
        _CLAIMANT_NAME,
        computed("favours_name", "text", "The side with more, in words."),
        computed("over_name", "text", "The side with less, in words."),
        _PLACE_NAME,
        *_EVIDENCE,
        _GRADE,
        _START_BASIS,
        *_ADDRESSES,
    ),
    called="ratio",
    order=_ORDER,
    searched=_SEARCHED,
    about="a balance",
    sides=("favours", "over"),
    subject="compared",
    figures=("low", "high"),
)

FIRST_NAMES: Mapping[str, str] = {"value_low": "low", "value": "point", "value_high": "high"}
"""The figures of indicators by what they were called before they had a bound: in files still, and in answers too."""
INDICATORS = Table(
    "indicators",
    "Indicator",
    "Claims about context",
    "Claims about context: money, shares with a stated whole, stocks.",
    (
        CODE,
        _CLAIMANT,
        replace(_SPEAKER, since="1.1"),
        _SOURCE,
        _CLAIMED_ON,
        replace(_DATE_PRECISION, since="1.1"),
        _ACTOR,
        Field("name", "name", "What is measured, as a code: price-of-a-test.", required=True, filtered=True),
        *(
            computed(old, "number", f"The same as {new}: its name in files and first answers.")
            for old, new in FIRST_NAMES.items()
        ),
        coded("unit", v.INDICATOR_UNIT, filtered=True),
        _TEXT,
        *_PERIOD,
        *_WORDING,
        replace(_BOUND, filed_after="name", since="1.2"),
        _CLAIMANT_NAME,
        _ACTOR_NAME,
        *_EVIDENCE,
        *(
            replace(one, filed=old, filed_after=before)
            for one, old, before in zip(_figures("what unit says"), FIRST_NAMES, ("bound", "low", "point"), strict=True)
        ),
        replace(_CREDIBILITY, filed_after="period_end", since="1.2", before=v.Credibility.UNJUDGED),
        _GRADE,
        Field(
            "measured",
            "text",
            "What is measured, in words: cost of one shell to a party; empty where its code says it well enough.",
            since="1.4",
        ),
        Field(
            "whole_of",
            "code",
            "Of a share: the party whose fire, supply or need is the whole, where the share is a supplier's.",
            of="actors",
            filtered=True,
            since="1.4",
        ),
        coded("whole", v.WHOLE, required=False, filtered=True, since="1.4"),
        Field(
            "whole_munition",
            "code",
            "Of a share: the kind of thing that the whole is of.",
            "",
            "munitions",
            since="1.4",
        ),
        _START_BASIS,
        *_ADDRESSES,
    ),
    called="indicator",
    order=_ORDER,
    searched=("code", "statement", "notes", "name", "measured"),
    about="context",
    sides=("actor",),
    subject="name",
    figures=("low", "point", "high"),
)

CLAIMS: tuple[Table, ...] = (SHIPMENTS, RATES, RATIOS, INDICATORS)
"""The tables of claims, in the order in which readers are shown them."""
