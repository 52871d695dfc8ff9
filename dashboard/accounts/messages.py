"""Messages between two pages, in a cookie that bears the same prefix as the others."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class HostCookie(CookieStorage):
    """Django's own, under a name that browsers accept from this host alone.

    Not in the session: each message would rewrite and so prolong it.
    """

    @property
    def cookie_name(self) -> str:  # type: ignore[override]
        """The name, with the prefix of the others."""
        return f"{settings.COOKIE_PREFIX}messages"
