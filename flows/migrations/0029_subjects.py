"""Further subjects, kept by the desk like any other reference table, and of which of them a story is told."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_roles = import_module("flows.migrations.0004_roles")


class Migration(migrations.Migration):
    dependencies = [
        ("flows", "0028_review_and_queue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Subject",
            fields=[
                ("code", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=120)),
                ("description", models.TextField()),
                ("keywords", models.TextField(blank=True)),
                ("first_makers", models.TextField(blank=True)),
                ("second_makers", models.TextField(blank=True)),
                ("munitions", models.TextField(blank=True)),
                ("since", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("day", models.DateField(blank=True, null=True)),
                ("turning_points", models.TextField(blank=True)),
                ("notes", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("title", "code"),
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
                            "stories",
                            "subjects",
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
                            "stories",
                            "subjects",
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
                            "stories",
                            "subjects",
                        ],
                    )
                ),
                name="revision_kind_coded",
            ),
        ),
        migrations.AddField(
            model_name="subject",
            name="first_side",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="first_in_subjects", to="flows.actor"
            ),
        ),
        migrations.AddField(
            model_name="subject",
            name="second_side",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="second_in_subjects",
                to="flows.actor",
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="subject",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stories",
                to="flows.subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="subject",
            constraint=models.CheckConstraint(
                condition=models.Q(("second_side", models.F("first_side")), _negated=True), name="subject_two_sides"
            ),
        ),
        migrations.AddConstraint(
            model_name="subject",
            constraint=models.CheckConstraint(
                condition=models.Q(("second_side__isnull", False), ("second_makers", ""), _connector="OR"),
                name="subject_makers_of_a_side",
            ),
        ),
        migrations.RunPython(_roles.give, migrations.RunPython.noop),
    ]
