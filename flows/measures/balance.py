"""Got, made and fired: what a side had, made, received, fired and lost, and what cannot all be true."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from flows.estimates.balance import (
    Certificate,
    Impossible,
    Needed,
    Settled,
    TermAnswer,
    carried,
    certificate,
    just_fitting,
    needed,
    one_certificate,
    settle,
    term_of,
)
from flows.estimates.balance_reading import Reading, Subject
from flows.estimates.balance_terms import (
    NOT_IN_TERM,
    about_the_time,
    bounding,
    candidates,
    readings_about,
    readings_of_chosen,
    unfit,
)
from flows.estimates.interval import Interval
from flows.estimates.nesting import Nesting
from flows.estimates.period import Period, share_a_day
from flows.estimates.totals import Refusal
from flows.measures.definition import Definition
from flows.measures.usual import usual_pair
from flows.queries.balance_claims import askable as claims_on_record
from flows.queries.balance_claims import claims_about, named_claims
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.codes import known_codes
from flows.queries.nesting import nesting
from flows.questions import BadQuestion, Fault
from flows.questions.balance import BalanceQuestion
from flows.records import Actor, AnyClaim, Indicator, Munition, Rate, Shipment
from flows.vocabulary import BalanceTerm, Caution

DEFINITION = Definition(
    slug="balance",
    title="Got, made, fired",
    unit="the unit of the munition",
    definition=(
        "What a side had in store on a day, plus what it made and received, minus what it fired and lost: the stock "
        "that claims leave it, and the claims that cannot all be true."
    ),
    method=(
        "Each term is an interval: of the claims that were chosen, added where the rules of sums allow it and else "
        "from the lowest to the highest; or, where none was chosen, of all that stand and are about the time: from "
        "the floor that they agree on to the highest ceiling. Accounts of one thing are rivals, and agree on the "
        "lowest of their floors. A figure of a part (one of several suppliers, a narrower kind, a part of the time, "
        "one stretch of the front) is no rival of one of the whole or of another part: it takes no ceiling of the "
        "whole away, and the highest floor of a part is a floor of the whole, unless an account of the whole leaves "
        "no room for it. So what came in all is at least what the claims about any one supplier agree on; floors, and"
        " where each of all suppliers has a ceiling these, are added only where the rules of sums allow it. A pace is"
        " scaled by the calendar, so that January to May 2024 are 152 of the 366 days of a year; what was said by the"
        " year of a year that was over is the total of its own days; where a pace gives an end of a term, its own "
        "time and the days that it is taken for stand beside it. In a time of more than half a year a pace by the day"
        " or month that speaks of less than three quarters of the days is a floor for its own days, and no ceiling; "
        "such paces are rivals of one another. An up-to says nothing of a floor: it lowers one only where it leaves "
        "no room for it. A total for a longer time is a ceiling and no floor, one for a part of the time a floor and,"
        " unless it was chosen, no ceiling; one of which nobody said from when it counts is a ceiling of what came "
        "before its end, says so, bounds no time that was over before the first day of which any claim about the term"
        " speaks, and is in no set of claims that is named before one without it; a capacity is a ceiling. A figure "
        "most of whose time lay ahead when it was stated is a projection, and says so. A stock stated within 92 days "
        "of the first day opens. A figure of a wider kind counts only where it is chosen, and as a ceiling. A term "
        "without a claim is unknown: anything from nothing on. No stock is below nothing: where what was there, was "
        "made and came at the most is less than what was fired and lost at the least, the claims behind that cannot "
        "all be true. Sets of them are named of which none can be left out. A ceiling has to hold where the next "
        "lower one that stands in its place would leave less than nothing."
    ),
    caveats=(
        "Computed; nobody stated it.",
        "What the only supplier on record sent is taken for all that came.",
        "A context figure names no kind of munition.",
        "That claims can all be true does not say that they are; which of those that cannot is wrong, it does not say.",
        "Rounds that were found, captured, refurbished or fired by others on the same front stand in no term.",
    ),
)


_UNKNOWN_CLAIM = (
    "is no claim about a flow, a pace or context, or was not yet stated on the day or is below the grade: take the "
    "code of a claim about the side and the time"
)


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A claim that stands and fits a term, and does not count in it: as a code of `NOT_COUNTED`.

    Of one that is about the time and bounds nothing ``cautions`` say why it does not.
    """

    term: BalanceTerm
    claim: AnyClaim
    reason: str
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the time: its days, its terms, the closing stock, and a set of claims that cannot all be true by its
    end, None where they can or where none is found."""

    start: date
    end: date
    terms: tuple[TermAnswer, ...]
    settled: Settled
    impossible: Impossible | None


@dataclass(frozen=True, slots=True)
class BalanceAnswer:
    """The balance of the whole time, and of each part where it is split.

    ``standing`` are the readings of each term that count where none is chosen; ``refused`` says why several chosen
    claims were not added; ``needed`` are the ceilings that all have to hold; ``actors`` and ``munitions`` are what
    could be asked about on the day. ``wider`` are the kinds above the one asked about of which a figure stands that is
    about a term and the time, the nearest first.
    """

    question: BalanceQuestion
    subject: Subject
    side: Actor
    munition: Munition
    terms: tuple[TermAnswer, ...]
    settled: Settled
    needed: tuple[Needed, ...]
    certificate: Certificate
    standing: Mapping[BalanceTerm, tuple[Reading, ...]]
    refused: Mapping[BalanceTerm, Refusal]
    not_counted: tuple[NotCounted, ...]
    steps: tuple[Step, ...]
    more: bool
    relations: Nesting
    actors: tuple[Actor, ...]
    munitions: tuple[Munition, ...]
    wider: Mapping[BalanceTerm, tuple[Munition, ...]]


@dataclass(frozen=True, slots=True)
class _Material:
    """What the terms of any part of the time are made of."""

    subject: Subject
    standing: tuple[AnyClaim, ...]
    chosen: Mapping[BalanceTerm, tuple[AnyClaim, ...]]
    relations: Nesting


@dataclass(frozen=True, slots=True)
class Known:
    """What balances of one day share: the catalogue, which parts of it are known on the day, and what may count the
    same goods."""

    tree: Catalogue
    actors: tuple[str, ...]
    munitions: tuple[str, ...]
    relations: Nesting


def known_on(as_of: date | None, tree: Catalogue) -> Known:
    """What balances of a day share: five queries."""
    actors, munitions = (tuple(known_codes(table, as_of)) for table in ("actors", "munitions"))
    return Known(tree, actors, munitions, nesting(tree, as_of))


def compute(question: BalanceQuestion) -> BalanceAnswer:
    """The balance, by ten queries, three more where claims are chosen, and up to two where no goods are named.

    BadQuestion where the side, the munition or a chosen claim is unknown on the day, or a claim does not fit its term.
    """
    question = question if question.munition else question.of_goods(usual_pair()[0].munition)
    return compute_with(question, known_on(question.as_of, catalogue()))


def compute_with(question: BalanceQuestion, shared: Known) -> BalanceAnswer:
    """The balance with what several of one day share: three queries, six where claims are chosen; BadQuestion as
    `compute`."""
    tree, actors, munitions = shared.tree, shared.actors, shared.munitions
    if faults := unknown_codes(question, shared):
        raise BadQuestion(*faults)
    subject = _subject(question, tree)
    munition = tree.munitions[subject.munition]
    chosen = _chosen(question, subject, tree)
    known = claims_about(subject, question.as_of, question.grade)
    material = _Material(subject, known.claims, chosen, shared.relations)
    about = _about_time(material, subject, tuple(BalanceTerm))
    terms, refused = _terms(material, subject, about)
    standing = {term: bounding(readings) for term, readings in about.items()}
    return BalanceAnswer(
        question,
        subject,
        tree.actors[question.side],
        munition,
        tuple(terms.values()),
        settle(terms.values()),
        needed(terms, standing),
        certificate({term: answer.readings for term, answer in terms.items()}),
        standing,
        refused,
        tuple(_not_counted(known.claims, subject, about, terms)),
        tuple(_steps(question, material)) if question.by else (),
        known.more,
        material.relations,
        tuple(tree.actors[code] for code in actors),
        tuple(tree.munitions[code] for code in munitions),
        _wider(known.wider, subject, tree),
    )


@dataclass(frozen=True, slots=True)
class PartTerms:
    """Some terms of a part of a time, of each the kinds above the one asked about of which a figure stands, and the
    claims that stand, fit one of them and do not count."""

    terms: Mapping[BalanceTerm, TermAnswer]
    wider: Mapping[BalanceTerm, tuple[Munition, ...]]
    not_counted: tuple[NotCounted, ...]


def terms_by_part(
    question: BalanceQuestion, parts: Iterable[tuple[date, date]], only: Collection[BalanceTerm], shared: Known
) -> Iterator[PartTerms]:
    """These terms of each part of the time of a question, of all claims that stand, as the balance of that part alone
    has them: three queries for all parts."""
    whole = _subject(question, shared.tree)
    known = claims_about(whole, question.as_of, question.grade)
    for start, end in parts:
        subject = replace(whole, start=start, end=end)
        own = _Material(subject, _touching(known.claims, start, end), {}, shared.relations)
        about = _about_time(own, subject, only)
        terms, _ = _terms(own, subject, about)
        left_out = tuple(_not_counted(own.standing, subject, about, terms))
        yield PartTerms(terms, _wider(known.wider, subject, shared.tree), left_out)


def _touching(claims: Iterable[AnyClaim], start: date, end: date) -> tuple[AnyClaim, ...]:
    """Those that would be read for this time alone: what a supplier sent in another year makes it none of several in
    this one. Context figures are read whatever their time."""
    return tuple(
        claim
        for claim in claims
        if isinstance(claim, Indicator) or ((claim.period_start or end) <= end and (claim.period_end or start) >= start)
    )


def _subject(question: BalanceQuestion, tree: Catalogue) -> Subject:
    """What a balance is about, with the kinds under and above the one that is asked about."""
    munition = tree.munitions[question.munition]
    within, above = frozenset(tree.within(munition.code)), frozenset(tree.above(munition.code))
    return Subject(question.side, munition.unit, munition.code, within, above, question.start, question.end)


@dataclass(frozen=True, slots=True)
class Told:
    """The balance that is told of a side: the claim of the heaviest fire, and the question that chooses it with the
    ceilings that only just allow it; and the claims that no longer stand and may be chosen all the same.

    Where the ceiling of what came is a capacity, ``count`` is what had been counted by the day on which that was
    stated, and ``counted`` the same question with it in that place.
    """

    question: BalanceQuestion | None
    fire: AnyClaim | None
    superseded: tuple[AnyClaim, ...]
    counted: BalanceQuestion | None = None
    count: AnyClaim | None = None


def told(answer: BalanceAnswer) -> Told:
    """What can be asked beside the widest of all that stand: two queries."""
    question, subject = answer.question, answer.subject
    gone = claims_about(subject, question.as_of, question.grade, standing=False).claims
    here = {claim.code: claim for readings in answer.standing.values() for one in readings for claim in one.claims}
    here |= {one.claim.code: one.claim for one in answer.not_counted} | {claim.code: claim for claim in gone}
    found = just_fitting(
        {term: candidates(tuple(here.values()), term, subject, answer.relations) for term in BalanceTerm}
    )
    if found is None:
        return Told(None, None, gone)
    asked: dict[str, Any] = {reading.term.code: reading.codes for reading in found}
    (fire,) = (claim for reading in found if reading.term == BalanceTerm.FIRED for claim in reading.claims[:1])
    fits = replace(question, lost=(), **asked)
    (came,) = (reading for reading in found if reading.term == BalanceTerm.RECEIVED)
    count = _counted_by_then(came, here.values(), subject)
    return Told(fits, fire, gone, replace(fits, received=(count.code,)) if count else None, count)


def _counted_by_then(came: Reading, claims: Iterable[AnyClaim], subject: Subject) -> AnyClaim | None:
    """Where a reading is a capacity, the newest count of what came that had been stated by its day: with a ceiling, of
    a stated time that touches that of the subject, on no weak evidence; None where there is none."""
    day = min(claim.claimed_on for claim in came.claims)
    if Caution.CAPACITY not in came.cautions:
        return None
    counts = (
        claim
        for claim in claims
        if isinstance(claim, Shipment)
        and unfit(claim, BalanceTerm.RECEIVED, subject) is None
        and not (claim.basis.is_capacity or claim.is_weak)
        and claim.claimed_on <= day
        and Interval.of(claim.quantity).high is not None
        and Period.of(claim).is_known
        and share_a_day(Period.of(claim), subject.period)
    )
    return max(counts, key=lambda claim: (claim.claimed_on, claim.code), default=None)


@dataclass(frozen=True, slots=True)
class Askable:
    """Where no claim is about any term: the sides that claims about these kinds are about, and the kinds that claims
    about this side are about, by name."""

    sides: tuple[Actor, ...]
    kinds: tuple[Munition, ...]


def askable(answer: BalanceAnswer) -> Askable | None:
    """What can be asked instead, by two queries; None, and no query, where a claim is about any term."""
    if any(term.readings for term in answer.terms):
        return None
    question = answer.question
    found = claims_on_record(answer.subject, question.as_of, question.grade)
    sides = [actor for actor in answer.actors if actor.code in found.sides]
    kinds = [munition for munition in answer.munitions if munition.code in found.kinds]
    return Askable(tuple(sorted(sides, key=lambda side: side.name)), tuple(sorted(kinds, key=lambda kind: kind.plural)))


def unknown_codes(question: BalanceQuestion, shared: Known) -> tuple[Fault, ...]:
    """The side and the munition of a question as far as they were not known on the day."""
    asked = (("side", question.side, shared.actors), ("munition", question.munition, shared.munitions))
    return tuple(
        Fault(name, code, f"{name}: there is no {code!r}", known) for name, code, known in asked if code not in known
    )


def _chosen(question: BalanceQuestion, subject: Subject, tree: Catalogue) -> Mapping[BalanceTerm, tuple[AnyClaim, ...]]:
    """The chosen claims of each term; BadQuestion naming each that is unknown or does not fit."""
    asked = question.chosen()
    codes = {code for named in asked.values() for code in named}
    known = named_claims(codes, question.as_of, question.grade)
    faults = []
    for term, named in asked.items():
        for code in named:
            claim = known.get(code)
            if claim is None:
                faults.append(Fault(term.code, code, f"{term.code}: {code!r} {_UNKNOWN_CLAIM}"))
            elif reason := unfit(claim, term, subject):
                why = NOT_IN_TERM.term(reason)
                about = f" ({_about(claim, subject, tree)})" if reason == "other_side" else ""
                faults.append(Fault(term.code, code, f"{term.code}: {code!r} {why.label}{about}. {why.meaning[:-1]}"))
    if faults:
        raise BadQuestion(*faults)
    return {term: tuple(known[code] for code in named) for term, named in asked.items()}


def _about(claim: AnyClaim, subject: Subject, tree: Catalogue) -> str:
    """Whose claim it is that was chosen, beside the side that was asked about."""
    whose = getattr(claim, "recipient_name", "") or getattr(claim, "actor_name", "")
    return f"{whose}, and not {tree.actors[subject.side].name}"


_About = Mapping[BalanceTerm, tuple[Reading, ...]]
"""Of each term the readings of what stands and is about the time, also of what bounds nothing."""


def _about_time(material: _Material, subject: Subject, only: Iterable[BalanceTerm]) -> _About:
    return {term: readings_about(material.standing, term, subject, material.relations) for term in only}


def _terms(
    material: _Material, subject: Subject, about: _About
) -> tuple[dict[BalanceTerm, TermAnswer], dict[BalanceTerm, Refusal]]:
    terms: dict[BalanceTerm, TermAnswer] = {}
    refused: dict[BalanceTerm, Refusal] = {}
    for term, standing in about.items():
        chosen = material.chosen.get(term, ())
        if chosen:
            readings, refusal = readings_of_chosen(chosen, term, subject, material.relations)
            if refusal is not None:
                refused[term] = refusal
        else:
            readings = bounding(standing)
        terms[term] = term_of(term, readings, chosen=bool(chosen))
    return terms, refused


def _wider(claims: Sequence[AnyClaim], subject: Subject, tree: Catalogue) -> Mapping[BalanceTerm, tuple[Munition, ...]]:
    """Of each term the kinds of those claims about wider ones that fit it and are about the time."""
    found: dict[BalanceTerm, set[str]] = {term: set() for term in BalanceTerm}
    for term in BalanceTerm:
        about = about_the_time(claims, term, subject)
        found[term].update(claim.munition for claim in about if isinstance(claim, Shipment | Rate))
    nearest = sorted(subject.wider, key=lambda code: -len(tree.above(code)))
    return {term: tuple(tree.munitions[code] for code in nearest if code in codes) for term, codes in found.items()}


def _not_counted(
    claims: Sequence[AnyClaim],
    subject: Subject,
    about: _About,
    terms: Mapping[BalanceTerm, TermAnswer],
) -> Iterator[NotCounted]:
    """The claims that stand and fit a term and are none of its readings, by term, each with the reason."""
    for term, answer in terms.items():
        used = {code for reading in answer.readings for code in reading.codes}
        counted = {code for reading in bounding(about[term]) for code in reading.codes}
        silent = {code: reading.cautions for reading in about[term] for code in reading.codes if code not in counted}
        for claim in claims:
            if claim.code in used or unfit(claim, term, subject) is not None:
                continue
            if claim.code in counted:
                yield NotCounted(term, claim, "not_chosen")
            elif claim.code in silent:
                yield NotCounted(term, claim, "bounds_nothing", silent[claim.code])
            else:
                yield NotCounted(term, claim, "another_time")


def _steps(question: BalanceQuestion, material: _Material) -> Iterator[Step]:
    """Each part of the time, the closing stock of one opening the next.

    What came or was lost by the end of a part is no more than a total from the first day on allows, so that a total
    that holds several parts counts once. ``behind`` are the terms that the lowest ceiling so far follows from.
    """
    behind: tuple[TermAnswer, ...] = ()
    paces: list[TermAnswer] = []
    closing: Interval | None = None
    for start, end in question.steps():
        own = _terms_of(material, replace(material.subject, start=start, end=end), tuple(BalanceTerm))
        first = closing is None
        opening = own[BalanceTerm.STOCK] if closing is None else carried(closing)
        if first:
            stock = opening
        terms = (opening, *(answer for term, answer in own.items() if term != BalanceTerm.STOCK))
        paces += [own[BalanceTerm.PRODUCED], own[BalanceTerm.FIRED]]
        whole = _terms_of(material, replace(material.subject, end=end), (BalanceTerm.RECEIVED, BalanceTerm.LOST))
        together = (stock, *paces, whole[BalanceTerm.RECEIVED], whole[BalanceTerm.LOST])
        following = (*behind, *terms[1:]) if behind else terms
        settled, behind = _tighter((settle(terms), following), (settle(together), together))
        if settled.closing is None:
            yield Step(start, end, terms, settled, one_certificate(behind))
            return
        yield Step(start, end, terms, settled, None)
        closing = settled.closing


def _terms_of(material: _Material, subject: Subject, only: Collection[BalanceTerm]) -> dict[BalanceTerm, TermAnswer]:
    return _terms(material, subject, _about_time(material, subject, only))[0]


def _tighter(
    one: tuple[Settled, tuple[TermAnswer, ...]], other: tuple[Settled, tuple[TermAnswer, ...]]
) -> tuple[Settled, tuple[TermAnswer, ...]]:
    """What both allow, and the terms behind the lower of their ceilings."""
    (first, behind_first), (second, behind_second) = one, other
    if first.closing is None or second.closing is None:
        worse = first if (first.short_by or Decimal(0)) >= (second.short_by or Decimal(0)) else second
        return worse, behind_first if worse is first else behind_second
    largest = max(first.largest, second.largest)
    highs = [(high, place) for place, high in enumerate((first.closing.high, second.closing.high)) if high is not None]
    low = max(first.closing.low or Decimal(0), second.closing.low or Decimal(0))
    if not highs:
        return Settled(Interval(low, None), None, largest=largest), behind_first
    high, place = min(highs)
    # The floor of one way round may lie above the ceiling of the other: then the floor says less than it seems.
    return Settled(Interval(min(low, high), high), None, largest=largest), (behind_first, behind_second)[place]
