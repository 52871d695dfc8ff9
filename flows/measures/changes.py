"""What changed in what is claimed about some flows, from one day to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from flows.clock import Moment, last_day, pinned
from flows.estimates.ledger import resolve
from flows.estimates.moved import Moved, moved
from flows.measures.balances_moved import BalanceMoved, at_stated_days, balances_moved
from flows.measures.definition import Definition
from flows.queries.catalogue import Catalogue, catalogue, claimant_names
from flows.queries.claim_groups import claim_groups
from flows.queries.codes import known_codes
from flows.queries.flow_claims import claims_between
from flows.queries.listing import newest, some
from flows.queries.recorded import as_recorded, moment_at
from flows.queries.written_between import written_between
from flows.questions import BadQuestion, Fault, Flow, ListQuestion
from flows.questions.changes import ChangesQuestion, Edge
from flows.questions.claim_filters import by_column, codes_matching
from flows.questions.parameters import RECORDED
from flows.records import AnyClaim, Indicator, Rate, Ratio, Shipment

DEFINITION = Definition(
    slug="changes",
    title="What changed between two days",
    unit="the unit of each munition",
    definition=(
        "The claims about flows that were stated after one day and by another, what they replaced, what was denied, "
        "how the heads and spans of each flow moved, how the balances of the two sides did, and the rates, ratios and "
        "context figures that were stated."
    ),
    method=(
        "The ledger of each flow is made as of both days, by the rules of a flow, and the two are compared: what "
        "stands on the later day and did not on the earlier, and the other way round. A flow is the widest munition "
        "that claims between two parties name below the roots of the tree, with all that is under it, or the one that "
        "is asked for. Spans take the heads within the window of the newest "
        "(365 days, unless another is asked for). By the clock of the record the "
        "same is compared at two moments of this site's record, whatever day claims were stated on; records that say "
        "otherwise are then listed as corrected. The balances are those of the sides of the first story on record, or "
        "of the recipient of the flow that is asked for, in the last calendar year that was over on the earlier day, "
        "as known on both days; of single claimants or suppliers there is none."
    ),
    caveats=(
        "What was stated in a time is not what happened in it: a claim may be about years before.",
        "A span and a balance are computed; nobody stated them.",
        "Heads of several claimants describe the same flow and never add up.",
    ),
)
MOST_READ = 2_000
"""Of very many claims that were stated or written the newest decide which flows are compared."""
MOST_FLOWS = 60
"""Of very many flows those of which most was stated are told; the others are counted."""
MOST_PAIRS = 60
"""Of very many pairs of parties those between which most was stated are read; the others are counted."""
MOST_BESIDE = 100
"""Of very many rates, ratios and context figures the newest are told."""
BESIDE = ("ratios", "rates", "indicators")
"""The tables of claims that are about no flow."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FlowMoved:
    """One flow with its names, and how it moved."""

    flow: Flow
    supplier_name: str
    recipient_name: str
    plural: str
    moved: Moved


@dataclass(frozen=True, slots=True)
class ChangesAnswer:
    """The flows that changed, those of which most was stated first; how many more did, at least; the balances that
    moved; and the rates, ratios and context figures that were stated.

    ``replaced`` are the rates in whose place new ones stand, by code; ``moments`` are the two of the record that were
    compared, None by the clock of statements.
    """

    question: ChangesQuestion
    flows: tuple[FlowMoved, ...]
    more: int
    balances: tuple[BalanceMoved, ...]
    rates: tuple[Rate, ...]
    replaced: Mapping[str, Rate]
    ratios: tuple[Ratio, ...]
    indicators: tuple[Indicator, ...]
    moments: tuple[Moment, Moment] | None

    @property
    def stated(self) -> int:
        """How many claims about these flows were stated."""
        return sum(len(flow.moved.stated) for flow in self.flows)


@dataclass(frozen=True, slots=True)
class Offered:
    """The names of the parties, munitions and claimants that can be asked about, by code."""

    suppliers: Mapping[str, str]
    recipients: Mapping[str, str]
    munitions: Mapping[str, str]
    claimants: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _State:
    """What is read at one end: the claims between each pair of parties, and the day as of which."""

    claims: Mapping[Pair, Sequence[Shipment]]
    day: date | None


def compute(question: ChangesQuestion) -> ChangesAnswer:
    """The changes: seven queries, one more for claimants and for rates that replace others, and those of the balances;
    by the clock of the record some are asked once for each moment.

    BadQuestion where an end is not over yet, or lies after the other, or after the day that is read, and for an unknown
    code.
    """
    if faults := tuple(_faults(question)):
        raise BadQuestion(*faults)
    tree = catalogue()
    if faults := tuple(_unknown(question, tree)):
        raise BadQuestion(*faults)
    if question.is_of_record:
        return _by_record(question, tree)
    stated = newest(_stated_between(question, "shipments"), MOST_READ)
    pairs = _pairs(stated, question)
    claims = claims_between(pairs[:MOST_PAIRS], question.later.day)
    ends = _State(claims, question.earlier.day), _State(claims, question.later.day)
    beside = {table: newest(_stated_between(question, table), MOST_BESIDE) for table in BESIDE}
    found = _flows(question, tree, *ends)
    told = _told(question, tree, beside, found)
    balances = balances_moved(question, tree, _sides_of(told, found), at_stated_days(question))
    return _answer(question, found, len(pairs[MOST_PAIRS:]), told, balances, None)


def offered(question: ChangesQuestion) -> Offered:
    """What can be asked about as of the day of a question: what claims stated by then name. Four queries."""
    tree, claimants = catalogue(), claimant_names()
    groups = claim_groups(ListQuestion("shipments", as_of=question.as_of))
    suppliers, recipients, munitions, voices = (
        {getattr(group, name) for group in groups} for name in ("supplier", "recipient", "munition", "claimant")
    )
    return Offered(
        _names(tree, suppliers),
        _names(tree, recipients),
        {code: tree.munitions[code].name for code in sorted(munitions)},
        {code: claimants[code] for code in sorted(voices, key=lambda code: claimants[code])},
    )


def _names(tree: Catalogue, codes: Iterable[str]) -> dict[str, str]:
    return {code: tree.actors[code].name for code in sorted(codes, key=lambda code: tree.actors[code].name)}


def _by_record(question: ChangesQuestion, tree: Catalogue) -> ChangesAnswer:
    first, last = moment_at(question.earlier.moment), moment_at(question.later.moment)
    if first is None or last is None:
        raise BadQuestion(Fault("from", str(question.earlier), "from: this site has no record of then"))
    written = written_between("shipments", first, last, MOST_READ)
    beside = {table: written_between(table, first, last, MOST_BESIDE) for table in BESIDE}
    with as_recorded(last):
        touched = some("shipments", written)
        now = {table: some(table, codes) for table, codes in beside.items()}
    with as_recorded(first):
        # A claim that was corrected may have been one about other parties.
        touched = (*touched, *some("shipments", written))
        pairs = _pairs((one for one in touched if _matches(one, question, tree)), question)
        before = _State(claims_between(pairs[:MOST_PAIRS], question.as_of), question.as_of)
        known = {(table, claim.code) for table, codes in beside.items() for claim in some(table, codes)}
    with as_recorded(last):
        after = _State(claims_between(pairs[:MOST_PAIRS], question.as_of), question.as_of)
    new = {
        table: tuple(one for one in claims if (table, one.code) not in known and _asked_of(one, question))
        for table, claims in now.items()
    }
    found = _flows(question, tree, before, after)
    told = _told(question, tree, new, found)
    states = tuple((question.as_of, partial(as_recorded, moment)) for moment in (first, last))
    balances = balances_moved(question, tree, _sides_of(told, found), states)
    return _answer(question, found, len(pairs[MOST_PAIRS:]), told, balances, (first, last))


def _flows(question: ChangesQuestion, tree: Catalogue, before: _State, after: _State) -> list[FlowMoved]:
    """The flows that moved, those of which most was stated first; one that is asked for whether or not it did."""
    found = [
        flow
        for pair in after.claims
        for munition, within in _munitions(question, tree, [*before.claims[pair], *after.claims[pair]]).items()
        if (flow := _flow(Flow(*pair, munition), within, question, tree, before, after)).moved.any or question.flow
    ]
    return sorted(found, key=lambda one: (-len(one.moved.stated), one.flow))


def _answer(
    question: ChangesQuestion,
    found: Sequence[FlowMoved],
    unread: int,
    told: _Beside,
    balances: tuple[BalanceMoved, ...],
    moments: tuple[Moment, Moment] | None,
) -> ChangesAnswer:
    earlier = [rate.supersedes for rate in told.rates if rate.supersedes]
    replaced: tuple[Rate, ...] = some("rates", tuple(earlier)) if earlier else ()
    return ChangesAnswer(
        question,
        tuple(found[:MOST_FLOWS]),
        len(found[MOST_FLOWS:]) + unread,
        balances,
        told.rates,
        {rate.code: rate for rate in replaced},
        told.ratios,
        told.indicators,
        moments,
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """The claims about no flow that are told."""

    ratios: tuple[Ratio, ...]
    rates: tuple[Rate, ...]
    indicators: tuple[Indicator, ...]


def _told(
    question: ChangesQuestion, tree: Catalogue, beside: Mapping[str, Sequence[Any]], flows: Iterable[FlowMoved]
) -> _Beside:
    """Of the claims about no flow those of the asked parties and kinds of thing; of ratios also of those whom the flows
    that moved go to."""
    parties = {*question.suppliers, *question.recipients}
    munitions = set(question.munitions)
    if question.flow is not None:
        parties, munitions = {question.flow.supplier, question.flow.recipient}, {question.flow.munition}
    within = {code for asked in munitions for code in tree.within(asked)}
    fought = parties | {flow.flow.recipient for flow in flows}

    def asked_for(claim: Rate | Indicator) -> bool:
        goods = claim.munition if isinstance(claim, Rate) else claim.whole_munition
        return (not parties or claim.actor in parties) and (not within or goods in within)

    return _Beside(
        _in_order(one for one in beside["ratios"] if not parties | within or {one.favours, one.over} & fought),
        _in_order(filter(asked_for, beside["rates"])),
        _in_order(filter(asked_for, beside["indicators"])),
    )


def _in_order(claims: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(claims, key=lambda one: (one.claimed_on, one.code)))


def _sides_of(told: _Beside, flows: Iterable[FlowMoved]) -> set[str]:
    """The parties whose balance may have moved: what came to them, or their rates and context figures, are others."""
    recipients = {flow.flow.recipient for flow in flows}
    return recipients | {rate.actor for rate in told.rates} | {figure.actor for figure in told.indicators}


def _flow(
    flow: Flow, within: Sequence[str], question: ChangesQuestion, tree: Catalogue, before: _State, after: _State
) -> FlowMoved:
    pair = flow.supplier, flow.recipient
    filters = {name: codes for name, codes in question.filters().items() if name == "claimant"}
    old, new = (
        resolve(state.claims[pair], state.day, _about(state.claims[pair], filters, within), question.grade)
        for state in (before, after)
    )
    return FlowMoved(
        flow,
        tree.actors[flow.supplier].name,
        tree.actors[flow.recipient].name,
        tree.munitions[flow.munition].plural,
        moved(old, new, timedelta(days=question.window), of_record=question.is_of_record),
    )


def _about(claims: Iterable[Shipment], filters: Mapping[str, tuple[str, ...]], within: Sequence[str]) -> list[str]:
    return codes_matching(claims, by_column(filters, within))


def _munitions(question: ChangesQuestion, tree: Catalogue, claims: Sequence[Shipment]) -> dict[str, tuple[str, ...]]:
    """The munitions by which the claims between two parties are told, each with those that it stands for: those asked
    for, or the widest that are named. A root of the tree, as ammunition of no stated type, then stands for itself."""
    asked = (question.flow.munition,) if question.flow else question.munitions
    if asked:
        return {code: tree.within(code) for code in _widest(asked, tree)}
    named = {claim.munition for claim in claims}
    roots = sorted(code for code in named if not tree.above(code))
    alone = {code: (code,) for code in roots}
    return alone | {code: tree.within(code) for code in _widest(named - alone.keys(), tree)}


def _widest(munitions: Iterable[str], tree: Catalogue) -> list[str]:
    """Those of some munitions that are under no other of them, sorted."""
    among = set(munitions)
    return sorted(code for code in among if not among.intersection(tree.above(code)))


def _pairs(claims: Iterable[Shipment], question: ChangesQuestion) -> list[Pair]:
    """The parties between which anything was claimed, those with most first; of a flow that is asked for its own,
    whether or not."""
    if question.flow is not None:
        return [(question.flow.supplier, question.flow.recipient)]
    counted = Counter((claim.supplier, claim.recipient) for claim in claims)
    return sorted(counted, key=lambda pair: (-counted[pair], pair))


def _matches(claim: Shipment, question: ChangesQuestion, tree: Catalogue) -> bool:
    filters = question.filters()
    within = {code for asked in filters.get("within", ()) for code in tree.within(asked)}
    return all(getattr(claim, name) in codes for name, codes in filters.items() if name != "within") and (
        not within or claim.munition in within
    )


def _asked_of(claim: AnyClaim, question: ChangesQuestion) -> bool:
    return (not question.claimants or claim.claimant in question.claimants) and claim.is_graded(question.grade)


def _stated_between(question: ChangesQuestion, table: str) -> ListQuestion:
    """The claims of a table that were stated after the earlier day and by the later one."""
    filters = question.filters()
    chosen = filters if table == "shipments" else {name: filters[name] for name in ("claimant",) if name in filters}
    days = (("claimed_after", question.earlier.day + timedelta(days=1)), ("claimed_before", question.later.day))
    return ListQuestion(table, (*chosen.items(), *days), as_of=question.later.day, grade=question.grade)


def _faults(question: ChangesQuestion) -> Iterator[Fault]:
    for name, edge in (("from", question.earlier), ("to", question.later)):
        if words := _why_not(edge, question):
            yield Fault(name, str(edge), f"{name}: {words}")
    if question.earlier.moment > question.later.moment:
        words = f"to: {question.later} lies before from, {question.earlier}: take that or a later one"
        yield Fault("to", str(question.later), words)
    elif question.as_of is not None and question.later.day > question.as_of and not question.is_of_record:
        words = f"to: {question.later} lies after the day that is read, {question.as_of}: take that or an earlier one"
        yield Fault("to", str(question.later), words)
    if question.is_of_record and pinned() is not None:
        yield Fault("clock", question.clock, "clock: with recorded in the address, from and to are days of statement")


def _why_not(edge: Edge, question: ChangesQuestion) -> str:
    """Why an end cannot be asked about; empty where it can."""
    if question.is_of_record:
        try:
            RECORDED.parse(str(edge))
        except ValueError as refusal:
            return str(refusal)
        return ""
    if edge.at is not None:
        return f"{str(edge)!r} is a moment, which clock=recorded alone takes: write a day, as in 2026-11-29"
    if edge.day > last_day():
        return f"{str(edge)!r} is after today: take {last_day().isoformat()} or an earlier day"
    return ""


def _unknown(question: ChangesQuestion, tree: Catalogue) -> Iterator[Fault]:
    flow = question.flow
    asked = (
        ("supplier", question.suppliers, "actors", tree.actors),
        ("recipient", question.recipients, "actors", tree.actors),
        ("munition", question.munitions, "munitions", tree.munitions),
        ("flow", (flow.supplier, flow.recipient) if flow else (), "actors", tree.actors),
        ("flow", (flow.munition,) if flow else (), "munitions", tree.munitions),
        ("claimant", question.claimants, "claimants", claimant_names() if question.claimants else {}),
    )
    for name, codes, table, known in asked:
        for code in codes:
            if code not in known:
                message = f"{name}: there is no {table.removesuffix('s')} {code!r}"
                yield Fault(name, code, message, known_codes(table, question.as_of))
