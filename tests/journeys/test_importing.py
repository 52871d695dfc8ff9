"""A spreadsheet with ten faults, the mended one, and a download that is edited and sent back."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, User
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from flows.importing.sheet_scan import letters
from flows.models import Proposal, Shipment
from tests.flows.importing.seeds import rows_of
from tests.flows.importing.workbooks import first_sheet, of_rows, saved

PASSWORD = "a long password"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
LINKS = ("supersedes", "alternative_group", "part_of", "derived_from")
ROW = next(
    row for row in rows_of("shipments.csv") if row["bound"] == "at-least" and not any(row[name] for name in LINKS)
)
COLUMNS = list(ROW)
ROWS = [{**ROW, "code": f"test-row-{number}"} for number in range(10)]

# Row of the sheet, column, what stands there, how it is shown, what is said of it, what would be allowed.
FAULTS: tuple[tuple[int, str, Any, str, str, str], ...] = (
    (2, "low", 1.234, "'1.234'", "It could be thousands or decimals.", "1234, 1.2340"),
    (3, "claimed_on", "03/04/24", "'03/04/24'", "It could be several days", "YYYY-MM-DD"),
    (4, "claimed_on", 45417, "'45417'", "The cell holds a number.", "a true date, or the text YYYY-MM-DD"),
    (5, "low", "=1000*10", "'=1000*10'", "The cell holds a formula.", "the value itself, not computed"),
    (6, "bound", "more than", "'more than'", "Not a bound.", "exact, about, at-least, up-to, between, unquantified"),
    (7, "claimant", "kr-nobody", "'kr-nobody'", "There is no such code among the claimants", ""),
    (8, "low", -5, "'-5'", "Not a plain number", "ASCII digits with an optional decimal point"),
    (9, "low", "#N/A", "'#N/A'", "The cell holds an error of the spreadsheet.", "the value itself, not computed"),
    (10, "speaker", "Shin Wonsi\u043a", "'Shin Wonsi\u043a'", "mixes letters of several scripts", ""),
    (11, "statement", None, "nothing", "This cell may not be empty.", ""),
)


@pytest.fixture
def editor(live_server: LiveServer, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the page for imports from the start page, as an editor."""
    user = User.objects.create_user("ann", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))

    def open_(**options: Any) -> Page:
        page = open_page(
            "/admin/login/", base_url=live_server.url, **{"viewport": {"width": 1280, "height": 900}, **options}
        )
        page.get_by_label("Username").fill("ann")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("link", name="import a file", exact=True).click()
        return page

    return open_


def send(page: Page, content: bytes, table: str = "shipments") -> None:
    page.get_by_label("Table").select_option(table)
    file: Any = {"name": "claims.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.locator("#id_file").set_input_files(file)
    page.get_by_role("button", name="Preview").click()


def with_faults() -> bytes:
    book = of_rows("shipments", ROWS)
    for row, column, value, *_ in FAULTS:
        cell = first_sheet(book).cell(row, COLUMNS.index(column) + 1)
        cell.value = value
        if isinstance(value, int):
            cell.number_format = "General"
    return saved(book)


def counted(page: Page, words: str) -> str:
    return page.locator(".import-counts > div", has_text=words).locator("dd").inner_text()


def test_ten_faults_are_named_and_the_mended_file_comes_in_as_drafts(editor: Callable[..., Page]) -> None:
    page = editor()
    send(page, with_faults())
    expect(page.get_by_role("heading", name="10 faults: nothing can be imported")).to_be_visible()
    page.get_by_text("2 more", exact=True).click()
    told = page.locator(".import-faults tbody tr")
    expect(told).to_have_count(len(FAULTS))
    for line, (row, column, _, found, message, allowed) in zip(told.all(), FAULTS, strict=True):
        cells = line.locator("th, td").all_inner_texts()
        assert cells[:3] == [f"{letters(COLUMNS.index(column) + 1)}{row}", column, found]
        assert message in cells[3]
        assert allowed in cells[4]
    expect(page.get_by_role("button", name="Import", exact=True)).to_have_count(0)
    assert not Shipment.objects.filter(code__startswith="test-row").exists()

    page.get_by_role("link", name="Import a file").last.click()
    send(page, saved(of_rows("shipments", ROWS)))
    assert counted(page, "new, as drafts of yours") == "10"
    assert counted(page, "faults") == "0"
    assert not Shipment.objects.filter(code__startswith="test-row").exists()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("10 new drafts, 0 changed, 0 changes proposed, 0 left")
    expect(page.locator("section", has_text="Drafts of mine").locator(".count").first).to_have_text("10")
    drafts = Shipment.objects.filter(code__startswith="test-row")
    assert {(claim.status, claim.entered_by.username) for claim in drafts} == {("draft", "ann")}


def test_a_download_with_one_cell_edited_is_one_change(editor: Callable[..., Page], tmp_path: Path) -> None:
    page = editor()
    page.goto("/admin/flows/shipment/?supplier__code__exact=kp")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download XLSX").click()
    path = tmp_path / "downloaded.xlsx"
    download.value.save_as(path)
    book = load_workbook(BytesIO(path.read_bytes()))
    sheet: Any = book["shipments"]
    codes = [row[0].value for row in sheet.iter_rows()]
    sheet.cell(
        codes.index("rok-mnd-2024-06-14-shells") + 1, COLUMNS.index("notes") + 1
    ).value = "Edited in a spreadsheet."
    page.goto("/admin/flows/shipment/import/")
    send(page, saved(book))
    assert counted(page, "new, as drafts of yours") == "0"
    assert counted(page, "to be proposed") == "1"
    assert counted(page, "unchanged") == str(len(codes) - 2)
    expect(page.locator(".import-rows tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("1 changes proposed")
    assert Proposal.objects.get(outcome="open").values["notes"] == "Edited in a spreadsheet."


def test_it_is_done_by_keyboard_alone(editor: Callable[..., Page]) -> None:
    page = editor()
    page.get_by_label("Table").focus()
    page.keyboard.type("actors")
    page.get_by_label("Or paste cells").focus()
    page.keyboard.insert_text("code\tname\tkind\tiso_alpha3\tpart_of\tnotes\nxx\tElsewhere\tstate\t\t\t\n")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="New")).to_be_visible()
    page.get_by_role("button", name="Import", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Imported actors: 1 added")


@pytest.mark.parametrize("width", [1280, 768])
def test_it_fits_and_can_be_used_by_all(editor: Callable[..., Page], width: int) -> None:
    # The rules are tried by a script that the policy refuses styles to.
    page = editor(viewport={"width": width, "height": 900}, complaints=True)
    clean(page, width)
    page.get_by_role("link", name="shipments", exact=True).click()
    clean(page, width)
    page.goto("/admin/flows/shipment/import/")
    send(page, with_faults())
    clean(page, width)
    page.goto("/admin/flows/shipment/import/")
    send(page, saved(of_rows("shipments", [{**ROWS[0], "code": "test-row"}, {**ROW, "notes": "Edited."}])))
    clean(page, width)


def clean(page: Page, width: int) -> None:
    expect(page.locator("#content h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    violations = Axe().run(page, context="#content", options=RULES).response["violations"]
    assert not violations, [(one["id"], one["nodes"][0]["html"]) for one in violations]
