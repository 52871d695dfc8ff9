"""What both sides got, made and fired, year by year, as an answer."""

from __future__ import annotations

from typing import Any

from flows.api.answers import API, COMPUTED_KEY, least_grade
from flows.api.balance import NOT_COUNTED_CLAIM, TERM
from flows.api.shape import Shape, day, links, many, nullable, string, whole
from flows.measures.balance_years import DEFINITION, BalanceYears
from flows.wording import COMPUTED

YEAR = Shape(
    "BalanceYear",
    "What a side received, made and fired in a year.",
    (
        day("start", "Its first day.", "question.start"),
        day("end", "Its last day, or that of the answer where it is not over.", "question.end"),
        many(
            "terms",
            TERM,
            "Received, produced and fired, in this order; each as in the balance of the year, but without a floor "
            "where paces of a part of the year are all that is known.",
        ),
        many("not_counted", NOT_COUNTED_CLAIM, "The claims that stand, fit a term and do not count in it."),
        string("page", "The page of the balance.", lambda year: f"/balance/?{year.question.query()}"),
    ),
)
SIDE = Shape(
    "BalanceSide",
    "One side, year by year.",
    (
        string("side", "Code of the party.", "side.code"),
        string("name", "Its name.", "side.name"),
        many("years", YEAR, "Its years, the newest first: the same years for each side."),
    ),
)


def _asked(answer: BalanceYears) -> Any:
    return answer.question.query()


BALANCE_YEARS = Shape(
    "BalanceYears",
    "Got, made and fired by both sides: arithmetic on claims, which nobody stated.",
    (
        string("munition", "Code of the kind of thing, with all that is under it.", "munition.code"),
        nullable(day("as_of", "The day of the answer; null is today.", "question.as_of")),
        least_grade("question"),
        whole("year_count", "How many years are told.", lambda answer: len(answer.years)),
        many("sides", SIDE, "The sides."),
        string("note", "What the answer is not.", lambda _: " ".join(DEFINITION.caveats)),
        string("label", "What every figure here is.", lambda _: COMPUTED),
        COMPUTED_KEY,
        links(
            self=lambda answer: f"{API}balance-years/?{_asked(answer)}",
            page=lambda answer: f"/balance/years/?{_asked(answer)}",
            csv=lambda answer: f"{API}balance-years.csv?{_asked(answer)}",
        ),
    ),
)
BALANCE_YEAR_SHAPES = (BALANCE_YEARS, SIDE, YEAR)
