"""Entering a claim from a known source takes at most 15 choices and 60 keys, and no mouse."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from flows.importing.days import latest_day
from flows.models import Rate, Shipment, Source
from tests.flows.models.rows import insert
from tests.journeys.desk import sign_in_as
from tests.journeys.hands import Hands

MOST_CHOICES, MOST_KEYS = 15, 60


@pytest.fixture
def hands(live_server: LiveServer, open_page: Callable[..., Page]) -> Hands:
    """An editor's, on the start page; a document is on record that no claim rests on yet."""
    day = latest_day() - timedelta(days=2)
    insert(Source, title="A statement", publisher="The testing press", published_on=day, date_precision="day")
    return Hands(sign_in_as(live_server.url, open_page)("ann", "editor"))


def submitted(hands: Hands) -> None:
    expect(hands.page.get_by_text("Submitted for review.").first).to_be_visible()
    assert hands.choices <= MOST_CHOICES, hands
    assert hands.keys <= MOST_KEYS, hands


def test_the_counting_counts(hands: Hands) -> None:
    hands.page.get_by_role("link", name="shipment", exact=True).first.click()
    hands.at("source")
    assert (hands.keys, hands.choices) == (0, 1)
    hands.type("ab", "Escape")
    hands.page.locator("#id_bound").click()
    hands.page.locator("#id_bound").select_option("about")
    assert hands.keys == 3


def test_a_shipment(hands: Hands) -> None:
    hands.page.get_by_role("link", name="shipment", exact=True).first.click()
    hands.at("source")
    hands.type("testing press", "Enter")
    hands.at("claimant")
    hands.type("south korea's def", "Enter")
    hands.at("bound")
    hands.type("at", "Enter")
    hands.at("low")
    hands.type("91,000", "Enter")
    hands.at("statement")
    expect(hands.page.locator("#id_statement")).to_have_value(re.compile("91,000"))
    hands.type("", "Enter")
    hands.at("_submit")
    hands.type("", "Enter")
    submitted(hands)
    claim = Shipment.objects.get(status="submitted")
    assert (claim.claimant_id, claim.supplier_id, claim.recipient_id, claim.low) == ("kr-mnd", "kp", "ru", 91_000)
    assert claim.source_id == "test-row"


def test_another_claim_of_the_same_document(hands: Hands) -> None:
    """The second begins with the document, the voice and the sides of the first."""
    editor = hands.page
    editor.goto("/admin/flows/shipment/add/")
    hands.at("source")
    hands.type("testing press", "Enter")
    hands.at("claimant")
    hands.type("kr-mnd", "Enter")
    hands.at("bound")
    hands.type("at", "Enter")
    hands.at("low")
    hands.type("91,000", "Enter")
    hands.at("statement")
    expect(editor.locator("#id_statement")).to_have_value(re.compile("91,000"))
    editor.get_by_role("button", name="Save and add another").click()
    hands.at("bound")
    first = hands.keys, hands.choices
    expect(editor.locator(".field-supplier .default-note")).to_contain_text("your last claim")
    editor.locator(".field-munition .select2-selection").focus()
    hands.type("122", "Enter")
    hands.at("bound")
    hands.type("ab", "Enter")
    hands.at("point")
    hands.type("3000", "Enter")
    hands.at("statement")
    expect(editor.locator("#id_statement")).to_have_value(re.compile("hold about 3,000 artillery rounds of 122 mm"))
    hands.type("", "Enter")
    hands.at("_submit")
    hands.type("", "Enter")
    submitted(hands)
    assert hands.keys - first[0] <= 20
    second = Shipment.objects.get(status="submitted")
    assert (second.claimant_id, second.munition_id, second.point) == ("kr-mnd", "artillery-round-122mm", 3000)
    assert second.source_id == "test-row"


def test_a_pace(hands: Hands) -> None:
    hands.page.get_by_role("link", name="rate", exact=True).first.click()
    hands.at("source")
    hands.type("testing press", "Enter")
    hands.at("claimant")
    hands.type("rusi", "Enter")
    hands.at("bound")
    hands.type("ab", "Enter")
    hands.at("point")
    hands.type("9,000", "Enter")
    hands.at("statement")
    hands.type("", "Enter")
    hands.at("_submit")
    hands.type("", "Enter")
    submitted(hands)
    assert Rate.objects.get(status="submitted").point == 9000
