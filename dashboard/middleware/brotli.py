"""Public responses compressed by brotli for clients that accept it; gzip compresses what it leaves alone.

Only public ones: they hold no secret that the size of a compressed response could betray.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from dashboard.middleware.places import is_public

_ACCEPTED = re.compile(r"\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
_SHORTEST = 400
# The quality after which each next one costs much and saves little.
QUALITY = 5


class Brotli:
    """Compresses whole responses. Below gzip, which leaves alone what is compressed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response, compressed where that is accepted and worth it."""
        response = self.get_response(request)
        if (
            not isinstance(response, HttpResponse)
            or not is_public(request)
            or response.has_header("Content-Encoding")
            or len(response.content) < _SHORTEST
        ):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if not _ACCEPTED.search(request.headers.get("Accept-Encoding", "")):
            return response
        compressed = brotli.compress(response.content, quality=QUALITY)
        if len(compressed) < len(response.content):
            response.content = compressed
            response["Content-Encoding"] = "br"
            response["Content-Length"] = str(len(compressed))
        return response
