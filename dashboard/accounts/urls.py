"""The addresses of an account. Signing up, resetting by mail and addresses of mail are left out, not closed."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from dashboard.accounts.views import Activate, Confirm, ConfirmByFactor

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("confirm/", Confirm.as_view(), name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("second-factor/", factors.index, name="mfa_index"),
    path("second-factor/code/", factors.authenticate, name="mfa_authenticate"),
    path("second-factor/confirm/", ConfirmByFactor.as_view(), name="mfa_reauthenticate"),
    path("second-factor/app/", Activate.as_view(), name="mfa_activate_totp"),
    path("second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/recovery-codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
