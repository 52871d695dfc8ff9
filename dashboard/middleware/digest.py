"""The hash of what an answer says, whatever compresses it on the way: who cites it can hold it to that for good.

The field is that of draft-ietf-httpbis-unencoded-digest. A stream over the record as it is has none: it is sent while
it is read. A pinned one is read first, and sent then; so is one about a further subject, since what limits its queries
ends with the answer, and one whose size is asked for.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from tempfile import SpooledTemporaryFile

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from dashboard.middleware.places import is_public
from dashboard.middleware.ranges import asks_for_a_part
from flows.clock import pinned
from flows.subject import subject

HEADER = "Unencoded-Digest"
_IN_MEMORY = 1024 * 1024
_AT_ONCE = 64 * 1024


class Digest:
    """Adds the hash. Below all that compresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer with its hash."""
        response = self.get_response(request)
        if response.status_code != 200 or not is_public(request):
            return response
        if isinstance(response, HttpResponse):
            response[HEADER] = _written(sha256(response.content).digest())
        elif isinstance(response, StreamingHttpResponse) and _to_be_read(request, response):
            _read_first(response, whole=request.method != "HEAD")
        return response


def _to_be_read(request: HttpRequest, response: StreamingHttpResponse) -> bool:
    return pinned() is not None or bool(subject().code) or _to_be_sized(request, response)


def _to_be_sized(request: HttpRequest, response: StreamingHttpResponse) -> bool:
    """Whether the size of a stream is asked for: by itself, or to send a part."""
    return not response.has_header("Content-Length") and (request.method == "HEAD" or asks_for_a_part(request))


def _read_first(response: StreamingHttpResponse, *, whole: bool) -> None:
    """Reads a stream to its end, while its questions are still pinned; what is not sent is not held."""
    content: Iterable[bytes] = response.streaming_content  # type: ignore[assignment]
    digest, size = sha256(), 0
    file = SpooledTemporaryFile(_IN_MEMORY) if whole else None  # noqa: SIM115 - closed with the response
    for chunk in content:
        digest.update(chunk)
        size += len(chunk)
        if file is not None:
            file.write(chunk)
    response[HEADER] = _written(digest.digest())
    response["Content-Length"] = str(size)
    if file is None:
        response.streaming_content = iter(())
        return
    file.seek(0)
    response.streaming_content = iter(lambda: file.read(_AT_ONCE), b"")
    response._resource_closers.append(file.close)  # type: ignore[attr-defined]


def _written(digest: bytes) -> str:
    return f"sha-256=:{b64encode(digest).decode()}:"
