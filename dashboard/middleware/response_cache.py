"""The cache of public responses: each has an ETag of the data's version, is answered by 304 and cached while hot.

Note 1: the whole question and the versions of the data, of the program and of the releases are part of the cache key.
Nothing has to be invalidated: once something is published, every worker asks for other keys at the same moment,
wherever the responses are cached. A worker's own memory is cleared all the same: nobody can ask for the old entries
any more, and a desk that saves all day would fill it with them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime, time
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from dashboard.build import built_at, fingerprint
from dashboard.middleware.cache_errors import CACHE_ERRORS
from dashboard.middleware.places import is_public
from dashboard.middleware.recorded import answering, as_memento, pin_of
from flows.clock import last_day, today
from flows.queries.data_version import DataVersion, data_version

LARGEST = 512 * 1024
# Browsers revalidate each time, mostly to hear that nothing changed: who has just published something sees it. A proxy
# in front revalidates once a minute, and serves what it has for a day where we do not answer.
CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-if-error=86400"
_log = logging.getLogger(__name__)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PART_OF_THE_QUESTION = ("HTTP_HOST", "HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "QUERY_STRING")


class ResponseCache:
    """ETag, Last-Modified, 304 and cached responses for everything public. Above what compresses responses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.newest = ""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response, cached or fresh; 304 where the client has it already."""
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
            _clear()
        moment = pin_of(request, version)
        state = version if moment is None else version.pinned_to(moment)
        with answering(request, state, moment):
            response = self._answered(request, state)
            return response if moment is None else as_memento(response, moment)

    def _answered(self, request: HttpRequest, version: DataVersion) -> HttpResponseBase:
        tag = f'W/"{_key(request, version)}"'
        if _matches(request, tag):
            return _not_modified(request, tag, version)
        cached = _cached(tag)
        response = cached if cached is not None else self._fresh(request, tag, version)
        if not isinstance(response, HttpResponse) or not response.has_header("ETag"):
            return response
        return get_conditional_response(request, tag, int(_modified(version).timestamp()), response) or response

    def _fresh(self, request: HttpRequest, tag: str, version: DataVersion) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 200 or response.has_header("Cache-Control"):
            return response
        if getattr(response, "notices", ()):
            # Part of the address was left out, and is named: there are as many such addresses as anybody likes.
            response["Cache-Control"] = "no-store"
            return response
        _stamp(response, tag, version)
        if isinstance(response, HttpResponse) and len(response.content) <= LARGEST:
            _store(tag, _cacheable(response))
        return response


def _cached(tag: str) -> HttpResponse | None:
    """The cached response; None on a miss, and where the cache cannot be reached."""
    try:
        found: HttpResponse | None = caches["responses"].get(tag)
    except CACHE_ERRORS as error:
        _log.warning("The response cache cannot be read: %s", error)
        return None
    return found


def _clear() -> None:
    """Clear the cache where it is in this process's memory; a shared one evicts by rules of its own."""
    if isinstance(caches["responses"], LocMemCache):
        caches["responses"].clear()


def _store(tag: str, response: HttpResponse) -> None:
    try:
        caches["responses"].set(tag, response)
    except CACHE_ERRORS as error:
        _log.warning("A response is not cached: %s", error)


def _cacheable(response: HttpResponse) -> HttpResponse:
    """What is cached of a response: its bytes, its headers, and what its page asked of the security policy."""
    copy = HttpResponse(response.content)
    copy.headers = response.headers
    for name, value in vars(response).items():
        if name.startswith("_csp_"):
            setattr(copy, name, value)
    return copy


def _matches(request: HttpRequest, tag: str) -> bool:
    """Whether If-None-Match names this very response, so that it need not be made; "*" names none."""
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
    """When a response may last have changed: with the data, with the program, or with the day that it calls today."""
    midnight = datetime.combine(today(), time(), UTC)
    return max(each for each in (version.changed_at, built_at(), midnight) if each is not None)


def _key(request: HttpRequest, version: DataVersion) -> str:
    question = [
        request.path,
        request.scheme or "",
        *(str(request.META.get(name, "")) for name in _PART_OF_THE_QUESTION),
    ]
    state = [version.name, fingerprint(), _released(), _day(request)]
    return sha256("\n".join([*state, *question]).encode(errors="surrogateescape")).hexdigest()[:32]


def _day(request: HttpRequest) -> str:
    """The day that an answer calls today; for an address that names a later one than there is, the real day: that one
    is refused until it is there, by a pinned answer too."""
    real = last_day().isoformat()
    named = _ISO_DAY.findall(unquote(request.META.get("QUERY_STRING", "")))
    return real if any(day > real for day in named) else today().isoformat()


def _released() -> str:
    try:
        return str(Path(settings.RELEASES_DIR).stat().st_mtime_ns)
    except OSError:
        return ""
