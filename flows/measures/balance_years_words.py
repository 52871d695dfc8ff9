"""Both sides by year in words, each beside "computed; nobody stated it"."""

from __future__ import annotations

from flows.estimates.balance import TermAnswer
from flows.measures.balance_words import ends_of, hedge, interval_said, paces_alone
from flows.measures.balance_years import BalanceYears, YearTerms
from flows.wording import period_words


def result(answer: BalanceYears) -> str:
    """What is known of the newest year of which something is known of each side, in a sentence."""
    goods = answer.munition.plural
    for place in range(len(answer.years)):
        newest = [side.years[place] for side in answer.sides]
        if all(any(term.readings for term in year.terms) for year in newest):
            said = (f"{side.side.name} {_known(year)}" for side, year in zip(answer.sides, newest, strict=True))
            return f"{goods[:1].upper()}{goods[1:]}, {time_of(newest[0])}: {'; '.join(said)}."
    return f"Of no year is anything on record of {goods} of both sides."


def time_of(year: YearTerms) -> str:
    """The year in words, with its end where it is not over."""
    asked = year.question
    return period_words(asked.start, asked.end, asked.end)


def term_short(term: TermAnswer) -> str:
    """What a term comes to in a few words: "at least 3.5 million"; "unknown" where no claim is about it."""
    return f"{hedge(term)}{interval_said(term.interval)}" if term.readings else "unknown"


def stated_by(term: TermAnswer) -> str:
    """Who states the ends of a term, with the weak evidence of one that is: "RUSI; Foreign Policy, weak evidence"."""
    claims = ends_of(term)
    return "; ".join(
        dict.fromkeys(f"{claim.claimant_name}{', weak evidence' if claim.is_weak else ''}" for claim in claims)
    )


def term_by(term: TermAnswer) -> str:
    """What a term comes to, with who states its ends; paces that are all that is known as they were stated."""
    who = stated_by(term)
    return paces_alone(term) or (f"{term_short(term)} ({who})" if who else term_short(term))


def _known(year: YearTerms) -> str:
    known = [f"{term.term.label} {term_by(term)}" for term in year.terms if term.readings]
    unknown = [term.term.label for term in year.terms if not term.readings]
    rest = f"what it {' or '.join(unknown)} is unknown" if unknown else ""
    return ", ".join(filter(None, (*known, rest)))
