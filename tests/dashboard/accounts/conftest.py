"""People with accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

PASSWORD = "a long password"
LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}


@pytest.fixture
def ann(db: None) -> User:
    """Somebody who may enter the admin."""
    return User.objects.create_superuser("ann", password=PASSWORD)


@pytest.fixture
def sign_in() -> Callable[..., HttpResponse]:
    """Types a name and a password into the form."""

    def sign_in_(
        client: Client, name: str = "ann", password: str = PASSWORD, after: str = "", **extra: Any
    ) -> HttpResponse:
        response = client.post("/account/login/", {"login": name, "password": password, "next": after}, **extra)
        assert isinstance(response, HttpResponse)
        return response

    return sign_in_


@pytest.fixture
def limits(settings: Any) -> Iterator[None]:
    """The limits of a site in public, counted from nothing in the cache that the workers share."""
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    cache.clear()
    yield
    cache.clear()
