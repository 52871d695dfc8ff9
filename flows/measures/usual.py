"""What pages and charts open on where an address names nothing: the first story says it, and without one the data.

That is the choice of this site and no knowledge of a day, so flows, goods and times are the same on every day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from flows.measures.differences import beside
from flows.queries.catalogue import catalogue
from flows.queries.listing import newest, some
from flows.queries.recorded_flows import busiest_flows
from flows.queries.statement_days import statement_days
from flows.queries.stories import first_story, flows_of, usual_flows
from flows.questions import BadQuestion, Fault, Flow, ListQuestion
from flows.questions.years import YearsQuestion
from flows.records import Shipment

MOST_READ = 50
"""Without a story so many of the newest claims are looked at."""


def usual_pair() -> tuple[Flow, Flow]:
    """The two flows of the first story, or those that most claims name. One query, two without a story.

    BadQuestion where no two flows to different recipients are on record, as in an empty database.
    """
    flows = usual_flows()
    if flows is None:
        raise BadQuestion(Fault("flow", "", "flow: no two flows to different recipients are on record"))
    return flows


def usual_claims(as_of: date | None) -> tuple[Shipment, ...]:
    """The claims of the first story about flows, in its order, as far as they had been stated by the day; without any
    of them the newest. Two queries."""
    story = first_story()
    codes = {code: place for place, code in enumerate(story.claims)} if story else {}
    told = [claim for claim in some("shipments", tuple(codes), as_of) if as_of is None or claim.claimed_on <= as_of]
    return tuple(sorted(told, key=lambda claim: codes[claim.code])) or newest(
        ListQuestion("shipments", as_of=as_of), MOST_READ
    )


def usual_two(as_of: date | None, *, apart: bool) -> tuple[str, str] | None:
    """Two claims about flows that are set beside one another, by code; None where there are no two.

    The first that gives a figure, and what it is set beside; ``apart`` asks for the first two to different recipients
    that count the same unit, where there are such.
    """
    claims = [claim for claim in usual_claims(as_of) if claim.quantity.figures]
    if apart:
        for one, other in combinations(claims, 2):
            if one.recipient != other.recipient and one.unit == other.unit:
                return one.code, other.code
    for claim in claims:
        if found := beside(claim.code, as_of):
            return claim.code, found
    return None


def usual_goods() -> str:
    """The widest kind that the goods of the first of the usual flows belong to, or of the one flow that there is.

    Three queries, up to five without a story; BadQuestion where no flow is on record.
    """
    flows = usual_flows() or busiest_flows(1)
    if not flows:
        raise BadQuestion(Fault("flow", "", "flow: none is on record"))
    return catalogue().family(flows[0].munition)


def usual_balance() -> dict[str, Any]:
    """Whose balance of which goods and time is shown: that of the first of the usual flows, in the months of the year
    before that of the story; without a story in the year of the newest statement. BadQuestion as `usual_pair`."""
    story = first_story()
    flow = flows_of(story)[0] if story else usual_pair()[0]
    day = story.day if story else max(statement_days())
    end = day.replace(day=1) - timedelta(days=1) if story else day
    return {"side": flow.recipient, "munition": flow.munition, "start": date(end.year, 1, 1), "end": end}


def with_usual(question: YearsQuestion) -> YearsQuestion:
    """The same question with the usual goods where it names none, and the usual party where it names neither side.

    BadQuestion as `usual_pair` where one of them is needed.
    """
    named = bool(question.supplier or question.recipient)
    if named and question.munition:
        return question
    left, right = usual_pair()
    flow = right if not named and question.fixed == "recipient" else left
    if not question.munition:
        question = replace(question, munition=catalogue().family(flow.munition))
    return question if named else replace(question, **{question.fixed: getattr(flow, question.fixed)})
