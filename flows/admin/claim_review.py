"""The review of claims: submitting, approving, rejecting and retracting, beside the changes to public ones."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from flows.actions.decisions import Along
from flows.actions.discard import bring_back, discard
from flows.actions.history import authors
from flows.actions.keep_passage import keep_passage
from flows.actions.retract import retract
from flows.actions.review import approve, reject, submit
from flows.actions.values import snapshot
from flows.admin.review_told import documents, news, pages_changed, preview, record_of
from flows.admin.reviewing import Doing, Reviewed, to_be_public
from flows.models import Proposal
from flows.models.passages import LONGEST
from flows.queries.entered import entered
from flows.queries.history import named, names_in
from flows.queries.received import taken_over_from
from flows.vocabulary import PUBLIC_STATUSES, Status
from flows.wording import quote

LEFT_REVIEW = "It was in review, and is a draft again: nobody reviews it until it is submitted once more."
_SAID = frozenset(("status", "source", "statement"))


class ReviewedClaims(Reviewed):
    """A table whose rows are submitted and approved by somebody else before they are public."""

    table: ClassVar[str]

    def has_retract_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may retract public claims."""
        return self._has("retract", request)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """The usual, with the button that submits."""
        claim = kwargs.get("obj")
        may_submit = self.has_change_permission(request, claim) if claim else self.has_add_permission(request)
        told = {
            "may_submit": may_submit and (claim is None or claim.status not in PUBLIC_STATUSES),
            "in_review": claim is not None and claim.status == Status.SUBMITTED,
        }
        return super().render_change_form(request, {**context, **told}, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The usual; says that a claim has left the queue of the review by it."""
        was = obj.status
        super().save_model(request, obj, form, change)
        if change and was == Status.SUBMITTED and obj.status == Status.DRAFT and "_submit" not in request.POST:
            self.message_user(request, LEFT_REVIEW, messages.WARNING)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own; with the second button the claim is submitted as well."""
        return self._submitted(request, obj) or super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """The usual; with the second button a claim that is not public is submitted as well."""
        submitted = self._submitted(request, obj) if obj.status not in PUBLIC_STATUSES else None
        return submitted or super().response_change(request, obj)

    def _submitted(self, request: HttpRequest, claim: Any) -> HttpResponse | None:
        if "_submit" not in request.POST:
            return None
        self._do(request, "submit", claim, "")
        return redirect(self._address("review", claim.pk))

    def doings(self, request: HttpRequest, row: Any, reason: str, shown: Along | None) -> dict[str, Doing]:
        """What can be done to a claim besides deciding on a change to it."""
        user = request.user
        return {
            **super().doings(request, row, reason, shown),
            "submit": (lambda: submit([row], user), "Submitted for review."),
            "approve": (lambda: approve([row], user, shown), "Approved: it is public now."),
            "reject": (lambda: reject([row], reason, user), "Rejected, with the reason."),
            "retract": (lambda: retract([row], reason, user), "Retracted, with the reason."),
            "discard": (lambda: discard([row], user), "Discarded: its history stays, and it can be brought back."),
            "bring_back": (lambda: bring_back(row, user), "It is a draft again."),
            "keep_passage": (
                lambda: keep_passage(row, request.POST.get("text", ""), user),
                "Kept for whoever reviews it; readers do not see it.",
            ),
        }

    def effects(self, row: Any, proposal: Proposal | None) -> dict[str, Any]:
        """What readers would see otherwise on each page."""
        return {"pages_changed": pages_changed(to_be_public(row, proposal) or row)}

    def review(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the page prints of any record, and what a claim has besides."""
        usual = super().review(request, row)
        mine = row.status not in PUBLIC_STATUSES and request.user.pk in authors(row)
        reviews, submitted = self.has_review_permission(request), row.status == Status.SUBMITTED
        to_be = to_be_public(row, usual["proposal"])
        record = record_of(to_be or row)
        read = documents(to_be or row, record)
        if usual["proposal"] is None:
            # The page says these elsewhere.
            left = {name: text for name, text in snapshot(row).items() if name not in _SAID}
            usual["values"] = named(type(row), left, names_in(type(row), [left]))
        return {
            **usual,
            "table": self.table,
            "phrase": quote(entered(self.table, [row.pk])[row.pk]),
            "status": row.get_status_display(),
            "taken_over": taken_over_from(self.table, row.pk),
            "documents": read,
            "passage_length": LONGEST,
            "preview": preview(record, read[0].document),
            "news": news(row, snapshot(row)) if to_be is not None and usual["proposal"] is None else None,
            "may_edit": usual["may_edit"] and (row.status != Status.RETRACTED or usual["may_take_up"]),
            "may_submit": usual["may_edit"] and row.status in (Status.DRAFT, Status.REJECTED),
            "may_decide": reviews and submitted and not mine,
            "own": mine and submitted,
            "may_discard": usual["may_edit"]
            and (row.status in (Status.DRAFT, Status.REJECTED) or (submitted and request.user.pk in authors(row))),
            "may_bring_back": usual["may_edit"] and row.status == Status.DISCARDED,
            "may_retract": self.has_retract_permission(request) and row.status == Status.PUBLISHED,
        }
