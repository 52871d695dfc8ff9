"""A new editor goes from a real article, in our own words, to three claims in review in under four minutes.

The minutes are those of the model of a person in `hands`: nothing here waits, and nothing is timed.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from flows.models import Shipment
from tests.flows.extraction.expected import labelled
from tests.journeys.desk import sign_in_as
from tests.journeys.hands import Hands

ARTICLE = labelled(Path(__file__).parents[1] / "bench" / "articles" / "development.txt")[0]
LINK = "https://example.org/seoul-counts-containers-again"
MOST_SECONDS = 4 * 60


@pytest.fixture
def hands(live_server: LiveServer, open_page: Callable[..., Page]) -> Hands:
    """Those of a new editor on the start page."""
    return Hands(sign_in_as(live_server.url, open_page)("ann", "editor"))


def find_the_drafts(hands: Hands) -> None:
    """The article, its address and its day; then the document, which is not on record."""
    page = hands.page
    page.get_by_role("link", name="Paste an article").click()
    hands.read(ARTICLE.text)
    hands.paste(page.get_by_label("Address"), LINK)
    page.get_by_label("Published on").click()
    hands.type(f"{ARTICLE.stated:%d %B %Y}")
    hands.paste(page.get_by_label("Text"), ARTICLE.text)
    page.get_by_role("button", name="Read the article").click()
    page.get_by_role("link", name="Add the source").click()
    for field, words in (("publisher", "The testing press"), ("kind", "or"), ("reliability", "B"), ("_save", "")):
        hands.at(field)
        hands.type(words, "Enter")


def enter(hands: Hands, *answers: tuple[str, str]) -> None:
    """One draft: what it says is read, what is open answered, what was filled in read, and all handed on."""
    page = hands.page
    hands.read(page.locator(".from-article"))
    for field, words in answers:
        hands.at(field)
        hands.type(words, "Enter")
    hands.at("statement")
    expect(page.locator("#id_statement")).not_to_have_value("")
    hands.read(page.locator("#id_statement").input_value(), *page.locator(".default-note").all())
    hands.type("", "Enter")
    hands.at("_submit")
    hands.type("", "Enter")


def test_three_claims_in_review(hands: Hands) -> None:
    page = hands.page
    find_the_drafts(hands)
    hands.read(page.locator(".drafts"))
    page.get_by_role("link", name="Open as a new claim").first.click()
    expect(page.get_by_text("Draft 1 of 3 from the article")).to_be_visible()
    # Of the second form it is known what it asks for.
    hands.read(*page.locator("fieldset label").all())
    enter(hands, ("claimant", "kr-mnd"))
    expect(page.get_by_text("Draft 2 of 3 from the article")).to_be_visible()
    enter(hands)
    expect(page.get_by_text("Draft 3 of 3 from the article")).to_be_visible()
    enter(hands)
    expect(page.get_by_role("heading", name="Entered")).to_be_visible()
    assert Shipment.objects.filter(status="submitted").count() == 3
    assert hands.seconds < MOST_SECONDS, (hands, hands.seconds)
    assert hands.words > 500, "the article, the drafts, the sentences and what was filled in were read"
