"""What waits at the desk for people: drafts, submissions, rejections, proposed changes, merges, additions."""

from __future__ import annotations

from dataclasses import dataclass

from flows import models
from flows.dictionary import CLAIM_TABLES
from flows.models.history import KIND
from flows.queries.chores import WAITING
from flows.queries.rows import MODELS


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that is not public: its table and code, whose it is, the reason it came back with."""

    table: str
    code: str
    status: str
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


def unpublished() -> tuple[Waiting, ...]:
    """Every claim that is not public, the newest statement first: codes and people alone. Four queries."""
    found = []
    for table in CLAIM_TABLES:
        rows = MODELS[table][0]._default_manager.filter(status__in=WAITING).order_by()
        for day, code, *others in rows.values_list(
            "claimed_on", "pk", "status", "entered_by", "submitted_by", "review_note"
        ):
            found.append((day, code, Waiting(table, code, *others)))
    return tuple(one for _, _, one in sorted(found, key=lambda each: each[:2], reverse=True))


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
