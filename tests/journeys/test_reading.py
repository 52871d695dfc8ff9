"""Journeys of a reader in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.accessible import assert_accessible, assert_accessible_in_both_themes

PAGES = (
    "/",
    "/?as_of=2024-03-01",
    "/stories/june-2024/",
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
    "/balance/years/",
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
    "/places/",
    "/places/rajin/",
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
DRAWN = 15_000
"""So many milliseconds a page may take to be drawn for another day on a busy machine."""


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
    lede = page.locator(".lede").filter(has_text="to Russia, as claimed")
    expect(lede).to_contain_text("at least 10 million")
    page.get_by_label("As known on", exact=True).fill("2024-03-01")
    expect(page).to_have_url("/?as_of=2024-03-01", timeout=DRAWN)
    expect(lede).to_contain_text("What containers could hold, about 3 million since August 2023")
    expect(lede).not_to_contain_text("at least 10 million")
    expect(page.locator("main")).not_to_contain_text("4.8 million")
    sections = page.get_by_role("navigation", name="Pages")
    sections.get_by_text("Disputes").click()
    sections.get_by_role("link", name="Stated ratios").click()
    expect(page).to_have_url("/ratios/?as_of=2024-03-01", timeout=DRAWN)
    page.get_by_role("link", name="14 June 2024", exact=True).click()
    expect(page).to_have_url("/ratios/?as_of=2024-06-14", timeout=DRAWN)
    page.get_by_role("link", name="the day before", exact=True).click()
    expect(page).to_have_url("/ratios/?as_of=2024-06-13", timeout=DRAWN)
    page.get_by_role("link", name="today", exact=True).click()
    expect(page).to_have_url("/ratios/", timeout=DRAWN)


def test_the_keys_of_the_slider_act_at_once_and_leave_the_focus_where_it_was(page: Page) -> None:
    page.goto("/flows/?supplier=kp&as_of=2024-06-14")
    page.evaluate("window.loaded = true")
    slider, field = page.get_by_role("slider"), page.get_by_label("As known on", exact=True)
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url("/flows/?supplier=kp&as_of=2024-06-04", timeout=DRAWN)
    expect(slider).to_have_attribute("aria-valuetext", "4 June 2024")
    expect(page.get_by_role("contentinfo")).to_contain_text("what had been stated by 4 June 2024")
    page.keyboard.press("PageDown")
    expect(page).to_have_url("/flows/?supplier=kp&as_of=2023-06-04", timeout=DRAWN)
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile(r"as_of=2022-"), timeout=DRAWN)
    expect(field).to_have_value(re.compile("^2022-"))
    page.keyboard.press("End")
    expect(page).to_have_url("/flows/?supplier=kp", timeout=DRAWN)
    expect(page.get_by_role("contentinfo")).not_to_contain_text("what had been stated by")
    expect(slider).to_be_focused()
    assert page.evaluate("window.loaded")


def test_the_scale_is_true_to_time_and_follows_the_mouse(page: Page) -> None:
    page.goto("/flows/kp/ru/artillery-round/")
    slider = page.get_by_role("slider")
    box = slider.bounding_box()
    assert box is not None
    years = page.locator(".ticks text").evaluate_all("all => all.map(t => parseFloat(t.getAttribute('x')))")
    assert len(years) >= 5
    steps = [later - earlier for earlier, later in pairwise(years)]
    assert max(steps) - min(steps) < 0.1
    page.mouse.click(box["x"] + 8 + (box["width"] - 16) * years[2] / 100, box["y"] + box["height"] / 2)
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"December 2023|January 2024"))
    expect(page).to_have_url(re.compile(r"as_of=202(3-12|4-01)"))


def test_a_day_after_today_is_refused_with_a_sentence(page: Page) -> None:
    page.goto("/flows/?supplier=kp")
    field = page.get_by_label("As known on", exact=True)
    expect(field).to_have_value(re.compile(r"^\d{4}-\d\d-\d\d$"))
    field.fill("2999-01-01")
    said = page.get_by_role("region", name="Day of this page").get_by_role("status")
    expect(said).to_contain_text("1 January 2999 is after today: take")
    expect(page).to_have_url("/flows/?supplier=kp", timeout=DRAWN)


def test_play_draws_the_page_day_by_day_and_can_be_paused(open_page: Callable[..., Page]) -> None:
    page = open_page("/flows/kp/ru/artillery-round/?as_of=2024-06-13", reduced_motion="no-preference")
    page.evaluate("window.loaded = true; window.entries = history.length")
    button = page.get_by_role("button", name="Play")
    button.focus()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("as_of=2024-06-13"), timeout=DRAWN)
    expect(page.locator(".lede").first).not_to_contain_text("13 June 2024")
    page.get_by_role("button", name="Pause").press("Enter")
    said = page.get_by_role("region", name="Day of this page").get_by_role("status")
    expect(said).to_contain_text("Paused on")
    day = page.get_by_label("As known on", exact=True).input_value()
    expect(page).to_have_url(f"/flows/kp/ru/artillery-round/?as_of={day}", timeout=DRAWN)
    expect(page.get_by_role("button", name="Play")).to_be_focused()
    assert page.evaluate("window.loaded && history.length === window.entries")
    # What the scripts of a page offer is offered by the page that was drawn in its place.
    expect(page.get_by_role("button", name="Explore").first).to_be_visible()


def test_play_steps_where_motion_is_unwanted_and_stops_at_the_end(open_page: Callable[..., Page]) -> None:
    page = open_page("/flows/kp/ru/tank/?as_of=2026-02-22", reduced_motion="reduce")
    page.get_by_role("button", name="Play").click()
    said = page.get_by_role("region", name="Day of this page").get_by_role("status")
    expect(said).to_contain_text("from one day of statements to the next")
    expect(said).to_have_text("The end: today.", timeout=20_000)
    expect(page).to_have_url("/flows/kp/ru/tank/", timeout=DRAWN)
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_a_page_that_cannot_be_had_is_said_in_words_and_play_stops(open_page: Callable[..., Page]) -> None:
    page = open_page("/flows/kp/ru/artillery-round/?as_of=2024-06-13", complaints=True)
    page.route("**/*as_of=2024-06-14*", lambda route: route.fulfill(status=503, body="busy"))
    page.get_by_role("button", name="Play").click()
    said = page.get_by_role("region", name="Day of this page").get_by_role("status")
    expect(said).to_have_text(
        "The page of 14 June 2024 could not be loaded (status 503). It still shows 13 June 2024.", timeout=15_000
    )
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(page).to_have_url("/flows/kp/ru/artillery-round/?as_of=2024-06-13", timeout=DRAWN)


def test_the_sections_open_by_keyboard_and_close_behind_the_reader(page: Page) -> None:
    page.goto("/flows/kp/ru/artillery-round/")
    sections = page.get_by_role("navigation", name="Pages")
    made = sections.get_by_text("Made and fired")
    made.focus()
    page.keyboard.press("Enter")
    expect(sections.get_by_role("link", name="Days of fire")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sections.get_by_role("link", name="Days of fire")).to_be_hidden()
    expect(made).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/rates/")
    expect(sections.get_by_text("Made and fired")).to_have_attribute("aria-current", "true")
    sections.get_by_text("Made and fired").click()
    expect(sections.get_by_role("link", name="Rates of fire")).to_have_attribute("aria-current", "page")


def test_on_a_phone_sections_and_day_take_two_lines_each(open_page: Callable[..., Page]) -> None:
    page = open_page("/flows/kp/ru/artillery-round/?as_of=2024-06-14", viewport={"width": 360, "height": 740})
    heights = {name: page.locator(name).bounding_box() for name in (".masthead nav", ".known-on")}
    assert {name: bool(box and box["height"] <= 90) for name, box in heights.items()} == dict.fromkeys(heights, True)
    rows = page.locator(".sections > li").evaluate_all("all => new Set(all.map(li => li.offsetTop)).size")
    assert rows <= 2
    page.locator(".more > summary").click()
    page.get_by_role("link", name="a year ago").click()
    expect(page).to_have_url(re.compile(r"as_of=20\d\d-"))


def test_without_scripts_everything_can_be_read_and_the_day_chosen(open_page: Callable[..., Page]) -> None:
    page = open_page("/", java_script_enabled=False)
    expect(page.locator("#chart-suppliers svg.chart-drawing:visible")).to_have_count(1)
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.get_by_role("button", name="Explore")).to_have_count(0)
    expect(page.get_by_role("button", name="Play")).to_have_count(0)
    page.get_by_label("As known on", exact=True).fill("2024-06-14")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url("/?as_of=2024-06-14")
    sections = page.get_by_role("navigation", name="Pages")
    sections.get_by_text("Sources", exact=True).click()
    sections.get_by_role("link", name="Claimants").click()
    expect(page).to_have_url("/claimants/?as_of=2024-06-14")


def test_exploring_swaps_the_drawing_for_the_figure_and_back(page: Page) -> None:
    page.goto("/stories/june-2024/")
    figure = page.locator("#chart-comparison")
    figure.get_by_role("button", name="Explore").click()
    expect(figure.locator(".js-plotly-plot")).to_be_visible(timeout=30_000)
    figure.get_by_role("button", name="Back to the drawing").click()
    expect(figure.locator(".js-plotly-plot")).to_have_count(0)


def test_a_number_leads_to_its_evidence_in_one_click(page: Page) -> None:
    page.goto("/stories/june-2024/")
    page.locator("#chart-comparison svg.wide a").first.click()
    expect(page).to_have_url("/claims/rok-mnd-2024-06-14-shells/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("what at least 10,000 containers could hold")


def test_a_table_is_put_in_order_by_figure_and_unknowns_stay_last(page: Page) -> None:
    page.goto("/flows/kp/ru/artillery-round/")
    page.get_by_text("that no later one replaced").click()
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
    page.goto("/charts/supply/?supplier=fr,us,no&stage=delivered&within=large-calibre-round&as_of=2024-04-01")
    heading = page.get_by_role("columnheader", name="Figure")
    heading.get_by_role("button").click()
    cells = page.locator("tbody td[data-label=Figure]").all_inner_texts()
    figures = [int(re.sub(r"\D", "", cell)) for cell in cells]
    assert figures == [10_000, 20_000, 30_000, 2_000_000]


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
    page.goto("/stories/june-2024/")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Show")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
    expect(page.locator("#chart-comparison .chart-drawing:visible")).to_have_count(1)
