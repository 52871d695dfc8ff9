"""The answer about what changed between two days: each flow with what was stated, replaced and denied; and as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.api.answers import API, COMPUTED_KEY, RATIOS, SPAN, WINDOW, least_grade
from flows.api.arithmetic import note_of
from flows.api.balance import CLOSING, TERM
from flows.api.shape import (
    Field,
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
from flows.briefing import Sentence, balance_sentences, beside_sentences, changes_words, flow_sentences
from flows.exporting.addresses import claim_page
from flows.exporting.columns import Column
from flows.exporting.tables import TABLES
from flows.measures.changes import DEFINITION, ChangesAnswer, FlowMoved
from flows.questions.changes import RECORDED, STATED
from flows.vocabulary import LEFT_OUT, STAGE, UNIT
from flows.wording import COMPUTED


def _codes(name: str) -> Any:
    def read(flow: FlowMoved) -> list[str]:
        return [claim.code for claim in getattr(flow.moved, name)]

    return read


def _of_flow(name: str, meaning: str) -> Field:
    return texts(name, meaning, _codes(name))


LOST_CLAIM = Shape(
    "",
    "A claim that no longer stands.",
    (
        string("code", "Its code.", "claim.code"),
        nullable(
            coded(
                "reason",
                LEFT_OUT,
                lambda out: out.reason or None,
                f"{LEFT_OUT.meaning} Null where its record was corrected, and is about something else now.",
            )
        ),
        nullable(string("by", "Code of the claim that replaced it, or the other reading of its group; null for none.")),
    ),
)
SENTENCE = Shape(
    "Sentence",
    "One sentence of a briefing with the claims that it is about.",
    (
        among(
            "kind",
            "What it tells.",
            [
                "count",
                "stated",
                "passed",
                "denial",
                "lost",
                "corrected",
                "span",
                "ratio",
                "rate",
                "context",
                "balance",
            ],
        ),
        string("text", "The sentence.", "words"),
        texts("claims", "Codes of the claims that it is about.", lambda one: [claim.code for claim in one.claims]),
        truth("computed", "Whether it holds a number that nobody stated."),
    ),
)
SPAN_MOVED = Shape(
    "SpanMoved",
    "The span of one stage and unit on two days: computed; nobody stated it.",
    (
        coded("stage", STAGE),
        coded("unit", UNIT),
        nullable(one("before", SPAN)),
        nullable(one("after", SPAN)),
    ),
)
FLOW_MOVED = Shape(
    "FlowMoved",
    "How one flow moved; the munition with all that is under it.",
    (
        string("supplier", "Code of the party that supplies.", "flow.supplier"),
        string("recipient", "Code of the party that receives.", "flow.recipient"),
        string("munition", "Code of the kind of thing.", "flow.munition"),
        string("supplier_name", "Who supplies, in words."),
        string("recipient_name", "Who receives, in words."),
        string("munition_plural", "The kind of thing in words.", "plural"),
        _of_flow("stated", "Codes of the claims known at the end that were not before, by day."),
        _of_flow("gained", "Codes of the claims that stand at the end and did not before."),
        many("lost", LOST_CLAIM, "The claims that stood before and do not at the end.", "moved.lost"),
        _of_flow("denials", "Codes of the denials among what was stated; they carry no number."),
        _of_flow("heads_gained", "Codes of the heads at the end that were none before."),
        _of_flow("heads_lost", "Codes of the heads before that are none at the end."),
        _of_flow("corrected", "Codes of the claims whose record says otherwise; only by the clock of the record."),
        many("spans", SPAN_MOVED, "The spans that became another.", "moved.spans"),
        many("sentences", SENTENCE, "The same as a briefing.", flow_sentences),
        address("url", "The page of the flow.", lambda flow: f"/flows/{flow.flow}/"),
    ),
)

TERM_MOVED = Shape(
    "",
    "A term of a balance at both ends: computed; nobody stated it.",
    (
        one("before", TERM, lambda both: both[0]),
        one("after", TERM, lambda both: both[1]),
    ),
)
BALANCE_MOVED = Shape(
    "BalanceMoved",
    "How the balance of one side and one time moved: computed; nobody stated it.",
    (
        string("side", "Code of the side.", "after.side.code"),
        string("side_name", "The side in words.", "after.side.name"),
        string("munition", "Code of the kind of thing.", "after.munition.code"),
        day("start", "The first day of the time.", "after.subject.start"),
        day("end", "The last day of the time.", "after.subject.end"),
        many("terms", TERM_MOVED, "The terms that are another at the later end, at the earlier end and then."),
        one("closing_before", CLOSING, "before.settled"),
        one("closing_after", CLOSING, "after.settled"),
        many("sentences", SENTENCE, "The same as a briefing.", balance_sentences),
        address("url", "The page of the balance.", lambda one: f"/balance/?{one.after.question.query()}"),
    ),
)


def _end(name: str, meaning: str, source: str, place: int) -> tuple[Field, ...]:
    def moment(answer: ChangesAnswer) -> str | None:
        return str(answer.moments[place]) if answer.moments else None

    return (
        string(name, meaning, lambda answer: str(getattr(answer.question, source))),
        nullable(string(f"{name}_moment", "The moment of the record that was compared; null by statement.", moment)),
    )


CHANGES = Shape(
    "Changes",
    "What changed in what is claimed between two days: heads and spans are computed; nobody stated them.",
    (
        *_end("from", "The end from which on.", "earlier", 0),
        *_end("to", "The end by which.", "later", 1),
        among(
            "clock",
            "Whether the ends are days of statement or moments of the record.",
            (STATED, RECORDED),
            "question.clock",
        ),
        nullable(
            string(
                "flow", "The flow asked for; null is all.", lambda a: str(a.question.flow) if a.question.flow else None
            )
        ),
        texts("supplier", "The codes asked for.", "question.suppliers"),
        texts("recipient", "The codes asked for.", "question.recipients"),
        texts("munition", "The codes asked for.", "question.munitions"),
        texts("claimant", "The codes asked for.", "question.claimants"),
        nullable(day("as_of", "The day of the answer; null is today.", "question.as_of")),
        WINDOW,
        least_grade("question"),
        many("flows", FLOW_MOVED, "The flows that changed, those of which most was stated first."),
        whole("more", "How many more flows changed, at least, which are not told: ask for fewer.", minimum=0),
        many("balances", BALANCE_MOVED, "The balances of the two sides that moved."),
        many(
            "rates", TABLES["rates"], "The rates that were stated meanwhile, of the asked parties and kinds of thing."
        ),
        many("indicators", TABLES["indicators"], "The context figures that were stated meanwhile, likewise."),
        many(
            "ratios", RATIOS, "The ratios that were stated meanwhile, in which a recipient of these flows takes part."
        ),
        string("text", "How much changed, in words that may be quoted.", changes_words),
        COMPUTED_KEY,
        note_of(DEFINITION),
        links(
            self=lambda answer: f"{API}changes/?{answer.question.query()}",
            page=lambda answer: f"/changes/?{answer.question.query()}",
            csv=lambda answer: f"{API}changes.csv?{answer.question.query()}",
        ),
    ),
)

_HEADER: tuple[tuple[str, str], ...] = (
    ("supplier", "Code of the party that supplies; empty where the sentence is about no flow."),
    ("recipient", "Code of the party that receives, or whose balance it is; empty for rates, ratios and context."),
    ("munition", "Code of the kind of thing; empty for rates, ratios and context."),
    ("kind", "What the sentence tells."),
    ("text", "The sentence."),
)
HEADER = (
    *(Column(name, "text", meaning, lambda row, _: row, is_code=name != "text") for name, meaning in _HEADER),
    Column("claims", "codes", "Codes of the claims that it is about.", lambda row, _: row),
    Column("computed", "text", "true where it holds a number that nobody stated.", lambda row, _: row),
    Column("url", "link", "The page of the first of these claims.", lambda row, _: row),
    Column("label", "text", "That nobody stated it; empty where all its numbers were stated.", lambda row, _: row),
)
"""The columns of the same as a table: a row for each sentence."""


def rows(answer: ChangesAnswer, site: str) -> Iterator[tuple[Any, ...]]:
    """Every sentence as a row."""
    for flow in answer.flows:
        named = (flow.flow.supplier, flow.flow.recipient, flow.flow.munition)
        yield from ((*named, *_row(sentence, site)) for sentence in flow_sentences(flow))
    for moved in answer.balances:
        named = ("", moved.after.side.code, moved.after.munition.code)
        yield from ((*named, *_row(sentence, site)) for sentence in balance_sentences(moved))
    yield from (("", "", "", *_row(sentence, site)) for sentence in beside_sentences(answer))


def _row(sentence: Sentence, site: str) -> tuple[Any, ...]:
    codes = tuple(claim.code for claim in sentence.claims)
    page = claim_page(sentence.claims[0], site) if sentence.claims else ""
    computed, label = ("true", COMPUTED) if sentence.computed else ("false", "")
    return sentence.kind, sentence.words, codes, computed, page, label
