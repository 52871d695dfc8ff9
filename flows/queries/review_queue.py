"""What waits for somebody's review, in the order of the list on the start page: codes alone, however much waits.

Five queries.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flows import models
from flows.dictionary import CLAIM_TABLES
from flows.queries.rows import MODELS
from flows.vocabulary import Status


def review_queue(user: Any, kinds: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Kind and code of every claim that others submitted, the newest statement first, then of every record that others
    proposed to change, the newest proposal first; of the ``kinds`` that ``user`` reviews."""
    claims = []
    for table in CLAIM_TABLES:
        if table in kinds:
            rows = MODELS[table][0]._default_manager.filter(status=Status.SUBMITTED)
            others = rows.exclude(entered_by=user).exclude(submitted_by=user)
            claims += [(day, code, table) for day, code in others.values_list("claimed_on", "pk")]
    changes = models.Proposal.objects.filter(outcome="open", kind__in=kinds).exclude(by=user).order_by("-at")
    submitted = tuple((table, code) for _, code, table in sorted(claims, reverse=True))
    return (*submitted, *(found for found in changes.values_list("kind", "code") if found not in submitted))
