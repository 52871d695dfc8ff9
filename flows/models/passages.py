"""The words of documents that claims were read from, for those who review them; never for readers.

Note 1: a short quotation is kept so that whoever reviews a figure sees where it came from without opening the document.
The text of a document is kept nowhere. Like checks of evidence, a passage is never changed: the newest of a claim and a
document is the one that counts.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q
from django.utils import timezone

from flows.models.reference import Source

LONGEST = 1_000
"""A passage has at most so many characters: a quotation, and not the article."""


class Passage(models.Model):
    """The words of a document from which a claim was read."""

    claim = models.CharField(max_length=80)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", db_index=False)
    text = models.CharField(max_length=LONGEST)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)
        default_permissions = ()
        constraints: ClassVar = (
            CheckConstraint(
                condition=~Q(text=""), name="passage_of_words", violation_error_message="A passage holds words."
            ),
        )
        indexes: ClassVar = (Index(fields=["claim", "source"], name="passage_newest"),)

    def __str__(self) -> str:
        return f"{self.claim}, read in {self.source_id}"
