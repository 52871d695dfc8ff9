"""Public addresses know nobody: cookies are dropped, so that no response can depend on them or set one.

Note 1: this is what makes responses safe to cache, for us and for others. A page that greets its reader by name
cannot be made by accident: on a public address there is no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from dashboard.middleware.places import is_public

_COMMA = re.compile(r"\s*,\s*")

Answer = Callable[[HttpRequest], HttpResponseBase]


class Anonymous:
    """Takes the cookies from public requests and answers. Above the sessions."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, without cookies where the address is public."""
        if not is_public(request):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {}
        response = self.get_response(request)
        response.cookies.clear()
        if response.has_header("Vary"):
            others = [name for name in _COMMA.split(response["Vary"]) if name.lower() != "cookie"]
            if others:
                response["Vary"] = ", ".join(others)
            else:
                del response["Vary"]
        return response
