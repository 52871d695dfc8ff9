"""What pages and charts of two flows open on where an address names none."""

from __future__ import annotations

from flows.queries.stories import usual_flows
from flows.questions import BadQuestion, Fault, Flow


def usual_pair() -> tuple[Flow, Flow]:
    """The two flows of the first story, or those that most claims name. One query, two without a story.

    BadQuestion where no two flows to different recipients are on record, as in an empty database.
    """
    flows = usual_flows()
    if flows is None:
        raise BadQuestion(Fault("flow", "", "flow: no two flows to different recipients are on record"))
    return flows
