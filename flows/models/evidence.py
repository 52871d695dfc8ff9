"""What documents were found to hold of the claims that rest on them: every check as it was made, never the text.

Note 1: a check says what was looked for, and counts only while the claim still says that and still rests on that
document: what is corrected after a check has not been checked. So nothing has to be changed here, ever, and a trigger
holds that. The newest check of a claim and a document is the one that counts.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q
from django.utils import timezone

from flows import vocabulary as v
from flows.models.reference import Source
from flows.models.rules import amount_field, coded_field, coded_rule


class EvidenceCheck(models.Model):
    """One look for one claim in the text of one document: what was looked for, and what of it was found.

    ``sides`` are the codes of the parties that were looked for, with a space between two. ``by`` is nobody where the
    house checked by a command.
    """

    claim = models.CharField(max_length=80)
    source = models.ForeignKey(Source, models.PROTECT, related_name="evidence_checks", db_index=False)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    characters = models.PositiveIntegerField()
    matcher = models.CharField(max_length=8)
    low = amount_field("low")
    point = amount_field("point")
    high = amount_field("high")
    words = models.CharField(max_length=60, blank=True)
    sides = models.CharField(max_length=161)
    figure_found = coded_field(v.FOUND)
    party_found = coded_field(v.FOUND)
    date_found = coded_field(v.FOUND)

    class Meta:
        ordering = ("-id",)
        default_permissions = ()
        constraints: ClassVar = (
            *(coded_rule("evidence_check", f"{part}_found", v.FOUND) for part in ("figure", "party", "date")),
            CheckConstraint(
                condition=Q(characters__gt=0) & ~Q(sha256=""),
                name="evidence_check_of_a_text",
                violation_error_message="A check is of a text: say how long it was, and its SHA-256.",
            ),
        )
        indexes: ClassVar = (Index(fields=["claim", "source"], name="evidence_check_newest"),)

    def __str__(self) -> str:
        return f"{self.claim} in {self.source_id}"

    @property
    def evidence(self) -> v.Evidence:
        """What the document is worth as evidence."""
        return v.Evidence.judged(v.Found.of(self.figure_found), v.Found.of(self.party_found))
