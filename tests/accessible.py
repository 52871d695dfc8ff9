"""What axe finds in a page that a browser shows."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import Page

COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules about colours: nine tenths of the time, and the only ones that a theme can change."""
_THIN_OUT = """
() => {
  const named = ["class", "role", "scope", "type", "data-label", "aria-sort", "aria-current", "aria-expanded"];
  const attribute = ({ name, value }) => (named.includes(name) ? `${name}=${value}` : name);
  const element = (one) => [one.tagName, ...[...one.attributes].map(attribute).sort()].join(" ");
  const shape = (one) => [one, ...one.querySelectorAll("*")].map(element).join();
  for (const parent of document.querySelectorAll("tbody, ul, ol")) {
    const seen = new Map();
    for (const child of [...parent.children]) {
      const count = (seen.get(shape(child)) ?? 0) + 1;
      seen.set(shape(child), count);
      if (count > 2) child.remove();
    }
  }
}
"""
"""Leaves two of the rows, or items of a list, that differ in nothing but texts and addresses: no style sheet tells
the third from them."""


def assert_accessible(page: Page) -> None:
    """Assert that axe finds nothing in a page, in the colours that it shows: every rule."""
    _assert_nothing(page)


def assert_colours_accessible(page: Page) -> None:
    """Assert that axe finds nothing in the colours of a page that is checked by every rule in another theme."""
    _assert_nothing(page, runOnly={"type": "rule", "values": COLOURS})


def assert_accessible_in_both_themes(page: Page) -> None:
    """Assert that axe finds nothing in a page: every rule but those about colours in all of it, these in both themes
    and in two of each kind of row. Rows are gone from the page afterwards."""
    _assert_nothing(page, rules={rule: {"enabled": False} for rule in COLOURS})
    page.evaluate(_THIN_OUT)
    page.emulate_media(color_scheme="light")
    assert_colours_accessible(page)
    page.emulate_media(color_scheme="dark")
    assert_colours_accessible(page)


def _assert_nothing(page: Page, **options: Any) -> None:
    found: AxeResults = Axe().run(page, options={"resultTypes": ["violations"], **options})
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
