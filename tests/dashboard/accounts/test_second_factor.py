"""The second factor: asked for, shown once, set up and taken off only by who can show it, and sealed at rest."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.test import Client

from dashboard.accounts.second_factor import Encrypted
from tests.dashboard.accounts.codes import SECRET, code, give_second_factor, hold_the_clock
from tests.dashboard.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
SignIn = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    hold_the_clock(monkeypatch)


def may_work(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


@pytest.fixture
def required(settings: Any) -> None:
    settings.REQUIRE_MFA = True


def test_a_password_alone_is_not_signing_in(client: Client, ann: User, sign_in: SignIn) -> None:
    give_second_factor(ann)
    response = sign_in(client, after="/admin/flows/rate/")
    assert response["Location"] == "/account/second-factor/code/"
    assert not may_work(client)
    wrong = client.post("/account/second-factor/code/", {"code": "000000" if code() != "000000" else "000001"})
    assert wrong.status_code == 200
    assert not may_work(client)
    right = client.post("/account/second-factor/code/", {"code": code()})
    assert right["Location"] == "/admin/flows/rate/"
    assert may_work(client)


def test_a_code_opens_once(client: Client, ann: User, sign_in: SignIn) -> None:
    give_second_factor(ann)
    shown = code()
    for browser, opens in ((client, True), (Client(), False)):
        sign_in(browser)
        browser.post("/account/second-factor/code/", {"code": shown})
        assert may_work(browser) is opens


def test_a_code_of_a_minute_ago_opens_nothing(client: Client, ann: User, sign_in: SignIn) -> None:
    give_second_factor(ann)
    sign_in(client)
    for seconds in (-60, 60):
        client.post("/account/second-factor/code/", {"code": code(at=time.time() + seconds)})
        assert not may_work(client)


def test_a_recovery_code_opens_once(client: Client, ann: User, sign_in: SignIn) -> None:
    codes = give_second_factor(ann)
    assert len(set(codes)) == 10
    for browser, opens in ((client, True), (Client(), False)):
        sign_in(browser)
        browser.post("/account/second-factor/code/", {"code": codes[3]})
        assert may_work(browser) is opens


def test_codes_are_tried_five_times(client: Client, ann: User, sign_in: SignIn, limits: None) -> None:
    give_second_factor(ann)
    sign_in(client)
    for _ in range(5):
        client.post("/account/second-factor/code/", {"code": "wrong"})
    refused = client.post("/account/second-factor/code/", {"code": code()})
    assert "Too many" in refused.content.decode()
    assert not may_work(client)


def test_where_it_is_required_nobody_works_without(client: Client, ann: User, sign_in: SignIn, required: None) -> None:
    sign_in(client)
    for path in ("/admin/", "/admin/flows/shipment/", "/admin/flows/shipment/paste/", "/admin/nothing/"):
        response = client.get(path)
        assert response["Location"].startswith("/account/second-factor/app/?next=")
    assert client.post("/admin/flows/shipment/add/", {})["Location"].startswith("/account/second-factor/app/")
    assert client.post("/admin/logout/")["Location"] == "/account/login/"


def test_where_it_is_not_required_a_password_is_enough(client: Client, ann: User, sign_in: SignIn) -> None:
    sign_in(client)
    assert may_work(client)


def test_it_is_set_up_once_and_for_all(client: Client, ann: User, sign_in: SignIn, required: None) -> None:
    sign_in(client)
    asked = client.get("/admin/", follow=True)
    assert asked.request["PATH_INFO"] == "/account/confirm/"
    page = client.post(
        asked.request["PATH_INFO"] + "?" + asked.request["QUERY_STRING"], {"password": PASSWORD}, follow=True
    )
    secret = re.search(r'<code class="key">([A-Z2-7]+)</code>', page.content.decode())
    assert secret is not None
    assert not may_work(client)
    done = client.post("/account/second-factor/app/", {"code": code(secret[1])}, follow=True)
    shown = re.findall(r"<code>(\d{8})</code>", done.content.decode())
    assert len(shown) == 10
    assert may_work(client)
    again = client.get("/account/second-factor/recovery-codes/").content.decode()
    assert not [each for each in shown if each in again]
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}


def test_the_code_that_set_it_up_is_spent(client: Client, ann: User, sign_in: SignIn, required: None) -> None:
    sign_in(client)
    client.post("/account/confirm/?next=/account/second-factor/app/", {"password": PASSWORD})
    page = client.get("/account/second-factor/app/").content.decode()
    secret = re.search(r'<code class="key">([A-Z2-7]+)</code>', page)
    assert secret is not None
    shown = code(secret[1])
    client.post("/account/second-factor/app/", {"code": shown})
    assert may_work(client)
    other = Client()
    sign_in(other)
    other.post("/account/second-factor/code/", {"code": shown})
    assert not may_work(other)


def test_sessions_from_before_must_show_it_too(client: Client, ann: User, sign_in: SignIn, required: None) -> None:
    sign_in(client)
    give_second_factor(ann)
    response = client.get("/admin/flows/rate/")
    assert response["Location"] == "/account/second-factor/confirm/?next=%2Fadmin%2Fflows%2Frate%2F"
    confirmed = client.post(response["Location"], {"code": code()})
    assert confirmed["Location"] == "/admin/flows/rate/"
    assert may_work(client)


def test_a_password_does_not_take_it_off(client: Client, ann: User, sign_in: SignIn) -> None:
    sign_in(client)
    give_second_factor(ann)
    for path in ("/account/second-factor/app/remove/", "/account/second-factor/recovery-codes/new/"):
        assert client.post(path)["Location"].startswith("/account/second-factor/confirm/")
        assert client.post("/account/confirm/", {"password": PASSWORD})["Location"].startswith(
            "/account/second-factor/confirm/"
        )
    assert Authenticator.objects.count() == 2


def test_who_shows_it_takes_it_off_and_must_set_up_another(
    client: Client, ann: User, sign_in: SignIn, required: None
) -> None:
    codes = give_second_factor(ann)
    sign_in(client)
    client.post("/account/second-factor/code/", {"code": codes[0]})
    assert may_work(client)
    client.post("/account/second-factor/confirm/", {"code": codes[1]})
    assert client.post("/account/second-factor/app/remove/").status_code == 302
    assert not Authenticator.objects.exists()
    assert not may_work(client)


def test_new_recovery_codes_replace_the_old(client: Client, ann: User, sign_in: SignIn) -> None:
    codes = give_second_factor(ann)
    sign_in(client)
    client.post("/account/second-factor/code/", {"code": codes[0]})
    client.post("/account/second-factor/confirm/", {"code": codes[1]})
    made = client.post("/account/second-factor/recovery-codes/new/", follow=True).content.decode()
    assert len(re.findall(r"<code>(\d{8})</code>", made)) == 10
    assert not [each for each in codes if each in made]


def test_the_session_is_another_one_after_confirming(client: Client, ann: User, sign_in: SignIn) -> None:
    sign_in(client)
    before = client.session.session_key
    client.post("/account/confirm/?next=/account/second-factor/", {"password": PASSWORD})
    assert client.session.session_key != before
    assert may_work(client)


def test_a_copy_of_the_database_makes_no_codes(ann: User, settings: Any) -> None:
    codes = give_second_factor(ann)
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert not [each for each in codes if each in stored]
    adapter = Encrypted()
    sealed = adapter.encrypt(SECRET)
    assert adapter.decrypt(sealed) == SECRET
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key" * 6
    with pytest.raises(InvalidToken):
        adapter.decrypt(sealed)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert adapter.decrypt(sealed) == SECRET


def administrator(client: Client) -> User:
    user = User.objects.create_user("boss", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="administrator"))
    client.force_login(user)
    return user


def test_an_administrator_takes_off_a_lost_one_but_no_superusers(client: Client, ann: User) -> None:
    editor = User.objects.create_user("ed", password=PASSWORD, is_staff=True)
    give_second_factor(ann)
    give_second_factor(editor)
    administrator(client)
    chosen = {"action": "remove_second_factor", "_selected_action": [ann.pk, editor.pk]}
    said = client.post("/admin/auth/user/", chosen, follow=True).content.decode()
    assert "Removed: ed." in said
    assert set(Authenticator.objects.values_list("user__username", flat=True)) == {"ann"}


def test_an_administrator_gives_a_new_password_and_that_ends_the_sessions(client: Client, sign_in: SignIn) -> None:
    editor = User.objects.create_user("ed", password=PASSWORD, is_staff=True)
    theirs = Client()
    sign_in(theirs, "ed")
    assert may_work(theirs)
    administrator(client)
    new = {"password1": "given on the phone", "password2": "given on the phone", "usable_password": "true"}
    assert client.post(f"/admin/auth/user/{editor.pk}/password/", new).status_code == 302
    assert not may_work(theirs)


def test_an_administrator_makes_nobody_a_superuser_and_changes_none(client: Client, ann: User) -> None:
    boss = administrator(client)
    form = client.get(f"/admin/auth/user/{boss.pk}/change/").content.decode()
    assert 'name="is_superuser"' not in form
    assert 'name="user_permissions"' not in form
    fields = {"username": "boss", "is_active": "on", "is_staff": "on", "is_superuser": "on", "groups": [4]}
    dates = {"date_joined_0": "2024-01-01", "date_joined_1": "00:00:00"}
    client.post(f"/admin/auth/user/{boss.pk}/change/", {**fields, **dates})
    boss.refresh_from_db()
    assert not boss.is_superuser
    new = {"password1": "taken over by me", "password2": "taken over by me", "usable_password": "true"}
    assert client.post(f"/admin/auth/user/{ann.pk}/password/", new).status_code == 403
    ann.refresh_from_db()
    assert ann.check_password(PASSWORD)


def test_secrets_are_not_in_the_admin(client: Client, ann: User) -> None:
    client.force_login(ann)
    for path in ("/admin/mfa/", "/admin/mfa/authenticator/", "/admin/account/emailaddress/"):
        assert client.get(path).status_code == 404
