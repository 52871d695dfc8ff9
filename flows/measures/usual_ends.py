"""Between which ends changes are told where the question names none, or only one: on the page and in the API alike."""

from __future__ import annotations

from datetime import date, timedelta

from flows.clock import today
from flows.queries.statement_days import statement_days
from flows.questions import BadQuestion, Fault
from flows.questions.changes import RECORDED, ChangesQuestion, Edge
from flows.questions.parameters import Query, parse_query

MONTH = timedelta(days=31)
BOTH_NEEDED = "by the clock of the record both days have to be named: from and to"


def read_or_usual(query: Query) -> tuple[ChangesQuestion, tuple[Fault, ...]]:
    """The question of a query string, between the usual ends where it names none, and its faults. One query.

    BadQuestion where it asks for the clock of the record without both ends: that clock has no usual ones.
    """
    question, faults = ChangesQuestion.read(query, *usual_ends(query))
    missing = [name for name in ("from", "to") if not any(query.get(name, ()))]
    if missing and question.clock == RECORDED:
        raise BadQuestion(*faults, *(Fault(name, "", f"{name}: {BOTH_NEEDED}") for name in missing))
    return question, faults


def usual_ends(query: Query) -> tuple[Edge, Edge]:
    """The ends where a query names none: the last month in which anything was stated. Of one that is named alone the
    other is today, or lies a month before it. One query."""
    asked, _ = parse_query(ChangesQuestion.parameters, query)
    earlier, later = last_month(asked.get("as_of"))
    if "from" in asked and not query.get("to"):
        return earlier, Edge(asked.get("as_of") or today())
    if "to" in asked and not query.get("from"):
        return Edge(before(asked["to"].day)), later
    return earlier, later


def last_month(as_of: date | None) -> tuple[Edge, Edge]:
    """The month that ends with the last day of statement by a day; with the day itself where there is none."""
    day = as_of or today()
    last = max((stated for stated in statement_days() if stated <= day), default=day)
    return Edge(before(last)), Edge(last)


def before(day: date) -> date:
    """The day a month before another; no earlier than days begin."""
    return max(day, date.min + MONTH) - MONTH
