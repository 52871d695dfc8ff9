"""Who and what claims are about: actors, munitions, claimants, sources."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from flows import vocabulary as v
from flows.models.rules import code_field, coded_field, coded_rule, hash_field, not_itself_rule, web_link_rule
from flows.wording import document_name


def _known_on() -> models.DateField[Any, Any]:
    return models.DateField("known on", null=True, blank=True)


def _document(related_name: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey("flows.Source", models.PROTECT, null=True, blank=True, related_name=related_name)


class Actor(models.Model):
    """A party: a state, bloc, scheme or company; may be part of another."""

    code = code_field()
    name = models.CharField(max_length=120, unique=True)
    kind = coded_field(v.ACTOR_KIND)
    iso_alpha3 = models.CharField("ISO 3166 alpha-3", max_length=3, blank=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            coded_rule("actor", "kind", v.ACTOR_KIND),
            not_itself_rule("actor", "part_of", "An actor cannot be part of itself."),
            UniqueConstraint(
                fields=["iso_alpha3"],
                condition=~Q(iso_alpha3=""),
                name="actor_iso_unique",
                violation_error_message="Another actor already has this ISO code.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ActorOverlap(models.Model):
    """Two actors whose totals may count the same goods, and why."""

    code = code_field()
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="overlaps_from")
    overlaps = models.ForeignKey(Actor, models.PROTECT, related_name="overlaps_to")
    relation = coded_field(v.OVERLAP_RELATION)
    notes = models.TextField(blank=True)
    known_on = _known_on()
    source = _document("actor_overlaps")

    class Meta:
        ordering = ("code",)
        constraints = (
            coded_rule("actor_overlap", "relation", v.OVERLAP_RELATION),
            CheckConstraint(
                condition=~Q(actor=F("overlaps")),
                name="actor_overlap_two_actors",
                violation_error_message="An overlap is between two different actors.",
            ),
            UniqueConstraint(fields=["actor", "overlaps"], name="actor_overlap_once"),
        )

    def __str__(self) -> str:
        return self.code


class Munition(models.Model):
    """A kind of thing: a tree of munitions, and the carriers that get counted instead, each with its unit."""

    code = code_field()
    name = models.CharField(max_length=120, unique=True)
    plural = models.CharField(max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    calibre_mm = models.PositiveSmallIntegerField("calibre in mm", null=True, blank=True)
    unit = coded_field(v.UNIT)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            coded_rule("munition", "unit", v.UNIT),
            not_itself_rule("munition", "parent", "A munition cannot be its own parent."),
        )

    def __str__(self) -> str:
        return self.name


class Claimant(models.Model):
    """The institution that asserts, apart from the outlet that printed it."""

    code = code_field()
    name = models.CharField(max_length=160, unique=True)
    short_name = models.CharField(max_length=48, unique=True)
    kind = coded_field(v.CLAIMANT_KIND)
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="claimants")
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (coded_rule("claimant", "kind", v.CLAIMANT_KIND),)

    def __str__(self) -> str:
        return self.name


class ClaimantOverlap(models.Model):
    """Two claimants that are not independent of one another, and why."""

    code = code_field()
    claimant = models.ForeignKey(Claimant, models.PROTECT, related_name="overlaps_from")
    overlaps = models.ForeignKey(Claimant, models.PROTECT, related_name="overlaps_to")
    notes = models.TextField(blank=True)
    known_on = _known_on()
    source = _document("claimant_overlaps")

    class Meta:
        ordering = ("code",)
        constraints = (
            CheckConstraint(
                condition=~Q(claimant=F("overlaps")),
                name="claimant_overlap_two_claimants",
                violation_error_message="An overlap is between two different claimants.",
            ),
            UniqueConstraint(fields=["claimant", "overlaps"], name="claimant_overlap_once"),
        )

    def __str__(self) -> str:
        return self.code


class Source(models.Model):
    """One publication: publisher, title, link, date, kind, reliability, and what keeps it readable."""

    code = code_field()
    publisher = models.CharField(max_length=160)
    title = models.CharField(max_length=400, blank=True)
    url = models.CharField("link", max_length=1000, unique=True)
    published_on = models.DateField(null=True, blank=True)
    date_precision = coded_field(v.DATE_PRECISION, blank=True)
    language = models.CharField(max_length=10)
    kind = coded_field(v.SOURCE_KIND)
    reliability = coded_field(v.RELIABILITY)
    accessed_on = models.DateField()
    notes = models.TextField(blank=True)
    archived_url = models.CharField("archived copy", max_length=1000, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    archive_sha256 = hash_field("SHA-256 of the archived file")
    link_state = coded_field(v.LINK_STATE, blank=True)
    link_checked_on = models.DateField(null=True, blank=True)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")

    class Meta:
        ordering = ("-published_on", "code")
        constraints = (
            coded_rule("source", "kind", v.SOURCE_KIND),
            coded_rule("source", "reliability", v.RELIABILITY),
            coded_rule("source", "date_precision", v.DATE_PRECISION, blank=True),
            coded_rule("source", "link_state", v.LINK_STATE, blank=True),
            web_link_rule("source", "url"),
            web_link_rule("source", "archived_url", blank=True),
            not_itself_rule("source", "duplicate_of", "A source cannot be a duplicate of itself."),
            CheckConstraint(
                condition=Q(published_on__isnull=True) | ~Q(date_precision=""),
                name="source_date_has_precision",
                violation_error_message="A date of publication needs its precision.",
            ),
            CheckConstraint(
                condition=~Q(archived_url="") | Q(archived_on__isnull=True, archive_sha256=""),
                name="source_archive_has_address",
                violation_error_message="The day and the SHA-256 of an archived copy need its address.",
            ),
            CheckConstraint(
                condition=Q(link_state="", link_checked_on__isnull=True)
                | (~Q(link_state="") & Q(link_checked_on__isnull=False)),
                name="source_link_state_has_day",
                violation_error_message="The state of a link and the day on which it was checked go together.",
            ),
        )
        indexes = (Index(fields=["published_on", "code"], name="source_by_day"),)

    def __str__(self) -> str:
        return document_name(self.publisher, self.title, self.published_on, self.date_precision)
