"""The answer about one flow month by month: which claims were heads, and what they spanned."""

from __future__ import annotations

from flows.api.answers import API, SHIPMENTS, SPAN, WINDOW, chosen, flow_path, least_grade, named_flow
from flows.api.arithmetic import note_of
from flows.api.shape import Shape, day, links, many, nullable, string, texts
from flows.measures.series import DEFINITION, Month, span_words


def _words(month: Month) -> str:
    return "; ".join(span_words(month, span) for span in month.spans) or "no claim recorded"


MONTH = Shape(
    "Month",
    "The heads on one day, the last of its month or the one asked for, and what they span.",
    (
        day("day", "The day."),
        texts("heads", "Codes of the heads, which are in claims.", lambda month: [claim.code for claim in month.heads]),
        texts(
            "older",
            "Codes of those of the heads that were stated before the window, and so are in no span.",
            lambda month: [claim.code for claim in month.older],
        ),
        many("span", SPAN, "What the other heads span, for each stage and unit: computed; nobody stated it.", "spans"),
        string("text", "The spans in words that may be quoted.", _words),
    ),
)
SERIES = Shape(
    "Series",
    "One flow month by month: the heads of each day by their codes, and each of these claims once.",
    (
        *named_flow("question"),
        nullable(
            day("from", "A day of the first month, as asked for; null is that of the first claim.", "question.start")
        ),
        *chosen("question"),
        WINDOW,
        many("months", MONTH, "The days in their order; the last is the one asked for."),
        many("claims", SHIPMENTS, "Every claim that is a head on any of the days, as known on the last."),
        note_of(DEFINITION),
        links(
            self=lambda answer: f"{API}series/?{answer.question.query()}",
            csv=lambda answer: f"{API}series.csv?{answer.question.query()}",
            flow=lambda answer: flow_path(answer.question.about),
        ),
        least_grade("question"),
    ),
)
SERIES_SHAPES = (SERIES, MONTH)
