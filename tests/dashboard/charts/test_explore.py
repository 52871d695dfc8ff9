"""Exploring in a real browser: the drawing stays whatever happens, and the script does as it says.

The bundle is replaced by a small stand-in that records what it is asked to draw: what is tested here is the
script, and the journeys test the real bundle.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from dashboard.charts import Chart, draw
from dashboard.charts.figure import figure

STATIC = Path(__file__).parents[3] / "dashboard" / "static"
HOST = "http://charts.example"
PLOTLY = """
window.asked = [];
window.Plotly = {
  newPlot: function (node, data, layout, config) {
    window.asked.push({ data: data, layout: layout, config: config });
    node.on = function (name, then) { node.addEventListener(name, function (event) { then(event.detail); }); };
    return Promise.resolve(node);
  },
  purge: function () {},
};
"""

Open = Callable[..., Page]


def html(chart: Chart, attributes: str) -> str:
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{chart.slug}</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/tokens.css">
<link rel="stylesheet" href="/chart.css"><script src="/explore.js" defer></script></head><body>
<main><h1>Test</h1><figure class="chart" {attributes}
 data-figure="/figure.json?as_of=2024-06-14" data-plotly="/plotly.js" data-plotly-css="/plotly.css">
<figcaption>A chart</figcaption>
<div class="chart-stage">{draw(chart, "wide")}{draw(chart, "narrow")}</div>
<button type="button" class="chart-explore" hidden>Explore</button>
<p class="chart-status" role="status"></p></figure></main></body></html>"""


@pytest.fixture
def opened(browser: Browser, charts: Mapping[str, Chart]) -> Iterator[Open]:
    """Opens a page that holds one chart, under the site's strict policy; ``missing`` answers with an error."""
    contexts: list[BrowserContext] = []

    def open_(
        name: str = "movement", *, missing: str = "", script: bool = True, width: int = 1280, zooms: bool = False
    ) -> Page:
        context = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        bodies = {
            "/": ("text/html", html(charts[name], "data-zooms" if zooms else "")),
            "/chart.css": ("text/css", (STATIC / "css" / "chart.css").read_text()),
            "/tokens.css": ("text/css", (STATIC / "css" / "tokens.css").read_text()),
            "/explore.js": ("text/javascript", (STATIC / "js" / "explore.js").read_text()),
            "/plotly.js": ("text/javascript", PLOTLY),
            "/plotly.css": ("text/css", ""),
            "/figure.json": ("application/json", json.dumps(figure(charts[name], "light"))),
            "/favicon.ico": ("image/x-icon", ""),
        }

        def serve(route: Route) -> None:
            path = route.request.url.removeprefix(HOST).split("?")[0]
            if path == missing or path not in bodies:
                route.fulfill(status=200 if path.startswith("/claims") else 404, body="A claim")
                return
            kind, body = bodies[path]
            policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
            route.fulfill(body=body, content_type=kind, headers={"Content-Security-Policy": policy})

        page.route("**/*", serve)
        page.goto(HOST)
        return page

    yield open_
    for context in contexts:
        context.close()


def test_without_script_the_drawing_is_complete_and_no_button_shows(opened: Open) -> None:
    page = opened(script=False)
    expect(page.locator("svg.wide")).to_be_visible()
    expect(page.locator("svg.narrow")).to_be_hidden()
    expect(page.locator(".chart-explore")).to_be_hidden()


def test_a_phone_shows_the_narrow_drawing_with_text_of_13_px(opened: Open) -> None:
    page = opened(width=360)
    expect(page.locator("svg.narrow")).to_be_visible()
    expect(page.locator("svg.wide")).to_be_hidden()
    size = page.evaluate(
        """() => { const svg = document.querySelector('svg.narrow');
        return 14 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width; }"""
    )
    assert size >= 13


def test_nothing_is_fetched_until_the_chart_is_touched(opened: Open) -> None:
    page = opened()
    assert page.evaluate("typeof window.Plotly") == "undefined"
    with page.expect_request(re.compile("figure.json")) as asked:
        page.locator("svg.wide").hover()
    assert "as_of=2024-06-14" in asked.value.url
    assert "theme=light" in asked.value.url
    expect(page.locator(".chart-plot")).to_have_count(0)


def test_exploring_takes_the_place_of_the_drawing_without_a_shift(opened: Open) -> None:
    page = opened("ratios")
    stage = page.locator(".chart-stage")
    box = "node => [node.offsetTop, node.offsetWidth, node.offsetHeight]"
    before = stage.evaluate(box)
    button = page.locator(".chart-explore")
    button.click()
    expect(page.locator(".chart-status")).to_contain_text("can be explored")
    expect(button).to_have_text("Back to the drawing")
    assert stage.evaluate(box) == before
    asked = page.evaluate("window.asked")
    assert len(asked) == 1
    assert asked[0]["config"]["displayModeBar"] is False
    page.keyboard.press("Escape")
    expect(page.locator(".chart-plot")).to_have_count(0)
    expect(page.locator("svg.wide")).to_be_visible()
    expect(button).to_have_text("Explore")
    expect(button).to_be_focused()


def test_panels_get_the_height_that_their_words_need(opened: Open, charts: Mapping[str, Chart]) -> None:
    page = opened("movement")
    page.locator(".chart-explore").click()
    expect(page.locator(".chart-status")).to_contain_text("can be explored")
    height = figure(charts["movement"], "light")["layout"]["height"]
    assert page.locator(".chart-stage").evaluate("node => node.offsetHeight") >= height
    page.keyboard.press("Escape")
    assert page.locator(".chart-stage").evaluate("node => node.style.minHeight") == ""


def test_a_click_on_a_point_opens_its_claim(opened: Open, charts: Mapping[str, Chart]) -> None:
    page = opened()
    page.locator(".chart-explore").click()
    expect(page.locator(".chart-plot")).to_have_count(1)
    expect(page.locator(".chart-status")).to_contain_text("can be explored")
    mark = charts["movement"].marks[0]
    with page.expect_navigation(url=f"{HOST}{mark.href}"):
        page.evaluate(
            """([code, href]) => document.querySelector('.chart-plot').dispatchEvent(new CustomEvent(
            'plotly_click', {detail: {points: [{customdata: [code, '', '', href]}]}}))""",
            [mark.code, mark.href],
        )


def test_a_click_never_leads_to_another_host(opened: Open) -> None:
    page = opened()
    page.locator(".chart-explore").click()
    expect(page.locator(".chart-status")).to_contain_text("can be explored")
    page.evaluate(
        """() => document.querySelector('.chart-plot').dispatchEvent(new CustomEvent(
        'plotly_click', {detail: {points: [{customdata: ['', '', '', 'https://elsewhere.example/']}]}}))"""
    )
    assert page.url.startswith(HOST)


@pytest.mark.parametrize("missing", ["/plotly.js", "/figure.json", "/plotly.css"])
def test_a_failure_is_said_plainly_and_the_drawing_stays(opened: Open, missing: str) -> None:
    page = opened(missing=missing)
    page.locator(".chart-explore").click()
    expect(page.locator(".chart-status")).to_contain_text("could not be loaded")
    expect(page.locator("svg.wide")).to_be_visible()
    expect(page.locator(".chart-explore")).to_have_text("Explore")


@pytest.mark.parametrize("name", ["june", "movement", "ratios", "ladder-kp", "fired", "routes"])
@pytest.mark.parametrize("width", [1280, 360])
def test_accessibility_rules_hold(opened: Open, name: str, width: int) -> None:
    page = opened(name, width=width)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_drawing_that_is_explored_itself_keeps_its_words_and_can_be_seen_from_closer(opened: Open) -> None:
    page = opened("ladder-kp", zooms=True)
    drawing, status = page.locator("svg.wide"), page.locator(".chart-status")
    words = drawing.text_content()
    whole = drawing.get_attribute("viewBox")
    page.locator(".chart-explore").click()
    expect(status).to_contain_text("Look closer with the buttons or the keys + and -")
    assert page.evaluate("typeof window.Plotly") == "undefined"
    page.get_by_role("button", name="Closer").click()
    left, top, width, height = map(float, (drawing.get_attribute("viewBox") or "").split())
    assert (width / height, left / top) == pytest.approx([1040 / float((whole or "").split()[3])] * 2, rel=0.01)
    assert width == pytest.approx(1040 / 1.5)
    page.keyboard.press("ArrowRight")
    assert float((drawing.get_attribute("viewBox") or "").split()[0]) == pytest.approx(left + width / 4)
    page.keyboard.press("+")
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert drawing.get_attribute("viewBox") == whole
    assert drawing.text_content() == words
    mark = drawing.locator("a.mark").first
    mark.focus()
    expect(status).to_have_text(mark.locator("title").text_content() or "")
    page.keyboard.press("Escape")
    expect(page.locator(".chart-zoom")).to_have_count(0)
    expect(page.locator(".chart-explore")).to_have_text("Explore")


def test_dragging_a_closer_drawing_moves_it_and_opens_no_claim(opened: Open) -> None:
    page = opened("ladder-kp", zooms=True)
    drawing = page.locator("svg.wide")
    page.locator(".chart-explore").click()
    page.get_by_role("button", name="Closer").click()
    before = [float(part) for part in (drawing.get_attribute("viewBox") or "").split()]
    box = drawing.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + 200, steps=5)
    page.mouse.up()
    after = [float(part) for part in (drawing.get_attribute("viewBox") or "").split()]
    assert after == pytest.approx([before[0] + before[2] / 4, *before[1:]], abs=3)
    assert page.url == f"{HOST}/"
