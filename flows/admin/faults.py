"""What is wrong with a form, as a list above it: every fault with the field that it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: the label of the field and the id of what it is entered in; both "" for a form as a whole."""

    field: str
    anchor: str
    message: str


def faults_of(form: Any, formsets: Iterable[Any] = ()) -> tuple[Fault, ...]:
    """The faults of a form, in the order of its fields, and then those of the rows inside it; empty before it is
    sent."""
    return (*_faults(form), *(fault for formset in formsets for fault in _faults_of_rows(formset)))


def _faults(form: Any, row: str = "") -> Iterator[Fault]:
    places = {name: number for number, name in enumerate(form.fields)}
    for name in sorted(form.errors, key=lambda name: places.get(name, -1)):
        for message in form.errors[name]:
            if name in (NON_FIELD_ERRORS, *_hidden(form)):
                yield Fault(row, "", message)
            else:
                yield Fault(f"{row}{': ' if row else ''}{form[name].label}", form[name].id_for_label, message)


def _faults_of_rows(formset: Any) -> Iterator[Fault]:
    if not formset.is_bound:
        return
    yield from (Fault("", "", message) for message in formset.non_form_errors())
    called = str(formset.model._meta.verbose_name).capitalize()
    for number, form in enumerate(formset.forms, 1):
        yield from _faults(form, f"{called} {number}")


def _hidden(form: forms.BaseForm) -> list[str]:
    return [field.name for field in form.hidden_fields()]
