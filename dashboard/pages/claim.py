"""One claim of any kind: what was said, by whom, where, how it is graded, and what it stands beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.charts.words import numbered
from dashboard.pages.chart_addresses import held_at
from dashboard.pages.citation import as_recorded_words
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.frame import Content, asked, render_page, site_name
from dashboard.pages.missing import missing, near_codes, not_yet
from dashboard.pages.navigation import Crumb
from dashboard.pages.twins import feed_twin, record_twins
from flows.clock import pinned, present_moment, today
from flows.dictionary import LISTED
from flows.differing import beside_words, in_series_words
from flows.estimates.origins import Told, is_original, told
from flows.estimates.pairs import Figured, Pair
from flows.measures.conversion import is_convertible
from flows.measures.disagree import Others, beside
from flows.measures.reconciliation import TABLES as RECONCILED_TABLES
from flows.queries.appearances import appearances_of, documents_of
from flows.queries.codes import claim_codes_around
from flows.queries.evidence import Check, check_of
from flows.queries.received import TakenOver, taken_over_from
from flows.queries.related_claims import RelatedClaims, related_claims
from flows.queries.revisions import PublicRevision, RevisionBeside, revisions, revisions_beside
from flows.questions.feed import told as of_feed
from flows.questions.parameters import write
from flows.records import AnyClaim, Appearance, Shipment, Source
from flows.vocabulary import Credibility, DatePrecision, Reliability, Verdict
from flows.wording import COMPUTED, found_in_text, printed_in, quote, weak_grounds, when

OTHERS = 8
"""How many figures of other claimants are listed beside a claim."""
_LISTS = {"shipments": "flows"}
"""The page that lists the claims of a table, where it is not called like the table."""


@dataclass(frozen=True, slots=True)
class Other:
    """A claim of somebody else beside this one: how its figure stands to this one's, and whether that is a number."""

    claim: AnyClaim
    words: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """The totals of one claimant that replace one another: the claim with the one before it and the one after it, and
    those before and after these, folded away."""

    before: tuple[AnyClaim, ...]
    near: tuple[AnyClaim, ...]
    after: tuple[AnyClaim, ...]

    @classmethod
    def of(cls, claims: Sequence[AnyClaim], code: str) -> Chain:
        """The chain around the claim of a code; empty for a claim that replaces nothing and is not replaced."""
        at = next((number for number, one in enumerate(claims) if one.code == code), 0)
        # To fold a single one away would save nothing.
        first, last = (at - 1 if at > 2 else 0), (at + 2 if at + 3 < len(claims) else len(claims))
        return cls(tuple(claims[:first]), tuple(claims[first:last]), tuple(claims[last:]))


@dataclass(frozen=True, slots=True)
class ClaimPage(Content):
    """What the page of one claim prints."""

    template = "pages/claim.html"

    found: Annotated[RelatedClaims, "The claim's table, and the claims that it stands beside."]
    claim: Annotated[AnyClaim, "The claim itself."]
    related: Annotated[bool, "Whether it stands beside any other claim: in a chain, as a part, a reading or an origin."]
    chain: Annotated[Chain, "The totals before and after it."]
    source: Annotated[Source, "The document that it was read in."]
    kind: Annotated[str, "What kind of claim it is, in words."]
    told: Annotated[
        tuple[tuple[Told, Source], ...],
        "Where it appeared, the original first: who relayed whom, in which document.",
    ]
    original: Annotated[bool, "Whether a document with the original statement is among them."]
    best: Annotated[Reliability, "The best grade among the documents that hold its figure."]
    reliability: Annotated[Reliability, "The grade of its source."]
    credibility: Annotated[Credibility, "The grade of the statement."]
    weakness: Annotated[str, "What makes its evidence weak, as the end of a sentence; empty where nothing does."]
    converts: Annotated[bool, "Whether it gives a number of containers, which the converter takes."]
    lasts: Annotated[bool, "Whether it gives a number of rounds, which can be set over a rate of fire."]
    reconciles: Annotated[bool, "Whether one can ask what would have to change for it to meet another claim."]
    check: Annotated[Check | None, "What its document was found to hold; None where it was not checked."]
    checked: Annotated[str, "The same in words; empty as of a day, since checks are of today."]
    revisions: Annotated[tuple[PublicRevision, ...], "What has been done to its record, the oldest first."]
    taken_over: Annotated[tuple[TakenOver, ...], "The instances that it was taken over from; none for our own."]
    beside: Annotated[tuple[RevisionBeside, ...], "What has been changed of the rows that it names, the oldest first."]
    others: Annotated[tuple[Other, ...], "What other claimants said of the same goods, the nearest in time first."]
    more_others: Annotated[tuple[Other, ...], "Those about times further off, folded away."]
    contradicted: Annotated[str, "How many of them contradict it or deny it, as a clause."]
    disagree: Annotated[str, "The page of who disagrees with its claimant about these goods; empty without an answer."]
    computed: Annotated[str, "What stands beside every computed number."]
    citation: Annotated[str, "The claim as text to copy."]


@require_safe
def claim(request: HttpRequest, code: str) -> HttpResponse:
    """The claim of an address; 404 with the nearest codes where there is none."""
    question, faults = DayQuestion.read(asked(request))
    as_of = question.as_of
    found = related_claims(code, as_of)
    if found is None:
        near = near_codes(code, claim_codes_around(code, as_of), "claim", as_of)
        return missing(request, "claim", code, near, question, faults)
    record: AnyClaim = found.claim
    if as_of is not None and record.claimed_on > as_of:
        return not_yet(request, "claim", code, "nobody had said this.", question, faults)
    phrase = quote(record, alone=True)
    appearances = appearances_of(record, as_of)
    documents = documents_of(appearances)
    check = check_of(code) if as_of is None else None
    told_by_others = beside(found.table, record, as_of)
    others = beside_others(told_by_others, record)
    content = ClaimPage(
        others=others[:OTHERS],
        more_others=others[OTHERS:],
        contradicted=contradicted(told_by_others.pairs),
        disagree=f"{reverse('disagree')}?{told_by_others.question.query()}" if told_by_others.question else "",
        computed=COMPUTED,
        found=found,
        claim=record,
        related=any((found.chain, found.readings, found.parts, found.derived, found.whole, found.origin)),
        chain=Chain.of(found.chain, code),
        source=documents[record.source],
        kind=f"a claim about {LISTED[found.table].about}",
        told=tuple((step, documents[step.appearance.source]) for step in told(appearances)),
        original=is_original(appearances[0]),
        best=record.grade,
        reliability=record.reliability,
        credibility=record.credibility,
        weakness=f"rests on {weak_grounds(record)}" if record.is_weak else "",
        converts=isinstance(record, Shipment) and is_convertible(record),
        lasts=_counts(record, "round"),
        reconciles=found.table in RECONCILED_TABLES and bool(record.quantity.figures),
        check=check,
        checked=check_words(check) if as_of is None else "",
        revisions=revisions(code),
        citation=citation(
            record,
            documents[record.source],
            appearances,
            request.build_absolute_uri(f"{request.path}?{held_at(question.query(), as_of or today())}"),
        ),
        # Our remarks of today, like notes.
        taken_over=taken_over_from(found.table, code) if as_of is None and pinned() is None else (),
        beside=() if as_of is not None else revisions_beside(found.table, record),
    )
    return render_page(
        request,
        content,
        question,
        title=phrase[:1].upper() + phrase[1:],
        description=record.statement,
        faults=faults,
        twins=(*record_twins(found.table, code, as_of), feed_twin(of_feed(claim=code))),
        below=_LISTS.get(found.table, found.table),
        above=above(record, as_of),
    )


def above(record: AnyClaim, as_of: date | None) -> tuple[Crumb, ...]:
    """The flow that a claim is about, which stands between it and the list of all flows; nothing of other claims."""
    if not isinstance(record, Shipment):
        return ()
    address, query = reverse("flow", args=[record.supplier, record.recipient, record.munition]), write({"as_of": as_of})
    words = f"{record.supplier_name} to {record.recipient_name}: {record.munition_plural}"
    return (Crumb(words, f"{address}?{query}" if query else address),)


def beside_others(found: Others, record: AnyClaim) -> tuple[Other, ...]:
    """What other claimants said of the same goods, those about the nearest time first; nothing of context."""
    if not isinstance(record, Figured):
        return ()
    return tuple(Other(pair.other(record), beside_words(pair, record), pair.verdict.differs) for pair in found.pairs)


def contradicted(pairs: Sequence[Pair]) -> str:
    """How many of these figures cannot be true together with the one that they stand beside, how many could not if a
    total counted as its series does, and how many deny it."""
    differing = sum(pair.verdict.differs for pair in pairs)
    denied = sum(pair.verdict is Verdict.DENIED for pair in pairs)
    number = "is" if differing < 2 else "are"
    told = f"of {numbered(len(pairs), 'statement')} {differing or 'none'} {number} found to contradict it"
    conditions = Counter(in_series_words(pair) for pair in pairs if pair.is_told_apart and not pair.verdict.differs)
    told += "".join(f"; {count}{' more' if differing else ''} would{words}" for words, count in conditions.items())
    return f"{told}; {denied} {'denies' if denied == 1 else 'deny'} that there was anything" if denied else told


def _counts(record: AnyClaim, unit: str) -> bool:
    """Whether a claim about a flow gives a figure in a unit, from which something can be computed."""
    return isinstance(record, Shipment) and record.unit == unit and bool(record.quantity.figures)


def check_words(check: Check | None) -> str:
    """What was found in the document of a claim, with the day of the check, as a sentence without its full stop."""
    if check is None:
        return "Nobody has looked for it in the document yet"
    return f"Document checked on {when(check.on)}: {found_in_text(check.figure, check.party)}"


def citation(record: AnyClaim, document: Source, appearances: Sequence[Appearance], address: str) -> str:
    """The claim as text to copy: the phrase with its evidence, where it appeared, the original first, and this page.

    ``appearances`` are those of the claim in order; without an original the claim's own ``document`` leads.
    """
    phrase = quote(record, alone=True)
    first = next((one for one in appearances if is_original(one) or one.source == document.code), appearances[0])
    own = first.source == document.code
    precision = document.date_precision if own else DatePrecision.DAY
    printed = printed_in(first.publisher, first.source_title, first.published_on, precision)
    place = f", {first.place}" if first.place else ""
    archived = f", archived at {document.archived_url}" if own and document.archived_url else ""
    others = dict.fromkeys(one.publisher for one in appearances if one is not first)
    also = f"; also in {', '.join(others)}" if others else ""
    read = f"{'original' if is_original(first) else 'read'} in {printed}{place}, {first.source_link}{archived}{also}"
    by = f" by {record.speaker}" if record.speaker else ""
    stated = f"{when(record.claimed_on, record.date_precision)}{by}"
    kept = as_recorded_words(present_moment())
    ours = f"{site_name()}, claim {record.code}: {address}"
    return f"{phrase[:1].upper()}{phrase[1:]}. Stated {stated}; {read}{kept}. {ours}"
