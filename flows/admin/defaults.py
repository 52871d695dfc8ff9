"""What a new claim's form fills in from what is on record: the document's day and voice, the last claim, the flow.

Note 1: a default is said with the claim that it comes of, and given up as soon as what it follows from is changed. The
bound, the figures, the time and what a claim replaces are read in the document each time, and have none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from flows.dictionary import LISTED
from flows.models import Source
from flows.models.claims import Claim
from flows.queries.entered import as_record
from flows.queries.examples import last_of, newest_like, voice_of
from flows.sentences import sentence

_WHO = ("claimant", "speaker")
_WHEN = ("claimed_on", "date_precision")
_ABOUT: Mapping[str, tuple[str, ...]] = {
    "shipments": ("supplier", "recipient", "munition"),
    "rates": ("actor", "activity", "munition", "per", "place"),
    "ratios": ("favours", "over", "compared", "place"),
    "indicators": ("actor", "name", "measured", "unit", "whole", "whole_of", "whole_munition"),
}
_HOW: Mapping[str, tuple[str, ...]] = {
    "shipments": ("stage", "basis", "temporal", "credibility"),
    "rates": ("credibility",),
    "ratios": ("wording", "credibility"),
    "indicators": ("credibility",),
}
_OPEN = ("statement", "credibility", "code")
"""What may be missing for a sentence to be made of the rest."""
HELD = "_held"
"""The parameter that names the fields whose values are defaults, and so say nothing themselves."""


FILLED_IN = "_filled"
"""The parameter that says of a field what was filled in, and why: "name|why|value"."""


@dataclass(frozen=True, slots=True)
class Default:
    """A value that a form fills in, as the form has it, and why: "as in ..., your last claim"."""

    value: str
    why: str


def defaults(table: str, given: Mapping[str, str], by: Any) -> dict[str, Default]:
    """Defaults by field for what a form leaves open, of a table's fields what was ``given`` aside. Nine queries
    at most."""
    filling = _Filling(given)
    source = Source.objects.filter(pk=given.get("source", "")).first()
    if source is not None:
        _of_document(table, source, by, filling)
    if claimant := filling.value("claimant"):
        sides = {name: given[name] for name in _ABOUT[table] if given.get(name)}
        apart = {name: value for name, value in sides.items() if name != LISTED[table].subject}
        example = newest_like(table, {"claimant": claimant, **sides})
        if example is None and apart != sides:
            # Of another thing than ever before, between the parties as before.
            example = newest_like(table, {"claimant": claimant, **apart})
        if example is not None:
            filling.fill(_ABOUT[table], _values(example), f"as in {example.pk}, the last by this claimant")
        sides = {name: value for name in _ABOUT[table] if (value := filling.value(name))}
        if (example := newest_like(table, {"claimant": claimant, **sides})) is not None:
            filling.fill(_HOW[table], _values(example), f"as in {example.pk}, the last by this claimant about this")
    return filling.found


class _Filling:
    """The defaults found so far, beside what was given."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.found: dict[str, Default] = {}

    def fill(self, names: Collection[str], values: Mapping[str, Any], why: str) -> None:
        """Takes the values of these fields that are neither given nor found."""
        for name in names:
            value = values.get(name)
            if name not in self.given and name not in self.found and value not in (None, ""):
                self.found[name] = Default(str(value), why)

    def value(self, name: str) -> str:
        """What a field holds by now."""
        return self.given.get(name) or (self.found[name].value if name in self.found else "")


def _of_document(table: str, source: Source, by: Any, filling: _Filling) -> None:
    """Its day and its voice, and what its last claim says: one's own, or of a document with one voice anybody's."""
    day = {"claimed_on": source.published_on, "date_precision": source.date_precision}
    filling.fill(_WHEN, day, "the day of the document")
    if (voice := voice_of(source.pk)) is not None:
        filling.fill(_WHO, dict(zip(_WHO, voice, strict=True)), "as in every claim from this document")
    last, whose = last_of(table, by), "your last claim"
    if last is None or last.source_id != source.pk:
        last, whose = newest_like(table, {"source": source.pk}) if voice else None, "the last from this document"
    if last is not None:
        for names in (_WHEN, *_agreeing(table, last, filling.given)):
            filling.fill(names, _values(last), f"as in {last.pk}, {whose}")


def _agreeing(table: str, example: Claim, given: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The groups of fields in which an example may be followed: none after one in which something else is given."""
    values = _values(example)
    for names in (_WHO, _ABOUT[table], _HOW[table]):
        if any(given[name] != str(values.get(name) or "") for name in names if name in given):
            return
        yield names


def _values(claim: Claim) -> dict[str, Any]:
    return {field.name: getattr(claim, field.attname) for field in claim._meta.concrete_fields}


class FilledIn(admin.ModelAdmin):
    """Fills in a new claim's form, at its opening and while it is entered, and proposes its sentence."""

    table: ClassVar[str]

    def get_urls(self) -> list[URLPattern]:
        """The table's own addresses, with the one that asks for defaults before them."""
        name = f"flows_{self.opts.model_name}_defaults"
        return [path("defaults/", self.admin_site.admin_view(self.defaults_view), name=name), *super().get_urls()]

    def defaults_view(self, request: HttpRequest) -> JsonResponse:
        """What a form may be filled in with as it stands: ``fields`` by name with value, label and why, and the
        ``sentence`` that its fields make, "" while they do not."""
        if request.method != "POST" or not self.has_add_permission(request):
            raise PermissionDenied
        held = request.POST.get(HELD, "").split(",")
        given = {name: str(value) for name, value in request.POST.items() if value and name not in held}
        form = self.get_form(request)(request.POST)
        found = defaults(self.table, given, request.user)
        return JsonResponse({"fields": _labelled(form, found), "sentence": _sentence(form)})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Django's own, what the address gives, and the defaults beside it."""
        given = super().get_changeform_initial_data(request)
        return {**{name: one.value for name, one in self._at_opening(request, given).items()}, **given}

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Django's own, with what was filled in and nobody has changed yet, and where to ask for more."""
        if kwargs.get("add"):
            form = context["adminform"].form
            given = super().get_changeform_initial_data(request)
            found = still_filled_in(request) if form.is_bound else self._at_opening(request, given)
            guessed = {} if form.is_bound else context.get("guessed", {})
            context |= {
                "filled_in": _labelled(form, {**found, **guessed}),
                "defaults_address": reverse(f"admin:flows_{self.opts.model_name}_defaults"),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own; another claim begins with the document of this one."""
        answer = super().response_add(request, obj, *args, **kwargs)
        if "_addanother" not in request.POST:
            return answer
        return redirect(f"{reverse(f'admin:flows_{self.opts.model_name}_add')}?{urlencode({'source': obj.source_id})}")

    def _at_opening(self, request: HttpRequest, given: Mapping[str, Any]) -> dict[str, Default]:
        if not given.get("source"):
            return {}
        told = {name: str(value) for name, value in given.items() if value}
        found = defaults(self.table, told, request.user)
        if "statement" not in told:
            form = self.get_form(request)
            opened = {name: field.initial for name, field in form.base_fields.items() if field.initial}
            if words := _sentence(form({**opened, **{name: one.value for name, one in found.items()}, **told})):
                found["statement"] = Default(words, "made of the fields: make it yours")
        return found


def still_filled_in(request: HttpRequest) -> dict[str, Default]:
    """What a form that was sent says was filled in, of the fields that hold it still."""
    found = {}
    for text in request.POST.getlist(FILLED_IN):
        name, _, rest = text.partition("|")
        why, _, value = rest.partition("|")
        if request.POST.get(name) == value:
            found[name] = Default(value, why)
    return found


def _labelled(form: forms.BaseForm, found: Mapping[str, Default]) -> dict[str, dict[str, str]]:
    """Defaults for the fields of a form, each with the words for both."""
    return {
        name: {
            "field": str(form.fields[name].label),
            "value": one.value,
            "label": _label(form.fields[name], one.value),
            "why": one.why,
        }
        for name, one in found.items()
        if name in form.fields
    }


def _label(field: Any, value: str) -> str:
    if isinstance(field, forms.ModelChoiceField):
        return str(field.queryset.filter(pk=value).first() or value) if field.queryset is not None else value
    return value


def _sentence(form: Any) -> str:
    form.is_check = True
    if not form.is_valid() and set(form.errors) - {*_OPEN}:
        return ""
    claim = form.instance
    claim.credibility = claim.credibility or "6"
    return sentence(as_record(claim))
