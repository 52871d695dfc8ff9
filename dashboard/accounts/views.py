"""Where our pages about an account do more than allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpResponse

from dashboard.middleware.second_factor import mark_as_shown


class Confirm(account.ReauthenticateView):
    """The password once more; the session goes on under another key."""

    def form_valid(self, form: Any) -> HttpResponse:
        """What was asked for before."""
        self.request.session.cycle_key()
        response: HttpResponse = super().form_valid(form)
        return response


class ConfirmByFactor(factors.ReauthenticateView):
    """The second factor once more; the session goes on under another key."""

    def form_valid(self, form: Any) -> HttpResponse:
        """What was asked for before."""
        self.request.session.cycle_key()
        response: HttpResponse = super().form_valid(form)
        return response


class Activate(totp.ActivateTOTPView):
    """Setting up the app that makes codes. Whoever just typed one has shown the second factor, and has spent it."""

    def form_valid(self, form: Any) -> HttpResponse:
        """The recovery codes, or the list of factors."""
        response: HttpResponse = super().form_valid(form)
        app = Authenticator.objects.get(user=form.user, type=Authenticator.Type.TOTP)
        # It counts as used from now on: seen over a shoulder, it opens nothing.
        TOTP(app).validate_code(form.cleaned_data["code"])
        mark_as_shown(self.request)
        self.request.session.cycle_key()
        return response
