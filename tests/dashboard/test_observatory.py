"""Mozilla's HTTP Observatory, by its published rules, for the site as its production settings make it.

The rules and their points are those of the Observatory's scoring page; each test of it is one function here, written
from the description of its results. Only what can be true of a site is judged: certificates and the preload list,
which belong to an installation, count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from tests.dashboard.documents import row_of
from tests.dashboard.pages.markup import Markup
from tests.dashboard.test_headers import HOST, policy

pytestmark = pytest.mark.django_db
BROAD = {"ftp:", "http:", "https:", "*", "http://*", "https://*"}
UNSAFE = {"'unsafe-inline'", "data:"}
HALF_A_YEAR = 15_768_000


def content_security_policy(response: HttpResponseBase) -> int:
    if not response.has_header("Content-Security-Policy"):
        return -25
    told = policy(response)
    default = told.get("default-src", {"*"})
    script, style, objects = (told.get(name, default) for name in ("script-src", "style-src", "object-src"))
    if script & (BROAD | UNSAFE) or objects & BROAD:
        return -20
    active = {source for name, sources in told.items() if name not in ("img-src", "media-src") for source in sources}
    passive = told.get("img-src", default) | told.get("media-src", default)
    if any(source.startswith(("http:", "ftp:")) for source in active):
        return -20
    if "'unsafe-eval'" in script | style or any(source.startswith(("http:", "ftp:")) for source in passive):
        return -10
    if style & (BROAD | UNSAFE):
        return 0
    return 10 if default == {"'none'"} else 5


def cookies(response: HttpResponseBase) -> int:
    found = response.cookies.values()
    if not found:
        return 0
    if not all(cookie["secure"] for cookie in found):
        return -40
    if not all(cookie["httponly"] for cookie in found):
        return -30
    return 5 if all(cookie["samesite"] in ("Lax", "Strict") for cookie in found) else 0


def cross_origin_sharing(response: HttpResponseBase) -> int:
    origin = response.get("Access-Control-Allow-Origin")
    return -50 if origin not in (None, "*") or response.has_header("Access-Control-Allow-Credentials") else 0


def transport_security(response: HttpResponseBase) -> int:
    seconds = re.search(r"max-age=(\d+)", response.get("Strict-Transport-Security", ""))
    if seconds is None:
        return -20
    return 0 if int(seconds[1]) >= HALF_A_YEAR else -10


def redirection(response: HttpResponseBase) -> int:
    first = Client().get("/", SERVER_NAME="flows.example")
    return 0 if first.status_code == 301 and first["Location"] == "https://flows.example/" else -20


def referrer_policy(response: HttpResponseBase) -> int:
    told = response.get("Referrer-Policy")
    private = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
    return 5 if told in private else 0 if told is None else -5


def subresource_integrity(response: HttpResponseBase) -> int:
    page = Markup(response.content.decode())  # type: ignore[attr-defined]
    scripts = [attributes for tag, attributes in page.tags if tag == "script" and attributes.get("src")]
    if any(not (script["src"] or "").startswith("/static/") for script in scripts):
        return -50
    return 5 if scripts and all(script.get("integrity") for script in scripts) else 0


def content_type_options(response: HttpResponseBase) -> int:
    return 0 if response.get("X-Content-Type-Options") == "nosniff" else -5


def frame_options(response: HttpResponseBase) -> int:
    if "frame-ancestors" in policy(response):
        return 5 if not policy(response)["frame-ancestors"] & BROAD else 0
    return 0 if response.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") else -20


def resource_policy(response: HttpResponseBase) -> int:
    told = response.get("Cross-Origin-Resource-Policy")
    return 10 if told in ("same-origin", "same-site") else 0 if told in (None, "cross-origin") else -5


RULES: dict[str, Callable[[HttpResponseBase], int]] = {
    "Content Security Policy": content_security_policy,
    "Cookies": cookies,
    "Cross-origin Resource Sharing": cross_origin_sharing,
    "HTTP Strict Transport Security": transport_security,
    "Redirections": redirection,
    "Referrer Policy": referrer_policy,
    "Subresource Integrity": subresource_integrity,
    "X-Content-Type-Options": content_type_options,
    "X-Frame-Options": frame_options,
    "Cross-origin Resource Policy": resource_policy,
}


def points(response: HttpResponseBase) -> dict[str, int]:
    return {name: rule(response) for name, rule in RULES.items()}


def score(given: dict[str, int]) -> int:
    """Penalties first; what is good counts only from 90 on."""
    base = 100 + sum(value for value in given.values() if value < 0)
    return max(0, base if base < 90 else base + sum(value for value in given.values() if value > 0))


@pytest.mark.parametrize(
    ("path", "least"),
    [("/", 125), ("/flows/kp/ru/artillery-round/", 125), ("/account/login/", 130), ("/nothing/", 125)],
)
def test_the_score_is_125_or_more(client: Client, in_public: dict[str, Any], path: str, least: int) -> None:
    assert score(points(client.get(path, **HOST))) >= least


def test_the_table_in_the_documents_is_the_one_that_is_computed(client: Client, in_public: dict[str, Any]) -> None:
    given = points(client.get("/", **HOST))
    for name, value in given.items():
        assert row_of("security.md", name)[1] == f"{value:+d}".replace("+0", "0")
    assert row_of("security.md", "Sum, from 100")[1] == str(score(given))


def test_a_worse_site_scores_less(client: Client, in_public: dict[str, Any]) -> None:
    response = client.get("/", **HOST)
    best = score(points(response))
    response["Content-Security-Policy"] = "default-src 'none'; script-src 'self' 'unsafe-inline'"
    assert score(points(response)) <= best - 30
    del response["Strict-Transport-Security"]
    assert score(points(response)) <= 65
