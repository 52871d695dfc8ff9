"""A balance in words: what the page, its files and the API say of it, each beside "computed; nobody stated it"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from flows.estimates.balance import Certificate, Impossible, Needed, Settled, TermAnswer
from flows.estimates.interval import Interval
from flows.estimates.quotient import outward, rounded
from flows.measures.balance import BalanceAnswer
from flows.vocabulary import Bound
from flows.wording import grouped, label, period_words, quote, spelled, when

_IN_FULL = 100_000


def about(value: Decimal) -> str:
    """A computed number for a sentence: 3.271 million; below a hundred thousand with every digit: 28,853."""
    return spelled(value if value < _IN_FULL else rounded(value) or value)


def interval_said(interval: Interval) -> str:
    """A term or a stock in a sentence: "up to 4.8 million", "at least 1 million", "anything from nothing on"."""
    short = outward(interval)
    low = interval.low if interval.low is not None and interval.low < _IN_FULL else short.low
    high = interval.high if interval.high is not None and interval.high < _IN_FULL else short.high
    return _said(Interval(low, high), spelled)


def interval_counted(interval: Interval) -> str:
    """The same for a table, with every digit: "up to 1 868 853"."""
    return _said(interval, grouped)


def _said(interval: Interval, write: Callable[[Decimal], str]) -> str:
    low, high = interval.low or Decimal(0), interval.high
    if high is None:
        return f"at least {write(low)}" if low else "anything from nothing on"
    if low == high:
        return write(low)
    return f"{write(low)} to {write(high)}" if low else f"up to {write(high)}"


def term_said(answer: TermAnswer) -> str:
    """What a term is, or that it is unknown: a term without a claim is never said to be nothing."""
    if not answer.readings and answer.interval == Interval(Decimal(0), None):
        return f"unknown: no claim says {answer.term.said}"
    return f"{hedge(answer)}{interval_counted(answer.interval)}"


def hedge(answer: TermAnswer) -> str:
    """That a single figure is one of a claim that hedges it, as "about"; empty for any other."""
    single = answer.interval.low == answer.interval.high
    hedged = any(claim.bound != Bound.EXACT for reading in answer.readings for claim in reading.claims)
    return Bound.ABOUT.words if single and hedged else ""


def settled_said(settled: Settled) -> str:
    """The closing stock for a table: an interval, or by how much the best case misses."""
    if settled.closing is None:
        return f"impossible: short by {grouped(settled.short_by or Decimal(0))}"
    return interval_counted(settled.closing)


def time_of(answer: BalanceAnswer) -> str:
    """The time of a balance in words: "from January to May 2024"."""
    return period_words(answer.subject.start, answer.subject.end, answer.subject.end)


def result(answer: BalanceAnswer) -> str:
    """The answer in one sentence, of the claims that it is made of and of nobody's statement."""
    goods, closing = answer.munition.plural, answer.settled.closing
    who, end = answer.side.name, when(answer.subject.end)
    if closing is None:
        short_by = about(answer.settled.short_by or Decimal(0))
        return f"These claims cannot all be true: even the most generous of them leave {who} {short_by} {goods} short."
    if closing.high is None:
        open_terms = [term.term.said for term in answer.terms if term.term.adds and term.interval.high is None]
        least = f"leave {who} at least {about(closing.low)} {goods} and " if closing.low else ""
        none = f"set no ceiling to the {goods} that {'it' if least else who} had left on {end}"
        return f"These claims {least}{none}: nothing bounds {_joined(open_terms)}."
    said = interval_said(closing)
    return f"These claims leave {who} {said} {goods} in store on {end}."


def certificate_said(found: Certificate) -> str:
    """How many sets of claims cannot all be true; empty where there is none."""
    if not found.number:
        return ""
    number = f"{found.number:,}" if found.counted else f"at least {found.number:,}"
    sets = "set of claims" if found.number == 1 else "sets of claims"
    return f"{number} {sets} cannot all be true as they are used here"


def impossible_said(found: Impossible, plural: str) -> str:
    """A set of claims that cannot all be true, in one sentence with each of them."""
    claims = "; ".join(f"{member.term.label}: {label(member.claim, '')}" for member in found.members)
    return f"Short by {about(found.short_by)} {plural} if all of these hold: {claims}."


def needed_said(needed: Sequence[Needed], answer: BalanceAnswer) -> str:
    """What has to hold at once for it to fit, with what is left over; empty where nothing has to."""
    closing = answer.settled.closing
    if not needed or closing is None or closing.high is None:
        return ""
    which = _joined([f"{one.reading.term.label} ({interval_said(one.reading.interval)})" for one in needed])
    left = f"{about(closing.high)} {answer.munition.plural} to spare"
    if len(needed) == 1:
        return f"It fits only if this ceiling holds: {which}; then {left}."
    return f"It fits only if all {len(needed)} of these ceilings hold at once: {which}; then {left}."


def without_said(one: Needed, plural: str) -> str:
    """What happens where a needed ceiling gives way: to the next claim that stands, or to nothing."""
    instead = f"with {quote(one.instead.claims[0], alone=True)} in its place" if one.instead else "without it"
    return f"{instead}, short by {about(one.short_by)} {plural}"


def unknown_terms(answer: BalanceAnswer) -> str:
    """The terms that nobody said anything of, in words; empty where there is none."""
    unknown = [term.term for term in answer.terms if not term.readings]
    if not unknown:
        return ""
    return f"No claim says {_joined([term.said for term in unknown], 'or')}: unknown, and not nothing."


def _joined(words: Sequence[str], by: str = "and") -> str:
    return f"{', '.join(words[:-1])} {by} {words[-1]}" if len(words) > 1 else "".join(words)
