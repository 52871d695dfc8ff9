"""A table as a download in CSV or XLSX, with the question that it answers in its headers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any, Literal

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from rest_framework.request import Request

from flows.api.asking import query_of, site_of
from flows.clock import today
from flows.exporting.columns import Column
from flows.exporting.csv_text import csv_chunks
from flows.exporting.xlsx import TooManyRows, write_workbook
from flows.questions import BadQuestion, Fault

PAGING = ("page_size", "cursor", "count")
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

Form = Literal["csv", "xlsx"]


@dataclass(frozen=True, slots=True)
class Download:
    """What is downloaded: the list, the day, the question without pages, the columns, the rows."""

    name: str
    as_of: date | None
    query: str
    header: Sequence[Column]
    rows: Iterable[Sequence[Any]]


def download(request: Request, wanted: Download, form: Form = "csv") -> HttpResponseBase:
    """The rows; the file is named after the table and the day on which this is what was known.

    CSV is streamed. A workbook is made first, in a file; BadQuestion where it cannot hold so many rows.
    """
    known_on = (wanted.as_of or today()).isoformat()
    twin = f"{site_of(request)}/api/v1/{wanted.name}/" + (f"?{wanted.query}" if wanted.query else "")
    headers = {
        "Content-Disposition": f'attachment; filename="{wanted.name}-as-of-{known_on}.{form}"',
        "X-Question": wanted.query,
        "Link": f'<{twin}>; rel="alternate"; type="application/json", <{LICENCE}>; rel="license"',
    }
    if form == "xlsx":
        return _workbook(wanted, known_on, twin, headers)
    return StreamingHttpResponse(
        csv_chunks(wanted.header, wanted.rows), content_type="text/csv; charset=utf-8; header=present", headers=headers
    )


def pages_and_files(following: str | None, previous: str | None, files: Mapping[str, str]) -> str:
    """The Link header of a list: the pages beside it, all of it as a file by media type, the licence."""
    links = [
        *(f'<{address}>; rel="{rel}"' for rel, address in (("next", following), ("prev", previous)) if address),
        *(f'<{address}>; rel="alternate"; type="{media}"' for media, address in files.items()),
        f'<{LICENCE}>; rel="license"',
    ]
    return ", ".join(links)


def refuse_paging(request: Request) -> None:
    """BadQuestion where a download is asked for a page: it holds everything that matches."""
    faults = [
        Fault(name, ",".join(given), f"{name}: a whole table has no pages; leave it out")
        for name, given in query_of(request).items()
        if name in PAGING
    ]
    if faults:
        raise BadQuestion(*faults)


def _workbook(wanted: Download, known_on: str, twin: str, headers: dict[str, str]) -> HttpResponseBase:
    about = {
        "table": wanted.name,
        "question": wanted.query or "everything",
        "as known on": known_on,
        "the same as JSON": twin,
        "licence": LICENCE,
        "empty cells": "unknown, never zero",
        "a row": "what somebody claimed, never what happened",
    }
    try:
        file = written(lambda target: write_workbook(target, wanted.name, wanted.header, wanted.rows, about))
    except TooManyRows as refusal:
        raise BadQuestion(Fault("", "", f"{refusal}: ask for less, or for CSV")) from None
    return FileResponse(file, content_type=XLSX, headers=headers)


def written(write: Callable[[IO[bytes]], None]) -> IO[bytes]:
    """A file without a name that holds what ``write`` puts into it; the response that sends it closes it."""
    with ExitStack() as opened:
        file = opened.enter_context(TemporaryFile())
        write(file)
        file.seek(0)
        opened.pop_all()
        return file
