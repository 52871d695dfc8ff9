"""Further subjects: what a site is about besides its first, which `subject.json` of its seeds describes.

Note 1: the claims of all subjects are one ledger at one desk. Which of them a subject shows follows from its sides and
its munitions (`flows.queries.subject_rows`), so that no claim says of what subject it is, and one may be of several.
"""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q

from flows.models.reference import Actor
from flows.models.rules import code_field


class Subject(models.Model):
    """A further subject: its one or two receiving sides with a colour, and what of the ledger it is about."""

    code = code_field()
    title = models.CharField(max_length=120)
    description = models.TextField()
    keywords = models.TextField(blank=True)
    first_side = models.ForeignKey(Actor, models.PROTECT, related_name="first_in_subjects")
    first_makers = models.TextField(blank=True)
    second_side = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="second_in_subjects")
    second_makers = models.TextField(blank=True)
    munitions = models.TextField(blank=True)
    since = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    turning_points = models.TextField(blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ("title", "code")
        constraints = (
            CheckConstraint(
                condition=~Q(second_side=F("first_side")),
                name="subject_two_sides",
                violation_error_message="The two sides of a subject are different parties.",
            ),
            CheckConstraint(
                condition=Q(second_side__isnull=False) | Q(second_makers=""),
                name="subject_makers_of_a_side",
                violation_error_message="Parties whose output goes to the second side need that side.",
            ),
        )

    def __str__(self) -> str:
        return self.title
