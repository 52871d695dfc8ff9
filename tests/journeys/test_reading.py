"""Journeys of a reader in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.accessible import assert_accessible, assert_accessible_in_both_themes

PAGES = (
    "/",
    "/?as_of=2024-03-01",
    "/flows/",
    "/flows/kp/ru/artillery-round/",
    "/compare/",
    "/compare/claims/",
    "/convert/",
    "/days-of-fire/",
    "/balance/",
    "/years/",
    "/reconcile/",
    "/changes/",
    "/ratios/",
    "/rates/",
    "/indicators/",
    "/share/",
    "/pace/",
    "/routes/",
    "/sources/",
    "/sources/2024-06-14-close-the-sky-over-ukraine/",
    "/actors/",
    "/actors/kp/",
    "/claimants/",
    "/claimants/kr-mnd/",
    "/munitions/",
    "/munitions/artillery-round/",
    "/events/",
    "/events/2023-10-13-white-house/",
    "/claims/rok-mnd-2024-06-14-shells/",
    "/methods/",
    "/data/",
    "/charts/",
    "/charts/comparison/",
    "/charts/span/",
    "/charts/stages/",
    "/charts/evidence/",
    "/charts/supply/",
    "/charts/years/",
    "/charts/routes/",
)
WIDTHS = (320, 360, 768, 1280)


def test_the_skip_link_comes_first_and_leads_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_travelling_to_another_day_changes_the_numbers_and_stays_with_the_reader(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".lede")).to_contain_text("up to 4.8 million")
    page.get_by_label("As known on", exact=True).fill("2024-03-01")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url("/?as_of=2024-03-01")
    expect(page.locator(".lede")).to_contain_text("about 3 million 152 mm")
    expect(page.locator("main")).not_to_contain_text("4.8 million")
    page.get_by_role("link", name="Ratios", exact=True).click()
    expect(page).to_have_url("/ratios/?as_of=2024-03-01")
    page.get_by_role("link", name="14 June 2024", exact=True).click()
    expect(page).to_have_url("/ratios/?as_of=2024-06-14")
    page.get_by_role("link", name="today", exact=True).click()
    expect(page).to_have_url("/ratios/")


def test_the_slider_walks_over_the_days_of_statements(page: Page) -> None:
    page.goto("/flows/?supplier=kp")
    slider = page.get_by_role("slider")
    expect(slider).to_be_visible()
    slider.focus()
    page.keyboard.press("Home")
    day = page.get_by_label("As known on", exact=True).input_value()
    assert day.startswith("202")
    expect(slider).to_have_attribute("aria-valuetext", page.locator("output").inner_text())
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"/flows/?supplier=kp&as_of={day}")


def test_without_scripts_everything_can_be_read_and_the_day_chosen(open_page: Callable[..., Page]) -> None:
    page = open_page("/", java_script_enabled=False)
    expect(page.locator("#chart-comparison svg.chart-drawing").first).to_be_visible()
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.get_by_role("button", name="Explore")).to_have_count(0)
    page.get_by_label("As known on", exact=True).fill("2024-06-14")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url("/?as_of=2024-06-14")


def test_exploring_swaps_the_drawing_for_the_figure_and_back(page: Page) -> None:
    page.goto("/")
    figure = page.locator("#chart-movement")
    figure.get_by_role("button", name="Explore").click()
    expect(figure.locator(".js-plotly-plot")).to_be_visible(timeout=30_000)
    figure.get_by_role("button", name="Back to the drawing").click()
    expect(figure.locator(".js-plotly-plot")).to_have_count(0)


def test_a_number_leads_to_its_evidence_in_one_click(page: Page) -> None:
    page.goto("/")
    page.locator("#chart-comparison svg.wide a").first.click()
    expect(page).to_have_url("/claims/rok-mnd-2024-06-14-shells/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("what at least 10,000 containers could hold")


def test_a_table_is_put_in_order_by_figure_and_unknowns_stay_last(page: Page) -> None:
    page.goto("/flows/kp/ru/artillery-round/")
    table = page.get_by_role("table", name="Claims that stand")
    heading = table.get_by_role("columnheader", name="Figure")
    for order, falling in (("ascending", False), ("descending", True)):
        heading.get_by_role("button").click()
        expect(heading).to_have_attribute("aria-sort", order)
        values = table.locator("tbody td[data-label=Figure]").evaluate_all("cells => cells.map(c => c.dataset.value)")
        figures = [float(value) for value in values if value]
        assert figures == sorted(figures, reverse=falling)
        assert values[-1] == ""


def test_the_table_of_a_chart_is_put_in_order_by_figure(page: Page) -> None:
    page.goto("/charts/supply/")
    heading = page.get_by_role("columnheader", name="Figure")
    heading.get_by_role("button").click()
    cells = page.locator("tbody td[data-label=Figure]").all_inner_texts()
    figures = [int(re.sub(r"\D", "", cell)) for cell in cells]
    assert figures == [30_000, 2_000_000, 9_000_000]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path, viewport={"width": WIDTHS[0], "height": 800})
    fits = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        fits[width] = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert fits == dict.fromkeys(WIDTHS, True)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path, viewport={"width": 1280, "height": 900}, color_scheme="light")
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert_accessible_in_both_themes(page)


@pytest.mark.parametrize("path", ["/", "/flows/kp/ru/artillery-round/"])
def test_axe_finds_nothing_on_a_phone(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path, viewport={"width": 360, "height": 800})
    assert_accessible(page)


def test_on_paper_the_controls_are_gone_and_the_drawing_stays(page: Page) -> None:
    page.goto("/")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Show")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
    expect(page.locator("#chart-comparison .chart-drawing:visible")).to_have_count(1)
