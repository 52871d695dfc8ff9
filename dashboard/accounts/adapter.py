"""Accounts of this site alone: made by administrators, counted by the real address, none made by strangers."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from dashboard.middleware.rate_limit import client_key

_log = logging.getLogger(__name__)


class LocalAccounts(DefaultAccountAdapter):
    """What allauth asks of the site."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves; there is no address to do it at, either."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whose attempts are counted together: the same client whose requests to the API are."""
        return client_key(request)

    def login(self, request: HttpRequest, user: Any) -> None:
        """Begins the session, under a new key, and keeps a note of it that names nobody."""
        super().login(request, user)
        _log.info("Account %s signed in.", user.pk)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Keeps a note of it: neither the name nor the password, which people type into each other's field."""
        _log.warning("A name or a password was refused.")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """How somebody shows again that it is they: by the second factor where they have one, else by password.

        Otherwise a password alone, in a session left open, would be enough to take the second factor off.
        """
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] == "mfa_reauthenticate"] or methods
