"""The rate limit of the API: so many requests a minute for each client, counted for all workers together.

Note 1: a counter in the shared cache costs a write a request, which on SQLite would be the dearest part of many. A
worker therefore takes requests from it ten at a time and counts those down by itself. A client is never given more
than the limit; one that comes back through many workers may be given a few less.

Headers as in the draft "RateLimit header fields for HTTP" of the IETF's working group on HTTP APIs.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from time import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from dashboard.middleware.cache_errors import CACHE_ERRORS
from dashboard.middleware.places import is_api
from flows.api.problems import TOO_MANY, problem

WINDOW = 60
TAKEN_AT_ONCE = 10

_log = logging.getLogger(__name__)


class RateLimit:
    """Counts requests to the API, says how many are left, and refuses what is too many. Below CORS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._lock = threading.Lock()
        self._window = 0
        self._held: dict[str, int] = {}
        self._left: dict[str, int] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or 429 with the seconds to wait."""
        limit = settings.API_REQUESTS_A_MINUTE
        if not limit or not is_api(request) or request.method == "OPTIONS":
            return self.get_response(request)
        now = int(time())
        wait = WINDOW - now % WINDOW
        left = self._take(client_key(request), now // WINDOW, limit)
        if left is None:
            response: HttpResponseBase = problem(
                request, TOO_MANY, f"At most {limit} requests a minute are answered; the next in {wait} seconds."
            )
            response["Retry-After"] = str(wait)
            response["Cache-Control"] = "no-store"
        else:
            response = self.get_response(request)
        response["RateLimit-Policy"] = f'"api";q={limit};w={WINDOW}'
        response["RateLimit"] = f'"api";r={left or 0};t={wait}'
        return response

    def _take(self, who: str, window: int, limit: int) -> int | None:
        """How many requests are left to a client after this one; None where it is one too many."""
        with self._lock:
            if window != self._window:
                self._window, self._held, self._left = window, {}, {}
            if not self._held.get(who):
                granted, self._left[who] = _granted(f"api-requests:{window}:{who}", limit)
                self._held[who] = granted
            if not self._held[who]:
                return None
            self._held[who] -= 1
            return self._left[who] + self._held[who]


def _granted(key: str, limit: int) -> tuple[int, int]:
    """How many requests the shared count grants at once, and how many it then has left."""
    try:
        cache.add(key, 0, timeout=2 * WINDOW)
        counted = cache.incr(key, TAKEN_AT_ONCE)
    except ValueError:
        # Evicted in between, by a cache that was full: the count begins again.
        cache.set(key, TAKEN_AT_ONCE, timeout=2 * WINDOW)
        counted = TAKEN_AT_ONCE
    except CACHE_ERRORS as error:
        # A site that cannot count still answers.
        _log.warning("Requests are not counted: %s", error)
        counted = TAKEN_AT_ONCE
    before = counted - TAKEN_AT_ONCE
    return max(0, min(TAKEN_AT_ONCE, limit - before)), max(0, limit - counted)


def client_key(request: HttpRequest) -> str:
    """Who is counted: the address that asks, as the outermost of our own proxies saw it; of IPv6 the network.

    What a client writes into X-Forwarded-For stands further left than what our proxies add, and is not believed.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.NUM_PROXIES:
        seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        if seen:
            address = seen[-min(settings.NUM_PROXIES, len(seen))]
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    return f"{int(parsed) >> 64:x}" if isinstance(parsed, IPv6Address) else str(parsed)
