"""What clients write into Accept and Accept-Encoding is understood, and makes no more answers than there are forms."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from dashboard.middleware.accepted import encodings, forms
from flows.api.negotiation import OFFERED, BySuffix, preferred

JSON, CSV, OPENAPI, HTML = OFFERED


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br, gzip"),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", "br, gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip;q=0", ""),
        ("gzip;q=0.000", ""),
        ("br, gzip;q=0", "br"),
        ("gzip, br;q=0", "gzip"),
        ("*", "br, gzip"),
        ("*;q=0", ""),
        ("gzip;q=0, *", "br"),
        ("GZIP ; Q=0.5", "gzip"),
        ("x-unknown, gzip", "gzip"),
        ("identity, gzip;q=0.5", ""),
        ("identity;q=0.5, gzip", "gzip"),
    ],
)
def test_encodings(header: str, meant: str) -> None:
    assert encodings(header) == meant


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", OFFERED),
        ("*/*", OFFERED),
        ("text/html,application/xhtml+xml,x/1;q=0.9,*/*;q=0.8", (HTML, JSON, CSV, OPENAPI)),
        ("text/csv", (CSV,)),
        ("text/csv;q=0.1, application/json", (JSON, CSV)),
        ("application/json;q=0.2, text/csv;q=0.9", (CSV, JSON)),
        ("text/*;q=0.5, text/csv;q=0", (HTML,)),
        ("*/*, application/json;q=0", (CSV, OPENAPI, HTML)),
        ("application/json; indent=8", (JSON,)),
        ("text/csv;q=nonsense", (CSV,)),
        ("image/png", ()),
        (", ;q=1", OFFERED),
    ],
)
def test_forms(header: str, wanted: tuple[str, ...]) -> None:
    assert preferred(header) == wanted
    # What is rewritten means the same, so nothing changes when it is read again.
    assert preferred(forms(header)) == wanted
    assert forms(forms(header)) == forms(header)


def test_every_form_among_which_a_header_chooses_is_known() -> None:
    """Otherwise the rewritten header would lose it."""

    def views(patterns: list[Any]) -> Any:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from views(pattern.url_patterns)
            elif isinstance(pattern, URLPattern):
                yield getattr(pattern.callback, "cls", None)

    negotiated = [
        view
        for view in views(get_resolver().url_patterns)
        if view and hasattr(view, "renderer_classes") and not issubclass(view.content_negotiation_class, BySuffix)
    ]
    assert len(negotiated) > 10
    assert {renderer.media_type for view in negotiated for renderer in view.renderer_classes} == set(OFFERED)


@pytest.mark.django_db
def test_q_values_are_obeyed(client: Client) -> None:
    def form(accept: str) -> str:
        return str(client.get("/api/v1/rates/", headers={"accept": accept})["Content-Type"]).partition(";")[0]

    assert form("text/csv;q=0.1, application/json") == "application/json"
    assert form("application/json;q=0.1, text/csv") == "text/csv"
    assert form("application/json;q=0, */*") == "text/csv"
    assert form("x/1, */*;q=0.1") == "application/json"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/api/v1/rates/", "/account/login/"])
def test_what_is_not_taken_is_not_sent(client: Client, path: str) -> None:
    assert client.get(path, headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"
    for refused in ("gzip;q=0", "gzip; q=0.0, br;q=0", "*;q=0", "identity"):
        assert not client.get(path, headers={"accept-encoding": refused}).has_header("Content-Encoding"), refused


@pytest.mark.django_db
def test_spellings_make_no_new_answers(client: Client, settings: Any) -> None:
    store = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "a-test-of-spellings"}
    settings.CACHES = {**settings.CACHES, "responses": store}
    entries: Any = caches["responses"]
    entries.clear()
    for number in range(5):
        client.get(
            "/sources/", headers={"accept": f"text/html,x/{number}", "accept-encoding": f"gzip;q=0.{number + 1}"}
        )
    assert len(entries._cache) == 1
    for number in range(5):
        client.get("/api/v1/rates/", headers={"accept": f"application/json, x/{number};q=0.{number}"})
    assert len(entries._cache) == 2
    for number in range(5):
        answer = client.get(f"/sources/?q{number}={number}")
        assert f"q{number}" in answer.content.decode()
        assert "was left out" in answer.content.decode()
        assert answer["Cache-Control"] == "no-store"
        assert not answer.has_header("ETag")
    assert len(entries._cache) == 2
