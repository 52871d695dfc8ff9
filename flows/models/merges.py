"""Two rows found to be one: what was joined to what, by whom, and which references were moved.

Note 1: references are really moved, so that every query stays as it is and no answer follows a redirect. The old row is
kept, readers no longer see it, and its code leads to the new one. Exactly what was moved is noted, so that undoing it
moves back just that, and nothing that named the new row before or has been changed since.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils import timezone

from flows.dictionary import ADDED
from flows.models.history import OUTCOME, decision_rules

MERGED = ("actors", "claimants", "sources")
"""The tables of which two rows can be merged."""
_KIND = tuple((kind, called) for kind, called in ADDED if kind in MERGED)


class Merges(models.Manager["Merge"]):
    """The merges, and where the code of a merged row leads."""

    def hidden(self, kind: str) -> models.QuerySet[Any, Any]:
        """The codes of the rows of a kind that are merged into others, as a subquery."""
        return self.filter(kind=kind, in_force=True).order_by().values("old")

    def into(self, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """By kind and code, those of the rows that are merged, each with the code that stands for it now.

        One query, which reads the few merges there are; none where nothing is asked that can be merged."""
        rows = [(kind, code) for kind, code in asked if kind in MERGED]
        if not rows:
            return {}
        kept = self.filter(in_force=True, kind__in={kind for kind, _ in rows}).order_by()
        steps = {(kind, old): new for kind, old, new in kept.values_list("kind", "old", "new")}
        found = {}
        for kind, code in rows:
            new = code
            while (kind, new) in steps:
                new = steps[kind, new]
            if new != code:
                found[kind, code] = new
        return found


class Merge(models.Model):
    """A merge of the row ``old`` into ``new``, or the undoing of one: proposed by one, approved by another.

    ``undoes`` is the merge that it undoes. A merge is ``in_force`` from its approval until its undoing is approved.
    ``moved`` lists the references that were moved: kind and code of the record, its field as revisions name it, and
    whether it named the new row already.
    """

    kind = models.CharField(max_length=20, choices=_KIND)
    old = models.CharField("old code", max_length=80)
    new = models.CharField("new code", max_length=80)
    undoes: Any = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="undoings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=9, choices=OUTCOME, default="open")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField("reviewer's reason", max_length=400, blank=True)
    moved = models.JSONField(default=list)
    in_force = models.BooleanField(default=False)

    objects = Merges()

    class Meta:
        ordering = ("-at", "-pk")
        default_permissions = ()
        constraints: ClassVar = (
            CheckConstraint(condition=Q(kind__in=MERGED), name="merge_kind_coded"),
            CheckConstraint(
                condition=~Q(old=F("new")),
                name="merge_two_rows",
                violation_error_message="A row is not merged into itself.",
            ),
            UniqueConstraint(
                fields=["kind", "old"],
                condition=Q(in_force=True),
                name="merge_one_in_force",
                violation_error_message="The row is merged already.",
            ),
            UniqueConstraint(
                fields=["kind", "old"],
                condition=Q(outcome="open"),
                name="merge_one_open",
                violation_error_message="A merge of this row waits already.",
            ),
            CheckConstraint(
                condition=Q(in_force=False) | Q(outcome="applied", undoes__isnull=True),
                name="merge_in_force_when_approved",
                violation_error_message="Only an approved merge is in force.",
            ),
            *decision_rules("merge", "a merge"),
        )

    def __str__(self) -> str:
        return f"{self.old} and {self.new}, apart again" if self.undoes_id else f"{self.old} into {self.new}"
