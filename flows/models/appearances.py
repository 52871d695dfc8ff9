"""Where a claim appeared: each document that holds it, and which of them reports or copies which.

Note 1: ``claim`` holds the code of a claim of any kind, so no foreign key can keep it, and no trigger does: on SQLite
one that reads the claims' tables would stop every migration that rebuilds them. Forms and imports see that it is
recorded, and no claim is ever deleted. A claim's own ``source`` is an appearance without a row of its own until someone
says more of it, so that no claim is without.
"""

from __future__ import annotations

from itertools import combinations

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from flows import vocabulary as v
from flows.models.reference import Source
from flows.models.rules import code_field, coded_field, coded_rule, not_itself_rule

_CARRIED = v.CARRIED.codes
# Plain text, as the database has it: a migration would otherwise import the enum that it was written from.
_ORIGINALS = tuple(kind.code for kind in v.AppearanceKind if kind.is_original)


class Appearance(models.Model):
    """A document that holds a claim: whether as its original, a report or a copy, where in it, and what of it."""

    code = code_field()
    claim = models.CharField(max_length=80)
    source = models.ForeignKey(Source, models.PROTECT, related_name="appearances")
    place = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10)
    kind = coded_field(v.APPEARANCE_KIND)
    carries = models.CharField(max_length=len(";".join(_CARRIED)))
    wording = models.TextField(blank=True)
    reports = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reported_by")
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ("claim", "code")
        constraints = (
            coded_rule("appearance", "kind", v.APPEARANCE_KIND),
            CheckConstraint(
                condition=Q(
                    carries__in=[
                        ";".join(some) for size in range(1, len(_CARRIED) + 1) for some in combinations(_CARRIED, size)
                    ]
                ),
                name="appearance_carries_coded",
                violation_error_message=f"A document holds one or more of: {', '.join(_CARRIED)}; in this order.",
            ),
            UniqueConstraint(
                fields=["claim", "source"],
                name="appearance_once",
                violation_error_message="A claim appears in a document once: say more in that row.",
            ),
            not_itself_rule("appearance", "reports", "An appearance cannot report itself."),
            CheckConstraint(
                condition=~Q(kind__in=_ORIGINALS) | Q(reports__isnull=True),
                name="appearance_original_reports_nothing",
                violation_error_message="An original statement reports nothing: leave empty what it reports.",
            ),
        )

    def __str__(self) -> str:
        return self.code
