"""Parts of a form that are seldom needed: folded, with what they hold in one line; one with a fault stays open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.helpers import AdminForm, AdminReadonlyField, Fieldset
from django.utils.html import format_html, strip_tags

FOLDED = ("collapse",)
"""The classes of a part that is folded. Nothing that has to be filled in may stand in one."""


class FoldedForm(AdminForm):
    """Django's own, whose folded parts say in their headings what they hold."""

    def __iter__(self) -> Iterator[Fieldset]:
        """The parts in order; all of them open where something is wrong that is of no one field."""
        part: Any
        for part in super().__iter__():
            if self.form.non_field_errors():
                part.is_collapsible = False
            if part.is_collapsible:
                part.name = format_html('{} <span class="holds">{}</span>', part.name, holds(part))
            yield part


def folded(form: AdminForm) -> FoldedForm:
    """A form of the desk with its parts folded."""
    return FoldedForm(form.form, form.fieldsets, {}, form.readonly_fields, form.model_admin)


def holds(part: Fieldset) -> str:
    """What is entered in a part of a form, in one line; "empty" where nothing is."""
    told = (_told(field) for line in part for field in line)
    return "; ".join(filter(None, told)) or "empty"


def _told(field: Any) -> str:
    if isinstance(field, AdminReadonlyField):
        words = strip_tags(str(field.contents()))
        return f"{field.field['label']}: {words}" if words.strip("- ") else ""
    bound = field.field
    value = bound.value()
    if value in (None, "", [], False):
        return ""
    names = dict(getattr(bound.field, "choices", ())) if not hasattr(bound.field, "queryset") else {}
    return f"{bound.label}: {names.get(str(value), value)}"
