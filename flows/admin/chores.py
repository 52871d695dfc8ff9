"""The queue of chores at the desk: every one of a kind, whose it is, until when; and giving them to somebody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from flows.actions.assign import assign
from flows.dictionary import CLAIM_TABLES
from flows.importing.days import latest_day
from flows.queries.chores import SORTS, Due, due, told
from flows.queries.rows import MODEL_OF_KIND

A_PAGE = 15
"""So many chores stand on one page: three screens of a phone."""
_USUAL = timedelta(days=14)
_WHOSE = (("", "everybody's"), ("mine", "mine"), ("nobodys", "nobody's"))


class GivingForm(forms.Form):
    """To whom the chosen chores are given, and until when."""

    owner = forms.ModelChoiceField(
        get_user_model()._default_manager.filter(is_staff=True, is_active=True), required=False, empty_label="nobody"
    )
    due_on = forms.DateField(label="Due on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class ChorePages(admin.ModelAdmin):
    """Adds the page of the queue to a table of the desk."""

    def get_urls(self) -> list[URLPattern]:
        """The table's own addresses, with that of the queue before them."""
        return [path("queue/", self.admin_site.admin_view(self.chores_view), name="flows_chores"), *super().get_urls()]

    def chores_view(self, request: HttpRequest) -> HttpResponse:
        """The chores of one kind, and the form that gives some of them to somebody; and the giving."""
        if not request.user.has_perms([f"flows.view_{_name(table)}" for table in CLAIM_TABLES]):
            raise PermissionDenied
        may_give = request.user.has_perms([f"flows.change_{_name(table)}" for table in CLAIM_TABLES])
        kind, today = request.GET.get("kind", next(iter(SORTS))), latest_day()
        if kind not in SORTS:
            raise Http404("There is no such kind of chores.")
        every = due(kind, today)
        form = GivingForm(request.POST or None, initial={"owner": request.user.pk, "due_on": today + _USUAL})
        if request.method == "POST":
            if not may_give:
                raise PermissionDenied
            if form.is_valid() and self._given(request, kind, every, form):
                return redirect(request.get_full_path())
        whose = request.GET.get("whose", "")
        page = Paginator([one for one in every if _is(one, whose, request.user.pk)], A_PAGE).get_page(
            request.GET.get("page")
        )
        sort = SORTS[kind]
        context = {
            **self.admin_site.each_context(request),
            "title": f"The queue: {sort.title.lower()}",
            "opts": self.opts,
            "sort": sort,
            "kinds": [(one.title, _address(kind=code), code == kind) for code, one in SORTS.items()],
            "whose": [(words, _address(kind=kind, whose=code), code == whose) for code, words in _WHOSE],
            "page": page,
            "before": _address(kind=kind, whose=whose, page=page.previous_page_number()) if page.has_previous() else "",
            "after": _address(kind=kind, whose=whose, page=page.next_page_number()) if page.has_next() else "",
            "chores": [(one, _page_of(kind, one.code)) for one in told(kind, list(page.object_list), today)],
            "form": form if may_give else None,
        }
        return TemplateResponse(request, "admin/chores.html", context)

    def _given(self, request: HttpRequest, kind: str, every: tuple[Due, ...], form: GivingForm) -> bool:
        values, codes = form.cleaned_data, request.POST.getlist("chore")
        try:
            count = assign(kind, codes, {one.code for one in every}, values["owner"], values["due_on"], request.user)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            return False
        owner = values["owner"] or "nobody"
        said = f"{count} given to {owner}, due on {values['due_on']:%Y-%m-%d}."
        self.message_user(request, said, messages.SUCCESS)
        return True


def _is(one: Due, whose: str, user: int | None) -> bool:
    return not whose or (one.owner == user if whose == "mine" else one.owner is None)


def _address(**asked: Any) -> str:
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in asked.items() if value})
    return f"{reverse('admin:flows_chores')}?{query.urlencode()}"


def _page_of(kind: str, code: str) -> str:
    """The page of the desk on which a chore is done."""
    if kind == "quiet":
        supplier, recipient = code.split("/")
        query = f"supplier__code__exact={supplier}&recipient__code__exact={recipient}"
        return f"{reverse('admin:flows_shipment_changelist')}?{query}"
    table, _, row = code.rpartition(":")
    if table == "merge":
        return reverse("admin:flows_merge", args=[row])
    if not table:
        return reverse("admin:flows_source_change", args=[code])
    return reverse(f"admin:flows_{_name(table)}_review", args=[row])


def _name(table: str) -> str:
    return str(MODEL_OF_KIND[table]._meta.model_name)
