"""Give a record that readers do not see yet another code: it is the key of its row, and of all that names it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from flows import search_index
from flows.actions.checks import check
from flows.actions.history import KIND_OF_MODEL, authors, is_public, locked, newest_version, revision, write_on
from flows.actions.merge import naming
from flows.actions.writing import writing
from flows.models import Addition, Appearance, EvidenceCheck, Revision
from flows.models.claims import Claim


def rename(row: Any, code: str, by: Any) -> None:
    """Moves a record and every reference to it to another code. Its history goes on under the new one, and ends under
    the old one; each record that names it gets a revision.

    Raises ValidationError, for the field ``code``, where readers see the record, where somebody else wrote a part of it
    (who may approve it hangs on the history of its code), where the code is or was another record's, or is no code.
    """
    with writing():
        (before,) = locked([row])
        _refuse(before, code, by)
        model, old, kind = type(before), before.pk, KIND_OF_MODEL[type(before)]
        named = [one for _, one in naming(kind, old)]
        before.version = newest_version(before) + 1
        last = revision(before, "removed", by=by, note=f"Its code is {code} now.")
        last.values = {}
        last.save(force_insert=True)
        # Foreign keys are held when the transaction ends.
        model._default_manager.filter(pk=old).update(code=code)
        for relation in model._meta.related_objects:
            if not relation.many_to_many:
                rows = relation.related_model._default_manager.filter(**{relation.field.name: old})
                rows.update(**{relation.field.attname: code})
        beside = [
            (one.field, one.field.m2m_reverse_field_name()) for one in model._meta.related_objects if one.many_to_many
        ]
        for member, own in (*beside, *((one, one.m2m_field_name()) for one in model._meta.many_to_many)):
            through: Any = member.remote_field.through
            through._default_manager.filter(**{own: old}).update(**{f"{own}_id": code})
        if isinstance(before, Claim):
            Appearance.objects.filter(claim=old).update(claim=code)
        else:
            Addition.objects.filter(kind=kind, code=old).update(code=code)
        search_index.look_again(kind, old)
        renamed = model._default_manager.get(pk=code)
        check(renamed)
        renamed.version = renamed.version if isinstance(renamed, Claim) else 0
        write_on(renamed, "entered", by=by, note=f"Its code was {old}.")
        for one in locked([_fresh(each) for each in named]):
            write_on(one, "revised", by=by, note=f"{old} has the code {code} now.")


def _refuse(row: Any, code: str, by: Any) -> None:
    said = ""
    if is_public(row):
        said = "It is public, and its code is permanent."
    elif authors(row) - {by.pk}:
        said = "Somebody else wrote a part of it: its code stays."
    elif _is_taken(type(row), code):
        said = f"{code} is, or was, the code of another record."
    elif isinstance(row, Claim) and EvidenceCheck.objects.filter(claim=row.pk).exists():
        said = "Its document was checked under this code."
    if said:
        raise ValidationError({"code": said})


def _is_taken(model: type[Model], code: str) -> bool:
    kind = KIND_OF_MODEL[model]
    return model._default_manager.filter(pk=code).exists() or Revision.objects.filter(kind=kind, code=code).exists()


def _fresh(row: Any) -> Any:
    return type(row)._default_manager.get(pk=row.pk)
