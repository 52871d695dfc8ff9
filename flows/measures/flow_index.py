"""Every flow that is claimed, with the heads of each as they stand on a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from heapq import nsmallest

from flows.estimates.ledger import heads, period_heads, undated
from flows.measures.definition import Definition
from flows.measures.facets import Facets, among, chosen_values, facets, without_facets
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.claim_groups import ClaimGroup, claim_groups, newest_figures
from flows.questions import Flow, ListQuestion
from flows.records import Shipment

MOST_LINES = 200
"""Of very many flows those with the most claims are listed; filters lead to the others."""

DEFINITION = Definition(
    slug="flow-index",
    title="The flows on record",
    unit="the unit of each flow's munition",
    definition=(
        "Every supplier, recipient and munition that claims name together, with the number of claims known on the "
        "day, the heads (the running totals that stand and that no newer one of the same claimant, stage and unit "
        "covers), the newest figures for a period, and what stands without a stated time."
    ),
    method=(
        "A flow takes in the munition that it names and all that is under it in the tree, so a claim about 152 mm "
        "rounds counts towards artillery rounds as well. Filters choose claims first, and flows follow from them."
    ),
    caveats=(
        "Flows overlap wherever their munitions do, and wherever one supplier is part of another: they never add up.",
    ),
)


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One flow of the index: its names, how many claims were known, the heads among them, the newest figures for a
    period, and what stands without a stated time; of very many of these those stated on the last `MOST_DAYS` days."""

    flow: Flow
    supplier_name: str
    recipient_name: str
    munition_name: str
    claims: int
    heads: tuple[Shipment, ...]
    period_heads: tuple[Shipment, ...]
    undated: tuple[Shipment, ...]

    @property
    def leading(self) -> tuple[Shipment, ...]:
        """Its running totals and figures for a period as they are listed: those with a figure on sound evidence
        first, of these the newest, and of those stated on one day the running totals."""
        return tuple(sorted((*self.heads, *self.period_heads), key=_weight, reverse=True))


@dataclass(frozen=True, slots=True)
class FlowIndex:
    """The flows that match, those with the most claims first, at most `MOST_LINES`; and how many match in all.

    ``rows`` are the same lines, each flow of a wider munition with those that it takes in.
    """

    lines: tuple[FlowLine, ...]
    flows: int
    facets: Facets
    rows: tuple[tuple[FlowLine, tuple[FlowLine, ...]], ...]


def compute(question: ListQuestion) -> FlowIndex:
    """The index for a question about shipments, by five queries; a code that does not exist matches nothing.

    Where a munition or whether a claim stands is asked for, the tree of munitions is read once or twice more.
    """
    tree = catalogue()
    groups = claim_groups(without_facets(question))
    chosen = chosen_values(question, tree)
    lines, number = flow_lines(question, among(groups, chosen), tree)
    return FlowIndex(lines, number, facets(question, groups, tree), one_row_each(lines, tree))


def flow_lines(
    question: ListQuestion, groups: Iterable[ClaimGroup], tree: Catalogue
) -> tuple[tuple[FlowLine, ...], int]:
    """The flows that these claims name, those with the most claims first, at most `MOST_LINES`; and how many they are.

    ``groups`` are the claims that the question matches. One query.
    """
    numbers = claims_by_flow(groups, tree)
    leading = nsmallest(MOST_LINES, numbers, key=lambda names: (-numbers[names], names))
    first = {Flow(*names): numbers[names] for names in leading}
    newest: dict[tuple[str, str], list[Shipment]] = defaultdict(list)
    # Where every flow is listed the question itself says which claims these are.
    for claim in newest_figures(question, None if len(first) == len(numbers) else _kinds(first, tree)):
        newest[claim.supplier, claim.recipient].append(claim)
    lines = (_line(flow, number, newest[flow.supplier, flow.recipient], tree) for flow, number in first.items())
    return tuple(lines), len(numbers)


def outer_first(lines: Iterable[FlowLine], tree: Catalogue) -> tuple[tuple[FlowLine, ...], tuple[FlowLine, ...]]:
    """The flows whose munition no other of them between the same parties contains, and those that one contains."""
    found = tuple(lines)
    named = {line.flow for line in found}
    outer: list[FlowLine] = []
    inner: list[FlowLine] = []
    for line in found:
        wider = (replace(line.flow, munition=code) for code in tree.above(line.flow.munition))
        (inner if any(flow in named for flow in wider) else outer).append(line)
    return tuple(outer), tuple(inner)


def one_row_each(lines: Iterable[FlowLine], tree: Catalogue) -> tuple[tuple[FlowLine, tuple[FlowLine, ...]], ...]:
    """The flows that no other of them takes in, in their order, each with those that it does take in."""
    outer, inner = outer_first(lines, tree)
    rows: list[tuple[FlowLine, tuple[FlowLine, ...]]] = []
    for line in outer:
        wide = line.flow
        within = set(tree.within(wide.munition))
        taken = (
            each
            for each in inner
            if (each.flow.supplier, each.flow.recipient) == (wide.supplier, wide.recipient)
            and each.flow.munition in within
        )
        rows.append((line, tuple(taken)))
    return tuple(rows)


def claims_by_flow(groups: Iterable[ClaimGroup], tree: Catalogue) -> dict[tuple[str, ...], int]:
    """Every flow that a claim names, by its parts, with the number of claims about its munition and all under it."""
    named: Counter[tuple[str, ...]] = Counter()
    for group in groups:
        named[group[:3]] += group.claims
    above = {munition: tree.above(munition) for _, _, munition in named}
    numbers = dict(named)
    for (supplier, recipient, munition), claims in named.items():
        for kind in above[munition]:
            if (supplier, recipient, kind) in named:
                numbers[supplier, recipient, kind] += claims
    return numbers


def _kinds(flows: Iterable[Flow], tree: Catalogue) -> dict[tuple[str, str], set[str]]:
    """Of each pair of parties the kinds that its flows take in."""
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for flow in flows:
        kinds[flow.supplier, flow.recipient].update(tree.within(flow.munition))
    return kinds


def _weight(claim: Shipment) -> tuple[bool, date, bool, str]:
    return bool(claim.quantity.figures) and not claim.is_weak, claim.claimed_on, claim.temporal.accumulates, claim.code


def _line(flow: Flow, claims: int, newest: Iterable[Shipment], tree: Catalogue) -> FlowLine:
    under = set(tree.within(flow.munition))
    about = [claim for claim in newest if claim.munition in under]
    return FlowLine(
        flow,
        tree.actors[flow.supplier].name,
        tree.actors[flow.recipient].name,
        tree.munitions[flow.munition].name,
        claims,
        heads(about),
        period_heads(about),
        undated(about),
    )
