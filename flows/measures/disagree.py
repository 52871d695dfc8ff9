"""Who disagrees with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flows.estimates.disagree import NEAR, Dispute, Figured, Pair, dispute, nearest
from flows.estimates.nesting import Nesting
from flows.estimates.period import ALIKE_DAYS
from flows.measures.definition import Definition
from flows.queries.catalogue import Catalogue, catalogue, claimant_names
from flows.queries.claim_groups import claim_groups, newest_figures
from flows.queries.codes import known_codes
from flows.queries.nesting import nesting
from flows.queries.newest_said import newest_denials, newest_paces, newest_ratios, said_around
from flows.questions import BadQuestion, Fault, Flow, ListQuestion
from flows.questions.disagree import DisagreeQuestion
from flows.records import AnyClaim, Indicator, Rate, Ratio, Shipment
from flows.vocabulary import ACTIVITY, COMPARED
from flows.wording import place_words

MOST_FLOWS = 200
"""Of very many flows those with the most claimants are asked about; filters lead to the others."""

DEFINITION = Definition(
    slug="disagree",
    title="Who disagrees with whom",
    unit="times: how often the larger figure holds the smaller one",
    definition=(
        "The newest figures of each claimant about one flow, pace or ratio beside those of every other claimant, with "
        "how the two stand to each other and by how much they differ."
    ),
    method=(
        "Two figures are compared where they are about the same parties, munition, stage and unit (of paces the same "
        "activity, place and length of time, of ratios the same things and place) and about the same time: their "
        f"starts, and their ends, lie within {ALIKE_DAYS} days. They are apart where every value of one lies above "
        "every value of the other; the size is the larger over the smaller, and where an end is open the least that "
        "it can be. Otherwise they overlap, and neither contradicts the other; so does a figure given as about, beside "
        f"one within {(NEAR - 1) * 100:.0f}% of it. Over different times there is one comparison: what moved in a time "
        "within another cannot be more than what moved in all of it. At different stages there is one: no more can "
        "have been delivered than was shipped. Claimants of one party, and figures that go back to one statement, are "
        "not independent and are never held against each other. Things are listed by the size of the largest "
        "difference, then those that are denied."
    ),
    caveats=(
        "It says how far apart claimants are, never which of them is right.",
        "A denial carries no number, so nothing is computed with it.",
        (
            "A ceiling of what containers could hold is held to be a ceiling of what went, which it is only if nothing "
            "went in another way."
        ),
        "Only exactly the same kind of goods is compared: a wider or narrower kind is another row.",
    ),
)


@dataclass(frozen=True, slots=True)
class Thing:
    """What several claimants speak of: its table, its name in words, its flow where it is one, and the dispute."""

    table: str
    name: str
    flow: Flow | None
    dispute: Dispute


@dataclass(frozen=True, slots=True)
class DisagreeAnswer:
    """The things that more than one claimant speaks of, those that differ most first; and the names of claimants."""

    question: DisagreeQuestion
    things: tuple[Thing, ...]
    names: Mapping[str, str]
    tree: Catalogue


def compute(question: DisagreeQuestion) -> DisagreeAnswer:
    """Who disagrees, by at most eleven queries; BadQuestion naming an unknown party, munition or claimant."""
    tree, names = catalogue(), claimant_names()
    if faults := tuple(_faults(question, tree, names)):
        raise BadQuestion(*faults)
    relations = nesting(tree, question.as_of)
    wanted = (question.about,) if question.about else ("shipments", "rates", "ratios")
    found: list[Thing] = []
    if "shipments" in wanted:
        found += _flows(question, tree, relations)
    if "rates" in wanted:
        found += _paces(question, tree, relations)
    if "ratios" in wanted and not question.munitions:
        found += _ratios(question, relations)
    things = sorted(found, key=lambda thing: (thing.dispute.rank, thing.name, thing.table))
    return DisagreeAnswer(question, tuple(things), names, tree)


def beside(table: str, claim: AnyClaim, as_of: date | None) -> tuple[Pair, ...]:
    """A claim beside what other claimants said of the same goods, those about the nearest time first. Six queries;
    nothing, by none, of a figure of context."""
    if isinstance(claim, Indicator):
        return ()
    tree = catalogue()
    relations = nesting(tree, as_of)
    munition = getattr(claim, "munition", "")
    kinds = {munition, *tree.above(munition), *tree.within(munition)} if munition else set()
    return nearest(claim, said_around(table, claim, kinds, as_of), relations.claimants)


def _flows(question: DisagreeQuestion, tree: Catalogue, relations: Nesting) -> Iterator[Thing]:
    listed = question.of_flows()
    claimants: dict[Flow, set[str]] = defaultdict(set)
    for group in claim_groups(listed):
        claimants[Flow(group.supplier, group.recipient, group.munition)].add(group.claimant)
    several = [flow for flow, codes in claimants.items() if len(codes) > 1 and _concerns(question, codes)]
    chosen = set(sorted(several, key=lambda flow: (-len(claimants[flow]), flow))[:MOST_FLOWS])
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for flow in chosen:
        kinds[flow.supplier, flow.recipient].add(flow.munition)
    said: dict[Flow, list[Shipment]] = defaultdict(list)
    denied: dict[Flow, list[Shipment]] = defaultdict(list)
    for claim in newest_figures(listed, kinds):
        said[_flow_of(claim)].append(claim)
    for denial in newest_denials(listed):
        denied[_flow_of(denial)].append(denial)
    for flow in chosen:
        found = dispute(said[flow], denied[flow], relations.claimants, question.claimants)
        if _is_one(found, question):
            name = f"{tree.actors[flow.supplier].name} to {tree.actors[flow.recipient].name}"
            yield Thing("shipments", f"{name}: {tree.munitions[flow.munition].plural}", flow, found)


def _paces(question: DisagreeQuestion, tree: Catalogue, relations: Nesting) -> Iterator[Thing]:
    filters = [("munition", tuple(sorted(_kinds(question, tree))))] if question.munitions else []
    if question.parties:
        filters.append(("actor", tuple(sorted(question.parties))))
    listed = ListQuestion("rates", tuple(sorted(filters)), question.as_of, grade=question.grade)
    of: dict[tuple[str, ...], list[Rate]] = defaultdict(list)
    for claim in newest_paces(listed):
        of[claim.actor, claim.activity, claim.munition, claim.place or ""].append(claim)
    for claims in of.values():
        yield from _thing("rates", _pace_name(claims[0]), claims, question, relations)


def _ratios(question: DisagreeQuestion, relations: Nesting) -> Iterator[Thing]:
    of: dict[tuple[str, ...], list[Ratio]] = defaultdict(list)
    for claim in newest_ratios(ListQuestion("ratios", (), question.as_of, grade=question.grade)):
        if not question.parties or question.parties & {claim.favours, claim.over}:
            of[claim.favours, claim.over, claim.compared, claim.place or ""].append(claim)
    for claims in of.values():
        yield from _thing("ratios", _ratio_name(claims[0]), claims, question, relations)


def _thing(
    table: str, name: str, claims: Iterable[Figured], question: DisagreeQuestion, relations: Nesting
) -> Iterator[Thing]:
    found = dispute(claims, (), relations.claimants, question.claimants)
    if _is_one(found, question):
        yield Thing(table, name, None, found)


def _pace_name(claim: Rate) -> str:
    where = f", {place_words(claim.place_name)}" if claim.place_name else ""
    return f"{claim.actor_name}: {claim.munition_plural}, {ACTIVITY.label(claim.activity)}{where}"


def _ratio_name(claim: Ratio) -> str:
    where = f", {place_words(claim.place_name)}" if claim.place_name else ""
    return f"{claim.favours_name} over {claim.over_name}: {COMPARED.label(claim.compared)}{where}"


def _is_one(found: Dispute, question: DisagreeQuestion) -> bool:
    codes = {voice.claimant for voice in found.voices}
    return len(codes) > 1 and _concerns(question, codes)


def _concerns(question: DisagreeQuestion, codes: Iterable[str]) -> bool:
    """Whether a claimant that is asked about is among these, and another beside it."""
    asked, every = set(question.claimants), set(codes)
    return not asked or bool(asked & every and every - asked)


def _kinds(question: DisagreeQuestion, tree: Catalogue) -> set[str]:
    return {code for munition in question.munitions for code in tree.within(munition)}


def _flow_of(claim: Shipment) -> Flow:
    return Flow(claim.supplier, claim.recipient, claim.munition)


def _faults(question: DisagreeQuestion, tree: Catalogue, names: Mapping[str, str]) -> Iterator[Fault]:
    for name, codes, table, known in (
        ("supplier", question.suppliers, "actors", tree.actors),
        ("recipient", question.recipients, "actors", tree.actors),
        ("munition", question.munitions, "munitions", tree.munitions),
        ("claimant", question.claimants, "claimants", names),
    ):
        for code in codes:
            if code not in known:
                yield Fault(name, code, f"{name}: there is no {code!r}", known_codes(table, question.as_of))
