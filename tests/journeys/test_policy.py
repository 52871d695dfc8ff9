"""Under the strict policy in a real browser: everything is used, nothing is refused, and no stored text runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from dashboard.pages.gallery import GALLERY
from tests import hostile

PASSWORD = "a long password"
REFUSED = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(event.violatedDirective + " " + event.blockedURI);
});
"""


@pytest.fixture
def strict(open_page: Callable[..., Page], live_server: LiveServer) -> Iterator[Page]:
    """A page that keeps every refusal of the policy and every dialog; either fails the test."""
    dialogs: list[str] = []

    def dialog(shown: Dialog) -> None:
        if shown.type == "beforeunload":
            # A form of the desk that was not saved asks so, in the browser's own words.
            shown.accept()
            return
        dialogs.append(shown.message)
        shown.dismiss()

    page = open_page(None, base_url=live_server.url, viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page.add_init_script(REFUSED)
    page.on("dialog", dialog)
    yield page
    assert dialogs == []


def refused_nothing(page: Page) -> None:
    assert page.evaluate("window.refused") == [], page.url


def explore(page: Page) -> None:
    """Explore the first chart of a page, and hover over all of it; of a chart that plotly would not draw whole, its
    drawing from closer."""
    figure = page.locator("figure.chart").first
    zooms = figure.get_attribute("data-zooms") is not None
    figure.get_by_role("button", name="Explore").click()
    if zooms:
        explored = figure.locator("svg.chart-drawing:visible").first
        figure.get_by_role("button", name="Closer").click()
        expect(explored).to_have_class(re.compile(r"\bis-close\b"))
    else:
        explored = figure.locator(".js-plotly-plot")
    expect(explored).to_be_visible(timeout=60_000)
    box = explored.bounding_box()
    assert box is not None
    for across in range(1, 10):
        for down in range(1, 6):
            page.mouse.move(box["x"] + box["width"] * across / 10, box["y"] + box["height"] * down / 6)
    assert page.evaluate("typeof window.Plotly") == ("undefined" if zooms else "object")
    figure.get_by_role("button", name="Back to the drawing").click()
    expect(figure.locator(".is-close, .chart-plot")).to_have_count(0)


def drawn(page: Page, address: str) -> None:
    """Show a drawing's file as an image; that fails where the file is not well formed."""
    width = page.evaluate(
        """async (address) => {
          const image = new Image();
          image.src = address;
          await image.decode();
          return image.naturalWidth;
        }""",
        address,
    )
    assert width > 0, address
    refused_nothing(page)


def sign_in(page: Page) -> None:
    User.objects.create_superuser("desk", password=PASSWORD)
    page.goto("/admin/")
    page.get_by_label("Username").fill("desk")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What waits", level=1)).to_be_visible()


@pytest.mark.parametrize("slug", list(GALLERY))
def test_every_chart_is_explored_and_exported(strict: Page, slug: str) -> None:
    strict.goto(f"/charts/{slug}/")
    explore(strict)
    away = strict.locator("section[aria-labelledby=downloads]")
    for taken in (away.get_by_role("link", name="PNG").first, away.get_by_role("link", name="CSV").first):
        with strict.expect_download() as download:
            taken.click()
        assert download.value.failure() is None
    refused_nothing(strict)
    drawn(strict, f"/charts/{slug}/figure.svg")
    strict.goto(f"/embed/{slug}/")
    refused_nothing(strict)


def test_the_admin_is_used(strict: Page) -> None:
    sign_in(strict)
    refused_nothing(strict)
    for path in (
        "/admin/flows/shipment/",
        "/admin/flows/shipment/rok-mnd-2024-06-14-shells/review/",
        "/admin/flows/shipment/rok-mnd-2024-06-14-shells/history/",
        "/admin/flows/source/add/",
        "/admin/auth/user/add/",
        "/account/second-factor/",
        "/account/password/",
    ):
        strict.goto(path)
        expect(strict.get_by_role("heading", level=1).first).to_be_visible()
        refused_nothing(strict)
    strict.goto("/admin/flows/shipment/add/")
    strict.locator(".field-supplier .select2-selection").first.click()
    strict.locator(".select2-search__field").fill("north korea")
    strict.get_by_role("option", name="North Korea").first.click()
    strict.locator("#id_point").fill("4.8 million")
    strict.locator("#id_statement").click()
    refused_nothing(strict)
    strict.goto("/admin/flows/shipment/paste/")
    strict.locator("textarea").first.fill("On 14 June 2024 South Korea said Russia received 10,000 containers.")
    strict.locator("#content form button[type=submit], #content form input[type=submit]").first.click()
    expect(strict.locator("mark.found").first).to_be_visible()
    refused_nothing(strict)
    strict.goto("/account/confirm/?next=/account/second-factor/app/")
    strict.get_by_label("Password").fill(PASSWORD)
    strict.get_by_role("button", name="Confirm").click()
    expect(strict.locator("img.qr")).to_be_visible()
    assert strict.locator("img.qr").evaluate("image => image.naturalWidth") > 0
    refused_nothing(strict)


def test_no_stored_text_runs(strict: Page) -> None:
    hostile.put_everything()
    for path in hostile.PAGES:
        strict.goto(path)
        strict.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        refused_nothing(strict)
        assert strict.locator("img[src=x], svg[onload], a[href^='javascript']").count() == 0
    for path in (f"/charts/ladder/?flow={hostile.FLOW}", "/charts/evidence/?supplier=hostile-a", "/charts/supply/"):
        strict.goto(path)
        explore(strict)
        refused_nothing(strict)
    drawn(strict, f"/charts/ladder/figure.svg?flow={hostile.FLOW}")
    sign_in(strict)
    for path in hostile.ADMIN:
        strict.goto(path)
        refused_nothing(strict)
        assert strict.locator("img[src=x], svg[onload], a[href^='javascript']").count() == 0
