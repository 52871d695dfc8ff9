"""Where claims appeared: a table of documents that hold a claim, kept by the desk like any other reference table."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations, models
from django.db.migrations import AddConstraint, CreateModel, RemoveConstraint
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

_CARRIED = ("figure", "party", "date", "figure;party", "figure;date", "party;date", "figure;party;date")
_ADDED = (
    *("actor_overlaps", "actors", "appearances", "claimant_overlaps", "claimants"),
    *("events", "munitions", "places", "routes", "sources"),
)
_CLAIMS = ("indicators", "rates", "ratios", "shipments")
_roles = import_module("flows.migrations.0004_roles")


class Migration(migrations.Migration):
    dependencies = [("flows", "0014_reference_history")]

    operations = [
        CreateModel(
            "Appearance",
            fields=[
                ("code", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("claim", models.CharField(max_length=80)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("language", models.CharField(max_length=10)),
                ("kind", models.CharField(max_length=8)),
                ("carries", models.CharField(max_length=17)),
                ("wording", models.TextField(blank=True)),
                ("notes", models.TextField(blank=True)),
                (
                    "reports",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="reported_by",
                        to="flows.appearance",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="appearances", to="flows.source"),
                ),
            ],
            options={
                "ordering": ("claim", "code"),
                "constraints": [
                    CheckConstraint(
                        condition=Q(("kind__in", ("original", "report", "copy"))), name="appearance_kind_coded"
                    ),
                    CheckConstraint(condition=Q(("carries__in", list(_CARRIED))), name="appearance_carries_coded"),
                    UniqueConstraint(fields=["claim", "source"], name="appearance_once"),
                    CheckConstraint(
                        condition=Q(
                            ("reports__isnull", True), Q(("reports", F("code")), _negated=True), _connector="OR"
                        ),
                        name="appearance_reports_not_itself",
                    ),
                    CheckConstraint(
                        condition=Q(
                            Q(("kind__in", ("original",)), _negated=True), ("reports__isnull", True), _connector="OR"
                        ),
                        name="appearance_original_reports_nothing",
                    ),
                ],
            },
        ),
        RemoveConstraint("addition", "addition_kind_coded"),
        AddConstraint("addition", CheckConstraint(condition=Q(("kind__in", list(_ADDED))), name="addition_kind_coded")),
        *(RemoveConstraint(table, f"{table}_kind_coded") for table in ("proposal", "revision")),
        *(
            AddConstraint(
                table,
                CheckConstraint(condition=Q(("kind__in", sorted((*_ADDED, *_CLAIMS)))), name=f"{table}_kind_coded"),
            )
            for table in ("proposal", "revision")
        ),
        migrations.RunPython(_roles.give, migrations.RunPython.noop),
    ]
