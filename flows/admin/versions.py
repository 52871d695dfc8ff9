"""Two people on one record: the second to save sees both versions and chooses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model

from flows.actions.history import KIND_OF_MODEL, newest_version
from flows.actions.values import JOINT, texts_of_part, values_of
from flows.models import Revision
from flows.queries.history import named_by_key
from flows.queries.rows import PARTS


@dataclass(frozen=True, slots=True)
class Clash:
    """A field in which the form and the stored record differ, each in words; "" where it is empty.

    ``seen`` is what it held when the form was opened.
    """

    field: str
    seen: str
    theirs: str
    mine: str


class VersionedForm(forms.ModelForm):
    """A form that knows which version of its row it was opened with.

    Where the row was written since, the form is refused once, and ``clashes`` holds what differs. It then knows the
    new version: saving it again is choosing one's own.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clashes: tuple[Clash, ...] = ()
        self.written_by = ""
        if not self.instance._state.adding:
            self.instance.version = newest_version(self.instance)
            self.fields["seen"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        """The form's values; refused where the row is no longer the one that was opened."""
        values = super().clean() or self.cleaned_data
        seen = values.get("seen")
        if not self.instance._state.adding and seen is not None and seen != self.instance.version:
            self._show_both(values, seen)
        return values

    def _show_both(self, values: dict[str, Any], seen: int) -> None:
        opened, last = version_of(self.instance, seen), version_of(self.instance, self.instance.version)
        before = opened.values if opened is not None else {}
        self.clashes = tuple(
            Clash(
                str(self.fields[name].label or name),
                _words(self.fields[name], as_kept(self.fields[name], before.get(name))),
                _words(self.fields[name], self.get_initial_for_field(self.fields[name], name)),
                _words(self.fields[name], values.get(name)),
            )
            for name in self.changed_data
            if name != "seen"
        )
        self.written_by = str(last.by or "") if last is not None else ""
        sent: Any = self.data.copy()  # type: ignore[attr-defined]
        sent[self.add_prefix("seen")] = str(self.instance.version)
        self.data = sent
        self.add_error(
            None, "This record was changed while you were at it. Nothing is saved yet: compare the versions."
        )


def clashes_of_parts(row: Model, seen: int, mine: Iterable[Model]) -> tuple[Clash, ...]:
    """Where the rows inside a record differ between a form, given as its rows, and what is stored; empty where they do
    not."""
    parts = PARTS[type(row)]
    theirs = {name: text for name, text in values_of(row).items() if name.startswith(f"{parts.name}.")}
    ours = {name: text for part in mine for name, text in texts_of_part(parts, part).items()}
    opened = version_of(row, seen)
    before = opened.values if opened is not None else {}
    was, is_, wanted = (
        {key: (name, text) for key, name, text in named_by_key(type(row), values)} for values in (before, theirs, ours)
    )
    keys = [key for key in {**is_, **wanted} if is_.get(key) != wanted.get(key)]
    return tuple(
        Clash((is_.get(key) or wanted[key])[0], *(found.get(key, ("", ""))[1] for found in (was, is_, wanted)))
        for key in keys
    )


def version_of(row: Model, number: int) -> Revision | None:
    """The revision of a record with this number; None where there is none."""
    kept = Revision.objects.filter(kind=KIND_OF_MODEL[type(row)], code=row.pk, number=number)
    return kept.select_related("by").first()


def as_kept(field: forms.Field, text: str | None) -> Any:
    """A value of a revision as the form has it: several codes apart."""
    return text.split(JOINT) if text and isinstance(field, forms.ModelMultipleChoiceField) else text


def _words(field: forms.Field, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(field, forms.ModelMultipleChoiceField):
        keys = [getattr(one, "pk", one) for one in value]
        return ", ".join(str(one) for one in field.queryset.filter(pk__in=keys)) if field.queryset is not None else ""
    if isinstance(field, forms.ModelChoiceField):
        key = getattr(value, "pk", value)
        return str(field.queryset.filter(pk=key).first() or key) if field.queryset is not None else str(key)
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(value, value))
