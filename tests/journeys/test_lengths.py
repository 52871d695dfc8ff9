"""Pages of a human length: on a phone six screens at most to what one came for, and what is beside it under folds."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import resolve
from playwright.sync_api import Page, ViewportSize, expect

from dashboard.pages.gallery import GALLERY
from tests.dashboard.pages.addresses import PAGES
from tests.thorough import some_of_each

PHONE: ViewportSize = {"width": 360, "height": 800}
MOST_SCREENS = 6
WIDTHS = (320, 360, 768, 1280)


def kind(path: str) -> tuple[str, str]:
    """What kind of page an address is of: the name of its route, and of a chart its own."""
    match = resolve(path.partition("?")[0])
    return match.view_name, match.kwargs.get("slug", "")


ADDRESSES = some_of_each(dict.fromkeys([*(f"/charts/{slug}/" for slug in GALLERY), *PAGES]), kind, 1)


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_fits_its_window_and_takes_few_screens_of_a_phone(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path, viewport={"width": WIDTHS[0], "height": PHONE["height"]})
    fits, screens = {}, 0.0
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        fits[width] = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if width == PHONE["width"]:
            screens = page.evaluate("document.documentElement.scrollHeight / innerHeight")
    assert fits == dict.fromkeys(WIDTHS, True)
    assert screens <= MOST_SCREENS


@pytest.mark.parametrize("script", [True, False])
def test_a_link_into_a_fold_opens_it(open_page: Callable[..., Page], script: bool) -> None:
    page = open_page("/claims/rok-mnd-2024-06-14-shells/", viewport=PHONE, java_script_enabled=script)
    cited = page.locator(".citation")
    expect(cited).to_be_hidden()
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Cite").click()
    expect(cited).to_be_visible()
    expect(page.get_by_role("heading", name="Cite")).to_be_in_viewport()


def test_a_fold_opens_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("/claims/rok-mnd-2024-06-14-shells/", viewport=PHONE, java_script_enabled=False)
    fold = page.locator("details.fold", has=page.locator("#grades"))
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold.locator("dl").first).to_be_visible()


@pytest.mark.parametrize(("media", "width"), [("screen", 1280), ("print", 360)])
def test_with_room_and_on_paper_nothing_is_folded(open_page: Callable[..., Page], media: str, width: int) -> None:
    page = open_page("/claims/rok-mnd-2024-06-14-shells/", viewport={"width": width, "height": 800})
    page.emulate_media(media=media)  # type: ignore[arg-type]
    expect(page.locator(".citation")).to_be_visible()
    expect(page.locator("main .fold > summary:visible")).to_have_count(0)


def test_what_stands_below_a_tall_drawing_is_a_part_of_it(open_page: Callable[..., Page]) -> None:
    page = open_page("/charts/compare/", viewport=PHONE)
    lower = page.locator(".chart-lower svg")
    expect(lower).to_be_hidden()
    page.get_by_text("The rest of the chart").click()
    expect(lower).to_contain_text("artillery rounds within the time that is named")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(lower).to_be_hidden()
    expect(page.locator("svg.wide")).to_contain_text("artillery rounds within the time that is named")


@pytest.mark.parametrize("path", ["/", "/charts/suppliers/", "/charts/movement/", "/charts/ratios/"])
def test_the_front_page_and_a_chart_print_on_two_sheets(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(f"{path}?as_of=2026-11-28", viewport={"width": 1280, "height": 800})
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2
    page.emulate_media(media="print")
    expect(page.locator(".on-paper")).to_contain_text(f"{path}?as_of=2026-11-28, as known on 28 November 2026")
