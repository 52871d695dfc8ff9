"""Addresses below /s/ and the code of a further subject are those of the whole site, about that subject.

Note 1: the prefix is taken off as a server takes off that of an application it serves below one (`SCRIPT_NAME` of
PEP 3333). So every address is there as it is for the first subject, and whatever `reverse` makes stays inside.

Note 2: there is one desk and one way to sign in. Private addresses lead to them, and none is ever answered below a
subject: whoever asks whether an address is private (`places`) looks at what is left of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix, set_script_prefix

from dashboard.middleware.places import is_public
from flows.subject import FURTHER, Subject

_ADDRESS = re.compile(rf"({FURTHER}([a-z0-9][a-z0-9.+-]*))(/.*)?", re.DOTALL)


class Subjects:
    """Takes the subject off the address. Above whatever reads the path."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer; for a private address below a subject the way to it, and for a subject without a slash to it."""
        named = _ADDRESS.fullmatch(request.path_info)
        if named is None:
            return self.get_response(request)
        prefix, _, path = named.groups()
        request.path_info = request.META["PATH_INFO"] = path or "/"
        if not path or not is_public(request):
            to, query = path or f"{prefix}/", request.META.get("QUERY_STRING", "")
            return HttpResponseRedirect(f"{to}?{query}" if query else to)
        request.META["SCRIPT_NAME"] = prefix
        before = get_script_prefix()
        set_script_prefix(f"{prefix}/")
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(before)


def asked_subject(request: HttpRequest, further: Iterable[Subject]) -> Subject | None:
    """The further subject that an address is about, None for the first; Http404 where there is no such."""
    prefix = request.META.get("SCRIPT_NAME", "")
    if not prefix:
        return None
    found = next((one for one in further if one.path == prefix), None)
    if found is None:
        # What this page leads to is there.
        set_script_prefix("/")
        raise Http404(f"No subject is at {prefix}/")
    return found
