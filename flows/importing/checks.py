"""The rules applied to what was read: faults that name the file, the row and the column."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from datetime import date
from typing import Any

from django.db.models import UniqueConstraint

from flows import dictionary
from flows.importing import rules, stored
from flows.importing.constraints import broken_constraints
from flows.importing.days import latest_day
from flows.importing.faults import RowFault
from flows.importing.files import Key, Row, Values
from flows.importing.listed import OF_STORIES, listed, story_rules, subject_rules, there_for
from flows.importing.rules import Broken
from flows.importing.tables import TABLE_OF_NAME, TABLES, Table
from flows.models import Merge
from flows.models.claims import FIGURES_OF_BOUND, RATIO_FIGURES_OF_BOUND
from flows.vocabulary import Status

_FIGURES = {
    table.name: (FIGURES_OF_BOUND if "point" in table.figures else RATIO_FIGURES_OF_BOUND, table.figures)
    for table in dictionary.TABLES
    if "bound" in table.by_field
}
TREES = {"actors": "part_of", "munitions": "parent"}


@dataclass(frozen=True, slots=True)
class Checked:
    """One file's rows, by key where they have one, with the stored rows of the same keys.

    ``status`` is the one that claims would begin with. ``waiting`` are the codes of stored rows that readers do not see
    yet and that take the values of the file and its status. ``lacking`` are the fields that the file has no column for
    and a new row needs, each with the first such row.
    """

    table: Table
    read: tuple[Row, ...]
    rows: Mapping[Key, Row]
    repeated: tuple[tuple[Row, Row], ...]
    before: Mapping[Key, Values]
    status: str
    waiting: frozenset[str] = frozenset()
    lacking: Mapping[str, Row] = default(default_factory=dict)

    @property
    def sound(self) -> dict[str, Values]:
        """By code, the values of the rows whose every cell could be read; claims with their status to be."""
        return {key[0]: self._with_status(key, row) for key, row in self.rows.items() if not row.unread}

    def _with_status(self, key: Key, row: Row) -> Values:
        if not self.table.is_claims:
            return row.values
        before = self.before.get(key) if key[0] not in self.waiting else None
        return {**row.values, "status": before["status"] if before else self.status}


def row_faults(checked: Checked) -> Iterator[RowFault]:
    """Faults of single rows: repeated keys, figures that do not go with the bound, broken constraints."""
    table = checked.table
    for row, first in checked.repeated:
        column = table.by_field[table.key[0]].name
        value = " ".join(row.cell(field) for field in table.key)
        yield RowFault(table.file, row.line, column, value, f"stands twice: already in row {first.line}")
    for row in checked.read:
        yield from faults_of_row(table, row)


def faults_of_row(table: Table, row: Row) -> Iterator[RowFault]:
    """Faults of one row by itself: figures that do not go with its bound, broken constraints."""
    if table.name in _FIGURES and not row.unread & {"bound", "low", "point", "high"}:
        for broken in rules.figures(row.values, *_FIGURES[table.name]):
            yield fault(table, row, broken)
    for constraint in broken_constraints(table.model, row.values, row.unread):
        if constraint.constraint.endswith(("_bound_fills", "_bound_coded")):
            continue
        yield RowFault(table.file, row.line, *_cells(table, row, constraint.fields), constraint.message)


def unique_faults(checked: Checked) -> Iterator[RowFault]:
    """Values that only one row may hold, held by two: in the file, or in the file and the database."""
    table = checked.table
    for fields in _unique_sets(table):
        held: dict[tuple[Any, ...], Key] = {}
        for key, row in checked.rows.items():
            value = tuple(row.values[field] for field in fields)
            if row.unread & set(fields) or None in value or "" in value:
                continue
            if value in held:
                message = f"no two rows may share this: row {checked.rows[held[value]].line} has it too"
                yield RowFault(table.file, row.line, *_cells(table, row, fields), message)
            else:
                held[value] = key
        for value, holder in stored.holders(table, fields, held).items():
            if holder not in checked.rows:
                row = checked.rows[held[value]]
                message = f"no two rows may share this: {' '.join(map(str, holder))} in the database has it"
                yield RowFault(table.file, row.line, *_cells(table, row, fields), message)


def reference_faults(files: Iterable[Checked], unread: frozenset[str]) -> Iterator[RowFault]:
    """Codes that name no row in the files or in the database; tables ``unread`` are not judged."""
    by_name = {checked.table.name: checked for checked in files}
    for checked in by_name.values():
        for column in checked.table.columns:
            if not column.reference or column.reference in unread:
                continue
            asked = [
                (row, code)
                for row in checked.read
                for code in (row.values[column.field] or () if column.many else (row.values[column.field],))
                if code is not None
            ]
            target = by_name.get(column.reference)
            in_files = {key[0] for key in target.rows} if target else set()
            missing = {code for _, code in asked} - in_files
            missing -= stored.existing_codes(column.reference, missing)
            merged = Merge.objects.into({(column.reference, code) for _, code in asked})
            # What the house loads is public at once, and would take with it words that one editor alone wrote.
            public = Status.of(checked.status).is_public
            beside = {code for _, code in asked} - in_files if public else set()
            waiting = stored.unapproved(column.reference, beside) if beside else frozenset()
            for row, code in asked:
                if new := merged.get((column.reference, code)):
                    message = f"it was merged into {new}"
                    yield RowFault(checked.table.file, row.line, column.name, code, message, (new,))
                if code in waiting:
                    message = "an editor added it and nobody has approved it: approve it first, or give it in the files"
                    yield RowFault(checked.table.file, row.line, column.name, code, message)
                if code in missing:
                    message = f"there is no such code among the {column.reference}, in the files or in the database"
                    yield RowFault(checked.table.file, row.line, column.name, code, message)


def cross_faults(files: Iterable[Checked]) -> Iterator[RowFault]:
    """Faults between rows: trees, supersession, alternatives, parts, derivations, dates, codes used twice."""
    by_name = {checked.table.name: checked for checked in files}
    for name, field in TREES.items():
        if name in by_name:
            yield from _placed(by_name[name], rules.no_cycles(_everything(name, by_name), field))
    if "sources" in by_name:
        checked = by_name["sources"]
        rows = checked.sound
        yield from _placed(checked, source_rules(rows, {**stored.around(checked.table, rows), **rows}))
    claims = [checked for checked in by_name.values() if checked.table.is_claims]
    yield from _codes_of_claims(claims)
    if "appearances" in by_name:
        yield from _appearance_faults(by_name["appearances"], {key[0] for one in claims for key in one.rows})
    if "stories" in by_name:
        yield from _story_faults(by_name["stories"], claims)
    if "subjects" in by_name:
        checked = by_name["subjects"]
        in_files = {name: {key[0] for key in one.rows} for name, one in by_name.items()}
        yield from _placed(checked, subject_rules(checked.sound, there_for(checked.sound.values(), in_files)))
    if not claims:
        return
    sources = _named("sources", by_name, {values["source"] for one in claims for values in one.sound.values()})
    trees = Trees.of(by_name)
    for checked in claims:
        rows = checked.sound
        together = {**_around(checked, rows), **rows}
        yield from _placed(checked, claim_rules(checked.table, rows, together, sources, trees))
        if checked.table.name == "shipments":
            half_read = {row.cell("alternative_group") for row in checked.read if row.unread}
            several = rules.alternatives_several(together)
            yield from _placed(checked, (one for one in several if _group_of(together, one) not in half_read))


def _around(checked: Checked, rows: Mapping[str, Values]) -> dict[str, Values]:
    """The stored claims that decide with those of a file; before the house's, what an editor left waiting gives way: it
    supersedes nothing that a claim of the file supersedes."""
    found = stored.around(checked.table, rows)
    if not Status.of(checked.status).is_public:
        return found
    taken = {values.get("supersedes") for values in rows.values()} - {None}
    return {
        code: {**row, "supersedes": None}
        if row.get("supersedes") in taken and not Status.of(row["status"]).is_public
        else row
        for code, row in found.items()
    }


def _group_of(rows: rules.Rows, broken: Broken) -> str:
    return str(rows[broken.code]["alternative_group"])


@dataclass(frozen=True, slots=True)
class Trees:
    """What the rules between claims climb: the munitions' parents, and the actors that stand for several."""

    munition_parents: Mapping[str, str | None]
    pooled: frozenset[str]

    @classmethod
    def of(cls, files: Mapping[str, Checked]) -> Trees:
        """The trees as they would be once the files are written."""
        return cls.of_rows(_everything("munitions", files), _everything("actors", files))

    @classmethod
    def of_rows(cls, munitions: rules.Rows, actors: rules.Rows) -> Trees:
        """The trees of these rows."""
        return cls(
            {code: row["parent"] for code, row in munitions.items()},
            frozenset(code for code, row in actors.items() if row["kind"] == "other"),
        )


def source_rules(rows: rules.Rows, together: rules.Rows) -> Iterator[Broken]:
    """What sources break, each alone and ``together`` with the stored ones that they are duplicates of."""
    yield from rules.documents(rows, latest_day())
    yield from rules.no_cycles(together, "duplicate_of")


def claim_rules(
    table: Table, rows: rules.Rows, together: rules.Rows, sources: rules.Rows, trees: Trees
) -> Iterator[Broken]:
    """What claims of one table break, each alone and ``together`` with the stored claims around them.

    Not whether an alternative group has its other reading yet: that can be asked only once all are written.
    """
    yield from rules.statement_days(rows, sources, latest_day())
    yield from rules.not_yet_happened(rows, table.name)
    if table.name in ("shipments", "rates"):
        yield from rules.chains(together, table.name, trees.munition_parents)
        yield from rules.public_references(together)
    if table.name == "shipments":
        yield from rules.alternatives_alike(together)
        yield from rules.parts(together, trees.pooled)
        yield from rules.derivations(together)
        yield from rules.no_cycles(together, "part_of")
        yield from rules.no_cycles(together, "derived_from")


def appearance_rules(rows: rules.Rows, together: rules.Rows, claims: Container[str]) -> Iterator[Broken]:
    """What appearances break, each alone and ``together`` with the stored ones around them; ``claims`` are recorded."""
    for code in sorted(rows):
        if rows[code]["claim"] not in claims:
            yield Broken(code, "claim", f"there is no claim {rows[code]['claim']}")
    yield from rules.one_claim(together)
    yield from rules.no_cycles(together, "reports")


def claims_among(codes: Collection[str]) -> frozenset[str]:
    """Those of the codes that are of a stored claim of any kind."""
    return frozenset().union(*(stored.existing_codes(table.name, codes) for table in TABLES if table.is_claims))


def _appearance_faults(checked: Checked, in_files: Collection[str]) -> Iterator[RowFault]:
    rows = checked.sound
    together = {**stored.around(checked.table, rows), **rows}
    named = {values["claim"] for values in rows.values()}
    yield from _placed(
        checked, appearance_rules(rows, together, {*in_files, *claims_among(named.difference(in_files))})
    )


def days_stated(codes: Collection[str]) -> dict[str, date]:
    """The days on which those of the codes that are of a stored claim of any kind were stated."""
    found: dict[str, date] = {}
    for table in TABLES:
        if table.is_claims:
            rows = table.model._default_manager.filter(pk__in=sorted(codes)).order_by()
            found.update(rows.values_list("pk", "claimed_on"))
    return found


def _story_faults(checked: Checked, claims: Sequence[Checked]) -> Iterator[RowFault]:
    rows = checked.sound
    named = {code for values in rows.values() for code in listed(values, *OF_STORIES)}
    in_files = {code: values["claimed_on"] for one in claims for code, values in one.sound.items()}
    ratios = {code for one in claims if one.table.name == "ratios" for code in one.sound}
    ratios |= stored.existing_codes("ratios", named)
    yield from _placed(checked, story_rules(rows, {**days_stated(named), **in_files}, ratios))


def _codes_of_claims(claims: list[Checked]) -> Iterator[RowFault]:
    """Codes that two tables of claims use: a claim's address names the code alone."""
    for place, checked in enumerate(claims):
        codes = {key[0]: row for key, row in checked.rows.items()}
        for table in (table for table in TABLES if table.is_claims and table.name != checked.table.name):
            earlier = next((other for other in claims[:place] if other.table.name == table.name), None)
            used = set(stored.existing_codes(table.name, codes))
            if earlier is not None:
                used |= codes.keys() & {key[0] for key in earlier.rows}
            for code in sorted(used):
                message = f"the code is already one of the {table.name}"
                yield RowFault(checked.table.file, codes[code].line, "code", code, message)


def _placed(checked: Checked, broken: Iterable[Broken]) -> Iterator[RowFault]:
    """Faults at the row of the file that breaks the rule, or at the row that makes a stored one break it."""
    for one in broken:
        row = checked.rows.get((one.code,))
        if row is not None:
            yield fault(checked.table, row, one)
            continue
        row = checked.rows.get((one.other,))
        if row is not None:
            message = f"does not go with {one.code} in the database: {one.message}"
            yield RowFault(checked.table.file, row.line, "code", one.other, message, one.allowed)


def fault(table: Table, row: Row, broken: Broken) -> RowFault:
    """A broken rule at the cell that breaks it."""
    column = table.by_field[broken.field].name
    return RowFault(table.file, row.line, column, row.cell(broken.field), broken.message, broken.allowed)


def _cells(table: Table, row: Row, fields: tuple[str, ...]) -> tuple[str, str]:
    names = [table.by_field[field].name for field in fields]
    if len(fields) == 1:
        return names[0], row.cell(fields[0])
    return names[0], "; ".join(f"{name}={row.cell(field)}" for name, field in zip(names, fields, strict=True))


def _unique_sets(table: Table) -> Iterator[tuple[str, ...]]:
    for field in table.model._meta.fields:
        if field.unique and not field.primary_key and not field.is_relation:
            yield (field.name,)
    for constraint in table.model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields != table.key:
            yield tuple(constraint.fields)


def _everything(name: str, files: Mapping[str, Checked]) -> dict[str, Values]:
    rows = stored.every_row(TABLE_OF_NAME[name])
    return {**rows, **files[name].sound} if name in files else rows


def _named(name: str, files: Mapping[str, Checked], codes: set[Any]) -> dict[str, Values]:
    kept = {
        key[0]: values for key, values in stored.rows_by_key(TABLE_OF_NAME[name], {(code,) for code in codes}).items()
    }
    return {**kept, **files[name].sound} if name in files else kept
