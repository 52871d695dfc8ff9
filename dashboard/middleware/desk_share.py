"""The desk never takes the last thread: while its writers wait for the database, readers are answered.

A write may wait seconds for another one; as many writers as there are threads would stop the whole worker.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from dashboard.middleware.places import is_public

RETRY_AFTER = 5


class DeskShare:
    """Answers as many requests to private addresses at once as there are threads but one, and 503 to more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._places = BoundedSemaphore(max(1, settings.THREADS - 1))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or 503 at once."""
        if is_public(request):
            return self.get_response(request)
        if not self._places.acquire(blocking=False):
            told = {"what": "desk", "wrote": request.method not in ("GET", "HEAD")}
            response = HttpResponse(render_to_string("503.html", told), status=503)
            response["Retry-After"] = str(RETRY_AFTER)
            return response
        try:
            return self.get_response(request)
        finally:
            self._places.release()
