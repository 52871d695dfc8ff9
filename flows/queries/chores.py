"""The chores of the desk, all of them: what is stale, weak, dead, unchecked, unmatched or quiet, whose, and until when.

A chore is computed each time, so that it is gone once it is done. Codes and days of a kind are read as a whole, since
its order is that of the days on which each is due, which somebody may have set; words of one page alone. However many
there are: eight queries at most for a kind, and five for the words of a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, Max, OuterRef, Q

from flows import models
from flows.dictionary import CLAIM_TABLES
from flows.models.history import KIND
from flows.queries.entered import entered
from flows.queries.evidence import every_check
from flows.queries.rows import MODELS, public
from flows.vocabulary import LINK_STATE, Carried, Evidence, LinkState, Status
from flows.wording import quote, when

STALE_DAYS = 14
"""What waits and was not touched for so long is stale."""
LINK_DAYS = 365
"""A link that nobody followed for so long is to be checked again."""
QUIET_DAYS = 365
"""A flow about which nobody stated anything for so long has gone quiet."""
WEAK = ("E", "F")
"""Sources that are unreliable, or that nobody can judge."""
WAITING = (Status.DRAFT, Status.SUBMITTED, Status.REJECTED)
Given = dict[tuple[str, str], models.Assignment]
"""The newest assignment of each chore, by its kind and code."""
_GONE = tuple(state for state in LinkState if state.is_gone)


@dataclass(frozen=True, slots=True)
class Found:
    """A chore by its code, the day since which it is one, and whose it is unless somebody says otherwise."""

    code: str
    since: date
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A chore with its owner, if it has one, and the day on which it is due."""

    code: str
    since: date
    owner: int | None
    on: date


@dataclass(frozen=True, slots=True)
class Chore:
    """One chore in words: what it is about, why it is one, whose it is, and when it is due."""

    code: str
    words: str
    why: str
    owner: str
    due: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class Sort:
    """One kind of chores: what it is called and means, how many days it may take, and how it is found and told."""

    title: str
    meaning: str
    days: int
    find: Callable[[date], Iterable[Found]]
    tell: Callable[[Sequence[str]], Mapping[str, tuple[str, str]]]


def due(kind: str, today: date) -> tuple[Due, ...]:
    """Every chore of a kind, the one that is due first at the beginning."""
    return _due(kind, today, _newest(models.Assignment.objects.filter(kind=kind)))


def every_due(today: date) -> Mapping[str, tuple[Due, ...]]:
    """The chores of every kind."""
    given = _newest(models.Assignment.objects.all())
    return {kind: _due(kind, today, given) for kind in SORTS}


def _newest(assignments: Any) -> Given:
    newest: Given = {}
    for one in assignments.order_by():
        key = (one.kind, one.code)
        if key not in newest or newest[key].pk < one.pk:
            newest[key] = one
    return newest


def _due(kind: str, today: date, given: Given) -> tuple[Due, ...]:
    sort, found = SORTS[kind], []
    for one in sort.find(today):
        assigned = given.get((kind, one.code))
        # Whoever assigned it did so for what it was then: a chore that came back later is nobody's yet.
        if assigned is not None and assigned.at.date() >= one.since:
            found.append(Due(one.code, one.since, assigned.owner_id, assigned.due_on))
        else:
            found.append(Due(one.code, one.since, one.owner, one.since + timedelta(days=sort.days)))
    return tuple(sorted(found, key=lambda one: (one.on, one.code)))


def told(kind: str, some: Sequence[Due], today: date) -> tuple[Chore, ...]:
    """Chores in words, in their order: those of one page."""
    words = SORTS[kind].tell([one.code for one in some])
    people = get_user_model()._default_manager.in_bulk({one.owner for one in some if one.owner is not None})
    return tuple(
        Chore(one.code, *words[one.code], str(people.get(one.owner, "")), one.on, one.on < today)
        for one in some
        if one.code in words
    )


# --- Stale: what waits for somebody ---


def _stale(today: date) -> Iterable[Found]:
    before = today - timedelta(days=STALE_DAYS)
    for table in CLAIM_TABLES:
        rows = MODELS[table][0]._default_manager.filter(status__in=WAITING, changed_at__date__lt=before)
        for code, status, at, author in rows.values_list("pk", "status", "changed_at", "entered_by"):
            # What was submitted is a reviewer's, and nobody knows yet which one's.
            yield Found(f"{table}:{code}", at.date(), None if status == Status.SUBMITTED else author)
    changes = models.Proposal.objects.filter(outcome="open", at__date__lt=before)
    yield from (Found(f"{kind}:{code}", at.date()) for kind, code, at in changes.values_list("kind", "code", "at"))
    added = models.Addition.objects.filter(public_at=None, at__date__lt=before)
    for kind, code, at, by in added.values_list("kind", "code", "at", "by"):
        yield Found(f"{kind}:{code}", at.date(), by)
    merges = models.Merge.objects.filter(outcome="open", at__date__lt=before)
    yield from (Found(f"merge:{pk}", at.date()) for pk, at in merges.values_list("pk", "at"))


def _tell_waiting(codes: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    called, by_kind = dict(KIND), _by_kind(codes)
    told: dict[str, tuple[str, str]] = {}
    for kind, some in by_kind.items():
        claims = entered(kind, some) if kind in CLAIM_TABLES else {}
        for code in some:
            if code in claims:
                claim = claims[code]
                waits = "a change to it waits" if claim.status == Status.PUBLISHED else claim.status.label
                told[f"{kind}:{code}"] = (quote(claim), waits)
            elif kind == "merge":
                told[f"{kind}:{code}"] = (f"Merge {models.Merge.objects.get(pk=code)}", "waits for review")
            else:
                told[f"{kind}:{code}"] = (f"{called[kind]} {code}".capitalize(), "not public, or a change to it waits")
    return told


def _by_kind(codes: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in codes:
        kind, _, code = one.partition(":")
        found.setdefault(kind, []).append(code)
    return found


# --- Sources: dead, unchecked, weak ---


def _dead(today: date) -> Iterable[Found]:
    rows = models.Source.objects.order_by().filter(link_state__in=_GONE, archived_url="")
    return (Found(code, day or today) for code, day in rows.values_list("pk", "link_checked_on"))


def _unchecked(today: date) -> Iterable[Found]:
    rows = models.Source.objects.order_by().exclude(link_state__in=_GONE, archived_url="")
    rows = rows.filter(Q(link_checked_on=None) | Q(link_checked_on__lt=today - timedelta(days=LINK_DAYS)))
    found = rows.values_list("pk", "link_checked_on", "accessed_on")
    return (Found(code, checked + timedelta(days=LINK_DAYS) if checked else read) for code, checked, read in found)


def _weak(today: date) -> Iterable[Found]:
    """A claim whose figure stands in a better document as well does not count."""
    resting = _resting_on(models.Source.objects.order_by().filter(reliability__in=WEAK))
    sources = models.Source.objects.in_bulk(list(resting))
    return (Found(code, sources[code].accessed_on) for code in resting)


def _resting_on(weak: Any) -> Counter[str]:
    """How many published claims rest on each of some weak sources alone."""
    better = public("appearances").filter(carries__startswith=Carried.FIGURE).exclude(source__reliability__in=WEAK)
    claims: Counter[str] = Counter()
    for table in CLAIM_TABLES:
        rows = public(table).filter(status=Status.PUBLISHED, source__in=weak.values("pk")).order_by()
        rows = rows.exclude(Exists(better.filter(claim=OuterRef("pk"))))
        claims.update(dict(rows.values_list("source").annotate(claims=Count("*"))))
    return claims


def _tell_links(codes: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    return {code: (str(source), _link(source)) for code, source in models.Source.objects.in_bulk(codes).items()}


def _link(source: models.Source) -> str:
    if source.link_checked_on is None:
        return "never checked"
    copy = "" if source.archived_url else ", no archived copy"
    return f"{LINK_STATE.label(source.link_state)} on {when(source.link_checked_on)}{copy}"


def _tell_weak(codes: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    weak = models.Source.objects.order_by().filter(pk__in=codes)
    claims = _resting_on(weak)
    return {
        code: (str(source), f"graded {source.reliability}, claims that rest on it alone: {claims[code]}")
        for code, source in weak.in_bulk().items()
    }


# --- Claims that their document does not hold ---


def _unmatched(today: date) -> Iterable[Found]:
    tables: dict[str, str] = {}
    absent = {one["claim"]: one["checked_on"] for one in every_check() if one["evidence"] is Evidence.ABSENT}
    for table in CLAIM_TABLES:
        rows = MODELS[table][0]._default_manager.filter(pk__in=list(absent)).order_by()
        tables |= dict.fromkeys(rows.values_list("pk", flat=True), table)
    return (Found(f"{tables[code]}:{code}", day) for code, day in absent.items() if code in tables)


def _tell_unmatched(codes: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    told = {}
    for table, some in _by_kind(codes).items():
        for code, claim in entered(table, some).items():
            told[f"{table}:{code}"] = (quote(claim), f"not found in {claim.publisher}")
    return told


# --- Pairs of parties about whom nothing is said any more ---


def _quiet(today: date) -> Iterable[Found]:
    rows: Any = public("shipments").filter(status=Status.PUBLISHED).order_by().values_list("supplier", "recipient")
    quiet = rows.annotate(last=Max("claimed_on")).filter(last__lt=today - timedelta(days=QUIET_DAYS))
    return (Found(f"{one}/{other}", last + timedelta(days=QUIET_DAYS)) for one, other, last in quiet)


def _tell_quiet(codes: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    pairs = [code.split("/") for code in codes]
    names = dict(
        models.Actor.objects.filter(pk__in={side for pair in pairs for side in pair}).values_list("pk", "name")
    )
    last = public("shipments").filter(status=Status.PUBLISHED, supplier__in=[one for one, _ in pairs]).order_by()
    days: Any = {
        f"{one}/{other}": day
        for one, other, day in last.values_list("supplier", "recipient").annotate(last=Max("claimed_on"))
    }
    return {
        f"{one}/{other}": (f"{names[one]} to {names[other]}", f"last statement {when(days[f'{one}/{other}'])}")
        for one, other in pairs
        if f"{one}/{other}" in days
    }


SORTS: Mapping[str, Sort] = {
    "stale": Sort("Stale", f"It waits, and nobody touched it for {STALE_DAYS} days.", 21, _stale, _tell_waiting),
    "dead": Sort("Dead links", "The link is dead, and there is no archived copy.", 30, _dead, _tell_links),
    "unmatched": Sort(
        "Unmatched", "The document was checked, and does not hold the claim.", 14, _unmatched, _tell_unmatched
    ),
    "weak": Sort("Weak", "Published claims rest on a source graded E or F alone.", 90, _weak, _tell_weak),
    "unchecked": Sort("Unchecked links", "Nobody followed the link for a year.", 30, _unchecked, _tell_links),
    "quiet": Sort("Quiet", "Nobody stated anything about the two parties for a year.", 30, _quiet, _tell_quiet),
}
"""The kinds of chores, the most pressing first."""
