"""The four roles, as groups with the permissions that each needs.

Note 1: what each role may do is written down in `flows.roles`; this migration reads it there, so that the table in the
README, the groups and the tests cannot differ. A later change of roles, or a new table, is a migration of its own that
calls `give`; a table that is not there yet goes without.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

from flows.roles import ROLES, permissions


def give(apps: Any, schema_editor: Any) -> None:
    """Make the groups, each with exactly its permissions."""
    group = apps.get_model("auth", "Group")
    for role in ROLES:
        found, _ = group.objects.get_or_create(name=role)
        found.permissions.set([_permission(apps, name) for name in sorted(permissions(role)) if _has_table(apps, name)])


def take(apps: Any, schema_editor: Any) -> None:
    """Take the groups away."""
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


def _has_table(apps: Any, name: str) -> bool:
    label, _, codename = name.partition(".")
    return codename.partition("_")[2] in apps.all_models[label]


def _permission(apps: Any, name: str) -> Any:
    """The permission of a name. Django makes its own only after all migrations, and finds these then."""
    label, _, codename = name.partition(".")
    kind, _, model = codename.partition("_")
    types = apps.get_model("contenttypes", "ContentType")
    content_type, _ = types.objects.get_or_create(app_label=label, model=model)
    words = apps.get_model(label, model)._meta.verbose_name
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {kind} {words}"}
    )
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("flows", "0003_review_and_history"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="indicator",
            options={
                "default_permissions": ("add", "change", "view", "review", "retract"),
                "ordering": ("-claimed_on", "code"),
            },
        ),
        migrations.AlterModelOptions(name="proposal", options={"default_permissions": (), "ordering": ("-at",)}),
        migrations.AlterModelOptions(
            name="rate",
            options={
                "default_permissions": ("add", "change", "view", "review", "retract"),
                "ordering": ("-claimed_on", "code"),
            },
        ),
        migrations.AlterModelOptions(
            name="ratio",
            options={
                "default_permissions": ("add", "change", "view", "review", "retract"),
                "ordering": ("-claimed_on", "code"),
            },
        ),
        migrations.AlterModelOptions(
            name="revision", options={"default_permissions": (), "ordering": ("code", "number")}
        ),
        migrations.AlterModelOptions(
            name="shipment",
            options={
                "default_permissions": ("add", "change", "view", "review", "retract"),
                "ordering": ("-claimed_on", "code"),
            },
        ),
        migrations.RunPython(give, take),
    ]
