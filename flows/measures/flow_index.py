"""Every flow that is claimed, with the heads of each as they stand on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from flows.estimates.ledger import heads, resolve
from flows.measures.definition import Definition
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.flow_claims import all_claims
from flows.questions import Flow, ListQuestion
from flows.records import Shipment

DEFINITION = Definition(
    slug="flow-index",
    title="The flows on record",
    unit="the unit of each flow's munition",
    definition=(
        "Every supplier, recipient and munition that claims name together, with the number of claims known on the "
        "day and the heads: for each claimant and stage, the newest running total that stands."
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
    """One flow of the index: its names, how many claims were known, and the heads among them."""

    flow: Flow
    supplier_name: str
    recipient_name: str
    munition_name: str
    claims: int
    heads: tuple[Shipment, ...]


@dataclass(frozen=True, slots=True)
class FlowIndex:
    """The flows that match, those with the most claims first, and the parties and munitions that any claim names."""

    lines: tuple[FlowLine, ...]
    suppliers: tuple[tuple[str, str], ...]
    recipients: tuple[tuple[str, str], ...]
    munitions: tuple[tuple[str, str], ...]
    claimants: tuple[tuple[str, str], ...]


def compute(question: ListQuestion) -> FlowIndex:
    """The index for a question about shipments, by three queries; a code that does not exist matches nothing."""
    return index(question, all_claims(), catalogue())


def index(question: ListQuestion, claims: tuple[Shipment, ...], tree: Catalogue) -> FlowIndex:
    """The index from claims already read, in time linear in the claims of each pair of parties: no query."""
    pairs: dict[tuple[str, str], list[Shipment]] = defaultdict(list)
    for claim in claims:
        pairs[claim.supplier, claim.recipient].append(claim)
    lines = [line for pair in pairs.values() for line in _lines(question, pair, tree)]
    lines.sort(key=lambda line: (-line.claims, line.flow))
    return FlowIndex(
        tuple(lines),
        _options((c.supplier, c.supplier_name) for c in claims),
        _options((c.recipient, c.recipient_name) for c in claims),
        _options((c.munition, c.munition_name) for c in claims),
        _options((c.claimant, c.claimant_name) for c in claims),
    )


def _lines(question: ListQuestion, pair: list[Shipment], tree: Catalogue) -> list[FlowLine]:
    ledger = resolve(pair, question.as_of)
    asked = question.filter("within")
    wanted = {code for munition in asked for code in tree.within(munition)} if asked else None
    known = [claim for claim in ledger.known if _matches(question, claim)]
    standing = {claim.code for claim in ledger.standing}
    lines = []
    for munition in sorted({claim.munition for claim in known}):
        if wanted is not None and munition not in wanted:
            continue
        under = set(tree.within(munition))
        members = [claim for claim in known if claim.munition in under]
        first = members[0]
        lines.append(
            FlowLine(
                Flow(first.supplier, first.recipient, munition),
                first.supplier_name,
                first.recipient_name,
                tree.munitions[munition].name,
                len(members),
                heads(claim for claim in members if claim.code in standing),
            )
        )
    return lines


def _matches(question: ListQuestion, claim: Shipment) -> bool:
    for name in ("supplier", "recipient", "munition", "stage", "basis", "claimant", "bound", "stance"):
        asked = question.filter(name)
        if asked and getattr(claim, name) not in asked:
            return False
    return True


def _options(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(set(pairs), key=lambda pair: (pair[1].casefold(), pair[0])))
