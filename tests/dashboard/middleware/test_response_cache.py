"""The response cache: what did not change is answered by 304, what is hot comes from the cache, nothing is stale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flows.actions.apply_import import apply_import
from flows.actions.retract import retract
from flows.importing.preview import preview
from flows.models import Shipment
from tests.flows.actions.people import person, submitted
from tests.flows.importing.seeds import changed

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/",
    "/flows/kp/ru/artillery-round/",
    "/claims/rok-mnd-2024-06-14-shells/",
    "/data/",
    "/feed.atom",
    "/version/",
    "/api/v1/",
    "/api/v1/shipments/",
    "/api/v1/shipments.csv",
    "/api/v1/compare/?left=kp/ru/artillery-round&right=eu/ua/artillery-round",
    "/api/v1/dataset.zip",
    "/api/v1/schema/",
]
CLAIM = "/api/v1/shipments/rok-mnd-2024-06-14-shells/"


@pytest.fixture
def response_cache(settings: Any) -> Iterator[None]:
    """A response cache of this test's own; everywhere else in the tests it is off."""
    store = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "a-test"}
    settings.CACHES = {**settings.CACHES, "responses": store}
    yield
    caches["responses"].clear()


def body(response: Any) -> bytes:
    return bytes(response.getvalue())


def withdraw() -> None:
    retract([Shipment.objects.get(code="rok-mnd-2024-06-14-shells")], "it was read wrongly", person("a-reviewer"))


def load_sources(code: str, **cells: str) -> None:
    file, _ = changed("sources.csv", code, **cells)
    apply_import(preview({"sources.csv": file}))


@pytest.mark.parametrize("path", PUBLIC)
def test_a_response_has_an_etag_and_is_not_sent_twice(client: Client, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    assert first["Cache-Control"].startswith("public, max-age=")
    assert first["Last-Modified"].endswith("GMT")
    assert not first.cookies
    assert "cookie" not in first.get("Vary", "").lower()
    assert body(first)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], first["Cache-Control"])
    strong = client.get(path, headers={"if-none-match": f'"other", {first["ETag"].removeprefix("W/")}'})
    assert strong.status_code == 304
    changed = client.get(path, headers={"if-none-match": '"other"'})
    assert changed.status_code == 200
    body(changed)


@pytest.mark.parametrize("path", ["/", "/api/v1/shipments/", "/api/v1/compare/?left=kp/ru/container&right=ir/ru/uav"])
def test_a_date_will_do_where_nothing_changed(client: Client, path: str) -> None:
    first = client.get(path)
    if first.status_code == 200:
        since = client.get(path, headers={"if-modified-since": first["Last-Modified"]})
        assert (since.status_code, since.content) == (304, b"")
    old = client.get(path, headers={"if-modified-since": "Mon, 01 Jan 2024 00:00:00 GMT"})
    assert old.status_code == first.status_code


@pytest.mark.parametrize("path", PUBLIC)
def test_head_says_what_get_says(client: Client, path: str) -> None:
    get, head = client.get(path), client.head(path)
    content = body(get)
    assert head.status_code == 200
    # A stream tells its size to whoever asks for nothing else.
    assert head["Content-Length"] == get.get("Content-Length", str(len(content)))
    assert body(head) == b""
    for name in (
        "Content-Type",
        "ETag",
        "Last-Modified",
        "Cache-Control",
        "Content-Disposition",
        "Vary",
    ):
        assert head.get(name) == get.get(name), name


@pytest.mark.parametrize("path", ["/nothing/", "/api/v1/shipments/none/", "/api/v1/shipments/?nothing=1"])
def test_an_error_has_no_etag(client: Client, path: str) -> None:
    response = client.get(path, headers={"if-none-match": "*", "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"})
    assert response.status_code in (400, 404)
    assert not response.has_header("ETag")


def test_each_question_and_each_form_has_its_own(client: Client) -> None:
    asked = [
        client.get("/api/v1/rates/"),
        client.get("/api/v1/rates/?as_of=2024-06-14"),
        client.get("/api/v1/rates/", headers={"accept": "text/csv"}),
        client.get("/api/v1/rates/", headers={"accept-encoding": "gzip"}),
        client.get("/api/v1/rates/", headers={"host": "localhost"}),
    ]
    for response in asked:
        body(response)
    assert len({response["ETag"] for response in asked}) == len(asked)


def test_the_health_of_the_site_is_never_cached(client: Client) -> None:
    response = client.get("/health/")
    assert "no-cache" in response["Cache-Control"]
    assert not response.has_header("ETag")


def same(response: Any) -> dict[str, str]:
    """The headers of a response without the id of its request, which is each time another."""
    return {name: value for name, value in response.headers.items() if name != "X-Request-ID"}


def test_a_cached_response_costs_one_query_and_is_the_same(client: Client, response_cache: None) -> None:
    for headers in ({}, {"accept-encoding": "gzip"}, {"accept-encoding": "br, gzip"}):
        first = client.get("/api/v1/shipments/?page_size=50", headers=headers)
        with CaptureQueriesContext(connection) as queries:
            second = client.get("/api/v1/shipments/?page_size=50", headers=headers)
        assert len(queries) == 1
        assert second.content == first.content
        assert same(second) == same(first)


def test_a_cached_page_has_the_policy_of_the_page(client: Client, response_cache: None) -> None:
    first, second = client.get("/data/"), client.get("/data/")
    assert same(second) == same(first)
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_what_is_withdrawn_or_approved_is_seen_at_once(client: Client, response_cache: None) -> None:
    before = client.get(CLAIM)
    assert before.json()["status"] == "published"
    withdraw()
    after = client.get(CLAIM, headers={"if-none-match": before["ETag"]})
    assert (after.status_code, after.json()["status"]) == (200, "retracted")
    claim = submitted()
    assert client.get(f"/api/v1/shipments/{claim.code}/").status_code == 404
    listed = client.get("/api/v1/shipments/?page_size=500")
    from flows.actions.review import approve

    approve([claim], person("a-reviewer"))
    assert client.get(f"/api/v1/shipments/{claim.code}/").status_code == 200
    assert client.get("/api/v1/shipments/?page_size=500")["ETag"] != listed["ETag"]


def test_what_a_file_changed_beside_the_claims_is_seen_at_once(client: Client, response_cache: None) -> None:
    code = "2024-06-14-close-the-sky-over-ukraine"
    before = client.get(f"/api/v1/sources/{code}/")
    load_sources(code, title="Another title")
    after = client.get(f"/api/v1/sources/{code}/", headers={"if-none-match": before["ETag"]})
    assert (after.status_code, after.json()["title"]) == (200, "Another title")


def test_a_load_that_changes_nothing_changes_no_answer(client: Client, response_cache: None) -> None:
    before = client.get("/api/v1/sources/")
    load_sources("2024-06-14-close-the-sky-over-ukraine")
    assert client.get("/api/v1/sources/", headers={"if-none-match": before["ETag"]}).status_code == 304


def test_the_desk_is_never_cached(client: Client, response_cache: None) -> None:
    response = client.get("/account/login/")
    assert "public" not in response.get("Cache-Control", "")
    assert not response.has_header("ETag")
    assert settings.CSRF_COOKIE_NAME in response.cookies


def test_a_public_page_knows_nobody(client: Client, admin_user: Any) -> None:
    plain = client.get("/").content
    client.force_login(admin_user)
    known = client.get("/")
    assert known.content == plain
    assert not known.cookies
    assert client.get("/admin/").status_code == 200


def test_a_new_version_of_the_data_clears_the_cache_in_memory(client: Client, response_cache: None) -> None:
    for path in ("/", "/data/", CLAIM):
        client.get(path)
    store: Any = caches["responses"]
    assert len(store._cache) == 3
    withdraw()
    client.get("/data/")
    assert len(store._cache) == 1
