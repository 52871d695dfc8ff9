"""Where the start of the time that a claim is about comes from: until now each was shown as if it had been stated."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("flows", "0022_stories"),
    ]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="start_basis",
            field=models.CharField(default="stated", max_length=8),
        ),
        migrations.AddField(
            model_name="rate",
            name="start_basis",
            field=models.CharField(default="stated", max_length=8),
        ),
        migrations.AddField(
            model_name="ratio",
            name="start_basis",
            field=models.CharField(default="stated", max_length=8),
        ),
        migrations.AddField(
            model_name="shipment",
            name="start_basis",
            field=models.CharField(default="stated", max_length=8),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("start_basis__in", ("stated", "inferred", "series"))),
                name="indicator_start_basis_coded",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("start_basis", "stated"), ("period_start__isnull", False), _connector="OR"),
                name="indicator_start_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(("start_basis__in", ("stated", "inferred", "series"))), name="rate_start_basis_coded"
            ),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(("start_basis", "stated"), ("period_start__isnull", False), _connector="OR"),
                name="rate_start_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratio",
            constraint=models.CheckConstraint(
                condition=models.Q(("start_basis__in", ("stated", "inferred", "series"))),
                name="ratio_start_basis_coded",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratio",
            constraint=models.CheckConstraint(
                condition=models.Q(("start_basis", "stated"), ("period_start__isnull", False), _connector="OR"),
                name="ratio_start_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="shipment",
            constraint=models.CheckConstraint(
                condition=models.Q(("start_basis__in", ("stated", "inferred", "series"))),
                name="shipment_start_basis_coded",
            ),
        ),
        migrations.AddConstraint(
            model_name="shipment",
            constraint=models.CheckConstraint(
                condition=models.Q(("start_basis", "stated"), ("period_start__isnull", False), _connector="OR"),
                name="shipment_start_has_its_day",
            ),
        ),
    ]
