"""The question of how fast a claimant's running total grew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from flows.questions.flow import Flow, flow_parameter
from flows.questions.parameters import AS_OF, GRADE, Fault, Parameter, Query, record_code
from flows.questions.question import Question
from flows.questions.total import TotalQuestion
from flows.vocabulary import Reliability, Temporal


def _one(name: str, meaning: str, reference: str = "", example: str = "") -> Parameter:
    return Parameter(name, meaning, record_code, "code", reference=reference, example=example)


@dataclass(frozen=True, slots=True)
class PaceQuestion(Question):
    """By how much a day the running totals about one flow grew, claimant by claimant; or between two named claims.

    ``flow`` is None where the address names none: the data then say which has the most totals to compare.
    """

    flow: Annotated[
        Flow | None,
        flow_parameter(
            "flow",
            "The flow: supplier/recipient/munition, with all that is under it. Without it, the flow with the most "
            "running totals of one claimant and start.",
            "@flow-with-totals",
        ),
    ] = None
    claimant: Annotated[str, _one("claimant", "Only the totals of this claimant.", "claimants", "@totaller")] = ""
    earlier: Annotated[str, _one("earlier", "A running total to begin with.")] = ""
    later: Annotated[str, _one("later", "The running total that it is taken from.")] = ""
    as_of: Annotated[date | None, AS_OF] = None
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, query: Query) -> tuple[PaceQuestion, tuple[Fault, ...]]:
        """The question of a query string and its faults; one of two claims alone is a fault, and is left out."""
        question, faults = cls.of(query)
        if bool(question.earlier) == bool(question.later):
            return question, faults
        name, other = ("earlier", "later") if question.earlier else ("later", "earlier")
        message = f"{name}: a pace takes two claims, and {other} names none"
        fault = Fault(name, getattr(question, name), message)
        return cls(question.flow, question.claimant, as_of=question.as_of, grade=question.grade), (*faults, fault)

    def totals(self, flow: Flow) -> TotalQuestion:
        """The running totals about a flow, as a sum asks for them."""
        return TotalQuestion(
            suppliers=(flow.supplier,),
            recipients=(flow.recipient,),
            munitions=(flow.munition,),
            as_of=self.as_of,
            temporals=(Temporal.CUMULATIVE.code,),
            grade=self.grade,
        )
