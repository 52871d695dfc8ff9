"""An article pasted, a draft opened, a number corrected, the claim checked and saved: by keyboard and mouse."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from flows.models import Shipment, Source
from tests.flows.models.rows import SOURCE

PASSWORD = "a long password"
ARTICLE = (Path(__file__).parents[1] / "extraction" / "june_2024.txt").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


@pytest.fixture
def pasted(live_server: LiveServer, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the paste page with the article read, as somebody who may do everything."""
    User.objects.create_superuser("desk", password=PASSWORD)
    link = Source.objects.get(pk=SOURCE).url

    def open_(**options: object) -> Page:
        page = open_page("/admin/login/", base_url=live_server.url, **options)
        page.get_by_label("Username").fill("desk")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("link", name="Paste an article").click()
        page.get_by_label("Address").fill(link)
        page.get_by_label("Text").fill(ARTICLE)
        page.get_by_role("button", name="Read the article").click()
        expect(page.get_by_role("heading", name="Drafts of claims: 8")).to_be_visible()
        return page

    return open_


def test_a_draft_becomes_a_claim(pasted: Callable[..., Page]) -> None:
    page = pasted(viewport={"width": 1280, "height": 900})
    page.get_by_role("link", name=re.compile("Open as a new claim.*4.8 million")).click()
    expect(page.get_by_label("High")).to_have_value("4800000")
    expect(page.get_by_label("Point")).to_be_hidden()
    page.get_by_label("High").fill("4.800")
    expect(page.locator("output[for=id_high]")).to_contain_text("4,800 or 4.8")
    page.get_by_label("High").fill("5.1 million")
    expect(page.locator("output[for=id_high]")).to_have_text("read as 5,100,000, that is 5.1 million")
    page.locator("#id_temporal").select_option("cumulative")
    page.locator("#id_credibility").select_option("3")
    page.locator("fieldset > details", has_text="This record").locator("summary").first.click()
    page.locator("#id_code").fill("test-row")
    expect(page.locator("#id_statement")).to_have_value(re.compile("could hold up to 5.1 million"))
    page.get_by_role("button", name="Check before saving").click()
    expect(page.get_by_role("heading", name="What would it change?")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    assert Shipment.objects.get(pk="test-row").high == 5_100_000


def test_the_bound_shows_the_figures_that_it_fills(pasted: Callable[..., Page]) -> None:
    page = pasted(viewport={"width": 1280, "height": 900})
    page.goto("/admin/flows/shipment/add/")
    page.locator("#id_bound").select_option("at-least")
    expect(page.get_by_label("Low")).to_be_visible()
    for name in ("point", "high", "words"):
        expect(page.locator(f"#id_{name}")).to_be_hidden()
    page.get_by_label("Low").fill("5")
    page.locator("#id_bound").select_option("unquantified")
    expect(page.locator("#id_words")).to_be_visible()
    # What stands in it has to go, so it has to be seen.
    expect(page.get_by_label("Low")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 768])
def test_it_fits_and_can_be_used_by_all(pasted: Callable[..., Page], width: int) -> None:
    # The rules are tried by a script that the policy refuses styles to.
    page = pasted(viewport={"width": width, "height": 900}, complaints=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    violations = Axe().run(page, context="#content", options=RULES).response["violations"]
    assert not violations, [(one["id"], one["nodes"][0]["html"]) for one in violations]


def test_without_scripts_the_check_is_a_page_of_its_own(pasted: Callable[..., Page]) -> None:
    page = pasted(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page.get_by_role("link", name=re.compile("Open as a new claim.*dozens")).click()
    page.locator("#id_temporal").select_option("cumulative")
    page.locator("#id_credibility").select_option("3")
    page.locator("fieldset > details", has_text="This record").locator("summary").first.click()
    page.locator("#id_code").fill("test-row")
    page.get_by_role("button", name="Check before saving").click()
    expect(page.get_by_role("heading", name="Is it already recorded?")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    assert Shipment.objects.get(pk="test-row").words == "dozens"
