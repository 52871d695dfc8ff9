"""The start page of the admin: what waits for whoever is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from flows.dictionary import CLAIM_TABLES
from flows.importing.days import latest_day
from flows.queries.chores import SORTS, every_due
from flows.queries.corrections import Correction, corrections
from flows.queries.entered import entered
from flows.queries.review_queue import review_queue
from flows.queries.rows import MODEL_OF_KIND
from flows.queries.waiting import Added, Proposed, Waiting, additions, merges, proposals, unpublished
from flows.vocabulary import PUBLIC_STATUSES, Status
from flows.wording import quote

SHOWN = 10
"""Of each list at most so many are shown; the heading says how many there are."""


def start(user: Any) -> dict[str, Any]:
    """One's own drafts and rejections, others' submissions, additions, and how many chores of each kind there are."""
    if not all(user.has_perm(f"flows.view_{_name(table)}") for table in CLAIM_TABLES):
        return {"may_look": False}
    claims, changes, added = unpublished(), proposals(), additions()
    reviewed = _reviewed(user)
    mine = [claim for claim in claims if user.pk in (claim.author, claim.submitter)]
    sent = [one for one in mine if one.status == Status.SUBMITTED]
    return {
        "may_look": True,
        "may_add": user.has_perm("flows.add_shipment"),
        "kinds": [
            {"words": MODEL_OF_KIND[table]._meta.verbose_name, "address": _admin(table, "add")}
            for table in CLAIM_TABLES
        ],
        "lists": [
            _listed("Drafts of mine", "change", [one for one in mine if one.status == Status.DRAFT]),
            _listed("To review", "review", [*_to_review(user, claims, changes), *_merges(user)]),
            _listed(
                "Came back to me",
                "change",
                [one for one in mine if one.status == Status.REJECTED]
                + [one for one in changes if one.rejected and one.author == user.pk],
            ),
            _listed(
                "Mine, under review",
                "review",
                [*sent, *(one for one in changes if one.author == user.pk and not one.rejected)],
            ),
        ],
        "corrections": [_correction(one) for one in corrections(user) if one.kind in reviewed] if reviewed else [],
        "added": [_added(one) for one in added[:SHOWN]],
        "added_count": len(added),
        "chores": _chores(user),
    }


def _chores(user: Any) -> list[dict[str, Any]]:
    today, found = latest_day(), []
    for kind, every in every_due(today).items():
        counts = {
            "count": len(every),
            "late": sum(one.on < today for one in every),
            "mine": sum(one.owner == user.pk for one in every),
        }
        found.append({"title": SORTS[kind].title, "address": f"{reverse('admin:flows_chores')}?kind={kind}", **counts})
    return found


def next_to_review(user: Any, kind: str, code: str) -> dict[str, Any] | None:
    """What comes after a record in the queue of somebody's review, from its end on from the beginning; None where
    nothing else waits. Six queries, however much waits."""
    queue = review_queue(user, _reviewed(user))
    place = queue.index((kind, code)) if (kind, code) in queue else -1
    others = (*queue[place + 1 :], *queue[: max(place, 0)])
    if not others:
        return None
    following, pk = others[0]
    words = f"a change to {pk}"
    if following in CLAIM_TABLES:
        claim = entered(following, [pk])[pk]
        words = f"a change to {quote(claim)}" if claim.status in PUBLIC_STATUSES else quote(claim)
    address = _admin(following, "review", pk)
    return {"address": address, "words": words, "place": place + 1, "of": len(queue), "left": len(others)}


def _to_review(user: Any, claims: Sequence[Waiting], changes: Sequence[Proposed]) -> list[Waiting | Proposed]:
    """What others submitted and proposed, of the kinds that the user may review."""
    reviewed = _reviewed(user)
    submitted = [
        one
        for one in claims
        if one.status == Status.SUBMITTED and one.table in reviewed and user.pk not in (one.author, one.submitter)
    ]
    proposed = [one for one in changes if not one.rejected and one.author != user.pk and one.table in reviewed]
    return [*submitted, *proposed]


def _reviewed(user: Any) -> set[str]:
    """The tables that a user may review: whoever reviews claims of every kind reviews what they refer to."""
    reviewed = {table for table in CLAIM_TABLES if user.has_perm(f"flows.review_{_name(table)}")}
    return set(MODEL_OF_KIND) if reviewed == set(CLAIM_TABLES) else reviewed


def _merges(user: Any) -> list[dict[str, str]]:
    """The merges that others proposed, for whoever reviews claims of every kind."""
    if not all(user.has_perm(f"flows.review_{_name(table)}") for table in CLAIM_TABLES):
        return []
    return [
        {"code": words, "address": reverse("admin:flows_merge", args=[number]), "words": f"Merge {words}", "reason": ""}
        for number, words in merges(user.pk)
    ]


def _listed(title: str, page: str, ones: Sequence[Any]) -> dict[str, Any]:
    """A list by its title: how many there are, and the first of them in words; claims by their phrases."""
    shown = ones[:SHOWN]
    phrases: dict[tuple[str, str], str] = {}
    for table in {one.table for one in shown if isinstance(one, Waiting)}:
        codes = [one.code for one in shown if isinstance(one, Waiting) and one.table == table]
        phrases |= {(table, code): quote(claim) for code, claim in entered(table, codes).items()}
    rows = []
    for one in shown:
        if isinstance(one, Waiting):
            address, words = _admin(one.table, page, one.code), phrases[one.table, one.code]
            rows.append({"code": one.code, "address": address, "words": words, "reason": one.reason})
        else:
            rows.append(_change(one) if isinstance(one, Proposed) else one)
    return {"title": title, "count": len(ones), "rows": rows}


def _change(one: Proposed) -> dict[str, str]:
    words = f"A change to {one.code}" if one.table in CLAIM_TABLES else f"A change to the {one.words} {one.code}"
    address = _admin(one.table, "review", one.code)
    return {"code": one.code, "address": address, "words": words, "reason": one.reason}


def _correction(one: Correction) -> dict[str, Any]:
    return {
        "address": _admin(one.kind, "review", one.code),
        "words": f"{one.by} corrects the {one.called} {one.code}, whose change you approved",
        "told": f"{one.field}: {one.before or 'empty'} → {one.after or 'empty'}",
        "proposal": one.proposal,
        "seen": one.base,
    }


def _added(one: Added) -> dict[str, str]:
    return {
        "address": _admin(one.kind, "review", one.code),
        "words": one.code,
        "reason": f"{one.words}, added by {one.by}",
    }


def _name(table: str) -> str:
    return str(MODEL_OF_KIND[table]._meta.model_name)


def _admin(table: str, page: str, *codes: str) -> str:
    return reverse(f"admin:flows_{_name(table)}_{page}", args=codes)
