"""A form of the desk in a browser: filled in by keys, kept while somebody types, given back after signing in."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Dialog, Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from flows.models import KeptForm
from tests.journeys.desk import PASSWORD, sign_in_as
from tests.journeys.hands import keys_go_to

ADD = "/admin/flows/shipment/add/"


@pytest.fixture
def editor(live_server: LiveServer, open_page: Callable[..., Page]) -> Page:
    """Ann, an editor, at the form of a new claim."""
    # A form that is refused for its old token is tried once more: the browser says so in its console.
    page = sign_in_as(live_server.url, open_page)("ann", "editor", complaints=True)
    page.goto(ADD)
    return page


def test_typing_chooses_the_exact_name_however_fast_and_goes_on_to_what_is_open(editor: Page) -> None:
    editor.locator(".field-supplier .select2-selection").focus()
    editor.keyboard.type("north korea", delay=0)
    editor.keyboard.press("Enter")
    expect(editor.locator("#id_supplier option:checked")).to_have_text("North Korea")
    keys_go_to(editor, "recipient")
    # Letters of another keyboard come without keys here, so the list is opened first.
    editor.keyboard.press("Space")
    editor.keyboard.type("Україна")
    editor.keyboard.press("Tab")
    expect(editor.locator("#id_recipient option:checked")).to_have_text("Ukraine")
    keys_go_to(editor, "munition")


def test_enter_leads_through_the_form_and_saves_nothing_by_itself(editor: Page) -> None:
    sent: list[Request] = []
    editor.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    editor.locator("#id_claimed_on").fill("2024-06-14")
    editor.keyboard.press("Enter")
    keys_go_to(editor, "supplier")  # The precision of the day is known already.
    editor.locator("#id_bound").select_option("at-least")
    editor.locator("#id_bound").press("Enter")
    keys_go_to(editor, "low")
    assert not [one for one in sent if one.url.endswith(ADD)]


def test_a_fault_leads_to_its_field(editor: Page) -> None:
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.locator("#faults")).to_be_focused()
    editor.locator("#faults").get_by_role("link", name="Supplier").click()
    keys_go_to(editor, "supplier")
    editor.locator("#faults").get_by_role("link", name="Stated on").click()
    expect(editor.locator("#id_claimed_on")).to_be_focused()


def test_what_is_typed_is_kept_and_leaving_is_asked_about(editor: Page) -> None:
    editor.locator("#id_statement").type("Half a sentence")
    expect(editor.locator(".kept-state")).to_contain_text("for you alone")
    (held,) = KeptForm.objects.all()
    assert held.values["statement"] == ["Half a sentence"]
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    editor.on("dialog", leave)
    editor.get_by_role("link", name="Paste an article").click()
    editor.wait_for_url("**/paste/")
    assert asked == ["beforeunload"]
    editor.goto(ADD)
    editor.get_by_role("link", name="Go on with it").click()
    expect(editor.locator("#id_statement")).to_have_value("Half a sentence")


def test_a_session_that_ends_costs_no_word(editor: Page) -> None:
    editor.locator("#id_statement").fill("Written before the session ended.")
    expect(editor.locator(".kept-state")).to_contain_text("for you alone")
    Session.objects.all().delete()
    editor.locator("#id_notes").fill("And after it.")
    expect(editor.locator(".kept-state")).to_contain_text("You are signed out")
    editor.get_by_role("button", name="Save", exact=True).click()
    editor.get_by_label("Username").fill("ann")
    editor.get_by_label("Password").fill(PASSWORD)
    editor.get_by_role("button", name="Log in").click()
    expect(editor.locator("#id_statement")).to_have_value("Written before the session ended.")
    expect(editor.locator("#id_notes")).to_have_value("And after it.")
    expect(editor.get_by_text("it is not saved yet")).to_be_visible()


def test_signing_in_again_elsewhere_leaves_the_form_in_force(editor: Page) -> None:
    other = editor.context.new_page()
    other.goto("/admin/")
    other.get_by_role("button", name="Log out").click()
    other.goto("/admin/login/")
    other.get_by_label("Username").fill("ann")
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("button", name="Log in").click()
    expect(other.get_by_role("heading", name="What waits", level=1)).to_be_visible()
    editor.locator("#id_statement").fill("Written over two sessions.")
    expect(editor.locator(".kept-state")).to_contain_text("for you alone")
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.locator("#faults")).to_be_visible()
    expect(editor.locator("#id_statement")).to_have_value("Written over two sessions.")
