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


def test_the_state_of_today_is_told_of_both_sides_with_who_said_it_and_when(client: Client) -> None:
    page = Markup(client.get("/").content.decode())
    # The grade stands between the words that quote a claim and what follows them.
    text = re.sub(r" [A-F]\d source graded [A-F], credibility \d( (?=[;.,]))?", "", page.text)
    assert (
        "Large-calibre rounds to Russia, as claimed: North Korea 5.7 million to 6.7 million since 2023 (Friedrich "
        "Naumann Foundation, September 2025) or at least 10 million since an unstated day (South Korea's intelligence "
        "service, June 2025); North Korea and Iran together 5 million to 7 million since 2023 (Estonian intelligence, "
        "February 2026)."
    ) in text
    assert "is a capacity and not a delivery." in text
    assert (
        "Large-calibre rounds to Ukraine, as claimed: Czech ammunition initiative about 4.4 million since 17 February "
        "2024 (Czech president, February 2026); Czechia 3.7 million since an unstated day (Czech government, October "
        "2025); United States at least 3 million since 24 February 2022 (Associated Press, September 2024)."
    ) in text


def test_what_was_stated_last_is_dated_and_leads_to_what_changed(client: Client) -> None:
    page = client.get("/?as_of=2024-03-01").content.decode()
    assert "<strong>Stated last</strong>, 28 February 2024:" in page or "<strong>Stated last</strong>" in page
    address = re.findall(r'href="(/changes/\?[^"]*from=[^"]*)"', page)[0].replace("&amp;", "&")
    assert "as_of=2024-03-01" in address
    assert client.get(address).status_code == 200


def test_disputes_stand_in_one_line_each_and_say_that_the_distance_is_computed(client: Client) -> None:
    text = text_of(client)
    assert "Accounts differ most on Russia: artillery rounds, fired, whole front line: Ukraine's General Staff" in text
    told = text[text.index("Accounts differ most") : text.index("Sent to each side")]
    assert "about seven times as much as NATO" in told
    assert told.rstrip().endswith("(computed; nobody stated it)")
    page = client.get("/").content.decode()
    assert "/disagree/?recipient=ru,ua&amp;munition=large-calibre-round" in page


def test_got_made_and_fired_are_those_of_the_balances_of_both_sides_in_two_years(client: Client) -> None:
    text = text_of(client).replace("\u2009", " ")
    told = text[text.rindex("Whose, when") : text.index("Every year, with the claims")]
    # Names are links, each with its grade.
    told = re.sub(r" [A-F]\d source graded [A-F], credibility \d(, weak evidence)? ?", "", told).replace("( ", "(")
    assert re.findall(r"(Russia|Ukraine) in (\d{4})", told) == [
        ("Russia", "2025"),
        ("Ukraine", "2025"),
        ("Russia", "2024"),
        ("Ukraine", "2024"),
    ]
    paced = "27,000 to 28,000 a day in April 2025 (Ukraine's General Staff)"
    assert (
        "About 7 million (Ukraine's president) One figure by the year from January to October 2025, taken for all 365 "
        "days Left out: " in told
    )
    assert paced in told
    assert "At least 2.3 million (Open Source Centre, weak evidence)" in told
    assert "/claims/msmt-2025-05-29-rounds/" in client.get("/").content.decode()
    assert "9 855 000" not in told
    page = client.get("/").content.decode()
    assert re.search(r'href="/balance/\?[^"]*side=ru[^"]*"', page)
    assert 'href="/balance/years/"' in page


def test_the_story_is_a_teaser_to_its_page(client: Client) -> None:
    assert 'href="/stories/june-2024/"' in client.get("/").content.decode()
    assert "No story had been told by this day." in text_of(client, "/?as_of=2024-06-13")


def test_an_earlier_day_shows_what_was_known_then(client: Client) -> None:
    text = text_of(client, "/?as_of=2024-03-01")
    assert "What containers could hold, about 3 million" in text
    assert "4.8 million" not in text
    assert "2025" not in re.sub(r"(?s)As known on.*?As this site had it", "", text)


def test_a_day_before_everything_has_no_numbers_and_no_zeros(client: Client) -> None:
    text = text_of(client, "/?as_of=2021-01-01")
    assert "No running total of large-calibre rounds to Russia is on record." in text
    assert "Nothing to draw" in text
    assert not re.search(r"\b0 (artillery|rounds)", text)


def test_an_empty_database_says_so(client: Client) -> None:
    models.Story.objects.all().delete()
    models.OtherName.objects.all().delete()
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
    assert "Two flows to different recipients are needed here" in response.content.decode()


EXPECTED = {
    # the reference tables and who overlaps whom, once for all parts; and what can be asked about on the day
    "flows_actor": 2,
    "flows_munition": 2,
    "flows_actoroverlap": 1,
    "flows_claimantoverlap": 1,
    "flows_claimant": 2,
    # the sides, the disagreements three times, both balances, the newest, and the days of statements
    "flows_shipment": 8,
    "flows_rate": 4,
    "flows_ratio": 1,
    "flows_indicator": 2,
    "flows_story": 1,
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
