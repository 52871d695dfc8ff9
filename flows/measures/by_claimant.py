"""Claimant by flow: the newest figure of each claimant about each thing that several speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flows.estimates.disagree import Voice
from flows.estimates.pairs import Figured
from flows.estimates.period import ALIKE_DAYS, Period, alike, share_a_day
from flows.measures import disagree
from flows.measures.definition import Definition
from flows.measures.disagree import DisagreeAnswer, Thing
from flows.questions import Fault
from flows.questions.disagree import DisagreeQuestion
from flows.questions.parameters import Query
from flows.records import Shipment

DEFINITION = Definition(
    slug="by-claimant",
    title="Claimant by flow",
    unit="the unit of each thing",
    definition=(
        "The newest figure of each claimant about each flow that two or more speak of, or about each pace or stated "
        "ratio, with which of the others are about the same time."
    ),
    method=(
        "The things and the newest figures are those of who disagrees with whom. Of one claimant that figure stands "
        "which it stated last of those about the thing itself, and not about a narrower kind; of one day one above "
        "nothing, and a running total before a figure for a period; a denial where it gave none. Two are about the "
        "same time where both are known, their starts, and their ends, lie within "
        f"{ALIKE_DAYS} days, and some day is in both. Things of which most claimants speak come first."
    ),
    caveats=(
        "Figures beside one another are of one time only where it is said so, and never add up.",
        "It says who stated what last, never which of them is right.",
    ),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """The newest figure of a claimant about a thing, or its denial, and those of others that are of the same time."""

    claim: Figured
    same_time: tuple[Figured, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A thing with its cells, by claimant."""

    thing: Thing
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class ByClaimant:
    """The things, those of which most claimants speak first; and the claimants, those that speak of most of them first.

    Both by their names and codes where they are equal.
    """

    said: DisagreeAnswer
    columns: tuple[Column, ...]

    @property
    def question(self) -> DisagreeQuestion:
        """The question that it answers."""
        return self.said.question

    def claimants(self, columns: Sequence[Column]) -> tuple[str, ...]:
        """Who speaks of these things, those that speak of most of them first."""
        spoken = {code: sum(code in column.cells for column in columns) for each in columns for code in each.cells}
        return tuple(sorted(spoken, key=lambda code: (-spoken[code], self.said.names[code], code)))


def read(query: Query) -> tuple[DisagreeQuestion, tuple[Fault, ...]]:
    """The question of a query string, of flows where it does not say of what, and its faults."""
    question, faults = DisagreeQuestion.read(query)
    return (question if question.about else replace(question, about="shipments")), faults


def compute(question: DisagreeQuestion) -> ByClaimant:
    """The newest figures, by the queries of who disagrees with whom; BadQuestion as there."""
    said = disagree.compute(question)
    columns = (Column(thing, _cells(thing)) for thing in said.things)
    several = [column for column in columns if len(column.cells) > 1]
    return ByClaimant(said, tuple(sorted(several, key=lambda one: (-len(one.cells), one.thing.name))))


def _cells(thing: Thing) -> dict[str, Cell]:
    newest = {voice.claimant: claim for voice in thing.dispute.voices if (claim := _newest(voice, thing))}
    times = {code: Period.of(claim) for code, claim in newest.items()}
    return {
        code: Cell(
            claim,
            tuple(
                other
                for others, other in newest.items()
                if others != code and alike(times[code], times[others]) and share_a_day(times[code], times[others])
            ),
        )
        for code, claim in newest.items()
    }


def _newest(voice: Voice, thing: Thing) -> Figured | None:
    """What a claimant stated last of a thing itself, a figure where it gave one; None where it spoke of parts alone."""
    own = [claim for claim in voice.figures if thing.flow is None or getattr(claim, "munition", "") in thing.kinds]
    said = [claim for claim in own if claim.quantity.figures] or own or voice.denials
    return max(said, key=_how_new, default=None)


def _how_new(claim: Figured) -> tuple[date, bool, bool, str]:
    # Of those stated on one day a figure above nothing says more than that there was none, a total more than a part.
    runs_on = isinstance(claim, Shipment) and claim.temporal.accumulates
    return claim.claimed_on, any(claim.quantity.figures), runs_on, claim.code
