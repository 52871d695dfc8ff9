"""Both sides by year in words, each beside "computed; nobody stated it"."""

from __future__ import annotations

from collections.abc import Sequence

from flows.estimates.balance import TermAnswer
from flows.estimates.balance_reading import OF_OTHER_TIME
from flows.measures.balance import NotCounted
from flows.measures.balance_words import ends_of, ends_said, left_out_figure, paces_alone
from flows.measures.balance_years import BalanceYears, YearTerms
from flows.records import AnyClaim
from flows.vocabulary import Caution
from flows.wording import period_words


def result(answer: BalanceYears) -> str:
    """What is known of the newest year of which something is known of each side, in a sentence."""
    goods, newest = answer.munition.plural, _newest(answer)
    if not newest:
        return f"Of no year is anything on record of {goods} of both sides."
    said = (f"{side.side.name} {_known(year)}" for side, year in zip(answer.sides, newest, strict=True))
    return f"{goods[:1].upper()}{goods[1:]}, {time_of(newest[0])}: {'; '.join(said)}."


def result_claims(answer: BalanceYears) -> tuple[AnyClaim, ...]:
    """The claims that this sentence names."""
    return tuple(claim for year in _newest(answer) for term in year.terms for claim in ends_of(term))


def _newest(answer: BalanceYears) -> list[YearTerms]:
    """Each side in the newest year of which something is known of each; empty where there is none."""
    for place in range(len(answer.years)):
        newest = [side.years[place] for side in answer.sides]
        if all(any(term.readings for term in year.terms) for year in newest):
            return newest
    return []


def time_of(year: YearTerms) -> str:
    """The year in words, with its end where it is not over."""
    asked = year.question
    return period_words(asked.start, asked.end, asked.end)


def term_short(term: TermAnswer) -> str:
    """What a term comes to in a few words: "at least 3.5 million"; "unknown" where no claim is about it; paces that are
    all that is known as they were stated."""
    return paces_alone(term) or (ends_said(term) if term.readings else "unknown")


def term_by(term: TermAnswer) -> str:
    """The same with who states its ends."""
    return paces_alone(term) or (ends_said(term, named=True) if term.readings else "unknown")


def left_out_short(left_out: Sequence[NotCounted]) -> str:
    """What is left out of a cell in a few words: the best graded of the figures of its own time, and how many more;
    empty where there is none."""
    own = left_out_of_the_year(left_out)
    if not own:
        return ""
    more = f" and {len(own) - 1} more" if len(own) > 1 else ""
    return f"left out: {left_out_figure(own[0])}{more}"


def left_out_of_the_year(left_out: Sequence[NotCounted]) -> tuple[AnyClaim, ...]:
    """The claims of a year that are left out of a cell, the best graded first."""
    return tuple(one.claim for one in sorted(filter(is_of_the_year, left_out), key=_by_grade))


def is_of_the_year(one: NotCounted) -> bool:
    """Whether a claim that does not count is of its year all the same, or of a part of it."""
    return one.reason == "bounds_nothing" and OF_OTHER_TIME.isdisjoint(one.cautions)


def _by_grade(one: NotCounted) -> tuple[bool, bool, str, str, str]:
    claim = one.claim
    return claim.is_weak, Caution.PART_OF_TIME in one.cautions, claim.credibility, claim.grade, claim.code


def _known(year: YearTerms) -> str:
    known = [f"{term.term.label} {term_by(term)}" for term in year.terms if term.readings]
    unknown = [term.term.label for term in year.terms if not term.readings]
    rest = f"what it {' or '.join(unknown)} is unknown" if unknown else ""
    return ", ".join(filter(None, (*known, rest)))
