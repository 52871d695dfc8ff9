"""The page of what changed between two days."""

from __future__ import annotations

import csv
import io
import random
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from flows.queries.statement_days import statement_days
from flows.wording import when
from tests.dashboard.pages.markup import Markup
from tests.thorough import THOROUGH

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> tuple[str, str]:
    response = client.get(path)
    assert response.status_code == 200
    markup = response.content.decode()
    return markup, Markup(markup).text


def test_the_briefing_of_a_flow_leads_to_its_claims(client: Client) -> None:
    markup, text = page(client, "/changes/?from=2024-03-01&to=2024-06-14&flow=kp/ru/artillery-round")
    assert "After 1 March 2024 and until 14 June 2024," in text
    assert "of all claimants the highest figure of rounds shipped went from 3 million to 4.8 million." in text
    assert "(computed; nobody stated it)" in text
    assert 'href="/claims/rok-mnd-2024-06-14-shells/"' in markup
    for sentence in re.findall(r'<ul class="quotes briefing">(.*?)</ul>', markup, re.DOTALL)[0].split("<li>")[1:]:
        assert 'href="/claims/' in sentence
    assert "/api/v1/changes.csv?from=2024-03-01" in markup
    assert '<input type="hidden" name="flow" value="kp/ru/artillery-round">' in markup


def test_without_days_the_last_month_of_statements_is_told(client: Client) -> None:
    last = max(statement_days())
    assert f"After {when(last - timedelta(days=31))} and until {when(last)}," in page(client, "/changes/")[1]
    early = page(client, "/changes/?as_of=2024-03-15")[1]
    day = max(day for day in statement_days() if day <= date(2024, 3, 15))
    assert f"After {when(day - timedelta(days=31))} and until {when(day)}," in early
    assert "was left out" not in early


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=2024-06-14&to=2024-03-01", "2024-03-01 lies before from, 2024-06-14"),
        ("from=2024-03-01&to=2999-01-01", "is after today"),
        ("from=2024-03-01&to=2024-06-14&as_of=2024-05-01", "after the day that is read, 2024-05-01"),
        ("from=lots&to=2024-06-14", "from=lots was left out."),
        ("supplier=zz", "there is no actor 'zz'"),
        ("clock=recorded", "both days have to be named: from and to; the last month of statements is told"),
        ("clock=recorded&from=2000-01-01&to=2000-01-02", "before the record of this site begins"),
    ],
)
def test_what_cannot_be_told_is_named_and_the_usual_days_are_told(client: Client, query: str, said: str) -> None:
    text = page(client, f"/changes/?{query}")[1]
    assert said in text
    assert " claims were stated about " in text


def test_the_choice_of_the_form_is_kept(client: Client) -> None:
    markup, _ = page(
        client, "/changes/?from=2024-03-01&to=2024-06-14&supplier=kp,ir&munition=container&claimant=kr-mnd"
    )
    assert '<option value="ir,kp" selected>' in markup
    assert '<option value="container" selected>' in markup
    assert '<option value="kr-mnd" selected>' in markup
    assert "No claim about a flow was stated" in page(client, "/changes/?from=2020-01-01&to=2020-02-01")[1]


def test_balances_rates_and_context_follow_the_flows_each_with_its_claims(client: Client) -> None:
    markup, text = page(client, "/changes/?from=2025-04-01&to=2025-07-31")
    for title in ("Russia: artillery rounds got, made and fired in 2024", "Rates", "Ratios", "Context figures"):
        assert f">{title}</a></li>" in markup, title
    assert "what came from others was 3.5 million to 3.7 million, and is now 3.5 million to 6.5 million." in text
    balance = (
        "/balance/?side=ru&amp;start=2024-01-01&amp;end=2024-12-31&amp;munition=artillery-round&amp;as_of=2025-07-31"
    )
    assert balance in markup
    assert "A rate was stated: about 250,000 artillery rounds a month produced by Russia in 2025" in text
    assert "A context figure was stated: North Korea's share of the shells that Russia fires: 60%" in text
    for sentence in re.findall(r'<ul class="quotes briefing">(.*?)</ul>', markup, re.DOTALL):
        assert sentence.count("<li>") <= sentence.count('class="leads"')


def claims_in(text: str) -> set[str]:
    return set(re.findall(r"/claims/([^/?\"]+)/", text))


def test_page_json_csv_and_feed_of_a_question_name_the_same_claims(client: Client) -> None:
    chance, days = random.Random(17), statement_days()
    choices = {
        "supplier": ("kp", "ir", "us", "eu,de"),
        "recipient": ("ru", "ua"),
        "munition": ("artillery-round", "container", "drone"),
        "claimant": ("kr-nis", "ua-hur", "nato,kr-mnd"),
        "grade": ("B",),
        "clock": ("stated",),
    }
    named = 0
    for number in range(40 if THOROUGH else 6):
        earlier, later = sorted(chance.sample(days, 2))
        asked = {"from": earlier.isoformat(), "to": later.isoformat()}
        asked |= {name: chance.choice(choices[name]) for name in chance.sample(sorted(choices), number % 4)}
        html = client.get("/changes/", asked).content.decode()
        (feed,) = (
            a["href"] or "" for tag, a in Markup(html).tags if tag == "a" and a.get("type") == "application/atom+xml"
        )
        atom = client.get(feed).text
        body = client.get("/api/v1/changes/", asked).json()
        stream: Any = client.get("/api/v1/changes.csv", asked)
        table = csv.DictReader(io.StringIO(b"".join(stream.streaming_content).decode("utf-8-sig")))
        told = {
            code
            for part in (*body["flows"], *body["balances"])
            for sentence in part["sentences"]
            for code in sentence["claims"]
        }
        # What the page says beside them is the record itself here; a rate that another replaced is named by that one.
        beside = [claim for kind in ("rates", "ratios", "indicators") for claim in body[kind]]
        told |= {claim["code"] for claim in beside} | {claim.get("supersedes") for claim in beside}
        found = claims_in(html[html.index("<main") : html.index("</main>")])
        entries = [claims_in(entry) for entry in re.findall(r"<entry>(.*?)</entry>", atom, re.DOTALL)]
        assert [len(entry) for entry in entries] == [1] * len(found), asked
        assert set().union(*entries) == found, asked
        assert {code for row in table for code in row["claims"].split(";") if code} == found, asked
        assert told - {None} == found, asked
        named += len(found)
    assert named > 50


def test_the_feed_without_days_goes_on_with_the_month_and_says_what_is_computed(client: Client) -> None:
    atom = client.get("/changes/feed.atom").text
    assert 'href="http://testserver/changes/feed.atom" rel="self"' in atom
    last = max(statement_days())
    assert f"until {when(last)}," in atom
    assert "(computed; nobody stated it)" in atom
    assert f"<updated>{last.isoformat()}T00:00:00+00:00</updated>" in atom


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("clock=recorded", "from"),
        ("from=2024-06-14&to=2024-03-01", "to"),
        ("supplier=zz", "supplier"),
        ("suplier=kp", "suplier"),
        ("from=lots&to=2024-06-14", "from"),
    ],
)
def test_a_feed_that_cannot_be_told_is_refused_by_name(client: Client, query: str, parameter: str) -> None:
    response = client.get(f"/changes/feed.atom?{query}")
    assert response.status_code == 400
    assert parameter in [error["parameter"] for error in response.json()["errors"]]
