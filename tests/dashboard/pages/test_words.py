"""The words of every page and of the API: a point that each page makes first, and faults that occur nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.dashboard.pages.addresses import PAGES
from tests.dashboard.pages.visited import parsed, visited

pytestmark = pytest.mark.django_db

SEVERAL = (
    "claims|figures|flows|totals|ratios|rates|rounds|shells|guns|launchers|missiles|systems|containers|tonnes|"
    "claimants|documents|publications|events|days|pages|rows|pairs|charts|legs|places|denials|changes|parts"
)
FAULTS = {
    "a bound behind at": r"\bat (?:at least|at most)\b",
    "a number before a calibre": r"(?<![\w-])\d[\d,.]* \d[\d.]* mm\b",
    "one of what is several": r"(?<![\w.,:/-])1 (?:(?!(?:million|billion|of|about|in|on|to|by) )[a-z-]+ )?"
    rf"(?:{SEVERAL})\b",
    "several of what is one": r"(?<![\w.,:/-])(?:[2-9]|\d\d+) (?:claim|figure|flow|claimant|document|ratio)\b(?!-)",
    "a word twice": r"\b(a|an|the|of|in|by|from|and|is|are|was) \1\b",
    "what is not said so": r"said to (?:have )?(?:come|got)\b|which is something else|for want of|stands no more|"
    r"running total stands|ratios that are not one|\bFills (?:low|point|high)\b|\(to the day\)|"
    r"by the time the figure|(?:CSV|JSON), (?:left|right)\b",
    "a full stop too many": r"[a-z]\.\.(?!\.)|\?\.|\.,",
}
OF_OTHERS = ("title", "notes", "statement", "words", "wording")
"""The fields of the API that hold the words of a document or of an editor, which no code makes."""
LISTS = ("shipments", "rates", "ratios", "indicators")
ANSWERS = (
    "flows/kp/ru/artillery-round/",
    "compare/?left=kp/ru/artillery-round&right=eu/ua/artillery-round",
    "years/",
    "changes/?from=2024-01-01&to=2024-03-01",
    "disagree/",
)
OTHERS = {"/"}
"""What other tests hold: the front page begins with a sentence of its own."""


def faults(texts: Iterator[str] | list[str]) -> list[tuple[str, str]]:
    return [
        (name, text[max(0, found.start() - 40) : found.end() + 40])
        for text in texts
        for name, pattern in FAULTS.items()
        for found in re.finditer(pattern, text)
    ]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str) and not value.startswith("http"):
        yield value
    inside = value if isinstance(value, list) else ()
    if isinstance(value, dict):
        inside = [each for name, each in value.items() if name not in OF_OTHERS]
    for each in inside:
        yield from strings(each)


@pytest.mark.parametrize("path", [path for path in PAGES if path.partition("?")[0] not in OTHERS])
def test_no_fault_of_language_stands_on_a_page(path: str) -> None:
    assert not faults([" ".join(words.split()) for words in parsed(path)[1].words])


@pytest.mark.parametrize("path", [path for path in PAGES if path.partition("?")[0] not in OTHERS])
def test_a_page_begins_with_a_sentence(path: str) -> None:
    opening = re.search(r'<p class="lede">(.*?)</p>', visited(path)[1], re.DOTALL)
    assert opening, "no first sentence"
    words = " ".join(re.sub(r"<[^>]*>", " ", opening[1]).split())
    assert len(words.split()) >= 3
    assert words[0].isupper() or words[0].isdigit() or words[0] in "“‘"
    assert words.rstrip("”’)")[-1] in ".?"


@pytest.mark.parametrize("path", [*(f"{name}/?page_size=500" for name in LISTS), *ANSWERS])
def test_no_fault_of_language_stands_in_the_api(path: str) -> None:
    response = Client().get(f"/api/v1/{path}")
    assert response.status_code == 200
    assert not faults(strings(response.json()))


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("a bound behind at", "put the shells at at least 300,000"),
        ("a number before a calibre", "120 170 mm self-propelled guns"),
        ("one of what is several", "At least 1 air-defence systems"),
        ("several of what is one", "4 claim on record"),
        ("a word twice", "of of the same"),
        ("what is not said so", "What each was said to come to"),
        ("a full stop too many", "as stated.."),
    ],
)
def test_each_fault_is_one_that_would_be_seen(fault: str, text: str) -> None:
    assert [name for name, _ in faults([text])] == [fault]
