"""One claim of any kind with the claims around it: its chain, its other readings, its parts, what derives from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from flows import records
from flows.dictionary import CLAIM_TABLES
from flows.queries.listing import one, some
from flows.queries.rows import MODELS, public, records_of

_LONGEST_CHAIN = 40


@dataclass(frozen=True, slots=True)
class RelatedClaims:
    """A claim, the table it is in, and its relations stated by the day; each empty where there is none.

    ``chain`` runs from the first running total to the newest and includes the claim itself; ``readings`` are
    the other members of its alternative group; ``whole`` is the claim that contains it and ``origin`` the one
    it is derived from.
    """

    table: str
    claim: Any
    chain: tuple[Any, ...]
    readings: tuple[records.Shipment, ...]
    parts: tuple[records.Shipment, ...]
    derived: tuple[records.Shipment, ...]
    whole: records.Shipment | None
    origin: records.Shipment | None


def related_claims(code: str, as_of: date | None = None) -> RelatedClaims | None:
    """The public claim of a code, whatever its kind and whenever stated; None where there is none.

    One query for each table until it is found; for a claim about a flow one more for what belongs to it;
    and one for each step of its chain, at most forty either way.
    """
    for table in CLAIM_TABLES:
        claim = one(table, code, as_of)
        if claim is not None:
            return _related(table, claim, as_of)
    return None


def source_of(claim: records.Claim) -> records.Source:
    """The document that a claim was read in. One query."""
    (source,) = some("sources", (claim.source,))
    return source  # type: ignore[no-any-return]


def _related(table: str, claim: Any, as_of: date | None) -> RelatedClaims:
    chain = _chain(table, claim, as_of) if table in ("shipments", "rates") else ()
    if table != "shipments":
        return RelatedClaims(table, claim, chain, (), (), (), None, None)
    around = Q(part_of=claim.code) | Q(derived_from=claim.code)
    around |= Q(code__in=[code for code in (claim.part_of, claim.derived_from) if code])
    if claim.alternative_group:
        around |= Q(alternative_group=claim.alternative_group)
    rows = public("shipments").filter(around).exclude(code=claim.code).order_by("claimed_on", "code")
    if as_of is not None:
        rows = rows.filter(claimed_on__lte=as_of)
    found = tuple(records_of(rows, records.Shipment, as_of))
    return RelatedClaims(
        table,
        claim,
        chain,
        tuple(c for c in found if claim.alternative_group and c.alternative_group == claim.alternative_group),
        tuple(c for c in found if c.part_of == claim.code),
        tuple(c for c in found if c.derived_from == claim.code),
        next((c for c in found if c.code == claim.part_of), None),
        next((c for c in found if c.code == claim.derived_from), None),
    )


def _chain(table: str, claim: Any, as_of: date | None) -> tuple[Any, ...]:
    """The claims replaced by this one and those that replaced it, in order; empty where there are none."""
    before = _walk(table, claim, "supersedes", as_of)
    after = _walk(table, claim, "superseded_by", as_of)
    return (*reversed(before), claim, *after) if before or after else ()


def _walk(table: str, claim: Any, step: str, as_of: date | None) -> list[Any]:
    found: list[Any] = []
    seen = {claim.code}
    code = getattr(claim, step)
    while code and code not in seen and len(found) < _LONGEST_CHAIN:
        seen.add(code)
        record = MODELS[table][1]
        rows = public(table).filter(code=code)
        if as_of is not None:
            rows = rows.filter(claimed_on__lte=as_of)
        step_record = next(iter(records_of(rows, record, as_of)), None)
        if step_record is None:
            break
        found.append(step_record)
        code = getattr(step_record, step)
    return found
