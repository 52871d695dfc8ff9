"""The front page: what each side was said to have got, made and fired today, where accounts differ, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from flows.clock import today
from flows.estimates.period import ALIKE_DAYS
from flows.measures import balance_years, disagree, suppliers
from flows.measures.balance import Known, known_on
from flows.measures.balance_years import BalanceYears
from flows.measures.balances_moved import last_year
from flows.measures.definition import Definition
from flows.measures.disagree import Thing
from flows.measures.suppliers import SuppliersAnswer
from flows.measures.usual import usual_pair
from flows.queries.catalogue import catalogue
from flows.queries.listing import newest as newest_of
from flows.queries.stories import flows_of, stories
from flows.questions import BadQuestion, Flow, ListQuestion
from flows.questions.balance_years import BalanceYearsQuestion
from flows.questions.disagree import DisagreeQuestion
from flows.records import Claim, Story
from flows.vocabulary import Reliability

NEWEST = 4
DISPUTES = 5

DEFINITION = Definition(
    slug="overview",
    title="The front page",
    unit="the unit of the munition",
    definition=(
        "What each side was said to have been sent, by supplier; what it was said to have received, made and fired in "
        "the year of the last statement (the year before where less than a quarter of it is over) and the one before; "
        "where accounts differ most; and the claims that were stated last."
    ),
    method=(
        "Every part is the answer of a measure with a page of its own: suppliers, balance, disagreements. The sides "
        "and the goods are those of the first story on record, or of the two flows that most claims name."
    ),
    caveats=(
        "The terms of a balance and the distance of two accounts are computed; nobody stated them.",
        "What containers could hold is a capacity and no delivery.",
    ),
)


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the front page shows as of one day.

    ``flows`` are the two that the sides and the goods are taken from, ``years`` what each side received, made and fired
    (None where a side was not known by the day), ``stories`` those that had been told,
    ``disputes`` the things on which accounts differ, those that differ most first.
    """

    as_of: date | None
    flows: tuple[Flow, Flow]
    suppliers: SuppliersAnswer
    years: BalanceYears | None
    disputes: tuple[Thing, ...]
    newest: tuple[Claim, ...]
    stories: tuple[Story, ...]


def compute(as_of: date | None = None, grade: Reliability | None = None) -> Overview:
    """The front page as of a day (None: today), of claims graded so or better (None: all).

    By a number of queries that no number of claims changes. BadQuestion where no two flows are on record, or a party
    of them is not known on the day.
    """
    every = stories()
    flows = flows_of(every[0]) if every else usual_pair()
    tree = catalogue()
    found = suppliers.compute(as_of, grade, flows, tree)
    shared = known_on(as_of, tree)
    question = DisagreeQuestion(
        recipients=tuple(side.actor.code for side in found.sides),
        munitions=(found.munition.code,),
        as_of=as_of,
        grade=grade,
    )
    disputed = disagree.compute_with(question, tree, shared.relations)
    things = (thing for thing in disputed.things if thing.dispute.differing)
    last = newest(as_of, grade)
    return Overview(
        as_of,
        flows,
        found,
        _years(
            flows,
            BalanceYearsQuestion(as_of=as_of, grade=grade),
            told_year(as_of, last[0].claimed_on if last else None),
            shared,
        ),
        tuple(thing for thing, _ in zip(things, range(DISPUTES), strict=False)),
        last,
        tuple(story for story in every if as_of is None or story.day <= as_of),
    )


def newest(as_of: date | None, grade: Reliability | None = None) -> tuple[Claim, ...]:
    """The claims stated last by the day: about flows, paces and ratios, newest first. Three queries."""
    found: list[Claim] = []
    for table in ("shipments", "rates", "ratios"):
        found += newest_of(ListQuestion(table, as_of=as_of, grade=grade), NEWEST)
    return tuple(nlargest(NEWEST, found, key=lambda claim: (claim.claimed_on, claim.code)))


def told_year(as_of: date | None, stated_last: date | None) -> tuple[date, date]:
    """The year of the last statement, as far as it had gone by the day, once about a quarter of it is over; else the
    year before it, of which more has been said."""
    day = as_of or today()
    last = stated_last or day
    if last.year > date.min.year and (last - date(last.year, 1, 1)).days < ALIKE_DAYS:
        return last_year(last)
    return date(last.year, 1, 1), min(date(last.year, 12, 31), day)


def _years(
    flows: tuple[Flow, Flow], question: BalanceYearsQuestion, newest_year: tuple[date, date], shared: Known
) -> BalanceYears | None:
    """Both sides in that year and the one before it; None where a side was not known by the day."""
    before = newest_year[0].year - 1
    times = (newest_year, (date(before, 1, 1), date(before, 12, 31))) if before >= date.min.year else (newest_year,)
    try:
        return balance_years.of_flows(question, flows, times, shared)
    except BadQuestion:
        return None
