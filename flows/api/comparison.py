"""Two flows side by side as an answer."""

from __future__ import annotations

from typing import Any

from flows.api.answers import (
    API,
    COMPUTED_KEY,
    COMPUTED_RATIO,
    FLOW,
    RATIOS,
    SPAN,
    WINDOW,
    as_quoted,
    asked,
    chosen,
    figures,
    flow_path,
    least_grade,
    named_flow,
    quotient_words,
)
from flows.api.shape import Field, Shape, codes, links, many, one, string, texts, truth, whole
from flows.api.years import YEAR_SUM
from flows.estimates.quotient import DIFFERENCE
from flows.headlines import overlap_words
from flows.measures.story import quotient_caveats
from flows.measures.supply_quotient import MOST_PAIRED, CompareAnswer, added, question_of_stated

_NOTE = string(
    "note",
    "Why a computed ratio does not confirm a stated one, nor the other way round.",
    lambda answer: " ".join(quotient_caveats(answer.question)),
)
_OVERLAP = string("overlap", "How the suppliers overlap by the record; empty where they do not.", overlap_words)
_LEFT_OUT = whole("left_out", "How many more pairs there are, none of them comparable: pairs=all gives these too.")

COMPARISON = Shape(
    "Comparison",
    "Two flows side by side. Stated ratios are claims of their own and never merged with computed ones.",
    (
        *chosen("question"),
        one("left", FLOW),
        one("right", FLOW),
        many(
            "ratios",
            COMPUTED_RATIO,
            "One for each pair of heads that was asked for, those that are comparable first.",
            "told",
        ),
        many("stated", RATIOS, "Ratios that claimants stated between the two recipients."),
        _NOTE,
        WINDOW,
        many(
            "for_periods",
            COMPUTED_RATIO,
            "One for each pair of figures for a period that are about the same time, as far as it was asked for, "
            f"comparable ones first; of very many figures the {MOST_PAIRED} stated last on each side.",
            "told_for_periods",
        ),
        many("left_sums", YEAR_SUM, "What figures of the left flow come to, by year.", lambda each: added(each.left)),
        many("right_sums", YEAR_SUM, "The same of the right flow.", lambda each: added(each.right)),
        _OVERLAP,
        _LEFT_OUT,
        links(
            self=lambda answer: f"{API}compare/?{answer.question.query()}",
            page=lambda answer: f"/compare/?{answer.question.query()}",
            csv=lambda answer: f"{API}compare.csv?{answer.question.query()}",
        ),
        least_grade("question"),
    ),
)


STATED_LAST = 5
"""So many of the ratios that were stated are told in brief."""


def _path_of_stated(answer: CompareAnswer) -> str:
    return asked(f"{API}ratios/", question_of_stated(answer.question).query())


def _words(name: str, meaning: str, source: Any = "") -> Field:
    return many(name, CLAIM_WORDS, meaning, source)


CLAIM_WORDS = Shape(
    "ClaimWords",
    "A claim in words; its record is at its code.",
    (
        string("code", "Its code."),
        string("text", "The quotable phrase.", as_quoted),
    ),
)
FLOW_IN_BRIEF = Shape(
    "FlowInBrief",
    "One side of a comparison: what flows/ gives in full.",
    (
        *named_flow("question"),
        string("supplier_name", "Who supplies, in words.", "supplier.name"),
        string("recipient_name", "Who receives, in words.", "recipient.name"),
        string("munition_name", "The kind of thing in words.", "munition.name"),
        whole("claimants", "How many independent claimants there are among the heads.", minimum=0),
        _words("heads", "The newest running totals. Never to be added up: they describe the same flow."),
        _words("period_heads", "The newest figures for a period. Never to be added up unless totals/ does."),
        _words("undated", "What stands and is neither a running total nor about a stated time."),
        texts("denials", "Codes of the denials.", lambda answer: [claim.code for claim in answer.ledger.denials]),
        many("span", SPAN, "What the heads within the window span, for each stage and unit.", "spans"),
        links(self=lambda answer: flow_path(answer.question)),
    ),
)
RATIO_IN_BRIEF = Shape(
    "RatioInBrief",
    "One claim over another: arithmetic that nobody stated, and no ratio of fire.",
    (
        string("left", "Code of the claim above the line.", "left.code"),
        string("right", "Code of the claim below the line.", "right.code"),
        *figures("ratio", "The floor.", "The ratio where both claims give one figure.", "The ceiling."),
        truth("comparable", "Whether nothing that bars it stands against the pair."),
        codes("reasons", DIFFERENCE, "What differs between the two sides.", "differences"),
        string("text", "The ratio with both claims, as it may be quoted.", quotient_words),
        COMPUTED_KEY,
    ),
)
BRIEF = Shape(
    "ComparisonInBrief",
    "Two flows side by side, each claim in words and by its code. Stated ratios are never merged with computed ones.",
    (
        *chosen("question"),
        least_grade("question"),
        WINDOW,
        many("ratios", RATIO_IN_BRIEF, "Of pairs of running totals, those that are comparable first.", "told"),
        many("for_periods", RATIO_IN_BRIEF, "Of pairs of figures about the same time.", "told_for_periods"),
        _LEFT_OUT,
        one("left", FLOW_IN_BRIEF),
        one("right", FLOW_IN_BRIEF),
        _words(
            "stated",
            f"The {STATED_LAST} ratios between the two recipients that claimants stated last; links has all.",
            lambda answer: answer.stated[-STATED_LAST:],
        ),
        whole("stated_in_all", "How many ratios were stated.", lambda answer: len(answer.stated), minimum=0),
        _NOTE,
        _OVERLAP,
        links(
            self=lambda answer: f"{API}compare/brief/?{answer.question.query()}",
            page=lambda answer: f"/compare/?{answer.question.query()}",
            full=lambda answer: f"{API}compare/?{answer.question.query()}",
            stated=_path_of_stated,
        ),
    ),
)
BRIEF_SHAPES = (BRIEF, FLOW_IN_BRIEF, RATIO_IN_BRIEF, CLAIM_WORDS)
