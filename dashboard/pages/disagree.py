"""Who disagrees with whom: what several claimants speak of, and how far their newest figures lie apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.charts.disagree import CHART
from dashboard.charts.words import numbered
from dashboard.pages.chart_addresses import chart_address
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, Filter, answer_or_usual, named_choices
from dashboard.pages.missing import nothing_yet
from dashboard.pages.twins import disagree_twins, feed_twin
from flows.differing import of_words, pair_words
from flows.estimates.disagree import Dispute, Voice
from flows.estimates.pairs import Figured, Pair
from flows.headlines import series
from flows.measures.definition import Definition
from flows.measures.disagree import DEFINITION, DisagreeAnswer, Thing, compute
from flows.questions.disagree import DisagreeQuestion
from flows.questions.feed import FeedQuestion, told
from flows.questions.parameters import write
from flows.records import Shipment
from flows.vocabulary import Reliability
from flows.wording import COMPUTED, graded_words, when

TITLE = "Who disagrees with whom"
OPEN = 10
"""How many things are open at once; the others are folded away below them."""
CELLS = 8
"""Of very many claimants of one of many things those whose figures differ most are listed; asked for it alone, all."""
FEW = 3
"""Of so few things all claimants are listed."""
FIGURES = 2
"""How many newest figures of one claimant are listed."""
_KINDS = {"shipments": "a flow", "rates": "a pace", "ratios": "a stated ratio"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One claimant about one thing: its newest figures, its denials, and how its figure stands to that of another.

    ``pair`` is the one that differs most, and ``words`` say how; None and empty where the claimant is alone with it.
    """

    voice: Voice
    figures: tuple[Figured, ...]
    more: int
    denials: tuple[Shipment, ...]
    words: str
    pair: Pair | None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of the table: where it is found, what kind of thing it is, what differs most, and all its cells."""

    name: str
    kind: str
    address: str
    claimants: str
    words: str
    pair: Pair | None
    denials: tuple[Shipment, ...]
    cells: tuple[Cell, ...]
    more: int
    asked_alone: str
    opened: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """What several claimants speak of, in a line: with the words of the pair that differs most, and its page."""

    name: str
    kind: str
    address: str
    claimants: str
    words: str
    beside: str


@dataclass(frozen=True, slots=True)
class DisagreePage(Graded, Content):
    """What the page of disagreements prints."""

    template = "pages/disagree.html"

    lede: Annotated[str, "How many things differ, as a sentence."]
    computed: Annotated[str, "What stands beside every computed number."]
    filters: Annotated[tuple[Filter, ...], "The fields that narrow the table."]
    lines: Annotated[tuple[Line, ...], "What several claimants speak of, those that differ most first."]
    more_lines: Annotated[tuple[Brief, ...], "Those that differ less, folded away, each with its first pair alone."]
    alone: Annotated[str, "The page of the chart of those that differ most."]
    newest: Annotated[str, "The page of what each claimant stated last of each flow."]
    definition: Annotated[Definition, "How the table is made."]


@require_safe
def disagree(request: HttpRequest) -> HttpResponse:
    """The disagreements of an address, or all of them where it names nobody."""
    sent = asked(request)
    question, faults = DisagreeQuestion.read(sent)
    usual = DisagreeQuestion(as_of=question.as_of, grade=question.grade)
    answer, more_faults = answer_or_usual(compute, question, lambda: (usual,), sent)
    if answer is None:
        return nothing_yet(request, question, TITLE, (*faults, *more_faults))
    question = answer.question
    things = answer.things
    return render_page(
        request,
        DisagreePage(
            lede=lede(answer),
            computed=COMPUTED,
            filters=filters(answer),
            lines=tuple(line(thing, question, None if len(things) <= FEW else CELLS) for thing in things[:OPEN]),
            more_lines=tuple(brief(thing, question) for thing in things[OPEN:]),
            alone=chart_address(CHART.slug, question.query()),
            newest=f"{reverse('by_claimant')}?{question.query()}".removesuffix("?"),
            definition=DEFINITION,
        ),
        question,
        title=title(answer),
        description=f"{lede(answer)} How far apart the newest figures of claimants lie, with the time of each.",
        faults=(*faults, *more_faults),
        shown=title(answer) if question != usual else f"{TITLE} about anything on record",
        twins=(*disagree_twins(question), feed_twin(feed_of(question))),
    )


def feed_of(question: DisagreeQuestion) -> FeedQuestion:
    """What happens to the claims that the question is about, whoever says them; of a claimant's, to its own."""
    kinds = {"recipient": question.recipients, "supplier": question.suppliers, "within": question.munitions}
    about = kinds if question.about in ("", "shipments") else {}
    return told(**about, table=question.about, claimant=question.claimants, grade=question.grade)


def title(answer: DisagreeAnswer) -> str:
    """The question in words: "Who disagrees with the harbour office"."""
    chosen = answer.question.claimants
    return f"Who disagrees with {series([answer.names[code] for code in chosen])}" if chosen else TITLE


def lede(answer: DisagreeAnswer) -> str:
    """How many things several claimants speak of, and of how many their figures differ or somebody denies them."""
    things = answer.things
    if not things:
        return f"Nothing is on record of which two claimants speak{_looked_for(answer)}."
    differing = sum(bool(thing.dispute.differing) for thing in things)
    conditional = sum(bool(thing.dispute.told_apart) for thing in things) - differing
    denied = sum(thing.dispute.denied for thing in things)
    told = f"Two claimants or more speak of {numbered(len(things), 'thing')} here, each a flow, a pace or a ratio."
    on = f"On {differing} of these" if differing else "On none of these do"
    told += f" {on} their figures contradict one another"
    if conditional:
        # In one sentence: the first half alone would be quoted without its condition.
        told += (
            f"; on {'one' if conditional == 1 else conditional}{' more' if differing else ''} they would, if a total "
            "for which no start was stated counts from the same day as its claimant's other totals"
        )
    told += "."
    if denied:
        told += f" Somebody denies {'one' if denied == 1 else denied} of them."
    others = len(things) - differing - conditional
    why = " The others may be of different times, kinds of goods or bases, or agree." if others else ""
    return f"{told}{why}"


def _looked_for(answer: DisagreeAnswer) -> str:
    """What was looked for, as the end of a sentence; empty where that was everything."""
    question, tree = answer.question, answer.tree
    clauses = []
    if question.claimants:
        clauses.append(f"one of them {series([answer.names[code] for code in question.claimants], 'or')}")
    if question.munitions:
        kinds = series([tree.munitions[code].plural for code in question.munitions], "or")
        clauses.append(f"about {kinds} or narrower kinds")
    for preposition, codes in (("from", question.suppliers), ("to", question.recipients)):
        if codes:
            clauses.append(f"{preposition} {series([tree.actors[code].name for code in codes], 'or')}")
    clauses += [f"as {_KINDS[question.about]}"] if question.about else []
    clauses += [graded_words(question.grade)] if question.grade else []
    clauses += [f"by {when(question.as_of)}"] if question.as_of else []
    return "".join(f", {clause}" for clause in clauses)


def line(thing: Thing, question: DisagreeQuestion, most: int | None = CELLS) -> Line:
    """A thing as the table prints it, with ``most`` of its claimants; None is all of them."""
    dispute = thing.dispute
    first = dispute.pairs[0] if dispute.pairs else None
    voices = by_difference(dispute)
    return Line(
        thing.name,
        _KINDS[thing.table],
        address(thing, question),
        spoken_by(dispute),
        pair_words(first) if first else "",
        first,
        tuple(
            denial
            for voice in dispute.voices
            for denial in voice.denials
            if first is None or denial.code not in (first.left.code, first.right.code)
        ),
        tuple(cell(voice, dispute) for voice in voices[:most]),
        0 if most is None else len(voices[most:]),
        asked_alone(thing, question),
        bool(question.claimants and dispute.told_apart),
    )


def asked_alone(thing: Thing, question: DisagreeQuestion) -> str:
    """The page of what is said of a flow alone, whoever says it; the list of the claims about anything else."""
    if thing.flow is None:
        return address(thing, question)
    return f"{reverse('disagree')}?{question.of_flow(thing.flow).query()}"


def brief(thing: Thing, question: DisagreeQuestion) -> Brief:
    """A thing in a line."""
    first = next(iter(thing.dispute.pairs), None)
    words, beside = "", ""
    if first is not None:
        clocks = {"as_of": question.as_of, "grade": question.grade}
        words = pair_words(first)
        beside = f"{reverse('differ')}?{write({'left': first.left.code, 'right': first.right.code, **clocks})}"
    kind = _KINDS[thing.table]
    return Brief(thing.name, kind, address(thing, question), spoken_by(thing.dispute), words, beside)


def spoken_by(dispute: Dispute) -> str:
    """How many claimants speak of a thing, and how many of them are independent."""
    return f"{numbered(len(dispute.voices), 'claimant')}, {dispute.claimants} independent"


def by_difference(dispute: Dispute) -> tuple[Voice, ...]:
    """The voices of a dispute, those of the pairs that differ most first; the others by name."""
    order = dict.fromkeys(claim.claimant for pair in dispute.pairs for claim in (pair.left, pair.right))
    places = {claimant: place for place, claimant in enumerate(order)}
    return tuple(sorted(dispute.voices, key=lambda voice: places.get(voice.claimant, len(places))))


def most_disputed(about: str, as_of: date | None, grade: Reliability | None) -> Line | None:
    """Of the things of one table that of which the figures differ most; None where none do. At most ten queries."""
    question = DisagreeQuestion(about=about, as_of=as_of, grade=grade)
    thing = next((thing for thing in compute(question).things if thing.dispute.differing), None)
    return line(thing, question) if thing else None


def cell(voice: Voice, dispute: Dispute) -> Cell:
    """A claimant as the table prints it, beside whom it differs most from."""
    sides = ((pair, side) for pair in dispute.pairs for side in (pair.left, pair.right))
    pair, own = next((found for found in sides if found[1].claimant == voice.claimant), (None, None))
    words = of_words(pair, own) if pair and own else ""
    newest = tuple(reversed(voice.figures))
    return Cell(voice, newest[:FIGURES], len(newest[FIGURES:]), voice.denials, words, pair)


def address(thing: Thing, question: DisagreeQuestion) -> str:
    """The page on which all claims about a thing are."""
    clocks = {"as_of": question.as_of, "grade": question.grade}
    if thing.flow is not None:
        flow = thing.flow
        path, query = reverse("flow", args=[flow.supplier, flow.recipient, flow.munition]), write(clocks)
    else:
        claim = next(figure for voice in thing.dispute.voices for figure in voice.figures)
        kept = {
            name: getattr(claim, name) for name in ("actor", "activity", "munition", "compared") if hasattr(claim, name)
        }
        path, query = reverse(thing.table), write({**kept, **clocks})
    return f"{path}?{query}" if query else path


def filters(answer: DisagreeAnswer) -> tuple[Filter, ...]:
    """The fields of the form: who is spoken of in the table, and whoever is chosen."""
    question = answer.question
    spoken = {voice.claimant for thing in answer.things for voice in thing.dispute.voices}
    flows = [thing.flow for thing in answer.things if thing.flow]
    parties = {code: actor.name for code, actor in answer.tree.actors.items()}
    kinds = {code: munition.name for code, munition in answer.tree.munitions.items()}
    about = tuple(Choice(code, f"{words} only", code == question.about) for code, words in _KINDS.items())

    def field(name: str, label: str, known: Mapping[str, str], codes: set[str], chosen: Sequence[str]) -> Filter:
        return Filter(name, label, named_choices({c: known[c] for c in known if c in codes or c in chosen}, chosen))

    families = {above for flow in flows for above in (flow.munition, *answer.tree.above(flow.munition))}
    return (
        field("claimant", "Whose figures", answer.names, spoken, question.claimants),
        field("recipient", "Recipient", parties, {flow.recipient for flow in flows}, question.recipients),
        field("supplier", "Supplier", parties, {flow.supplier for flow in flows}, question.suppliers),
        field("munition", "Munition", kinds, families, question.munitions),
        Filter("about", "About", about, "everything"),
    )
