"""What sort of value a column holds, as the field that it fills says."""

from __future__ import annotations

from typing import Literal

from django.db import models as fields

from flows.importing.tables import Column, Table

Kind = Literal["text", "code", "coded", "codes", "number", "whole", "day"]
"""``code`` names a record, ``coded`` is of a coded list, ``codes`` are several codes of records."""


def kind_of(table: Table, column: Column) -> Kind:
    """The sort of value that a column of a table holds."""
    field = table.model._meta.get_field(column.field)
    if column.many:
        return "codes"
    if isinstance(field, fields.DateField):
        return "day"
    if isinstance(field, fields.DecimalField):
        return "number"
    if isinstance(field, fields.PositiveSmallIntegerField):
        return "whole"
    if getattr(field, "choices", None):
        return "coded"
    return "code" if column.reference or column.name == "code" else "text"


def allowed_codes(table: Table, column: Column) -> tuple[str, ...]:
    """The codes of the coded list that a column is of, in its order; empty for any other column."""
    choices = getattr(table.model._meta.get_field(column.field), "choices", None) or ()
    return tuple(str(code) for code, _ in choices)
