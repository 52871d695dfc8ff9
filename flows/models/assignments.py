"""Who of the desk looks after a chore of the queue, and by which day.

Note 1: a chore is no row: it is computed each time (`flows.queries.chores`), and is gone once it is done. So an
assignment names it by its kind and code. It is never changed: the newest of a chore is the one that counts.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q
from django.utils import timezone


class Assignment(models.Model):
    """A chore given to somebody, or taken; without an owner it was let go."""

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=180)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)
        default_permissions = ()
        constraints: ClassVar = (
            CheckConstraint(
                condition=~Q(code=""), name="assignment_of_a_chore", violation_error_message="Say which chore it is."
            ),
        )
        indexes: ClassVar = (Index(fields=["kind", "code"], name="assignment_newest"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
