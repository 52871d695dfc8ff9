"""Stories: comparisons that were made in public on a day, told from claims on record.

Note 1: ``claims`` and ``ratios`` hold codes of claims of several kinds in an order of their own, so no foreign key can
keep them, as in appearances. Forms and imports see that each is recorded and was stated by the day of the story, and no
claim is ever deleted.
"""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q

from flows.models.reference import Actor, Munition
from flows.models.rules import code_field
from flows.models.subjects import Subject


def _party(related_name: str) -> models.ForeignKey[Actor, Actor]:
    return models.ForeignKey(Actor, models.PROTECT, related_name=related_name)


def _kind(related_name: str) -> models.ForeignKey[Munition, Munition]:
    return models.ForeignKey(Munition, models.PROTECT, related_name=related_name)


class Story(models.Model):
    """A comparison of two flows as of its day, with the claims that it tells of and our words."""

    code = code_field()
    title = models.CharField(max_length=120)
    day = models.DateField()
    lede = models.TextField()
    left_supplier = _party("stories_left_of_supplier")
    left_recipient = _party("stories_left_of_recipient")
    left_munition = _kind("stories_left")
    right_supplier = _party("stories_right_of_supplier")
    right_recipient = _party("stories_right_of_recipient")
    right_munition = _kind("stories_right")
    claims = models.TextField()
    ratios = models.TextField(blank=True)
    prose = models.TextField(blank=True)
    caution = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=1)
    notes = models.TextField(blank=True)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="stories")

    class Meta:
        ordering = ("position", "code")
        verbose_name_plural = "stories"
        constraints = (
            CheckConstraint(
                condition=~Q(
                    left_supplier=F("right_supplier"),
                    left_recipient=F("right_recipient"),
                    left_munition=F("right_munition"),
                ),
                name="story_two_flows",
                violation_error_message="A story compares two different flows.",
            ),
        )

    def __str__(self) -> str:
        return self.title
