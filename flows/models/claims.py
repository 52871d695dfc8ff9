"""The claims: about flows, paces, balances and context."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Index, Q

from flows import vocabulary as v
from flows.models.geography import Place
from flows.models.reference import Actor, Claimant, Munition, Source
from flows.models.rules import (
    amount_field,
    code_field,
    coded_field,
    coded_rule,
    filled_rule,
    not_itself_rule,
    not_negative_rule,
    order_rule,
)

FIGURES_OF_BOUND: Mapping[v.Bound, tuple[str, ...]] = {bound: bound.fills for bound in v.Bound}
"""Which of low, point and high each bound fills; the others stay empty."""

RATIO_FIGURES_OF_BOUND: Mapping[v.Bound, tuple[str, ...]] = {bound: bound.fills_of_ratio for bound in v.Bound}
"""The same for ratios, where a single stated value stands in both low and high."""

_ONE_SUCCESSOR = {"unique": "That claim already has a successor."}


# Plain text, as the database has it: a migration would otherwise import the enum that it was written from.
_PUBLIC = tuple(status.code for status in v.PUBLIC_STATUSES)


def _claim_rules(
    table: str, figures: tuple[str, ...] = ("low", "point", "high"), others: tuple[str, ...] = ()
) -> tuple[CheckConstraint, ...]:
    """What holds for every claim: ``others`` are the numbers beside its figures."""
    return (
        coded_rule(table, "date_precision", v.DATE_PRECISION),
        coded_rule(table, "status", v.STATUS),
        coded_rule(table, "bound", v.BOUND),
        coded_rule(table, "credibility", v.CREDIBILITY),
        filled_rule(table, FIGURES_OF_BOUND if "point" in figures else RATIO_FIGURES_OF_BOUND, figures),
        not_negative_rule(table, *figures, *others),
        order_rule(table, "low", "high", "Low cannot exceed high."),
        order_rule(table, "period_start", "period_end", "A period cannot end before it starts."),
        coded_rule(table, "start_basis", v.START_BASIS),
        CheckConstraint(
            condition=Q(start_basis="stated") | Q(period_start__isnull=False),
            name=f"{table}_start_has_its_day",
            violation_error_message="Where no start of the time is given, there is nothing to say of its origin.",
        ),
        CheckConstraint(
            condition=~Q(statement=""),
            name=f"{table}_has_statement",
            violation_error_message="Say in one sentence, in our words, what was claimed.",
        ),
        CheckConstraint(
            condition=(Q(status="retracted") & ~Q(retraction_reason=""))
            | (~Q(status="retracted") & Q(retraction_reason="")),
            name=f"{table}_retraction_reason",
            violation_error_message="A retracted record needs its reason, and only a retracted record has one.",
        ),
        CheckConstraint(
            condition=~Q(status="submitted") | Q(submitted_by__isnull=False),
            name=f"{table}_submitted_by_somebody",
            violation_error_message="A submitted claim was submitted by somebody.",
        ),
        CheckConstraint(
            condition=~Q(status="rejected") | ~Q(review_note=""),
            name=f"{table}_rejection_reason",
            violation_error_message="A rejection needs its reason.",
        ),
        CheckConstraint(
            condition=~Q(status__in=_PUBLIC) | Q(entered_by__isnull=True) | Q(approved_by__isnull=False),
            name=f"{table}_public_when_approved",
            violation_error_message="What an editor entered is public only once somebody else approved it.",
        ),
        CheckConstraint(
            condition=Q(approved_by__isnull=True)
            | (~Q(approved_by=F("entered_by")) & ~Q(approved_by=F("submitted_by"))),
            name=f"{table}_approved_by_another",
            violation_error_message="Whoever entered or submitted a claim cannot approve it.",
        ),
    )


def _person() -> models.ForeignKey[Any, Any]:
    """Somebody of the desk; whoever has work to their name is deactivated, never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )


class Claim(models.Model):
    """What every claim carries, whatever it is about."""

    code = code_field()
    claimant = models.ForeignKey(Claimant, models.PROTECT, related_name="%(class)ss")
    speaker = models.CharField(max_length=120, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="%(class)ss")
    claimed_on = models.DateField("stated on")
    date_precision = coded_field(v.DATE_PRECISION, default=v.DatePrecision.DAY)
    period_start = models.DateField("about the time from", null=True, blank=True)
    period_end = models.DateField("about the time to", null=True, blank=True)
    start_basis = coded_field(v.START_BASIS, default=v.StartBasis.STATED)
    bound = coded_field(v.BOUND)
    low = amount_field("low")
    point = amount_field("point")
    high = amount_field("high")
    credibility = coded_field(v.CREDIBILITY)
    statement = models.TextField(help_text="One sentence in our own words: what was claimed, never what happened.")
    notes = models.TextField(blank=True)
    status = coded_field(v.STATUS, default=v.Status.DRAFT)
    retraction_reason = models.CharField(max_length=400, blank=True)
    review_note = models.CharField("reviewer's reason", max_length=400, blank=True, editable=False)
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Rises by one with every write: who saves says which version they saw."
    )
    entered_by = _person()
    submitted_by = _person()
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = _person()
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        ordering = ("-claimed_on", "code")
        # Nothing vanishes: there is no permission to delete. To review is to approve and to reject.
        default_permissions = ("add", "change", "view", "review", "retract")

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        """Raises ValidationError, with both days, where the period ends before it starts."""
        super().clean()
        start, end = self.period_start, self.period_end
        if start and end and end < start:
            raise ValidationError(
                {"period_end": f"{end} lies before {start}, when it starts: take that or a later day."}
            )


class Shipment(Claim):
    """A claim about a flow: supplier to recipient, a munition, a quantity."""

    stance = coded_field(v.STANCE, default=v.Stance.ASSERTS)
    # Without indexes of their own: those below begin with each of them.
    claimant = models.ForeignKey(Claimant, models.PROTECT, related_name="shipments", db_index=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="shipments", db_index=False)
    supplier = models.ForeignKey(Actor, models.PROTECT, related_name="shipments_out", db_index=False)
    recipient = models.ForeignKey(Actor, models.PROTECT, related_name="shipments_in", db_index=False)
    munition = models.ForeignKey(Munition, models.PROTECT, related_name="shipments", db_index=False)
    stage = coded_field(v.STAGE)
    basis = coded_field(v.BASIS)
    words = models.CharField(max_length=60, blank=True)
    temporal = coded_field(v.TEMPORAL)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", error_messages=_ONE_SUCCESSOR
    )
    alternative_group = models.CharField(max_length=80, blank=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    derived_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="derived")
    factor = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)

    class Meta(Claim.Meta):
        constraints: ClassVar = (
            *_claim_rules("shipment", others=("factor",)),
            coded_rule("shipment", "stance", v.STANCE),
            coded_rule("shipment", "stage", v.STAGE),
            coded_rule("shipment", "basis", v.BASIS),
            coded_rule("shipment", "temporal", v.TEMPORAL),
            CheckConstraint(
                condition=~Q(supplier=F("recipient")),
                name="shipment_two_parties",
                violation_error_message="Supplier and recipient are two different actors.",
            ),
            CheckConstraint(
                condition=Q(words="") | Q(bound="unquantified"),
                name="shipment_words_without_figure",
                violation_error_message="A word for the amount goes only where the bound is: no figure.",
            ),
            CheckConstraint(
                condition=Q(supersedes__isnull=True) | Q(temporal="cumulative", stance="asserts"),
                name="shipment_supersedes_total",
                violation_error_message="Only an asserted running total replaces an earlier one.",
            ),
            CheckConstraint(
                condition=Q(factor__isnull=True) | Q(derived_from__isnull=False),
                name="shipment_factor_has_origin",
                violation_error_message="A factor needs the claim that it multiplies.",
            ),
            CheckConstraint(
                condition=~Q(temporal="interval") | Q(period_start__isnull=False) | Q(period_end__isnull=False),
                name="shipment_interval_has_period",
                violation_error_message="A figure within a period needs the start or the end of that period.",
            ),
            CheckConstraint(
                condition=~Q(basis="capacity-if-full") | ~Q(stage="delivered") | Q(stance="denies"),
                name="shipment_capacity_not_delivered",
                violation_error_message="What containers could hold is not a delivery: choose the stage shipped.",
            ),
            not_itself_rule("shipment", "supersedes", "A claim cannot supersede itself."),
            not_itself_rule("shipment", "part_of", "A claim cannot be part of itself."),
            not_itself_rule("shipment", "derived_from", "A claim cannot be derived from itself."),
        )
        indexes: ClassVar = (
            # One flow; and, counted without opening the table, how many claims there are of each kind.
            Index(
                fields=["supplier", "recipient", "munition", "stage", "basis", "claimant", "status", "claimed_on"],
                name="shipment_kind",
            ),
            Index(fields=["source", "status"], name="shipment_source"),
            # The status rides along, so that counting and skipping drafts need not open the table.
            Index(fields=["claimed_on", "code", "status"], name="shipment_by_day"),
            # A list of one party or kind, newest first, without sorting all of it.
            Index(fields=["supplier", "claimed_on", "code"], name="shipment_supplier_day"),
            Index(fields=["recipient", "claimed_on", "code"], name="shipment_recipient_day"),
            Index(fields=["munition", "claimed_on", "code"], name="shipment_munition_day"),
            Index(fields=["claimant", "claimed_on"], name="shipment_claimant_day"),
            # Whole: SQLite cannot see that a value that it is handed meets the condition of a partial one.
            Index(fields=["alternative_group"], name="shipment_group"),
        )


class Rate(Claim):
    """A claim about a pace: rounds fired, produced or needed per day, month or year."""

    actor = models.ForeignKey(Actor, models.PROTECT, related_name="rates")
    activity = coded_field(v.ACTIVITY)
    munition = models.ForeignKey(Munition, models.PROTECT, related_name="rates")
    per = coded_field(v.PER)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", error_messages=_ONE_SUCCESSOR
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="rates")

    class Meta(Claim.Meta):
        constraints: ClassVar = (
            *_claim_rules("rate"),
            coded_rule("rate", "activity", v.ACTIVITY),
            coded_rule("rate", "per", v.PER),
            not_itself_rule("rate", "supersedes", "A claim cannot supersede itself."),
        )
        indexes: ClassVar = (
            Index(fields=["actor", "activity", "claimed_on"], name="rate_actor_activity"),
            Index(fields=["claimed_on", "code"], name="rate_by_day"),
        )


class Ratio(Claim):
    """A claim about a balance: one side against the other, with what is compared."""

    favours = models.ForeignKey(Actor, models.PROTECT, related_name="ratios_for")
    over = models.ForeignKey(Actor, models.PROTECT, related_name="ratios_against")
    compared = coded_field(v.COMPARED)
    wording = coded_field(v.RATIO_WORDING)
    # A single value stands in both ends.
    point = None
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="ratios")

    class Meta(Claim.Meta):
        constraints: ClassVar = (
            *_claim_rules("ratio", ("low", "high")),
            coded_rule("ratio", "compared", v.COMPARED),
            coded_rule("ratio", "wording", v.RATIO_WORDING),
            CheckConstraint(
                condition=~Q(bound__in=("exact", "about")) | Q(low=F("high")),
                name="ratio_single_value",
                violation_error_message="A single ratio stands in both low and high.",
            ),
            CheckConstraint(
                condition=~Q(favours=F("over")),
                name="ratio_two_sides",
                violation_error_message="A ratio sets two different sides against one another.",
            ),
        )
        indexes: ClassVar = (Index(fields=["claimed_on", "code"], name="ratio_by_day"),)


class Indicator(Claim):
    """A claim about context: money, shares with a stated whole, stocks."""

    actor = models.ForeignKey(Actor, models.PROTECT, related_name="indicators")
    name = models.CharField(max_length=80)
    unit = coded_field(v.INDICATOR_UNIT)
    measured = models.CharField(max_length=160, blank=True)
    whole_of = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="shares_of")
    whole = coded_field(v.WHOLE, blank=True)
    whole_munition = models.ForeignKey(Munition, models.PROTECT, null=True, blank=True, related_name="shares_of")

    class Meta(Claim.Meta):
        constraints: ClassVar = (
            *_claim_rules("indicator"),
            coded_rule("indicator", "unit", v.INDICATOR_UNIT),
            coded_rule("indicator", "whole", v.WHOLE, blank=True),
            CheckConstraint(
                condition=Q(whole="", whole_of__isnull=True, whole_munition__isnull=True)
                | (~Q(whole="") & Q(whole_of__isnull=False, whole_munition__isnull=False, unit="percent")),
                name="indicator_share_of_a_whole",
                violation_error_message="A share is in percent and names its whole: what it is, whose, of which kind.",
            ),
        )
        indexes: ClassVar = (Index(fields=["claimed_on", "code"], name="indicator_by_day"),)


# Every table of claims, by the name that the desk, files and addresses have for it.
CLAIM_MODELS: Mapping[str, type[Claim]] = {
    str(model._meta.verbose_name_plural): model for model in Claim.__subclasses__()
}
