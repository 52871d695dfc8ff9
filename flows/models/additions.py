"""What the desk adds besides claims: parties, munitions, documents, places, and when each became public.

Note 1: such a row has no status of its own. It is public unless an open addition says that it waits, so that the seeds,
whatever the house loads, and every row from before stay as they are, and the files' format knows nothing of it. A row
that waits becomes public with the first public record that names it, since a claim without its document would be no
claim; or by itself, where somebody other than who added it says so. It never goes back: what was public stays.

Note 2: a rule without a record ("public is what something public names") was the other way. It would have hidden the
rows of the seeds that nothing names yet, asked eleven tables before each answer, and left no trace of who added a row.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.utils import timezone

from flows.dictionary import ADDED


class Addition(models.Model):
    """A row that somebody added at the desk: by whom, and who made it public when, or nobody yet.

    ``public_with`` is the code of the record that named it when it became public; empty where it was approved alone.
    """

    kind = models.CharField(max_length=17, choices=ADDED)
    code = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    public_at = models.DateTimeField(null=True, blank=True)
    public_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    public_with = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("-at", "code")
        default_permissions = ()
        constraints: ClassVar = (
            UniqueConstraint(fields=["kind", "code"], name="addition_once"),
            CheckConstraint(condition=Q(kind__in=sorted(code for code, _ in ADDED)), name="addition_kind_coded"),
            CheckConstraint(
                condition=Q(public_at__isnull=False) | Q(public_by__isnull=True, public_with=""),
                name="addition_public_since",
                violation_error_message="What is public is so since some moment.",
            ),
            CheckConstraint(
                condition=Q(public_by__isnull=True) | ~Q(public_with="") | ~Q(public_by=F("by")),
                name="addition_approved_by_another",
                violation_error_message="Whoever added a row does not make it public by itself.",
            ),
        )
        indexes: ClassVar = (Index(fields=["kind", "code"], condition=Q(public_at=None), name="addition_waiting"),)

    def __str__(self) -> str:
        return f"{self.code}, added"
