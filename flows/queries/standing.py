"""The claims over several flows that a total is asked of, and which of them stand: one query."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from flows import models, records
from flows.estimates.ledger import Ledger, resolve
from flows.queries.rows import public, read
from flows.questions.total import TotalQuestion


def standing_claims(question: TotalQuestion, within: Collection[str]) -> Ledger:
    """The ledger of the claims that match a question, over the munitions ``within``, on its day."""
    matches = Q(
        supplier__in=question.suppliers,
        recipient__in=question.recipients,
        munition__in=sorted(within),
    )
    for name, chosen in (
        ("stage", question.stages),
        ("basis", question.bases),
        ("temporal", question.temporals),
        ("claimant", question.claimants),
    ):
        if chosen:
            matches &= Q(**{f"{name}__in": chosen})
    asked = models.Shipment.objects.filter(matches)
    groups = asked.exclude(alternative_group="").values("alternative_group")
    decides = (
        matches
        | Q(supersedes__in=asked.values("code"))
        | Q(alternative_group__in=groups)
        | Q(supersedes__alternative_group__in=groups)
    )
    claims = tuple(read(public("shipments").filter(decides).order_by("claimed_on", "code"), records.Shipment))
    about = [claim.code for claim in claims if _matches(claim, question, within)]
    return resolve(claims, question.as_of, about)


def _matches(claim: records.Shipment, question: TotalQuestion, within: Collection[str]) -> bool:
    return (
        claim.supplier in question.suppliers
        and claim.recipient in question.recipients
        and claim.munition in within
        and (not question.stages or claim.stage in question.stages)
        and (not question.bases or claim.basis in question.bases)
        and (not question.temporals or claim.temporal in question.temporals)
        and (not question.claimants or claim.claimant in question.claimants)
    )
