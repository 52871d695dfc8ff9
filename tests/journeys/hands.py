"""What hands do at the desk, counted by the browser itself: every key, and every choice."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect

# A choice is a click, an option taken from a list, or a button or link that a key presses.
_WATCH = """
(() => {
  const tell = (what) => window.handsDid(what);
  const on = (type, what, counts) =>
    addEventListener(type, (event) => { if (event.isTrusted && counts(event.target)) tell(what); }, true);
  on("keydown", "key", () => true);
  on("click", "choice", (target) => !target.closest("select"));
  on("change", "choice", (target) => target.matches("select"));
  addEventListener("DOMContentLoaded", () => {
    const jQuery = window.django?.jQuery;
    if (jQuery) jQuery(document).on("select2:select", () => tell("choice"));
  });
})();
"""


@dataclass
class Hands:
    """How many keys were pressed and choices made on a page, from when it was handed over."""

    page: Page
    keys: int = 0
    choices: int = 0

    def __post_init__(self) -> None:
        self.page.expose_binding("handsDid", lambda _, what: self._did(str(what)))
        self.page.add_init_script(_WATCH)
        self.page.reload()

    def _did(self, what: str) -> None:
        if what == "key":
            self.keys += 1
        else:
            self.choices += 1

    def type(self, words: str, *then: str) -> None:
        """Types words where the keys go to, and then presses keys."""
        self.page.keyboard.type(words)
        for key in then:
            self.page.keyboard.press(key)

    def at(self, field: str) -> None:
        """Waits until the keys go to a field, or to a button."""
        keys_go_to(self.page, field)


def keys_go_to(page: Page, field: str) -> None:
    """Waits until the keys go to a field, or to a button."""
    drawn = f".field-{field} .select2-selection, [name={field}]:not(.admin-autocomplete)"
    expect(page.locator(f":is({drawn}):focus").first).to_be_attached()
