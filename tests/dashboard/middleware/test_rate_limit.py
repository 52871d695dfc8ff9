"""So many requests a minute: told, refused in the API's own form, and counted for the real client."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory

from dashboard.counters.store import StoreGone
from dashboard.middleware import rate_limit
from dashboard.middleware.rate_limit import client_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def limit(settings: Any, monkeypatch: pytest.MonkeyPatch) -> int:
    """Twelve requests a minute, in a minute that does not end."""
    store = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "a-test-of-limits"}
    settings.CACHES = {**settings.CACHES, "readers": store}
    caches["readers"].clear()
    settings.API_REQUESTS_A_MINUTE = 12
    monkeypatch.setattr(rate_limit, "time", lambda: 6_000_015.0)
    return 12


def test_it_is_told_and_then_refused(client: Client, limit: int) -> None:
    for left in reversed(range(limit)):
        response = client.get("/api/v1/actors/us/")
        assert response.status_code == 200
        assert response["RateLimit-Policy"] == '"api";q=12;w=60'
        assert response["RateLimit"] == f'"api";r={left};t=45'
    refused = client.get("/api/v1/actors/us/", headers={"origin": "https://elsewhere.example"})
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert (refused["Retry-After"], refused["Cache-Control"]) == ("45", "no-store")
    assert refused.json()["type"].endswith("#too-many-requests")
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert client.get("/").status_code == 200


def test_another_reader_and_another_minute_are_counted_anew(
    client: Client, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(limit + 1):
        client.get("/api/v1/actors/us/")
    assert client.get("/api/v1/actors/us/").status_code == 429
    assert client.get("/api/v1/actors/us/", REMOTE_ADDR="192.0.2.7").status_code == 200
    monkeypatch.setattr(rate_limit, "time", lambda: 6_000_075.0)
    assert client.get("/api/v1/actors/us/").status_code == 200


def test_workers_count_together(limit: int) -> None:
    workers = [Client(), Client(), Client()]
    answered = [worker.get("/api/v1/actors/us/").status_code for _ in range(limit) for worker in workers]
    assert answered.count(200) == limit
    assert answered.count(429) == 2 * limit


def test_what_is_unchanged_still_says_what_is_left(client: Client, limit: int) -> None:
    tag = client.get("/api/v1/actors/us/")["ETag"]
    again = client.get("/api/v1/actors/us/", headers={"if-none-match": tag})
    assert (again.status_code, again["RateLimit"]) == (304, '"api";r=10;t=45')


def test_pages_are_counted_where_they_are_computed(client: Client, limit: int, settings: Any) -> None:
    settings.PAGES_COMPUTED_A_MINUTE = 12
    store = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "a-test-of-pages"}
    settings.CACHES = {**settings.CACHES, "responses": store}
    caches["responses"].clear()
    client.get("/sources/")
    for number in range(11):
        assert client.get(f"/sources/?q={number}").status_code == 200
    refused = client.get("/sources/?q=12")
    assert (refused.status_code, refused["Retry-After"], refused["Cache-Control"]) == (429, "45", "no-store")
    assert "at most 12 pages a minute are computed" in refused.content.decode()
    # What is cached, what is unchanged, other readers, the API, the desk's door and the health of the site.
    tag = client.get("/sources/")["ETag"]
    assert client.get("/sources/", headers={"if-none-match": tag}).status_code == 304
    assert client.get("/sources/?q=12", REMOTE_ADDR="192.0.2.7").status_code == 200
    for path in ("/api/v1/actors/us/", "/account/login/", "/health/"):
        assert client.get(path).status_code == 200


def test_a_store_that_fails_is_left_alone_for_a_while(
    client: Client, limit: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked = []

    def gone(*_: Any, **__: Any) -> None:
        asked.append(1)
        raise StoreGone("readers.sqlite3 cannot be used for counting: disk I/O error")

    monkeypatch.setattr(type(caches["readers"]), "incr", gone)
    for number in range(20):
        assert client.get("/api/v1/actors/us/", REMOTE_ADDR=f"192.0.2.{number}").status_code == 200
    assert len(asked) == 1
    assert caplog.text.count("Requests are not counted for 5 seconds") == 1


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.66, 198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (1, "nonsense", "unknown"),
        (1, "", "192.0.2.1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings: Any, proxies: int, forwarded: str, expected: str) -> None:
    settings.NUM_PROXIES = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="192.0.2.1")
    assert client_key(request) == expected


def test_a_network_of_version_6_is_one_reader() -> None:
    factory = RequestFactory()
    one, same, other = (
        client_key(factory.get("/", REMOTE_ADDR=address))
        for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    )
    assert one == same != other
