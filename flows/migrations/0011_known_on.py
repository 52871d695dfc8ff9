"""Events and overlaps hold the day on which they became known, overlaps also the document that tells of them."""

from django.db import migrations, models
from django.db.models import F, Q


def _document(table: str) -> migrations.AddField:
    field: models.ForeignKey = models.ForeignKey(
        blank=True, null=True, on_delete=models.PROTECT, related_name=f"{table}_overlaps", to="flows.source"
    )
    return migrations.AddField(f"{table}overlap", "source", field)


def _known_on(model: str) -> migrations.AddField:
    return migrations.AddField(model, "known_on", models.DateField(blank=True, null=True))


class Migration(migrations.Migration):
    dependencies = [("flows", "0010_indexes_that_count")]

    operations = [
        *(_known_on(model) for model in ("actoroverlap", "claimantoverlap", "event")),
        *(_document(table) for table in ("actor", "claimant")),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(
                condition=Q(
                    ("starts_on__isnull", True),
                    ("known_on__isnull", True),
                    ("starts_on__lte", F("known_on")),
                    _connector="OR",
                ),
                name="event_starts_on_known_on_order",
            ),
        ),
        # The same codes in the order of the alphabet: that of the tables may change.
        migrations.RemoveConstraint("addition", "addition_kind_coded"),
        migrations.AddConstraint(
            "addition",
            models.CheckConstraint(
                condition=Q(
                    (
                        "kind__in",
                        [
                            "actor_overlaps",
                            "actors",
                            "claimant_overlaps",
                            "claimants",
                            "events",
                            "munitions",
                            "places",
                            "routes",
                            "sources",
                        ],
                    )
                ),
                name="addition_kind_coded",
            ),
        ),
    ]
