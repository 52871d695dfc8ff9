"""The question of who disagrees with whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from flows.questions.claim_filters import claim_filters
from flows.questions.flow import Flow
from flows.questions.listing import ListQuestion
from flows.questions.parameters import AS_OF, GRADE, Fault, Query, code, one_of
from flows.questions.question import Question
from flows.records import AnyClaim, Rate, Ratio, Shipment
from flows.vocabulary import Reliability

KINDS = ("shipments", "rates", "ratios")
"""The tables of claims whose figures are held against one another."""


@dataclass(frozen=True, slots=True)
class DisagreeQuestion(Question):
    """Whose figures about one thing differ from whose; empty filters take all.

    With claimants it is only about what these and others say of one thing. A party narrows flows by their own side,
    and paces and ratios to those that are about it.
    """

    claimants: Annotated[
        tuple[str, ...],
        code("claimant", "Whose figures are held against those of all others. Without it, everybody's.", "claimants"),
    ] = ()
    about: Annotated[
        str, one_of("about", "Only flows (shipments), paces (rates) or stated ratios (ratios). Without it, all.", KINDS)
    ] = ""
    recipients: Annotated[
        tuple[str, ...], code("recipient", "Who receives; of paces and ratios, whom they are about.", "actors")
    ] = ()
    suppliers: Annotated[
        tuple[str, ...], code("supplier", "Who supplies; of paces and ratios, whom they are about.", "actors")
    ] = ()
    munitions: Annotated[
        tuple[str, ...],
        code("munition", "This kind of thing and all that is under it; a stated ratio names none.", "munitions"),
    ] = ()
    as_of: Annotated[date | None, AS_OF] = None
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, query: Query) -> tuple[DisagreeQuestion, tuple[Fault, ...]]:
        """The question of a query string, and the faults that were left out of it."""
        question, faults = cls.of(query)
        if question.about != "ratios" or not question.munitions:
            return question, faults
        message = "munition: a stated ratio names no munition: ask about shipments or rates, or leave it out"
        fault = Fault("munition", ",".join(question.munitions), message)
        return replace(question, munitions=()), (*faults, fault)

    @classmethod
    def beside(cls, claim: AnyClaim, as_of: date | None) -> DisagreeQuestion:
        """Who disagrees with the claimant of a claim about its sides and its goods."""
        said = cls(claimants=(claim.claimant,), as_of=as_of)
        match claim:
            case Shipment():
                sided = replace(said, recipients=(claim.recipient,), suppliers=(claim.supplier,))
                return replace(sided, about="shipments", munitions=(claim.munition,))
            case Rate():
                return replace(said, about="rates", recipients=(claim.actor,), munitions=(claim.munition,))
            case Ratio():
                return replace(said, about="ratios", recipients=(claim.favours,))
            case _:
                return said

    def of_flow(self, flow: Flow) -> DisagreeQuestion:
        """The same question of a flow alone, whoever speaks of it."""
        sided = replace(self, claimants=(), suppliers=(flow.supplier,), recipients=(flow.recipient,))
        return replace(sided, about="shipments", munitions=(flow.munition,))

    @property
    def parties(self) -> frozenset[str]:
        """Every party that is named, on either side."""
        return frozenset((*self.suppliers, *self.recipients))

    def of_flows(self, kinds: Iterable[str]) -> ListQuestion:
        """The claims about flows that it is about, whoever says them, of these ``kinds`` or of any."""
        filters = claim_filters(supplier=self.suppliers, recipient=self.recipients, munition=tuple(sorted(kinds)))
        return ListQuestion("shipments", tuple(sorted(filters.items())), self.as_of, grade=self.grade)
