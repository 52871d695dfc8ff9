"""Lists of records and the records in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from flows.actions.check_evidence import check_evidence
from flows.dictionary import CLAIM_TABLES
from flows.models import EvidenceCheck
from flows.pages_of_site import RECORD_PAGES
from flows.queries.listing import every
from flows.questions import LISTINGS, ListQuestion
from tests.oracles.ledger import stands

Get = Callable[..., Any]
CONTRACT = [
    "code",
    "claimant",
    "speaker",
    "source",
    "claimed_on",
    "date_precision",
    "stance",
    "supplier",
    "recipient",
    "munition",
    "unit",
    "stage",
    "basis",
    "bound",
    "low",
    "point",
    "high",
    "text",
    "temporal",
    "period_start",
    "period_end",
    "supersedes",
    "superseded_by",
    "alternative_group",
    "part_of",
    "derived_from",
    "factor",
    "credibility",
    "statement",
    "notes",
    "url",
]


def codes(body: Any) -> list[str]:
    return [record["code"] for record in body["results"]]


FIRST_OF_INDICATORS = [
    *("code", "claimant", "speaker", "source", "claimed_on", "date_precision", "actor", "name", "value_low", "value"),
    *("value_high", "unit", "text", "period_start", "period_end", "statement", "notes", "url", "bound"),
]


def test_an_indicator_has_the_figures_of_other_claims_beside_its_first_fields(get: Get) -> None:
    body = get("indicators/ctx-nk-missile-test-share/")
    assert list(body)[: len(FIRST_OF_INDICATORS)] == FIRST_OF_INDICATORS
    assert (body["bound"], body["low"], body["point"], body["high"]) == ("about", None, 4, None)
    assert (body["value_low"], body["value"], body["value_high"]) == (None, 4, None)
    assert body["credibility"] == 3
    assert "share of the economy of North Korea that its missile tests cost: about 4% (" in body["text"]
    nearly = get("indicators/ru-shoigu-2024-03-21/")
    assert (nearly["bound"], nearly["high"], nearly["value_high"], nearly["value"]) == ("up-to", 2.5, 2.5, None)


def test_indicators_are_filtered_by_bound_and_grade(get: Get, refused: Get) -> None:
    for parameter, asked in (("bound", "about"), ("bound", "between"), ("credibility", "1"), ("credibility", "6")):
        everything = get("indicators/", page_size=500)["results"]
        wanted = [one["code"] for one in everything if str(one[parameter]) == asked]
        assert codes(get("indicators/", page_size=500, **{parameter: asked})) == wanted
        assert 0 < len(wanted) < len(everything)
    problem = refused(400, "indicators/", bound="roughly")
    assert "about" in str(problem)


def test_the_fields_of_a_shipment_are_those_of_the_contract_in_its_order(get: Get) -> None:
    shipment = get("shipments/rok-mnd-2024-06-14-shells/")
    assert list(shipment)[: len(CONTRACT)] == CONTRACT
    listed = list(get("shipments/", page_size=1)["results"][0])
    assert [*listed, "appearances", "origin", "evidence_checked_on", "evidence"] == list(shipment)


@pytest.mark.parametrize(
    ("address", "evidence"),
    [
        ("shipments/rok-mnd-2024-06-14-shells/", "holds"),
        ("shipments/article-2024-06-14-eu-1m/", "absent"),
        ("ratios/article-2024-06-14-almost-10-to-1/", "absent"),
        ("indicators/ctx-nk-missile-test-cost-2023/", "partly"),
        ("rates/nato-2024-03-11-fire/", "not-checked"),
    ],
)
def test_one_claim_says_what_its_document_holds(get: Get, address: str, evidence: str) -> None:
    first = get(address)
    assert (first["evidence_checked_on"], first["evidence"]) == (None, "not-checked")
    text = "North Korea sent Russia up to 4.8 million shells.\n\nOne.\n\nTwo.\n\nIt cost $1 billion."
    check_evidence("2024-06-14-odessa-journal", text, "0" * 64)
    found = get(address)
    day = EvidenceCheck.objects.latest("id").at.date().isoformat()
    assert (found["evidence_checked_on"], found["evidence"]) == (None if evidence == "not-checked" else day, evidence)
    past = get(address, as_of="2024-06-14")
    assert (past["evidence_checked_on"], past["evidence"]) == (None, None)
    assert "evidence" not in get("sources/2024-06-14-odessa-journal/")


def test_what_is_absent_is_null_and_what_is_known_is_a_number(get: Get) -> None:
    shipment = get("shipments/rok-mnd-2024-06-14-shells/", as_of="2024-06-14")
    for name in ("low", "point", "superseded_by", "superseded_on", "alternative_group", "part_of"):
        assert shipment[name] is None
    assert shipment["high"] == 4_800_000
    assert shipment["credibility"] == 3
    assert shipment["url"] == "http://testserver/claims/rok-mnd-2024-06-14-shells/"
    assert shipment["supersedes"] == "rok-mnd-2024-02-26-152mm"


def test_a_record_reads_as_it_was_known_on_the_day(get: Get, refused: Get) -> None:
    address = "shipments/rok-mnd-2024-06-14-shells/"
    assert get(address)["superseded_by"] == "rok-mnd-2024-07-24-152mm"
    assert "superseded 24 July 2024" in get(address, as_of="2024-07-24")["text"]
    assert get(address, as_of="2024-07-23")["superseded_by"] is None
    assert "2024-06-14" in refused(404, address, as_of="2024-06-13")["detail"]


@pytest.mark.parametrize("table", LISTINGS)
def test_every_list_can_be_walked_both_ways(client: Client, db: None, table: str) -> None:
    address = f"/api/v1/{table}/?page_size=7&count=true"
    forwards: list[str] = []
    pages: list[list[str]] = []
    while address:
        body = client.get(address).json()
        pages.append(codes(body))
        forwards += pages[-1]
        address, last = body["next"], body
    assert len(forwards) == len(set(forwards)) == body["count"]
    backwards = [pages[-1]]
    while last["previous"]:
        last = client.get(last["previous"]).json()
        backwards.insert(0, codes(last))
    assert backwards == pages
    assert {record.code for record in every(ListQuestion(table, ordering="code"))} == set(forwards)


def test_without_count_there_is_none(get: Get) -> None:
    assert "count" not in get("shipments/")


@pytest.mark.parametrize("table", LISTINGS)
def test_every_record_of_a_list_is_found_by_its_code(get: Get, table: str) -> None:
    listed = get(f"{table}/", page_size=1)["results"][0]
    alone = get(f"{table}/{listed['code']}/")
    if table in CLAIM_TABLES:
        assert alone.pop("origin")
        assert listed["source"] in {one["source"] for one in alone.pop("appearances")}
        assert (alone.pop("evidence_checked_on"), alone.pop("evidence")) == (None, "not-checked")
    assert alone == listed


def test_a_claim_by_itself_has_its_appearances_the_original_first(get: Get) -> None:
    article = get("shipments/article-2024-06-14-eu-1m/")
    assert [(one["publisher"], one["kind"]) for one in article["appearances"]] == [
        ("Odessa Journal", "original"),
        ("RBC-Ukraine", "copy"),
    ]
    assert article["appearances"][0]["carries"] == ["figure", "party", "date"]
    assert get("shipments/rok-mnd-2024-06-14-shells/")["origin"] == "rok-mnd-2024-06-14-containers"
    (implied,) = get("indicators/ctx-nk-gdp-2022/")["appearances"]
    assert (implied["code"], implied["kind"], implied["url"]) == (None, None, None)
    listed = get("appearances/", claim="article-2024-06-14-eu-1m", kind="original")["results"]
    assert [one["source"] for one in listed] == ["2024-06-14-odessa-journal"]


def test_shares_of_one_target_are_statements_of_their_own(get: Get) -> None:
    flow = get("flows/eu/ua/artillery-round/")
    # Only the agency's tally goes back to somebody else's statement.
    assert [origin["claims"] for origin in flow["origins"]] == [["eu-2023-11-30-vdl-480k", "eu-2023-12-reuters-480k"]]


def test_filters_narrow_and_several_values_widen(get: Get) -> None:
    one, other = (set(codes(get("shipments/", supplier=code, page_size=500))) for code in ("kp", "ir"))
    both = set(codes(get("shipments/", supplier="kp,ir", page_size=500)))
    assert one
    assert other
    assert both == one | other
    exact = set(codes(get("shipments/", munition="artillery-round", page_size=500)))
    assert exact < set(codes(get("shipments/", within="artillery-round", page_size=500)))


def test_days_filter_by_the_day_of_the_statement(get: Get) -> None:
    found = get("shipments/", claimed_after="2024-06-01", claimed_before="2024-06-30", page_size=500)["results"]
    assert found
    assert all("2024-06-01" <= record["claimed_on"] <= "2024-06-30" for record in found)
    known = get("rates/", as_of="2024-06-14", page_size=500)["results"]
    assert max(record["claimed_on"] for record in known) <= "2024-06-14"


@pytest.mark.parametrize("as_of", ["2024-03-01", "2024-06-14", "2025-08-01"])
def test_current_agrees_with_the_ledger_read_literally(get: Get, as_of: str) -> None:
    claims = tuple(every(ListQuestion("shipments", ordering="code")))
    day = date.fromisoformat(as_of)
    expected = {claim.code for claim in claims if stands(claim, claims, day)}
    assert set(codes(get("shipments/", as_of=as_of, current="true", page_size=500))) == expected
    rest = {claim.code for claim in claims if claim.claimed_on <= day} - expected
    assert set(codes(get("shipments/", as_of=as_of, current="false", page_size=500))) == rest


def test_search_wants_every_word_anywhere(get: Get) -> None:
    found = codes(get("shipments/", search="Shin containers"))
    assert "rok-mnd-2024-06-14-containers" in found
    assert codes(get("shipments/", search="containers zebra")) == []


def test_records_carry_the_names_that_the_seeds_give_their_fields(get: Get) -> None:
    assert list(get("sources/", page_size=1)["results"][0]) == [
        *("code", "publisher", "title", "link", "published_on", "date_precision", "language", "kind"),
        *("reliability", "accessed_on", "notes", "url", "document_url"),
        *("archived_url", "archived_on", "archive_sha256", "link_state", "link_checked_on", "duplicate_of"),
        "page_url",
    ]
    place = get("places/rajin/")
    assert (place["lat"], place["lon"]) == (42.225, 130.3)
    route = get("routes/kp-sea-dunai/")
    assert [leg["leg"] for leg in route["legs"]] == list(range(1, len(route["legs"]) + 1))
    assert (route["legs"][0]["from_place"], route["legs"][0]["to_place"]) == ("rajin", "dunai")
    assert get("events/2000-07-putin-pyongyang/")["actors"] == ["kp", "ru"]
    assert get("ratios/article-2024-06-14-almost-10-to-1/")["high"] == 10


def test_a_claim_that_is_not_public_is_not_there(get: Get, refused: Get) -> None:
    from flows.models import Shipment

    Shipment.objects.filter(code="rok-mnd-2024-06-14-shells").update(status="draft")
    refused(404, "shipments/rok-mnd-2024-06-14-shells/")
    assert "rok-mnd-2024-06-14-shells" not in codes(get("shipments/", page_size=500))
    flow = get("flows/kp/ru/artillery-round/", as_of="2024-06-14")
    assert "rok-mnd-2024-06-14-shells" not in str(flow)


def test_a_retracted_claim_stays_with_its_reason_and_counts_for_nothing(get: Get) -> None:
    from flows.models import Shipment

    code = "rok-mnd-2024-06-14-shells"
    Shipment.objects.filter(code=code).update(status="retracted", retraction_reason="Read from a wrong page.")
    record = get(f"shipments/{code}/")
    assert (record["status"], record["retraction_reason"]) == ("retracted", "Read from a wrong page.")
    assert "retracted" in record["text"]
    flow = get("flows/kp/ru/artillery-round/", as_of="2024-06-14")
    assert {"code": code, "reason": "retracted"} in flow["left_out"]
    assert "rok-mnd-2024-02-26-152mm" in flow["standing"]


def test_a_list_links_to_its_pages_its_files_and_the_licence(client: Client, db: None) -> None:
    first = client.get("/api/v1/shipments/?supplier=kp&page_size=5&as_of=2024-06-14")
    links = dict(re.findall(r'<([^>]+)>; rel="([^"]+)"', first["Link"]))
    body = first.json()
    assert links[body["next"]] == "next"
    assert "prev" not in links.values()
    # The files hold all that matches, and so take no page.
    assert links["http://testserver/api/v1/shipments.csv?supplier=kp&as_of=2024-06-14"] == "alternate"
    assert links["http://testserver/api/v1/shipments.xlsx?supplier=kp&as_of=2024-06-14"] == "alternate"
    assert "license" in links.values()
    second = client.get(body["next"])
    assert dict(re.findall(r'<([^>]+)>; rel="([^"]+)"', second["Link"]))[second.json()["previous"]] == "prev"
    for address in links:
        if address.startswith("http://testserver"):
            answer: Any = client.get(address)
            assert answer.status_code == 200
            assert answer.getvalue()


@pytest.mark.parametrize("table", [*CLAIM_TABLES, *RECORD_PAGES])
def test_a_record_names_its_page_and_the_address_of_its_document_apart(client: Client, get: Get, table: str) -> None:
    record = get(f"{table}/", page_size=1)["results"][0]
    assert client.get(record["page_url"].removeprefix("http://testserver")).status_code == 200
    assert record["page_url"] == f"http://testserver/{'claims' if table in CLAIM_TABLES else table}/{record['code']}/"
    if table in (*CLAIM_TABLES, "sources"):
        assert record["document_url"] == record["link" if table == "sources" else "source_link"]
