"""What became of every record: each revision as it was written, and changes that wait for somebody else.

Note 1: a revision holds the whole record as it then stood, not what differs: a route with its legs, an event with its
parties. What changed, and what was on record on any past day, are read off by comparing; restoring is writing the old
values once more. Empty values are left out.

Note 2: what is public is never edited in place by an editor. The change is a proposal beside it; readers go on seeing
the approved words until somebody other than the proposer approves the new ones. Sending a claim itself back through
review would have made a public number vanish meanwhile, and left claims that refer to it without it.

Note 3: what claims refer to has no column for a status or a version. Each revision says in ``status`` whether readers
saw the row, as those of claims do, so that one query asks for the public ones of both; the version is its number.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.utils import timezone

from flows.dictionary import ADDED, FIRST_NAMES
from flows.models.claims import CLAIM_MODELS
from flows.vocabulary import Bound, Credibility

KIND = (*((kind, str(model._meta.verbose_name)) for kind, model in CLAIM_MODELS.items()), *ADDED)
VERB = (
    ("imported", "imported"),
    ("entered", "entered"),
    ("revised", "revised"),
    ("submitted", "submitted for review"),
    ("approved", "approved"),
    ("rejected", "rejected"),
    ("retracted", "retracted"),
    ("restored", "restored"),
    ("removed", "removed"),
    ("discarded", "discarded"),
)
OUTCOME = (("open", "waiting"), ("applied", "approved"), ("rejected", "rejected"), ("withdrawn", "withdrawn"))


def _codes(choices: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(code for code, _ in choices)


def decision_rules(table: str, what: str) -> tuple[CheckConstraint, ...]:
    """What holds of every proposal that somebody else decides on: ``what`` is proposed, as in "a change"."""
    return (
        CheckConstraint(condition=Q(outcome__in=_codes(OUTCOME)), name=f"{table}_outcome_coded"),
        CheckConstraint(
            condition=~Q(outcome="applied") | (Q(reviewed_by__isnull=False) & ~Q(reviewed_by=F("by"))),
            name=f"{table}_approved_by_another",
            violation_error_message=f"Whoever proposes {what} cannot approve it.",
        ),
        CheckConstraint(
            condition=~Q(outcome="rejected") | ~Q(note=""),
            name=f"{table}_rejection_reason",
            violation_error_message="A rejection needs its reason.",
        ),
    )


class KeptValues(models.JSONField):
    """The values of a record as text by field.

    Revisions are never changed: an indicator from before there was a bound is read by today's names, with the bound
    that its figures say, as one that cannot be judged.
    """

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The stored values by the fields that the claim now has."""
        kept = super().from_db_value(value, expression, connection)
        if not isinstance(kept, dict) or kept.keys().isdisjoint(FIRST_NAMES):
            return kept
        kept = {FIRST_NAMES.get(name, name): text for name, text in kept.items()}
        bound = Bound.plainest(kept.keys() & set(FIRST_NAMES.values()))
        return {"bound": bound, "credibility": Credibility.UNJUDGED, **kept}

    def deconstruct(self) -> Any:
        """That of the field that the database has."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


class Revision(models.Model):
    """One write to one record: how it stood afterwards, who wrote it, and when. Never changed, never deleted.

    ``number`` is the record's version. ``note`` holds the reason of a rejection or a retraction. One that was removed
    before it was public has a last revision without values.
    """

    kind = models.CharField(max_length=20, choices=KIND)
    code = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=9, choices=VERB)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=400, blank=True)
    values = KeptValues()

    class Meta:
        ordering = ("code", "number")
        default_permissions = ()
        constraints: ClassVar = (
            UniqueConstraint(fields=["kind", "code", "number"], name="revision_number_once"),
            CheckConstraint(condition=Q(kind__in=sorted(_codes(KIND))), name="revision_kind_coded"),
            CheckConstraint(condition=Q(verb__in=_codes(VERB)), name="revision_verb_coded"),
            CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("by")),
                name="revision_approved_by_another",
                violation_error_message="Whoever wrote a revision cannot approve it.",
            ),
        )
        indexes: ClassVar = (Index(fields=["at"], name="revision_by_time"),)

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class Proposal(models.Model):
    """A change to a public record that waits for somebody else, or what became of it.

    ``base`` is the version of the record that the proposer saw, ``values`` the record as it would stand.
    """

    kind = models.CharField(max_length=20, choices=KIND)
    code = models.CharField(max_length=80)
    base = models.PositiveIntegerField()
    verb = models.CharField(max_length=9, choices=VERB, default="revised")
    values = KeptValues()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=9, choices=OUTCOME, default="open")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField("reviewer's reason", max_length=400, blank=True)

    class Meta:
        ordering = ("-at",)
        default_permissions = ()
        constraints: ClassVar = (
            UniqueConstraint(
                fields=["kind", "code"],
                condition=Q(outcome="open"),
                name="proposal_one_open",
                violation_error_message="A change to this record waits already.",
            ),
            CheckConstraint(condition=Q(kind__in=sorted(_codes(KIND))), name="proposal_kind_coded"),
            CheckConstraint(condition=Q(verb__in=_codes(VERB)), name="proposal_verb_coded"),
            *decision_rules("proposal", "a change"),
        )

    def __str__(self) -> str:
        return f"{self.code}, proposed"
