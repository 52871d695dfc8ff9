"""Secrets of second factors, sealed in the database: a copy of it alone lets nobody compute a code."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


class Encrypted(DefaultMFAAdapter):
    """What allauth asks of the site about second factors."""

    def encrypt(self, text: str) -> str:
        """A secret as it is stored."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A stored secret. Raises InvalidToken where no key of ours sealed it."""
        return _seal().decrypt(encrypted_text.encode()).decode()


def _seal() -> MultiFernet:
    """The keys that follow from SECRET_KEY and from those before it, newest first."""
    keys = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(f"second factors:{key}".encode()).digest())) for key in keys])
