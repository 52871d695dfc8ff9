"""Got, made and fired by both sides, year by year: each cell is a term of the balance of its side and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from flows.clock import today
from flows.estimates.balance import TermAnswer
from flows.estimates.balance_reading import OPEN
from flows.measures.balance import Known, NotCounted, known_on, terms_by_part, unknown_codes
from flows.measures.definition import Definition
from flows.measures.usual import usual_pair
from flows.queries.catalogue import catalogue
from flows.questions import BadQuestion, Flow
from flows.questions.balance import BalanceQuestion
from flows.questions.balance_years import BalanceYearsQuestion
from flows.records import Actor, Munition
from flows.vocabulary import BalanceTerm

YEARS = 6
"""So many calendar years are told at most, up to that of the day; of these none of which nothing is known."""
TERMS = (BalanceTerm.RECEIVED, BalanceTerm.PRODUCED, BalanceTerm.FIRED)

DEFINITION = Definition(
    slug="balance-years",
    title="Got, made and fired, year by year",
    unit="the unit of the munition",
    definition=(
        "What each side was said to have received, made and fired in each calendar year, beside one another: the terms "
        "of its balance of that year."
    ),
    method=(
        f"The sides are the recipients of the two flows of the first story. Of the {YEARS} calendar years up to that "
        "of the day those are told of which a claim says anything about either side; the last one as far as it has "
        "gone. Each term is computed as in the balance of that side and year, whose page names all its claims. Only "
        "where nothing but paces of less than three quarters of the year is known of a term, these stand as they were "
        "stated and bound nothing of the year. What is left out of a term is named with the reason."
    ),
    caveats=(
        "Computed; nobody stated it.",
        "A floor of one year and one of the next are of different claims: they are no trend.",
        (
            "Each kind is computed by itself: a wider one may have another floor or ceiling than a narrower one within "
            "it, since other claims speak of all of it."
        ),
        "Unknown is not nothing.",
    ),
)


@dataclass(frozen=True, slots=True)
class YearTerms:
    """One side in one year: the question of its balance, what it received, made and fired, of each term the kinds above
    the one asked about of which a figure stands, and the claims that fit it and do not count."""

    question: BalanceQuestion
    terms: tuple[TermAnswer, ...]
    wider: Mapping[BalanceTerm, tuple[Munition, ...]]
    not_counted: tuple[NotCounted, ...]

    def left_out(self, term: BalanceTerm) -> tuple[NotCounted, ...]:
        """The claims that fit a term and do not count in it, each with the reason."""
        return tuple(one for one in self.not_counted if one.term == term)


@dataclass(frozen=True, slots=True)
class SideYears:
    """One side with its years, in the order of the answer's years."""

    side: Actor
    years: tuple[YearTerms, ...]


@dataclass(frozen=True, slots=True)
class BalanceYears:
    """Both sides over the same years, the newest year first; ``munitions`` are what could be asked about on the day."""

    question: BalanceYearsQuestion
    munition: Munition
    years: tuple[int, ...]
    sides: tuple[SideYears, ...]
    munitions: tuple[Munition, ...]


def compute(question: BalanceYearsQuestion) -> BalanceYears:
    """Both sides by year: seven queries, and three for each side.

    BadQuestion where no two flows are on record, or the munition or a side was not known on the day.
    """
    flows = usual_pair()
    return of_flows(question, flows, years_to(question.as_of or today()), known_on(question.as_of, catalogue()))


def of_flows(
    question: BalanceYearsQuestion, flows: tuple[Flow, Flow], times: tuple[tuple[date, date], ...], shared: Known
) -> BalanceYears:
    """The same of the recipients of two flows and of these years, the newest first, with what balances of the day
    share: three queries for each side."""
    tree = shared.tree
    sides = tuple(dict.fromkeys(flow.recipient for flow in flows))
    munition = question.munition or tree.family(flows[0].munition)
    asked = [
        BalanceQuestion(side, times[-1][0], times[0][1], munition, as_of=question.as_of, grade=question.grade)
        for side in sides
    ]
    if faults := tuple(dict.fromkeys(fault for one in asked for fault in unknown_codes(one, shared))):
        raise BadQuestion(*faults)
    every = tuple(zip(*(_years(one, times, shared) for one in asked), strict=True))
    told = [year for year in every if any(term.readings for side in year for term in side.terms)]
    return BalanceYears(
        question,
        tree.munitions[munition],
        tuple(year[0].question.start.year for year in told),
        tuple(SideYears(tree.actors[side], tuple(year[place] for year in told)) for place, side in enumerate(sides)),
        tuple(tree.munitions[code] for code in shared.munitions),
    )


def years_to(day: date) -> tuple[tuple[date, date], ...]:
    """The first and last day of each calendar year that is told of, the newest first; that ends with the day."""
    first = max(day.year - YEARS + 1, date.min.year)
    return tuple((date(year, 1, 1), min(date(year, 12, 31), day)) for year in range(day.year, first - 1, -1))


def _years(question: BalanceQuestion, times: tuple[tuple[date, date], ...], shared: Known) -> tuple[YearTerms, ...]:
    parts = terms_by_part(question, times, TERMS, shared)
    return tuple(
        YearTerms(
            replace(question, start=start, end=end),
            tuple(_of_year(part.terms[term]) for term in TERMS),
            part.wider,
            part.not_counted,
        )
        for (start, end), part in zip(times, parts, strict=True)
    )


def _of_year(term: TermAnswer) -> TermAnswer:
    """A term of a year: where paces for their own days are all that is known of it, they set no floor to a year."""
    if not term.readings or not all(reading.is_own_pace for reading in term.readings):
        return term
    return replace(term, interval=OPEN, readings=tuple(replace(one, interval=OPEN) for one in term.readings))
