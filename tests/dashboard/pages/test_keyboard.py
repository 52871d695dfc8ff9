"""A page by keyboard: what comes first, where one can jump, and how many stops lie between one heading and the next."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from dashboard.templatetags.reading import MOST_LINKS, fold, skippable
from tests.dashboard.pages.addresses import PAGES
from tests.dashboard.pages.markup import VOID
from tests.dashboard.pages.visited import visited

pytestmark = pytest.mark.django_db

MOST_STOPS = 30
"""So many stops at most lie between two headings for who takes the links past what is long."""
STOPS = frozenset(("a", "button", "select", "textarea", "summary"))
HEADINGS = frozenset(("h1", "h2", "h3"))
LONG = (
    "/",
    "/rates/",
    "/compare/",
    "/years/",
    "/ratios/",
    "/balance/",
    "/pace/",
    "/indicators/",
    "/flows/",
    "/flows/kp/ru/artillery-round/",
    "/changes/",
    "/methods/",
    "/data/",
    "/routes/",
    "/stories/june-2024/",
    "/charts/ladder/",
    "/charts/evidence/",
)
"""Pages of more than two screens with several parts."""


class Stops(HTMLParser):
    """The stops of the keyboard in the order of a page, as (what it is, its attributes); headings among them.

    What is folded away in a wide window, hidden, or drawn for a narrow one is none.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(text)
        self.close()

    @property
    def hidden(self) -> bool:
        return any(hides for _, hides in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        classes = (found.get("class") or "").split()
        closed = [name for name, _ in self._open].count("details")
        shown = not self.hidden and (closed == 1 if tag == "summary" else closed == 0)
        stop = tag in STOPS or (tag == "input" and found.get("type") != "hidden") or found.get("tabindex") == "0"
        if shown and "hidden" not in found and (stop or tag in HEADINGS or "id" in found):
            self.found.append((tag, found))
        if tag not in VOID:
            name = "fold" if tag == "details" and "fold" in classes else tag
            self._open.append((name, "hidden" in found or "narrow" in classes))

    def handle_endtag(self, tag: str) -> None:
        ends = {"details", "fold"} if tag == "details" else {tag}
        while self._open and self._open.pop()[0] not in ends:
            pass


def is_stop(tag: str, attributes: dict[str, str | None]) -> bool:
    return tag in STOPS or tag == "input" or attributes.get("tabindex") == "0"


def runs(html: str) -> list[tuple[str, int]]:
    """How many stops lie between headings in the content of a page, with the links past what is long taken."""
    found = Stops(html[html.index("<main") : html.index("</main>")]).found
    told, heading, count, until = [], "", 0, ""
    for tag, attributes in found:
        if until:
            until = "" if attributes.get("id") == until else until
            continue
        if tag in HEADINGS:
            told.append((heading, count))
            heading, count = attributes.get("id") or tag, 0
        elif is_stop(tag, attributes):
            count += 1
            if attributes.get("class") == "pass":
                until = (attributes["href"] or "").removeprefix("#")
    return [*told, (heading, count)]


@pytest.mark.parametrize("path", PAGES)
def test_few_stops_lie_between_one_heading_and_the_next(path: str) -> None:
    assert [run for run in runs(visited(path)[1]) if run[1] > MOST_STOPS] == []


@pytest.mark.parametrize("path", ["/", "/rates/", "/compare/"])
def test_the_way_to_the_content_the_menus_and_the_search_come_first(path: str) -> None:
    stops = [(t, a) for t, a in Stops(visited(path)[1]).found if is_stop(t, a)]
    assert stops[0][1]["href"] == "#content"
    search = next(place for place, (_, a) in enumerate(stops) if a.get("name") == "q")
    day = next(place for place, (_, a) in enumerate(stops) if a.get("name") == "as_of")
    assert search < 12
    assert search < day


@pytest.mark.parametrize("path", LONG)
def test_a_long_page_lists_its_parts_before_them(path: str) -> None:
    _, html = visited(path)
    before, found, after = html.partition('aria-label="On this page"')
    assert found
    assert before.count("<h2") <= 1
    links = [part.partition('"')[0] for part in after.partition("</nav>")[0].split('href="#')[1:]]
    assert len(links) >= 2 or path == "/pace/"
    assert all(f'id="{place}"' in after for place in links)


def test_past_what_is_short_there_is_no_link() -> None:
    link = '<a href="/">x</a>'
    assert "pass" not in skippable(link * MOST_LINKS, "the list")
    long = skippable(link * (MOST_LINKS + 1), "the list")
    assert long.startswith('<a class="pass" href="#past-')
    assert f"Skip the list, {MOST_LINKS + 1} links" in long
    assert "pass" not in skippable(f"<details>{link * 90}</details>", "the list")
    assert "pass" in skippable(fold(link * 90, "The list"), "the list")
    assert "pass" not in skippable(link * 2 * MOST_LINKS, "the chart", 2)


@pytest.mark.parametrize("path", PAGES)
def test_what_a_link_within_the_page_leads_to_stands_inside_its_fold(path: str) -> None:
    """A browser opens the folds around the place that a link leads to, and not one that is that place itself."""
    _, html = visited(path)
    folds = set(re.findall(r'<details[^>]* id="([^"]*)"', html))
    assert folds & set(re.findall(r'href="#([^"]*)"', html)) == set()
