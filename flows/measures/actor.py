"""One party: what it is said to have given, got, made and fired, and what its own institutions said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flows.measures.definition import Definition
from flows.measures.flow_index import FlowLine, flow_lines, outer_first
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.claim_groups import claim_groups
from flows.queries.codes import known_codes
from flows.queries.listing import every, match, newest
from flows.queries.overlaps import Overlap, overlaps_of_actor
from flows.queries.said import stated
from flows.questions import ListQuestion
from flows.questions.record import RecordQuestion
from flows.records import Actor, Claimant, Event, Indicator, Rate, Ratio, Shipment
from flows.vocabulary import Activity

DEFINITION = Definition(
    slug="actor",
    title="What is said of a party",
    unit="the unit of each claim",
    definition=(
        "The flows from a party and to it with the newest figures of each claimant, the rates that stand, the ratios "
        "and the context figures that name it, and how many claims its own institutions made."
    ),
    method=(
        "Flows are those of the index of flows, narrowed to the party on one side. Of rates, ratios and context "
        "figures the newest are listed. A figure by year is one whose time lies within one calendar year."
    ),
    caveats=(
        "Flows overlap wherever their munitions do, and never add up.",
        "A member of a bloc is not the bloc: what is said of the one is not said of the other.",
    ),
)
MOST = 24
"""So many of its rates, its ratios of each side, its context figures and its events are read, the newest."""


@dataclass(frozen=True, slots=True)
class Side:
    """The flows on one side of a party, those with the most claims first; how many flows and claims in all.

    ``outer`` are the flows that no other of them contains, ``inner`` those that one does.
    """

    outer: tuple[FlowLine, ...]
    inner: tuple[FlowLine, ...]
    flows: int
    claims: int

    @property
    def lines(self) -> tuple[FlowLine, ...]:
        """All of these flows, the outer ones first."""
        return (*self.outer, *self.inner)

    @property
    def figures(self) -> tuple[Shipment, ...]:
        """The newest figures of all the flows, each once, the newest first."""
        found = {claim.code: claim for line in self.lines for claim in (*line.heads, *line.period_heads, *line.undated)}
        return tuple(sorted(found.values(), key=lambda claim: (claim.claimed_on, claim.code), reverse=True))

    @property
    def period_figures(self) -> tuple[Shipment, ...]:
        """The newest figures for a period among them, by code."""
        found = {claim.code: claim for line in self.lines for claim in line.period_heads}
        return tuple(found[code] for code in sorted(found))


@dataclass(frozen=True, slots=True)
class Institution:
    """A claimant that belongs to a party, with the number of its claims."""

    claimant: Claimant
    claims: int


@dataclass(frozen=True, slots=True)
class ActorAnswer:
    """Everything on record that names a party, as known on the day.

    ``part_of`` is what it is part of, ``parts`` what is part of it, ``overlaps`` with whom its totals may count the
    same.
    """

    question: RecordQuestion
    actor: Actor
    part_of: Actor | None
    parts: tuple[Actor, ...]
    overlaps: tuple[tuple[Actor, Overlap], ...]
    gave: Side
    got: Side
    rates: tuple[Rate, ...]
    ratios: tuple[Ratio, ...]
    indicators: tuple[Indicator, ...]
    institutions: tuple[Institution, ...]
    events: tuple[Event, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no claim names it."""
        return not (self.gave.claims or self.got.claims or self.rates or self.ratios or self.indicators)

    def rates_of(self, activity: Activity) -> tuple[Rate, ...]:
        """Its rates of one activity, the newest first."""
        return tuple(rate for rate in self.rates if rate.activity == activity)


def compute(question: RecordQuestion) -> ActorAnswer | None:
    """The answer, by seventeen queries and one more as of a day; None where no party of that code was known then."""
    as_of, code = question.as_of, question.code
    actor: Actor | None = match(ListQuestion("actors", as_of=as_of), code)
    if actor is None:
        return None
    tree = catalogue()
    known = frozenset(tree.actors if as_of is None else known_codes("actors", as_of))
    parts = (other for other in tree.actors.values() if other.part_of == code and other.code in known)
    overlaps = (each for each in overlaps_of_actor(code, as_of) if each.other in known)
    return ActorAnswer(
        question=question,
        actor=actor,
        part_of=tree.actors.get(actor.part_of or ""),
        parts=tuple(sorted(parts, key=lambda other: (other.name, other.code))),
        overlaps=tuple((tree.actors[each.other], each) for each in overlaps),
        gave=side(question, "supplier", tree),
        got=side(question, "recipient", tree),
        rates=_newest(question, "rates", ("actor", (code,)), ("current", True)),
        ratios=_ratios(question),
        indicators=_newest(question, "indicators", ("actor", (code,))),
        institutions=_institutions(question),
        events=tuple(every(ListQuestion("events", (("actor", (code,)),), as_of, ordering="-starts_on")))[:MOST],
    )


def side(question: RecordQuestion, name: str, tree: Catalogue) -> Side:
    """The flows of which a party is the supplier or the recipient. Two queries."""
    listed = ListQuestion("shipments", ((name, (question.code,)),), question.as_of, grade=question.grade)
    groups = claim_groups(listed)
    lines, flows = flow_lines(listed, groups, tree)
    return Side(*outer_first(lines, tree), flows, sum(group.claims for group in groups))


def _newest(question: RecordQuestion, table: str, *filters: tuple[str, object]) -> tuple[Any, ...]:
    listed = ListQuestion(table, tuple(sorted(filters)), question.as_of, grade=question.grade)
    return newest(listed, MOST)


def _ratios(question: RecordQuestion) -> tuple[Ratio, ...]:
    both = (_newest(question, "ratios", (side, (question.code,))) for side in ("favours", "over"))
    found = {ratio.code: ratio for ratios in both for ratio in ratios}
    return tuple(sorted(found.values(), key=lambda ratio: (ratio.claimed_on, ratio.code), reverse=True))[:MOST]


def _institutions(question: RecordQuestion) -> tuple[Institution, ...]:
    """The claimants of a party, those with the most claims first. Two queries, one where it has none."""
    belonging = ListQuestion("claimants", (("actor", (question.code,)),), question.as_of, ordering="code")
    claimants: tuple[Claimant, ...] = tuple(every(belonging))
    made: dict[str, int] = dict.fromkeys((claimant.code for claimant in claimants), 0)
    for each in stated(question.as_of, question.grade, tuple(made)) if made else ():
        made[each.claimant] += each.claims
    found = (Institution(claimant, made[claimant.code]) for claimant in claimants)
    return tuple(sorted(found, key=lambda each: (-each.claims, each.claimant.short_name)))
