"""The page of what changed between two days."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from flows.queries.statement_days import statement_days
from flows.wording import when
from tests.dashboard.pages.markup import Markup

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
