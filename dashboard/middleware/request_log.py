"""Every request has an id, which its answer and every line logged for it carry; and one line says how it went."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from time import perf_counter
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from dashboard.logs import request_id

_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
_log = logging.getLogger("dashboard.requests")
# Asked every few seconds by whatever watches the site.
_QUIET = ("/health/",)


class RequestLog:
    """Names and logs requests. Below the static files, above everything that answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer with its id. Of a streamed one the time is that until it began."""
        token = request_id.set(_id_of(request))
        started = perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            if request.path_info not in _QUIET:
                _write(request, response, perf_counter() - started)
            return response
        finally:
            request_id.reset(token)


def _id_of(request: HttpRequest) -> str:
    """The id that our own proxy gave; a new one where we have none in front, as anybody could send one."""
    given = request.headers.get("X-Request-ID", "") if settings.NUM_PROXIES else ""
    return given if _GIVEN.fullmatch(given) else uuid4().hex


def _write(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    about = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
    }
    _log.info("%s %s %s", request.method, request.path, response.status_code, extra=about)
