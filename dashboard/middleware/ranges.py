"""A part of a file for whoever asks for one (RFC 9110, section 14): some programs read tables in no other way.

Only of the API's files, as they are: what is compressed on the way is sent whole, and so is whatever asks for several
parts, in another unit, or for a part of an older version, all of which the RFC leaves to the server.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from flows.api.problems import BAD_RANGE, problem

_FILES = re.compile(r"/api/.*\.(?:csv|xlsx|zip)")
_ONE_PART = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))")


class Ranges:
    """Cuts the part that is asked for out of a whole response. Above what caches and compresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response, whole (200) or the part of it (206); 416 where it has no such part."""
        response = self.get_response(request)
        if response.status_code != 200 or not _FILES.fullmatch(request.path_info):
            return response
        if response.has_header("Content-Encoding") or not response.has_header("Content-Length"):
            return response
        response["Accept-Ranges"] = "bytes"
        size = int(response["Content-Length"])
        asked = part(request.headers.get("Range", ""), size)
        if request.method != "GET" or asked is None or "If-Range" in request.headers:
            return response
        first, last = asked
        if first > last:
            response.close()
            refused = problem(request, BAD_RANGE, f"The file has {size:,} bytes; no part of it was asked for.")
            refused["Content-Range"] = f"bytes */{size}"
            return refused
        return _cut(response, first, last, size)


def asks_for_a_part(request: HttpRequest) -> bool:
    """Whether the size of what is answered has to be known."""
    return "Range" in request.headers and bool(_FILES.fullmatch(request.path_info))


def part(header: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte of the part that a header asks for, the last before the first where a file of this
    size has none; None where it asks for no part, or for one that is not cut."""
    asked = _ONE_PART.fullmatch(header)
    if asked is None:
        return None
    start, end, tail = asked.groups()
    if tail is not None:
        return (max(size - int(tail), 0), size - 1) if int(tail) else (size, size - 1)
    if end and int(end) < int(start):
        return None
    return int(start), min(int(end) if end else size - 1, size - 1)


def _cut(response: HttpResponseBase, first: int, last: int, size: int) -> HttpResponseBase:
    if isinstance(response, HttpResponse):
        response.content = response.content[first : last + 1]
    elif isinstance(response, StreamingHttpResponse):
        chunks: Iterable[bytes] = response.streaming_content  # type: ignore[assignment]
        response.streaming_content = _between(chunks, first, last + 1)
    response.status_code = 206
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last + 1 - first)
    return response


def _between(chunks: Iterable[bytes], start: int, end: int) -> Iterator[bytes]:
    place = 0
    for chunk in chunks:
        yield chunk[max(start - place, 0) : max(end - place, 0)]
        place += len(chunk)
        if place >= end:
            return
