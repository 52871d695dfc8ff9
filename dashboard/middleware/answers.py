"""Public answers carry the version of the data, are not sent twice, and while hot are not made twice.

Note 1: the whole question and the versions of the data, of the program and of the releases are part of the key under
which an answer is kept. Nothing has to be thrown out for being old: once something is published, every worker asks for
other keys at the same moment, wherever the answers are kept. A worker's own memory lets the old ones go all the same:
nobody can ask for them any more, and a desk that saves all day would fill it with them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, time
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from dashboard.build import built_at, fingerprint
from dashboard.middleware.cache_errors import CACHE_ERRORS
from dashboard.middleware.places import is_public
from flows.queries.data_version import DataVersion, data_version

LARGEST = 512 * 1024
# Browsers ask each time, mostly to hear that nothing changed: who has just published something sees it. What stands in
# front asks once a minute, and gives what it has for a day where we do not answer.
CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-if-error=86400"
_log = logging.getLogger(__name__)
_PART_OF_THE_QUESTION = ("HTTP_HOST", "HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "QUERY_STRING")


class Answers:
    """Entity tags, dates, 304 and kept answers for everything public. Above what packs answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.newest = ""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or that it is the one that the reader has."""
        if request.method not in ("GET", "HEAD") or not is_public(request):
            return self.get_response(request)
        try:
            version = data_version()
        except DatabaseError:
            # The address itself says what it can: the one about health says just this.
            response = self.get_response(request)
            if response.streaming:
                # A download that has begun could no longer say that it fails.
                raise
            return response
        if version.name != self.newest:
            self.newest = version.name
            _forget()
        tag = f'W/"{_key(request, version)}"'
        if _has(request, tag):
            return _not_modified(request, tag, version)
        kept = _found(tag)
        response = kept if kept is not None else self._made(request, tag, version)
        if not isinstance(response, HttpResponse) or not response.has_header("ETag"):
            return response
        return get_conditional_response(request, tag, int(_modified(version).timestamp()), response) or response

    def _made(self, request: HttpRequest, tag: str, version: DataVersion) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 200 or response.has_header("Cache-Control"):
            return response
        _stamp(response, tag, version)
        if isinstance(response, HttpResponse) and len(response.content) <= LARGEST:
            _keep(tag, _kept(response))
        return response


def _found(tag: str) -> HttpResponse | None:
    """The answer that is kept; None where there is none, or nowhere to look."""
    try:
        found: HttpResponse | None = caches["answers"].get(tag)
    except CACHE_ERRORS as error:
        _log.warning("No kept answers: %s", error)
        return None
    return found


def _forget() -> None:
    """Empty the store where it lies in this process; a shared one has bounds of its own."""
    if isinstance(caches["answers"], LocMemCache):
        caches["answers"].clear()


def _keep(tag: str, response: HttpResponse) -> None:
    try:
        caches["answers"].set(tag, response)
    except CACHE_ERRORS as error:
        _log.warning("An answer is not kept: %s", error)


def _kept(response: HttpResponse) -> HttpResponse:
    """What is worth keeping of an answer: its bytes, its headers, and what its page asked of the security policy."""
    copy = HttpResponse(response.content)
    copy.headers = response.headers
    for name, value in vars(response).items():
        if name.startswith("_csp_"):
            setattr(copy, name, value)
    return copy


def _has(request: HttpRequest, tag: str) -> bool:
    """Whether the reader names this very answer, so that it need not be made; "*" names none."""
    named = request.headers.get("If-None-Match", "")
    return tag.removeprefix("W/") in named


def _not_modified(request: HttpRequest, tag: str, version: DataVersion) -> HttpResponse:
    response = HttpResponse(status=304)
    del response["Content-Type"]
    _stamp(response, tag, version)
    patch_vary_headers(response, ("Accept", "Accept-Encoding"))
    return response


def _stamp(response: HttpResponseBase, tag: str, version: DataVersion) -> None:
    response["ETag"] = tag
    response["Last-Modified"] = http_date(_modified(version).timestamp())
    response["Cache-Control"] = CACHE_CONTROL


def _modified(version: DataVersion) -> datetime:
    """When an answer may last have changed: with the data, with the program, or with the day that it calls today."""
    today = datetime.combine(timezone.localdate(), time(), UTC)
    return max(each for each in (version.changed_at, built_at(), today) if each is not None)


def _key(request: HttpRequest, version: DataVersion) -> str:
    question = [
        request.path,
        request.scheme or "",
        *(str(request.META.get(name, "")) for name in _PART_OF_THE_QUESTION),
    ]
    state = [version.name, fingerprint(), _released(), timezone.localdate().isoformat()]
    return sha256("\n".join([*state, *question]).encode(errors="surrogateescape")).hexdigest()[:32]


def _released() -> str:
    try:
        return str(Path(settings.RELEASES_DIR).stat().st_mtime_ns)
    except OSError:
        return ""
