"""The server asks nobody: no address that a user names is ever looked up, connected to or handed to a program."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from flows.models import Source
from tests.dashboard.walk import addresses
from tests.flows.importing.seeds import changed, seed_files
from tests.flows.models.rows import SOURCE, VALID

pytestmark = pytest.mark.django_db
OUTWARD = {
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "subprocess.Popen",
    "os.system",
    "os.posix_spawn",
    "os.exec",
    "urllib.Request",
}
AWAY = "http://198.51.100.7/latest/meta-data/"
_asked: list[str] = []
_watch_is = {"on": False}


# A text is read in a process of our own, of code that may import nothing which asks anybody.
OURS = [sys.executable, "-m", "flows.extraction.apart"]


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if _watch_is["on"] and event in OUTWARD and not (event == "subprocess.Popen" and arguments[1] == OURS):
        _asked.append(f"{event} {arguments!r}")
        raise AssertionError(f"the server asked somebody: {_asked[-1]}")


# An audit hook sees what no replaced function would, and can never be taken off again: it is only switched.
sys.addaudithook(_watch)


@pytest.fixture
def watched(db: None) -> Iterator[None]:
    """Every way out is closed, and a try is kept. The database's own driver is no Python, and goes on."""
    _asked.clear()
    _watch_is["on"] = True
    yield
    _watch_is["on"] = False
    assert _asked == []


def test_the_watch_sees_a_request(db: None) -> None:
    _watch_is["on"] = True
    try:
        with pytest.raises(AssertionError, match="asked somebody"):
            socket.create_connection(("198.51.100.7", 80), timeout=0.1)
    finally:
        _watch_is["on"] = False
        _asked.clear()


@pytest.mark.usefixtures("small_images")
def test_no_address_of_the_site_asks_anybody(client: Client, watched: None) -> None:
    root = User.objects.create_superuser("root", password="a long password")
    for path in addresses():
        client.force_login(root)
        response = client.get(path)
        if response.streaming:
            assert b"".join(response)
    for link in (AWAY, "file:///etc/hostname", "http://testserver@198.51.100.7/", "//198.51.100.7/"):
        assert client.get("/oembed/", {"url": link}).status_code == 404
    assert client.get("/", headers={"x-forwarded-host": "198.51.100.7", "referer": AWAY}).status_code == 200


def test_neither_does_what_editors_enter(client: Client, watched: None) -> None:
    client.force_login(User.objects.create_superuser("root", password="a long password"))
    pasted = {"action": "read", "text": f"See {AWAY}: Russia received 10,000 containers.", "url": AWAY}
    assert client.post("/admin/flows/shipment/paste/", pasted, follow=True).status_code == 200
    row = {**VALID[Source], "code": "from-afar", "url": AWAY}
    form = {name.removesuffix("_id"): value for name, value in row.items()}
    assert client.post("/admin/flows/source/add/", form).status_code == 302
    assert Source.objects.get(pk="from-afar").url == AWAY


def test_neither_does_an_import(watched: None, tmp_path: Path) -> None:
    sources, _ = changed("sources.csv", SOURCE, url=AWAY)
    for name, content in {**seed_files(), "sources.csv": sources}.items():
        (tmp_path / name).write_bytes(content)
    call_command("load_seeds", directory=tmp_path, verbosity=0)
