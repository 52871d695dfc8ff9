"""Import a file: send it, see what it would do, confirm. Nothing is written before that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from flows.actions import uploads
from flows.actions.apply_import import ImportRefused, Written, apply_import
from flows.actions.create_named import NotCreated, create_named
from flows.actions.editors_import import fingerprint, judged_for, may_import
from flows.actions.uploads import StoredUpload
from flows.admin.export import template
from flows.admin.import_preview import shown_import
from flows.admin.import_reading import chosen, shown_reading, wanted
from flows.admin.receiving import ImportForm, bounded, sent_by
from flows.importing.bounds import in_words
from flows.importing.choices import Choices
from flows.importing.files import Sheet
from flows.importing.preview import Preview, TablePreview
from flows.importing.tables import TABLE_OF_NAME, TABLES, Table
from flows.importing.upload import Sent, read_sent

_LOST = "That file is no longer kept: an hour has passed, or another took its place. Send it again."
_MOVED = (
    "What is on record has changed since this was shown. Look at it again before you confirm; nothing was imported."
)


class ImportPages(admin.ModelAdmin):
    """Adds the pages to a table's addresses in the admin; they serve every table."""

    def get_urls(self) -> list[URLPattern]:
        """The table's own addresses, with these pages before them."""
        inside = self.admin_site.admin_view
        return [
            path("import/", bounded(self.admin_site, self.import_view), name="flows_import"),
            path("import/preview/", inside(self.preview_view), name="flows_import_preview"),
            path("import/<slug:table>/", inside(self.format_view), name="flows_import_format"),
            path("import/<slug:table>/template.<str:form>", inside(self.template_view), name="flows_import_template"),
            *super().get_urls(),
        ]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """The form; what it takes is stored for the preview."""
        tables = _allowed(request)
        choices = tuple((table.name, f"{table.name}: {table.title}") for table in tables)
        form = ImportForm(tables=choices, initial={"table": request.GET.get("table", "")})
        if request.method == "POST":
            posted, files = request.POST, request.FILES
            # Known only once the request was read, which the line above sees to.
            too_large = getattr(request, "too_large", False)
            form = ImportForm(posted, files, tables=choices, too_large=too_large)
            if form.is_valid() and self._kept(request, form):
                return redirect(reverse(f"{self.admin_site.name}:flows_import_preview"))
        waiting = uploads.stored(request.user)
        context = {
            **self._frame(request, "Import a file"),
            "form": form,
            "tables": [{"name": table.name, "title": table.title, "is_claims": table.is_claims} for table in tables],
            "waiting": waiting.sent.name if waiting is not None else "",
            "bounds": in_words(),
        }
        return TemplateResponse(request, "admin/import.html", context)

    def _kept(self, request: HttpRequest, form: ImportForm) -> bool:
        table = TABLE_OF_NAME[form.cleaned_data["table"]]
        sent = sent_by(form.cleaned_data, table)
        choices = Choices(sheet=str(form.cleaned_data["sheet"]))
        try:
            uploads.store(table, sent, request.user, self._as_before(request, table, sent, choices))
        except uploads.NotStored as error:
            self.message_user(request, f"The file was not kept: {error}. Nothing was imported.", messages.ERROR)
            return False
        return True

    def _as_before(self, request: HttpRequest, table: Table, sent: Sent, choices: Choices) -> Choices:
        """How a file of this shape was read before, where somebody kept that."""
        if not (known := uploads.kept(table)):
            return choices
        sheet = read_sent(table, sent, choices)
        headings = [one.text for one in sheet.reading.headings] if sheet.reading else []
        if name := uploads.of_shape(table, headings):
            self.message_user(request, f"Read as {name}, which was kept for files of this shape.", messages.INFO)
            return choices.over(known[name])
        return choices

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        """What the file would do; the choice of another sheet, putting it away, and confirming it."""
        _allowed(request)
        upload = uploads.stored(request.user)
        if upload is None:
            self.message_user(request, _LOST, messages.WARNING)
            return redirect(self._import_address())
        if not may_import(upload.table, request.user):
            raise PermissionDenied
        asked = request.POST.get("action", "") if request.method == "POST" else ""
        if asked == "clear":
            uploads.discard(request.user)
            return redirect(self._import_address())
        sheet = read_sent(upload.table, upload.sent, upload.choices)
        if asked in ("sheet", "read", "use") and self._chosen(request, upload, sheet, asked):
            return redirect(request.path)
        shown = judged_for(sheet, request.user)
        mark = fingerprint(shown)
        if asked == "confirm":
            same = (request.POST.get("digest"), request.POST.get("seen")) == (upload.digest, mark)
            if not same:
                self.message_user(request, _MOVED, messages.WARNING)
            elif not shown.faults and self._applied(request, shown):
                return redirect(reverse(f"{self.admin_site.name}:index"))
        context = {
            **self._frame(request, f"Preview: {upload.sent.name}"),
            **shown_import(upload.table, upload.sent, sheet, shown),
            "reading": _reading(upload, sheet, shown),
            "digest": upload.digest,
            "seen": mark,
        }
        return TemplateResponse(
            request, "admin/import_preview.html", context, status=409 if asked == "confirm" else 200
        )

    def _chosen(self, request: HttpRequest, upload: StoredUpload, sheet: Sheet, asked: str) -> bool:
        """Keeps what was chosen about the reading; False where it cannot be kept as it was asked."""
        table, choices = upload.table, upload.choices
        if asked == "use":
            choices = replace(uploads.kept(table).get(request.POST.get("use", ""), Choices()), sheet=choices.sheet)
        elif asked == "sheet" or sheet.reading is None:
            choices = replace(choices, sheet=request.POST.get("sheet", "")[:40])
        else:
            choices = chosen(request.POST, table, sheet.reading, choices)
            try:
                for name, kinds in wanted(request.POST, sheet.reading).items():
                    codes = create_named(name, kinds, request.user)
                    self.message_user(request, f"Added to {name}: {', '.join(codes.values())}.", messages.SUCCESS)
            except (NotCreated, ImportRefused) as error:
                self.message_user(request, f"Nothing was added: {error}.", messages.ERROR)
            if name := request.POST.get("keep", "").strip():
                headings = [one.text for one in sheet.reading.headings]
                uploads.keep(name, table, headings, choices, request.user)
                self.message_user(request, f"Kept as {name[: uploads.LONGEST_NAME]}.", messages.SUCCESS)
        uploads.choose(choices, request.user)
        return True

    def _applied(self, request: HttpRequest, shown: Preview) -> bool:
        try:
            written = apply_import(shown, by=request.user)
        except ImportRefused as error:
            self.message_user(request, f"{error.outcome}: {error}.", messages.ERROR)
            return False
        uploads.discard(request.user)
        for one in shown.tables:
            if not one.table.is_claims:
                _log(request, one)
        self.message_user(request, " ".join(_said(one, TABLE_OF_NAME[one.table]) for one in written), messages.SUCCESS)
        return True

    def format_view(self, request: HttpRequest, table: str) -> HttpResponse:
        """What the columns of one table mean and take."""
        chosen = _chosen(request, table)
        context = {
            **self._frame(request, f"Columns of {chosen.name}"),
            "table": chosen.name,
            "table_title": chosen.title,
            "columns": chosen.columns,
        }
        return TemplateResponse(request, "admin/import_format.html", context)

    def template_view(self, request: HttpRequest, table: str, form: str) -> HttpResponse:
        """An empty file of one table, with its header."""
        return template(_chosen(request, table), form)

    def _import_address(self) -> str:
        return reverse(f"{self.admin_site.name}:flows_import")

    def _frame(self, request: HttpRequest, heading: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": heading,
            "opts": self.opts,
            "import_address": self._import_address(),
        }


def _reading(upload: StoredUpload, sheet: Sheet, shown: Preview) -> dict[str, Any] | None:
    if sheet.reading is None:
        return None
    return shown_reading(upload.table, sheet.reading, upload.choices, uploads.kept(upload.table), shown.faults)


def _allowed(request: HttpRequest) -> list[Table]:
    """The tables that the user may import, those of claims first; PermissionDenied where there is none."""
    found = [table for table in TABLES if may_import(table, request.user)]
    if not found:
        raise PermissionDenied
    return sorted(found, key=lambda table: not table.is_claims)


def _chosen(request: HttpRequest, name: str) -> Table:
    table = TABLE_OF_NAME.get(name)
    if table is None:
        raise Http404("There is no such table.")
    if not may_import(table, request.user):
        raise PermissionDenied
    return table


def _log(request: HttpRequest, one: TablePreview) -> None:
    """Who imported what, beside what they entered by hand, in the admin's own log."""
    manager = one.table.model._default_manager
    key = one.table.key[0]
    added = {values[key] for values in one.new}
    changed = {change.key[0] for change in one.changed}
    user: Any = request.user
    for codes, flag in ((added, ADDITION), (changed - added, CHANGE)):
        if codes:
            rows = manager.filter(**{f"{key}__in": codes})
            LogEntry.objects.log_actions(user.pk, rows, flag, change_message="Imported from a file.")


def _said(written: Written, table: Table) -> str:
    added = f"{written.added} {'new drafts' if table.is_claims else 'added'}"
    proposed = f"{written.proposed} changes proposed"
    return (
        f"Imported {written.table}: {added}, {written.changed} changed, {proposed}, {written.left} left as they were."
    )
