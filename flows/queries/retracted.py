"""The claims that were public and were retracted: what an instance that took them over has to hear of."""

from __future__ import annotations

from flows import models
from flows.dictionary import CLAIM_TABLES
from flows.queries.rows import MODEL_OF_KIND
from flows.vocabulary import Status


def retracted_claims() -> list[dict[str, str]]:
    """Each with its table, its code, the day on which it was retracted last, and the reason. Five queries."""
    revisions = models.Revision.objects.filter(verb="retracted").order_by("id")
    days = {(kind, code): at.date().isoformat() for kind, code, at in revisions.values_list("kind", "code", "at")}
    return [
        {"table": table, "code": code, "on": days.get((table, code), changed_at.date().isoformat()), "reason": reason}
        for table in CLAIM_TABLES
        for code, reason, changed_at in MODEL_OF_KIND[table]
        ._default_manager.filter(status=Status.RETRACTED)
        .order_by("code")
        .values_list("code", "retraction_reason", "changed_at")
    ]
