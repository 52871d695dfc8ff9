"""Receiving a file without letting its size decide how much is stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from flows.importing.bounds import MOST_BYTES, MOST_PASTED, in_words
from flows.importing.tables import Table
from flows.importing.upload import Sent

PASTED = "pasted cells"
_LONGEST_NAME = 200


class Bounded(FileUploadHandler):
    """Counts what arrives, and stops keeping it once it is more than a file may have; the form then says so."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.arrived = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """The chunk for whoever stores it; nothing more where there was too much."""
        self.arrived += len(raw_data)
        if self.arrived > MOST_BYTES:
            self.request.too_large = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Nothing: others store."""


def bounded(site: Any, view: Any) -> Any:
    """The view inside the admin, with a bound on files that is there before anything reads the request.

    The check of the token reads it, so the site's own is left out and the admin's, which comes after this, is not.
    """
    checked = site.admin_view(view)

    def receiving(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_handlers.insert(0, Bounded(request))
        answer: HttpResponse = checked(request, *args, **kwargs)
        return answer

    return csrf_exempt(receiving)


class ImportForm(forms.Form):
    """A file, or cells pasted, and the table that they are for."""

    table = forms.ChoiceField(label="Table")
    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.ods,.xls"}),
        help_text=f"A table as CSV or other text, XLSX, ODS or XLS. {in_words()}",
    )
    sheet = forms.CharField(
        label="Sheet",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
        help_text="Only for a workbook with several: else the one named as the table, or the only one that is filled.",
    )
    rows = forms.CharField(
        label="Or paste cells",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField", "spellcheck": "false"}),
        help_text="Copied out of a spreadsheet together with the header row.",
    )

    def __init__(self, *args: Any, tables: tuple[tuple[str, str], ...], too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].choices = [("", "Choose a table"), *tables]  # type: ignore[attr-defined]
        self._too_large = too_large

    def clean_rows(self) -> str:
        """The cells; refused where they are too many. The browser is not told the bound: it would cut them off."""
        rows = str(self.cleaned_data["rows"])
        if len(rows) > MOST_PASTED:
            raise forms.ValidationError(f"{len(rows):,} characters; at most {MOST_PASTED:,}. Send them as a file.")
        return rows

    def clean(self) -> dict[str, Any]:
        """The form's values; refused where there is neither a file nor cells, or both."""
        values = super().clean() or self.cleaned_data
        if self._too_large:
            self.add_error("file", f"The file is larger than {MOST_BYTES // 1_000_000} MB. Nothing of it was kept.")
            return values
        has_file, has_rows = values.get("file") is not None, bool(str(values.get("rows") or "").strip())
        if has_file == has_rows:
            message = "Either a file or pasted cells, not both." if has_file else "Choose a file, or paste cells."
            self.add_error("file", message)
        return values


def sent_by(values: dict[str, Any], table: Table) -> Sent:
    """What a valid form holds."""
    file = values.get("file")
    if file is None:
        return Sent(f"{PASTED} for {table.name}", str(values["rows"]).encode(), pasted=True)
    name = "".join(character for character in str(file.name) if character.isprintable())[:_LONGEST_NAME]
    return Sent(name, file.read(MOST_BYTES + 1))
