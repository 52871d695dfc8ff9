"""Questions for a sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.questions.claim_filters import claim_filters
from flows.questions.parameters import AS_OF, BadQuestion, Fault, Query, code, coded, read, write
from flows.vocabulary import BASIS, STAGE, TEMPORAL


@dataclass(frozen=True, slots=True)
class TotalQuestion:
    """A sum over the claims about these suppliers, recipients and munitions that stand on a day.

    Several values of a parameter widen the question: ``supplier=kp,ir`` asks for both together. A munition
    stands for itself and all that is under it.
    """

    suppliers: tuple[str, ...]
    recipients: tuple[str, ...]
    munitions: tuple[str, ...]
    as_of: date | None = None
    stages: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    temporals: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()

    parameters = (
        code("supplier", "Whose supplies are added.", "actors"),
        code("recipient", "Who receives.", "actors"),
        code("munition", "What is added: this kind of thing and all that is under it.", "munitions"),
        AS_OF,
        coded("stage", STAGE),
        coded("basis", BASIS),
        coded("temporal", TEMPORAL),
        code("claimant", "Only what these claimants say.", "claimants"),
    )

    @classmethod
    def read(cls, query: Query) -> tuple[TotalQuestion, tuple[Fault, ...]]:
        """The question of a query string and its faults; BadQuestion without supplier, recipient or munition."""
        values, faults = read(cls.parameters, query)
        missing = [
            Fault(name, "", f"{name} is needed: at least one code")
            for name in ("supplier", "recipient", "munition")
            if name not in values and not any(fault.parameter == name for fault in faults)
        ]
        if missing or any(name not in values for name in ("supplier", "recipient", "munition")):
            raise BadQuestion(*faults, *missing)
        question = cls(
            values["supplier"],
            values["recipient"],
            values["munition"],
            values.get("as_of"),
            values.get("stage", ()),
            values.get("basis", ()),
            values.get("temporal", ()),
            values.get("claimant", ()),
        )
        return question, faults

    def query(self) -> str:
        """The query string that `read` turns into this question again."""
        return write(
            {
                "supplier": self.suppliers,
                "recipient": self.recipients,
                "munition": self.munitions,
                "as_of": self.as_of,
                "stage": self.stages,
                "basis": self.bases,
                "temporal": self.temporals,
                "claimant": self.claimants,
            }
        )

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
