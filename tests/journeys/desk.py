"""People of the desk in a browser: how they sign in, and how they choose."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect

PASSWORD = "a long password"


def sign_in_as(site: str, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """What opens the admin, in a browser of its own, as a new account of a name with a role."""

    def sign_in(name: str, role: str, width: int = 1280, **options: object) -> Page:
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        page = open_page("/admin/login/", base_url=site, viewport={"width": width, "height": 900}, **options)
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", name="What waits", level=1)).to_be_visible()
        return page

    return sign_in


def choose(page: Page, field: str, typed: str, option: str) -> None:
    """Find a choice by typing, and take it."""
    page.locator(f".field-{field} .select2-selection").first.click()
    page.locator(".select2-search__field").fill(typed)
    page.get_by_role("option", name=option).first.click()
