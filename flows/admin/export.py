"""Download what a list shows, in the format that can be imported again; and empty files to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from flows.exporting.columns import Column
from flows.exporting.xlsx import write_workbook
from flows.importing import stored
from flows.importing.bounds import MOST_ROWS
from flows.importing.files import Values
from flows.importing.tables import TABLE_OF_MODEL, Table
from flows.importing.written import csv_of, sheet_row

_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class Exported(admin.ModelAdmin):
    """Adds the downloads to a table's addresses, and links to them to its list."""

    change_list_template = "admin/table_list.html"

    def get_urls(self) -> list[URLPattern]:
        """The table's own addresses, with the downloads before them."""
        view = self.admin_site.admin_view(self.export_view)
        return [path("export.<str:form>", view, name=f"flows_{self.opts.model_name}_export"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django's own, with the addresses of the downloads."""
        name = f"{self.admin_site.name}:flows_{self.opts.model_name}_export"
        downloads = [{"words": form.upper(), "address": reverse(name, args=[form])} for form in _TYPES]
        return super().changelist_view(request, {**(extra_context or {}), "downloads": downloads})

    def export_view(self, request: HttpRequest, form: str) -> HttpResponse:
        """The rows of the list with these filters, all pages of it."""
        if form not in _TYPES:
            raise Http404("There is no such form.")
        if not self.has_view_permission(request):
            raise PermissionDenied
        back = reverse(f"{self.admin_site.name}:flows_{self.opts.model_name}_changelist")
        try:
            listed = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            self.message_user(request, "The list has no such filter.", messages.ERROR)
            return redirect(back)
        table, rows = self.exported(listed)
        if rows.count() > MOST_ROWS:
            words = f"The list holds more than {MOST_ROWS:,} rows, which could not be imported again: narrow it first."
            self.message_user(request, words, messages.ERROR)
            return redirect(f"{back}?{request.GET.urlencode()}")
        return _answer(table, form, stored.rows_of(table, rows), table.name)

    def exported(self, listed: QuerySet[Any]) -> tuple[Table, QuerySet[Any]]:
        """The table of the format that a list is of, and those of its rows that the list shows."""
        rows = self.model._default_manager.filter(pk__in=listed.order_by().values("pk"))
        return TABLE_OF_MODEL[self.model], rows


def template(table: Table, form: str) -> HttpResponse:
    """An empty file of a table, with its header; as a workbook also with what each column takes."""
    if form not in _TYPES:
        raise Http404("There is no such form.")
    return _answer(table, form, (), f"{table.name}-template")


def _answer(table: Table, form: str, rows: Sequence[Values], name: str) -> HttpResponse:
    content = csv_of(table, rows) if form == "csv" else _workbook(table, rows)
    answer = HttpResponse(content, content_type=_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _workbook(table: Table, rows: Sequence[Values]) -> bytes:
    header = [
        Column(one.name, "whole" if one.kind == "whole" else "text", one.meaning, lambda *_: None)
        for one in table.columns
    ]
    about = {table.title: "What each column means and takes. Imports read the other sheet only."}
    about |= {one.name: one.guide for one in table.columns}
    with TemporaryFile() as target:
        write_workbook(target, table.name, header, (sheet_row(table, row) for row in rows), about)
        target.seek(0)
        return target.read()
