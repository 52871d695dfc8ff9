"""Two people on one claim: the second to save sees both versions and chooses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from flows.models import Revision


@dataclass(frozen=True, slots=True)
class Clash:
    """A field in which the form and the stored claim differ, each in words; "" where it is empty."""

    field: str
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
        self._stored_version = self.instance.version
        self.fields["seen"].initial = self._stored_version

    def clean(self) -> dict[str, Any]:
        """The form's values; refused where the row is no longer the one that was opened."""
        values = super().clean() or self.cleaned_data
        seen = values.get("seen")
        if not self.instance._state.adding and seen is not None and seen != self._stored_version:
            self._show_both(values)
        return values

    def _show_both(self, values: dict[str, Any]) -> None:
        self.clashes = tuple(
            Clash(
                str(self.fields[name].label or name),
                _words(self.fields[name], self.get_initial_for_field(self.fields[name], name)),
                _words(self.fields[name], values.get(name)),
            )
            for name in self.changed_data
            if name != "seen"
        )
        last = Revision.objects.filter(code=self.instance.pk, number=self._stored_version).select_related("by").first()
        self.written_by = str(last.by or "") if last is not None else ""
        sent: Any = self.data.copy()  # type: ignore[attr-defined]
        sent[self.add_prefix("seen")] = str(self._stored_version)
        self.data = sent
        self.add_error(
            None, "This claim was changed while you were at it. Nothing is saved yet: compare both versions."
        )


def _words(field: forms.Field, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(field, forms.ModelChoiceField):
        key = getattr(value, "pk", value)
        return str(field.queryset.filter(pk=key).first() or key) if field.queryset is not None else str(key)
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(value, value))
