"""The overview: its numbers come from records, as of any day."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flows import models
from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str = "/") -> str:
    return Markup(client.get(path).content.decode()).text


def test_the_lede_holds_the_numbers_with_their_caveats(client: Client) -> None:
    text = text_of(client)
    assert (
        "South Korea's defence ministry said on 14 June 2024 that at least 10,000 containers had gone from North Korea "
        "to Russia since August 2023, which could hold up to 4.8 million artillery rounds."
    ) in text
    assert "put the European Union’s shells to Ukraine at 1 million shipped (14 June 2024)" in text
    assert "about 500,000 delivered since 20 March 2023 (25 March 2024)" in text
    assert "300,000 delivered since 20 March 2023 (26 February 2024)" in text


def test_stated_and_computed_stand_apart(client: Client) -> None:
    text = text_of(client)
    assert "Stated: almost 10 to 1" in text
    assert "About the time From 1 January to 14 June 2024" in text
    assert "Computed: up to 4.8 to 1, or 9.6, or 16" in text
    assert "over about 500,000 since 20 March 2023, EU High Representative, 25 March 2024" in text
    assert "Neither confirms the other." in text
    assert "The EU itself then counted about 500,000 since 20 March 2023 (25 March 2024)." in text


def test_what_was_replaced_since_is_named(client: Client) -> None:
    text = text_of(client)
    assert "Replaced since, by the same claimants:" in text
    assert (
        "1 million artillery rounds from European Union to Ukraine since 20 March 2023 (delivered; EU High "
        "Representative, 18 November 2024)"
    ) in text
    assert "Replaced since" not in text_of(client, "/?as_of=2024-06-14")


def test_the_rest_of_the_article(client: Client) -> None:
    assert "Dozens of short-range ballistic missiles" in text_of(client, "/?as_of=2024-06-14")
    text = text_of(client)
    assert "At least 100 short-range ballistic missiles from 1 January to 15 December 2024 (delivered" in text
    assert "Computed from the first two: about 4.1%." in text
    assert "issile test cost, North Korea: about $1 billion in 2023" in text
    assert "conomy size, North Korea: about $24.5 billion in 2022" in text
    assert "issile test cost share of economy, North Korea: about 4%" in text


def test_an_earlier_day_shows_what_was_known_then(client: Client) -> None:
    text = text_of(client, "/?as_of=2024-03-01")
    assert "which could hold either about 500,000 artillery rounds of 122 mm or about 3 million 152 mm" in text
    assert "at 330,000 delivered since 20 March 2023 (31 January 2024)" in text
    assert "None on record for this comparison by 1 March 2024." in text
    assert "4.8 million" not in text
    assert "14 June 2024) " not in text


def test_a_day_before_everything_has_no_numbers_and_no_zeros(client: Client) -> None:
    text = text_of(client, "/?as_of=2021-01-01")
    assert "had put no figure to what North Korea’s containers to Russia could hold" in text
    assert "there were not two figures to divide" in text
    assert text.count("No claim recorded by this day.") == 4
    assert not re.search(r"\b0 (artillery|to 1)", text)


def test_an_empty_database_says_so(client: Client) -> None:
    models.Rate.objects.update(supersedes=None)
    for model in (models.Event, models.Route, models.Rate, models.Ratio, models.Indicator):
        model.objects.all().delete()
    models.Shipment.objects.update(supersedes=None, part_of=None, derived_from=None, factor=None)
    models.Shipment.objects.all().delete()
    models.Place.objects.all().delete()
    models.ClaimantOverlap.objects.all().delete()
    models.ActorOverlap.objects.all().delete()
    models.Claimant.objects.all().delete()
    models.Munition.objects.update(parent=None)
    models.Munition.objects.all().delete()
    response = client.get("/")
    assert response.status_code == 200
    assert "No claims are recorded here yet." in response.content.decode()


EXPECTED = {
    "flows_actor": 2,  # the catalogue, and the parties to the events
    "flows_munition": 1,
    "flows_claimant": 1,
    "flows_claimantoverlap": 1,
    "flows_actoroverlap": 1,
    # both flows, the missiles, what went back, the newest, and the days of statements
    "flows_shipment": 6,
    "flows_ratio": 1,
    "flows_rate": 1,
    "flows_indicator": 1,
    "flows_route": 1,
    "flows_leg": 1,
    "flows_place": 1,
    "flows_event": 1,
    "flows_revision": 1,  # the version of the data
}


def tables_asked(client: Client, path: str) -> Counter[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return Counter(re.findall(r'^.*?FROM "(\w+)"', query["sql"])[0] for query in queries)


def test_the_number_of_queries_is_fixed(client: Client) -> None:
    assert tables_asked(client, "/") == EXPECTED
    assert tables_asked(client, "/?as_of=2024-03-01") == EXPECTED


def test_ten_times_the_claims_cost_no_query_more(client: Client) -> None:
    multiply_claims(9)
    assert tables_asked(client, "/") == EXPECTED


def multiply_claims(times: int) -> None:
    """So many copies of every claim, without the links between them."""
    tables: tuple[Any, ...] = (models.Shipment, models.Rate, models.Ratio)
    for model in tables:
        copies = []
        for row in model.objects.all():
            for number in range(times):
                copy = model(**{field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields})
                copy.pk = f"copy-{number}-{row.pk}"[:80]
                if hasattr(copy, "supersedes_id"):
                    copy.supersedes_id = None
                if hasattr(copy, "part_of_id"):
                    copy.part_of_id = copy.derived_from_id = copy.factor = None
                    copy.alternative_group = ""
                copies.append(copy)
        model.objects.bulk_create(copies)


@pytest.mark.parametrize("day", ["2021-01-01", "2024-03-01", "2024-06-13"])
def test_before_the_article_nothing_speaks_of_it(client: Client, day: str) -> None:
    page = client.get(f"/?as_of={day}").content.decode()
    text = re.sub(r'(?s)<div class="known-on">.*?</form>', "", page)
    # Days of June that had passed may be named, and the month that somebody spoke of in May.
    told = r"(?i)\bthe article\b|(?<!\d[\s\u00a0])(?<!Ukraine in )June 2024|14\sJune 2024|since 2022"
    assert re.findall(told, text) == []
    assert "Also on record" in text
    on_the_day = text_of(client, "/?as_of=2024-06-14")
    assert "Also in the article" in on_the_day
    assert "The ratio, as stated, since 2022" in on_the_day
