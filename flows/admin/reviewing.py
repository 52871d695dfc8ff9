"""A record's review and its history: pages of their own beside the form.

Note 1: a decision is about what was read. What makes words public is refused where the record, a row that it reads by,
or what it would change for readers is not what it was when the page was drawn, whoever changed it. The rows are
compared inside the transaction; what it would change just before, since no write waits for so long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from flows.actions.additions import along, versions
from flows.actions.decisions import Along, Seen, told_as
from flows.actions.drawn import beside_of, changed_since
from flows.actions.history import KIND_OF_MODEL, is_public, newest_version
from flows.actions.propose import approve_proposal, came_back, reject_proposal, take_up, withdraw
from flows.actions.restore import restore
from flows.actions.take_back import may_take_back, take_back
from flows.actions.values import snapshot, take_on, values_of
from flows.actions.writing import writing
from flows.admin.desk import next_to_review
from flows.admin.entry import EntryAdmin
from flows.admin.versions import as_kept
from flows.models import Proposal
from flows.queries.history import differences, history, named, names_in, recorded_on
from flows.queries.rows import PARTS

PERMISSION: Mapping[str, str] = {
    "submit": "change",
    "withdraw": "change",
    "restore": "change",
    "keep_passage": "change",
    "discard": "change",
    "bring_back": "change",
    "take_back": "review",
    "take_up": "change",
    "approve": "review",
    "reject": "review",
    "publish": "review",
    "approve_change": "review",
    "reject_change": "review",
    "retract": "retract",
}
"""What is done on these pages, and the permission that it takes."""

BY_SIGHT = ("approve", "publish", "approve_change")
"""What makes words public: only whoever has them on the page in front of them does it."""

Doing = tuple[Callable[[], Any], str]
"""What is done when it is asked for, and what is said once it is."""


AGAIN = "_again"
"""The parameter by which a form is opened with what came back to its author."""


class DayForm(forms.Form):
    """The day whose record is asked for."""

    recorded_on = forms.DateField(
        label="As recorded on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class Reviewed(EntryAdmin):
    """A table whose public rows are changed by two people, and never without their history."""

    change_form_template = "admin/claim_form.html"
    # Three screens of a phone.
    list_per_page = 18

    @property
    def kind(self) -> str:
        """The table, as its revisions name it."""
        return KIND_OF_MODEL[self.model]

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may approve and reject; their own they may not, whoever they are."""
        return self._has("review", request)

    def _has(self, kind: str, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(f"{self.opts.app_label}.{get_permission_codename(kind, self.opts)}"))

    def get_urls(self) -> list[URLPattern]:
        """The table's own addresses, with the review before them."""
        view = self.admin_site.admin_view(self.review_view)
        name = f"flows_{self.opts.model_name}_review"
        return [path("<path:object_id>/review/", view, name=name), *super().get_urls()]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The table's form; with what came back to whoever proposed it, where that is asked for."""
        form = super().get_form(request, obj, change, **kwargs)
        asked = obj is not None and request.method == "GET" and AGAIN in request.GET and type(obj) not in PARTS
        back = came_back(obj) if asked else None
        if back is None or back.by_id != request.user.pk:
            return form
        given = {
            name: as_kept(field, back.values.get(name, ""))
            for name, field in form.base_fields.items()
            if name in {each.name for each in self.opts.get_fields()}
        }
        values = {name: value if isinstance(value, list) else [value] for name, value in given.items()}
        return type(form.__name__, (form,), {"kept_values": values})

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Django's own, with the way to the review, and whether a change to the record waits."""
        row = kwargs.get("obj")
        review = {
            "is_public": row is not None and is_public(row),
            "review_address": self._address("review", row.pk) if row is not None else "",
            "proposal": self._waiting(row.pk) if row is not None else None,
        }
        return super().render_change_form(request, {**context, **review}, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Django's own; to a public record a change is proposed, and its review shown."""
        if not is_public(obj):
            return super().response_change(request, obj)
        proposal = self._waiting(obj.pk)
        said = "Nothing was changed."
        if proposal is not None and proposal.by_id == request.user.pk:
            said = "The change is proposed; it is public once somebody else approves it."
        self.message_user(request, said, messages.INFO)
        return redirect(self._address("review", obj.pk))

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A record as its reviewer reads it, with what can be done to it; and the doing."""
        row = self._asked_for(request, object_id)
        asked = request.POST.get("action", "") if request.method == "POST" else ""
        if asked:
            self._allowed(request, asked)
            found = Seen.read(request.POST.get("seen", ""))
            if found is None and asked in BY_SIGHT:
                self.message_user(request, "Nothing was done: read it first, then decide on this page.", messages.ERROR)
            elif found is not None and asked in BY_SIGHT and found.effects not in ("", self._effects_now(row)):
                self._refused(request, ("What it changes for readers is no longer what the page said.",))
            else:
                self._do(request, asked, row, request.POST.get("reason", ""), found)
            return redirect(request.path)
        return TemplateResponse(request, "admin/review.html", self.review(request, row))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Every revision with what it changed, the record as it was on a day, and the way back to a revision."""
        row = self._asked_for(request, object_id)
        number = request.POST.get("restore", "") if request.method == "POST" else ""
        if number.isascii() and number.isdigit() and len(number) < 9:
            self._allowed(request, "restore")
            self._restore(request, row, int(number))
            return HttpResponseRedirect(self._address("review", row.pk))
        revisions = history(self.kind, row.pk)
        form = DayForm(request.GET if "recorded_on" in request.GET else None)
        day: date | None = form.cleaned_data["recorded_on"] if form.is_bound and form.is_valid() else None
        context = {
            **self._page(request, row, f"History: {row.pk}"),
            "revisions": tuple(reversed(revisions)),
            "current": newest_version(row),
            "may_restore": self.has_change_permission(request, row),
            "form": form,
            "day": day,
            "then": recorded_on(revisions, day) if day is not None else None,
        }
        return TemplateResponse(request, "admin/claim_history.html", context)

    def review(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the page of the review prints of any record."""
        revisions = history(self.kind, row.pk)
        proposal = self._waiting(row.pk)
        own_change = proposal is not None and proposal.by_id == request.user.pk
        reviews = self.has_review_permission(request)
        to_be = to_be_public(row, proposal)
        with_it = along([to_be])[row.pk] if to_be is not None else ()
        works = reviews or own_change or self.has_change_permission(request, row)
        told = self.effects(row, proposal) if to_be is not None and works else {}
        now = snapshot(row)
        return {
            **self._page(request, row, f"Review: {row.pk}"),
            **told,
            "along": told_along(with_it),
            "seen": Seen(
                revisions[-1].number if revisions else newest_version(row),
                versions(with_it),
                beside_of(to_be, versions(with_it)) if to_be is not None else None,
                _told_as(told),
            ),
            "values": revisions[-1].values if revisions else (),
            "last": revisions[-1] if revisions else None,
            "version": newest_version(row),
            "proposal": proposal,
            "changes": differences(self.model, now, proposal.values, names_in(self.model, (now, proposal.values)))
            if proposal is not None
            else (),
            "rejected_change": (back := came_back(row)),
            "may_take_up": back is not None and back.by_id == request.user.pk and type(row) not in PARTS,
            "again_address": f"{self._address('change', row.pk)}?{AGAIN}=1",
            "may_edit": self.has_change_permission(request, row),
            "may_decide_change": reviews and proposal is not None and not own_change,
            "may_withdraw": own_change,
            "may_take_back": reviews and may_take_back(row, request.user),
            "next": next_to_review(request.user, self.kind, row.pk) if reviews else None,
        }

    def effects(self, row: Any, proposal: Proposal | None) -> dict[str, Any]:
        """What the page prints of what approving a record, or a change to it, does to the pages of readers."""
        return {}

    def _effects_now(self, row: Any) -> str:
        return _told_as(self.effects(row, self._waiting(row.pk)))

    def doings(self, request: HttpRequest, row: Any, reason: str, shown: Along | None) -> dict[str, Doing]:
        """What can be done to a record besides deciding on a change to it, by the name of it."""
        return {
            "take_back": (
                lambda: take_back(row, reason, request.user),
                "Approval taken back: what you approved came back to its author.",
            ),
            "take_up": (lambda: take_up(row, request.user), "Proposed again, as it was."),
        }

    def _asked_for(self, request: HttpRequest, code: str) -> Any:
        row = self.get_object(request, code)
        if row is None:
            raise Http404("There is no such record.")
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return row

    def _allowed(self, request: HttpRequest, asked: str) -> None:
        kind = PERMISSION.get(asked)
        allowed = self.has_review_permission(request) if kind == "review" else kind and self._has(kind, request)
        if not allowed:
            raise PermissionDenied

    def _do(self, request: HttpRequest, asked: str, row: Any, reason: str, seen: Seen | None = None) -> None:
        proposal = self._waiting(row.pk)
        user, shown = request.user, seen.along if seen is not None else None
        on_proposal: dict[str, Doing] = {}
        if proposal is not None and request.POST.get("proposal", str(proposal.pk)) != str(proposal.pk):
            self._refused(request, ("Another change waits meanwhile.",))
            return
        if proposal is not None:
            on_proposal = {
                "approve_change": (
                    lambda: approve_proposal(proposal, user, shown),
                    "Approved: the change is public now.",
                ),
                "reject_change": (lambda: reject_proposal(proposal, reason, user), "Change rejected, with the reason."),
                "withdraw": (lambda: withdraw(proposal, user), "Change withdrawn."),
            }
        found = {**self.doings(request, row, reason, shown), **on_proposal}.get(asked)
        if found is None:
            self.message_user(request, "No change waits any more.", messages.ERROR)
            return
        action, said = found
        try:
            with writing():
                since = changed_since(to_be_public(row, proposal) or row, seen, user) if seen is not None else ()
                if not since:
                    action()
        except ValidationError as error:
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
            return
        if since:
            self._refused(request, since)
            return
        self.log_change(request, row, f"{said} {reason}".strip())
        self.message_user(request, said, messages.SUCCESS)

    def _refused(self, request: HttpRequest, since: Iterable[str]) -> None:
        """Says what was written since the page was drawn: nothing is decided unread."""
        for message in since:
            self.message_user(request, message, messages.ERROR)
        said = "Nothing was done: the page that you decided on was drawn before that. Read it as it is now."
        self.message_user(request, said, messages.ERROR)

    def _restore(self, request: HttpRequest, row: Any, number: int) -> None:
        try:
            proposal = restore(row, number, request.user)
        except ValidationError as error:
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
            return
        said = f"Revision {number} is back, and not public."
        if proposal is not None:
            said = f"Revision {number} is proposed; it is public once somebody else approves it."
        self.log_change(request, row, said)
        self.message_user(request, said, messages.SUCCESS)

    def _page(self, request: HttpRequest, row: Any, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "row": row,
            "edit_address": self._address("change", row.pk),
            "review_address": self._address("review", row.pk),
            "history_address": self._address("history", row.pk),
        }

    def _address(self, page: str, code: str) -> str:
        return reverse(f"{self.admin_site.name}:flows_{self.opts.model_name}_{page}", args=[code])

    def _waiting(self, code: str) -> Proposal | None:
        found = Proposal.objects.filter(kind=self.kind, code=code, outcome="open")
        return found.select_related("by").first()


def told_along(rows: Iterable[Any]) -> tuple[dict[str, Any], ...]:
    """Rows that become public with a record, as the page prints them: what they are, where, and all that they say."""
    return tuple(
        {
            "kind": row._meta.verbose_name,
            "code": row.pk,
            "address": reverse(f"admin:flows_{row._meta.model_name}_review", args=[row.pk]),
            "values": named(type(row), values_of(row)),
        }
        for row in rows
    )


def _told_as(told: Mapping[str, Any]) -> str:
    return told_as(str(each) for each in told.values()) if told else ""


def to_be_public(row: Any, proposal: Proposal | None) -> Any:
    """The record as readers would see it once somebody approves; None where nobody is asked to."""
    if proposal is None:
        return None if is_public(row) else row
    changed = copy(row)
    take_on(changed, proposal.values)
    return changed
