"""An import in somebody's name: new claims as drafts, changes to public ones as proposals, and only what they may."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from flows.actions.apply_import import attributes, stored_claims
from flows.actions.history import snapshot
from flows.importing.faults import RowFault
from flows.importing.files import Sheet
from flows.importing.preview import Change, Preview, TablePreview, judged
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
    """What an import of a sheet by a user would do; ``by`` None is the house itself.

    A change that waits for approval already is not made twice; one that cannot be proposed is a fault.
    """
    if by is None:
        return judged([sheet])
    shown = judged([sheet], status=Status.DRAFT)
    tables, faults = [], list(shown.faults)
    for one in shown.tables:
        held, found = _held(one, by) if one.table.is_claims else (one, [])
        tables.append(held)
        faults += found
    return Preview(tuple(tables), tuple(sorted(faults, key=lambda fault: fault.row)))


def fingerprint(shown: Preview) -> str:
    """The same for two previews that would write the same over the same; another one otherwise."""
    told = [
        (
            one.table.name,
            sorted(repr(sorted(values.items())) for values in one.new),
            sorted(
                repr((change.key, sorted(change.before.items()), sorted(change.after.items())))
                for change in one.changed
            ),
            sorted(map(repr, one.proposed)),
        )
        for one in shown.tables
    ]
    return sha256(repr(told).encode()).hexdigest()


def _held(one: TablePreview, by: Any) -> tuple[TablePreview, list[RowFault]]:
    """The preview of one table of claims by an editor's rules, and what these forbid."""
    table = one.table
    claims = stored_claims(table, [change.key[0] for change in one.changed])
    waiting = _waiting([claim.pk for claim in claims.values() if claim.status == Status.PUBLISHED])
    names = [column.field for column in table.single]
    changed, proposed, faults, unchanged = [], set(), [], one.unchanged
    for change in one.changed:
        claim = claims[change.key[0]]
        if claim.status not in (Status.PUBLISHED, Status.RETRACTED):
            changed.append(change)
            continue
        if claim.status == Status.RETRACTED:
            message = "the claim was retracted: it can be restored from its history, and is not changed by an import"
            faults.append(_fault(one, change, message))
            continue
        for name, value in attributes(table, change.after, names).items():
            setattr(claim, name, value)
        other = waiting.get(claim.pk)
        if other is not None and other.values == snapshot(claim):
            unchanged += 1
            continue
        if other is not None and other.by_id != by.pk:
            faults.append(_fault(one, change, f"a change proposed by {other.by} waits for review: decide on it first"))
            continue
        changed.append(change)
        proposed.add(change.key)
    return replace(one, changed=tuple(changed), unchanged=unchanged, proposed=frozenset(proposed)), faults


def _waiting(codes: list[str]) -> dict[str, Proposal]:
    """The open proposals to these claims, by code."""
    found: dict[str, Proposal] = {}
    for start in range(0, len(codes), _AT_ONCE):
        open_ones = Proposal.objects.filter(code__in=codes[start : start + _AT_ONCE], outcome="open")
        found.update((one.code, one) for one in open_ones.select_related("by"))
    return found


def _fault(one: TablePreview, change: Change, message: str) -> RowFault:
    return RowFault(one.table.file, one.lines[change.key], one.table.columns[0].name, str(change.key[0]), message)
