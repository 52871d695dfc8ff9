"""The codes of an authenticator app, computed apart from the site (RFC 6238: SHA-1, six digits, thirty seconds)."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from hashlib import sha1
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def hold_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Site and app go on in the step of now: no code runs out between reading and typing it."""
    now = time.time()
    still = SimpleNamespace(time=lambda: now)
    monkeypatch.setattr(auth, "time", still)
    monkeypatch.setitem(globals(), "time", still)


def code(secret: str = SECRET, at: float | None = None) -> str:
    """What the app shows."""
    counter = int(time.time() if at is None else at) // 30
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), sha1).digest()
    offset = digest[-1] & 15
    value = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{value % 1_000_000:06}"


def give_second_factor(user: User) -> list[str]:
    """Set the app up for somebody; what comes back are the recovery codes."""
    TOTP.activate(user, SECRET)
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    assert Authenticator.objects.filter(user=user).count() == 2
    return codes
