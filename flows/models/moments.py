"""The moments of the record: one for every write that was committed, in the order of the commits.

Note 1: what a table held at a moment is read from its past (`flows.past`), whose rows name the first moment that had
them and the first that had not. Numbers and not times are compared: a write that took long would otherwise begin
before, and end after, an answer that somebody has already cited. Writes are let in one after the other
(`flows.actions.writing`), so that numbers follow commits, on PostgreSQL too.
"""

from __future__ import annotations

from django.db import models


class Moment(models.Model):
    """The end of one write: its number, when it came about, and the newest revision that it knew."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(unique=True)
    newest_revision = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("number",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"moment {self.number}"
