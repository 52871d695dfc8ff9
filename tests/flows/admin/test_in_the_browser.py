"""The admin in a real browser under the strict policy: nothing is refused, nothing overflows, choices can be made."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from flows.actions.keep_passage import keep_passage
from flows.models import Source
from tests.flows.actions.people import submitted
from tests.flows.actions.reference import added
from tests.flows.models.rows import row

PASSWORD = "a long password"
PAGES = (
    "/admin/",
    "/admin/flows/shipment/",
    "/admin/flows/shipment/add/",
    "/admin/flows/shipment/rok-mnd-2024-06-14-shells/change/",
    "/admin/flows/shipment/rok-mnd-2024-06-14-shells/review/",
    "/admin/flows/shipment/rok-mnd-2024-06-14-shells/history/?recorded_on=2100-01-01",
    "/admin/flows/route/kp-sea-dunai/change/",
    "/admin/flows/event/add/",
)

STEPS = (
    "/admin/",
    "/admin/flows/shipment/",
    "/admin/flows/shipment/import/",
    "/admin/flows/shipment/add/",
    "/admin/flows/rate/add/",
    "/admin/flows/ratio/add/",
    "/admin/flows/indicator/add/",
    "/admin/flows/source/add/",
    "/admin/flows/event/add/",
    "/admin/flows/route/add/",
    "/admin/flows/shipment/rok-mnd-2024-06-14-shells/change/",
    "/admin/flows/shipment/paste/",
    "/admin/flows/shipment/waits/review/",
    "/admin/flows/shipment/rok-mnd-2024-06-14-shells/history/",
    "/admin/flows/source/",
    "/admin/flows/source/merges/",
    "/admin/flows/source/queue/?kind=unchecked",
    "/admin/flows/source/queue/?kind=quiet",
)
"""What is done at the desk on a phone."""
SCREEN = 740


@pytest.fixture
def signed_in(live_server: LiveServer, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the admin as somebody who may do everything."""
    User.objects.create_superuser("desk", password=PASSWORD)

    def open_(**options: object) -> Page:
        page = open_page("/admin/login/", base_url=live_server.url, **options)
        page.get_by_label("Username").fill("desk")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        return page

    return open_


@pytest.mark.parametrize("width", [1280, 768])
def test_the_policy_refuses_nothing_and_nothing_overflows(signed_in: Callable[..., Page], width: int) -> None:
    page = signed_in(viewport={"width": width, "height": 900})
    for path in PAGES:
        page.goto(path)
        expect(page.locator("#content h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_step_takes_at_most_three_screens_of_a_phone(signed_in: Callable[..., Page]) -> None:
    waits = submitted(code="waits", notes="A note of two lines, as most claims of the seeds have one or another.")
    keep_passage(waits, "The ministry said on 14 June 2024 that 1,000 rounds had gone to Russia.", waits.submitted_by)
    page = signed_in(viewport={"width": 360, "height": SCREEN})
    for path in STEPS:
        page.goto(path)
        fits_three_screens(page)


def fits_three_screens(page: Page) -> None:
    height, width = page.evaluate("[document.body.scrollHeight, document.documentElement.scrollWidth]")
    assert height <= 3 * SCREEN, page.url
    assert width <= 360, page.url


ARTICLE = (
    "The Czech defence minister said on 3 April 2025 that 380,000 high-caliber rounds had been delivered to Ukraine "
    "through the Czech initiative this year. North Korea has sent at least 9,000 containers to Russia since August "
    "2023, South Korea's defence ministry said, which could hold up to 4.2 million artillery shells. Russia makes "
    "240,000 shells a month, a NATO official said, while Ukraine fires about 2,000 rounds a day."
)


def test_so_do_the_drafts_of_an_article_and_the_preview_of_a_file(signed_in: Callable[..., Page]) -> None:
    page = signed_in(viewport={"width": 360, "height": SCREEN})
    page.goto("/admin/flows/shipment/paste/")
    page.locator("#id_text").fill(ARTICLE)
    page.locator("#id_published_on").fill("2025-04-04")
    page.get_by_role("button", name="Read the article").click()
    expect(page.locator(".draft")).to_have_count(5)
    fits_three_screens(page)
    page.goto("/admin/flows/shipment/import/")
    page.locator("#id_table").select_option("rates")
    header = "code claimant actor activity munition per bound point source claimed_on credibility statement"
    sent = "a-{0} nato ru produced artillery-round month exact {0} {1} 2024-03-11 3 {0}_a_month"
    source = Source.objects.filter(published_on__gte="2025-01-01").order_by("pk")[0].pk
    rows = [header, *(sent.format(5000 + number, source) for number in range(60))]
    page.locator("#id_rows").fill("\n".join(rows).replace(" ", "\t"))
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="New", exact=True)).to_be_visible()
    fits_three_screens(page)


def test_nothing_that_must_be_filled_is_folded_and_a_fault_opens_its_fold(signed_in: Callable[..., Page]) -> None:
    page = signed_in(viewport={"width": 360, "height": SCREEN})
    for kind in ("shipment", "rate", "ratio", "indicator", "source"):
        page.goto(f"/admin/flows/{kind}/add/")
        expect(page.locator("fieldset > details").first).to_be_attached()
        expect(page.locator("fieldset > details label.required")).to_have_count(0)
    page.goto("/admin/flows/shipment/rok-mnd-2024-06-14-shells/change/")
    fold = page.locator("fieldset > details", has_text="How it relates to earlier claims")
    expect(fold.locator(".holds")).to_contain_text("Supersedes: rok-mnd-2024-02-26-152mm")
    expect(page.locator("#id_factor")).to_be_hidden()
    fold.locator("summary").click()
    page.locator("#id_factor").fill("-1")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#id_factor")).to_be_visible()
    expect(page.get_by_text("Explain each field")).to_be_visible()
    expect(page.locator("#id_stage_helptext")).to_be_hidden()
    page.get_by_label("Explain each field").check()
    expect(page.locator("#id_stage_helptext")).to_be_visible()


def test_a_claimant_is_found_and_chosen_by_typing(signed_in: Callable[..., Page]) -> None:
    page = signed_in(viewport={"width": 1280, "height": 900})
    page.goto("/admin/flows/shipment/add/")
    page.locator(".field-claimant .select2-selection").click()
    page.locator(".select2-search__field").fill("intelligence service")
    page.get_by_role("option", name="South Korea, National Intelligence Service").click()
    expect(page.locator("#id_claimant")).to_have_value("kr-nis")


@pytest.mark.parametrize("script", [True, False])
def test_what_is_chosen_in_a_list_is_read_and_then_approved(signed_in: Callable[..., Page], script: bool) -> None:
    added(Source, url=f"https://example.org/{'unseen/' * 40}")
    claim = submitted(source_id="test-row", claimed_on=row(Source).accessed_on)
    page = signed_in(viewport={"width": 768, "height": 900}, java_script_enabled=script)
    page.goto("/admin/flows/shipment/?status__exact=submitted")
    page.locator(f"input[name=_selected_action][value={claim.pk}]").check()
    page.locator("select[name=action]").select_option("approve_selected")
    page.locator("button[name=index]").click()
    expect(page.get_by_role("heading", name="Approve 1 claim")).to_be_visible()
    expect(page.get_by_text("https://example.org/unseen/")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 768
    page.get_by_role("button", name="Approve: make public").click()
    expect(page.get_by_text("1 claim approved.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_by_day_and_by_night(signed_in: Callable[..., Page], scheme: str) -> None:
    page = signed_in(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto("/admin/flows/shipment/")
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert dark is (scheme == "dark")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == ("rgb(22, 22, 20)" if dark else "rgb(252, 251, 248)")
