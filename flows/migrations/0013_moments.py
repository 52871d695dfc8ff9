"""The moments of the record: what each table held at one of them is kept beside it (`flows.past`)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("flows", "0012_indicator_bounds")]

    operations = [
        migrations.CreateModel(
            name="Moment",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(unique=True)),
                ("newest_revision", models.PositiveBigIntegerField()),
            ],
            options={"ordering": ("number",), "default_permissions": ()},
        ),
    ]
