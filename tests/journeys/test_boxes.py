"""Charts as a browser sets them: no words lie over other words, over a line or over a mark, at any width."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

CLASHES = """
() => {
  const lines = ["step", "ribbon-edge", "bracket", "closing", "span-edge", "span-riser", "span-bracket", "event",
    "leader"];
  const drawing = [...document.querySelectorAll("svg.chart-drawing")].find((svg) => svg.getBoundingClientRect().width);
  const frame = drawing.getBoundingClientRect();
  // An event runs through every lane of claimants: there the words over it have a rim of paper.
  const lanes = drawing.querySelector(".lane");
  // A box of text holds the room above and below its letters, too.
  const words = [...drawing.querySelectorAll("text")].map((text) => {
    const box = text.getBoundingClientRect();
    const rim = box.height * 0.1;
    const rimmed = getComputedStyle(text).paintOrder.startsWith("stroke");
    const [top, bottom] = [box.top + rim, box.bottom - rim];
    return { said: text.textContent, rimmed, left: box.left, right: box.right, top, bottom };
  });
  const clashes = [];
  for (const [n, one] of words.entries()) {
    for (const other of words.slice(n + 1)) {
      if (one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom) {
        clashes.push([one.said, other.said]);
      }
    }
    if (one.left < frame.left - 1 || one.right > frame.right + 1) clashes.push([one.said, "the edge"]);
  }
  const held = (x, y, over) => words.filter((w) => w.left < x && x < w.right && w.top < y && y < w.bottom)
    .filter((w) => !(lanes && over === "event" && w.rimmed)).forEach((w) => clashes.push([w.said, over]));
  for (const shape of drawing.querySelectorAll("path")) {
    if (!lines.some((name) => shape.classList.contains(name))) continue;
    const place = shape.getScreenCTM();
    for (let along = 0; along <= shape.getTotalLength(); along += 2) {
      const point = shape.getPointAtLength(along).matrixTransform(place);
      held(point.x, point.y, shape.getAttribute("class"));
    }
  }
  for (const shape of drawing.querySelectorAll("circle:not(.hit), rect:not(.hit)")) {
    const box = shape.getBoundingClientRect();
    for (const w of words) {
      if (w.left < box.right && box.left < w.right && w.top < box.bottom && box.top < w.bottom) {
        clashes.push([w.said, shape.getAttribute("class")]);
      }
    }
  }
  return { words: words.length, clashes, width: document.documentElement.scrollWidth };
}
"""
WIDTHS = (320, 360, 700, 1280)
ADDRESSES = (
    "/charts/movement/",
    "/charts/movement/?as_of=2024-06-14",
    "/charts/span/",
    "/charts/span/?flow=eu/ua/artillery-round&stage=delivered",
    "/charts/suppliers/",
    "/charts/supply/",
    "/charts/suppliers-year/",
    "/charts/rates-produced/",
    "/charts/race/",
    "/charts/slope/",
    "/charts/slope/?claimant=eu-hr",
    "/charts/pace/",
    "/charts/balance/",
    "/charts/disagree/",
    "/charts/ladder/",
    "/flows/kp/ru/artillery-round/",
    "/flows/eu/ua/large-calibre-round/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_words_lie_over_anything(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address, viewport={"width": WIDTHS[0], "height": 900})
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.fonts.ready.then(() => true)")
        found: dict[str, Any] = page.evaluate(CLASHES)
        assert found["words"] > 12, width
        assert found["clashes"] == [], width
        assert found["width"] <= width
