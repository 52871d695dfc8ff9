"""Who disagrees with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, chain

from flows.estimates.disagree import Dispute, dispute, nearest
from flows.estimates.nesting import Nesting, unlike
from flows.estimates.origins import origins
from flows.estimates.pairs import NEAR, Figured, Pair, compare
from flows.estimates.period import ALIKE_DAYS
from flows.measures.definition import Definition
from flows.queries.catalogue import Catalogue, catalogue, claimant_names
from flows.queries.claim_groups import flow_claimants, newest_figures
from flows.queries.codes import known_codes
from flows.queries.nesting import nesting
from flows.queries.newest_said import newest_denials, newest_paces, newest_ratios, said_around
from flows.questions import BadQuestion, Fault, Flow, ListQuestion
from flows.questions.disagree import DisagreeQuestion
from flows.records import AnyClaim, Rate, Ratio, Shipment
from flows.vocabulary import ACTIVITY, COMPARED, Verdict
from flows.wording import place_words

Names = tuple[str, str, str]
"""The supplier, the recipient and the munition of a flow: of very many flows these are counted, and not the flows."""
_ABOUT = ("supplier", "recipient", "actor", "activity", "favours", "over", "compared", "place")
"""What two claims about one thing have in common, besides a kind of goods that the one may hold of the other."""
MOST_PAIRED = 1_500
"""Of very many flows those with the most claimants are compared, as many as have so many pairs of claimants; filters
lead to the others."""

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
        f"starts, and their ends, lie within {ALIKE_DAYS} days, and some day is in both. "
        "They are apart where every value of one lies above "
        "every value of the other; the size is the larger over the smaller, and where an end is open the least that "
        "it can be. Otherwise they overlap, and neither contradicts the other; so does a figure given as about, beside "
        f"one within {(NEAR - 1) * 100:.0f}% of it. Over different times there is one comparison: what moved in a time "
        "within another cannot be more than what moved in all of it. At different stages there is one: no more can "
        "have been delivered than was shipped. Of a kind of goods and a narrower one within it there is one: the part "
        "is no more than the whole; the figures of claimants who speak only of a narrower kind stand beside those "
        "about the wider one, marked as such. A kind of which only the family is known, as ammunition of a type that "
        "was not stated, is no wider kind. Where figures of different times or kinds do not contradict one another, "
        "the size is that of the one over the other as both stand, and says so. A total for which no start was stated "
        "is taken to count from the day from which other totals of its series do: the words say that condition, and "
        "no contradiction is concluded from it. Claimants of one party, and figures that go back to one statement, "
        "are not independent and are never held against each other; they come last. Things are listed by the size of "
        "the largest difference, then those that are denied."
    ),
    caveats=(
        "It says how far apart claimants are, never which of them is right.",
        "A denial carries no number, so nothing is computed with it.",
        (
            "A ceiling of what containers could hold is held to be a ceiling of what went, which it is only if nothing "
            "went in another way."
        ),
        (
            "A figure about a narrower kind is no figure of the wider one: that it is lower contradicts nothing, and "
            "what else the wider kind holds is not known."
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Thing:
    """What several claimants speak of: its table, its name in words, its flow where it is one, the dispute, and its
    kind of goods where it has one."""

    table: str
    name: str
    flow: Flow | None
    dispute: Dispute
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DisagreeAnswer:
    """The things that more than one claimant speaks of, those that differ most first; and the names of claimants."""

    question: DisagreeQuestion
    things: tuple[Thing, ...]
    names: Mapping[str, str]
    tree: Catalogue


def compute(question: DisagreeQuestion) -> DisagreeAnswer:
    """Who disagrees, by at most eleven queries; BadQuestion naming an unknown party, munition or claimant."""
    tree = catalogue()
    return compute_with(question, tree, nesting(tree, question.as_of))


def compute_with(question: DisagreeQuestion, tree: Catalogue, relations: Nesting) -> DisagreeAnswer:
    """The same with the catalogue and the relations of its day, five queries less; BadQuestion as `compute`."""
    names = claimant_names()
    if faults := tuple(_faults(question, tree, names)):
        raise BadQuestion(*faults)
    things = sorted(_things(question, tree, relations), key=lambda thing: (thing.dispute.rank, thing.name, thing.table))
    return DisagreeAnswer(question, tuple(things), names, tree)


def _things(question: DisagreeQuestion, tree: Catalogue, relations: Nesting) -> list[Thing]:
    wanted = (question.about,) if question.about else ("shipments", "rates", "ratios")
    found: list[Thing] = []
    if "shipments" in wanted:
        found += _flows(question, tree, relations)
    if "rates" in wanted:
        found += _paces(question, tree, relations)
    if "ratios" in wanted and not question.munitions:
        found += _ratios(question, relations)
    return found


@dataclass(frozen=True, slots=True)
class Others:
    """What stands beside a claim, and the question of who disagrees with its claimant; None where it has no answer."""

    pairs: tuple[Pair, ...]
    question: DisagreeQuestion | None


def beside(table: str, claim: AnyClaim, as_of: date | None) -> Others:
    """A claim beside what other claimants said of the same goods, or of a wider or narrower kind of them, those about
    the nearest time first. At most nine queries; nothing, by none, of what is held against nothing."""
    if not isinstance(claim, Figured):
        return Others((), None)
    tree = catalogue()
    relations = nesting(tree, as_of)
    munition = getattr(claim, "munition", "")
    nested = {munition, *tree.above(munition), *tree.within(munition)} if munition else set()
    kinds = {kind for kind in nested if not unlike(kind, munition, relations.above)}
    pairs = nearest(claim, said_around(table, claim, kinds, as_of), relations.claimants, relations.above)
    return Others(pairs, _answered(claim, as_of, tree, relations) if pairs else None)


def between(left: Figured, right: Figured, as_of: date | None) -> Pair:
    """How two claims of one kind stand to each other, as the list of disagreements has it, also where they are about
    two things. At most six queries."""
    relations = nesting(catalogue(), as_of)
    if any(getattr(left, name, None) != getattr(right, name, None) for name in _ABOUT):
        return Pair(left, right, Verdict.OTHER_COUNT)
    of = origins((left, right))
    one_origin = of[left.code] == of[right.code]
    return compare(left, right, relations.claimants, relations.above, one_origin=one_origin)


def _answered(claim: AnyClaim, as_of: date | None, tree: Catalogue, relations: Nesting) -> DisagreeQuestion | None:
    """The question of who disagrees with the claimant of a claim about its goods, or about the narrowest kind that
    holds them and has an answer; None where none has."""
    question = DisagreeQuestion.beside(claim, as_of)
    if not question.munitions:
        return question if _things(question, tree, relations) else None
    found = _things(replace(question, munitions=()), tree, relations)
    spoken = {kind for thing in found for kind in thing.kinds}
    for munition in (*question.munitions, *tree.above(question.munitions[0])):
        if spoken.intersection(tree.within(munition)):
            return replace(question, munitions=(munition,))
    return None


def _flows(question: DisagreeQuestion, tree: Catalogue, relations: Nesting) -> Iterator[Thing]:
    listed = question.of_flows(_kinds(question, tree))
    claimants: dict[Names, set[str]] = defaultdict(set)
    for supplier, recipient, munition, claimant in flow_claimants(listed):
        claimants[supplier, recipient, munition].add(claimant)
    parts = _parts(claimants, tree, relations)
    every = {flow: codes.union(*(claimants[part] for part in parts.get(flow, ()))) for flow, codes in claimants.items()}
    several = [flow for flow, codes in every.items() if _are_several(codes, question)]
    ranked = sorted(several, key=lambda flow: (-len(every[flow]), flow))
    paired = accumulate(len(every[flow]) * (len(every[flow]) - 1) // 2 for flow in ranked)
    chosen = {flow for flow, number in zip(ranked, paired, strict=True) if number <= MOST_PAIRED or flow == ranked[0]}
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for supplier, recipient, munition in chain(chosen, *(parts.get(flow, ()) for flow in chosen)):
        kinds[supplier, recipient].add(munition)
    said: dict[Names, list[Shipment]] = defaultdict(list)
    denied: dict[Names, list[Shipment]] = defaultdict(list)
    for claim in newest_figures(listed, kinds):
        said[claim.supplier, claim.recipient, claim.munition].append(claim)
    for denial in newest_denials(listed):
        denied[denial.supplier, denial.recipient, denial.munition].append(denial)
    for flow in chosen:
        narrower = _narrower(said[flow], [claim for part in parts.get(flow, ()) for claim in said[part]])
        found = dispute(said[flow], denied[flow], relations.claimants, question.claimants, relations.above, narrower)
        if _is_one(found, question):
            supplier, recipient, munition = flow
            name = f"{tree.actors[supplier].name} to {tree.actors[recipient].name}"
            goods = tree.munitions[munition].plural
            yield Thing("shipments", f"{name}: {goods}", Flow(*flow), found, frozenset({munition}))


def _parts(flows: Collection[Names], tree: Catalogue, relations: Nesting) -> dict[Names, list[Names]]:
    """For each flow that has any those between the same parties of narrower kinds of the same unit."""
    units = {code: munition.unit for code, munition in tree.munitions.items()}
    wider = {
        munition: [
            kind
            for kind in tree.above(munition)
            if units[kind] == units[munition] and not unlike(kind, munition, relations.above)
        ]
        for _, _, munition in flows
    }
    parts: dict[Names, list[Names]] = defaultdict(list)
    for part in sorted(flows):
        supplier, recipient, munition = part
        for kind in wider[munition]:
            if (supplier, recipient, kind) in flows:
                parts[supplier, recipient, kind].append(part)
    return parts


def _narrower(whole: Sequence[Shipment], parts: Iterable[Shipment]) -> list[Shipment]:
    """The figures about parts that stand beside those about the whole: of claimants that give none about the whole."""
    of_the_whole = {claim.claimant for claim in whole if claim.quantity.figures}
    return [claim for claim in parts if claim.quantity.figures and claim.claimant not in of_the_whole] if whole else []


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
    table: str, name: str, claims: Sequence[Figured], question: DisagreeQuestion, relations: Nesting
) -> Iterator[Thing]:
    if not _are_several({claim.claimant for claim in claims}, question):
        return
    found = dispute(claims, (), relations.claimants, question.claimants)
    if _is_one(found, question):
        kinds = {claim.munition for claim in claims if not isinstance(claim, Ratio)}
        yield Thing(table, name, None, found, frozenset(kinds))


def _pace_name(claim: Rate) -> str:
    where = f", {place_words(claim.place_name)}" if claim.place_name else ""
    return f"{claim.actor_name}: {claim.munition_plural}, {ACTIVITY.label(claim.activity)}{where}"


def _ratio_name(claim: Ratio) -> str:
    where = f", {place_words(claim.place_name)}" if claim.place_name else ""
    return f"{claim.favours_name} over {claim.over_name}: {COMPARED.label(claim.compared)}{where}"


def _is_one(found: Dispute, question: DisagreeQuestion) -> bool:
    return _are_several({voice.claimant for voice in found.voices}, question)


def _are_several(claimants: set[str], question: DisagreeQuestion) -> bool:
    """Whether these are several, with one that is asked about among them and another beside it."""
    asked = set(question.claimants)
    return len(claimants) > 1 and (not asked or bool(asked & claimants and claimants - asked))


def _kinds(question: DisagreeQuestion, tree: Catalogue) -> set[str]:
    return {code for munition in question.munitions for code in tree.within(munition)}


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
