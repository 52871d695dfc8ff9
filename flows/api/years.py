"""The answer of who supplied what in which year."""

from __future__ import annotations

from typing import Any

from flows.api.answers import API, COMPUTED_KEY, IN_SERIES, LEFT_OUT_CLAIM, PERIOD, SHIPMENTS, figures, least_grade
from flows.api.arithmetic import REASON
from flows.api.shape import (
    Shape,
    among,
    amount,
    coded,
    codes,
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
from flows.estimates.totals import Refusal, Total
from flows.estimates.years import Cell, Sum
from flows.measures.years import DEFINITION
from flows.questions.years import SIDES
from flows.vocabulary import STAGE, UNIT
from flows.wording import COMPUTED, label, quote, quote_growth, quote_sum

NO_CLAIM = "no claim recorded"

GROWTH = Shape(
    "Growth",
    "The later of two running totals of one claimant less the earlier one: computed, and stated by nobody.",
    (
        COMPUTED_KEY,
        string("earlier", "Code of the earlier running total.", "earlier.code"),
        string("later", "Code of the later running total.", "later.code"),
        string(
            "earlier_text",
            "The earlier one, as it may be quoted.",
            lambda growth: quote(growth.earlier, alone=True),
        ),
        string("later_text", "The later one, as it may be quoted.", lambda growth: quote(growth.later, alone=True)),
        coded("stage", STAGE, "later.stage"),
        coded("unit", UNIT, "later.unit"),
        string("munition", "Code of the kind of thing.", "later.munition"),
        *figures(
            "quantity",
            "The least growth; null where the later total has no floor or the earlier no ceiling.",
            "The growth, where both totals give one figure.",
            "The most growth; null where the later total has no ceiling or the earlier no floor.",
        ),
        one("period", PERIOD),
        truth(
            "whole_year",
            "Whether both days lie within 45 days of the ends of the year; otherwise it is growth between its days.",
        ),
        IN_SERIES,
        string("text", "The growth with both claims, as it may be quoted.", quote_growth),
    ),
)
YEAR_SPAN = Shape(
    "YearSpan",
    "What the figures of one stage, unit and time span.",
    (
        coded("stage", STAGE, "span.stage"),
        coded("unit", UNIT, "span.unit"),
        one("period", PERIOD),
        truth("whole", "Whether they are about the whole year, to within 92 days at each end."),
        amount("low", "The low end of all of them together; null where any is open below.", "span.low"),
        amount("high", "The high end of all of them together; null where any is open above.", "span.high"),
        amount("lowest_stated", "The smallest figure that any of them states.", "span.lowest"),
        amount("highest_stated", "The largest figure that any of them states.", "span.highest"),
        whole("figures", "How many figures it holds.", "span.heads", minimum=1),
    ),
)


def _added(name: str) -> Any:
    def read(each: Sum) -> Any:
        return getattr(each.outcome.quantity, name) if isinstance(each.outcome, Total) else None

    return read


def _reasons(each: Sum) -> tuple[Any, ...]:
    return each.outcome.reasons if isinstance(each.outcome, Refusal) else ()


YEAR_SUM = Shape(
    "YearSum",
    "Figures of one year, stage and unit, and their sum where one is right.",
    (
        coded("stage", STAGE),
        coded("unit", UNIT),
        texts("claims", "Codes of the figures.", lambda each: [claim.code for claim in each.claims]),
        truth("additive", "Whether they may be added.", lambda each: isinstance(each.outcome, Total)),
        amount("low", "The floor of the sum; null where there is none.", _added("low")),
        amount("point", "The sum; null where there is none, or its parts are not all single figures.", _added("point")),
        amount("high", "The ceiling of the sum; null where there is none.", _added("high")),
        many("reasons", REASON, "Why there is no sum; empty where there is one.", _reasons),
        string("text", "The sum with its figures as they may be quoted, or why there is none.", quote_sum),
        nullable(
            string(
                "computed",
                "That the sum is no claim; null where there is none, or one figure alone.",
                lambda each: COMPUTED if each.is_added else None,
            )
        ),
        truth(
            "whole_year",
            "Whether the figures leave at most 92 days of the year out at its ends and between them; else what they "
            "come to is no total of the year.",
            "spans_year",
        ),
        many("periods", PERIOD, "The times that the figures are about, each once.", lambda each: each.periods),
        truth("weak", "Whether any of them rests on weak evidence.", "is_weak"),
    ),
)


def _cell_words(cell: Cell) -> str:
    told = [label(claim, UNIT.label(claim.unit)) for claim in cell.figures]
    told += [f"{growth.later.claimant_name}: {quote_growth(growth)}" for growth in cell.growths]
    return "; ".join(told) or NO_CLAIM


YEAR_CELL = Shape(
    "YearCell",
    "One party in one year.",
    (
        whole("year", "The calendar year."),
        string("text", f"What is on record in words; “{NO_CLAIM}” where nothing is.", _cell_words),
        many(
            "figures",
            SHIPMENTS,
            "The figures stated for the year or for a part of it that stand, the newest of each claimant, stage, unit, "
            "munition and period, by period.",
        ),
        many("growth", GROWTH, "Computed from running totals; in no span and no sum.", "growths"),
        many("span", YEAR_SPAN, "What figures about the same time span.", "spans"),
        whole("claimants", "How many independent claimants there are behind the figures.", minimum=0),
        many("sums", YEAR_SUM, "The figures of each stage and unit, added where that is right."),
    ),
)
YEAR_ROW = Shape(
    "YearRow",
    "One party: a cell for each year, and beside the years what belongs to no single one.",
    (
        string("code", "Code of the party.", "party"),
        string("name", "The party in words."),
        many("cells", YEAR_CELL, "One for each year, in order."),
        many("across", SHIPMENTS, "Figures for a period that crosses years, or of which an end was not stated."),
        many("running", SHIPMENTS, "The newest running totals over several years."),
        many("growth", GROWTH, "Growth that crosses years, and is not about all of one.", "growths"),
        many("undated", SHIPMENTS, "What stands and whose time nobody stated."),
        texts(
            "not_newest",
            "Codes of what stands and of which a newer or a wider figure of the same claimant is shown.",
            lambda row: [claim.code for claim in row.covered],
        ),
    ),
)
YEAR_COLUMN = Shape(
    "YearColumn",
    "One year over all parties.",
    (
        whole("year", "The calendar year."),
        many("sums", YEAR_SUM, "The figures of each stage and unit, added where that is right."),
    ),
)
YEARS = Shape(
    "Years",
    "Who supplied what in which year.",
    (
        nullable(string("recipient", "Code of the recipient asked for.", lambda a: a.question.recipient or None)),
        nullable(string("supplier", "Code of the supplier asked for.", lambda a: a.question.supplier or None)),
        string("munition", "Code of the kind of thing, with all that is under it.", "question.munition"),
        among("by", "What the rows are.", SIDES, "question.rows"),
        codes("stage", STAGE, "The stages asked for.", "question.stages"),
        nullable(day("as_of", "The day of the answer; null is today.", "question.as_of")),
        least_grade("question"),
        string("munition_name", "The kind of thing in words.", "munition.name"),
        string("party_name", "The party that all rows share, in words.", "party.name"),
        many(
            "columns",
            YEAR_COLUMN,
            "The years in order; one without any figure has no sums.",
            "by_year.columns",
        ),
        many("rows", YEAR_ROW, "By the name of the party.", "by_year.rows"),
        many("left_out", LEFT_OUT_CLAIM, "The claims about these flows that do not stand, with the reason."),
        string("note", "What the answer is not.", lambda _: " ".join(DEFINITION.caveats)),
        links(
            self=lambda answer: f"{API}years/?{answer.question.query()}",
            page=lambda answer: f"/years/?{answer.question.query()}",
            csv=lambda answer: f"{API}years.csv?{answer.question.query()}",
        ),
    ),
)
YEAR_SHAPES = (YEARS, YEAR_COLUMN, YEAR_ROW, YEAR_CELL, YEAR_SPAN, YEAR_SUM, GROWTH)
