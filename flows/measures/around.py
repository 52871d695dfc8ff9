"""What is said about the same goods as a flow, and filed under another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from flows.estimates.ledger import heads, period_heads, undated
from flows.estimates.nesting import Nesting
from flows.measures.definition import Definition
from flows.measures.flow import FlowAnswer
from flows.queries.claims_around import Filed, claims_around
from flows.questions import Flow
from flows.records import Shipment
from flows.vocabulary import CARRIER_UNITS, Status

DEFINITION = Definition(
    slug="around",
    title="About the same goods",
    unit="the unit of each flow's munition",
    definition=(
        "The other flows that may count goods of a flow: a wider or narrower munition between the same parties, "
        "parties that contain or overlap one of the two, and the carriers between any of them; each with the newest "
        "figures that are filed under it."
    ),
    method=(
        "Munitions are related where one contains the other in the tree; parties where one is part of the other, or "
        "where an overlap is recorded. Containers, voyages, rail cars and tonnes are related to all munitions between "
        "the same parties. The newest figures are the running totals and the figures for a period of exactly that "
        "munition."
    ),
    caveats=(
        "These figures count goods of the flow, and may count others too: they are never added to it.",
        "What containers held is not always said.",
    ),
)


class Way(Enum):
    """How another flow is about the same goods; the value says it in words."""

    WIDER = "a wider munition"
    NARROWER = "a narrower munition"
    MIXED = "parties that overlap"
    CARRIERS = "counted by carrier or by weight"
    LOADS = "what may have been carried"


@dataclass(frozen=True, slots=True)
class Line:
    """Another flow: its names, and its newest figures, the newest first; none where nothing of it stands."""

    flow: Flow
    way: Way
    supplier_name: str
    recipient_name: str
    munition_name: str
    newest: tuple[Shipment, ...]
    last_stated: date


@dataclass(frozen=True, slots=True)
class Around:
    """The flows about the same goods, those stated last first, and the denials that are filed under them, by day."""

    lines: tuple[Line, ...]
    denials: tuple[Shipment, ...]


def compute(answer: FlowAnswer) -> Around:
    """What is around a flow on its day: one query."""
    flow, relations = answer.question.flow, answer.relations
    suppliers, recipients = ((party, *relations.actors.get(party, ())) for party in (flow.supplier, flow.recipient))
    anything = answer.munition.unit in CARRIER_UNITS
    munitions = None if anything else [code for code in relations.above if relations.same_kind(flow.munition, code)]
    return around(
        flow,
        claims_around(flow, suppliers, recipients, munitions, answer.question.as_of, answer.question.grade),
        relations,
    )


def around(flow: Flow, filed: Iterable[Filed], relations: Nesting) -> Around:
    """The lines and denials of claims that are filed under other flows, already read by day: no query."""
    flows: dict[Flow, list[Filed]] = defaultdict(list)
    for one in filed:
        flows[Flow(one.claim.supplier, one.claim.recipient, one.claim.munition)].append(one)
    lines = [_line(flow, other, claims, relations) for other, claims in flows.items()]
    denials = [
        one.claim
        for line in lines
        if line.way is not Way.NARROWER
        for one in flows[line.flow]
        if one.claim.stance.is_denial and one.claim.status != Status.RETRACTED
    ]
    return Around(
        tuple(sorted(lines, key=lambda line: (-line.last_stated.toordinal(), line.flow))),
        tuple(sorted(denials, key=lambda claim: (claim.claimed_on, claim.code))),
    )


def _line(flow: Flow, other: Flow, filed: list[Filed], relations: Nesting) -> Line:
    standing = tuple(one.claim for one in filed if one.stands)
    newest = (*heads(standing), *period_heads(standing), *undated(standing))
    last = filed[-1].claim
    return Line(
        other,
        _way(flow, last, relations),
        last.supplier_name,
        last.recipient_name,
        last.munition_name,
        tuple(sorted(newest, key=lambda claim: (claim.claimed_on, claim.code), reverse=True)),
        last.claimed_on,
    )


def _way(flow: Flow, other: Shipment, relations: Nesting) -> Way:
    if (flow.supplier, flow.recipient) != (other.supplier, other.recipient):
        return Way.MIXED
    if other.munition in relations.above[flow.munition]:
        return Way.WIDER
    if flow.munition in relations.above[other.munition]:
        return Way.NARROWER
    return Way.CARRIERS if other.unit in CARRIER_UNITS else Way.LOADS
