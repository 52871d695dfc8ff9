"""The sentences of computed answers that go from claim to claim: how two were made to meet, what changed between days.

Each says that it is computed; who stated what stands in the phrases that it quotes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import assert_never

from flows.estimates.balance import TermAnswer
from flows.estimates.interval import Interval
from flows.estimates.ledger import LeftOut
from flows.estimates.ledger import heads as ledger_heads
from flows.estimates.moved import Moved
from flows.estimates.quotient import rounded
from flows.estimates.reconcile import MOST_CHANGES, Meeting, Reading, Step, Way
from flows.measures.balance_words import interval_said, settled_said, time_of
from flows.measures.balances_moved import BalanceMoved
from flows.measures.changes import ChangesAnswer, FlowMoved
from flows.measures.reconciliation import ReconciliationAnswer
from flows.records import AnyClaim, Indicator, Rate, Ratio, Shipment
from flows.vocabulary import LEFT_OUT, STAGE, UNIT, Per, Reconciled, ReconcilingChange
from flows.wording import (
    after_at,
    at_moment,
    before_goods,
    computed_words,
    counted,
    interval_words,
    quote,
    spelled,
    when,
)

COMPUTED = "computed; nobody stated it"
_DIGITS = 2


def reading_words(reading: Reading) -> str:
    """What a reading allows with what it counts: "at least 6.77 million 152 mm artillery rounds, if full"."""
    claim = reading.claim
    if reading.factor is not None:
        return f"{before_goods(_interval_words(reading.interval), reading.factor.claim.munition_plural)}, if full"
    if isinstance(claim, Shipment) or claim.per == Per.DAY:
        return f"{counted(claim.quantity, claim.munition_plural)}{'' if isinstance(claim, Shipment) else ' a day'}"
    return f"{before_goods(_interval_words(reading.interval), claim.munition_plural)} a day"


def _interval_words(interval: Interval) -> str:
    return "an open number of" if interval == Interval(None, None) else computed_words(interval)


def step_words(step: Step) -> str:
    """One step as a sentence, without the claim that it takes: what takes the place of what, and what follows.

    "Another published factor, at least 428.5 in each instead of 265.8 to 367.1: 4.2 million to 5.8 million artillery
    rounds become at least 6.77 million 152 mm artillery rounds, if full."
    """
    change, before, after = step.change, reading_words(step.before), reading_words(step.after)
    detail = ""
    if change.kind == ReconcilingChange.FACTOR and change.reading.factor is not None:
        detail = f", {computed_words(change.reading.factor.each)} in each"
    return f"{_capitalised(change.kind.label)}{detail}: {before} become {after}."


def steps_words(answer: ReconciliationAnswer) -> tuple[str, ...]:
    """Every step of the best way, each with the claim that it takes: as it may be quoted."""
    best = answer.outcome.best
    if best is None:
        return ()
    return tuple(f"{step_words(step)} From: {quote(step.change.claim, alone=True)}" for step in best.steps)


def way_words(way: Way) -> str:
    """What the two then are, and how far their nearest figures lie apart: a line in a list of ways."""
    apart = percent_words(way.meeting.distance)
    figures = "the figures overlap" if not way.meeting.distance else f"the nearest figures {apart} apart"
    return f"{reading_words(way.left)}; beside that {reading_words(way.right)}; {figures}"


def outcome_words(answer: ReconciliationAnswer) -> str:
    """Whether and how the two meet, as a sentence."""
    best = answer.outcome.best
    match answer.outcome.outcome:
        case Reconciled.MEET if best is not None:
            return f"Nothing has to change: as stated, {_meeting_words(best.meeting, answer)}."
        case Reconciled.CHANGED if best is not None:
            number = len(best.steps)
            changes = "1 published change" if number == 1 else f"{number} published changes"
            return f"After {changes} the two meet: {_meeting_words(best.meeting, answer)}."
        case Reconciled.NONE:
            return (
                f"None within what has been published: no {MOST_CHANGES} changes or fewer make the two meet, even "
                f"where figures {_percent(answer.question.tolerance)} apart would do."
            )
        case Reconciled.UNITS:
            one, other = answer.left.munition_plural, answer.right.munition_plural
            return f"One counts {one}, the other {other}, and no published factor leads from the one to the other."
        case Reconciled.NO_FIGURE:
            return "At least one of the two gives no figure, so there is nothing that another could meet."
        case Reconciled.APART:
            return "The two are about different parties, goods or activities: nothing is to be reconciled."
        case Reconciled.MEET | Reconciled.CHANGED:
            raise ValueError("they meet, and by no way")
        case undecided:
            assert_never(undecided)


def _meeting_words(meeting: Meeting, answer: ReconciliationAnswer) -> str:
    """How two figures meet; an overlap that only an open end makes says how far the stated figures lie apart."""
    apart = percent_words(meeting.distance)
    tolerance = _percent(answer.question.tolerance)
    if meeting.overlap is None:
        return f"their nearest figures differ by {apart}, within {tolerance}, though they do not overlap"
    said = computed_words if _is_computed(answer) else interval_words
    overlap = f"they overlap at {after_at(said(meeting.overlap))}"
    if not meeting.distance:
        return overlap
    return f"{overlap}; the figures that are stated lie {apart} apart, as one of them is only a floor or a ceiling"


def _is_computed(answer: ReconciliationAnswer) -> bool:
    """Whether a reading of the best way is arithmetic: a product, or a pace by the day."""
    best = answer.outcome.best
    return best is not None and any(
        reading.is_computed or (isinstance(reading.claim, Rate) and reading.claim.per != Per.DAY)
        for reading in (best.left, best.right)
    )


def percent_words(share: Decimal) -> str:
    """A computed share in percent to two digits, upward: it is a distance, and is not made smaller than it is."""
    return _percent(rounded(share * 100, _DIGITS, ROUND_CEILING) or Decimal(0))


def _percent(value: Decimal) -> str:
    return f"{spelled(value)}%"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a briefing, and the claims that it is about: ``kind`` says what it tells, ``computed`` whether
    it holds a number that nobody stated."""

    kind: str
    words: str
    claims: tuple[AnyClaim, ...]
    computed: bool = False


def flow_sentences(flow: FlowMoved) -> tuple[Sentence, ...]:
    """How one flow moved: how much was stated, each claim that is new, replaced, denied or corrected, each span."""
    return (_counted_sentence(flow), *_claim_sentences(flow.moved), *_span_sentences(flow.moved))


def _counted_sentence(flow: FlowMoved) -> Sentence:
    """How many claims were stated, how many more stand, and how many fewer."""
    found = flow.moved
    stated = _number(len(found.stated), "claim was", "claims were")
    more = _number(len(found.gained), "claim was added to those that stand", "claims were added to those that stand")
    fewer = f"{len(found.lost) or 'none'} dropped out"
    words = f"{stated} stated in this time; {more}, and {fewer}."
    return Sentence("count", _capitalised(words), found.stated, computed=True)


def _claim_sentences(found: Moved) -> Iterator[Sentence]:
    by_code = {claim.code: claim for claim in found.after.known}
    stated = {claim.code for claim in found.stated}
    for claim in found.gained:
        new = "Newly stated" if claim.code in stated else "Stands again"
        yield Sentence("stated", f"{new}: {quote(claim)}.", (claim,))
    for claim in found.passed:
        yield Sentence("passed", f"Stated, and no longer standing by the end: {quote(claim)}.", (claim,))
    for claim in found.denials:
        yield Sentence("denial", f"Denied: {quote(claim)}.", (claim,))
    for out in found.lost:
        by = by_code.get(out.by or "")
        words = f"{_capitalised(quote(out.claim))} no longer stands{_why_lost(out, by)}."
        yield Sentence("lost", words, (out.claim, by) if by else (out.claim,))
    for claim in found.corrected:
        yield Sentence("corrected", f"Corrected on record, and now: {quote(claim)}.", (claim,))


def _why_lost(out: LeftOut, by: Shipment | None) -> str:
    reason = f": {LEFT_OUT.label(out.reason)}" if out.reason else ""
    return f"{reason} by {quote(by)}" if by else reason


def _span_sentences(found: Moved) -> Iterator[Sentence]:
    """How the ends of what is stated moved, for each stage and unit, with the heads that state them."""
    for span in found.spans:
        heads = [
            claim
            for ledger in (found.before, found.after)
            for claim in ledger_heads(ledger.standing)
            if (claim.stage, claim.unit) == (span.stage, span.unit)
        ]
        subject = f"of {UNIT.label(span.unit)} {STAGE.label(span.stage)}"
        for end in ("highest", "lowest"):
            old, new = (getattr(one, end) if one else None for one in (span.before, span.after))
            if old == new:
                continue
            claims = {claim.code: claim for claim in heads if {old, new} & {*claim.quantity.figures}}
            words = f"Among the newest totals of all claimants the {end} figure {subject} {_went(old, new)}."
            yield Sentence("span", words, tuple(claims.values()), computed=True)


def _went(old: Decimal | None, new: Decimal | None) -> str:
    if old is None or new is None:
        return f"is now {spelled(new)}, where there was none" if new is not None else "is no longer stated"
    return f"went from {spelled(old)} to {spelled(new)}"


def ratio_sentence(ratio: Ratio) -> Sentence:
    """That a ratio was stated."""
    return Sentence("ratio", f"A ratio was stated: {quote(ratio)}.", (ratio,))


def rate_sentence(rate: Rate, replaced: Rate | None = None) -> Sentence:
    """That a rate was stated, and in the place of which."""
    if replaced is None:
        return Sentence("rate", f"A rate was stated: {quote(rate)}.", (rate,))
    return Sentence("rate", f"A rate was stated: {quote(rate)}. It replaces {quote(replaced)}.", (rate, replaced))


def indicator_sentence(indicator: Indicator) -> Sentence:
    """That a context figure was stated."""
    return Sentence("context", f"A context figure was stated: {quote(indicator)}.", (indicator,))


def beside_sentences(answer: ChangesAnswer) -> tuple[Sentence, ...]:
    """The claims about no flow that were stated: rates, ratios and context figures."""
    return (
        *(rate_sentence(rate, answer.replaced.get(rate.supersedes or "")) for rate in answer.rates),
        *map(ratio_sentence, answer.ratios),
        *map(indicator_sentence, answer.indicators),
    )


def every_sentence(answer: ChangesAnswer) -> Iterator[Sentence]:
    """The whole briefing: of each flow, of each balance, and of what was stated beside them."""
    for flow in answer.flows:
        yield from flow_sentences(flow)
    for moved in answer.balances:
        yield from balance_sentences(moved)
    yield from beside_sentences(answer)


def balance_sentences(found: BalanceMoved) -> tuple[Sentence, ...]:
    """How the balance of one side moved: each term that is another, with the claims that it follows from at one of the
    two ends alone, and what they leave."""
    answer = found.after
    whose = f"In the balance of {answer.side.name} {time_of(answer)}, {answer.munition.plural}"
    sentences = [_term_sentence(whose, old, new) for old, new in found.terms]
    old, new = (settled_said(one.settled, spelled) for one in (found.before, found.after))
    if old != new:
        claims = {claim.code: claim for sentence in sentences for claim in sentence.claims}
        words = f"{whose}: what was left at the end was {old}, and is now {new}."
        sentences.append(Sentence("balance", words, tuple(claims.values()), computed=True))
    return tuple(sentences)


def _term_sentence(whose: str, old: TermAnswer, new: TermAnswer) -> Sentence:
    before, after = ({claim.code: claim for one in term.readings for claim in one.claims} for term in (old, new))
    moving = before.keys() ^ after.keys() or before.keys() | after.keys()
    claims = tuple(claim for code, claim in sorted((before | after).items()) if code in moving)
    words = f"{whose}: {new.term.said} was {_known(old)}, and is now {_known(new)}."
    return Sentence("balance", words, claims, computed=True)


def _known(term: TermAnswer) -> str:
    return interval_said(term.interval) if term.readings else "unknown"


def _number(count: int, one: str, several: str) -> str:
    return f"{'no' if not count else spelled(Decimal(count))} {one if count == 1 else several}"


def changes_words(answer: ChangesAnswer) -> str:
    """How much changed, as a sentence: from when until when, how many claims about how many flows, how many others."""
    question = answer.question
    if answer.moments:
        first, last = (at_moment(moment.at) for moment in answer.moments)
        time = f"On record between {first} and {last}"
    else:
        time = f"After {when(question.earlier.day)} and until {when(question.later.day)}"
    claims = _number(answer.stated, "claim was", "claims were")
    number = len(answer.flows) + answer.more
    flows = _number(number, "flow", "flows")
    ratios = _number(len(answer.ratios), "ratio was", "ratios were")
    did = "added" if answer.moments else "stated"
    besides = (
        _number(len(answer.rates), "rate", "rates") if answer.rates else "",
        _number(len(answer.indicators), "context figure", "context figures") if answer.indicators else "",
    )
    more = " and ".join(filter(None, besides))
    if not (answer.stated or number or answer.ratios or more):
        return f"{time}, nothing was {did} that is on record here."
    return f"{time}, {claims} {did} about {flows}, and {ratios} {did}{f', besides {more}' if more else ''}."
