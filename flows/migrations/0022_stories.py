"""Stories: comparisons that were made in public on a day, kept by the desk like any other reference table."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations, models
from django.db.migrations import AddConstraint, CreateModel, RemoveConstraint
from django.db.models import CheckConstraint, F, Q

_ADDED = (
    *("actor_overlaps", "actors", "appearances", "claimant_overlaps", "claimants"),
    *("events", "munitions", "names", "places", "routes", "sources", "stories"),
)
_CLAIMS = ("indicators", "rates", "ratios", "shipments")
_SIDES = ("left", "right")
_roles = import_module("flows.migrations.0004_roles")


def _refers(to: str, related_name: str) -> models.ForeignKey[models.Model, models.Model]:
    return models.ForeignKey(on_delete=models.PROTECT, related_name=related_name, to=f"flows.{to}")


def _kinds(table: str, kinds: list[str]) -> AddConstraint:
    return AddConstraint(table, CheckConstraint(condition=Q(("kind__in", kinds)), name=f"{table}_kind_coded"))


class Migration(migrations.Migration):
    dependencies = [("flows", "0021_other_names")]

    operations = [
        CreateModel(
            "Story",
            fields=[
                ("code", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=120)),
                ("day", models.DateField()),
                ("lede", models.TextField()),
                *(
                    (f"{side}_{party}", _refers("actor", f"stories_{side}_of_{party}"))
                    for side in _SIDES
                    for party in ("supplier", "recipient")
                ),
                *((f"{side}_munition", _refers("munition", f"stories_{side}")) for side in _SIDES),
                ("claims", models.TextField()),
                ("ratios", models.TextField(blank=True)),
                ("prose", models.TextField(blank=True)),
                ("caution", models.TextField(blank=True)),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("notes", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("position", "code"),
                "verbose_name_plural": "stories",
                "constraints": [
                    CheckConstraint(
                        condition=~Q(
                            ("left_munition", F("right_munition")),
                            ("left_recipient", F("right_recipient")),
                            ("left_supplier", F("right_supplier")),
                        ),
                        name="story_two_flows",
                    ),
                ],
            },
        ),
        *(RemoveConstraint(table, f"{table}_kind_coded") for table in ("addition", "proposal", "revision")),
        _kinds("addition", list(_ADDED)),
        *(_kinds(table, sorted((*_ADDED, *_CLAIMS))) for table in ("proposal", "revision")),
        migrations.RunPython(_roles.give, migrations.RunPython.noop),
    ]
