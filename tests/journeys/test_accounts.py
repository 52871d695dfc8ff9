"""Signing in with a second factor, as somebody does it in a browser, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.accessible import assert_accessible, assert_colours_accessible
from tests.dashboard.accounts.codes import code, give_second_factor, hold_the_clock

PASSWORD = "a long password"
PAGES = (
    "/account/password/",
    "/account/second-factor/",
    "/account/second-factor/recovery-codes/",
    "/account/second-factor/recovery-codes/new/",
    "/account/second-factor/app/remove/",
    "/account/second-factor/confirm/",
    "/account/logout/",
)


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    hold_the_clock(monkeypatch)


@pytest.fixture
def required(settings: Any) -> None:
    settings.REQUIRE_MFA = True


def editor(name: str = "ann") -> User:
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    return user


def type_password(page: Page) -> None:
    page.get_by_label("Username").fill("ann")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_editor_sets_up_the_second_factor_and_signs_in_with_it(
    live_server: LiveServer, open_page: Callable[..., Page], required: None, scripts: bool
) -> None:
    editor()
    page = open_page("/admin/flows/source/", base_url=live_server.url, java_script_enabled=scripts)
    type_password(page)
    expect(page.get_by_role("heading", name="Confirm that it is you", level=1)).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="Set up a second factor", level=1)).to_be_visible()
    secret = page.locator("code.key").inner_text()
    if scripts:
        assert page.get_by_role("img", name="The key as a QR code").evaluate("image => image.naturalWidth") > 0
    page.get_by_label("Authenticator code").fill("not a code")
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_text("Incorrect code.")).to_be_visible()
    page.get_by_label("Authenticator code").fill(code(secret))
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Recovery codes", level=1)).to_be_visible()
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="To the admin").click()
    expect(page.get_by_role("heading", name="What waits", level=1)).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_text("Sign in").first).to_be_visible()

    type_password(page)
    expect(page.get_by_role("heading", name="The second factor", level=1)).to_be_visible()
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="The second factor", level=1)).to_be_visible()
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What waits", level=1)).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_overflows(
    live_server: LiveServer, open_page: Callable[..., Page], theme: str, width: int
) -> None:
    size = {"width": width, "height": 900}
    user = editor()
    page = open_page("/account/login/", base_url=live_server.url, viewport=size, color_scheme=theme)
    sound(page, width, theme)
    page.get_by_label("Username").fill("ann")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    sound(page, width, theme)
    type_password(page)
    page.goto("/account/confirm/?next=/account/second-factor/app/")
    sound(page, width, theme)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("code.key")).to_be_visible()
    sound(page, width, theme)
    give_second_factor(user)
    page.goto("/account/second-factor/confirm/?next=/account/second-factor/")
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Confirm").click()
    for path in PAGES:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        sound(page, width, theme)


def sound(page: Page, width: int, theme: str) -> None:
    if theme == "light":
        assert_accessible(page)
    else:
        assert_colours_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
