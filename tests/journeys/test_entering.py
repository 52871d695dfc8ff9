"""From one editor's draft to the reader's overview: two accounts, two browsers, and nothing seen too early."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from flows.importing.days import latest_day
from flows.models import Source
from tests.flows.models.rows import insert
from tests.journeys.desk import choose, sign_in_as


@pytest.fixture
def sign_in(live_server: LiveServer, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the admin, in a browser of its own, as a new account with a role."""
    return sign_in_as(live_server.url, open_page)


def test_what_one_enters_a_second_approves_and_readers_see_it_only_then(
    sign_in: Callable[..., Page], open_page: Callable[..., Page], live_server: LiveServer
) -> None:
    insert(Source, title="A statement for this test", publisher="The testing press")
    day = latest_day() - timedelta(days=2)
    editor = sign_in("ann", "editor")
    editor.goto("/admin/flows/shipment/add/")
    choose(editor, "claimant", "intelligence service", "South Korea, National Intelligence Service")
    choose(editor, "source", "testing press", "The testing press")
    editor.locator("#id_claimed_on").fill(day.isoformat())
    editor.locator("#id_statement").fill("The service said that about 7,777 shells had been shipped.")
    choose(editor, "supplier", "north korea", "North Korea")
    choose(editor, "recipient", "russia", "Russia")
    choose(editor, "munition", "artillery round", "Artillery round")
    for field, value in (
        ("bound", "about"),
        ("stage", "shipped"),
        ("basis", "declared"),
        ("temporal", "snapshot"),
        ("credibility", "3"),
    ):
        editor.locator(f"#id_{field}").select_option(value)
    editor.locator("#id_point").fill("7777")
    editor.get_by_role("button", name="Save and submit for review").click()
    expect(editor.get_by_text("Submitted for review.").first).to_be_visible()
    expect(editor.get_by_text("somebody else decides on it")).to_be_visible()
    expect(editor.get_by_role("button", name="Approve")).to_have_count(0)

    reader = open_page("/", base_url=live_server.url)
    code = f"kr-nis-{day.isoformat()}"
    expect(reader.locator(f"a[href^='/claims/{code}/']")).to_have_count(0)

    reviewer = sign_in("ben", "reviewer")
    waiting = reviewer.get_by_role("link", name="7,777")
    expect(waiting).to_be_visible()
    waiting.click()
    reviewer.get_by_role("button", name="Approve: make it public").click()
    expect(reviewer.get_by_text("Approved: it is public now.")).to_be_visible()

    reader.goto("/")
    expect(reader.locator(f"a[href^='/claims/{code}/']:visible").first).to_be_visible()
    reader.goto(f"/claims/{code}/")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
