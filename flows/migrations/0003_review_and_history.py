"""Review, history and versions of claims.

Note 1: the revisions are append-only by triggers, which `flows.triggers` puts in place after each `migrate`.

Note 2: claims that stand in an older database get one first revision. What had been public there without review
keeps its author in that revision alone: the table says from now on that an author's claim was approved by another.
"""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.migrations import AddConstraint, AddIndex
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

_KINDS = {"shipments": "Shipment", "rates": "Rate", "ratios": "Ratio", "indicators": "Indicator"}
_KEPT_APART = (
    "code",
    "version",
    "entered_by",
    "recorded_at",
    "changed_at",
    "submitted_by",
    "submitted_at",
    "approved_by",
    "approved_at",
    "review_note",
)


def first_revisions(apps: Any, schema_editor: Any) -> None:
    """One revision for every claim that is there already."""
    revision = apps.get_model("flows", "Revision")
    for kind, name in _KINDS.items():
        model = apps.get_model("flows", name)
        revision.objects.bulk_create(
            (
                revision(
                    kind=kind,
                    code=claim.code,
                    number=1,
                    values=_values(claim),
                    at=claim.recorded_at,
                    verb="entered" if claim.entered_by_id else "imported",
                    by_id=claim.entered_by_id,
                )
                for claim in model.objects.order_by("code")
            ),
            batch_size=200,
        )
        model.objects.filter(status__in=("published", "retracted")).update(entered_by=None)
    if schema_editor.connection.vendor == "postgresql":
        # Foreign keys are looked at here and now: with checks still to come, no table could be altered.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def no_revisions(apps: Any, schema_editor: Any) -> None:
    """Nothing: the table of revisions goes as a whole."""


def _values(claim: Any) -> dict[str, str]:
    values = {
        field.name: getattr(claim, field.attname)
        for field in claim._meta.concrete_fields
        if field.name not in _KEPT_APART
    }
    return {name: _text(value) for name, value in values.items() if value not in (None, "")}


def _text(value: Any) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return format(value.normalize(), "f") if hasattr(value, "normalize") else str(value)


class Migration(migrations.Migration):
    dependencies = [("flows", "0002_supersession_rules"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=10)),
                ("code", models.CharField(max_length=80)),
                ("base", models.PositiveIntegerField()),
                ("verb", models.CharField(default="revised", max_length=9)),
                ("values", models.JSONField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("outcome", models.CharField(default="open", max_length=9)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=400)),
            ],
            options={"ordering": ("-at",)},
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=10)),
                ("code", models.CharField(max_length=80)),
                ("number", models.PositiveIntegerField()),
                ("verb", models.CharField(max_length=9)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("note", models.CharField(blank=True, max_length=400)),
                ("values", models.JSONField()),
            ],
            options={"ordering": ("code", "number")},
        ),
        migrations.AddField(
            model_name="indicator",
            name="approved_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="indicator",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="review_note",
            field=models.CharField(blank=True, editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name="indicator",
            name="submitted_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="indicator",
            name="submitted_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="indicator", name="version", field=models.PositiveIntegerField(default=1, editable=False)
        ),
        migrations.AddField(
            model_name="rate", name="approved_at", field=models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.AddField(
            model_name="rate",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rate", name="review_note", field=models.CharField(blank=True, editable=False, max_length=400)
        ),
        migrations.AddField(
            model_name="rate", name="submitted_at", field=models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.AddField(
            model_name="rate",
            name="submitted_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rate", name="version", field=models.PositiveIntegerField(default=1, editable=False)
        ),
        migrations.AddField(
            model_name="ratio", name="approved_at", field=models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.AddField(
            model_name="ratio",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ratio", name="review_note", field=models.CharField(blank=True, editable=False, max_length=400)
        ),
        migrations.AddField(
            model_name="ratio", name="submitted_at", field=models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.AddField(
            model_name="ratio",
            name="submitted_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ratio", name="version", field=models.PositiveIntegerField(default=1, editable=False)
        ),
        migrations.AddField(
            model_name="shipment", name="approved_at", field=models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.AddField(
            model_name="shipment",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="shipment",
            name="review_note",
            field=models.CharField(blank=True, editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name="shipment",
            name="submitted_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="shipment",
            name="submitted_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="shipment", name="version", field=models.PositiveIntegerField(default=1, editable=False)
        ),
        migrations.AlterField(
            model_name="indicator",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="rate",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="ratio",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="shipment",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="by",
            field=models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="proposal",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="approved_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        AddIndex("revision", Index(fields=["at"], name="revision_by_time")),
        migrations.RunPython(first_revisions, no_revisions),
        AddConstraint(
            "indicator",
            CheckConstraint(
                condition=Q(
                    Q(("status", "submitted"), _negated=True), ("submitted_by__isnull", False), _connector="OR"
                ),
                name="indicator_submitted_by_somebody",
            ),
        ),
        AddConstraint(
            "indicator",
            CheckConstraint(
                condition=Q(
                    Q(("status", "rejected"), _negated=True), Q(("review_note", ""), _negated=True), _connector="OR"
                ),
                name="indicator_rejection_reason",
            ),
        ),
        AddConstraint(
            "indicator",
            CheckConstraint(
                condition=Q(
                    Q(("status__in", ("published", "retracted")), _negated=True),
                    ("entered_by__isnull", True),
                    ("approved_by__isnull", False),
                    _connector="OR",
                ),
                name="indicator_public_when_approved",
            ),
        ),
        AddConstraint(
            "indicator",
            CheckConstraint(
                condition=Q(
                    ("approved_by__isnull", True),
                    Q(
                        Q(("approved_by", F("entered_by")), _negated=True),
                        Q(("approved_by", F("submitted_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="indicator_approved_by_another",
            ),
        ),
        AddConstraint(
            "rate",
            CheckConstraint(
                condition=Q(
                    Q(("status", "submitted"), _negated=True), ("submitted_by__isnull", False), _connector="OR"
                ),
                name="rate_submitted_by_somebody",
            ),
        ),
        AddConstraint(
            "rate",
            CheckConstraint(
                condition=Q(
                    Q(("status", "rejected"), _negated=True), Q(("review_note", ""), _negated=True), _connector="OR"
                ),
                name="rate_rejection_reason",
            ),
        ),
        AddConstraint(
            "rate",
            CheckConstraint(
                condition=Q(
                    Q(("status__in", ("published", "retracted")), _negated=True),
                    ("entered_by__isnull", True),
                    ("approved_by__isnull", False),
                    _connector="OR",
                ),
                name="rate_public_when_approved",
            ),
        ),
        AddConstraint(
            "rate",
            CheckConstraint(
                condition=Q(
                    ("approved_by__isnull", True),
                    Q(
                        Q(("approved_by", F("entered_by")), _negated=True),
                        Q(("approved_by", F("submitted_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="rate_approved_by_another",
            ),
        ),
        AddConstraint(
            "ratio",
            CheckConstraint(
                condition=Q(
                    Q(("status", "submitted"), _negated=True), ("submitted_by__isnull", False), _connector="OR"
                ),
                name="ratio_submitted_by_somebody",
            ),
        ),
        AddConstraint(
            "ratio",
            CheckConstraint(
                condition=Q(
                    Q(("status", "rejected"), _negated=True), Q(("review_note", ""), _negated=True), _connector="OR"
                ),
                name="ratio_rejection_reason",
            ),
        ),
        AddConstraint(
            "ratio",
            CheckConstraint(
                condition=Q(
                    Q(("status__in", ("published", "retracted")), _negated=True),
                    ("entered_by__isnull", True),
                    ("approved_by__isnull", False),
                    _connector="OR",
                ),
                name="ratio_public_when_approved",
            ),
        ),
        AddConstraint(
            "ratio",
            CheckConstraint(
                condition=Q(
                    ("approved_by__isnull", True),
                    Q(
                        Q(("approved_by", F("entered_by")), _negated=True),
                        Q(("approved_by", F("submitted_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="ratio_approved_by_another",
            ),
        ),
        AddConstraint(
            "shipment",
            CheckConstraint(
                condition=Q(
                    Q(("status", "submitted"), _negated=True), ("submitted_by__isnull", False), _connector="OR"
                ),
                name="shipment_submitted_by_somebody",
            ),
        ),
        AddConstraint(
            "shipment",
            CheckConstraint(
                condition=Q(
                    Q(("status", "rejected"), _negated=True), Q(("review_note", ""), _negated=True), _connector="OR"
                ),
                name="shipment_rejection_reason",
            ),
        ),
        AddConstraint(
            "shipment",
            CheckConstraint(
                condition=Q(
                    Q(("status__in", ("published", "retracted")), _negated=True),
                    ("entered_by__isnull", True),
                    ("approved_by__isnull", False),
                    _connector="OR",
                ),
                name="shipment_public_when_approved",
            ),
        ),
        AddConstraint(
            "shipment",
            CheckConstraint(
                condition=Q(
                    ("approved_by__isnull", True),
                    Q(
                        Q(("approved_by", F("entered_by")), _negated=True),
                        Q(("approved_by", F("submitted_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="shipment_approved_by_another",
            ),
        ),
        AddConstraint(
            "proposal", UniqueConstraint(condition=Q(("outcome", "open")), fields=("code",), name="proposal_one_open")
        ),
        AddConstraint(
            "proposal",
            CheckConstraint(
                condition=Q(("kind__in", ("shipments", "rates", "ratios", "indicators"))), name="proposal_kind_coded"
            ),
        ),
        AddConstraint(
            "proposal",
            CheckConstraint(
                condition=Q(
                    (
                        "verb__in",
                        (
                            "imported",
                            "entered",
                            "revised",
                            "submitted",
                            "approved",
                            "rejected",
                            "retracted",
                            "restored",
                        ),
                    )
                ),
                name="proposal_verb_coded",
            ),
        ),
        AddConstraint(
            "proposal",
            CheckConstraint(
                condition=Q(("outcome__in", ("open", "applied", "rejected", "withdrawn"))),
                name="proposal_outcome_coded",
            ),
        ),
        AddConstraint(
            "proposal",
            CheckConstraint(
                condition=Q(
                    Q(("outcome", "applied"), _negated=True),
                    Q(("reviewed_by__isnull", False), Q(("reviewed_by", F("by")), _negated=True)),
                    _connector="OR",
                ),
                name="proposal_approved_by_another",
            ),
        ),
        AddConstraint(
            "proposal",
            CheckConstraint(
                condition=Q(Q(("outcome", "rejected"), _negated=True), Q(("note", ""), _negated=True), _connector="OR"),
                name="proposal_rejection_reason",
            ),
        ),
        AddConstraint("revision", UniqueConstraint(fields=("code", "number"), name="revision_number_once")),
        AddConstraint(
            "revision",
            CheckConstraint(
                condition=Q(("kind__in", ("shipments", "rates", "ratios", "indicators"))), name="revision_kind_coded"
            ),
        ),
        AddConstraint(
            "revision",
            CheckConstraint(
                condition=Q(
                    (
                        "verb__in",
                        (
                            "imported",
                            "entered",
                            "revised",
                            "submitted",
                            "approved",
                            "rejected",
                            "retracted",
                            "restored",
                        ),
                    )
                ),
                name="revision_verb_coded",
            ),
        ),
        AddConstraint(
            "revision",
            CheckConstraint(
                condition=Q(("approved_by__isnull", True), Q(("approved_by", F("by")), _negated=True), _connector="OR"),
                name="revision_approved_by_another",
            ),
        ),
    ]
