"""The page of two claims that are to meet."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db

OSC, HUR = "osc-2025-04-15-containers", "ua-hur-skib-2025-11-nk"


def page(client: Client, path: str) -> tuple[str, str]:
    response = client.get(path)
    assert response.status_code == 200
    markup = response.content.decode()
    return markup, Markup(markup).text


def test_the_steps_are_in_order_and_each_number_leads_to_its_claim(client: Client) -> None:
    markup, text = page(client, f"/reconcile/?left={OSC}&right={HUR}")
    assert "After 1 published change the two meet: their nearest figures differ by 4.1%, within 5%" in text
    assert "Computed; nobody stated it." in text
    (steps,) = re.findall(r'<ol class="quotes large numbered">.*?</ol>', markup, re.DOTALL)
    assert re.findall(r'<a href="/claims/([^/]+)/">([^<]*)</a>', steps)[:3] == [
        ("rok-dia-2025-07-13-152mm", "at least 428.5 in each"),
        (OSC, "15,809 containers"),
        (OSC, "at least 6.775 million 152 mm artillery rounds, if full"),
    ]
    assert "Different stages." in text
    assert "Other ways with as few changes" in text


def test_without_an_address_the_same_pair_is_asked_and_in_june_2024_that_of_then(client: Client) -> None:
    assert page(client, "/reconcile/")[1] == page(client, f"/reconcile/?left={OSC}&right={HUR}")[1]
    text = page(client, "/reconcile/?as_of=2024-06-14")[1]
    assert "was left out" not in text
    assert "2025" not in text.partition("The two claims")[2].partition("How this is made")[0]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("left=rok-2024-10-28-152mm&right=ua-zelensky-2024-12-02", "Nothing has to change: as stated, they overlap at"),
        (f"left=osc-2025-04-15-voyages&right={HUR}", "no published factor leads from the one to the other."),
        (f"left=eu-2024-03-25-delivered-500k&right={HUR}", "different parties, goods or activities"),
        (f"left=us-nkru-2022-09-millions&right={HUR}", "gives no figure"),
        (f"left={OSC}&right={HUR}&tolerance=lots", "tolerance=lots was left out."),
        (f"left={OSC}&right=nothing", "there is no claim 'nothing' about a flow"),
    ],
)
def test_every_outcome_is_said_in_words(client: Client, query: str, said: str) -> None:
    assert said in page(client, f"/reconcile/?{query}")[1]


def test_claims_and_their_comparison_lead_here_where_two_can_be_reconciled(client: Client) -> None:
    markup, _ = page(client, f"/compare/claims/?left={OSC}&right={HUR}")
    assert f"/reconcile/?left={OSC}&amp;right={HUR}" in markup
    assert f"/reconcile/?left={OSC}" in page(client, f"/claims/{OSC}/")[0]
    assert "/reconcile/?left=nato-2024-03-11-fire" in page(client, "/claims/nato-2024-03-11-fire/")[0]
    assert "/reconcile/?left" not in page(client, "/claims/ctx-nk-gdp-2022/")[0]
    assert "/reconcile/?left" not in page(client, "/claims/us-nkru-2022-09-millions/")[0]


def test_a_claim_alone_is_asked_to_meet_somebody_elses_about_the_same(client: Client) -> None:
    text = page(client, "/reconcile/?left=nato-2024-03-11-fire")[1]
    assert "was left out" not in text
    assert "About 10,000 artillery rounds a day" in text
    assert "The address names one claim. The other was chosen for it" in text
    assert "The address names one claim" not in page(client, f"/reconcile/?left={OSC}&right={HUR}")[1]


def test_a_total_alone_is_set_beside_a_total_and_not_beside_a_month_without_any(client: Client) -> None:
    _markup, text = page(client, "/reconcile/?left=rok-mnd-2024-06-14-shells")
    assert "0 artillery rounds" not in text.partition("The two claims")[2].partition("What has to change")[0]
    assert "The address names one claim" in text
