"""What hands do at the desk, counted by the browser itself: every key, and every choice."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

# A choice is a click, an option taken from a list, or a button or link that a key presses.
_WATCH = """
(() => {
  const tell = (what) => window.handsDid(what);
  const on = (type, what, counts) =>
    addEventListener(type, (event) => { if (event.isTrusted && counts(event.target)) tell(what); }, true);
  on("keydown", "key", () => true);
  on("click", "click", (target) => !target.closest("select"));
  on("change", "choice", (target) => target.matches("select"));
  addEventListener("DOMContentLoaded", () => {
    const jQuery = window.django?.jQuery;
    if (jQuery) jQuery(document).on("select2:select", () => tell("choice"));
  });
})();
"""


# Seconds of a person, by the keystroke-level model (Card, Moran and Newell): a key of somebody who types as part of
# other work, a hand that goes to the mouse, points and clicks, and a moment's thought before each choice. A word is
# read at 240 a minute; a page is waited for.
KEY, CLICK, THOUGHT, WORD, PAGE = 0.28, 1.7, 1.35, 0.25, 1.0


@dataclass
class Hands:
    """How many keys were pressed and choices made on a page, from when it was handed over, and what a person would
    have taken for it: nobody waits here."""

    page: Page
    keys: int = 0
    choices: int = 0
    clicks: int = 0
    words: int = 0
    pages: int = 0

    def __post_init__(self) -> None:
        self.page.expose_binding("handsDid", lambda _, what: self._did(str(what)))
        self.page.add_init_script(_WATCH)
        self.page.reload()
        self.page.on("framenavigated", lambda _: self._did("page"))

    def _did(self, what: str) -> None:
        self.keys += what == "key"
        self.clicks += what == "click"
        self.choices += what in ("click", "choice")
        self.pages += what == "page"

    @property
    def seconds(self) -> float:
        """What a person would have taken by now."""
        thinking = self.choices * THOUGHT + self.words * WORD
        return self.keys * KEY + self.clicks * CLICK + thinking + self.pages * PAGE

    def type(self, words: str, *then: str) -> None:
        """Types words where the keys go to, and then presses keys."""
        self.page.keyboard.type(words)
        for key in then:
            self.page.keyboard.press(key)

    def paste(self, field: Locator, words: str) -> None:
        """Brings words from elsewhere into a field: marked and copied there, pasted here."""
        field.click()
        self.keys += 4
        self.clicks += 2
        self.page.keyboard.insert_text(words)

    def read(self, *texts: Locator | str) -> None:
        """Reads every word of these."""
        for text in texts:
            self.words += len((text if isinstance(text, str) else text.inner_text()).split())

    def at(self, field: str) -> None:
        """Waits until the keys go to a field, or to a button."""
        keys_go_to(self.page, field)


def keys_go_to(page: Page, field: str) -> None:
    """Waits until the keys go to a field, or to a button."""
    drawn = f".field-{field} .select2-selection, [name={field}]:not(.admin-autocomplete)"
    expect(page.locator(f":is({drawn}):focus").first).to_be_attached()
