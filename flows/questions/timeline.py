"""The question for the steps of one flow over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.questions.flow import FlowQuestion, flow_parameter
from flows.questions.parameters import BadQuestion, Fault, Query, parse_query, write
from flows.vocabulary import Reliability


@dataclass(frozen=True, slots=True)
class TimelineQuestion:
    """How what is claimed about one flow has moved, as far as it was known on a day."""

    about: FlowQuestion

    parameters = (
        flow_parameter("flow", "The flow: supplier/recipient/munition.", "@flow"),
        *FlowQuestion.parameters,
    )

    @classmethod
    def read(cls, query: Query) -> tuple[TimelineQuestion, tuple[Fault, ...]]:
        """The question of a query string and its faults; BadQuestion where no flow is named."""
        values, faults = parse_query(cls.parameters, query)
        if "flow" not in values:
            if any(fault.parameter == "flow" for fault in faults):
                raise BadQuestion(*faults)
            missing = Fault("flow", "", "flow is needed: supplier/recipient/munition")
            raise BadQuestion(*faults, missing)
        about, _ = FlowQuestion.read(values["flow"], query)
        return cls(about), faults

    @property
    def as_of(self) -> date | None:
        """The day of the question; None is today."""
        return self.about.as_of

    @property
    def grade(self) -> Reliability | None:
        """The least grade of the question; None is any."""
        return self.about.grade

    def query(self) -> str:
        """The query string that `read` turns into this question again."""
        choices = self.about.query()
        return write({"flow": str(self.about.flow)}) + (f"&{choices}" if choices else "")
