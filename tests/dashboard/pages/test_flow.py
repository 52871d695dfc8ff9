"""A flow's page, the index of flows, and addresses of flows that do not exist."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from dashboard.pages.flow import span_words
from flows import models
from flows.estimates.ledger import Span
from flows.measures import flow
from flows.questions import Flow, FlowQuestion
from tests.dashboard.pages.markup import Markup
from tests.dashboard.pages.test_overview import multiply_claims, tables_asked


def text_of(client: Client, path: str) -> str:
    return Markup(client.get(path).content.decode()).text


@pytest.mark.django_db
def test_heads_left_out_and_denials(client: Client) -> None:
    text = text_of(client, "/flows/kp/ru/artillery-round/?as_of=2024-06-14")
    assert "North Korea to Russia: artillery rounds" in text
    assert "9 running totals (from 6 independent claimants), 3 figures for a period" in text
    assert "Up to 4.8 million artillery rounds since an unstated day (what at least 10,000 containers could" in text
    assert "An either/or reading whose group was replaced as a whole." in text
    assert "nk-mofa-2022-12-denial" not in text  # a denial is quoted, not coded
    assert "Denial that" in text


@pytest.mark.django_db
def test_a_flow_without_claims_is_a_page_that_says_so(client: Client) -> None:
    text = text_of(client, "/flows/kp/ru/artillery-round/?as_of=2021-01-01")
    assert "No claim recorded as of 1 January 2021." in text


@pytest.mark.django_db
def test_an_unknown_flow_names_the_nearest(client: Client) -> None:
    response = client.get("/flows/kp/ru/artilery/?as_of=2024-06-14")
    assert response.status_code == 404
    page = Markup(response.content.decode())
    assert "There is no flow kp/ru/artilery on record." in page.text
    assert "/flows/kp/ru/artillery-round/?as_of=2024-06-14" in page.values("href")


@pytest.mark.django_db
def test_figures_for_a_period_stand_by_year_beside_the_running_totals(client: Client) -> None:
    text = text_of(client, "/flows/cz-initiative/ua/large-calibre-round/")
    newest = text[text.index("The newest figures") : text.index("Claim by claim")]
    for year, figure in (
        ("2024", "About 1.5 million large-calibre rounds in 2024 (delivered; Czech government, 25 February 2025)"),
        ("2025", "Up to 2 million large-calibre rounds in 2025 (delivered; Czech president, 16 February 2026)"),
    ):
        assert figure in newest
        assert newest.index(f" {year} ", newest.index("For a period")) < newest.index(figure)
    assert "Across years 300,000 artillery rounds of 122 mm from 17 February 2024 on" in newest


@pytest.mark.django_db
def test_of_very_many_figures_for_a_period_the_newest_are_listed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.pages.flow.PERIODS_SHOWN", 3)
    scheme = Flow("cz-initiative", "ua", "large-calibre-round")
    stated = len(flow.compute(FlowQuestion(scheme)).period_heads)
    text = text_of(client, "/flows/cz-initiative/ua/large-calibre-round/")
    newest = text[text.index("For a period") : text.index("Claim by claim")]
    assert f"Stated before these: {stated - 3} more, in the JSON of this page." in newest
    assert "Up to 2 million large-calibre rounds in 2025 (delivered; Czech president, 16 February 2026)" in newest
    assert "in 2024" not in newest


@pytest.mark.django_db
def test_figures_for_a_period_alone_are_figures(client: Client) -> None:
    text = text_of(client, "/flows/de/ua/artillery-round/")
    assert "Of 21 claims on record, 21 figures for a period are the newest." in text
    assert "180,000 artillery rounds from July to December 2024 (funded; German government, 19 March 2024)" in text
    assert "running total stands" not in text.lower()


@pytest.mark.django_db
def test_a_figure_without_a_time_is_a_figure_too(client: Client) -> None:
    text = text_of(client, "/flows/eg/ru/rocket/")
    assert "The only figure that stands is up to 40,000 artillery rockets (negotiated, an estimate;" in text
    assert "; 1 claim on record." in text
    assert "Without a stated time Up to 40,000 artillery rockets (negotiated, an estimate; US government" in text


@pytest.mark.django_db
def test_older_totals_stand_apart_and_the_window_can_be_moved(client: Client) -> None:
    path = "/flows/kp/ru/artillery-round/?as_of=2025-08-01"
    page = client.get(path).content.decode()
    text = Markup(page).text
    assert "6 older running totals, stated more than 365 days before the newest" in text
    assert "Shipped, in rounds The figures run from 4.2 million to 12 million rounds" in text
    assert "Shipped, in rounds, said over the years The figures run from 300,000 to 12 million rounds" in text
    assert text.index("older running totals") < text.index("Up to 300,000 artillery rounds")
    assert re.search(r'name="window"\s+value="365"', page)
    moved = text_of(client, f"{path}&window=500")
    assert "4 older running totals, stated more than 500 days before the newest" in moved
    assert "older running total" not in text_of(client, f"{path}&window=3000")


@pytest.mark.django_db
def test_a_window_that_is_no_number_of_days_is_named(client: Client) -> None:
    text = text_of(client, "/flows/kp/ru/artillery-round/?window=lots")
    assert "window=lots was left out." in text
    assert "365 days before the newest" in text


@pytest.mark.django_db
def test_a_newer_figure_about_the_same_goods_opens_the_page(client: Client) -> None:
    page = Markup(client.get("/flows/kp/ru/artillery-round/").content.decode())
    opening = page.text[: page.text.index("The newest figures")]
    assert "Of goods that may be the same , never added: 5 million to 7 million" in opening
    assert "from North Korea and Iran together to Russia since 2023 (delivered; Estonian intelligence" in opening
    assert "(parties that overlap; newer than all of these)" in opening
    assert "bout 28,000 containers since an unstated day" in opening
    assert "(counted by carrier or by weight)" in opening
    assert "/claims/ee-efis-2026-02-10-imports/" in page.values("href")
    assert "newer than all" not in text_of(client, "/flows/kp/ru/artillery-round/?as_of=2025-12-01")


@pytest.mark.django_db
def test_denials_that_are_filed_under_the_carriers_are_listed(client: Client) -> None:
    page = client.get("/flows/kp/ru/artillery-round/").content.decode()
    assert "/claims/ru-kremlin-2023-10-17-denial/" in Markup(page).values("href")


EXPECTED = {
    "flows_actor": 2,
    "flows_munition": 1,
    "flows_claimant": 1,
    "flows_claimantoverlap": 1,
    "flows_actoroverlap": 1,
    "flows_shipment": 3,  # the flow, what is about the same goods, and the days of statements
    "flows_event": 1,
    "flows_revision": 1,  # the version of the data
}


@pytest.mark.django_db
def test_the_number_of_queries_is_fixed(client: Client) -> None:
    assert tables_asked(client, "/flows/kp/ru/artillery-round/") == EXPECTED
    multiply_claims(9)
    assert tables_asked(client, "/flows/kp/ru/artillery-round/") == EXPECTED


@pytest.mark.django_db
def test_a_span_that_older_totals_change_nothing_of_is_said_once(client: Client) -> None:
    found = flow.compute(FlowQuestion(Flow("us", "ua", "artillery-round-155mm")))
    assert {span.stage for span in found.spans} > {claim.stage for claim in found.older} != set()
    text = text_of(client, "/flows/us/ua/artillery-round-155mm/")
    assert "Delivered, in rounds, said over the years" in text
    assert "Pledged, in rounds The figures" in text
    assert "Pledged, in rounds, said over the years" not in text


@pytest.mark.django_db
def test_the_index_filters_flows_and_claims_alike(client: Client) -> None:
    page = Markup(client.get("/flows/?supplier=ru&recipient=kp").content.decode())
    listed = {href for href in page.values("href") if href.startswith("/flows/ru/")}
    given = set(models.Shipment.objects.filter(supplier="ru", recipient="kp").values_list("munition", flat=True))
    assert listed == {f"/flows/ru/kp/{munition}/" for munition in given}
    assert "petroleum" in given
    assert not [href for href in page.values("href") if href.startswith("/flows/kp/ru/")]
    assert f"{len(given)} flows" in page.text
    assert "At least 9,000 containers of aid" in page.text


@pytest.mark.django_db
def test_a_code_that_does_not_exist_is_named(client: Client) -> None:
    text = text_of(client, "/flows/?supplier=zz")
    assert "supplier=zz was left out." in text
    assert "there is no 'zz' among the actors" in text
    assert "No claim matches." in text


def span(
    low: int | None,
    high: int | None,
    lowest: int | None,
    highest: int | None,
    heads: int = 2,
    starts: tuple[date, date] | None = None,
) -> Span:
    ends = [None if value is None else Decimal(value) for value in (low, high, lowest, highest)]
    first, last = starts or (None, None)
    return Span("shipped", "round", ends[0], ends[1], ends[2], ends[3], heads, first, last)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (span(None, None, None, None), "No head gives a figure."),
        (span(5, 5, 5, 5), "5 rounds."),
        (span(300, 1000, 300, 1000), "From 300 to 1,000 rounds."),
        (span(None, 900, 300, 900), "at least one is a ceiling, so the span has no low end."),
        (span(300, None, 300, 900), "at least one is a floor, so the span has no high end."),
        (span(None, None, 300, 300), "The one figure is 300 rounds"),
        (span(None, 900, 900, 900, heads=1), "Up to 900 rounds."),
        (span(300, None, 300, 300, heads=1), "At least 300 rounds."),
        (
            span(300, 1000, 300, 1000, starts=(date(2024, 2, 17), date(2025, 1, 1))),
            "They count from different days, the first since 17 February 2024, the last since 2025",
        ),
    ],
)
def test_an_open_end_is_never_filled(given: Span, words: str) -> None:
    assert words in span_words(given)
