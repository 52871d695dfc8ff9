"""Before a claim is saved: what it may repeat, what it may replace, and what it would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from flows.admin.changes import Change, changes
from flows.admin.entry import EntryAdmin
from flows.admin.headline_changes import headline_changes
from flows.admin.list_changes import list_changes
from flows.admin.numbers import NumberEntry
from flows.importing.rules import family
from flows.models import Rate, Shipment
from flows.models.claims import Claim
from flows.queries.alike import Alike, alike
from flows.queries.catalogue import Catalogue, catalogue_of_the_desk
from flows.queries.earlier_totals import earlier_rates, earlier_totals
from flows.queries.entered import as_record, entered
from flows.records import AnyClaim
from flows.records import Shipment as ShipmentRecord
from flows.vocabulary import STATUS, Stage, Stance, Temporal
from flows.wording import quote

_PART = "X-Part"
"""The header by which the form's script asks for the report alone."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An earlier running total that the claim looks like an update of."""

    code: str
    phrase: str
    status: str


class CheckedEntry(NumberEntry):
    """Adds the check to a table of claims: a button of the form, and the address that it posts to."""

    table: ClassVar[str]

    class Media(EntryAdmin.Media):
        js = (Script("js/form.js", defer=True), Script("js/entry.js", defer=True))

    def get_urls(self) -> list[URLPattern]:
        """The table's own addresses, with the checks before them."""
        name = f"flows_{self.opts.model_name}_check"
        view = self.admin_site.admin_view(self.check_view)
        return [
            path("check/", view, name=name),
            path("<path:object_id>/check/", view, name=f"{name}_changed"),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Django's own, with the address of the check."""
        row = kwargs.get("obj")
        name = f"{self.admin_site.name}:flows_{self.opts.model_name}_check"
        address = reverse(f"{name}_changed", args=[row.pk]) if row is not None else reverse(name)
        return super().render_change_form(request, {**context, "check_address": address}, *args, **kwargs)

    def check_view(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """The report on a claim as it stands in the form. Nothing is saved."""
        row = self.get_object(request, object_id) if object_id is not None else None
        if object_id is not None and row is None:
            raise Http404("There is no such claim.")
        allowed = self.has_change_permission(request, row) if row is not None else self.has_add_permission(request)
        if not allowed:
            raise PermissionDenied
        if request.method != "POST":
            raise Http404("A check is asked for by the form.")
        form = self.get_form(request, row, change=row is not None)(request.POST, instance=row)
        back = reverse(
            f"{self.admin_site.name}:flows_{self.opts.model_name}_" + ("change" if row else "add"),
            args=[row.pk] if row else [],
        )
        context = {
            **self.admin_site.each_context(request),
            **report(self.table, form, row),
            "title": "Check before saving",
            "opts": self.opts,
            "save_address": back,
            "sent": [
                (name, value)
                for name, values in request.POST.lists()
                if name != "csrfmiddlewaretoken" and not name.startswith("_")
                for value in values
            ],
        }
        part = request.headers.get(_PART) == "report"
        return TemplateResponse(request, "admin/check_report.html" if part else "admin/check.html", context)


def report(table: str, form: forms.ModelForm, row: Claim | None) -> dict[str, Any]:
    """What the report of a form says: its faults, or else its doubts and what the claim repeats, replaces and
    changes."""
    checked: Any = form
    checked.is_check = True
    if not form.is_valid():
        faults = [
            {"field": str(form.fields[name].label or name) if name in form.fields else "", "messages": messages}
            for name, messages in form.errors.items()
        ]
        return {"faults": faults}
    claim: Any = form.instance
    but = row.pk if row is not None else ""
    repeated = alike(table, _values(claim), but)
    tree = catalogue_of_the_desk()
    return {
        "faults": [],
        "doubts": list(checked.doubts.values()),
        "alike": _phrases(table, claim, repeated),
        "can_replace": isinstance(claim, Shipment | Rate),
        "replaces": getattr(claim, "supersedes_id", None),
        "suggestions": suggestions(claim, tree, but),
        "changes": what_changes(claim, tree),
    }


def suggestions(claim: Claim, tree: Catalogue, but: str = "") -> tuple[Suggestion, ...]:
    """The newest earlier claims that this one looks like an update of; those of one day are all named: nothing says
    which. Empty where it names what it replaces, and for ratios and indicators, which replace nothing."""
    if isinstance(claim, Shipment) and not claim.supersedes_id:
        return _newest(_like_shipment(claim, tree, but))
    if isinstance(claim, Rate) and not claim.supersedes_id:
        return _newest(_like_rate(claim, tree, but))
    return ()


def _like_shipment(claim: Shipment, tree: Catalogue, but: str) -> list[Any]:
    """The same claimant, parties, kind of munition and family of stages, both running totals."""
    if claim.temporal != Temporal.CUMULATIVE or claim.stance != Stance.ASSERTS:
        return []
    parents = {code: munition.parent for code, munition in tree.munitions.items()}
    kind, stage = family(claim.munition_id, parents), Stage.of(claim.stage).family
    return [
        total
        for total in earlier_totals(claim.claimant_id, claim.supplier_id, claim.recipient_id, claim.claimed_on, but)
        if family(total.munition, parents) == kind and total.stage.family is stage
    ]


def _like_rate(claim: Rate, tree: Catalogue, but: str) -> list[Any]:
    """The same claimant, party, activity, period and kind of munition; a pace with a time of its own stays beside."""
    parents = {code: munition.parent for code, munition in tree.munitions.items()}
    kind = family(claim.munition_id, parents)
    sides = (claim.claimant_id, claim.actor_id, claim.activity, claim.per)
    return [
        rate
        for rate in earlier_rates(*sides, claim.claimed_on, but)
        if family(rate.munition, parents) == kind and rate.place == claim.place_id
    ]


def _newest(fitting: list[Any]) -> tuple[Suggestion, ...]:
    newest = [one for one in fitting if one.claimed_on == fitting[0].claimed_on]
    return tuple(Suggestion(one.code, quote(one), STATUS.label(one.status)) for one in newest)


def what_changes(claim: Claim, tree: Catalogue) -> tuple[Change, ...]:
    """What readers would see otherwise, page by page, were the claim public with what the form says."""
    draft: AnyClaim = as_record(claim)
    if isinstance(draft, ShipmentRecord):
        return (*changes(draft, tree), *headline_changes(draft, tree))
    return list_changes(draft)


def _values(claim: Any) -> dict[str, Any]:
    return {field.name: getattr(claim, field.attname) for field in claim._meta.concrete_fields}


def _phrases(table: str, claim: Any, repeated: tuple[Alike, ...]) -> list[dict[str, str]]:
    records = entered(table, [one.code for one in repeated])
    return [
        {
            "code": one.code,
            "phrase": quote(records[one.code]),
            "reason": one.reason,
            "status": STATUS.label(one.status),
            "address": reverse(f"admin:flows_{claim._meta.model_name}_change", args=[one.code]),
        }
        for one in repeated
    ]
