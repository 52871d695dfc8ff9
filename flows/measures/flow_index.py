"""Every flow that is claimed, with the heads of each as they stand on a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from flows.estimates.ledger import heads, resolve
from flows.measures.definition import Definition
from flows.measures.facets import Test, facets, tests
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.flow_claims import all_claims
from flows.queries.listing import every
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
    """The flows that match, those with the most claims first, and the parties and munitions that any claim names.

    ``facets`` holds for each filter the number of claims by code that match all the other filters.
    """

    lines: tuple[FlowLine, ...]
    suppliers: tuple[tuple[str, str], ...]
    recipients: tuple[tuple[str, str], ...]
    munitions: tuple[tuple[str, str], ...]
    claimants: tuple[tuple[str, str], ...]
    facets: Mapping[str, Counter[str]]


def compute(question: ListQuestion) -> FlowIndex:
    """The index for a question about shipments, by three queries; a code that does not exist matches nothing.

    A fourth query finds the claims that hold the words, where words are asked for.
    """
    found = None
    if question.search:
        words = ListQuestion("shipments", as_of=question.as_of, search=question.search, ordering="code")
        found = frozenset(claim.code for claim in every(words))
    return index(question, all_claims(), catalogue(), found)


def index(
    question: ListQuestion, claims: tuple[Shipment, ...], tree: Catalogue, found: Collection[str] | None = None
) -> FlowIndex:
    """The index from claims already read, in time linear in the claims of each pair of parties: no query.

    ``found`` are the codes of the claims that hold the words asked for; None where no words are.
    """
    pairs: dict[tuple[str, str], list[Shipment]] = defaultdict(list)
    for claim in claims:
        pairs[claim.supplier, claim.recipient].append(claim)
    ledgers = [resolve(pair, question.as_of) for pair in pairs.values()]
    standing = frozenset(claim.code for ledger in ledgers for claim in ledger.standing)
    asked = tests(question, standing, tree)
    if found is not None:
        asked["search"] = lambda claim: claim.code in found
    known = [ledger.known for ledger in ledgers]
    lines = [line for pair in known for line in _lines(pair, asked, standing, tree)]
    lines.sort(key=lambda line: (-line.claims, line.flow))
    return FlowIndex(
        tuple(lines),
        _options((c.supplier, c.supplier_name) for c in claims),
        _options((c.recipient, c.recipient_name) for c in claims),
        _options((c.munition, c.munition_name) for c in claims),
        _options((c.claimant, c.claimant_name) for c in claims),
        facets((claim for pair in known for claim in pair), asked, tree),
    )


def _lines(
    pair: Iterable[Shipment], asked: Mapping[str, Test], standing: Collection[str], tree: Catalogue
) -> list[FlowLine]:
    known = [claim for claim in pair if all(test(claim) for test in asked.values())]
    lines = []
    for munition in sorted({claim.munition for claim in known}):
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


def _options(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(set(pairs), key=lambda pair: (pair[1].casefold(), pair[0])))
