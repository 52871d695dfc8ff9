"""One kind of thing: its place in the tree, the flows of it, who makes and fires it, and how carriers convert to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.estimates.conversion import of_figures
from flows.estimates.interval import Interval
from flows.measures.definition import Definition
from flows.measures.flow_index import FlowLine, flow_lines, outer_first
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.claim_groups import ClaimGroup, claim_groups, converted_claims
from flows.queries.listing import newest
from flows.questions import ListQuestion
from flows.questions.record import RecordQuestion
from flows.records import Munition, Rate, Shipment
from flows.vocabulary import Reliability

DEFINITION = Definition(
    slug="munition",
    title="What is said of a kind of thing",
    unit="the unit of the munition",
    definition=(
        "The flows of a munition and of all that is under it in the tree, the rates at which it is made, fired or "
        "needed, and the claims that turn carriers into it."
    ),
    method=(
        "A claim about a kind counts towards everything above it. Of rates those that stand are listed, the newest "
        "first. A conversion is a claim that is derived from one in another unit."
    ),
    caveats=(
        "Flows overlap wherever their munitions do, and never add up.",
        "A factor is of the claimant that published it; nobody has published a manifest.",
    ),
)
MOST = 60
"""So many rates and conversions are read, the newest."""


@dataclass(frozen=True, slots=True)
class Node:
    """A munition in the tree: how deep it is below the top, and how many claims are about it and all under it."""

    munition: Munition
    depth: int
    claims: int


@dataclass(frozen=True, slots=True)
class Conversion:
    """A claim that comes to one unit from another, and how many of its unit that makes in each of the other; None where
    nothing follows."""

    claim: Shipment
    in_each: Interval | None


@dataclass(frozen=True, slots=True)
class MunitionAnswer:
    """Everything on record about a munition, as known on the day.

    ``above`` are the munitions that contain it, the widest first; ``under`` the tree below it without itself.
    """

    question: RecordQuestion
    munition: Munition
    above: tuple[Munition, ...]
    under: tuple[Node, ...]
    outer: tuple[FlowLine, ...]
    inner: tuple[FlowLine, ...]
    flows: int
    claims: int
    rates: tuple[Rate, ...]
    conversions: tuple[Conversion, ...]

    @property
    def lines(self) -> tuple[FlowLine, ...]:
        """All of the flows, those that no other of them contains first."""
        return (*self.outer, *self.inner)

    @property
    def is_empty(self) -> bool:
        """Whether no claim is about it."""
        return not (self.claims or self.rates or self.conversions)


def compute(question: RecordQuestion) -> MunitionAnswer | None:
    """The answer, by eight queries; None where there is no munition of that code."""
    tree = catalogue()
    munition = tree.munitions.get(question.code)
    if munition is None:
        return None
    as_of, grade = question.as_of, question.grade
    within = ("within", (munition.code,))
    listed = ListQuestion("shipments", (within,), as_of, grade=grade)
    groups = claim_groups(listed)
    lines, flows = flow_lines(listed, groups, tree)
    outer, inner = outer_first(lines, tree)
    rates = ListQuestion("rates", (("current", True), within), as_of, grade=grade)
    return MunitionAnswer(
        question=question,
        munition=munition,
        above=tuple(tree.munitions[code] for code in reversed(tree.above(munition.code))),
        under=nodes(groups, tree, munition.code),
        outer=outer,
        inner=inner,
        flows=flows,
        claims=sum(group.claims for group in groups),
        rates=newest(rates, MOST),
        conversions=tuple(map(_conversion, converted_claims(tree.within(munition.code), as_of, grade, MOST))),
    )


def _conversion(claim: Shipment) -> Conversion:
    origin = claim.origin
    return Conversion(claim, of_figures(claim.quantity, origin.quantity, claim.factor) if origin else None)


def whole_tree(as_of: date | None, grade: Reliability | None) -> tuple[Node, ...]:
    """Every munition, each after the one that contains it. Three queries."""
    tree = catalogue()
    groups = claim_groups(ListQuestion("shipments", as_of=as_of, grade=grade))
    return nodes(groups, tree, None)


def nodes(groups: tuple[ClaimGroup, ...], tree: Catalogue, top: str | None) -> tuple[Node, ...]:
    """The tree below a munition, or the whole of it: by name, what is under a munition right after it."""
    claims: dict[str, int] = dict.fromkeys(tree.munitions, 0)
    for group in groups:
        for code in (group.munition, *tree.above(group.munition)):
            claims[code] += group.claims
    below: dict[str | None, list[Munition]] = {}
    for munition in sorted(tree.munitions.values(), key=lambda one: (one.name, one.code), reverse=True):
        below.setdefault(munition.parent, []).append(munition)
    found: list[Node] = []
    waiting = [(munition, 0) for munition in below.get(top, ())]
    while waiting:
        munition, depth = waiting.pop()
        found.append(Node(munition, depth, claims[munition.code]))
        waiting += [(child, depth + 1) for child in below.get(munition.code, ())]
    return tuple(found)
