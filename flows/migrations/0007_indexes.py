"""Indexes for the lists as they are asked for, and the loads of files. Nothing here makes SQLite rebuild a table."""

import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.migrations import AddIndex
from django.db.models import Index


class Migration(migrations.Migration):
    dependencies = [("flows", "0005_uploads"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Load",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={"ordering": ("-id",), "default_permissions": ()},
        ),
        AddIndex("source", Index(fields=["published_on", "code"], name="source_by_day")),
        migrations.RemoveIndex(model_name="shipment", name="shipment_by_day"),
        migrations.RemoveIndex(model_name="shipment", name="shipment_group"),
        AddIndex("shipment", Index(fields=["claimed_on", "code", "status"], name="shipment_by_day")),
        AddIndex("shipment", Index(fields=["supplier", "claimed_on", "code"], name="shipment_supplier_day")),
        AddIndex("shipment", Index(fields=["recipient", "claimed_on", "code"], name="shipment_recipient_day")),
        AddIndex("shipment", Index(fields=["munition", "claimed_on", "code"], name="shipment_munition_day")),
        AddIndex("shipment", Index(fields=["alternative_group"], name="shipment_group")),
    ]
