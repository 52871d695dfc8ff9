"""The prefix of a further subject: taken off once, never in front of the desk, and leading nowhere that is not."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_script_prefix, reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/admin/", "/account/login/"])
def test_there_is_one_desk(client: Client, path: str) -> None:
    below = f"/s/anything{path}"
    assert client.get(f"{below}?next=x").headers["Location"] == f"{path}?next=x"
    posted = client.post(below)
    assert (posted.status_code, posted.headers["Location"]) == (302, path)


@pytest.mark.parametrize("path", ["/", "/flows/", "/api/v1/shipments/", "/s/nothing/", "/static/icon.svg"])
def test_a_subject_that_is_not_there_is_not_found(client: Client, path: str) -> None:
    missing = client.get(f"/s/nothing{path}")
    assert missing.status_code == 404
    assert 'href="/s/nothing/' not in missing.text
    assert reverse("overview") == get_script_prefix() == "/"


def test_a_subject_without_a_slash_leads_to_it(client: Client) -> None:
    assert client.get("/s/nothing?as_of=2024-06-14").headers["Location"] == "/s/nothing/?as_of=2024-06-14"


@pytest.mark.parametrize("path", ["/s/", "/s/UP/", "/s/%00/", "/s/../"])
def test_what_is_no_such_prefix_is_an_address_like_any_other(client: Client, path: str) -> None:
    assert client.get(path).status_code in (400, 404)


def test_a_program_that_talks_is_answered_about_no_other_subject(client: Client) -> None:
    asked = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "search", "arguments": {"q": "shells"}},
    }
    posted = client.post(
        "/s/nothing/mcp/", asked, content_type="application/json", headers={"Accept": "application/json"}
    )
    assert "rok-mnd" not in posted.text
