"""What a client takes, in the few spellings that make a difference: ``Accept`` and ``Accept-Encoding`` as meant.

Both decide what an answer is, so both are part of its key in the cache; written as anybody likes they would make as
many answers as there are spellings. What is compressed below also looks for names alone, and ``gzip;q=0`` has one.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from dashboard.middleware.places import is_api, is_mcp, is_public
from flows.api.negotiation import preferred, qualities

_NOTHING = "none/none"
_ENCODINGS = ("br", "gzip")


class Accepted:
    """Rewrites the two headers. Above everything that reads them, static files included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer to the request in its shortest spelling."""
        request.META["HTTP_ACCEPT_ENCODING"] = encodings(request.headers.get("Accept-Encoding", ""))
        if is_api(request):
            request.META["HTTP_ACCEPT"] = forms(request.headers.get("Accept", ""))
        elif is_public(request) and not is_mcp(request):
            # A page has one form, whatever is asked for.
            request.META.pop("HTTP_ACCEPT", None)
        # Whoever asked the request for its headers so far has the old ones.
        request.__dict__.pop("headers", None)
        return self.get_response(request)


def encodings(header: str) -> str:
    """The encodings of ours that a header takes and none of which it wants less than another, or than none at all."""
    given = qualities(header)
    wanted = {name: given.get(name, given.get("*", 0.0)) for name in _ENCODINGS}
    most, plain = max(wanted.values()), given.get("identity", 0.0)
    # A stream has no brotli: gzip stays beside it wherever it is taken at all.
    taken = (name for name in _ENCODINGS if wanted[name] > 0 and (name == "gzip" or wanted[name] == most))
    return "" if plain > most else ", ".join(taken)


def forms(header: str) -> str:
    """The forms that a header takes, the most wanted first."""
    found = preferred(header)
    return ", ".join(f"{form};q={1 - place / 10:.1f}" for place, form in enumerate(found)) or _NOTHING
