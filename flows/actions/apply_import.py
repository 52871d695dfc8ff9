"""Write what a preview shows.

Note 1: everything that takes our own time is done before a transaction begins: claims and their revisions become
statements first, and others wait for the database's work alone. A claim that was written in between has another
version, and stops the import. The tables beside claims are small: their revisions are made of what was written, within
the transaction.

Note 2: what the house loads is public at one moment, and so written in one transaction. An editor's new claims are
drafts that no reader sees: of many, some are written at a time, each with its revision, so that nobody waits for the
lock for longer than a part takes. What stops the import after the first part leaves those drafts where they are, and
is said with their number: sent again, the file goes on from there, since what is in counts as unchanged.

Note 3: what the house loads holds the lock for as long as it is written, a minute for a hundred thousand claims. To
write it in parts as drafts and then to make it public would not keep the lock short: whether a claim is public stands
in its own row and in its revision, and to change the one and add the other for 95,000 claims alone took 15 and 4
seconds. Public in parts, a page between two of them would hold half of a chain, of a group of readings or of a sum, a
release would name a state that no file has, and what stops the load would leave that standing. So it is a command of
whoever runs the site, not of the desk, and other writers wait for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from graphlib import CycleError, TopologicalSorter
from time import monotonic, sleep
from typing import Any

from django.db import IntegrityError, OperationalError
from django.db.models import Model
from django.utils import timezone

from flows.actions.additions import added, publish_loaded
from flows.actions.history import KIND_OF_MODEL, loaded, revision_of, versions_of
from flows.actions.propose import withdraw_by_author
from flows.actions.statements import Statement, blank, insertions, updates
from flows.actions.values import REVIEW_FIELDS, codes_among, held, hold, snapshot, snapshots, take_on, values_of
from flows.actions.writing import writing
from flows.importing import stored
from flows.importing.faults import BadFiles
from flows.importing.files import Values
from flows.importing.preview import Preview, TablePreview
from flows.importing.tables import Table
from flows.models import Proposal, Revision
from flows.queries.rows import MODEL_OF_KIND, PARTS, visible
from flows.vocabulary import PUBLIC_STATUSES, Status

_AT_ONCE = 200
_ROWS_OF_A_PART = 50
_SECONDS_OF_A_PART = 0.1
_SECONDS_BETWEEN = 0.02
"""Long enough for a writer who waits to notice that the lock is free."""


class ImportRefused(ValueError):
    """The database is not as the preview found it, or refuses a row; of what Note 2 says, ``written`` rows are in,
    and else nothing was written."""

    def __init__(self, message: str, written: int = 0) -> None:
        super().__init__(message)
        self.written = written

    @property
    def outcome(self) -> str:
        """What became of the import, before the reason."""
        if not self.written:
            return "Nothing was imported"
        return f"{self.written:,} rows are in as drafts; sent again, the file goes on from there"


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows of a table were added, changed, proposed to be changed, and left as they were."""

    table: str
    added: int
    changed: int
    left: int
    proposed: int = 0


@dataclass(slots=True)
class _Claims:
    """The claims of one file as statements, and what they are to be told to the caller."""

    written: Written
    unlink: list[Statement] = field(default_factory=list)
    change: list[Statement] = field(default_factory=list)
    changed: int = 0
    add: list[Statement] = field(default_factory=list)
    link: list[Statement] = field(default_factory=list)
    linked: int = 0
    record: list[Statement] = field(default_factory=list)
    revise: list[Statement] = field(default_factory=list)
    withdraw: tuple[int, ...] = ()
    propose: list[Statement] = field(default_factory=list)


def apply_import(preview: Preview, by: Any = None, *, at_once: bool = False) -> tuple[Written, ...]:
    """Adds the new rows and changes the changed ones; rows that no file names stay as they are. All or none, but for
    what Note 2 says of many drafts, unless all is to be written ``at_once``.

    What the house itself loads, without anybody's name, is public and changed in place, also where an editor's row
    under the same code waited: a draft, a submitted or a rejected claim is then the house's own. An import ``by`` an
    editor is held to an editor's rules: new claims are drafts, what else is new waits to become public, and changes to
    what is public are proposed.
    Raises BadFiles where the preview has faults, and ImportRefused where a row was changed by somebody else
    since the preview was made, where the database holds a rule that the preview did not foresee, or where it cannot
    write: a full disk, or another writer who does not let go.
    """
    if preview.faults:
        raise BadFiles(preview.faults)
    for one in preview.tables:
        if one.table.is_claims:
            _refuse_if_stale(one)
    prepared = {one.table.name: _prepared(one, by) for one in preview.tables if one.table.is_claims}
    later: dict[str, list[Statement]] = {}
    if not at_once:
        later = {
            name: _apart(one, prepared[name], by) for one in preview.tables if (name := one.table.name) in prepared
        }
    added = 0
    try:
        with writing():
            beside = {one.table.name: _beside(one, by) for one in preview.tables if not one.table.is_claims}
            written = tuple(
                _write_claims(one, prepared[one.table.name])
                if one.table.is_claims
                else _write(beside[one.table.name], by)
                for one in preview.tables
            )
            _let_in(beside, by)
        for statements in later.values():
            for count in _in_parts(statements):
                added += count
        return written
    except IntegrityError as error:
        raise ImportRefused(f"the database refuses the files: {error}", added) from error
    except OperationalError as error:
        raise ImportRefused(f"the database cannot write now: {error}", added) from error


def _apart(one: TablePreview, claims: _Claims, by: Any) -> list[Statement]:
    """Takes the new drafts of an editor out of what is written at once, where they can be written by themselves."""
    if by is None or not claims.add or _entangled(one):
        return []
    apart = [*claims.add, *claims.record]
    claims.add, claims.record = [], []
    return apart


def _entangled(one: TablePreview) -> bool:
    """Whether new claims cannot be written after the changed ones, or not one after the other."""
    fields = _own(one.table)
    new, changed = {values["code"] for values in one.new}, {change.key[0] for change in one.changed}
    named = {change.after[name] for change in one.changed for name in fields}
    if named & new or any(values[name] in changed for values in one.new for name in fields):
        return True
    let_go = {change.before[name] for change in one.changed for name in fields} - {None}
    return bool(let_go & {values[name] for values in one.new for name in fields}) or not _ordered(one.table, one.new)


def _own(table: Table) -> tuple[str, ...]:
    """The fields by which claims of a table refer to one another."""
    return tuple(column.field for column in table.columns if column.reference == table.name)


def _in_parts(statements: Sequence[Statement]) -> Iterator[int]:
    """Runs statements that each have parameters for the same rows, some rows at a time; how many each part wrote."""
    rows = len(statements[0].parameters) if statements else 0
    place = 0
    while place < rows:
        start = place
        with writing():
            begun = monotonic()
            while place < rows and (place == start or monotonic() - begun < _SECONDS_OF_A_PART):
                for statement in statements:
                    statement.part(place, place + _ROWS_OF_A_PART).run()
                place += _ROWS_OF_A_PART
        yield min(place, rows) - start
        if place < rows:
            sleep(_SECONDS_BETWEEN)


def _let_in(beside: Mapping[str, _Beside], by: Any) -> None:
    """What the house loads is public; what an editor adds beside claims waits, like any other addition."""
    if by is None:
        publish_loaded((kind, code) for kind, one in beside.items() for code in one.rows.waiting)
    else:
        added([(kind, code) for kind, one in beside.items() for code in one.new], by)
    for kind, one in beside.items():
        model = MODEL_OF_KIND[kind]
        loaded(model, one.new, "imported" if by is None else "entered", by)
        loaded(model, one.changed, "imported" if by is None else "revised", by)


def _refuse_if_stale(one: TablePreview) -> None:
    new = {tuple(values[field] for field in one.table.key) for values in one.new}
    now = stored.rows_by_key(one.table, {change.key for change in one.changed})
    if one.table.key == ("code",):
        added = {(code,) for code in stored.existing_codes(one.table.name, (code for (code,) in new))}
    else:
        added = set(stored.rows_by_key(one.table, new))
    for key in sorted(added):
        raise ImportRefused(f"{one.table.name}: {' '.join(map(str, key))} was added since the preview")
    for change in one.changed:
        row = now.get(change.key)
        if row is None or any(row[field] != value for field, value in change.before.items()):
            raise ImportRefused(f"{one.table.name}: {' '.join(map(str, change.key))} was changed since the preview")


# --- Claims: prepared, then written ---


def _prepared(one: TablePreview, by: Any) -> _Claims:
    table = one.table
    ordered = _ordered(table, one.new) or list(one.new)
    names = [column.field for column in table.single]
    status = dict(table.on_creation) if by is None else {"status": Status.DRAFT, "entered_by_id": by.pk}
    beginning = blank(table.model)
    new = [{**beginning, **attributes(table, values, names), **status} for values in ordered]
    before = stored_claims(table, [change.key[0] for change in one.changed])
    changed, proposed = _changed(one, before, names, by)
    versions = [claim.version - 1 for claim in changed]
    moved = _giving_way(one) if by is None else []
    in_place = [name for name in names if name not in ("code", "supersedes")]
    linked = [claim for claim in changed if getattr(claim, "supersedes_id", None) is not None]
    added, revised = ("imported", "imported") if by is None else ("entered", "revised")
    return _Claims(
        Written(table.name, len(new), len(changed), one.unchanged, len(proposed)),
        unlink=[
            *_unlinked(table, changed, versions),
            *updates(moved, ["supersedes", "status", "changed_at", "version"], [claim.version - 1 for claim in moved]),
        ],
        change=updates(changed, [*in_place, "status", *REVIEW_FIELDS, "changed_at", "version"], versions),
        changed=len(changed),
        add=insertions(table.model, new),
        link=updates(linked, ["supersedes"], [claim.version for claim in linked]) if linked else [],
        linked=len(linked),
        record=_revisions(table, new, added, by),
        revise=[
            *_revisions(table, map(vars, changed), revised, by),
            *_revisions(table, map(vars, moved), "revised", by),
        ],
        withdraw=_earlier_proposals(proposed, by),
        propose=insertions(Proposal, map(vars, proposed)),
    )


def _ordered(table: Table, new: Iterable[Values]) -> list[Values]:
    """New claims from the earliest on, each after those that it refers to, so that any first part stands by
    itself; none where some refer to one another in a circle."""
    rows = {values["code"]: values for values in sorted(new, key=lambda row: (row["claimed_on"], row["code"]))}
    fields = _own(table)
    if not any(row[name] for row in rows.values() for name in fields):
        return list(rows.values())
    graph = {code: [row[name] for name in fields if row[name] in rows] for code, row in rows.items()}
    try:
        return [rows[code] for code in TopologicalSorter(graph).static_order()]
    except CycleError:
        # No rule forbids a circle of several fields.
        return []


def _revisions(table: Table, claims: Iterable[Mapping[str, Any]], verb: str, by: Any) -> list[Statement]:
    model: Any = table.model
    beginning, at = blank(Revision), timezone.now()
    return insertions(Revision, ({**beginning, **revision_of(model, claim, verb, at, by)} for claim in claims))


def _changed(
    one: TablePreview, before: Mapping[str, Any], names: Sequence[str], by: Any
) -> tuple[list[Any], list[Proposal]]:
    """The claims as they are to be written, and for an editor the changes to public ones as proposals."""
    changed, proposed = [], []
    for change in one.changed:
        claim = before[change.key[0]]
        for name, value in attributes(one.table, change.after, names).items():
            setattr(claim, name, value)
        if by is not None and claim.status in PUBLIC_STATUSES:
            kind = KIND_OF_MODEL[type(claim)]
            proposed.append(Proposal(kind=kind, code=claim.pk, base=claim.version, values=snapshot(claim), by=by))
            continue
        if by is not None:
            claim.status = "draft"
        elif claim.pk in one.waiting and claim.status not in PUBLIC_STATUSES:
            _make_the_houses(claim, one.table)
        claim.version, claim.changed_at = claim.version + 1, timezone.now()
        changed.append(claim)
    return changed, proposed


def _make_the_houses(claim: Any, table: Table) -> None:
    """Takes a claim that waited as new: its values are the file's now, not those of whoever wrote it before."""
    for name, value in table.on_creation.items():
        setattr(claim, name, value)
    for name in REVIEW_FIELDS:
        setattr(claim, name, claim._meta.get_field(name).get_default())


def _giving_way(one: TablePreview) -> list[Any]:
    """Claims of the desk that wait and would supersede what a claim of the house's supersedes, as they stand after it:
    only one can, and one that was submitted is a draft again, since it is no longer what was submitted."""
    model: Any = one.table.model
    if "supersedes" not in one.table.by_field:
        return []
    taken = sorted({values["supersedes"] for values in _rows(one)} - {None})
    found = []
    for start in range(0, len(taken), _AT_ONCE):
        holders = model._default_manager.filter(supersedes__in=taken[start : start + _AT_ONCE])
        for claim in holders.exclude(status__in=PUBLIC_STATUSES):
            if (claim.pk,) not in one.lines:
                claim.supersedes_id = None
                claim.status = Status.DRAFT if claim.status == Status.SUBMITTED else claim.status
                claim.version, claim.changed_at = claim.version + 1, timezone.now()
                found.append(claim)
    return found


def _earlier_proposals(proposed: Sequence[Proposal], by: Any) -> tuple[int, ...]:
    """One's own proposals that these take the place of."""
    codes = [one.code for one in proposed]
    found: list[int] = []
    for start in range(0, len(codes), _AT_ONCE):
        part = Proposal.objects.filter(kind=proposed[0].kind, code__in=codes[start : start + _AT_ONCE])
        found.extend(part.filter(by=by, outcome="open").values_list("pk", flat=True))
    return tuple(found)


def _unlinked(table: Table, changed: Sequence[Any], versions: Sequence[int]) -> list[Statement]:
    """Take changed rows out of their chains first.

    The trigger on SQLite looks after every single row, so a chain whose rows all change their claimant would
    be refused half-way although its end is right.
    """
    if "supersedes" not in table.by_field:
        return []
    alone = [table.model(code=claim.pk, supersedes=None) for claim in changed]
    return updates(alone, ["supersedes"], versions)


def stored_claims(table: Table, codes: Sequence[str]) -> dict[str, Any]:
    """The claims with these codes as they are stored, by code."""
    found: dict[str, Any] = {}
    for start in range(0, len(codes), _AT_ONCE):
        found.update(table.model._default_manager.in_bulk(codes[start : start + _AT_ONCE]))
    return found


def _write_claims(one: TablePreview, claims: _Claims) -> Written:
    for statement in claims.unlink:
        statement.run()
    _all_written(one, claims.change, claims.changed)
    for statement in claims.add:
        statement.run()
    _all_written(one, claims.link, claims.linked)
    withdraw_by_author(claims.withdraw)
    for statement in (*claims.record, *claims.revise, *claims.propose):
        statement.run()
    return claims.written


def _all_written(one: TablePreview, statements: Iterable[Statement], expected: int) -> None:
    if sum(statement.run() for statement in statements) != expected:
        raise ImportRefused(f"{one.table.name}: a claim was changed since the preview")


# --- Everything else: small tables ---


@dataclass(frozen=True, slots=True)
class _Beside:
    """What an import does to one table beside claims: the rows that it writes, and those that it proposes.

    ``new`` and ``changed`` are the codes of the records that it writes; a file of legs writes routes.
    """

    rows: TablePreview
    written: TablePreview
    new: tuple[str, ...]
    changed: tuple[str, ...]
    proposed: Mapping[str, list[Values]]


def _beside(one: TablePreview, by: Any) -> _Beside:
    """An editor's rows of records that are public are proposed, whatever the preview took them for."""
    first = one.table.key[0]
    proposed = {} if by is None else to_propose(one)
    written = replace(
        one,
        new=tuple(values for values in one.new if values[first] not in proposed),
        changed=tuple(change for change in one.changed if change.key[0] not in proposed),
    )
    codes = tuple(dict.fromkeys(values[first] for values in _rows(written)))
    known = codes_among(MODEL_OF_KIND[one.table.name]._default_manager.all(), codes)
    new, changed = (tuple(code for code in codes if (code in known) is there) for there in (False, True))
    return _Beside(one, written, new, changed, proposed)


def to_propose(one: TablePreview) -> dict[str, list[Values]]:
    """The rows of a preview that change public records beside claims, by the code of the record."""
    rows: dict[str, list[Values]] = defaultdict(list)
    for values in _rows(one):
        rows[values[one.table.key[0]]].append(values)
    public = codes_among(visible(MODEL_OF_KIND[one.table.name]), rows)
    return {code: each for code, each in rows.items() if code in public}


def _rows(one: TablePreview) -> Iterator[Values]:
    yield from one.new
    yield from (change.after for change in one.changed)


def _write(beside: _Beside, by: Any) -> Written:
    one = beside.written
    table = one.table
    _refuse_if_stale(beside.rows)
    if table.parent:
        _clear_waiting(beside.rows)
    _change(table, one)
    if table.parent:
        _add_parents(table, one.new)
    _add(table, one.new)
    _set_members(table, [*one.new, *(change.after for change in one.changed)])
    if beside.proposed:
        _propose(table, beside.proposed, by)
    count = sum(map(len, beside.proposed.values()))
    return Written(table.name, len(one.new), len(one.changed), one.unchanged, count)


def _propose(table: Table, changes: Mapping[str, list[Values]], by: Any) -> None:
    """Keeps the changes to public records for somebody else to approve; one's own earlier ones give way."""
    model = MODEL_OF_KIND[table.name]
    versions = versions_of(model, changes)
    proposals = [
        Proposal(kind=table.name, code=code, base=versions.get(code, 0), values=values, by=by)
        for code, values in changed_values(table, changes)
    ]
    withdraw_by_author(_earlier_proposals(proposals, by))
    Proposal.objects.bulk_create(proposals)


def changed_values(table: Table, changes: Mapping[str, list[Values]]) -> Iterator[tuple[str, dict[str, str]]]:
    """The values of records beside claims as they would stand with rows of a file, by code."""
    model: Any = MODEL_OF_KIND[table.name]
    for code, values in snapshots(model, tuple(changes)):
        row = model(pk=code)
        take_on(row, values)
        for each in changes[code]:
            _overlay(table, row, each)
        yield code, {**values_of(row), "status": Status.PUBLISHED.code}


def _overlay(table: Table, row: Any, values: Values) -> None:
    if table.parent:
        parts = PARTS[type(row)]
        names = [column.field for column in table.single]
        part = table.model(**attributes(table, values, names))
        others = [each for each in held(row)[parts.name] if getattr(each, parts.number) != getattr(part, parts.number)]
        hold(row, **{parts.name: (*others, part)})
        return
    for name, value in attributes(table, values, [column.field for column in table.single]).items():
        setattr(row, name, value)
    hold(row, **{column.field: values[column.field] for column in table.many})


def _change(table: Table, one: TablePreview) -> None:
    if not one.changed:
        return
    fields = [column.field for column in table.single if column.field not in table.key]
    keys = _primary_keys(table, one)
    rows = [table.model(pk=keys[change.key], **attributes(table, change.after, fields)) for change in one.changed]
    table.model._default_manager.bulk_update(rows, fields, batch_size=_AT_ONCE)


def _primary_keys(table: Table, one: TablePreview) -> Mapping[tuple[Any, ...], Any]:
    if len(table.key) == 1:
        return {change.key: change.key[0] for change in one.changed}
    first = table.key[0]
    rows = table.model._default_manager.filter(**{f"{first}__in": {change.key[0] for change in one.changed}})
    return {tuple(key): pk for pk, *key in rows.values_list("pk", *table.key)}


def _clear_waiting(rows: TablePreview) -> None:
    """Takes the parts that no row of the file names out of records that become public with it: an editor's alone."""
    parts = PARTS[MODEL_OF_KIND[rows.table.name]]
    for part in parts.model._default_manager.filter(**{f"{parts.whole}__in": rows.waiting}):
        if (getattr(part, f"{parts.whole}_id"), getattr(part, parts.number)) not in rows.lines:
            part.delete()


def _add_parents(table: Table, new: Iterable[Values]) -> None:
    parent: Any = MODEL_OF_KIND[table.name]
    codes = {values[table.parent] for values in new}
    parent._default_manager.bulk_create(
        parent(pk=code) for code in sorted(codes - codes_among(parent._default_manager.all(), codes))
    )


def _add(table: Table, new: Iterable[Values]) -> None:
    fields = [column.field for column in table.single]
    rows = [table.model(**attributes(table, values, fields), **table.on_creation) for values in new]
    table.model._default_manager.bulk_create(rows, batch_size=_AT_ONCE)


def _set_members(table: Table, rows: list[Values]) -> None:
    for column in table.many:
        member: Any = table.model._meta.get_field(column.field)
        through: type[Model] = member.remote_field.through
        here, there = f"{member.m2m_field_name()}_id", f"{member.m2m_reverse_field_name()}_id"
        through._default_manager.filter(**{f"{here}__in": [values["code"] for values in rows]}).delete()
        through._default_manager.bulk_create(
            through(**{here: values["code"], there: code}) for values in rows for code in values[column.field]
        )


def attributes(table: Table, values: Values, fields: Iterable[str]) -> dict[str, Any]:
    """Values by the model's attributes: foreign keys by the code that they hold."""
    return {attribute: values[name] for name, attribute in _attributes(table.model, tuple(fields))}


@cache
def _attributes(model: type[Model], names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, getattr(model._meta.get_field(name), "attname")) for name in names)  # noqa: B009
