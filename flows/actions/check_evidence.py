"""Look for claims in the text of their document, and keep what was found; never the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from flows.actions.writing import writing
from flows.extraction.evidence import VERSION, Document, Sighting, parties, sought
from flows.models import EvidenceCheck
from flows.queries.claims_of_source import claims_of_source
from flows.queries.rows import MODELS
from flows.queries.text_vocabulary import text_vocabulary
from flows.records import AnyClaim
from flows.vocabulary import Status


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim that was looked for, what was found of it, and whether that was kept."""

    claim: AnyClaim
    sighting: Sighting
    kept: bool


def check_evidence(source: str, text: str, sha256: str, by: Any = None) -> tuple[CheckedClaim, ...]:
    """Looks for every published claim that rests on a document in the document's text, and keeps each result.

    ``sha256`` is that of what was given. What ``by`` entered or submitted is looked for and not kept: somebody else
    checks it. Everything slow is done before the transaction begins.
    """
    claims = [claim for claim in claims_of_source(source) if claim.status == Status.PUBLISHED]
    document = Document(text, text_vocabulary().names)
    own = _own(claims, by)
    found = tuple(CheckedClaim(claim, document.look(sought(claim)), claim.code not in own) for claim in claims)
    with writing():
        EvidenceCheck.objects.bulk_create(
            (_row(one, source, by, sha256, len(text)) for one in found if one.kept), batch_size=200
        )
    return found


def _own(claims: Iterable[AnyClaim], by: Any) -> frozenset[str]:
    """The codes of those that somebody entered or submitted."""
    if by is None:
        return frozenset()
    codes = [claim.code for claim in claims]
    own = (
        model._default_manager.filter(Q(entered_by=by) | Q(submitted_by=by), code__in=codes)
        for model, _ in MODELS.values()
        if hasattr(model, "submitted_by")
    )
    return frozenset(code for rows in own for code in rows.values_list("code", flat=True))


def _row(one: CheckedClaim, source: str, by: Any, sha256: str, characters: int) -> EvidenceCheck:
    claim, sighting = one.claim, one.sighting
    return EvidenceCheck(
        claim=claim.code,
        source_id=source,
        by=by,
        sha256=sha256,
        characters=characters,
        matcher=VERSION,
        low=claim.low,
        point=getattr(claim, "point", None),
        high=claim.high,
        words=getattr(claim, "words", ""),
        sides=" ".join(parties(claim)),
        figure_found=sighting.figure,
        party_found=sighting.party,
        date_found=sighting.date,
    )
