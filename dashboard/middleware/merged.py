"""Addresses that name a source, claimant or party by a code that was merged into another lead to the new one.

Note 1: only an answer that found no such code is looked at, since a merged row is found nowhere: what is asked by
present codes costs nothing. As of a moment before the merge the old code is found, and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from dashboard.middleware.places import is_api, is_public
from flows.queries.merges import merged_into
from flows.questions import LISTINGS

_ACTORS = "actors"
_FLOWS = frozenset(("flow", "left", "right"))
_PAGES = {"source": "sources", "actor": "actors", "claimant": "claimants"}
"""The pages of one row that can be merged, each with its table."""
_MOST = 100
Row = tuple[str, str]
"""A kind and a code."""


class Merged:
    """Redirects for good from addresses with the code of a merged row. Below the cache, which knows the moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or the way to the same address with the codes that stand for merged ones."""
        response = self.get_response(request)
        unread = response.status_code in (400, 404) or bool(getattr(response, "notices", None))
        if not unread or request.method not in ("GET", "HEAD") or not is_public(request):
            return response
        try:
            named = list(dict.fromkeys(_named(request)))
        except SuspiciousOperation:
            # More parameters than are read: the answer has refused them in its own form.
            return response
        into = merged_into(named[:_MOST])
        if not into:
            return response
        # The API's clients repeat the very request; to a browser the older status is better known.
        return HttpResponse(status=308 if is_api(request) else 301, headers={"Location": _address(request, into)})


def _named(request: HttpRequest) -> Iterator[Row]:
    """What an address names, by kind and code."""
    for name, code in _path(request).items():
        if kind := _kind_in_path(request, name):
            yield kind, code
    for name in request.GET:
        for value in request.GET.getlist(name):
            yield from _in_value(request, name, value)


def _in_value(request: HttpRequest, name: str, value: str) -> Iterator[Row]:
    if name in _FLOWS:
        yield from ((_ACTORS, code) for code in value.strip("/").split("/")[:2])
    elif kind := _kind_of(request, name):
        yield from ((kind, code.strip()) for code in value.split(","))


def _address(request: HttpRequest, into: Mapping[Row, str]) -> str:
    """The same address by the present codes."""
    kept = _path(request)
    path = request.path
    there = {name: into.get((_kind_in_path(request, name), code), code) for name, code in kept.items()}
    if there != kept and request.resolver_match:
        path = reverse(request.resolver_match.view_name, kwargs=there)
    query = request.GET.copy()
    for name in query:
        query.setlist(name, [_value(request, name, value, into) for value in query.getlist(name)])
    return f"{path}?{query.urlencode(safe='/,')}" if query else path


def _value(request: HttpRequest, name: str, value: str, into: Mapping[Row, str]) -> str:
    if name in _FLOWS:
        codes = value.strip("/").split("/")
        return "/".join([*(into.get((_ACTORS, code), code) for code in codes[:2]), *codes[2:]])
    if kind := _kind_of(request, name):
        codes = [code.strip() for code in value.split(",")]
        # Both of two merged codes are one by now.
        return ",".join(dict.fromkeys(into.get((kind, code), code) for code in codes))
    return value


def _path(request: HttpRequest) -> dict[str, str]:
    match = request.resolver_match
    return {name: value for name, value in match.kwargs.items() if isinstance(value, str)} if match else {}


def _kind_in_path(request: HttpRequest, name: str) -> str:
    if name in ("supplier", "recipient"):
        return _ACTORS
    match = request.resolver_match
    if name != "code" or match is None:
        return ""
    return _PAGES.get(match.url_name or "") or (match.url_name or "").removesuffix("-one")


def _kind_of(request: HttpRequest, name: str) -> str:
    """The table that a parameter names records of: of a code that of the list itself."""
    if name == "code" and request.resolver_match:
        return (request.resolver_match.url_name or "").partition("-")[0]
    return _kinds().get(name, "")


@cache
def _kinds() -> Mapping[str, str]:
    """The parameters that name records, each with their table."""
    filters = (each for listing in LISTINGS.values() for each in listing.filters)
    return {each.name: each.reference for each in filters if each.reference}
