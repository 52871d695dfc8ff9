"""Check a document: paste its text or send it as a file, and see which of its claims it holds.

Nothing is fetched, and the text is read here and now and not kept.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from flows.actions.check_evidence import CheckedClaim, check_evidence
from flows.admin.receiving import bounded
from flows.extraction.document_text import (
    MOST_BYTES,
    MOST_CHARACTERS,
    UnreadableDocument,
    bounded_text,
    document_text,
)
from flows.vocabulary import Evidence
from flows.wording import quote


class DocumentForm(forms.Form):
    """A document's text, pasted or as a file: ``read`` is the text, ``digest`` the SHA-256 of what was given."""

    text = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
        help_text=f"The whole text of the document, at most {MOST_CHARACTERS:,} characters. It is not kept.",
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm"}),
        help_text=f"Plain text or an HTML page, at most {MOST_BYTES // 1_000_000} MB.",
    )

    read = ""
    digest = ""

    def clean(self) -> dict[str, Any]:
        """The form's values; refused where there is neither a text nor a file, or both, or no text in it."""
        values = super().clean() or self.cleaned_data
        file, text = values.get("file"), str(values.get("text") or "")
        if (file is not None) == bool(text.strip()):
            self.add_error("text", "Either a text or a file, not both." if file else "Paste a text, or choose a file.")
            return values
        try:
            if file is None:
                self.read = bounded_text(text)
                given = self.read.encode()
            else:
                given = file.read(MOST_BYTES + 1)
                self.read = document_text(given)
        except UnreadableDocument as error:
            self.add_error("file" if file else "text", str(error))
            return values
        self.digest = sha256(given).hexdigest()
        return values


class EvidencePages(admin.ModelAdmin):
    """Adds the page to each document's addresses in the admin, for whoever reviews claims."""

    change_form_template = "admin/source_form.html"

    def get_urls(self) -> list[URLPattern]:
        """The table's own addresses, with this page before them."""
        view = bounded(self.admin_site, self.evidence_view)
        return [path("<path:object_id>/evidence/", view, name="flows_source_evidence"), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own, with the way to the check."""
        address = reverse("admin:flows_source_evidence", args=[object_id]) if _may(self, request) else ""
        kwargs["extra_context"] = {**(kwargs.get("extra_context") or {}), "evidence_address": address}
        return super().change_view(request, object_id, *args, **kwargs)

    def evidence_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The form, and once it was sent what was found of each claim."""
        source = self.get_object(request, object_id)
        if source is None:
            raise Http404
        if not _may(self, request):
            raise PermissionDenied
        form, found = DocumentForm(), None
        if request.method == "POST":
            form = DocumentForm(request.POST, request.FILES)
            if form.is_valid():
                found = check_evidence(source.pk, form.read, form.digest, request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": "Check the document",
            "opts": self.opts,
            "source": source,
            "above": reverse("admin:flows_source_change", args=[source.pk]),
            "form": form,
            "characters": len(form.read),
            "digest": form.digest,
            "found": None if found is None else [_shown(one) for one in found],
        }
        return TemplateResponse(request, "admin/evidence.html", context)


def _may(pages: Any, request: HttpRequest) -> bool:
    return bool(pages.has_review_permission(request))


def _shown(one: CheckedClaim) -> dict[str, Any]:
    sighting = one.sighting
    return {
        "code": one.claim.code,
        "phrase": quote(one.claim, alone=True),
        "evidence": sighting.evidence.label,
        "absent": sighting.evidence == Evidence.ABSENT,
        "parts": [("figure", sighting.figure), ("party", sighting.party), ("date", sighting.date)],
        "kept": one.kept,
    }
