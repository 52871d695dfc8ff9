"""Make the records that a file names and nobody has entered yet, with no more than their names and what they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.actions.apply_import import apply_import
from flows.actions.editors_import import judged_for, may_import
from flows.importing.files import read_rows
from flows.importing.lines import Line
from flows.importing.reading import as_code
from flows.importing.stored import existing_codes
from flows.importing.tables import TABLE_OF_NAME
from flows.vocabulary import ACTOR_KIND, CLAIMANT_KIND, UNIT, CodedList

KINDS: Mapping[str, tuple[str, CodedList]] = {
    "actors": ("kind", ACTOR_KIND),
    "munitions": ("unit", UNIT),
    "claimants": ("kind", CLAIMANT_KIND),
}
"""The tables whose records can be made so: the one field besides the name, and the list that it is of."""
_CALLED = {"actors": ("name",), "munitions": ("name", "plural"), "claimants": ("name", "short_name")}


class NotCreated(ValueError):
    """A record cannot be made so; why, as a sentence."""


def create_named(table_name: str, wanted: Mapping[str, str], by: Any) -> dict[str, str]:
    """Adds a record for each of these names, of the kind given with it; the codes by name. They wait to become public,
    like whatever an editor adds.

    Raises NotCreated where one breaks a rule, or where ``by`` may not add to the table; none is then made.
    """
    table, (kind, _) = TABLE_OF_NAME[table_name], KINDS[table_name]
    if not may_import(table, by):
        raise NotCreated(f"you may not add to the {table_name}")
    codes = {name: as_code(name) for name in wanted}
    if taken := existing_codes(table_name, codes.values()):
        raise NotCreated(f"the code {min(taken)} is taken: add the record by hand")
    header = [column.name for column in table.columns]
    lines = [Line(1, tuple(header))]
    for number, (name, what) in enumerate(wanted.items(), 2):
        row = {"code": codes[name], kind: what, **dict.fromkeys(_CALLED[table_name], name)}
        lines.append(Line(number, tuple(row.get(column.field, "") for column in table.columns)))
    shown = judged_for(read_rows(table, iter(lines)), by)
    if shown.faults:
        raise NotCreated(str(shown.faults[0]))
    apply_import(shown, by=by)
    return codes
