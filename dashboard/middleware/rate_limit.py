"""The limits on requests, each for a class of cost, so many a minute for each client, counted for all workers together.

The API is counted by requests; of pages only those that have to be computed, since one from the cache costs next to
nothing. Signing in has limits of its own, in a store of its own.

Note 1: a counter in the shared store costs a write a request. A worker therefore takes requests from it ten at a time
and counts those down by itself. A client is never given more than the limit; one that comes back through many workers
may be given a few less.

Note 2: a site that cannot count still answers: its readers are let in uncounted, and for a few seconds nobody asks a
store that has just failed, or each request would wait for it.

Headers as in the draft "RateLimit header fields for HTTP" of the IETF's working group on HTTP APIs.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from time import monotonic, time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from dashboard.middleware.cache_errors import CACHE_ERRORS
from dashboard.middleware.places import is_api, is_mcp, is_public
from flows.api.problems import TOO_MANY, problem

WINDOW = 60
TAKEN_AT_ONCE = 10
BLIND_FOR = 5.0

_log = logging.getLogger(__name__)
# Whatever watches the site asks it from one address, again and again.
_UNCOUNTED = ("/health/",)


class Budget:
    """So many requests of one kind a minute for each client."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._window = 0
        self._held: dict[str, int] = {}
        self._left: dict[str, int] = {}
        self._blind_until = 0.0

    def take(self, who: str, limit: int) -> int | None:
        """How many requests are left to a client after this one; None where it is one too many."""
        window = int(time()) // WINDOW
        with self._lock:
            if window != self._window:
                self._window, self._held, self._left = window, {}, {}
            if not self._held.get(who):
                granted, self._left[who] = self._granted(f"{self.name}:{window}:{who}", limit)
                self._held[who] = granted
            if not self._held[who]:
                return None
            self._held[who] -= 1
            return self._left[who] + self._held[who]

    def _granted(self, key: str, limit: int) -> tuple[int, int]:
        """How many requests the shared count grants at once, and how many it then has left."""
        counted = TAKEN_AT_ONCE
        if monotonic() >= self._blind_until:
            try:
                counted = _counted(key)
            except CACHE_ERRORS as error:
                self._blind_until = monotonic() + BLIND_FOR
                _log.warning("Requests are not counted for %.0f seconds: %s", BLIND_FOR, error)
        before = counted - TAKEN_AT_ONCE
        return max(0, min(TAKEN_AT_ONCE, limit - before)), max(0, limit - counted)


class RateLimit:
    """Counts requests to the API, messages at /mcp/ with them, says how many are left, and refuses what is too many.

    Below CORS.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._budget = Budget("api-requests")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or 429 with the seconds to wait."""
        limit = settings.API_REQUESTS_A_MINUTE
        if not limit or not (is_api(request) or is_mcp(request)) or request.method == "OPTIONS":
            return self.get_response(request)
        wait = _until_the_next()
        left = self._budget.take(client_key(request), limit)
        if left is None:
            response: HttpResponseBase = problem(
                request, TOO_MANY, f"At most {limit} requests a minute are answered; the next in {wait} seconds."
            )
            _say_when(response, wait)
        else:
            response = self.get_response(request)
        response["RateLimit-Policy"] = f'"api";q={limit};w={WINDOW}'
        response["RateLimit"] = f'"api";r={left or 0};t={wait}'
        return response


class PageLimit:
    """Counts public pages that have to be computed, and refuses what is too many. Below the response cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._budget = Budget("pages-computed")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The page, or 429 with the seconds to wait."""
        limit = settings.PAGES_COMPUTED_A_MINUTE
        if not limit or is_api(request) or not is_public(request) or request.path_info in _UNCOUNTED:
            return self.get_response(request)
        if self._budget.take(client_key(request), limit) is not None:
            return self.get_response(request)
        wait = _until_the_next()
        response = HttpResponse(render_to_string("429_pages.html", {"limit": limit, "wait": wait}), status=429)
        _say_when(response, wait)
        return response


def _counted(key: str) -> int:
    """How many requests have been granted under a key, those that are granted now included."""
    store = caches["readers"]
    store.add(key, 0, timeout=2 * WINDOW)
    try:
        return store.incr(key, TAKEN_AT_ONCE)
    except ValueError:
        # Evicted in between, by a cache that was full: the count begins again.
        store.set(key, TAKEN_AT_ONCE, timeout=2 * WINDOW)
        return TAKEN_AT_ONCE


def _until_the_next() -> int:
    """The seconds until the next minute is counted."""
    return WINDOW - int(time()) % WINDOW


def _say_when(response: HttpResponseBase, wait: int) -> None:
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"


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
