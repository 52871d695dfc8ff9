"""What claims refer to has a history, and changes to it are proposed, as claims have.

Note 1: rows that stand in an older database get one first revision, those that wait as drafts. When each was written
was not kept: it is put at the beginning of the record, so that no moment since lacks what its claims name. What the
desk added has the day and the person of that, and a second revision for its becoming public.

Note 2: loads of files are told by the revisions that they leave; the table that kept their moments goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.models import Min, Q
from django.utils import timezone

_KINDS = {
    "actors": "Actor",
    "munitions": "Munition",
    "claimants": "Claimant",
    "sources": "Source",
    "actor_overlaps": "ActorOverlap",
    "claimant_overlaps": "ClaimantOverlap",
    "places": "Place",
    "routes": "Route",
    "events": "Event",
}
_CLAIMS = ("shipments", "rates", "ratios", "indicators")
_VERBS = ("imported", "entered", "revised", "submitted", "approved", "rejected", "retracted", "restored")
_LEG = ("from_place", "to_place", "mode", "distance_km", "distance_basis", "source", "notes")


def first_revisions(apps: Any, schema_editor: Any) -> None:
    """One revision for every row that is there already, two for one that was added and became public."""
    revision = apps.get_model("flows", "Revision")
    began = revision.objects.aggregate(began=Min("at"))["began"] or timezone.now()
    for kind, name in _KINDS.items():
        added = {one.code: one for one in apps.get_model("flows", "Addition").objects.filter(kind=kind)}
        within = _within(apps, kind)
        made = (
            revision(
                kind=kind, code=row.code, number=number, values={**_values(row), **within[row.code], **status}, **how
            )
            for row in apps.get_model("flows", name).objects.order_by("code").iterator(500)
            for number, (status, how) in enumerate(_writes(added.get(row.code), began), 1)
        )
        revision.objects.bulk_create(made, batch_size=200)
    if schema_editor.connection.vendor == "postgresql":
        # Foreign keys are looked at here and now: with checks still to come, no table could be altered.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def _writes(added: Any, began: Any) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    if added is None:
        yield {"status": "published"}, {"verb": "imported", "at": began}
        return
    yield {"status": "draft"}, {"verb": "entered", "at": added.at, "by_id": added.by_id}
    if added.public_at is not None:
        yield {"status": "published"}, {"verb": "approved", "at": added.public_at, "by_id": added.public_by_id}


def _within(apps: Any, kind: str) -> Mapping[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    if kind == "events":
        codes: dict[str, list[str]] = defaultdict(list)
        for one in apps.get_model("flows", "Event").actors.through.objects.all():
            codes[one.event_id].append(one.actor_id)
        found.update({event: {"actors": ";".join(sorted(each))} for event, each in codes.items()})
    if kind == "routes":
        for leg in apps.get_model("flows", "Leg").objects.order_by("route", "number"):
            values = {name: text for name, text in _values(leg).items() if name in _LEG}
            found[leg.route_id] |= {f"legs.{leg.number}.{name}": text for name, text in values.items()}
    return found


def _values(row: Any) -> dict[str, str]:
    values = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "code"}
    return {name: _text(value) for name, value in values.items() if value not in (None, "")}


def _text(value: Any) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return format(value.normalize(), "f") if hasattr(value, "normalize") else str(value)


def _coded(table: str, field: str, codes: tuple[str, ...] | list[str]) -> migrations.AddConstraint:
    name = f"{table}_{field}_coded"
    return migrations.AddConstraint(table, models.CheckConstraint(condition=Q((f"{field}__in", codes)), name=name))


class Migration(migrations.Migration):
    dependencies = [("flows", "0013_moments"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.DeleteModel("Load"),
        migrations.RemoveConstraint("proposal", "proposal_one_open"),
        migrations.RemoveConstraint("revision", "revision_number_once"),
        *(
            migrations.RemoveConstraint(table, f"{table}_{field}_coded")
            for table in ("proposal", "revision")
            for field in ("kind", "verb")
        ),
        *(migrations.AlterField(table, "kind", models.CharField(max_length=20)) for table in ("proposal", "revision")),
        *(_coded(table, "kind", sorted((*_CLAIMS, *_KINDS))) for table in ("proposal", "revision")),
        *(_coded(table, "verb", (*_VERBS, "removed")) for table in ("proposal", "revision")),
        migrations.AddConstraint(
            "proposal",
            models.UniqueConstraint(
                condition=Q(("outcome", "open")), fields=("kind", "code"), name="proposal_one_open"
            ),
        ),
        migrations.AddConstraint(
            "revision", models.UniqueConstraint(fields=("kind", "code", "number"), name="revision_number_once")
        ),
        migrations.RunPython(first_revisions, migrations.RunPython.noop),
    ]
