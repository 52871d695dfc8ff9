"""Merges of two rows, proposed by one and approved by another, with the references that were moved."""

from typing import Any

import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

_USER: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+", "to": settings.AUTH_USER_MODEL}


def _rule(name: str, condition: Q) -> models.CheckConstraint:
    return models.CheckConstraint(condition=condition, name=name)


class Migration(migrations.Migration):
    dependencies = [("flows", "0017_lasting_sources"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("old", models.CharField(max_length=80)),
                ("new", models.CharField(max_length=80)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("outcome", models.CharField(default="open", max_length=9)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=400)),
                ("moved", models.JSONField(default=list)),
                ("in_force", models.BooleanField(default=False)),
                ("by", models.ForeignKey(**_USER)),
                ("reviewed_by", models.ForeignKey(blank=True, null=True, **_USER)),
                (
                    "undoes",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=models.PROTECT, related_name="undoings", to="flows.merge"
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-pk"),
                "default_permissions": (),
                "constraints": [
                    _rule("merge_kind_coded", Q(("kind__in", ("actors", "claimants", "sources")))),
                    _rule("merge_outcome_coded", Q(("outcome__in", ("open", "applied", "rejected", "withdrawn")))),
                    _rule("merge_two_rows", Q(("old", F("new")), _negated=True)),
                    models.UniqueConstraint(
                        condition=Q(("in_force", True)), fields=("kind", "old"), name="merge_one_in_force"
                    ),
                    models.UniqueConstraint(
                        condition=Q(("outcome", "open")), fields=("kind", "old"), name="merge_one_open"
                    ),
                    _rule(
                        "merge_in_force_when_approved",
                        Q(("in_force", False), Q(("outcome", "applied"), ("undoes__isnull", True)), _connector="OR"),
                    ),
                    _rule(
                        "merge_approved_by_another",
                        Q(
                            Q(("outcome", "applied"), _negated=True),
                            Q(("reviewed_by__isnull", False), Q(("reviewed_by", F("by")), _negated=True)),
                            _connector="OR",
                        ),
                    ),
                    _rule(
                        "merge_rejection_reason",
                        Q(Q(("outcome", "rejected"), _negated=True), Q(("note", ""), _negated=True), _connector="OR"),
                    ),
                ],
            },
        ),
    ]
