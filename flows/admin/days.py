"""Entry of a day: 1999-12-31 or 31 December 1999. Says what it understood; refuses what could be two days or none."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from flows.importing.convention import order_of, when_of
from flows.wording import when

HOW = "Write 1999-12-31 or 31 December 1999."
EARLIEST = 1900
"""No document and no claim of ours is about a year before it: 1024 is a slip."""
_LONGEST = 40
_TWO_WAYS = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})\.?")


class Unread(ValueError):
    """A text that is no day, or could be two; the message says why, as a sentence."""


def day_of(text: str) -> date:
    """The day that somebody typed; Unread, with a sentence, where it is none, could be two, or lies before 1900."""
    plain = " ".join(text.split())
    if len(plain) > _LONGEST:
        raise Unread(f"At most {_LONGEST} characters. {HOW}")
    found = when_of(plain, order_of([plain]))
    if found is None:
        raise Unread(_why_not(plain))
    if found.precision != "day":
        raise Unread(f"{plain} names no day. Write {found.first}, and choose how exactly it is known.")
    day = date.fromisoformat(found.first)
    if day.year < EARLIEST:
        raise Unread(f"{day.year} lies before {EARLIEST}: is it a slip? {HOW}")
    return day


def _why_not(text: str) -> str:
    if not (match := _TWO_WAYS.fullmatch(text)):
        return f"{text!r} is no day. {HOW}"
    first, second, year = (int(part) for part in match.groups())
    try:
        one, other = date(year, second, first), date(year, first, second)
    except ValueError:
        return f"There is no day {text}. {HOW}"
    return f"{text} could be {when(one)} or {when(other)}: write {one} or {other}."


def reading(text: str) -> tuple[str, bool]:
    """What a day typed into a form is read as, or the sentence that refuses it; and whether it was read."""
    if not text.strip():
        return "", True
    try:
        return f"read as {when(day_of(text))}", True
    except Unread as refused:
        return str(refused), False


def read_back(field: str, words: str, key: str) -> SafeString:
    """A field with the place under it that says what its text was read as."""
    return format_html('{}<output class="read-as" for="{}">{}</output>', field, key, words)


class DayInput(AdminDateWidget):
    """A text input for a day, with what it was read as where that is written otherwise."""

    def __init__(self) -> None:
        # What is stored is shown as no other day could be written: a form that is saved as it came is refused nothing.
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false"}, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Django's own, with the address that reads a day."""
        return super().get_context(name, value, {**(attrs or {}), "data-reads": reverse("admin:flows_day")})

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The input and what its text is read as."""
        field = super().render(name, value, attrs, renderer)
        # A refused day has its sentence among the field's errors already.
        words, was_read = reading(value) if isinstance(value, str) else ("", False)
        return read_back(field, words if was_read else "", (attrs or {}).get("id", f"id_{name}"))


class DayField(forms.DateField):
    """A day typed as people write days."""

    def to_python(self, value: Any) -> date | None:
        """The day, None where nothing is typed; ValidationError with a sentence for what cannot be read."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return day_of(value)
        except Unread as refused:
            raise ValidationError(str(refused), code="unread") from None


class DayEntry(admin.ModelAdmin):
    """Adds to one table's addresses in the admin the one at which every form asks what a day is read as."""

    def get_urls(self) -> list[URLPattern]:
        """The table's own addresses, with the reading of a day before them."""
        return [path("day/", self.admin_site.admin_view(self.day_view), name="flows_day"), *super().get_urls()]

    def day_view(self, request: HttpRequest) -> JsonResponse:
        """What a day is read as, for a form to show while it is typed: ``words`` and whether it was ``read``."""
        words, was_read = reading(request.GET.get("text", ""))
        return JsonResponse({"words": words, "read": was_read})
