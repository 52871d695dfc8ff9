"""Stores gone: nothing is counted or cached, everything that is public is answered, and nobody signs in uncounted."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as held
from django.test import Client

from tests.dashboard.accounts.conftest import LIMITS

pytestmark = pytest.mark.django_db


def redis_nowhere() -> dict[str, Any]:
    """A Redis at a port where nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": f"redis://127.0.0.1:{port}/1"}


@pytest.fixture(params=["redis", "file"])
def stores_gone(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> None:
    """Every cache out of reach."""
    (tmp_path / "no-folder").write_text("")
    file = {"BACKEND": "dashboard.counters.store.CounterStore", "LOCATION": str(tmp_path / "no-folder" / "a.sqlite3")}
    gone = redis_nowhere() if request.param == "redis" else file
    settings.CACHES = {**settings.CACHES, "default": gone, "readers": gone}
    if request.param == "redis":
        settings.CACHES = {**settings.CACHES, "responses": gone}
    settings.API_REQUESTS_A_MINUTE = settings.PAGES_COMPUTED_A_MINUTE = 5


@pytest.mark.parametrize("path", ["/", "/api/v1/shipments/", "/health/"])
def test_without_them_everything_is_answered(
    stores_gone: None, client: Client, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        assert client.get(path).status_code == 200
    if path != "/health/":
        assert "Requests are not counted" in caplog.text
    assert str(held.CACHES["default"]["LOCATION"]) not in client.get(path).content.decode()


def test_nobody_signs_in_while_tries_are_not_counted(stores_gone: None, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = LIMITS
    client = Client(raise_request_exception=False)
    answer = client.post("/account/login/", {"login": "ann", "password": "a wrong password"})
    assert answer.status_code == 503
    assert "The store of counters does not answer." in answer.content.decode()
    assert answer["Retry-After"] == "30"
