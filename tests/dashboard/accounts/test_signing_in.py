"""Signing in and out: sessions, sentences, where it leads, and how often it may be tried."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.management import call_command
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from dashboard import settings as as_written
from tests.dashboard.accounts.conftest import LIMITS, PASSWORD
from tests.dashboard.pages.markup import Markup
from tests.dashboard.production import ROOT

pytestmark = pytest.mark.django_db
SignIn = Callable[..., HttpResponse]


def may_work(client: Client) -> bool:
    """Whether a client is let into the admin."""
    return client.get("/admin/").status_code == 200


def session_key(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def refusal(response: HttpResponse) -> str:
    """What the page says of a name and password that it does not take."""
    assert response.status_code == 200
    return Markup(response.content.decode()).text.split("Sign in")[-1]


def test_the_admin_leads_to_the_one_sign_in_and_back(client: Client, ann: User, sign_in: SignIn) -> None:
    asked = client.get("/admin/flows/shipment/", follow=True)
    place = urlsplit(asked.redirect_chain[-1][0])
    assert (place.path, parse_qs(place.query)) == ("/account/login/", {"next": ["/admin/flows/shipment/"]})
    assert 'name="next" value="/admin/flows/shipment/"' in asked.content.decode()
    response = sign_in(client, after="/admin/flows/shipment/")
    assert (response.status_code, response["Location"]) == (302, "/admin/flows/shipment/")
    assert may_work(client)


def test_the_admins_own_form_takes_no_password(client: Client, ann: User) -> None:
    response = client.post("/admin/login/", {"username": "ann", "password": PASSWORD})
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")
    assert not may_work(client)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "https:elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "http://testserver.elsewhere.example/",
    ],
)
@pytest.mark.parametrize("way", ["form", "address", "already signed in", "admin"])
def test_it_never_leads_to_another_site(client: Client, ann: User, sign_in: SignIn, elsewhere: str, way: str) -> None:
    response: HttpResponseBase
    if way == "form":
        response = sign_in(client, after=elsewhere)
    elif way == "address":
        response = client.post(
            "/account/login/", {"login": "ann", "password": PASSWORD}, QUERY_STRING=f"next={elsewhere}"
        )
    elif way == "admin":
        asked = client.get("/admin/login/", {"next": elsewhere})
        address = asked["Location"]
        assert urlsplit(address).path == "/account/login/"
        signed_in = client.post(address, {"login": "ann", "password": PASSWORD}, follow=True)
        places = [urlsplit(place) for place, _ in signed_in.redirect_chain]
        assert not any(place.scheme or place.netloc for place in places)
        assert places[-1].path == "/admin/"
        return
    else:
        client.force_login(ann)
        response = client.get("/account/login/", {"next": elsewhere})
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_the_session_is_another_one_after_signing_in(client: Client, ann: User, sign_in: SignIn) -> None:
    planted = client.session
    planted["planted"] = True
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(planted.session_key)
    sign_in(client)
    assert session_key(client) != planted.session_key
    old = Client()
    old.cookies[settings.SESSION_COOKIE_NAME] = str(planted.session_key)
    assert may_work(client)
    assert not may_work(old)


@pytest.mark.parametrize("way", ["/account/logout/", "/admin/logout/"])
def test_the_session_is_dead_after_signing_out(client: Client, ann: User, sign_in: SignIn, way: str) -> None:
    sign_in(client)
    kept = session_key(client)
    assert client.get("/account/logout/").status_code == 200
    assert may_work(client)
    assert client.post(way)["Location"] == "/account/login/"
    replay = Client()
    replay.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert not may_work(replay)
    assert not Session.objects.filter(session_key=kept).exists()


def test_a_new_password_ends_the_other_sessions_and_not_this_one(client: Client, ann: User, sign_in: SignIn) -> None:
    other = Client()
    sign_in(other)
    sign_in(client)
    before = session_key(client)
    assert may_work(other)
    typed = {"oldpassword": PASSWORD, "password1": "an even longer password", "password2": "an even longer password"}
    assert client.post("/account/password/", {**typed, "oldpassword": "wrong"}).status_code == 200
    assert may_work(other)
    assert client.post("/account/password/", typed).status_code == 302
    assert may_work(client)
    assert session_key(client) != before
    assert not may_work(other)


@pytest.mark.parametrize("password", ["eleven char", "password1234", "123456789012", "ann-ann-anna"])
def test_a_password_that_is_guessed_early_is_refused(client: Client, ann: User, sign_in: SignIn, password: str) -> None:
    User.objects.filter(pk=ann.pk).update(first_name="ann-ann-ann")
    sign_in(client)
    typed = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    response = client.post("/account/password/", typed)
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()


def test_a_long_password_of_any_signs_is_taken_as_it_is(client: Client, ann: User, sign_in: SignIn) -> None:
    password = "  Ünïcödé 🜚 <script> ' -- \\ " + "x" * 64 + " "
    sign_in(client)
    typed = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert client.post("/account/password/", typed).status_code == 302
    for changed in (password.strip(), password.lower(), password[:64]):
        assert not may_work(_as(sign_in, changed))
    assert may_work(_as(sign_in, password))


def _as(sign_in: SignIn, password: str) -> Client:
    client = Client()
    sign_in(client, password=password)
    return client


def test_a_closed_account_is_out_at_once(client: Client, ann: User, sign_in: SignIn) -> None:
    sign_in(client)
    ann.is_active = False
    ann.save()
    assert not may_work(client)
    assert sign_in(Client())["Location"] == "/account/inactive/"


def test_a_session_ends_by_itself(client: Client, ann: User, sign_in: SignIn) -> None:
    sign_in(client)
    (session,) = Session.objects.all()
    assert session.expire_date - timezone.now() <= timedelta(hours=12)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    assert may_work(client)
    session.refresh_from_db()
    assert session.expire_date - timezone.now() <= timedelta(hours=12)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not may_work(client)


def test_sessions_that_have_ended_are_cleared_by_the_command_that_the_docs_schedule(
    client: Client, ann: User, sign_in: SignIn
) -> None:
    sign_in(Client())
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    sign_in(client)
    running = (ROOT / "dashboard/docs/running.md").read_text(encoding="utf-8")
    scheduled = re.findall(r"^[\d*/ ]+cd \S+ && \S+python manage\.py (clearsessions)$", running, re.MULTILINE)
    assert scheduled == ["clearsessions"]
    call_command(scheduled[0])
    assert Session.objects.count() == 1
    assert may_work(client)


def test_nothing_tells_whether_a_name_exists(client: Client, ann: User, sign_in: SignIn) -> None:
    User.objects.create_user("closed", password=PASSWORD, is_active=False)
    said = {
        refusal(sign_in(client, name, "a wrong password")) for name in ("ann", "nobody", "closed", "ann@example.org")
    }
    assert len({text.replace("ann@example.org", "") for text in said}) == 1


def test_a_name_that_does_not_exist_costs_as_much_hashing(
    client: Client, ann: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    from django.contrib.auth.hashers import MD5PasswordHasher

    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    sign_in(client, "ann", "a wrong password")
    for_ann = len(hashed)
    hashed.clear()
    sign_in(client, "nobody", "a wrong password")
    assert len(hashed) == for_ann > 0


def test_strangers_can_make_no_account(client: Client, ann: User) -> None:
    for name in ("account_signup", "account_reset_password", "account_email", "account_request_login_code"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in (
        "/account/signup/",
        "/account/password/reset/",
        "/account/email/",
        "/account/login/code/",
        "/account/",
    ):
        assert client.get(path).status_code == 404
    page = client.get("/account/login/").content.decode()
    assert "sign up" not in page.lower()


def test_the_limits_are_those_that_the_tests_know() -> None:
    assert as_written.ACCOUNT_RATE_LIMITS == LIMITS


def test_an_account_is_tried_five_times_in_five_minutes(
    client: Client, ann: User, sign_in: SignIn, limits: None
) -> None:
    for number in range(5):
        response = sign_in(client, password="wrong", REMOTE_ADDR=f"192.0.2.{number}")
        assert "Too many" not in response.content.decode()
    refused = sign_in(Client(), REMOTE_ADDR="192.0.2.77")
    assert "Too many" in refused.content.decode()
    assert not may_work(client)
    User.objects.create_superuser("ben", password=PASSWORD)
    assert sign_in(Client(), "ben", REMOTE_ADDR="192.0.2.78").status_code == 302


def test_a_name_that_does_not_exist_is_counted_alike(client: Client, sign_in: SignIn, limits: None) -> None:
    for number in range(5):
        sign_in(client, "nobody", "wrong", REMOTE_ADDR=f"192.0.2.{number}")
    assert "Too many" in sign_in(client, "nobody", "wrong").content.decode()


def test_an_address_tries_ten_names_a_minute(client: Client, ann: User, sign_in: SignIn, limits: None) -> None:
    for number in range(10):
        sign_in(client, f"name{number}", "wrong", REMOTE_ADDR="192.0.2.1")
    assert "Too many" in sign_in(Client(), REMOTE_ADDR="192.0.2.1").content.decode()
    assert sign_in(Client(), REMOTE_ADDR="192.0.2.2").status_code == 302


def test_what_a_reader_writes_into_headers_makes_no_other_reader(
    client: Client, ann: User, sign_in: SignIn, limits: None, settings: Any
) -> None:
    for number in range(10):
        sign_in(client, f"name{number}", "wrong", headers={"x-forwarded-for": f"198.51.100.{number}"})
    assert "Too many" in sign_in(Client(), headers={"x-forwarded-for": "198.51.100.99"}).content.decode()
    settings.NUM_PROXIES = 1
    behind = {"x-forwarded-for": "198.51.100.66, 203.0.113.5"}
    assert sign_in(Client(), headers=behind).status_code == 302


def test_in_one_network_of_version_6_there_is_one_reader(
    client: Client, ann: User, sign_in: SignIn, limits: None
) -> None:
    for number in range(10):
        sign_in(client, f"name{number}", "wrong", REMOTE_ADDR=f"2001:db8:1:2::{number}")
    assert "Too many" in sign_in(Client(), REMOTE_ADDR="2001:db8:1:2:ffff::1").content.decode()


def test_thirty_forms_a_minute_and_then_a_page_that_says_so(client: Client, sign_in: SignIn, limits: None) -> None:
    answers = [sign_in(client, f"name{number}", "wrong").status_code for number in range(31)]
    assert answers == [200] * 30 + [429]
    refused = sign_in(client)
    assert (refused.status_code, "Too many attempts" in refused.content.decode()) == (429, True)
    assert "default-src 'none'" in refused["Content-Security-Policy"]


def test_the_old_password_cannot_be_guessed_either(client: Client, ann: User, sign_in: SignIn, limits: None) -> None:
    sign_in(client)
    typed = {"oldpassword": "wrong", "password1": "an even longer password", "password2": "an even longer password"}
    assert [client.post("/account/password/", typed).status_code for _ in range(6)] == [200] * 5 + [429]
    assert client.get("/admin/password_change/")["Location"] == "/account/password/"


def counted_in(settings: Any, folder: Path) -> None:
    """The stores of a site in public on one machine, over files of this test's own."""
    for name in ("security", "readers"):
        alias = "default" if name == "security" else name
        written = as_written.counters(name)
        settings.CACHES = {**settings.CACHES, alias: {**written, "LOCATION": str(folder / f"{name}.sqlite3")}}
    settings.ACCOUNT_RATE_LIMITS = LIMITS


@pytest.fixture
def on_files(settings: Any, tmp_path: Path) -> Path:
    counted_in(settings, tmp_path / "counters")
    return tmp_path / "counters"


def locked(client: Client, sign_in: SignIn) -> bool:
    """Whether even the right password is not looked at."""
    sign_in(client)
    return not may_work(client)


def test_the_counts_sit_where_all_workers_see_them_and_the_desk_does_not_write(
    client: Client, sign_in: SignIn, on_files: Path
) -> None:
    sign_in(client, "nobody", "wrong")
    with closing(sqlite3.connect(on_files / "security.sqlite3")) as direct:
        assert direct.execute("SELECT count(*) FROM counters WHERE key LIKE '%login_failed%'").fetchone() == (2,)
    with connection.cursor() as cursor:
        assert "cache" not in connection.introspection.table_names(cursor)


def test_readers_cannot_push_a_locked_account_out(
    client: Client, ann: User, sign_in: SignIn, on_files: Path, settings: Any
) -> None:
    for _ in range(5):
        sign_in(client, "ann", "a wrong password", REMOTE_ADDR="192.0.2.1")
    assert locked(client, sign_in)
    settings.API_REQUESTS_A_MINUTE = settings.PAGES_COMPUTED_A_MINUTE = 600
    for number in range(1500):
        asked = Client(REMOTE_ADDR=f"198.{number // 250}.{number % 250}.1").get("/api/v1/nothing/")
        assert asked.status_code == 404
    with closing(sqlite3.connect(on_files / "readers.sqlite3")) as direct:
        assert direct.execute("SELECT count(*) FROM counters").fetchone()[0] >= 1500
    assert locked(client, sign_in)


def test_a_restart_does_not_unlock_an_account(
    client: Client, ann: User, sign_in: SignIn, on_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        sign_in(client, "ann", "a wrong password")
    monkeypatch.setattr("dashboard.counters.store._files", {})
    caches["default"] = caches.create_connection("default")
    assert locked(client, sign_in)


def test_a_database_that_is_locked_is_no_guess_too_many(
    client: Client, ann: User, sign_in: SignIn, on_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: Any, **__: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", held)
    browser = Client(raise_request_exception=False)
    answer = sign_in(browser)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "The database does not answer" in answer.content.decode()
