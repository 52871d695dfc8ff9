"""Two flows side by side as an answer."""

from __future__ import annotations

from flows.api.answers import API, COMPUTED_RATIO, FLOW, RATIOS, WINDOW, chosen, least_grade
from flows.api.shape import Shape, links, many, one, string, whole
from flows.api.years import YEAR_SUM
from flows.headlines import overlap_words
from flows.measures.story import quotient_caveats
from flows.measures.supply_quotient import MOST_PAIRED, added

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
        string(
            "note",
            "Why a computed ratio does not confirm a stated one, nor the other way round.",
            lambda answer: " ".join(quotient_caveats(answer.question)),
        ),
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
        string("overlap", "How the suppliers overlap by the record; empty where they do not.", overlap_words),
        whole("left_out", "How many more pairs there are, none of them comparable: pairs=all gives these too."),
        links(
            self=lambda answer: f"{API}compare/?{answer.question.query()}",
            page=lambda answer: f"/compare/?{answer.question.query()}",
            csv=lambda answer: f"{API}compare.csv?{answer.question.query()}",
        ),
        least_grade("question"),
    ),
)
