"""Write what a preview shows, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from flows.importing import stored
from flows.importing.faults import BadFiles
from flows.importing.files import Values
from flows.importing.preview import Preview, TablePreview
from flows.importing.tables import Table

_AT_ONCE = 200


class ImportRefused(ValueError):
    """The database is no longer as the preview found it, or refuses a row; nothing was written."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows of a table were added, changed and left as they were."""

    table: str
    added: int
    changed: int
    left: int


def apply_import(preview: Preview) -> tuple[Written, ...]:
    """Adds the new rows and changes the changed ones, all or none; rows that no file names stay as they are.

    Raises BadFiles where the preview has faults, and ImportRefused where a row was changed by somebody else
    since the preview was made or where the database holds a rule that the preview did not foresee.
    """
    if preview.faults:
        raise BadFiles(preview.faults)
    try:
        with transaction.atomic():
            return tuple(_write(one) for one in preview.tables)
    except IntegrityError as error:
        raise ImportRefused(f"the database refuses the files: {error}") from error


def _write(one: TablePreview) -> Written:
    table = one.table
    _refuse_if_stale(one)
    _unlink_chains(table, one)
    _change(table, one)
    if table.parent:
        _add_parents(table, one.new)
    _add(table, one.new)
    _link_chains(table, one)
    _set_members(table, [*one.new, *(change.after for change in one.changed)])
    return Written(table.name, len(one.new), len(one.changed), one.unchanged)


def _refuse_if_stale(one: TablePreview) -> None:
    new = {tuple(values[field] for field in one.table.key) for values in one.new}
    now = stored.rows_by_key(one.table, new | {change.key for change in one.changed})
    for key in new:
        if key in now:
            raise ImportRefused(f"{one.table.name}: {' '.join(map(str, key))} was added since the preview")
    for change in one.changed:
        row = now.get(change.key)
        if row is None or any(row[field] != value for field, value in change.before.items()):
            raise ImportRefused(f"{one.table.name}: {' '.join(map(str, change.key))} was changed since the preview")


def _unlink_chains(table: Table, one: TablePreview) -> None:
    """Take changed rows out of their chains first.

    The trigger on SQLite looks after every single row, so a chain whose rows all change their claimant would
    be refused half-way although its end is right.
    """
    if "supersedes" in table.by_field:
        table.model._default_manager.filter(pk__in=[change.key[0] for change in one.changed]).update(supersedes=None)


def _link_chains(table: Table, one: TablePreview) -> None:
    if "supersedes" not in table.by_field:
        return
    linked = [change.after for change in one.changed if change.after["supersedes"] is not None]
    rows = [table.model(code=values["code"], supersedes_id=values["supersedes"]) for values in linked]
    table.model._default_manager.bulk_update(rows, ["supersedes"], batch_size=_AT_ONCE)


def _change(table: Table, one: TablePreview) -> None:
    if not one.changed:
        return
    fields = [column.field for column in table.single if column.field not in (*table.key, "supersedes")]
    keys = _primary_keys(table, one)
    stamp: dict[str, Any] = {"changed_at": timezone.now()} if table.is_claims else {}
    rows = [
        table.model(pk=keys[change.key], **_attributes(table, change.after, fields), **stamp) for change in one.changed
    ]
    table.model._default_manager.bulk_update(rows, [*fields, *stamp], batch_size=_AT_ONCE)


def _primary_keys(table: Table, one: TablePreview) -> Mapping[tuple[Any, ...], Any]:
    if len(table.key) == 1:
        return {change.key: change.key[0] for change in one.changed}
    first = table.key[0]
    rows = table.model._default_manager.filter(**{f"{first}__in": {change.key[0] for change in one.changed}})
    return {tuple(key): pk for pk, *key in rows.values_list("pk", *table.key)}


def _add_parents(table: Table, new: Iterable[Values]) -> None:
    parent: Any = table.model._meta.get_field(table.parent).related_model
    codes = {values[table.parent] for values in new}
    known = set(parent._default_manager.filter(pk__in=codes).values_list("pk", flat=True))
    parent._default_manager.bulk_create(parent(pk=code) for code in sorted(codes - known))


def _add(table: Table, new: Iterable[Values]) -> None:
    """Add rows, claims in the order of their days so that each follows what it supersedes."""
    ordered = sorted(new, key=lambda values: (values["claimed_on"], values["code"])) if table.is_claims else new
    fields = [column.field for column in table.single]
    rows = [table.model(**_attributes(table, values, fields), **table.on_creation) for values in ordered]
    table.model._default_manager.bulk_create(rows, batch_size=_AT_ONCE)


def _set_members(table: Table, rows: list[Values]) -> None:
    for column in table.many:
        field: Any = table.model._meta.get_field(column.field)
        through: type[Model] = field.remote_field.through
        here, there = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        through._default_manager.filter(**{f"{here}__in": [values["code"] for values in rows]}).delete()
        through._default_manager.bulk_create(
            through(**{here: values["code"], there: member}) for values in rows for member in values[column.field]
        )


def _attributes(table: Table, values: Values, fields: Iterable[str]) -> dict[str, Any]:
    """Values by the model's attributes: foreign keys by the code that they hold."""
    return {getattr(table.model._meta.get_field(field), "attname"): values[field] for field in fields}  # noqa: B009
