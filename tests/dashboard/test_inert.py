"""Stored text stays text wherever it goes: pages, drawings, hover, JSON, feed, tables, workbooks, the admin."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client
from openpyxl import load_workbook

from flows.models import Source
from tests import hostile
from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db
RUNS = re.compile(r"^\s*(javascript|data|vbscript):", re.IGNORECASE)
A_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$")
MARKED_UP = re.compile(r"<(?:img|script|svg|/?title|/?style|a href='javascript)", re.IGNORECASE)


@pytest.fixture(scope="module", autouse=True)
def stored(committed: Callable[..., None]) -> None:
    """For all tests of this module at once."""
    committed(hostile.put_everything)


def body(client: Client, path: str) -> tuple[str, bytes]:
    """The type and the bytes of what is at an address."""
    response = client.get(path)
    assert response.status_code == 200, (path, response.content[:300])
    content = b"".join(response) if response.streaming else response.content
    return response["Content-Type"].split(";")[0], content


def page_is_inert(path: str, text: str) -> None:
    page = Markup(text)
    assert page.misnested == [], path
    assert page.scripts == [], path
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")], (path, tag)
        assert tag != "s", path
        if tag == "script":
            assert (attributes.get("src") or "").startswith("/static/"), path
        if tag == "img":
            assert (attributes.get("src") or "").startswith(("/static/", "data:image/")), path
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            assert not RUNS.match(attributes.get(name) or "") or tag == "img", (path, tag, name)


def drawing_is_inert(path: str, content: bytes) -> None:
    for element in ET.fromstring(content).iter():
        name = element.tag.rsplit("}", 1)[-1]
        assert name not in ("script", "foreignObject", "img", "iframe"), path
        for attribute, value in element.attrib.items():
            assert not attribute.rsplit("}", 1)[-1].lower().startswith("on"), path
            assert not RUNS.match(value), (path, attribute)


def cells_are_inert(path: str, rows: list[list[str]]) -> None:
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or A_NUMBER.match(cell), (path, cell)


def strings(value: Any) -> list[str]:
    """Every string in a JSON value."""
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in inside for text in strings(part)]


@pytest.mark.parametrize("path", hostile.PAGES)
def test_on_pages(client: Client, path: str) -> None:
    _, content = body(client, path)
    page_is_inert(path, content.decode())


def test_the_payloads_are_really_there(client: Client) -> None:
    page = Markup(body(client, "/claims/hostile-words/")[1].decode())
    assert "<script>alert(2)</script>" in page.text
    assert "{{ 7 }}" in page.text
    assert hostile.LINK in page.values("href")


@pytest.mark.parametrize("path", hostile.FILES)
def test_in_files(client: Client, path: str) -> None:
    media_type, content = body(client, path)
    if media_type == "text/csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1
        cells_are_inert(path, rows)
    elif "sheet" in media_type:
        for sheet in load_workbook(io.BytesIO(content)):
            cells = [cell for row in sheet.iter_rows() for cell in row]
            assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    elif media_type.endswith("xml"):
        drawing_is_inert(path, content)
    else:
        assert media_type.endswith("json"), media_type
        assert json.loads(content)


@pytest.mark.parametrize("path", [path for path in hostile.FILES if "figure.json" in path])
def test_in_what_hovers(client: Client, path: str) -> None:
    """The chart library reads some tags in its texts: none of ours may reach it as a tag."""
    figure = json.loads(body(client, path)[1])
    found = [text for text in strings(figure) if MARKED_UP.search(text)]
    assert found == []


def test_in_the_admin(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root", password="a long password"))
    for path in hostile.ADMIN:
        response = client.get(path)
        assert response.status_code == 200, path
        text = response.content.decode()
        assert not re.search(r"<img src=x|<script>alert|<svg onload|<a href='javascript", text), path
        assert not re.search(r"<[^>]+\son\w+\s*=[^>]*alert", re.sub(r'"[^"]*"', '""', text)), path


def test_a_pasted_article_and_a_message_of_a_refusal(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root", password="a long password"))
    text = f"{hostile.LONG} Russia received 10,000 containers."
    pasted = {"action": "read", "text": text, "url": "javascript:alert(1)"}
    shown = client.post("/admin/flows/shipment/paste/", pasted, follow=True).content.decode()
    assert "10,000" in shown
    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown
    for path in (f"/flows/?supplier={hostile.SHORT}", f"/?as_of={hostile.SHORT}", f"/api/v1/actors/?x={hostile.SHORT}"):
        response = client.get(path)
        if response["Content-Type"].startswith("text/html"):
            page_is_inert(path, response.content.decode())


@pytest.mark.parametrize("link", ["javascript:alert(1)", " https://x.example/", "data:text/html,x", "//x.example/", ""])
def test_the_database_itself_takes_no_link_but_http(link: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE flows_source SET url = %s WHERE code = %s", [link, hostile.CODE])
    assert Source.objects.get(pk=hostile.CODE).url == hostile.LINK
