"""Other names of parties, munitions, claimants and places: a table that the desk keeps like any other."""

from __future__ import annotations

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_roles = import_module("flows.migrations.0004_roles")


class Migration(migrations.Migration):
    dependencies = [
        ("flows", "0020_indicator_wholes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OtherName",
            fields=[
                ("code", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("language", models.CharField(max_length=10)),
                ("notes", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("name", "code"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="addition",
            name="addition_kind_coded",
        ),
        migrations.RemoveConstraint(
            model_name="proposal",
            name="proposal_kind_coded",
        ),
        migrations.RemoveConstraint(
            model_name="revision",
            name="revision_kind_coded",
        ),
        migrations.AddConstraint(
            model_name="addition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "actor_overlaps",
                            "actors",
                            "appearances",
                            "claimant_overlaps",
                            "claimants",
                            "events",
                            "munitions",
                            "names",
                            "places",
                            "routes",
                            "sources",
                        ],
                    )
                ),
                name="addition_kind_coded",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "actor_overlaps",
                            "actors",
                            "appearances",
                            "claimant_overlaps",
                            "claimants",
                            "events",
                            "indicators",
                            "munitions",
                            "names",
                            "places",
                            "rates",
                            "ratios",
                            "routes",
                            "shipments",
                            "sources",
                        ],
                    )
                ),
                name="proposal_kind_coded",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "actor_overlaps",
                            "actors",
                            "appearances",
                            "claimant_overlaps",
                            "claimants",
                            "events",
                            "indicators",
                            "munitions",
                            "names",
                            "places",
                            "rates",
                            "ratios",
                            "routes",
                            "shipments",
                            "sources",
                        ],
                    )
                ),
                name="revision_kind_coded",
            ),
        ),
        migrations.AddField(
            model_name="othername",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="other_names",
                to="flows.actor",
            ),
        ),
        migrations.AddField(
            model_name="othername",
            name="claimant",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="other_names",
                to="flows.claimant",
            ),
        ),
        migrations.AddField(
            model_name="othername",
            name="munition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="other_names",
                to="flows.munition",
            ),
        ),
        migrations.AddField(
            model_name="othername",
            name="place",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="other_names",
                to="flows.place",
            ),
        ),
        migrations.AddConstraint(
            model_name="othername",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("actor__isnull", False),
                        ("claimant__isnull", True),
                        ("munition__isnull", True),
                        ("place__isnull", True),
                    ),
                    models.Q(
                        ("actor__isnull", True),
                        ("claimant__isnull", True),
                        ("munition__isnull", False),
                        ("place__isnull", True),
                    ),
                    models.Q(
                        ("actor__isnull", True),
                        ("claimant__isnull", False),
                        ("munition__isnull", True),
                        ("place__isnull", True),
                    ),
                    models.Q(
                        ("actor__isnull", True),
                        ("claimant__isnull", True),
                        ("munition__isnull", True),
                        ("place__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="other_name_of_one_thing",
            ),
        ),
        migrations.RunPython(_roles.give, migrations.RunPython.noop),
    ]
