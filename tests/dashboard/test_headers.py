"""What the browser is told by every address of the site, whoever answers: pages, the admin, files, refusals."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http.response import HttpResponseBase
from django.test import Client

from dashboard.middleware.headers import PERMISSIONS
from tests.dashboard.walk import BEYOND, addresses, routes

pytestmark = pytest.mark.django_db
HOST: dict[str, Any] = {"SERVER_NAME": "flows.example", "secure": True}
POLICY = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:", "blob:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "manifest-src": {"'self'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'none'"},
    "base-uri": {"'none'"},
}


def policy(response: HttpResponseBase) -> dict[str, set[str]]:
    """The content security policy of an answer, by directive."""
    directives = (directive.split() for directive in response["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in directives}


def is_for_others(path: str) -> bool:
    """Whether other sites may load what is at an address."""
    file = path.rsplit("/", 1)[-1]
    return path.startswith(("/api/", "/embed/", "/static/", "/oembed/")) or (
        path.endswith("/feed.atom") or (path.startswith("/charts/") and "." in file)
    )


def check(path: str, response: HttpResponseBase) -> None:
    """Assert that an answer carries every header."""
    framed = path.startswith("/embed/") and response.get("Content-Type", "").startswith("text/html")
    assert policy(response) == {**POLICY, **({"frame-ancestors": {"*"}} if framed else {})}, path
    told = {
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "cross-origin" if is_for_others(path) else "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "X-Frame-Options": None if framed else "DENY",
    }
    assert {name: response.get(name) for name in told} == told, path
    if not path.startswith("/api/") or response.status_code == 404:
        assert response.get("Access-Control-Allow-Origin") in (None, "*")
    for name, cookie in response.cookies.items():
        assert name.startswith("__Host-"), (path, name)
        # A cookie that the browser is told to forget holds nothing to be read.
        hidden = bool(cookie["httponly"]) or cookie["max-age"] == 0
        assert (cookie["secure"], hidden, cookie["samesite"]) == (True, True, "Lax"), (path, name)
        assert (cookie["path"], cookie["domain"]) == ("/", "")


@pytest.mark.usefixtures("small_images")
def test_every_address_tells_the_browser_everything(client: Client, in_public: dict[str, Any], settings: Any) -> None:
    settings.REQUIRE_MFA = False
    root = User.objects.create_superuser("root", password="a long password")
    walked = addresses()
    assert len(walked) > len(set(routes()))
    statuses: dict[int, int] = {}
    for path in walked:
        client.force_login(root)
        response = client.get(path, **HOST)
        check(path, response)
        statuses[response.status_code] = statuses.get(response.status_code, 0) + 1
        if response.streaming:
            assert b"".join(response)
    assert statuses[200] > 150
    assert not [status for status in statuses if status >= 500]


def test_and_so_do_redirects_refusals_and_errors(
    client: Client, in_public: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = client.get("/", SERVER_NAME="flows.example")
    assert (plain.status_code, plain["Location"]) == (301, "https://flows.example/")
    foreign = client.get("/", SERVER_NAME="elsewhere.example", secure=True)
    foreign_plain = client.get("/", SERVER_NAME="elsewhere.example")
    assert foreign.status_code == foreign_plain.status_code == 400
    forged = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "ann"}, **HOST)
    assert forged.status_code == 403
    assert "This form is out of date" in forged.content.decode()
    assert client.post("/", **HOST).status_code == 405
    monkeypatch.setattr("dashboard.pages.flows.render_page", lambda *args, **kwargs: 1 / 0)
    client.raise_request_exception = False
    broken = client.get("/flows/", **HOST)
    assert broken.status_code == 500
    assert "ZeroDivisionError" not in broken.content.decode()
    same = client.get("/", **HOST)
    unchanged = client.get("/", headers={"if-none-match": same["ETag"]}, **HOST)
    assert unchanged.status_code == 304
    for response in (foreign, forged, broken, unchanged, client.options("/api/v1/actors/", **HOST)):
        path = response.request["PATH_INFO"]
        check(path, response)
    for response in (plain, foreign_plain):
        assert policy(response) == POLICY
        assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", BEYOND[-5:])
def test_a_file_has_a_type_and_is_no_page(client: Client, path: str) -> None:
    response = client.get(path)
    assert b"".join(response)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.status_code == (404 if "nothing" in path else 200)
    if response.status_code == 200:
        assert not response["Content-Type"].startswith("text/html")


def test_a_cached_frame_is_still_a_frame(client: Client, settings: Any) -> None:
    store = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "a-test-of-frames"}
    settings.CACHES = {**settings.CACHES, "responses": store}
    for _ in range(2):
        response = client.get("/embed/comparison/")
        assert policy(response)["frame-ancestors"] == {"*"}
        assert not response.has_header("X-Frame-Options")
    assert policy(client.get("/charts/comparison/"))["frame-ancestors"] == {"'none'"}


def test_only_reading_is_shared_and_never_with_who_is_signed_in(client: Client) -> None:
    elsewhere = {"origin": "https://elsewhere.example"}
    shared = client.get("/api/v1/actors/", headers=elsewhere)
    assert shared["Access-Control-Allow-Origin"] == "*"
    assert not shared.has_header("Access-Control-Allow-Credentials")
    for path in ("/oembed/?url=http://testserver/charts/comparison/", "/feed.atom", "/changes/feed.atom"):
        assert client.get(path, headers=elsewhere)["Access-Control-Allow-Origin"] == "*"
    for path in ("/", "/admin/", "/account/login/", "/embed/comparison/"):
        assert not client.get(path, headers=elsewhere).has_header("Access-Control-Allow-Origin")
    asked = client.options("/api/v1/actors/", headers={**elsewhere, "access-control-request-method": "DELETE"})
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD"
    # What a client adds of its own accord, though nothing is sent.
    assert {"content-type", "range", "if-none-match"} <= set(asked["Access-Control-Allow-Headers"].split(", "))
