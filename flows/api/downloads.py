"""A table as a download in CSV, streamed, with the question that it answers in its headers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from rest_framework.request import Request

from flows.api.asking import query_of, site_of
from flows.exporting.columns import Column
from flows.exporting.csv_text import csv_chunks
from flows.questions import BadQuestion, Fault

PAGING = ("page_size", "cursor", "count")


def download(
    request: Request,
    name: str,
    as_of: date | None,
    query: str,
    header: Sequence[Column],
    rows: Iterable[Sequence[Any]],
) -> StreamingHttpResponse:
    """The rows as CSV; the file is named after the table and the day on which this is what was known."""
    known_on = as_of or timezone.localdate()
    twin = f"{site_of(request)}/api/v1/{name}/" + (f"?{query}" if query else "")
    return StreamingHttpResponse(
        csv_chunks(header, rows),
        content_type="text/csv; charset=utf-8; header=present",
        headers={
            "Content-Disposition": f'attachment; filename="{name}-as-of-{known_on.isoformat()}.csv"',
            "X-Question": query,
            "Link": f'<{twin}>; rel="alternate"; type="application/json"',
        },
    )


def refuse_paging(request: Request) -> None:
    """BadQuestion where a download is asked for a page: it holds everything that matches."""
    faults = [
        Fault(name, ",".join(given), f"{name}: a table in CSV has no pages; leave it out")
        for name, given in query_of(request).items()
        if name in PAGING
    ]
    if faults:
        raise BadQuestion(*faults)
