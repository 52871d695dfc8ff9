"""The flows that any claim names, a page at a time, each with everything that is claimed about it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from flows.estimates.nesting import Nesting
from flows.measures.flow import FlowAnswer, answer
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.codes import known_codes
from flows.queries.flow_claims import claims_between
from flows.queries.nesting import nesting
from flows.queries.recorded_flows import named_flows
from flows.questions import BadQuestion, Fault, Flow, FlowQuestion
from flows.questions.flow_list import LARGEST_PAGE, FlowListQuestion, Turn

# So that a page, however long, takes one query for its claims.
_PAIRS_AT_ONCE = LARGEST_PAGE


@dataclass(frozen=True, slots=True)
class FlowList:
    """Some flows in the order of their names, with the places before and after them; count only where asked for."""

    flows: tuple[FlowAnswer, ...]
    next: Turn | None
    previous: Turn | None
    count: int | None


def compute(question: FlowListQuestion) -> FlowList:
    """One page of the list, by seven queries; BadQuestion naming a code that is not recorded."""
    tree = catalogue()
    check(question, tree)
    named = named_flows(question)
    start, end = window(question, named)
    chosen = named[start:end]
    return FlowList(
        tuple(_answers(question, chosen, tree, nesting(tree, question.as_of))),
        Turn("after", chosen[-1]) if chosen and end < len(named) else None,
        Turn("before", chosen[0]) if chosen and start > 0 else None,
        len(named) if question.count else None,
    )


def every(question: FlowListQuestion) -> Iterator[FlowAnswer]:
    """The answers of all flows that match, in order, read some pairs of parties at a time.

    BadQuestion naming a code that is not recorded, before the first.
    """
    tree = catalogue()
    check(question, tree)
    return _answers(question, named_flows(question), tree, nesting(tree, question.as_of))


def _answers(
    question: FlowListQuestion, flows: Sequence[Flow], tree: Catalogue, relations: Nesting
) -> Iterator[FlowAnswer]:
    by_pair = {pair: tuple(same) for pair, same in groupby(flows, key=lambda flow: (flow.supplier, flow.recipient))}
    pairs = iter(by_pair)
    while some := tuple(islice(pairs, _PAIRS_AT_ONCE)):
        claims = claims_between(some, question.as_of)
        for pair in some:
            for flow in by_pair[pair]:
                asked = FlowQuestion(
                    flow, question.as_of, question.stages, question.bases, question.window, question.grade
                )
                yield answer(asked, tuple(claims[pair]), tree, relations)


def window(question: FlowListQuestion, named: tuple[Flow, ...]) -> tuple[int, int]:
    """Where the page begins and ends among the flows; a place whose flow is gone means the next one there."""
    turn = question.cursor
    if turn is None:
        start = 0
    elif turn.direction == "after":
        start = bisect_right(named, turn.flow)
    else:
        end = bisect_left(named, turn.flow)
        return max(0, end - question.page_size), end
    return start, min(len(named), start + question.page_size)


def check(question: FlowListQuestion, tree: Catalogue) -> None:
    """BadQuestion where a filter names a party or a munition that is not recorded."""
    faults = [
        Fault(name, code, f"{name}: there is no {code!r}", known_codes(table, question.as_of))
        for name, asked, table, known in (
            ("supplier", question.suppliers, "actors", tree.actors),
            ("recipient", question.recipients, "actors", tree.actors),
            ("munition", question.munitions, "munitions", tree.munitions),
        )
        for code in asked
        if code not in known
    ]
    if faults:
        raise BadQuestion(*faults)
