"""Names on rendered pages: which of those that stand by themselves are no link."""

from __future__ import annotations

from collections.abc import Collection
from html.parser import HTMLParser

from tests.dashboard.pages.markup import VOID

_PLAIN = frozenset(
    ("a", "button", "caption", "code", "h1", "label", "option", "pre", "script", "summary", "svg", "title")
)
"""What a name may stand in without a link of its own: a link, what is chosen from, a page's own heading, a drawing."""
_AROUND = " \t\n,;:.()"


class Names(HTMLParser):
    """The pieces of a page's text that are a name and nothing else, and that no link holds."""

    def __init__(self, text: str, names: Collection[str]) -> None:
        super().__init__()
        self.names = names
        self.plain: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split()).strip(_AROUND)
        if words in self.names and not _PLAIN.intersection(self._open):
            self.plain.append(words)
