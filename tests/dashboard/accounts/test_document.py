"""What the document about security says of the site is so, and each test that it names exists."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.auth import hashers
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from tests.dashboard.accounts.conftest import PASSWORD
from tests.dashboard.documents import rows
from tests.dashboard.pages.markup import Markup
from tests.dashboard.production import run

ROOT = Path(__file__).parents[3]
SignIn = Callable[..., HttpResponse]
LEVEL_1 = [
    "1.2.1",
    "1.2.2",
    "1.2.3",
    "1.2.4",
    "1.2.5",
    "1.3.1",
    "1.3.2",
    "1.5.1",
    "2.1.1",
    "2.2.1",
    "2.2.2",
    "2.3.1",
    "3.2.1",
    "3.2.2",
    "3.3.1",
    "3.4.1",
    "3.4.2",
    "3.5.1",
    "3.5.2",
    "3.5.3",
    "4.1.1",
    "5.2.1",
    "5.2.2",
    "5.3.1",
    "5.3.2",
    "6.1.1",
    "6.2.1",
    "6.2.2",
    "6.2.3",
    "6.2.4",
    "6.2.5",
    "6.2.6",
    "6.2.7",
    "6.2.8",
    "6.3.1",
    "6.3.2",
    "6.4.1",
    "6.4.2",
    "7.2.1",
    "7.2.2",
    "7.2.3",
    "7.2.4",
    "7.4.1",
    "7.4.2",
    "8.1.1",
    "8.2.1",
    "8.2.2",
    "8.3.1",
    "11.3.1",
    "11.3.2",
    "11.4.1",
    "12.1.1",
    "12.2.1",
    "12.2.2",
    "13.4.1",
    "14.2.1",
    "14.3.1",
    "15.1.1",
    "15.2.1",
    "15.3.1",
]
"""The rows of level 1 outside the chapters that the document leaves out with their reason."""


def standard() -> list[list[str]]:
    return [row for row in rows("security.md") if re.fullmatch(r"\d+\.\d+\.\d+", row[0])]


def test_every_row_of_level_1_is_there_once() -> None:
    assert [row[0] for row in standard() if row[1] == "1"] == LEVEL_1
    assert len({row[0] for row in standard()}) == len(standard())
    assert sum(row[1] == "2" for row in standard()) >= 50


@pytest.mark.parametrize("row", standard(), ids=lambda row: row[0])
def test_what_holds_a_row_exists(row: list[str]) -> None:
    held = row[3]
    if held.startswith(("gap: ", "not here: ")):
        return
    assert exists(held.strip("`")), held


def named(text: str) -> list[str]:
    return re.findall(r"`(tests/[\w/.]+\.py(?:::\w+)?)`", text)


def exists(name: str) -> bool:
    """Whether a test is there: the function that is named, or any in the file."""
    file, _, function = name.partition("::")
    path = ROOT / file
    tests = {node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)}
    return function in tests if function else any(test.startswith("test_") for test in tests)


def promises() -> list[str]:
    """Everything that the document promises: each row of its first table, each item about the desk and accounts."""
    told = (ROOT / "dashboard/docs/security.md").read_text(encoding="utf-8")
    told = told.partition("## What is protected")[2].partition("## What browsers are told")[0]
    table = [
        line for line in told.splitlines() if line.startswith("| ") and not line.startswith(("| what |", "| --- |"))
    ]
    items = [item.partition("\n\n")[0] for item in re.split(r"^- ", told, flags=re.MULTILINE)[1:]]
    return table + items


def test_there_are_promises() -> None:
    assert len(promises()) > 30


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: " ".join(promise.split())[:60])
def test_each_promise_names_the_test_that_holds_it(promise: str) -> None:
    assert named(promise), promise


def test_every_test_that_the_document_names_exists() -> None:
    every = named((ROOT / "dashboard/docs/security.md").read_text(encoding="utf-8"))
    assert len(every) > 120
    assert [name for name in every if not exists(name)] == []


def test_the_readme_leads_to_it() -> None:
    assert "(dashboard/docs/security.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.django_db
def test_no_account_comes_with_the_program() -> None:
    assert not User.objects.exists()


def test_passwords_are_hashed_slowly() -> None:
    done = run("-c", "from dashboard import settings as s; print(getattr(s, 'PASSWORD_HASHERS', 'as Django has it'))")
    assert done.stdout.strip() == "as Django has it"
    assert hashers.PBKDF2PasswordHasher.iterations >= 600_000


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/.env", "/db.sqlite3", "/dashboard/settings.py", "/static/", "/static/css/", "/static/..%2f.env"],
)
def test_nothing_of_the_program_can_be_asked_for(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_nothing_secret_is_in_an_address(client: Client, ann: User, sign_in: SignIn) -> None:
    for path in ("/account/login/", "/account/logout/"):
        assert client.get(path, {"login": "ann", "password": PASSWORD}).status_code in (200, 302)
        assert client.get("/admin/").status_code == 302
    page = client.get("/account/login/").content.decode()
    # The search of the site is the only form that is not posted.
    assert page.count("<form") == page.count('method="post"') + page.count('role="search"')


@pytest.mark.django_db
def test_fields_for_passwords_hide_them_and_help_password_managers(client: Client, ann: User, sign_in: SignIn) -> None:
    login = Markup(client.get("/account/login/").content.decode())
    sign_in(client)
    change = Markup(client.get("/account/password/").content.decode())
    fields = [
        a for page in (login, change) for tag, a in page.tags if tag == "input" and "password" in (a["name"] or "")
    ]
    assert [field["type"] for field in fields] == ["password"] * 4
    assert {field["autocomplete"] for field in fields} == {"current-password", "new-password"}
    assert not [name for field in fields for name in field if name.startswith("on") or name == "maxlength"]


@pytest.mark.django_db
def test_private_pages_say_not_to_be_kept(client: Client, ann: User, sign_in: SignIn) -> None:
    sign_in(client)
    for path in (
        "/admin/",
        "/admin/flows/shipment/",
        "/account/password/",
        "/account/second-factor/",
        "/account/login/",
    ):
        told = client.get(path)["Cache-Control"]
        assert "no-store" in told, path
        assert "private" in told, path


@pytest.mark.django_db
def test_signing_out_empties_the_browser(client: Client, ann: User, sign_in: SignIn) -> None:
    sign_in(client)
    assert client.post("/account/logout/")["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get("/account/login/").headers


@pytest.mark.django_db
def test_logs_name_nobody(ann: User, sign_in: SignIn, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    sign_in(Client(), "ann", "a wrong password")
    sign_in(Client())
    said = [record.getMessage() for record in caplog.records if record.name.startswith("dashboard.accounts")]
    assert said == ["A name or a password was refused.", f"Account {ann.pk} signed in."]
    assert not [text for text in ("ann", "wrong password", PASSWORD) if any(text in line for line in said)]


def test_every_dependency_is_held_by_hashes_and_has_a_reason() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9][^\n]*==[^\n]*(?:\n    --hash=sha256:[0-9a-f]{64}[^\n]*)+", text, re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) > 20
    wanted = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("dependencies = [", 1)[1].split("\n]", 1)[0]
    lines = [line.strip() for line in wanted.splitlines() if line.strip()]
    bare = [line for before, line in pairwise(lines) if '"' in line and not before.startswith("#")]
    assert bare == []
