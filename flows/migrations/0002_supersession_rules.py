"""Supersession held by the database itself: an empty step, since a hook after each `migrate` does it (`flows.triggers`)."""

from typing import Any

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("flows", "0001_tables")]

    operations: list[Any] = []
