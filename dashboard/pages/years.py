"""Who supplied what in which year: parties by calendar year, and beside the years what belongs to no single one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import years as chart
from dashboard.charts.sum_parts import SumParts, sum_parts
from dashboard.charts.words import brief, numbered
from dashboard.pages.claim_filters import counted
from dashboard.pages.figures import Figure, placed
from dashboard.pages.folded import Folded
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Filter, answer_or_usual
from dashboard.pages.missing import nothing_yet
from dashboard.pages.twins import feed_twin, years_twins
from flows.estimates.ledger import LeftOut
from flows.estimates.period import Period
from flows.estimates.totals import NOT_ADDITIVE, Refusal
from flows.estimates.years import (
    Cell,
    Column,
    Growth,
    LikeSpan,
    Row,
    Sum,
    by_size,
    largest_of_newest_year,
    until,
)
from flows.headlines import series
from flows.measures.definition import Definition
from flows.measures.facets import compute as compute_facets
from flows.measures.years import DEFINITION, YearsAnswer, compute, party_of
from flows.queries.catalogue import catalogue
from flows.questions import ListQuestion
from flows.questions.feed import told
from flows.questions.years import DEFAULT_STAGES, YearsQuestion
from flows.records import Shipment
from flows.vocabulary import LEFT_OUT, STAGE, UNIT, Term
from flows.wording import (
    COMPUTED,
    bounded,
    goods_of,
    growth_words,
    not_added_words,
    period_of,
    short,
    sum_words,
    weakness,
    with_article,
)
from flows.wording import counted as counted_words

SHOWN = 40
"""How many claims of one cell, or left out of all, a page lists; the JSON and the CSV have them all."""
LINES = 3
"""How many figures for parts of a year a cell says before they are folded away: those stated last."""
CHARTS = 3
"""How many unlike kinds are drawn, each in a chart of its own."""
SUMS_OPEN = 2
"""How many sums of one party are open at once."""
PARTIES_OPEN = 3
"""How many parties of the table are open at once."""
PARTIES_DRAWN = 4
"""How many parties the chart has here; by itself it has all of them."""
PARTIES_LISTED = 40
"""How many parties the table lists, those with the largest figures; the JSON and the CSV have them all."""
ALONE, NONE = "one figure alone", "no figure"
"""What is said of a year in which nothing is to be added."""
BESIDE = "Over several years, or an end not stated"
"""The heading of what belongs to no single year."""


@dataclass(frozen=True, slots=True)
class Grown:
    """Growth as the table prints it: in words, with its two claims."""

    words: str
    growth: Growth


@dataclass(frozen=True, slots=True)
class Added:
    """Figures of one stage and unit: their sum or why there is none, in words, and the claims behind each reason, or
    the parts of the sum, which stand on the page under its slug."""

    slug: str
    words: str
    reasons: tuple[tuple[Term, tuple[str, ...]], ...]
    parts: SumParts | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a cell: its words, and the code of the one claim that it tells; empty where it is of several."""

    words: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of the table: its main figures in short, then everything in it.

    ``empty`` says that nothing is on record for it; ``more`` counts the figures that only the twins list.
    """

    heading: str
    empty: bool
    lines: tuple[Told, ...]
    claimants: int
    figures: tuple[Shipment, ...]
    more: int
    grown: tuple[Grown, ...]
    added: tuple[Added, ...]

    @property
    def summary(self) -> str:
        """What is folded away, counted."""
        figures = len(self.figures) + self.more
        told = [numbered(figures, "figure")] if figures else []
        if self.claimants:
            told.append(numbered(self.claimants, "independent claimant"))
        if self.grown:
            told.append("growth and its claims")
        return ", ".join(told)


@dataclass(frozen=True, slots=True)
class Line:
    """One party of the table: its flow, its cells, and what stands beside the years.

    ``turned`` is the query of the same question the other way round.
    """

    party: str
    supplier: str
    recipient: str
    name: str
    turned: str
    boxes: tuple[Box, ...]
    beside: Box


@dataclass(frozen=True, slots=True)
class Together:
    """All parties of one year: what its figures come to, or why they are not added, in a line for each stage and
    unit."""

    year: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearsPage(Graded, Content):
    """What the page of the years prints."""

    template = "pages/years.html"

    answer: Annotated[YearsAnswer, "The question, and the names of what it is about."]
    filters: Annotated[tuple[Filter, ...], "The fields that choose the party, the munition and the stage."]
    heads: Annotated[str, "What the rows are."]
    turn: Annotated[str, "What the link of each row leads to."]
    beside: Annotated[str, "The heading of what belongs to no single year."]
    lines: Annotated[Folded[Line], "The parties, each with a cell for each year; those with the largest figure first."]
    unlisted: Annotated[int, "How many parties with smaller figures only the JSON and the CSV list."]
    lead: Annotated[tuple[str, Shipment] | None, "What the first sentence is of, and its figure; None without one."]
    together: Annotated[tuple[Together, ...], "Of each year what all parties come to, or why they are not added."]
    is_mixed: Annotated[bool, "Whether unlike kinds have figures, which share no scale: each is drawn by itself."]
    families: Annotated[tuple[tuple[str, str], ...], "The unlike kinds that are not drawn: each with its question."]
    replaced: Annotated[tuple[LeftOut, ...], "The last claim of each party that one about a wider kind replaced."]
    sums: Annotated[tuple[tuple[int, tuple[Added, ...]], ...], "Whether each year can be added up."]
    party_sums: Annotated[Folded[tuple[str, int, Added]], "The sums of one party in one year, each with both."]
    left_out: Annotated[tuple[tuple[LeftOut, str], ...], "The claims that do not stand, each with the reason."]
    left_out_count: Annotated[int, "How many claims do not stand."]
    computed: Annotated[str, "What stands beside every computed number."]
    figures: Annotated[tuple[Figure, ...], "The figures of each year, by party: a chart for each unlike kind."]
    definition: Annotated[Definition, "How the table is made."]


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """The years of an address, or what the second party of the first story was said to get where it names nothing."""
    sent = asked(request)
    question, faults = YearsQuestion.read(sent)
    usual = YearsQuestion.read({})[0]
    answer, more_faults = answer_or_usual(
        compute, question, lambda: (replace(usual, as_of=question.as_of, grade=question.grade),), sent
    )
    name = "Who supplied what in which year"
    if answer is None:
        return nothing_yet(request, question, name, (*faults, *more_faults))
    question = answer.question
    goods = goods_of(answer.munition, {family.unit for family in answer.families})
    title = f"{goods} {_sides(answer)} by year"
    feed = told(
        table="shipments",
        recipient=(question.recipient,) if question.recipient else (),
        supplier=(question.supplier,) if question.supplier else (),
        within=(question.munition,),
        stage=question.stages,
        grade=question.grade,
    )
    twins = (*years_twins(question), feed_twin(feed))
    return render_page(
        request,
        content(answer),
        question,
        title=f"{title[:1].upper()}{title[1:]}",
        description=(
            f"{name}: figures stated for calendar years or parts of them, {_sides(answer)}; growth between running "
            "totals is computed and marked."
        ),
        faults=(*faults, *more_faults),
        twins=twins,
    )


def content(answer: YearsAnswer) -> YearsPage:
    """What the page prints of an answer."""
    question, table = answer.question, answer.by_year
    rows = by_size(table.rows, answer.is_alike)
    lines = [line(row, answer) for row in rows[:PARTIES_LISTED]]
    return YearsPage(
        answer=answer,
        filters=years_filters(question),
        heads="Supplier" if question.rows == "supplier" else "Recipient",
        turn="its recipients by year" if question.rows == "supplier" else "its suppliers by year",
        beside=BESIDE,
        lines=Folded.of("", lines, PARTIES_OPEN),
        unlisted=len(rows) - len(lines),
        lead=lead(answer),
        together=tuple(map(together, table.columns)) if len(rows) > 1 else (),
        families=tuple((one.plural, replace(question, munition=one.code).query()) for one in answer.families[CHARTS:]),
        is_mixed=answer.is_mixed,
        replaced=_replaced(answer),
        sums=tuple(
            (
                column.year,
                tuple(
                    added(each, f"sum-{column.year}-{place}", f"all of {column.year}")
                    for place, each in enumerate(column.sums)
                ),
            )
            for column in table.columns
            if column.sums
        ),
        party_sums=Folded.of("", party_sums(lines), SUMS_OPEN),
        left_out=tuple((out, LEFT_OUT.label(out.reason)) for out in answer.left_out[-SHOWN:]),
        left_out_count=len(answer.left_out),
        computed=COMPUTED,
        figures=tuple(_figures(answer)),
        definition=DEFINITION,
    )


def _figures(answer: YearsAnswer) -> Iterator[Figure]:
    """A chart of what was asked about; of unlike kinds one for each, those with the most figures."""
    for place, family in enumerate(answer.families[:CHARTS] if answer.is_mixed else (answer.drawn,)):
        question = replace(answer.question, munition=family.code) if place else answer.question
        yield placed(
            chart.CHART.chart(answer.of_family(family).of_largest(PARTIES_DRAWN)),
            question.query(),
            years_twins(question),
            as_of=question.as_of,
            grade=question.grade,
            tabled=not place,
            among=family.code if place else "",
        )


def party_sums(lines: Sequence[Line]) -> list[tuple[str, int, Added]]:
    """The sums that are right of one party in one year: its name, the year, and the sum with its parts."""
    return [
        (each.name, int(box.heading), sum_) for each in lines for box in each.boxes for sum_ in box.added if sum_.parts
    ]


def lead(answer: YearsAnswer) -> tuple[str, Shipment] | None:
    """What a page of years says first: the largest figure of the newest year, else the largest of several years."""
    newest = largest_of_newest_year(answer.by_year.rows, answer.is_alike)
    if newest:
        year, claim = newest
        return f"for {year}{_of_kind(answer)}", claim
    beside = [claim for row in answer.by_year.rows for claim in (*row.running, *row.across) if answer.is_alike(claim)]
    largest = max(beside, key=lambda claim: (not claim.is_weak, max(claim.quantity.figures), claim.code), default=None)
    return (f"over several years{_of_kind(answer)}", largest) if largest else None


def _of_kind(answer: YearsAnswer) -> str:
    """Of which kinds the figure is that is told first, where others are in the table that share no scale with it."""
    return f" of {answer.drawn.plural}" if answer.is_mixed else ""


def together(column: Column) -> Together:
    """All parties of a year in short: what several figures of one stage and unit come to, or why they are not added;
    what stands alone needs no adding."""
    lines = (
        f"{UNIT.label(each.unit)} {STAGE.label(each.stage)}, {_in_short(each)}"
        for each in column.sums
        if len(each.claims) > 1
    )
    return Together(column.year, tuple(lines) or (ALONE if column.sums else NONE,))


def _in_short(each: Sum) -> str:
    """What figures come to, or the reasons for which they are not added, each in its label: who and when stands below
    the table."""
    if isinstance(each.outcome, Refusal):
        return f"not added up: {', '.join(NOT_ADDITIVE.label(reason.code) for reason in each.outcome.reasons)}"
    return sum_words(each)


def line(row: Row, answer: YearsAnswer) -> Line:
    """A row as the table prints it."""
    question = answer.question
    boxes = tuple(
        box(cell, row.name, question.munition, _elsewhere(row, cell.year), answer.family_of) for cell in row.cells
    )
    if question.rows == "supplier":
        supplier, recipient = row.party, question.recipient
        turned = replace(question, by="", supplier=row.party, recipient="")
    else:
        supplier, recipient = question.supplier, row.party
        turned = replace(question, by="", supplier="", recipient=row.party)
    return Line(row.party, supplier, recipient, row.name, turned.query(), boxes, beside(row, question.munition))


def box(
    cell: Cell, name: str, asked: str, elsewhere: int = 0, family_of: Mapping[str, str] = MappingProxyType({})
) -> Box:
    """A cell as the table prints it: one line for what was said of the whole year, then of parts of it, then growth.

    ``name`` is the party, ``asked`` the munition that the page is about; ``elsewhere`` counts the figures of the last
    column that end in the year or begin in it: where a cell is empty it says that they are there. Unlike kinds, by
    ``family_of``, span nothing together: each figure of the year has a line of its own.
    """
    where = f"nothing for the year alone; {numbered(elsewhere, 'figure')} of the last column"
    pointer = [Told(where)] if elsewhere else []
    return Box(
        str(cell.year),
        cell.is_empty and not elsewhere,
        tuple(_main(cell, asked, family_of)) or (tuple(pointer) if cell.is_empty else ()),
        cell.claimants,
        cell.figures[:SHOWN],
        len(cell.figures[SHOWN:]),
        tuple(map(grown, cell.growths)),
        tuple(
            added(each, f"sum-{cell.party}-{cell.year}-{place}", f"{name}, {cell.year}")
            for place, each in enumerate(cell.sums)
            if len(each.claims) > 1
        ),
    )


def _replaced(answer: YearsAnswer) -> tuple[LeftOut, ...]:
    """Of each party without a row the last claim that was replaced: its newer figure counts a wider kind."""
    party = party_of(answer.question.rows)
    rows = {row.party for row in answer.by_year.rows}
    last = {party(out.claim): out for out in answer.left_out if out.reason == "superseded"}
    return tuple(out for (code, _), out in sorted(last.items()) if code not in rows)


def _elsewhere(row: Row, year: int) -> int:
    """How many figures beside the years of a row end in a year or begin in it."""
    claims = (*row.running, *row.across)
    return sum(year in {day.year for day in (Period.of(claim).start, until(claim)) if day} for claim in claims)


def beside(row: Row, asked: str) -> Box:
    """What stands beside the years: totals over several of them, what crosses years, and what has no stated time."""
    claims = tuple(sorted((*row.running, *row.across, *row.undated), key=_telling, reverse=True))
    plain = _plain(claims, asked)
    lines = [Told(_said(claim, plain, _time(claim)), claim.code) for claim in claims[:LINES]]
    if len(claims) > LINES:
        lines.append(Told(f"and {numbered(len(claims) - LINES, 'more figure')}, weaker or stated earlier"))
    growths = tuple(map(grown, row.growths))
    empty = not claims and not growths
    return Box(BESIDE, empty, tuple(lines), 0, claims[:SHOWN], len(claims[SHOWN:]), growths, ())


def grown(growth: Growth) -> Grown:
    """Growth in words: by whom, by how much, and whether it is that of a year or between two days."""
    about = "" if growth.whole_year else " (between these days, not for a year)"
    return Grown(f"{growth.later.claimant_name}: {growth_words(growth)}{about}", growth)


def added(each: Sum, slug: str, of: str) -> Added:
    """Figures of one stage and unit as the page prints their sum, drawn as its parts under a ``slug``; ``of`` says of
    whom and of which year."""
    stage = STAGE.label(each.stage)
    about = f"{stage.capitalize()}, in {UNIT.label(each.unit)}: "
    if isinstance(each.outcome, Refusal):
        reasons = tuple((NOT_ADDITIVE.term(reason.code), reason.claims) for reason in each.outcome.reasons)
        return Added(slug, about + not_added_words(each.outcome, each.claims), reasons)
    return Added(slug, about + sum_words(each), (), sum_parts(each.outcome, slug, f"{of}, {stage}"))


def years_filters(question: YearsQuestion) -> tuple[Filter, ...]:
    """The fields of the form, each choice with the number of claims that it would leave. Four queries."""
    claims = question.claims()
    listed = ListQuestion("shipments", tuple(sorted(claims.filters().items())), question.as_of, grade=question.grade)
    facets = compute_facets(listed)
    moved = question.stages == DEFAULT_STAGES
    stages = counted(listed, "stage", STAGE.choices, facets)
    return (
        Filter("recipient", "Who received", counted(listed, "recipient", facets.names["recipient"].items(), facets)),
        Filter("supplier", "Who supplied", counted(listed, "supplier", facets.names["supplier"].items(), facets)),
        Filter("munition", "Munition", counted(listed, "within", facets.names["within"].items(), facets), ""),
        # Both stages of what moved are the first choice, and so no choice of their own.
        Filter("stage", "Stage", stages[1:] if moved else stages, "shipped or delivered"),
    )


def _main(cell: Cell, asked: str, family_of: Mapping[str, str]) -> Iterator[Told]:
    plain = _plain(cell.figures, asked)
    whole = [claim for claim in cell.figures if cell.is_whole(claim)]
    if len({family_of.get(claim.munition) for claim in whole}) > 1:
        yield from (Told(_said(claim, plain), claim.code) for claim in whole)
    else:
        yield from (_spanned(span, cell, plain) for span in cell.spans if span.whole)
    parts = sorted((claim for claim in cell.figures if not cell.is_whole(claim)), key=_stated, reverse=True)
    for claim in parts[:LINES]:
        yield Told(_said(claim, plain, _time(claim)), claim.code)
    if len(parts) > LINES:
        yield Told(f"and {numbered(len(parts) - LINES, 'more figure')} for parts, stated earlier")


def _plain(claims: Sequence[Shipment], asked: str) -> str:
    """The kind that a box need not name: the one asked for, where nothing in it counts another; else empty."""
    return asked if all(claim.munition == asked for claim in claims) else ""


def _goods(claim: Shipment, plain: str) -> str:
    return UNIT.label(claim.unit) if claim.munition == plain else claim.munition_plural


def _spanned(like: LikeSpan, cell: Cell, plain: str) -> Told:
    """What the figures about a whole year come to: the one figure with its bound, or the lowest and the highest."""
    span = like.span
    about = [
        claim
        for claim in cell.figures
        if cell.is_whole(claim) and (claim.stage, claim.unit) == (span.stage, span.unit) and claim.quantity.figures
    ]
    if len(about) == 1 or span.lowest is None or span.highest is None:
        return Told(_said(about[0], plain), about[0].code)
    low, high = _end(span.lowest, about), _end(span.highest, about)
    ends = low if low == high else f"{low} to {high}"
    goods = series(sorted({_goods(claim, plain) for claim in about}))
    full = ", some of them if full" if any(claim.basis.is_capacity for claim in about) else ""
    return Told(f"{ends}: {goods} {STAGE.label(span.stage)}, {len(about)} figures{full}")


def _end(figure: Decimal, claims: Sequence[Shipment]) -> str:
    """An end of several figures with bound and claimant of the claim that states it: "up to 2M (a ministry)"."""
    stating = next(claim for claim in claims if figure in claim.quantity.figures)
    said = bounded(stating.quantity, short) if len(stating.quantity.figures) == 1 else short(figure)
    return f"{said} ({stating.claimant_name}{_weak(stating)})"


def _said(claim: Shipment, plain: str, time: str = "") -> str:
    """A figure in short, with the kind of thing where that is not the ``plain`` one of its box, and its time."""
    goods = _goods(claim, plain)
    said, full = f"{claim.quantity.words or 'no figure'}, {goods}", ""
    if claim.quantity.figures:
        said = counted_words(claim.quantity, goods, short)
        full = " if full" if claim.basis.is_capacity else ""
    moved = f"{claim.stage.label}{full} {time}".rstrip()
    return f"{claim.claimant_name}: {said} {moved}{_weak(claim)}"


def _weak(claim: Shipment) -> str:
    return f", weak evidence {claim.admiralty}" if weakness(claim) else ""


def _telling(claim: Shipment) -> tuple[bool, bool, date, str]:
    """A figure before a claim without one, sound evidence before weak, then the newest."""
    return bool(claim.quantity.figures), not claim.is_weak, *_stated(claim)


def _stated(claim: Shipment) -> tuple[date, str]:
    return claim.claimed_on, claim.code


def _time(claim: Shipment) -> str:
    return brief(period_of(claim)) or "at a time not stated"


def _sides(answer: YearsAnswer) -> str:
    """The sides that the question names: "to Receiver", "from Sender to Receiver"."""
    question = answer.question
    if question.supplier and question.recipient:
        actors = catalogue().actors
        supplier, recipient = (with_article(actors[code].name) for code in (question.supplier, question.recipient))
        return f"from {supplier} to {recipient}"
    return (
        f"to {with_article(answer.party.name)}"
        if question.fixed == "recipient"
        else f"from {with_article(answer.party.name)}"
    )
