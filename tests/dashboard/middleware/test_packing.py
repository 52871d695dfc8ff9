"""Answers by brotli for who can read it, what the API lets other sites read, and nothing of it for the desk."""

from __future__ import annotations

import brotli
import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/api/v1/shipments/"])
def test_brotli_where_it_can_be_read(client: Client, path: str) -> None:
    plain = client.get(path)
    packed = client.get(path, headers={"accept-encoding": "gzip, deflate, br"})
    assert packed["Content-Encoding"] == "br"
    assert brotli.decompress(packed.content) == plain.content
    assert packed["Content-Length"] == str(len(packed.content))
    for response in (plain, packed):
        assert "Accept-Encoding" in response["Vary"]


@pytest.mark.parametrize("accepted", ["gzip", "gzip, br;q=0", "br;q=0.0, gzip"])
def test_gzip_where_brotli_is_not_wanted(client: Client, accepted: str) -> None:
    assert client.get("/", headers={"accept-encoding": accepted})["Content-Encoding"] == "gzip"


def test_the_desk_is_packed_with_padding_alone(client: Client) -> None:
    response = client.get("/account/login/", headers={"accept-encoding": "br, gzip"})
    assert response["Content-Encoding"] == "gzip"


def test_other_sites_may_read_answers_and_their_headers(client: Client) -> None:
    response = client.get("/api/v1/actors/", headers={"origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    exposed = set(response["Access-Control-Expose-Headers"].split(", "))
    assert {"X-Question", "Link", "Content-Disposition", "ETag", "RateLimit", "Retry-After"} <= exposed
    assert not response.has_header("Access-Control-Allow-Credentials")
    assert not client.get("/account/login/", headers={"origin": "https://elsewhere.example"}).has_header(
        "Access-Control-Allow-Origin"
    )
