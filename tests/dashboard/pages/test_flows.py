"""The explorer: flows with their newest figures, the chart and the list of the claims that match."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from flows.measures.flow_index import MOST_LINES
from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return Markup(response.content.decode()).text


def test_of_very_many_flows_it_says_how_many_are_listed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    every = text_of(client, "/flows/")
    (number,) = re.findall(r"(\d+) flows", every)
    assert ("with the most claims" in every) == (int(number) > MOST_LINES)
    monkeypatch.setattr("flows.measures.flow_index.MOST_LINES", 3)
    page = client.get("/flows/").content.decode()
    text = Markup(page).text
    assert f"{number} flows" in text
    assert "Below are the 3 with the most claims. Filters lead to the others; flows.csv holds them all." in text
    narrower = sum(map(int, re.findall(r"<summary>(\d+) narrower", page)))
    assert page.count('data-label="Claims"') + narrower == 3
    assert 'href="/api/v1/flows.csv"' in page


def test_the_flows_with_fewer_claims_are_folded_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.get("/flows/?recipient=ru").content.decode()
    monkeypatch.setattr("dashboard.pages.flows.LISTED", 3)
    folded = client.get("/flows/?recipient=ru").content.decode()
    names = re.compile(r'data-label="Flow">\s*<a href="([^"]*)"')
    before = folded[: folded.index("more flows, with fewer claims")]
    assert len(names.findall(before)) == 3
    assert names.findall(folded) == names.findall(whole)
    assert f"{len(names.findall(whole)) - 3} more flows, with fewer claims" in Markup(folded).text


def test_of_very_many_claims_the_chart_draws_the_newest_and_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/flows/?supplier=kp&recipient=ru"
    assert int(re.findall(r"of (\d+) claims, by", text_of(client, path))[0]) > 20
    for module in ("pages.chart_records", "charts.evidence"):
        monkeypatch.setattr(f"dashboard.{module}.MOST_SHOWN", 20)
    # A list of several pages: the chart is then not drawn from the page alone.
    text = text_of(client, f"{path}&page_size=10")
    assert "of the newest 20 claims, by" in text


def test_the_chart_is_the_same_whether_the_list_has_one_page_or_several(client: Client) -> None:
    path = "/flows/?supplier=kp&recipient=ru&as_of=2024-06-14"
    assert drawn(client, f"{path}&page_size=500") == drawn(client, f"{path}&page_size=5")


def test_a_filter_that_leaves_nothing_says_so(client: Client) -> None:
    text = text_of(client, "/flows/?supplier=kp&search=zyzzyva")
    assert "No flow matches." in text
    assert "No claim matches." in text


def test_figures_for_a_period_are_among_the_newest(client: Client) -> None:
    text = text_of(client, "/flows/?recipient=ua&within=artillery-round-155mm")
    assert "320,000 artillery rounds of 155 mm from 1 January to 17 July 2025" in text
    assert "running total stands" not in text
    assert "no figure stands" not in text_of(client, "/flows/?supplier=de")


def test_flows_show_what_was_stated_last_whatever_time_it_is_about_and_weak_evidence_last(client: Client) -> None:
    page = client.get("/flows/?supplier=ir&recipient=ru&munition=artillery-round").content.decode()
    # The newer one is on weak evidence; what gives no figure at all gives way to both.
    assert page.index("/claims/wsj-ir-2023-04-24-shells/") < page.index("/claims/nato-ir-2024-03-11/")


def test_a_figure_without_a_time_is_shown_and_says_so(client: Client) -> None:
    text = text_of(client, "/flows/?supplier=eg")
    assert "Up to 40,000 artillery rockets" in text
    assert "time not stated" in text
    assert "stands no more" not in text


def test_claims_from_several_flows_name_both_parties(client: Client) -> None:
    assert "from Germany to Ukraine from July to December 2024" in text_of(client, "/flows/?supplier=de")


def drawn(client: Client, path: str) -> list[str]:
    """The drawings of a page."""
    return re.findall(r"<svg.*?</svg>", client.get(path).content.decode(), re.DOTALL)
