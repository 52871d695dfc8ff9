"""Got, made and fired: the equation of a side in a time, and the claims that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts.balance import draw_balance
from dashboard.pages.balance_years import Elsewhere
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice
from dashboard.pages.missing import nothing_yet
from dashboard.pages.twins import answer_twins
from flows.estimates.balance import Impossible, Needed, TermAnswer
from flows.estimates.balance_reading import Reading, ceiling_of, floor_of
from flows.estimates.balance_terms import unfit
from flows.headlines import Quoted
from flows.measures.balance import DEFINITION, BalanceAnswer, askable, compute, told
from flows.measures.balance_words import (
    about,
    certificate_said,
    interval_counted,
    left_out_said,
    listed_said,
    needed_said,
    pace_said,
    quoted,
    result,
    settled_said,
    steps_said,
    sums_said,
    term_in_short,
    term_said,
    time_of,
    unknown_terms,
)
from flows.measures.definition import Definition
from flows.measures.usual import usual_balance, usual_pair
from flows.questions import BadQuestion, Fault
from flows.questions.balance import SPLITS, BalanceQuestion
from flows.records import AnyClaim
from flows.vocabulary import CARRIER_UNITS, BalanceTerm, Caution, TermSource
from flows.wording import COMPUTED, between, quote, refusal_words

TITLE = "Got, made, fired"
SHOWN = 2
"""Of the readings of a term so many are open: as a rule those that give its ends; the others are folded."""
SETS_SHOWN = 1
"""Of the sets that cannot all be true so many are open."""
OF_ANOTHER_TIME = frozenset(
    {
        Caution.OUTSIDE_ITS_TIME,
        Caution.PART_OF_TIME,
        Caution.LONGER_TIME,
        Caution.OTHER_TIME,
        Caution.START_NOT_STATED,
        Caution.TIME_NOT_STATED,
    }
)
"""What a reading carries that is not about the time asked about, or not about all of it alone."""
CLOCKS = frozenset({"as_of", "grade", "recorded"})
USUAL_PARTS = {"by": "month"}
"""Where nothing is asked for, what is left at the end of a month is carried over to the next."""
LISTED = 40
"""Of very many claims that do not count so many are named."""


@dataclass(frozen=True, slots=True)
class Picker:
    """One field of the form for a term: its number there, the words for no choice, what stands and is about the time,
    and what else can be chosen."""

    number: int
    none: str
    about: tuple[Choice, ...]
    others: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class TermFields:
    """A term in the form: its parameter, its words, and a field for each chosen claim and for one more."""

    name: str
    label: str
    pickers: tuple[Picker, ...]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What some claims say of a term: the claims, the figure for the time, and what to know of it."""

    claims: tuple[AnyClaim, ...]
    amount: str
    remarks: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """A row of the equation: its sign and words, the figure with the paces that it rests on, the wider kinds of which
    figures stand, what it is made of, its first claims and those that are folded, why they were not added, and what
    stands for it and was not chosen, first and folded."""

    sign: str
    label: str
    amount: str
    paces: str
    wider: tuple[Elsewhere, ...]
    source: str
    readings: tuple[ReadingRow, ...]
    folded: tuple[ReadingRow, ...]
    refused: str
    not_chosen: tuple[ReadingRow, ...]
    not_chosen_folded: tuple[ReadingRow, ...]


@dataclass(frozen=True, slots=True)
class ImpossibleSet:
    """Claims that cannot all be true, each with its term and what to know of its use, and by how much they miss."""

    members: tuple[tuple[str, AnyClaim, str], ...]
    short_by: str


@dataclass(frozen=True, slots=True)
class NeededRow:
    """A ceiling that has to hold: its term and claims, the claims in whose place it fails, and by how much."""

    label: str
    claims: tuple[AnyClaim, ...]
    instead: tuple[AnyClaim, ...]
    short_by: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A part of the time: its words, each term with its figure and the paces that this rests on, the closing stock, and
    the claims that cannot all be true by then."""

    time: str
    terms: tuple[tuple[str, str, str], ...]
    closing: str
    impossible: ImpossibleSet | None


@dataclass(frozen=True, slots=True)
class BalancePage(Graded, Content):
    """What the page of a balance prints."""

    template = "pages/balance.html"

    answer: Annotated[BalanceAnswer, "The balance: its question, its side and its munition."]
    time: Annotated[str, "The time in words."]
    computed: Annotated[str, "What every figure of the page is."]
    result: Annotated[str, "What the claims leave, in a sentence."]
    made_of: Annotated[
        str, "What the ceilings and the floors add up to, and what has to hold at once; empty without a ceiling."
    ]
    quoted: Annotated[Quoted, "The claims that this names."]
    unknown: Annotated[str, "Which terms nobody spoke of, in a sentence; empty where there is none."]
    sides: Annotated[tuple[Choice, ...], "The parties to choose from."]
    kinds: Annotated[tuple[Choice, ...], "The kinds of munition to choose from."]
    splits: Annotated[tuple[Choice, ...], "How the time may be split."]
    fields: Annotated[tuple[TermFields, ...], "The claims to choose from, term by term."]
    other_sides: Annotated[tuple[Elsewhere, ...], "Where no claim is about this side: those that claims are about."]
    other_kinds: Annotated[tuple[Elsewhere, ...], "Where no claim is about this kind: those that claims are about."]
    drawings: Annotated[tuple[str, ...], "The drawing, wide and narrow."]
    terms: Annotated[tuple[TermRow, ...], "The rows of the equation."]
    closing: Annotated[str, "The closing stock."]
    needed: Annotated[tuple[NeededRow, ...], "The ceilings that all have to hold."]
    told: Annotated[BalanceQuestion | None, "The question whose claims only just fit, where there is one."]
    told_fire: Annotated[AnyClaim | None, "The claim of the heaviest fire, which that question is about."]
    counted: Annotated[BalanceQuestion | None, "The same question with what had been counted, where there is one."]
    count: Annotated[AnyClaim | None, "What had been counted, which that question is about."]
    example: Annotated[ImpossibleSet | None, "Beside a closing stock the first of these sets; None without one."]
    impossible: Annotated[tuple[ImpossibleSet, ...], "The first sets of claims that cannot all be true."]
    impossible_folded: Annotated[tuple[ImpossibleSet, ...], "The sets after these, which are folded."]
    impossible_words: Annotated[str, "How many of them there are; empty where there is none."]
    impossible_listed: Annotated[str, "Which of them are named, in a sentence; empty where all are."]
    steps: Annotated[tuple[StepRow, ...], "The parts of the time, where it is split."]
    steps_words: Annotated[str, "Why the closing stock of the parts is open; empty where it is not."]
    worked: Annotated[BalanceQuestion | None, "The usual time, split likewise, where the parts of this one are open."]
    not_counted: Annotated[tuple[tuple[str, AnyClaim, str], ...], "Claims that stand and do not count, and why."]
    not_counted_count: Annotated[int, "How many of these there are."]
    cautions: Annotated[tuple[Caution, ...], "What is to know of any figure in it, in a fixed order."]
    definition: Annotated[Definition, "How the balance is made."]


@require_safe
def balance(request: HttpRequest) -> HttpResponse:
    """The balance of an address, with what cannot be answered in it left out; or the usual one."""
    sent = asked(request)
    try:
        question, faults = BalanceQuestion.read(
            sent, **usual_balance(), **({} if sent.keys() - CLOCKS else USUAL_PARTS)
        )
    except BadQuestion as refusal:
        day, _ = DayQuestion.read(sent)
        return nothing_yet(request, day, TITLE, (fault for fault in refusal.faults if sent.get(fault.parameter)))
    answer, more_faults = answered(question)
    faults = (*faults, *(fault for fault in more_faults if sent.get(fault.parameter)))
    if answer is None:
        return nothing_yet(request, question, TITLE, faults)
    question = answer.question
    left_out, others, instead = answer.not_counted, told(answer), askable(answer)
    sets = tuple(_impossible_set(found, answer.settled.largest) for found in answer.certificate.sets)
    known = {caution for term in answer.terms for reading in term.readings for caution in reading.cautions}
    content = BalancePage(
        answer=answer,
        time=time_of(answer),
        computed=COMPUTED,
        result=result(answer),
        made_of=" ".join(filter(None, (sums_said(answer), needed_said(answer.needed, answer)))),
        quoted=quoted(answer),
        unknown=unknown_terms(answer),
        sides=tuple(_choices(answer.actors, question.side)),
        kinds=tuple(_choices([one for one in answer.munitions if one.unit not in CARRIER_UNITS], question.munition)),
        splits=tuple(Choice(split, f"by {split}", split == question.by) for split in SPLITS),
        fields=tuple(term_fields(answer, others.superseded)),
        other_sides=tuple(
            Elsewhere(one.name, question.of_side(one.code).query()) for one in (instead.sides if instead else ())
        ),
        other_kinds=tuple(
            Elsewhere(one.plural, question.of_kind(one.code).query())
            for one in (instead.kinds if instead else ())
            if one.unit not in CARRIER_UNITS
        ),
        drawings=(draw_balance(answer, "wide"), draw_balance(answer, "narrow")),
        terms=tuple(term_rows(answer)),
        closing=settled_said(answer.settled),
        needed=tuple(_needed_row(one, answer.settled.largest) for one in answer.needed),
        told=others.question if others.question != question else None,
        told_fire=others.fire,
        counted=others.counted if others.counted != question else None,
        count=others.count,
        example=sets[0] if sets and answer.settled.closing else None,
        impossible=sets[:SETS_SHOWN],
        impossible_folded=sets[SETS_SHOWN:],
        impossible_words=certificate_said(answer.certificate),
        impossible_listed=listed_said(answer.certificate),
        steps=tuple(_steps(answer)),
        steps_words=steps_said(answer.steps),
        worked=_worked(answer),
        not_counted=tuple((one.term.label, one.claim, left_out_said(one)) for one in left_out[:LISTED]),
        not_counted_count=len(left_out),
        cautions=tuple(caution for caution in Caution if caution in known),
        definition=DEFINITION,
    )
    return render_page(
        request,
        content,
        question,
        title=f"{TITLE}: {answer.side.name}, {answer.munition.plural}, {content.time}",
        description=f"{answer.side.name}, {content.time}. {content.result} {COMPUTED.capitalize()}.",
        faults=faults,
        shown=f"{answer.side.name}, {answer.munition.plural}, {content.time}",
        twins=answer_twins("balance", question),
    )


def answered(question: BalanceQuestion) -> tuple[BalanceAnswer | None, tuple[Fault, ...]]:
    """The balance of a question without what cannot be answered in it, and what that was; None where nothing is left.

    An unknown side or munition gives way to the usual one; a claim that does not fit is left out.
    """
    faults: tuple[Fault, ...] = ()
    for _ in range(3):
        try:
            return compute(question), faults
        except BadQuestion as refusal:
            faults = (*faults, *refusal.faults)
            wrong = {fault.parameter for fault in refusal.faults}
            question = question.without(refusal.faults)
            if "side" in wrong:
                question = replace(question, side=usual_pair()[0].recipient)
            if "munition" in wrong:
                question = replace(question, munition=usual_pair()[0].munition)
    return None, faults


def term_fields(answer: BalanceAnswer, superseded: Sequence[AnyClaim]) -> Iterator[TermFields]:
    """For each term a field for each chosen claim, and one more: for another, or in place of the widest of all."""
    for term, codes in answer.question.chosen().items():
        standing = [claim for reading in answer.standing[term] for claim in reading.claims]
        gone = [claim for claim in superseded if unfit(claim, term, answer.subject) is None]
        others = _others(answer, term, gone, {claim.code for claim in standing})
        widest = f"all {len(standing)} that stand" if len(standing) > 1 else "the one that stands"
        none = f"The widest: {widest}" if standing else "Unknown: none stands"
        pickers = [
            Picker(number, "Leave out", _claims(standing, code), _claims(others, code))
            for number, code in enumerate(codes, 1)
        ]
        last = "One more …" if codes else none
        pickers.append(Picker(len(codes) + 1, last, _claims(standing, ""), _claims(others, "")))
        yield TermFields(term.code, term.label, tuple(pickers))


def term_rows(answer: BalanceAnswer) -> Iterator[TermRow]:
    """The rows of the equation, in order."""
    for number, term in enumerate(answer.terms):
        refusal = answer.refused.get(term.term)
        sign = "+" if term.term.adds else "\N{MINUS SIGN}"
        several = len(term.readings) > 1
        readings = tuple(
            ReadingRow(one.claims, interval_counted(one.interval) if several else "", _remarks(one.cautions))
            for one in _ends_first(term.readings)
        )
        others = tuple(
            ReadingRow(one.claims, interval_counted(one.interval), _remarks(one.cautions))
            for one in _ends_first(_not_chosen(term, answer))
        )
        yield TermRow(
            sign if number else "",
            term.term.label if number else term.term.label.capitalize(),
            term_said(term),
            pace_said(term),
            wider(answer, term.term),
            _source(term, several=several),
            readings[:SHOWN],
            readings[SHOWN:],
            refusal_words(refusal) if refusal else "",
            others[:SHOWN],
            others[SHOWN:],
        )


def _not_chosen(term: TermAnswer, answer: BalanceAnswer) -> tuple[Reading, ...]:
    """Beside chosen claims what else stands for a term: the readings of which none is among the chosen."""
    if term.source != TermSource.CHOSEN:
        return ()
    chosen = {code for reading in term.readings for code in reading.codes}
    return tuple(one for one in answer.standing[term.term] if chosen.isdisjoint(one.codes))


def wider(answer: BalanceAnswer, term: BalanceTerm) -> tuple[Elsewhere, ...]:
    """The wider kinds of which figures stand for a term, each with its own balance."""
    return tuple(Elsewhere(kind.plural, answer.question.of_kind(kind.code).query()) for kind in answer.wider[term])


def _ends_first(readings: Sequence[Reading]) -> list[Reading]:
    """The readings that give the ends of a term, those of exactly its time, then the others in their order."""
    ends = [end for end in (floor_of(readings), ceiling_of(readings)) if end is not None]
    return sorted(readings, key=lambda one: (one not in ends, not OF_ANOTHER_TIME.isdisjoint(one.cautions)))


def _source(term: TermAnswer, *, several: bool) -> str:
    """What a term is made of, where that is not plain from its one claim."""
    if term.source == TermSource.CHOSEN:
        return "chosen; any of these may hold" if several else "chosen"
    if term.source == TermSource.WIDEST:
        return (
            "all that stand and are about the time, first those that give the figure"
            if several
            else "the one that stands"
        )
    return ""


def _remarks(cautions: Sequence[Caution]) -> str:
    return "; ".join(caution.label for caution in cautions)


def _others(answer: BalanceAnswer, term: BalanceTerm, gone: Sequence[AnyClaim], but: set[str]) -> list[AnyClaim]:
    """The claims that fit a term and do not count where none is chosen: of another time, superseded, or chosen all the
    same."""
    left = [one.claim for one in answer.not_counted if one.term == term]
    used = [claim for one in answer.terms if one.term == term for reading in one.readings for claim in reading.claims]
    found = {claim.code: claim for claim in (*gone, *left, *used) if claim.code not in but}
    return sorted(found.values(), key=lambda claim: (claim.claimed_on, claim.code))


def _claims(claims: Sequence[AnyClaim], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(claim.code, quote(claim, alone=True), claim.code == chosen) for claim in claims)


def _choices(records: Sequence[Any], chosen: str) -> Iterator[Choice]:
    for record in sorted(records, key=lambda record: record.name):
        yield Choice(record.code, record.name, record.code == chosen)


def _needed_row(one: Needed, largest: Decimal) -> NeededRow:
    instead = one.instead.claims if one.instead else ()
    return NeededRow(one.reading.term.label, one.reading.claims, instead, about(one.short_by, largest))


def _impossible_set(found: Impossible, largest: Decimal) -> ImpossibleSet:
    members = tuple((member.term.label, member.claim, _remarks(member.cautions)) for member in found.members)
    return ImpossibleSet(members, about(found.short_by, largest))


def _worked(answer: BalanceAnswer) -> BalanceQuestion | None:
    """The usual time split as this one is, where no part of this one bounds what is left; None where one does."""
    if not answer.steps:
        return None
    asked = answer.question
    usual, _ = BalanceQuestion.read({}, **usual_balance())
    usual = replace(usual, by="month", as_of=asked.as_of, grade=asked.grade)
    bounded = any(step.settled.closing is None or step.settled.closing.high is not None for step in answer.steps)
    known = asked.as_of is None or usual.end <= asked.as_of
    return usual if known and not bounded and usual != asked else None


def _steps(answer: BalanceAnswer) -> Iterator[StepRow]:
    carried = ""
    for step in answer.steps:
        subject, closing = replace(answer.subject, start=step.start, end=step.end), settled_said(step.settled)
        yield StepRow(
            between(subject.period),
            tuple(
                # What opens a part is told as what closed the one before it.
                (one.term.label, carried if one.source == TermSource.CARRIED else term_in_short(one), pace_said(one))
                for one in step.terms
            ),
            closing,
            _impossible_set(step.impossible, step.settled.largest) if step.impossible else None,
        )
        carried = closing
