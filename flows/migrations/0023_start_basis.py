"""Where the start of the time that a claim is about comes from: until now each was shown as if it had been stated."""

from django.db import migrations, models


def _of(claim: str) -> list:
    coded = models.Q(start_basis__in=("stated", "inferred", "series"))
    has_its_day = models.Q(start_basis="stated") | models.Q(period_start__isnull=False)
    rules = {f"{claim}_start_basis_coded": coded, f"{claim}_start_has_its_day": has_its_day}
    return [
        migrations.AddField(claim, "start_basis", models.CharField(default="stated", max_length=8)),
        *(
            migrations.AddConstraint(claim, models.CheckConstraint(condition=condition, name=name))
            for name, condition in rules.items()
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("flows", "0022_stories")]

    operations = [step for claim in ("indicator", "rate", "ratio", "shipment") for step in _of(claim)]
