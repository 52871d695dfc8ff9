"""What waits at the desk: drafts, submissions, rejections, proposed changes, weak sources, links, quiet flows.

Twenty queries at most, however much waits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, Max, OuterRef, Q, When

from flows import models
from flows.dictionary import CLAIM_TABLES
from flows.models.history import KIND
from flows.queries.rows import MODELS, public, records_of
from flows.vocabulary import LINK_STATE, Carried, LinkState, Status
from flows.wording import quote, when

QUIET_DAYS = 365
"""A flow about which nobody stated anything for so long has gone quiet."""
LINK_DAYS = 365
"""A link that nobody followed for so long is to be checked again."""
WEAK = ("E", "F")
"""Sources that are unreliable, or that nobody can judge."""
WAITING = (Status.DRAFT, Status.SUBMITTED, Status.REJECTED)
_GONE = tuple(state for state in LinkState if state.is_gone)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that is not public: its table and code, its phrase, whose it is, the reason it came back with."""

    table: str
    code: str
    status: str
    phrase: str
    author: int | None
    submitter: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A change proposed to a public record that waits, or that was rejected and not proposed again.

    ``words`` is what one of its table is called.
    """

    table: str
    words: str
    code: str
    author: int
    reason: str
    rejected: bool


@dataclass(frozen=True, slots=True)
class Added:
    """A row beside claims that was added and is not public yet: its kind as a code and in words, and who added it."""

    kind: str
    words: str
    code: str
    by: str


@dataclass(frozen=True, slots=True)
class WeakSource:
    """A source graded E or F that public claims rest on, and how many."""

    code: str
    name: str
    reliability: str
    claims: int


@dataclass(frozen=True, slots=True)
class Link:
    """A source whose link is to be looked at, and why."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Links:
    """How many links are dead without an archived copy, were never checked, or not since ``before``; and the first."""

    lost: int
    never: int
    old: int
    before: date
    first: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class QuietFlow:
    """Two parties between whom nothing was stated lately, and the last day on which something was."""

    supplier: str
    supplier_name: str
    recipient: str
    recipient_name: str
    last: date


def unpublished() -> tuple[Waiting, ...]:
    """Every claim that is not public, the newest statement first. Eight queries."""
    found = [waiting for table in CLAIM_TABLES for waiting in _unpublished(table)]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0], reverse=True))


def _unpublished(table: str) -> Iterator[tuple[tuple[date, str], Waiting]]:
    model, record = MODELS[table]
    rows = model._default_manager.filter(status__in=WAITING)
    people = {
        code: (author, submitter, reason)
        for code, author, submitter, reason in rows.values_list("pk", "entered_by", "submitted_by", "review_note")
    }
    for claim in records_of(rows, record) if people else ():
        if claim.code in people:
            waiting = Waiting(table, claim.code, claim.status, quote(claim), *people[claim.code])
            yield (claim.claimed_on, claim.code), waiting


def proposals() -> tuple[Proposed, ...]:
    """The proposed changes that wait, and for each record and proposer the last one that was rejected. One query."""
    rows = models.Proposal.objects.order_by("-at").values_list("kind", "code", "by", "note", "outcome")
    latest: dict[tuple[str, str, int], Proposed] = {}
    settled: set[tuple[str, str, int]] = set()
    called = dict(KIND)
    for kind, code, author, note, outcome in rows:
        key = (kind, code, author)
        if key in latest or key in settled:
            continue
        if outcome in ("open", "rejected"):
            latest[key] = Proposed(kind, called[kind], code, author, note, outcome == "rejected")
        else:
            settled.add(key)
    return tuple(latest.values())


def merges(but: int) -> tuple[tuple[int, str], ...]:
    """The merges that wait, by number and in words, without those of one person. One query."""
    waiting = models.Merge.objects.filter(outcome="open").exclude(by=but).order_by("at")
    return tuple((one.pk, str(one)) for one in waiting)


def additions() -> tuple[Added, ...]:
    """What was added beside claims and is not public yet, the newest first. One query."""
    rows = models.Addition.objects.filter(public_at=None).select_related("by")
    return tuple(Added(row.kind, row.get_kind_display(), row.code, str(row.by)) for row in rows)


def weak_sources(most: int) -> tuple[int, tuple[WeakSource, ...]]:
    """How many sources graded E or F published claims rest on alone, and those that the most rest on. Five queries.

    A claim whose figure stands in a better document as well does not count.
    """
    weak = models.Source.objects.filter(reliability__in=WEAK).order_by()
    better = public("appearances").filter(carries__startswith=Carried.FIGURE).exclude(source__reliability__in=WEAK)
    claims: Counter[str] = Counter()
    for table in CLAIM_TABLES:
        rows = public(table).filter(status=Status.PUBLISHED, source__in=weak.values("code")).order_by()
        rows = rows.exclude(Exists(better.filter(claim=OuterRef("pk"))))
        claims.update(dict(rows.values_list("source").annotate(claims=Count("*"))))
    first = sorted(claims, key=lambda code: (-claims[code], code))[:most]
    named = weak.in_bulk(first)
    shown = (named[code] for code in first)
    return len(claims), tuple(WeakSource(s.code, str(s), s.reliability, claims[s.code]) for s in shown)


def links_to_check(today: date, most: int) -> Links:
    """The sources whose links are to be looked at: dead ones without an archived copy, those that nobody checked, those
    checked longest ago. Two queries."""
    before = today - timedelta(days=LINK_DAYS)
    lost, never = Q(link_state__in=_GONE, archived_url=""), Q(link_checked_on=None)
    old = Q(link_checked_on__lt=before) & ~lost
    sources = models.Source.objects.order_by()
    counted = sources.aggregate(
        lost=Count("pk", filter=lost), never=Count("pk", filter=never), old=Count("pk", filter=old)
    )
    urgency = Case(When(lost, then=0), When(never, then=1), default=2)
    first = sources.filter(lost | never | old).order_by(urgency, "link_checked_on", "-published_on", "code")[:most]
    return Links(**counted, before=before, first=tuple(Link(s.code, str(s), _reason(s)) for s in first))


def _reason(source: models.Source) -> str:
    if source.link_checked_on is None:
        return "never checked"
    state = LINK_STATE.label(source.link_state)
    copy = "" if source.archived_url else ", no archived copy"
    return f"{state} on {when(source.link_checked_on)}{copy}"


def quiet_flows(today: date) -> tuple[QuietFlow, ...]:
    """The pairs of parties about which nothing was stated for a year, the longest silence last. Two queries."""
    names = dict(models.Actor.objects.order_by().values_list("code", "name"))
    rows: Any = public("shipments").filter(status=Status.PUBLISHED).order_by().values_list("supplier", "recipient")
    since = today - timedelta(days=QUIET_DAYS)
    quiet = rows.annotate(last=Max("claimed_on")).filter(last__lt=since).order_by("-last", "supplier", "recipient")
    return tuple(QuietFlow(one, names[one], other, names[other], last) for one, other, last in quiet)
