"""An import in somebody's name: what is new is not public, changes to what is are proposals, and only what they may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from flows.actions.apply_import import attributes, changed_values, stored_claims, to_propose
from flows.actions.values import snapshot
from flows.importing.faults import RowFault
from flows.importing.files import Key, Sheet
from flows.importing.preview import Preview, TablePreview, judged
from flows.importing.tables import Table
from flows.models import Proposal
from flows.vocabulary import Status

_AT_ONCE = 500


def may_import(table: Table, by: Any) -> bool:
    """Whether a user may add and change the rows of a table."""
    models = [table.model]
    if table.parent:
        models.append(table.model._meta.get_field(table.parent).related_model)  # type: ignore[arg-type]
    return all(
        by.has_perm(f"{model._meta.app_label}.{kind}_{model._meta.model_name}")
        for model in models
        for kind in ("add", "change")
    )


def judged_for(sheet: Sheet, by: Any) -> Preview:
    """What an import of a sheet by a user would do; ``by`` None is the house itself."""
    return judged([sheet]) if by is None else judged_together([sheet], by)


def judged_together(sheets: Sequence[Sheet], by: Any) -> Preview:
    """What an import of these sheets by an editor would do, one a table, in the order of `TABLES`.

    A change that waits for approval already is not made twice; one that cannot be proposed is a fault.
    """
    shown = judged(sheets, status=Status.DRAFT)
    tables, faults = [], list(shown.faults)
    for one in shown.tables:
        held, found = _held(one, by) if one.table.is_claims else _held_beside(one, by)
        tables.append(held)
        faults += found
    return Preview(tuple(tables), tuple(sorted(faults, key=lambda fault: (fault.file, fault.row))))


def fingerprint(shown: Preview) -> str:
    """The same for two previews that would write the same over the same; another one otherwise."""
    told = [
        (
            one.table.name,
            [repr([*values.values()]) for values in one.new],
            [repr((change.key, [*change.before.items()], [*change.after.values()])) for change in one.changed],
            sorted(map(repr, one.proposed)),
        )
        for one in shown.tables
    ]
    return sha256(repr(told).encode()).hexdigest()


def _held(one: TablePreview, by: Any) -> tuple[TablePreview, list[RowFault]]:
    """The preview of one table of claims by an editor's rules, and what these forbid."""
    table = one.table
    claims = stored_claims(table, [change.key[0] for change in one.changed])
    waiting = _waiting(table, [claim.pk for claim in claims.values() if claim.status == Status.PUBLISHED])
    names = [column.field for column in table.single]
    changed, proposed, faults, unchanged = [], set(), [], one.unchanged
    for change in one.changed:
        claim = claims[change.key[0]]
        if claim.status not in (Status.PUBLISHED, Status.RETRACTED):
            changed.append(change)
            continue
        if claim.status == Status.RETRACTED:
            message = "the claim was retracted: it can be restored from its history, and is not changed by an import"
            faults.append(_fault(one, change.key, message))
            continue
        for name, value in attributes(table, change.after, names).items():
            setattr(claim, name, value)
        other = waiting.get(claim.pk)
        if other is not None and other.values == snapshot(claim):
            unchanged += 1
            continue
        if other is not None and other.by_id != by.pk:
            faults.append(_fault(one, change.key, _decide_first(other)))
            continue
        changed.append(change)
        proposed.add(change.key)
    return replace(one, changed=tuple(changed), unchanged=unchanged, proposed=frozenset(proposed)), faults


def _held_beside(one: TablePreview, by: Any) -> tuple[TablePreview, list[RowFault]]:
    """The same of one table beside claims: a row that changes a public record is proposed with the whole of it."""
    table = one.table
    changes = to_propose(one)
    waiting = _waiting(table, list(changes))
    proposed, same, faults = set(), set(), []
    for code, values in changed_values(table, changes):
        keys = [tuple(each[field] for field in table.key) for each in changes[code]]
        other = waiting.get(code)
        if other is not None and other.values == values:
            same.update(keys)
        elif other is not None and other.by_id != by.pk:
            faults.append(_fault(one, keys[0], _decide_first(other)))
        else:
            proposed.update(keys)
    new = tuple(values for values in one.new if tuple(values[field] for field in table.key) not in same)
    changed = tuple(change for change in one.changed if change.key not in same)
    unchanged = one.unchanged + len(same)
    return replace(one, new=new, changed=changed, unchanged=unchanged, proposed=frozenset(proposed)), faults


def _decide_first(other: Proposal) -> str:
    return f"a change proposed by {other.by} waits for review: decide on it first"


def _waiting(table: Table, codes: list[str]) -> dict[str, Proposal]:
    """The open proposals to these records, by code."""
    found: dict[str, Proposal] = {}
    for start in range(0, len(codes), _AT_ONCE):
        part = codes[start : start + _AT_ONCE]
        open_ones = Proposal.objects.filter(kind=table.name, code__in=part, outcome="open")
        found.update((one.code, one) for one in open_ones.select_related("by"))
    return found


def _fault(one: TablePreview, key: Key, message: str) -> RowFault:
    return RowFault(one.table.file, one.lines[key], one.table.columns[0].name, str(key[0]), message)
