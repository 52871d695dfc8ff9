"""Public changes of what claims refer to: in the feed, in the changelog, on the pages of claims and sources."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flows.actions.propose import approve_proposal, propose
from flows.actions.restore import restore
from flows.dictionary import CLAIM_TABLES
from flows.exporting.changelog import changelog
from flows.models import Actor, Claimant, ClaimantOverlap, Shipment, Source
from flows.queries.listing import every
from flows.questions import ListQuestion
from tests.dashboard.pages.markup import Markup
from tests.flows.actions.people import fresh, person
from tests.flows.actions.reference import added, applied, proposal_to

pytestmark = pytest.mark.django_db
HEAD = "rok-dia-2025-07-13-152mm"


def change(made: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(made, name, value)
    proposal = propose(made, person("quill-author"))
    assert proposal is not None
    approve_proposal(proposal, person("quill-reviewer"))


def entries(client: Client) -> str:
    return client.get("/feed.atom").text


def test_the_feed_lists_what_was_renamed_corrected_and_restored_and_not_by_whom(client: Client) -> None:
    party, document = Actor.objects.get(code="kp"), fresh(Source(code=Shipment.objects.get(code=HEAD).source_id))
    overlap = ClaimantOverlap.objects.order_by("code").first()
    before = party.name
    change(party, name="The DPRK")
    change(document, reliability="E")
    assert overlap is not None
    applied(overlap)
    proposal = restore(fresh(party), 1, person("quill-author"))
    assert proposal is not None
    approve_proposal(proposal, person("quill-reviewer"))
    text = entries(client)
    assert "Renamed: The DPRK (party)" in text
    assert f"Name: {before} → The DPRK." in text
    assert f"Restored: {before} (party)" in text
    assert f"Corrected: {document.title.split(chr(39))[0][:20]}" in text
    assert f"/sources/{document.pk}/" in text
    assert "/actors/kp/" in text
    assert f"Corrected: {overlap.pk} (overlap of claimants)" in text
    assert "quill" not in text


def test_what_waits_or_is_new_is_no_news_of_its_own(client: Client) -> None:
    before = entries(client)
    proposal_to(Actor.objects.get(code="kp"))
    added(Actor)
    assert entries(client) == before


def test_the_changelog_names_the_record_and_a_past_day_only_what_was_known() -> None:
    claimant = Claimant.objects.get(code=Shipment.objects.get(code=HEAD).claimant_id)
    change(claimant, short_name="Another name")
    line = f"- renamed: `{claimant.pk}` (claimants)"
    assert line in changelog(None)
    assert line not in changelog(date(1990, 1, 1))
    assert "new: " in changelog(None)
    assert " actors" not in changelog(None).replace("(actors)", "")


def test_the_pages_of_a_claim_and_of_a_source_say_what_was_changed_and_not_by_whom(client: Client) -> None:
    document = fresh(Source(code=Shipment.objects.get(code=HEAD).source_id))
    change(document, publisher="The Harbour Gazette")
    for page in (f"/claims/{HEAD}/", f"/sources/{document.pk}/"):
        text = client.get(page).text
        assert "to The Harbour Gazette" in text
        assert "quill" not in text
        assert "to The Harbour Gazette" not in client.get(page, {"as_of": "2026-01-01"}).text


def codes_in(client: Client, query: str) -> set[str]:
    """The claims that the feed of a question links to."""
    response = client.get(f"/feed.atom?{query}")
    assert response.status_code == 200, response.content
    return set(re.findall(r'<link[^>]*"http://testserver/claims/([^/"]+)/"', response.text))


def expected(table: str, **filters: Any) -> set[str]:
    return {claim.code for claim in every(ListQuestion(table, tuple(sorted(filters.items())), ordering="code"))}


@pytest.mark.parametrize(
    ("query", "table", "filters"),
    [
        ("compared=guns", "ratios", {"compared": ("guns",)}),
        ("supplier=ir", "shipments", {"supplier": ("ir",)}),
        (
            "flow=kp/ru/artillery-round",
            "shipments",
            {"supplier": ("kp",), "recipient": ("ru",), "within": ("artillery-round",)},
        ),
        ("table=rates&actor=eu&activity=capacity", "rates", {"actor": ("eu",), "activity": ("capacity",)}),
        ("unit=percent", "indicators", {"unit": ("percent",)}),
    ],
)
def test_the_feed_of_a_filter_tells_of_exactly_what_its_list_holds(
    client: Client, query: str, table: str, filters: dict[str, Any]
) -> None:
    found = codes_in(client, query)
    assert found == expected(table, **filters)
    assert 0 < len(found) < 100


def test_the_feed_of_a_claim_tells_what_replaced_it(client: Client) -> None:
    text = client.get("/feed.atom?claim=rok-mnd-2024-06-14-containers").text
    assert "Superseded: " in text
    assert codes_in(client, "claim=rok-mnd-2024-06-14-containers") == {
        "rok-mnd-2024-06-14-containers",
        "rok-mnd-2024-07-24-containers",
        # What it replaced itself.
        "rok-mnd-2024-03-18-containers",
    }


@pytest.mark.parametrize("words", ["КНДР", "북한", "DPRK", "container"])
def test_the_feed_of_a_search_tells_of_the_claims_that_the_search_finds(client: Client, words: str) -> None:
    found = {
        result["code"]
        for table in CLAIM_TABLES
        for result in client.get(f"/api/v1/search/?q={words}&kind={table}&page_size=100").json()["results"]
    }
    told = codes_in(client, f"q={words}")
    assert told
    # The feed tells of the newest writes; of a claim that superseded another, of both.
    replaced = {code for (code,) in Shipment.objects.filter(supersedes__isnull=False).values_list("supersedes")}
    assert told - replaced <= found
    narrow = codes_in(client, f"q={words}&table=indicators")
    assert narrow <= found & expected("indicators")


def test_the_feed_of_words_that_are_nowhere_tells_of_nothing_and_never_of_everything(client: Client) -> None:
    assert codes_in(client, "q=zyzzyva") == set()
    response = client.get("/feed.atom?q=...")
    assert response.status_code == 400
    assert "holds no letter and no digit" in response.json()["errors"][0]["detail"]


def test_the_feed_of_a_party_takes_every_kind_of_claim_on_either_side(client: Client) -> None:
    found = codes_in(client, "party=sk")
    sides = {"shipments": ("supplier", "recipient"), "rates": ("actor",), "ratios": ("favours", "over")}
    sides["indicators"] = ("actor", "whole_of")
    assert found == {
        claim.code
        for table, names in sides.items()
        for claim in every(ListQuestion(table, ordering="code"))
        if "sk" in {getattr(claim, name) for name in names}
    }
    shares = {claim.code for claim in every(ListQuestion("indicators", ordering="code")) if claim.whole_of == "ru"}
    assert shares
    assert shares <= codes_in(client, "party=ru&table=indicators")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("supplier=nobody", "supplier"),
        ("party=nobody", "party"),
        ("claim=nothing", "claim"),
        ("flow=kp/nobody/artillery-round", "flow"),
        ("suplier=kp", "suplier"),
        ("as_of=2024-06-14", "as_of"),
        ("recorded=2026-11-01", "recorded"),
        ("ordering=code", "ordering"),
        ("page_size=5", "page_size"),
        ("from=2024-01-01", "from"),
        ("to=2024-01-01", "to"),
        ("stage=lost", "stage"),
        ("supplier=", "supplier"),
    ],
)
def test_a_feed_that_cannot_be_told_is_refused_and_is_never_the_whole_feed(
    client: Client, query: str, parameter: str
) -> None:
    response = client.get(f"/feed.atom?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert [error["parameter"] for error in response.json()["errors"]] == [parameter]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("as_of=2024-06-14", "as_of: a feed is of now and goes on: of a past day or moment ask the list or the page"),
        ("recorded=2026-11-01", "recorded: a feed is of now"),
        ("ordering=code", "ordering: a feed is in the order of what happened, the newest first"),
        ("page_size=5", "page_size: a feed holds the last of what happened"),
        ("cursor=x", "cursor: a feed holds the last of what happened"),
        ("from=2024-01-01", "from: a feed is of now and goes on: what changed between two days is told by /changes/"),
    ],
)
def test_what_lists_and_changes_take_and_a_feed_does_not_is_refused_with_the_reason(
    client: Client, query: str, reason: str
) -> None:
    problem = client.get(f"/feed.atom?{query}").json()
    assert problem["detail"].startswith(reason)
    assert "did you mean" not in problem["detail"]


def test_the_title_and_the_own_address_of_a_feed_say_its_question_and_it_has_an_etag(client: Client) -> None:
    response = client.get("/feed.atom?supplier=kp&stage=delivered,shipped")
    assert "<title>Munitions Flows: claims with stage delivered or shipped, supplier kp</title>" in response.text
    assert 'href="http://testserver/feed.atom?stage=delivered,shipped&amp;supplier=kp" rel="self"' in response.text
    again = client.get("/feed.atom?supplier=kp&stage=delivered,shipped", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("query", "checked"),
    [
        ("supplier=kp", ["flows_actor"]),
        ("table=rates&claimant=nato&munition=artillery-round", ["flows_claimant", "flows_munition"]),
        ("claim=rok-mnd-2024-06-14-shells", ["flows_shipment"]),
    ],
)
def test_a_feed_takes_a_query_for_each_filter_that_names_records_and_one_for_each_list(
    client: Client, query: str, checked: list[str]
) -> None:
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/feed.atom?{query}")
    tables = [one["sql"].split('FROM "', 1)[1].split('"', 1)[0] for one in captured]
    # The version of the data first; at the end the claims.
    assert tables[1:-1] == [*checked, "flows_revision"]
    assert tables[-1] == ("flows_rate" if "rates" in query else "flows_shipment")


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/flows/?supplier=kp&as_of=2025-01-01", "/feed.atom?supplier=kp&table=shipments"),
        ("/rates/?activity=fired", "/feed.atom?activity=fired&table=rates"),
        ("/ratios/?compared=guns", "/feed.atom?compared=guns&table=ratios"),
        ("/flows/kp/ru/artillery-round/", "/feed.atom?flow=kp/ru/artillery-round"),
        (f"/claims/{HEAD}/", f"/feed.atom?claim={HEAD}"),
        (
            "/years/?supplier=kp&munition=container",
            "/feed.atom?stage=delivered,shipped&supplier=kp&table=shipments&within=container",
        ),
        ("/changes/?from=2024-01-01&to=2024-02-01&claimant=kr-nis", "/feed.atom?claimant=kr-nis"),
        ("/disagree/?claimant=kr-nis", "/feed.atom?claimant=kr-nis"),
        ("/search/?q=КНДР", "/feed.atom?q=%D0%9A%D0%9D%D0%94%D0%A0"),
        ("/search/?q=DPRK&kind=rates", "/feed.atom?q=DPRK&table=rates"),
        ("/search/?q=DPRK&kind=places", "/feed.atom?q=DPRK"),
        ("/actors/kp/?as_of=2024-06-14", "/feed.atom?party=kp"),
        ("/claimants/kr-mnd/?grade=B", "/feed.atom?claimant=kr-mnd&grade=B"),
        ("/munitions/container/", "/feed.atom?within=container"),
        ("/places/pokrovsk-direction/", "/feed.atom?place=pokrovsk-direction"),
        ("/events/2023-10-13-white-house/", "/feed.atom?source=2023-10-14-yonhap"),
        ("/sources/2024-06-14-close-the-sky-over-ukraine/", "/feed.atom?source=2024-06-14-close-the-sky-over-ukraine"),
        ("/indicators/?unit=percent", "/feed.atom?table=indicators&unit=percent"),
        ("/changes/", "/feed.atom"),
    ],
)
def test_a_page_links_the_feed_of_its_own_question_twice(client: Client, page: str, feed: str) -> None:
    html = client.get(page).text
    tags = Markup(html).tags
    linked = [a.get("href") for tag, a in tags if tag == "link" and a.get("type") == "application/atom+xml"]
    seen = [a.get("href") for tag, a in tags if tag == "a" and a.get("type") == "application/atom+xml"]
    assert feed in linked
    assert feed in seen
    assert client.get(feed).status_code == 200


def test_the_feed_of_all_changes_says_that_it_is_of_every_claim(client: Client) -> None:
    html = client.get("/changes/").text
    assert re.search(r'<a href="/feed.atom"\s+type="application/atom\+xml">Feed of every claim</a>', html)
    narrow = client.get("/changes/?claimant=kr-nis").text
    assert "Feed of every claim" not in narrow


def addresses(text: str) -> dict[str, str]:
    """The links of a feed by what they are to it."""
    links = re.findall(r'<link href="([^"]*)" rel="(\w+)"/>', text.partition("<entry>")[0])
    return {rel: address.replace("&amp;", "&") for address, rel in links}


@pytest.mark.parametrize("query", ["", "?supplier=kp&stage=delivered,shipped"])
def test_the_pages_of_a_feed_hold_every_entry_once(client: Client, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    """As RFC 5005 has them: one feed with one id, in pages that lead on to one another."""
    monkeypatch.setattr("dashboard.pages.feed.MOST_WRITES", 100_000)
    whole = client.get(f"/feed.atom{query}").text
    assert set(addresses(whole)) == {"alternate", "self", "first"}
    monkeypatch.setattr("dashboard.pages.feed.MOST_WRITES", 60 if not query else 7)
    found: list[str] = []
    following, pages = f"http://testserver/feed.atom{query}", 0
    while following:
        page = client.get(following).text
        links = addresses(page)
        assert links["first"] == addresses(whole)["self"]
        assert parts(page, "id")[0] == parts(whole, "id")[0]
        found += parts(page, "id")[1:]
        following, pages = links.get("next", ""), pages + 1
    assert found == parts(whole, "id")[1:]
    assert pages > 3


def parts(text: str, name: str) -> list[str]:
    """What the elements of a name hold, in their order."""
    return re.findall(f"<{name}>([^<]*)</{name}>", text)


def test_a_place_in_a_feed_that_is_none_is_refused(client: Client) -> None:
    problem = client.get("/feed.atom?before=yesterday").json()
    assert problem["detail"] == "before: 'yesterday' is no place in a feed: take it from the link to the next page"
