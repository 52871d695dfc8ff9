"""Questions for a sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from flows.questions.claim_filters import claim_filters
from flows.questions.parameters import AS_OF, GRADE, Fault, Query, code, coded
from flows.questions.question import Question
from flows.vocabulary import BASIS, STAGE, TEMPORAL, Reliability

_CODE = "at least one code"


@dataclass(frozen=True, slots=True)
class TotalQuestion(Question):
    """A sum over the claims about these suppliers, recipients and munitions that stand on a day.

    Several values of a parameter widen the question: ``supplier=kp,ir`` asks for both together. A munition
    stands for itself and all that is under it.
    """

    suppliers: Annotated[tuple[str, ...], code("supplier", "Whose supplies are added.", "actors"), _CODE]
    recipients: Annotated[tuple[str, ...], code("recipient", "Who receives.", "actors"), _CODE]
    munitions: Annotated[
        tuple[str, ...],
        code("munition", "What is added: this kind of thing and all that is under it.", "munitions"),
        _CODE,
    ]
    as_of: Annotated[date | None, AS_OF] = None
    stages: Annotated[tuple[str, ...], coded("stage", STAGE)] = ()
    bases: Annotated[tuple[str, ...], coded("basis", BASIS)] = ()
    temporals: Annotated[tuple[str, ...], coded("temporal", TEMPORAL)] = ()
    claimants: Annotated[tuple[str, ...], code("claimant", "Only what these claimants say.", "claimants")] = ()
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, query: Query) -> tuple[TotalQuestion, tuple[Fault, ...]]:
        """The question of a query string and its faults; BadQuestion without supplier, recipient or munition."""
        return cls.of(query)

    def filters(self) -> dict[str, tuple[str, ...]]:
        """The claims that the question is about, as the filters of a list of shipments."""
        return claim_filters(
            supplier=self.suppliers,
            recipient=self.recipients,
            within=self.munitions,
            stage=self.stages,
            basis=self.bases,
            temporal=self.temporals,
            claimant=self.claimants,
        )
