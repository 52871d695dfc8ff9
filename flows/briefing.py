"""The sentences of computed answers that go from claim to claim: how two were made to meet, what changed between days.

Each says that it is computed; who stated what stands in the phrases that it quotes.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import assert_never

from flows.estimates.interval import Interval
from flows.estimates.quotient import rounded
from flows.estimates.reconcile import MOST_CHANGES, Meeting, Reading, Step, Way
from flows.measures.reconciliation import ReconciliationAnswer
from flows.records import Shipment
from flows.vocabulary import Reconciled, ReconcilingChange
from flows.wording import counted, interval_words, quote, spelled

COMPUTED = "computed; nobody stated it"
_DIGITS = 2


def reading_words(reading: Reading) -> str:
    """What a reading allows with what it counts: "at least 6.77 million 152 mm artillery rounds, if full"."""
    claim = reading.claim
    if reading.factor is not None:
        return f"{_interval_words(reading.interval)} {reading.factor.claim.munition_plural}, if full"
    if isinstance(claim, Shipment) or claim.per == "day":
        return f"{counted(claim.quantity, claim.munition_plural)}{'' if isinstance(claim, Shipment) else ' a day'}"
    return f"{_interval_words(reading.interval)} {claim.munition_plural} a day"


def _interval_words(interval: Interval) -> str:
    return "an open number of" if interval == Interval(None, None) else interval_words(interval)


def step_words(step: Step) -> str:
    """One step as a sentence, without the claim that it takes: what takes the place of what, and what follows.

    "Another published factor, at least 428.5 in each instead of 265.8 to 367.1: 4.2 million to 5.8 million artillery
    rounds become at least 6.77 million 152 mm artillery rounds, if full."
    """
    change, before, after = step.change, reading_words(step.before), reading_words(step.after)
    detail = ""
    if change.kind == ReconcilingChange.FACTOR and change.reading.factor is not None:
        detail = f", {interval_words(change.reading.factor.each)} in each"
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
    overlap = f"they overlap at {interval_words(meeting.overlap)}"
    if not meeting.distance:
        return overlap
    return f"{overlap}; the figures that are stated lie {apart} apart, as one of them is only a floor or a ceiling"


def percent_words(share: Decimal) -> str:
    """A computed share in percent to two digits, upward: it is a distance, and is not made smaller than it is."""
    return _percent(rounded(share * 100, _DIGITS, ROUND_CEILING) or Decimal(0))


def _percent(value: Decimal) -> str:
    return f"{spelled(value)}%"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
