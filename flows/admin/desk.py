"""The start page of the admin: what waits for whoever is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from flows.dictionary import CLAIM_TABLES
from flows.importing.days import latest_day
from flows.queries.corrections import Correction, corrections
from flows.queries.entered import entered
from flows.queries.review_queue import review_queue
from flows.queries.rows import MODEL_OF_KIND
from flows.queries.waiting import (
    Added,
    Links,
    Proposed,
    Waiting,
    additions,
    links_to_check,
    merges,
    proposals,
    quiet_flows,
    unpublished,
    weak_sources,
)
from flows.vocabulary import PUBLIC_STATUSES, LinkState, Status
from flows.wording import quote

SHOWN = 10
"""Of each list at most so many are shown; the heading says how many there are."""


def start(user: Any) -> dict[str, Any]:
    """One's own drafts and rejections, others' submissions, additions, weak sources, links, quiet flows.

    Twenty queries at most.
    """
    if not all(user.has_perm(f"flows.view_{_name(table)}") for table in CLAIM_TABLES):
        return {"may_look": False}
    claims, changes, added = unpublished(), proposals(), additions()
    reviewed = _reviewed(user)
    (weak_count, weak), quiet = weak_sources(SHOWN), quiet_flows(latest_day())
    links = links_to_check(latest_day(), SHOWN)
    mine = [claim for claim in claims if user.pk in (claim.author, claim.submitter)]
    return {
        "may_look": True,
        "may_add": user.has_perm("flows.add_shipment"),
        "kinds": [
            {"words": MODEL_OF_KIND[table]._meta.verbose_name, "address": _admin(table, "add")}
            for table in CLAIM_TABLES
        ],
        "lists": [
            _listed("Drafts of mine", "None.", [_claim(one, "change") for one in mine if one.status == Status.DRAFT]),
            _listed("To review", "Nothing waits for you.", [*to_review(user, claims, changes), *_merges(user)]),
            _listed("Came back to me", "Nothing came back.", _came_back(user, mine, changes)),
            _listed(
                "Mine, under review",
                "None.",
                [_claim(one, "review") for one in mine if one.status == Status.SUBMITTED]
                + [_change(one) for one in changes if one.author == user.pk and not one.rejected],
            ),
        ],
        "corrections": [_correction(one) for one in corrections(user) if one.kind in reviewed] if reviewed else [],
        "added": [_added(one) for one in added[:SHOWN]],
        "added_count": len(added),
        "weak": weak,
        "weak_count": weak_count,
        "links": links,
        "link_counts": _link_counts(links),
        "quiet": quiet[:SHOWN],
        "quiet_count": len(quiet),
        "sources_address": reverse("admin:flows_source_changelist"),
        "shipments_address": reverse("admin:flows_shipment_changelist"),
    }


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


def to_review(user: Any, claims: Sequence[Waiting], changes: Sequence[Proposed]) -> list[dict[str, str]]:
    """What others submitted and proposed, of the kinds that the user may review."""
    reviewed = _reviewed(user)
    submitted = [
        _claim(one, "review")
        for one in claims
        if one.status == Status.SUBMITTED and one.table in reviewed and user.pk not in (one.author, one.submitter)
    ]
    proposed = [_change(one) for one in changes if not one.rejected and one.author != user.pk and one.table in reviewed]
    return submitted + proposed


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


def _came_back(user: Any, mine: Sequence[Waiting], changes: Sequence[Proposed]) -> list[dict[str, str]]:
    rejected = [_claim(one, "change") for one in mine if one.status == Status.REJECTED]
    return rejected + [_change(one) for one in changes if one.rejected and one.author == user.pk]


def _link_counts(links: Links) -> list[dict[str, Any]]:
    """How many links wait for each reason, with the list of them."""
    gone = ",".join(state for state in LinkState if state.is_gone)
    counts = (
        (links.lost, "dead, without an archived copy", f"link_state__in={gone}&archived_url__exact="),
        (links.never, "never checked", "link_checked_on__isnull=True"),
        (links.old, "not checked for a year", f"link_checked_on__lt={links.before}"),
    )
    return [{"count": count, "words": words, "query": query} for count, words, query in counts if count]


def _listed(title: str, empty: str, rows: list[dict[str, str]]) -> dict[str, Any]:
    return {"title": title, "empty": empty, "count": len(rows), "rows": rows[:SHOWN]}


def _claim(one: Waiting, page: str) -> dict[str, str]:
    address = _admin(one.table, page, one.code)
    return {"code": one.code, "address": address, "words": one.phrase, "reason": one.reason}


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
