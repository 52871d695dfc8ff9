"""What the record of one claim holds besides the fields of its list: whether its document was checked, and the outcome.

A list leaves this out: it would look up the checks of each of its claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.api.shape import Shape, coded, day, nullable
from flows.queries.evidence import check_of
from flows.vocabulary import EVIDENCE, Evidence

CLAIM_EVIDENCE = Shape(
    "ClaimEvidence",
    "What the document of a claim was found to hold, by the newest check; as of a day null, since checks are of today.",
    (
        nullable(day("evidence_checked_on", "The day on which its document was checked; null where it was not.")),
        nullable(coded("evidence", EVIDENCE)),
    ),
)


@dataclass(frozen=True, slots=True)
class _Found:
    evidence_checked_on: date | None
    evidence: Evidence | None


def evidence_of(code: str, as_of: date | None) -> dict[str, Any]:
    """The fields for the claim of a code. One query, none as of a day."""
    if as_of is not None:
        return CLAIM_EVIDENCE.body(_Found(None, None))
    check = check_of(code)
    found = _Found(check.on, check.evidence) if check else _Found(None, Evidence.NOT_CHECKED)
    return CLAIM_EVIDENCE.body(found)
