"""Nobody works in the admin whose session has not shown a second factor, where REQUIRE_MFA asks for one.

Note 1: it is the session that must have shown it. One that began with a password alone, before its owner set a second
factor up, has to show it as well.
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from dashboard.middleware.places import is_desk

_SET_UP = "second_factor_set_up"


class SecondFactor:
    """Sends whoever is signed in, and has yet to show a second factor, to where that is done. Below the accounts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or the way to a second factor."""
        if (
            not settings.REQUIRE_MFA
            or not is_desk(request)
            or not request.user.is_authenticated
            or request.path == reverse("admin:logout")
        ):
            return self.get_response(request)
        if not is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return _to("mfa_activate_totp", request)
        if not was_shown(request):
            return _to("mfa_reauthenticate", request)
        return self.get_response(request)


def mark_as_shown(request: HttpRequest) -> None:
    """Remember that a code was typed in this session while the second factor was set up."""
    request.session[_SET_UP] = request.user.pk


def was_shown(request: HttpRequest) -> bool:
    """Whether this session has shown the second factor of whoever is signed in."""
    if request.session.get(_SET_UP) == request.user.pk:
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def _to(name: str, request: HttpRequest) -> HttpResponseRedirect:
    back = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
    return HttpResponseRedirect(f"{reverse(name)}?{back}")
