"""A chart on a page of its own: its words, its files, its citation, and the chart inside other pages."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from itertools import chain
from urllib.parse import quote, unquote

import pytest
from django.test import Client
from django.utils import timezone

from dashboard.pages.citation import citation, escaped
from dashboard.pages.gallery import GALLERY
from dashboard.pages.images import PNG_SIZES
from flows.queries.recorded import newest_moment
from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db
JUNE = "as_of=2024-06-14"


@pytest.mark.parametrize("slug", sorted(GALLERY))
def test_every_chart_has_its_page_with_all_that_belongs_to_it(client: Client, slug: str) -> None:
    response = client.get(f"/charts/{slug}/")
    page = Markup(response.content.decode())
    assert response.status_code == 200
    links = set(page.values("href"))
    for name in ("figure.svg", "data.csv", "data.json", "metadata.json"):
        assert any(link.startswith(f"/charts/{slug}/{name}") for link in links), name
    assert any("/methods/#" in link for link in links)
    assert "@misc{munitions-flows-" in page.text
    assert f"/embed/{slug}/" in page.text
    oembed = [a["href"] or "" for t, a in page.tags if t == "link" and a.get("type") == "application/json+oembed"]
    assert len(oembed) == 1
    assert client.get(oembed[0]).json()["type"] == "rich"
    found = [a for t, a in page.tags if t == "a" and (a.get("href") or "").startswith("/sources/")]
    assert len(found) > 1


def test_the_index_leads_to_every_chart(client: Client) -> None:
    links = Markup(client.get("/charts/").content.decode()).values("href")
    assert {f"/charts/{slug}/" for slug in GALLERY} <= set(links)


def test_an_unknown_chart_is_missing_and_names_the_nearest(client: Client) -> None:
    response = client.get("/charts/comparision/")
    assert response.status_code == 404
    assert "/charts/comparison/" in Markup(response.content.decode()).values("href")


def test_state_that_is_unknown_is_named_and_the_rest_answered(client: Client) -> None:
    page = Markup(client.get(f"/charts/compare/?left=zz/ru/tank&colour=red&{JUNE}").content.decode())
    assert "colour=red was left out." in page.text
    assert "left=zz was left out." in page.text
    assert "as known on 14 June 2024" in page.text


def test_the_page_the_csv_and_the_json_hold_the_same_claims(client: Client) -> None:
    for slug in ("comparison", "movement", "ladder", "ratios", "rates-produced", "evidence", "supply", "stages"):
        chart = GALLERY[slug].answered({"as_of": ["2024-06-14"]}).chart
        codes = sorted(mark.code for mark in chain(chart.marks, chart.listed))
        text = b"".join(client.get(f"/charts/{slug}/data.csv?{JUNE}").streaming_content).decode()  # type: ignore[attr-defined]
        assert sorted(row["code"] for row in csv.DictReader(io.StringIO(text))) == codes, slug
        body = client.get(f"/charts/{slug}/data.json?{JUNE}").json()
        assert {r["code"] for r in body["results"] if r["drawn"]} == {mark.code for mark in chart.marks}, slug
        meta = client.get(f"/charts/{slug}/metadata.json?{JUNE}").json()
        assert sorted([*meta["drawn"], *meta["listed"]]) == codes
        assert meta["as_of"] == "2024-06-14"
        assert {r["source"] for r in body["results"]} == {source["code"] for source in meta["sources"]}


def test_a_file_without_a_day_says_which_day_it_is_of(client: Client) -> None:
    today = timezone.localdate().isoformat()
    assert f"as-of-{today}.svg" in client.get("/charts/movement/figure.svg")["Content-Disposition"]
    drawing = client.get("/charts/comparison/figure.svg")
    assert "as-of-2024-06-14.svg" in drawing["Content-Disposition"]
    text = drawing.content.decode()
    assert "as known today" not in text
    assert f"http://testserver/charts/comparison/?as_of={today}" in text
    assert f'href="http://testserver/claims/article-2024-06-14-eu-1m/?as_of={today}&' in text
    assert client.get("/charts/movement/metadata.json").json()["as_of"] == today


def test_links_in_a_figure_keep_the_day_before_the_fragment(client: Client) -> None:
    body = client.get("/charts/routes/figure.json?as_of=2024-06-14").content.decode()
    assert "/routes/?as_of=2024-06-14#kp-sea-dunai" in body
    assert "#kp-sea-dunai?" not in body
    page = client.get("/charts/routes/?as_of=2024-06-14").content.decode()
    assert 'href="/routes/?as_of=2024-06-14#kp-sea-dunai"' in page


def test_the_cited_address_keeps_its_day(client: Client) -> None:
    page = Markup(client.get("/charts/movement/").content.decode())
    today = timezone.localdate().isoformat()
    assert f"http://testserver/charts/movement/?as_of={today}" in page.text
    assert client.get(f"/charts/movement/?as_of={today}").status_code == 200


@pytest.mark.parametrize("slug", sorted(GALLERY))
def test_every_address_of_a_pinned_chart_keeps_both_clocks(client: Client, slug: str) -> None:
    """Page, images of every size, files, API, embedding and what tools that read oEmbed are told."""
    clocks = f"as_of=2025-12-31&recorded={quote(str(newest_moment()), safe='')}"
    page = Markup(client.get(f"/charts/{slug}/?{clocks}").content.decode())
    parts = r"figure\.json|figure\.svg|figure\.png|card\.png|data\.csv|data\.json|metadata\.json"
    files = re.compile(rf"^/(charts/{slug}/({parts})|api/v1/(?!docs)|oembed/)")
    found = [
        value
        for _, attributes in page.tags
        for value in attributes.values()
        if value and files.match(value.removeprefix("http://testserver"))
    ]
    assert len([value for value in found if "figure.png" in value]) == len(PNG_SIZES)
    assert len([value for value in found if "figure.svg" in value or "card.png" in value]) == 2
    framed = re.findall(rf'src="([^"]*/embed/{slug}/[^"]*)"', page.text)
    assert len(framed) == 2
    found += framed
    for address in found:
        words = unquote(unescape(address))
        assert "recorded=" in words, address
        # The comparison of a story is of its day, whichever later one is asked for.
        assert "as_of=" in words, address
    # A long address goes on in the next line.
    text = re.sub(r"</text>\s*<text[^>]*>", "", client.get(f"/charts/{slug}/figure.svg?{clocks}").content.decode())
    (drawn,) = re.findall(rf"http://testserver/charts/{slug}/[^<]*", text)
    body = client.get(f"/charts/{slug}/metadata.json?{clocks}").json()
    for address in (drawn, *(body[name] for name in ("page", "svg", "csv", "json", "embed"))):
        assert "recorded=" in address
        assert "as_of=2025-12-31" in address


def test_the_address_inside_a_file_keeps_the_moment_of_the_record(client: Client) -> None:
    text = client.get("/charts/suppliers/figure.svg").content.decode()
    (printed,) = re.findall(r"http://testserver/charts/suppliers/[^<]*", text)
    assert "as_of=" in printed
    assert "recorded=" in printed
    claims = re.findall(r'href="http://testserver(/claims/[^"]*)"', text)
    assert claims
    assert all("recorded=" in address for address in claims)


def test_bibtex_holds_no_command(client: Client) -> None:
    assert escaped("50% of A_B & {C}") == r"50\% of A\_B \& \{C\}"
    day = timezone.localdate()
    entry = citation("compare", "A_B {x}", "50% of it.", day, day, "http://testserver/charts/compare/").bibtex
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")


@pytest.mark.parametrize("slug", sorted(GALLERY))
def test_only_the_embedded_chart_may_be_framed(client: Client, slug: str) -> None:
    framed = client.get(f"/embed/{slug}/?{JUNE}")
    assert framed.status_code == 200
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "script-src 'self'" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    for path in (f"/charts/{slug}/", f"/charts/{slug}/figure.svg"):
        response = client.get(path)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"
    page = Markup(framed.content.decode())
    assert page.misnested == []
    assert page.scripts == []
    assert page.values("style") == []
    whole = [href for href in page.values("href") if href.startswith(f"/charts/{slug}/?")]
    assert any(JUNE in href for href in whole)


def test_a_chart_held_at_a_day_says_that_newer_claims_exist(client: Client) -> None:
    held = Markup(client.get("/embed/movement/?as_of=2024-03-01").content.decode())
    number = re.search(r"As known on 1 March 2024\. (\d+) newer claims exist", held.text)
    assert number is not None
    then, now = (GALLERY["movement"].answered(query).chart for query in ({"as_of": ["2024-03-01"]}, {}))
    codes = [{mark.code for mark in chain(chart.marks, chart.listed)} for chart in (then, now)]
    assert int(number[1]) == len(codes[1] - codes[0]) > 10
    assert "newer claim" not in Markup(client.get("/embed/movement/").content.decode()).text
    # The comparison is of its day, whatever is asked: the chart that goes on from there has the newer ones.
    for address in ("/embed/comparison/?as_of=2024-06-14", "/embed/comparison/"):
        page = client.get(address).content.decode()
        assert re.search(r"As known on 14 June 2024\. \d+ newer claims exist", Markup(page).text)
        assert 'href="/charts/movement/"' in page


def test_embedding_what_does_not_exist(client: Client) -> None:
    assert client.get("/embed/nothing/").status_code == 404
    assert "left out" in Markup(client.get("/embed/movement/?colour=red").content.decode()).text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("url=http://testserver/charts/ladder/%3Fflow=kp/ru/missile&format=json&maxwidth=500&maxheight=400", 200),
        ("url=http://testserver/embed/movement/", 200),
        ("url=http://testserver/charts/movement/%3Fcolour=red", 404),
        ("url=http://testserver/charts/nothing/", 404),
        ("url=http://testserver/data/", 404),
        ("url=http://elsewhere.example/charts/movement/", 404),
        ("url=http://[/", 404),
        ("url=http://testserver/charts/movement/&format=xml", 501),
        ("format=json", 400),
        ("url=http://testserver/charts/movement/&maxwidth=wide", 400),
    ],
)
def test_oembed_describes_charts_of_this_site_only(client: Client, query: str, status: int) -> None:
    response = client.get(f"/oembed/?{query}")
    assert response.status_code == status
    if status == 200:
        body = response.json()
        assert (body["version"], body["type"]) == ("1.0", "rich")
        assert body["html"].startswith('<iframe src="http://testserver/embed/')
        assert body["width"] <= 680
        if "maxheight" in query:
            assert body["height"] == 400


def test_the_resizing_script_has_an_address_that_never_changes(client: Client) -> None:
    response = client.get("/embed/resize.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert "munitions-flows:height" in response.content.decode()


def test_links_in_an_embedded_drawing_leave_the_frame(client: Client) -> None:
    page = Markup(client.get("/embed/movement/").content.decode())
    inside = [a for tag, a in page.tags if tag == "a" and "data-code" in a]
    assert inside
    assert all(a.get("target") == "_blank" for a in inside)
    assert ("base", {"target": "_blank"}) in page.tags


def test_a_chart_of_one_past_day_says_so_whatever_day_is_asked_for(client: Client) -> None:
    text = client.get("/charts/comparison/?as_of=2025-01-01").content.decode()
    assert "This chart is held on 14 June 2024, whichever later day is asked for." in text
    assert '<a href="/charts/movement/?as_of=2025-01-01">' in text
    for day in ("2024-06-14", "2024-03-01"):
        assert "This chart is held" not in client.get(f"/charts/comparison/?as_of={day}").content.decode()
    for ending, address in (("svg", "comparison/figure.svg"), ("csv", "comparison/data.csv")):
        answer = client.get(f"/charts/{address}?as_of=2025-01-01")
        assert f"as-of-2024-06-14.{ending}" in answer["Content-Disposition"]
    assert client.get("/charts/comparison/metadata.json?as_of=2025-01-01").json()["as_of"] == "2024-06-14"
