"""One claim of any kind: what was said, by whom, where, how it is graded, and what it stands beside."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import SITE, asked_day, page
from dashboard.pages.missing import missing, near_codes
from dashboard.pages.twins import record_twins
from flows.queries.codes import claim_codes_around
from flows.queries.related_claims import RelatedClaims, related_claims
from flows.queries.revisions import revisions
from flows.records import Shipment
from flows.vocabulary import RELIABILITY, Credibility
from flows.wording import quote, when

KINDS = {
    "shipments": "a claim about a flow",
    "rates": "a claim about a pace",
    "ratios": "a claim about a balance",
    "indicators": "a claim about context",
}


@require_safe
def claim(request: HttpRequest, code: str) -> HttpResponse:
    """The claim of an address; 404 with the nearest codes where there is none."""
    as_of, faults = asked_day(request)
    found = related_claims(code, as_of)
    if found is None:
        near = near_codes(code, claim_codes_around(code), "claim", as_of)
        return missing(request, "claim", code, near, as_of, faults)
    phrase = quote(found.claim)
    return page(
        request,
        "pages/claim.html",
        content(found, request.build_absolute_uri(request.path))
        | {"not_yet": as_of and found.claim.claimed_on > as_of, "revisions": revisions(code)},
        title=phrase[:1].upper() + phrase[1:],
        description=found.claim.statement,
        as_of=as_of,
        faults=faults,
        twins=record_twins(found.table, code, as_of),
    )


def content(found: RelatedClaims, address: str) -> dict[str, Any]:
    """What the template prints."""
    record = found.claim
    return {
        "found": found,
        "claim": record,
        "kind": KINDS[found.table],
        "reliability": RELIABILITY.term(record.reliability),
        "credibility": credibility(record),
        "citation": citation(record, address),
        "converts": _counts(record, "container"),
        "lasts": _counts(record, "round"),
    }


def _counts(record: Any, unit: str) -> bool:
    """Whether a claim about a flow gives a figure in a unit, from which something can be computed."""
    return isinstance(record, Shipment) and record.unit == unit and bool(record.quantity.figures)


def credibility(record: Any) -> Credibility | None:
    """The grade of the statement; None for context figures, which carry none."""
    return getattr(record, "credibility", None)


def citation(record: Any, address: str) -> str:
    """The claim as text to copy: the phrase with its evidence, where it was printed, and this page."""
    phrase = quote(record)
    printed = f"{record.publisher}, “{record.source_title}”, {record.source_link}"
    stated = when(record.claimed_on, record.date_precision)
    return (
        f"{phrase[:1].upper()}{phrase[1:]}. Stated {stated}; read in {printed}. {SITE}, claim {record.code}: {address}"
    )
