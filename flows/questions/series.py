"""The question for what was claimed about one flow at the end of each month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from flows.questions.flow import Flow, FlowQuestion, flow_parameter
from flows.questions.parameters import a_day


@dataclass(frozen=True, slots=True)
class SeriesQuestion(FlowQuestion):
    """One flow month by month, from the month of a day (None: of the first claim) until the day it is asked as of."""

    flow: Annotated[
        Flow,
        flow_parameter("flow", "The flow: supplier/recipient/munition.", "@flow"),
        "supplier/recipient/munition",
    ]
    start: Annotated[date | None, a_day("from", "A day of the first month; without it, that of the first claim.")] = (
        None
    )

    @property
    def about(self) -> FlowQuestion:
        """The question about the flow on the last day alone."""
        return FlowQuestion(self.flow, self.as_of, self.stages, self.bases, self.window, self.grade)
