"""The flows that any claim names, a page at a time, each with everything that is claimed about it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from flows.measures.flow import FlowAnswer, answer
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.flow_claims import all_claims
from flows.queries.nesting import nesting
from flows.questions import BadQuestion, Fault, Flow, FlowQuestion
from flows.questions.flow_list import FlowListQuestion, Turn
from flows.records import Shipment


@dataclass(frozen=True, slots=True)
class FlowList:
    """Some flows in the order of their names, with the places before and after them; count only where asked for."""

    flows: tuple[FlowAnswer, ...]
    next: Turn | None
    previous: Turn | None
    count: int | None


def compute(question: FlowListQuestion) -> FlowList:
    """One page of the list, by six queries; BadQuestion naming a code that is not recorded."""
    tree = catalogue()
    check(question, tree)
    claims, relations = all_claims(), nesting(tree)
    pairs: dict[tuple[str, str], list[Shipment]] = defaultdict(list)
    for claim in claims:
        pairs[claim.supplier, claim.recipient].append(claim)
    named = named_flows(question, claims)
    start, end = window(question, named)
    chosen = named[start:end]
    return FlowList(
        tuple(
            answer(
                FlowQuestion(flow, question.as_of, question.stages, question.bases),
                tuple(pairs[flow.supplier, flow.recipient]),
                tree,
                relations,
            )
            for flow in chosen
        ),
        Turn("after", chosen[-1]) if chosen and end < len(named) else None,
        Turn("before", chosen[0]) if chosen and start > 0 else None,
        len(named) if question.count else None,
    )


def named_flows(question: FlowListQuestion, claims: tuple[Shipment, ...]) -> tuple[Flow, ...]:
    """The flows that a claim known on the day names, if it matches; in order."""
    return tuple(
        sorted(
            {
                Flow(claim.supplier, claim.recipient, claim.munition)
                for claim in claims
                if (question.as_of is None or claim.claimed_on <= question.as_of)
                and (not question.suppliers or claim.supplier in question.suppliers)
                and (not question.recipients or claim.recipient in question.recipients)
                and (not question.munitions or claim.munition in question.munitions)
                and (not question.stages or claim.stage in question.stages)
                and (not question.bases or claim.basis in question.bases)
            }
        )
    )


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
        Fault(name, code, f"{name}: there is no {code!r}", tuple(sorted(known)))
        for name, asked, known in (
            ("supplier", question.suppliers, tree.actors),
            ("recipient", question.recipients, tree.actors),
            ("munition", question.munitions, tree.munitions),
        )
        for code in asked
        if code not in known
    ]
    if faults:
        raise BadQuestion(*faults)
