"""Merge two sources, claimants or actors that are one, and take a merge apart again; each by two people.

Note 1: a merge is refused where it would make a record name the same row twice: nobody supplies themselves, and which
of the two was meant is for people to decide, record by record, before the rows are merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from flows import dictionary
from flows.actions.checks import faults_between_rows
from flows.actions.decisions import decide, fit_reason
from flows.actions.history import is_public, locked, write_on
from flows.actions.values import JOINT, snapshot, take_on
from flows.actions.writing import writing
from flows.importing.constraints import broken_constraints
from flows.models import Merge, Subject
from flows.models.claims import Claim
from flows.models.merges import MERGED
from flows.queries.rows import MODEL_OF_KIND, PARTS
from flows.subject import subject

_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Moved:
    """One reference that was moved: the record, its field as revisions name it, whether it named the new row too."""

    kind: str
    code: str
    field: str
    beside: bool

    def kept(self) -> list[Any]:
        """As the merge keeps it."""
        return [self.kind, self.code, self.field, self.beside]


def propose_merge(kind: str, old: str, new: str, by: Any) -> Merge:
    """Keeps the merge of one row into another for somebody else to approve.

    Raises ValidationError where the rows are not two public ones of a kind that is merged, where one of them is merged
    already or a merge of it waits, and where a record would break a rule; nothing is then written.
    """
    with writing():
        merge = Merge(kind=kind, old=old, new=new, by=by)
        _refuse(merge)
        with transaction.atomic():
            _move(merge)
            transaction.set_rollback(True)
        merge.save(force_insert=True)
    return merge


def propose_undoing(merge: Merge, by: Any) -> Merge:
    """Keeps the undoing of a merge for somebody else to approve; ValidationError where it is not in force, or where its
    undoing waits already."""
    with writing():
        held = _held(merge)
        _refuse_undoing(held)
        if Merge.objects.filter(undoes=held, outcome="open").exists():
            raise ValidationError(f"The undoing of {held} waits already.")
        return Merge.objects.create(kind=held.kind, old=held.old, new=held.new, undoes=held, by=by)


def approve_merge(merge: Merge, by: Any) -> None:
    """Moves every reference, with a revision of each record, and hides the old row; or undoes that.

    Raises ValidationError where ``by`` proposed it, where it no longer waits, and where `propose_merge` would refuse it
    by now; nothing is then written.
    """
    with writing():
        held = _waiting(merge)
        if by is None or by.pk == held.by_id:
            raise ValidationError(f"{held}: whoever proposed it cannot approve it.")
        if held.undoes_id:
            _undo(held, by)
        else:
            _refuse(held)
            held.moved = [one.kept() for one in _move(held, by)]
            held.in_force = True
        decide(held, "applied", by, also=("moved", "in_force"))


def reject_merge(merge: Merge, reason: str, by: Any) -> None:
    """Turns a proposed merge down; the reason stays with it. ValidationError for an unfit reason."""
    reason = fit_reason(reason)
    with writing():
        decide(_waiting(merge), "rejected", by, reason)


def withdraw_merge(merge: Merge, by: Any) -> None:
    """Takes back one's own proposal; ValidationError where it is somebody else's or no longer waits."""
    with writing():
        held = _waiting(merge)
        if by.pk != held.by_id:
            raise ValidationError(f"{held}: only whoever proposed it can withdraw it.")
        decide(held, "withdrawn", by)


def apply_for_now(merge: Merge) -> tuple[Moved, ...]:
    """Moves what a merge that waits or is only thought of would move, or moves it back, inside a transaction that the
    caller rolls back; ValidationError where it would be refused."""
    if merge.undoes_id:
        return _undo(merge)
    _refuse(merge)
    return _move(merge)


def _refuse(merge: Merge) -> None:
    """Raises ValidationError where the two rows cannot be merged, whatever names them."""
    if merge.kind not in MERGED:
        raise ValidationError(f"{merge.kind}: only rows of {', '.join(MERGED)} are merged.")
    if merge.old == merge.new:
        raise ValidationError(f"{merge.old} is not merged into itself.")
    if merge.kind == "actors" and merge.old in subject().named.union(*map(_makers, Subject.objects.all())):
        raise ValidationError(f"A subject of this site names {merge.old}: merge the other party into it.")
    model = MODEL_OF_KIND[merge.kind]
    for code in (merge.old, merge.new):
        row = model._default_manager.select_for_update().filter(pk=code).first()
        if row is None:
            elsewhere = [kind for kind in MERGED if MODEL_OF_KIND[kind]._default_manager.filter(pk=code).exists()]
            of = f"; it is one of the {elsewhere[0]}, and only rows of one kind are merged" if elsewhere else ""
            raise ValidationError(f"There is no {code!r} among the {merge.kind}{of}.")
        if into := Merge.objects.into([(merge.kind, code)]):
            raise ValidationError(f"{code} is merged into {into[merge.kind, code]} already.")
        if not is_public(row):
            raise ValidationError(f"{code} is not public yet: change it, or remove it.")
    waiting = Merge.objects.filter(kind=merge.kind, outcome="open").exclude(pk=merge.pk)
    if other := waiting.filter(old__in=(merge.old, merge.new)).first() or waiting.filter(new=merge.old).first():
        raise ValidationError(f"A merge waits already: {other}. Decide on it first.")


def _makers(row: Subject) -> frozenset[str]:
    """The parties that a further subject names in texts, in which no reference can be moved."""
    return frozenset(code for text in (row.first_makers, row.second_makers) for code in text.split(";"))


def _refuse_undoing(merge: Merge) -> None:
    if not merge.in_force:
        raise ValidationError(f"{merge}: it is not in force.")
    if into := Merge.objects.into([(merge.kind, merge.new)]):
        raise ValidationError(f"{merge.new} was itself merged into {into[merge.kind, merge.new]}: undo that first.")


# --- Moving references ---


def _move(merge: Merge, approver: Any = None) -> tuple[Moved, ...]:
    """Makes all that names the old row name the new one, and checks every record; the references that were moved."""
    moved: list[Moved] = []
    texts: dict[tuple[str, str], dict[str, str]] = {}
    rows = list(naming(merge.kind, merge.old))
    for kind, row in rows:
        values = snapshot(row)
        for field in _references(kind, merge.kind, values):
            codes = values[field].split(JOINT)
            if merge.old not in codes:
                continue
            moved.append(Moved(kind, row.pk, field, merge.new in codes))
            values[field] = JOINT.join(sorted({merge.new if code == merge.old else code for code in codes}))
        texts[kind, row.pk] = values
    _write(merge, rows, texts, approver)
    _note_on_old(merge, approver)
    return tuple(moved)


def _undo(undoing: Merge, approver: Any = None) -> tuple[Moved, ...]:
    """Moves back what the merge moved, where it still names the new row; the references that were moved back."""
    merge = _held(undoing.undoes)
    _refuse_undoing(merge)
    Merge.objects.filter(pk=merge.pk).update(in_force=False)
    by_record: dict[tuple[str, str], list[Moved]] = {}
    for one in (Moved(*kept) for kept in merge.moved):
        by_record.setdefault((one.kind, one.code), []).append(one)
    rows, texts, back = [], {}, []
    for (kind, code), references in by_record.items():
        row = MODEL_OF_KIND[kind]._default_manager.filter(pk=code).first()
        if row is None:
            continue
        values = snapshot(row)
        here = [one for one in references if merge.new in values.get(one.field, "").split(JOINT)]
        for one in here:
            codes = {*values[one.field].split(JOINT), merge.old}
            values[one.field] = JOINT.join(sorted(codes if one.beside else codes - {merge.new}))
        if here:
            rows.append((kind, row))
            texts[kind, code] = values
            back += here
    _write(undoing, rows, texts, approver)
    _note_on_old(undoing, approver)
    return tuple(back)


def naming(kind: str, code: str) -> Iterator[tuple[str, Any]]:
    """Every record that names a row, public or not, the row itself aside."""
    for table in dictionary.TABLES:
        model = MODEL_OF_KIND[table.name]
        rows = table.parts or table
        fields = [field.field for field in rows.fields if field.reference == kind and not field.computed]
        if not fields:
            continue
        named = models.Q(*(models.Q(**{field: code}) for field in fields), _connector=models.Q.OR)
        if parts := PARTS.get(model):
            named = models.Q(pk__in=parts.model._default_manager.filter(named).values(parts.whole))
        own = models.Q(pk=code) if table.name == kind else models.Q(pk__in=())
        for row in model._default_manager.filter(named).exclude(own).order_by("pk").distinct():
            yield table.name, row


def _references(table: str, kind: str, values: Iterable[str]) -> list[str]:
    """Those of a record's filled fields that name a row of a kind, as revisions name them: "legs.1.source"."""
    described = next(one for one in dictionary.TABLES if one.name == table)
    rows = described.parts or described
    fields = {field.field for field in rows.fields if field.reference == kind and not field.computed}
    return [name for name in values if name.rpartition(".")[2] in fields]


def _write(
    merge: Merge, rows: Sequence[tuple[str, Any]], texts: dict[tuple[str, str], dict[str, str]], approver: Any
) -> None:
    """Writes the records with their new values as next versions; ValidationError where one breaks a rule."""
    held = locked(row for _, row in rows)
    for row, (kind, _) in zip(held, rows, strict=True):
        take_on(row, texts[kind, row.pk])
    _raise(fault for row in held for fault in _faults_alone(row))
    # A chain whose rows all change hands is taken apart first: the database looks at every single row.
    for model in {type(row) for row in held if getattr(row, "supersedes_id", None)}:
        codes = [row.pk for row in held if type(row) is model]
        model._default_manager.filter(pk__in=codes).update(supersedes=None)
    claims = sorted((row for row in held if isinstance(row, Claim)), key=lambda row: (row.claimed_on, row.pk))
    others = [row for row in held if not isinstance(row, Claim)]
    note = f"Merged: {merge}."
    for row in (*others, *claims):
        try:
            with transaction.atomic():
                write_on(row, "revised", by=merge.by, approved_by=approver, note=note)
        except IntegrityError as error:
            raise ValidationError(f"{row.pk}: no two rows may say the same once they are merged ({error}).") from error
    _raise(f"{row.pk}: {message}" for row in held for each in faults_between_rows(row).values() for message in each)


def _faults_alone(row: Any) -> Iterator[str]:
    """What a record breaks by itself: it would be joined to itself."""
    values = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
    for broken in broken_constraints(type(row), values):
        yield f"{row.pk}: {broken.message}"


def _note_on_old(merge: Merge, approver: Any) -> None:
    """The history of the old row says what became of it, and every cached answer is out of date."""
    (old,) = locked([MODEL_OF_KIND[merge.kind](pk=merge.old)])
    write_on(old, "revised", by=merge.by, approved_by=approver, note=f"Merged: {merge}.")


def _raise(faults: Iterable[str]) -> None:
    found = list(dict.fromkeys(faults))
    if found:
        more = len(found) - _MOST_NAMED
        raise ValidationError([*found[:_MOST_NAMED], *([f"And {more} more."] if more > 0 else [])])


# --- Deciding ---


def _held(merge: Merge) -> Merge:
    return Merge.objects.select_for_update(of=("self",)).select_related("by", "undoes").get(pk=merge.pk)


def _waiting(merge: Merge) -> Merge:
    held = _held(merge)
    if held.outcome != "open":
        raise ValidationError(f"{held}: this no longer waits; it was {held.get_outcome_display()}.")
    return held
