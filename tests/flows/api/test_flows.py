"""The flows, the comparison and the timeline as the contract words them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Get = Callable[..., Any]
ROUNDS = "flows/kp/ru/artillery-round/"


def test_a_flow_has_the_fields_of_the_contract(get: Get) -> None:
    flow = get(ROUNDS, as_of="2024-06-14", stage="delivered,shipped", basis="estimate")
    assert (flow["supplier"], flow["recipient"], flow["munition"]) == ("kp", "ru", "artillery-round")
    assert flow["as_of"] == "2024-06-14"
    assert (flow["stage"], flow["basis"]) == (["delivered", "shipped"], ["estimate"])
    assert {"heads", "standing", "left_out", "denials", "span", "claimants"} <= set(flow)
    assert {head["basis"] for head in flow["heads"]} == {"estimate"}


def test_heads_stand_and_what_stands_is_sorted(get: Get) -> None:
    flow = get(ROUNDS, as_of="2024-06-14")
    assert flow["standing"] == sorted(flow["standing"])
    assert {head["code"] for head in flow["heads"]} <= set(flow["standing"])
    out = {each["code"] for each in flow["left_out"]}
    assert not out & set(flow["standing"])
    claims = get("shipments/", supplier="kp", recipient="ru", within="artillery-round", as_of="2024-06-14")
    assert out | set(flow["standing"]) == {record["code"] for record in claims["results"]}


def test_denials_are_records_without_a_number(get: Get) -> None:
    assert "ru-kremlin-2023-10-17-denial" in get("flows/kp/ru/container/")["denials"]
    flow = get(ROUNDS)
    assert "nk-mofa-2022-12-denial" in flow["denials"]
    left_out = {each["code"]: each for each in flow["left_out"]}
    assert left_out["nk-mofa-2022-12-denial"] == {"code": "nk-mofa-2022-12-denial", "reason": "denial"}
    assert get("shipments/nk-mofa-2022-12-denial/")["high"] is None


def test_a_span_is_open_where_a_head_is(get: Get) -> None:
    flow = get(ROUNDS, as_of="2024-06-14", stage="shipped")
    (span,) = flow["span"]
    assert (span["stage"], span["unit"], span["low"]) == ("shipped", "round", None)
    figures = [head[end] for head in flow["heads"] for end in ("low", "point", "high") if head[end] is not None]
    assert (span["lowest_stated"], span["highest_stated"]) == (min(figures), max(figures))


def test_claimants_that_overlap_count_once(get: Get) -> None:
    flow = get("flows/kp/ru/container/", as_of="2024-06-14")
    assert 1 <= flow["claimants"] <= len({head["claimant"] for head in flow["heads"]})
    assert get(ROUNDS, as_of="2022-01-01")["claimants"] == 0


def test_before_anything_was_stated_a_flow_is_empty_and_not_zero(get: Get) -> None:
    flow = get(ROUNDS, as_of="2022-01-01")
    assert (flow["heads"], flow["standing"], flow["left_out"], flow["span"]) == ([], [], [], [])


def test_the_links_of_a_flow_lead_on(client: Client, get: Get) -> None:
    links = get(ROUNDS, as_of="2024-06-14", stage="shipped")["links"]
    for name in ("self", "timeline", "series", "claims", "csv"):
        assert client.get(links[name]).status_code == 200, links[name]
    assert links["page"] == "http://testserver/flows/kp/ru/artillery-round/?as_of=2024-06-14&stage=shipped"


def test_the_list_holds_each_flow_as_it_is_alone(get: Get) -> None:
    listed = get("flows/", as_of="2024-06-14", supplier="kp", recipient="ru", page_size=100)["results"]
    assert "artillery-round" in {flow["munition"] for flow in listed}
    for flow in listed:
        alone = get(f"flows/{flow['supplier']}/{flow['recipient']}/{flow['munition']}/", as_of="2024-06-14")
        assert alone == flow


def test_the_list_holds_flows_that_a_claim_known_on_the_day_names(get: Get) -> None:
    claims = get("shipments/", as_of="2023-12-31", page_size=500)["results"]
    expected = {(claim["supplier"], claim["recipient"], claim["munition"]) for claim in claims}
    listed = get("flows/", as_of="2023-12-31", page_size=100, count="true")
    assert {(flow["supplier"], flow["recipient"], flow["munition"]) for flow in listed["results"]} == expected
    assert listed["count"] == len(expected)


def test_the_list_can_be_walked_both_ways(client: Client, get: Get) -> None:
    body = get("flows/", page_size=7)
    pages = [body["results"]]
    while body["next"]:
        body = client.get(body["next"]).json()
        pages.append(body["results"])
    back = [body["results"]]
    while body["previous"]:
        body = client.get(body["previous"]).json()
        back.insert(0, body["results"])
    assert back == pages
    whole = get("flows/", page_size=100, count="true")
    assert sum(map(len, pages)) == whole["count"]


def test_a_comparison_names_what_differs(get: Get) -> None:
    answer = get("compare/", left="kp/ru/artillery-round", right="kp/ru/container", as_of="2024-06-14")
    assert answer["ratios"]
    for ratio in answer["ratios"]:
        assert (ratio["bound"], ratio["low"], ratio["point"], ratio["high"]) == ("unquantified", None, None, None)
        assert ratio["reasons"][0]["code"] == "mixed_unit"
        assert ratio["reasons"][0]["meaning"]
        assert not ratio["comparable"]
        assert ratio["text"].startswith("no ratio follows")


def test_a_flow_compared_with_itself_is_never_comparable(get: Get) -> None:
    answer = get("compare/", left="kp/ru/container", right="kp/ru/container", as_of="2024-06-14", stage="shipped")
    assert any(ratio["left"] == ratio["right"] for ratio in answer["ratios"])
    assert not any(ratio["comparable"] for ratio in answer["ratios"])
    assert all("same_flow" in {reason["code"] for reason in ratio["reasons"]} for ratio in answer["ratios"])


def test_a_total_since_2023_is_not_comparable_with_one_since_2024(get: Get) -> None:
    answer = get("compare/", left="kp/ru/large-calibre-round", right="cz-initiative/ua/large-calibre-round")
    (pair,) = [
        ratio
        for ratio in answer["ratios"]
        if (ratio["left"], ratio["right"]) == ("ua-hur-skib-2025-11-nk", "cz-2026-02-16-pavel-total-4.4m")
    ]
    assert pair["comparable"] is False
    assert "different_periods" in {reason["code"] for reason in pair["reasons"]}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("eu/ua/large-calibre-round", "cz-initiative/ua/large-calibre-round"),
        ("us/ua/munition", "ca/ua/munition"),
    ],
)
def test_parties_that_overlap_are_a_reason(get: Get, left: str, right: str) -> None:
    ratios = get("compare/", left=left, right=right)["ratios"]
    assert ratios
    assert not any(ratio["comparable"] for ratio in ratios)
    reasons = [{reason["code"] for reason in ratio["reasons"]} for ratio in ratios]
    assert any("overlapping_suppliers" in codes for codes in reasons)
    assert all({"overlapping_suppliers", "mixed_munition"} & codes for codes in reasons)


def test_pairs_that_are_comparable_stand_above_the_others(get: Get) -> None:
    answer = get("compare/", left="kp/ru/artillery-round", right="eu/ua/artillery-round")
    given = [ratio["comparable"] for ratio in answer["ratios"]]
    assert given == sorted(given, reverse=True)
    for ratio in answer["ratios"]:
        assert ratio["comparable"] is not bool({reason["code"] for reason in ratio["reasons"]} - {"open"})


def test_a_stated_ratio_never_comes_from_the_claims(get: Get) -> None:
    answer = get("compare/", left="kp/ru/artillery-round", right="eu/ua/artillery-round", as_of="2024-06-14")
    stated = {ratio["code"] for ratio in answer["stated"]}
    used = {code for ratio in answer["ratios"] for code in (ratio["left"], ratio["right"])}
    assert stated
    assert not stated & used
    assert all("computed from two claims" in ratio["text"] for ratio in answer["ratios"] if ratio["high"])


IN_BRIEF = ("left", "right", "bound", "low", "point", "high", "comparable", "reasons", "text", "computed")
SIDES = {"left": "kp/ru/artillery-round", "right": "eu/ua/artillery-round"}


@pytest.mark.parametrize("query", [{}, {"as_of": "2024-06-14"}, {"pairs": "all", "stage": "delivered", "grade": "B"}])
def test_a_comparison_in_brief_is_that_in_full(get: Get, query: dict[str, str]) -> None:
    full, brief = (get(f"compare/{form}", **SIDES, **query) for form in ("", "brief/"))
    for name in ("as_of", "stage", "basis", "grade", "window", "left_out", "note", "overlap"):
        assert brief[name] == full[name], name
    for name in ("ratios", "for_periods"):
        told = [{**ratio, "reasons": [reason["code"] for reason in ratio["reasons"]]} for ratio in full[name]]
        assert brief[name] == [{kept: ratio[kept] for kept in IN_BRIEF} for ratio in told]
    for side in ("left", "right"):
        for name in ("supplier", "recipient", "munition_name", "claimants", "denials", "span"):
            assert brief[side][name] == full[side][name], name
        for name in ("heads", "period_heads", "undated"):
            assert brief[side][name] == in_words(full[side][name]), name
    assert brief["stated"] == in_words(full["stated"][-5:])
    assert brief["stated_in_all"] == len(full["stated"])


def in_words(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"code": claim["code"], "text": claim["text"]} for claim in claims]


def test_a_comparison_in_brief_fits_into_20_kb_and_leads_to_the_whole(client: Client, get: Get) -> None:
    assert len(client.get("/api/v1/compare/brief/", SIDES).content) <= 20_000
    links = get("compare/brief/", **SIDES, as_of="2024-06-14")["links"]
    assert client.get(links["self"]).json()["links"] == links
    assert client.get(links["full"]).json()["left"]["heads"][0]["claimed_on"]
    assert client.get(links["page"]).status_code == 200
    every = get("compare/", **SIDES, as_of="2024-06-14")["stated"]
    assert [one["code"] for one in client.get(links["stated"]).json()["results"]] == [one["code"] for one in every]


def test_a_timeline_ends_a_claim_when_its_successor_begins(get: Get) -> None:
    steps = get("timeline/", flow="kp/ru/artillery-round", as_of="2024-06-14")["steps"]
    assert [step["on"] for step in steps] == sorted(step["on"] for step in steps)
    assert max(step["on"] for step in steps) <= "2024-06-14"
    by_event = {(step["code"], step["event"]): step for step in steps}
    ended = by_event["rok-mnd-2024-02-26-152mm", "superseded"]
    assert (ended["on"], ended["superseded_by"]) == ("2024-06-14", "rok-mnd-2024-06-14-shells")
    fallen = by_event["rok-mnd-2024-02-26-122mm", "alternative_fell"]
    assert (fallen["on"], fallen["superseded_by"]) == ("2024-06-14", "rok-mnd-2024-06-14-shells")
    standing = by_event["rok-mnd-2024-06-14-shells", "stated"]
    assert (standing["bound"], standing["high"], standing["superseded_by"]) == ("up-to", 4_800_000, None)
    assert ("rok-mnd-2024-06-14-shells", "superseded") not in by_event


def test_a_timeline_of_today_knows_what_came_later(get: Get) -> None:
    steps = get("timeline/", flow="kp/ru/artillery-round")["steps"]
    ended = [step for step in steps if step["code"] == "rok-mnd-2024-06-14-shells" and step["event"] == "superseded"]
    assert [(step["on"], step["superseded_by"]) for step in ended] == [("2024-07-24", "rok-mnd-2024-07-24-152mm")]


@pytest.mark.parametrize("as_of", ["2023-06-30", "2024-06-14", "2026-01-01"])
def test_what_a_timeline_has_not_ended_is_what_stands(get: Get, as_of: str) -> None:
    flow = get(ROUNDS, as_of=as_of)
    steps = get("timeline/", flow="kp/ru/artillery-round", as_of=as_of)["steps"]
    begun = {step["code"] for step in steps if step["event"] == "stated" and step["stance"] == "asserts"}
    ended = {step["code"] for step in steps if step["event"] != "stated"}
    assert begun - ended == set(flow["standing"])


@pytest.mark.parametrize("as_of", ["2024-03-01", "2024-06-14", "2025-08-01"])
def test_heads_are_the_totals_that_no_newer_one_of_claimant_stage_and_unit_covers(get: Get, as_of: str) -> None:
    for pair in ({"supplier": "kp", "recipient": "ru"}, {"supplier": "us", "recipient": "ua"}):
        flow = get(f"flows/{pair['supplier']}/{pair['recipient']}/munition/", as_of=as_of)
        claims = get("shipments/", **pair, within="munition", as_of=as_of, current="true", page_size=500)["results"]
        totals = [claim for claim in claims if claim["temporal"] == "cumulative"]
        uncovered = {claim["code"]: claim for claim in totals if not any(covers(other, claim) for other in totals)}
        whole = {claim["code"] for claim in uncovered.values() if claim["part_of"] not in uncovered}
        groups = {uncovered[code]["alternative_group"] for code in whole} - {None}
        readings = {claim["code"] for claim in totals if claim["alternative_group"] in groups}
        assert {head["code"] for head in flow["heads"]} == whole | readings


def covers(newer: dict[str, Any], older: dict[str, Any]) -> bool:
    """Whether a running total is later than another of its claimant, stage and unit, and starts no later."""
    alike = all(newer[name] == older[name] for name in ("claimant", "stage", "unit"))
    starts_no_later = (newer["period_start"] or "") <= (older["period_start"] or "")
    return alike and newer["claimed_on"] > older["claimed_on"] and starts_no_later


def test_a_missile_claim_that_stands_is_a_head_beside_rounds(get: Get) -> None:
    heads = {head["code"] for head in get("flows/kp/ru/munition/", as_of="2025-01-31")["heads"]}
    assert {"us-nkru-2024-12-18-missiles", "us-nkru-2024-12-18-rounds"} <= heads
