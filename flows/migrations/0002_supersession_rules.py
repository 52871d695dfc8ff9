"""Supersession held by the database: an empty step, since `flows.triggers` does it after each `migrate`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("flows", "0001_tables")]
