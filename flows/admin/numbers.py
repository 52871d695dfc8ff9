"""Number entry: a field that takes 4.8 million, 4,800,000 or 4.8M, says what it understood, and refuses 4.800."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from flows.admin.days import read_back
from flows.extraction.numbers import Ambiguous, entered
from flows.models import Ratio, Shipment
from flows.models.claims import FIGURES_OF_BOUND, RATIO_FIGURES_OF_BOUND
from flows.vocabulary import Bound
from flows.wording import spelled

_LONGEST = 60
_FIGURES = frozenset(("low", "point", "high"))
_FILLS: Mapping[type[models.Model], Mapping[Bound, tuple[str, ...]]] = {
    Shipment: {**FIGURES_OF_BOUND, Bound.UNQUANTIFIED: ("words",)},
    Ratio: RATIO_FIGURES_OF_BOUND,
}
"""Which fields each bound fills, where that is not what figures alone are."""


def understood(value: Decimal) -> str:
    """What a number was read as: 4,800,000, that is 4.8 million."""
    digits = format_decimal(value, "#,##0.####", locale="en_GB")
    words = spelled(value)
    return f"read as {digits}" if words == digits else f"read as {digits}, that is {words}"


def reading(text: str) -> tuple[str, bool]:
    """What a number typed into a form is read as, or the sentence that refuses it; and whether it was read."""
    if not text.strip():
        return "", True
    if len(text) > _LONGEST:
        return f"At most {_LONGEST} characters.", False
    try:
        return understood(entered(text)), True
    except Ambiguous as refused:
        return str(refused), False


class FigureInput(forms.TextInput):
    """A text input with a place under it that says what the number was read as."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The input and what its text is read as."""
        field = super().render(name, value, attrs, renderer)
        words, was_read = reading("" if value is None else str(value))
        key = (attrs or {}).get("id", f"id_{name}")
        # A refused number has its sentence among the field's errors already.
        return read_back(field, words if was_read else "", key)


class FigureField(forms.DecimalField):
    """A decimal typed as people write numbers."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The number; ValidationError with a sentence for one that has two readings, or none."""
        if isinstance(value, str) and value.strip():
            if len(value) > _LONGEST:
                raise ValidationError(f"At most {_LONGEST} characters.")
            try:
                value = entered(value).normalize() + 0
            except Ambiguous as refused:
                raise ValidationError(str(refused), code="ambiguous") from None
            return Decimal(f"{value:f}")
        return super().to_python(value)


class NumberEntry(admin.ModelAdmin):
    """Gives a table's form such fields, and lets the bound decide which of them are shown."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The usual field; one for numbers where the column is a figure; the bound with what it fills."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in _FIGURES and isinstance(db_field, models.DecimalField):
            return FigureField(
                max_digits=db_field.max_digits,
                decimal_places=db_field.decimal_places,
                required=False,
                label=field.label,
                help_text=field.help_text,
                widget=FigureInput(
                    attrs={
                        "class": "figure",
                        "autocomplete": "off",
                        "spellcheck": "false",
                        "data-reads": reverse(f"{self.admin_site.name}:flows_{self.opts.model_name}_figure"),
                    }
                ),
            )
        if field is not None and db_field.name == "bound":
            field.widget.attrs["data-fills"] = json.dumps(_FILLS.get(self.model, FIGURES_OF_BOUND))
        return field

    def get_urls(self) -> list[URLPattern]:
        """The table's own addresses, with the reading of a number before them."""
        view = self.admin_site.admin_view(self.figure_view)
        return [path("figure/", view, name=f"flows_{self.opts.model_name}_figure"), *super().get_urls()]

    def figure_view(self, request: HttpRequest) -> JsonResponse:
        """What a number is read as, for the form to show while it is typed: ``words`` and whether it was ``read``."""
        if not self.has_view_or_change_permission(request) and not self.has_add_permission(request):
            raise PermissionDenied
        words, was_read = reading(request.GET.get("text", ""))
        return JsonResponse({"words": words, "read": was_read})
