"""What pages and charts of two flows open on where an address names none."""

from __future__ import annotations

from datetime import date

from flows.measures.flow import FlowAnswer, compute_with
from flows.queries.catalogue import catalogue
from flows.queries.nesting import nesting
from flows.queries.stories import usual_flows
from flows.questions import BadQuestion, Fault, Flow, FlowQuestion
from flows.vocabulary import Reliability


def usual_pair() -> tuple[Flow, Flow]:
    """The two flows of the first story, or those that most claims name. One query, two without a story.

    BadQuestion where no two flows to different recipients are on record, as in an empty database.
    """
    flows = usual_flows()
    if flows is None:
        raise BadQuestion(Fault("flow", "", "flow: no two flows to different recipients are on record"))
    return flows


def both_sides(as_of: date | None = None, grade: Reliability | None = None) -> tuple[FlowAnswer, FlowAnswer]:
    """What is claimed of both as of a day, by eight queries; BadQuestion as `usual_pair`, or for an unknown party."""
    flows, tree = usual_pair(), catalogue()
    relations = nesting(tree, as_of)
    left, right = (compute_with(FlowQuestion(flow, as_of, grade=grade), tree, relations) for flow in flows)
    return left, right
