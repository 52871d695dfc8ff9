"""Three readers: an analyst with pandas, a reader who hears the page, a reader with a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pandas as pd
from playwright.sync_api import Page, expect

THIN_SPACE = re.compile(r"[\u2009\u202f\u00a0](?=\d)")
SMALLEST_TEXT = """svg => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const sizes = [...svg.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize));
  return Math.min(...sizes) * scale;
}"""
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


def test_an_analyst_narrows_travels_and_finds_the_same_numbers_in_pandas(page: Page, tmp_path: Path) -> None:
    page.goto("/flows/")
    page.get_by_text("Choose supplier, recipient, munition, time or words").click()
    page.get_by_label("Supplier").select_option("kp")
    page.get_by_label("Munition").select_option("artillery-round")
    page.get_by_role("button", name="Filter").click()
    page.get_by_label("As known on", exact=True).fill("2024-03-01")
    expect(page).to_have_url(re.compile(r"as_of=2024-03-01"))
    expect(page.get_by_label("Supplier")).to_have_value("kp")

    page.get_by_role("link", name=re.compile("claims about flows .* on weak evidence")).click()
    expect(page).to_have_url(re.compile(r"/charts/evidence/.*as_of=2024-03-01"))
    page.get_by_text(re.compile(r"^The same figures, \d+ rows$")).click()
    rows = page.locator("table.records tbody tr")
    read = {
        (row.locator("a").first.get_attribute("href") or "").split("/")[2]: row.locator("td.number").inner_text()
        for row in rows.all()
    }
    assert len(read) > 5
    with page.expect_download() as saving:
        page.locator("main").get_by_role("link", name="CSV", exact=True).first.click()
    assert saving.value.suggested_filename == "munitions-flows-evidence-as-of-2024-03-01.csv"
    path = tmp_path / "evidence.csv"
    saving.value.save_as(path)
    claims = pd.read_csv(path, parse_dates=["claimed_on"])
    assert set(claims.code) == set(read)
    assert claims.claimed_on.max() <= pd.Timestamp("2024-03-01")
    assert set(claims.supplier) == {"kp"}
    for claim in claims.itertuples():
        stated = [value for value in (claim.low, claim.point, claim.high) if not pd.isna(value)]
        shown = [
            float(number)
            for number in re.findall(r"[\d.]+", re.sub(r"[\u2009\u202f\u00a0 ](?=\d)", "", read[claim.code]))
        ]
        assert set(shown) == set(stated), claim.code


def test_why_nato_and_kyiv_differ_sevenfold_can_be_asked_from_the_list_of_rates(page: Page) -> None:
    page.goto("/rates/?activity=fired")
    nato = page.get_by_role("row").filter(has_text="About 10,000 artillery rounds a day fired by Russia")
    nato.filter(has_text="(NATO, 11 March 2024)").get_by_role("link", name="compare").click()
    page.get_by_label("Beside this one").select_option("ua-syrskyi-2024-08-20-h1")
    page.get_by_role("button", name="Compare").click()
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="70,000 artillery rounds a day fired by Russia")).to_be_visible()
    period = main.get_by_role("row").filter(has_text="Period")
    expect(period).to_contain_text("in March 2024")
    expect(period).to_contain_text("from January to May 2024")
    expect(period).to_contain_text("differs")
    expect(main.get_by_role("row").filter(has_text="What is counted")).to_contain_text("the same")


def test_who_hears_the_page_gets_the_comparison_from_headings_summary_and_table(page: Page) -> None:
    page.goto("/stories/june-2024/")
    main = page.get_by_role("main")
    headings = main.get_by_role("heading")
    expect(headings.first).to_have_text("The comparison of June 2024")
    levels = [int(level) for level in headings.evaluate_all("all => all.map(h => h.tagName.slice(1))")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))

    block = main.get_by_role("region", name="What was said")
    drawing = block.get_by_role("group", name="What was compared on 14 June 2024")
    expect(drawing).to_have_accessible_description(
        re.compile(r"^Up to 4\.8 million artillery rounds from North Korea to Russia since an unstated day \(what at ")
    )
    expect(drawing.get_by_role("link").first).to_have_accessible_name(
        re.compile(r"^up to 4\.8 million artillery rounds")
    )

    summary = block.locator("summary", has_text=re.compile(r"^The same as a table, \d+ rows$"))
    summary.focus()
    page.keyboard.press("Enter")
    table = block.get_by_role("table", name="What was compared on 14 June 2024")
    row = table.get_by_role("row", name=re.compile("10,000 containers could hold; South Korea's defence ministry"))
    expect(row.get_by_role("rowheader")).to_contain_text("what at least 10,000 containers could hold")
    expect(row.get_by_role("cell", name="up to", exact=True)).to_be_visible()
    expect(row.get_by_role("cell", name="capacity if full")).to_be_visible()
    expect(table.get_by_role("row", name=re.compile(r"^about 500,000 .*EU High Representative"))).to_be_visible()


def test_with_a_phone_one_reads_taps_and_comes_back(open_page: Callable[..., Page]) -> None:
    page = open_page("/charts/comparison/", **PHONE)
    drawing = page.locator("svg.chart-drawing.narrow")
    expect(drawing).to_be_visible()
    assert page.locator("svg.chart-drawing.wide").is_hidden()
    smallest = drawing.evaluate(SMALLEST_TEXT)
    assert smallest >= 13
    page.get_by_label("As known on", exact=True).fill("2024-03-01")
    expect(page.locator("main")).not_to_contain_text("4.8 million")
    page.locator(".more > summary").tap()
    page.get_by_role("link", name="today", exact=True).tap()
    expect(page.locator("main")).to_contain_text("4.8 million")
    # What one taps is large enough for a thumb.
    touched = "main :is(button, select):visible:not(thead *), .known-on :is(button, input:not([type=range])):visible"
    for control in page.locator(touched).all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 24, control
    page.get_by_text(re.compile(r"^The same figures, \d+ rows$")).tap()
    row = page.locator("table.records tbody tr").first
    row.get_by_role("link").first.tap()
    expect(page).to_have_url(re.compile(r"/claims/[^/]+/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile("/charts/comparison/"))
