"""A new editor with an article, from the README alone: paste it, enter three claims, have them approved, see them.

Nothing here is timed: how many clicks and keys it takes is counted in the closing note of the change that made it.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from flows.importing.days import latest_day
from flows.models import Shipment
from tests.journeys.desk import choose, sign_in_as
from tests.journeys.hands import keys_go_to

ARTICLE = (Path(__file__).parents[1] / "flows" / "extraction" / "june_2024.txt").read_text(encoding="utf-8")
LINK = "https://example.org/seoul-counts-containers"


@pytest.fixture
def sign_in(live_server: LiveServer, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the admin, in a browser of its own, as a new account with a role."""
    return sign_in_as(live_server.url, open_page)


def add_the_source(editor: Page) -> None:
    """The document: its link, title and day are there already."""
    editor.get_by_role("link", name="Add the source").click()
    expect(editor.locator("#id_url")).to_have_value(LINK)
    expect(editor.locator("#id_title")).to_have_value("Seoul counts containers on their way north")
    # The form goes to the first field that is open by itself.
    keys_go_to(editor, "publisher")
    editor.get_by_label("Publisher").fill("The testing press")
    editor.locator("#id_kind").select_option("original")
    editor.locator("#id_reliability").select_option("B")
    editor.get_by_role("button", name="Save", exact=True).click()


def correct(editor: Page, field: str, value: str, was: str, is_: str) -> None:
    """A figure that the article has otherwise, in its field and in the sentence."""
    editor.locator(f"#id_{field}").fill(value)
    statement = editor.locator("#id_statement")
    statement.fill(statement.input_value().replace(was, is_))


def test_an_article_becomes_three_claims_that_readers_see(
    sign_in: Callable[..., Page], open_page: Callable[..., Page], live_server: LiveServer
) -> None:
    day = latest_day() - timedelta(days=1)
    editor = sign_in("ann", "editor")
    editor.get_by_role("link", name="Paste an article").click()
    editor.get_by_label("Address").fill(LINK)
    editor.get_by_label("Published on").fill(day.isoformat())
    editor.get_by_label("Text").fill(ARTICLE)
    editor.get_by_role("button", name="Read the article").click()
    add_the_source(editor)
    expect(editor.get_by_text("Source on record: The testing press")).to_be_visible()

    editor.get_by_role("link", name="Open as a new claim").first.click()
    expect(editor.get_by_text("Draft 1 of 8 from the article")).to_be_visible()
    expect(editor.locator("#id_claimed_on")).to_have_value(day.isoformat())
    correct(editor, "low", "12 thousand", "10,000", "12,000")
    expect(editor.locator("output[for=id_low]")).to_have_text("read as 12,000")
    editor.locator("#id_temporal").select_option("cumulative")
    editor.locator("#id_credibility").select_option("2")
    editor.get_by_role("button", name="Check before saving").click()
    expect(editor.get_by_role("heading", name="What would it change?")).to_be_visible()
    editor.get_by_role("button", name="Save and submit for review").click()

    expect(editor.get_by_text("Draft 2 of 8 from the article")).to_be_visible()
    expect(editor.get_by_text("could hold at up to 4.8 million").first).to_be_visible()
    correct(editor, "high", "5.1 million", "4.8 million", "5.1 million")
    editor.locator("#id_temporal").select_option("cumulative")
    editor.locator("#id_credibility").select_option("2")
    editor.get_by_role("button", name="Save and submit for review").click()

    expect(editor.get_by_text("Draft 3 of 8 from the article")).to_be_visible()
    editor.get_by_role("link", name="All drafts").click()
    expect(editor.get_by_role("heading", name="Drafts of claims: 6")).to_be_visible()
    editor.get_by_role("link", name="Open as a new claim from 1 million artillery rounds").click()
    expect(editor.get_by_text("Left to you: Claimant, Kind of period.")).to_be_visible()
    choose(editor, "claimant", "june 2024", "June 2024")
    editor.locator("#id_bound").select_option("about")
    editor.locator("#id_temporal").select_option("cumulative")
    editor.locator("#id_credibility").select_option("3")
    editor.locator("#id_statement").focus()
    expect(editor.locator("#id_statement")).to_have_value(re.compile("said that about 1 million artillery rounds"))
    editor.get_by_role("button", name="Save and submit for review").click()

    expect(editor.get_by_text("Draft 5 of 8 from the article")).to_be_visible()
    expect(editor.locator("#id_claimant option:checked")).to_contain_text("June 2024")
    codes = list(Shipment.objects.filter(status="submitted").values_list("code", flat=True))
    assert len(codes) == 3

    reader = open_page("/", base_url=live_server.url)
    for code in codes:
        expect(reader.locator(f"a[href^='/claims/{code}/']")).to_have_count(0)
    assert reader.request.get("/api/v1/sources/?search=testing+press&count=true").json()["count"] == 0

    reviewer = sign_in("ben", "reviewer")
    waiting = reviewer.get_by_role("region", name="To review").get_by_role("link")
    expect(waiting).to_have_count(3)
    waiting.first.click()
    expect(reviewer.locator(".documents blockquote")).to_be_visible()
    for left in (2, 1, 0):
        reviewer.get_by_role("button", name="Approve: make it public").click()
        expect(reviewer.get_by_text("Approved: it is public now.")).to_be_visible()
        following = reviewer.locator(".review-next a")
        expect(following).to_have_count(1 if left else 0)
        if left:
            following.click()
            expect(reviewer.get_by_text("Approved: it is public now.")).to_have_count(0)

    reader.goto("/")
    for code in codes:
        expect(reader.locator(f"a[href^='/claims/{code}/']:visible").first).to_be_visible()
    assert reader.request.get("/api/v1/sources/?search=testing+press&count=true").json()["count"] == 1
