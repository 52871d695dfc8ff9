"""The time that a figure is about, in the answers about flows: held to the oracles, which compare every pair."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.test import Client

from flows.queries.catalogue import catalogue
from flows.queries.listing import every
from flows.queries.nesting import nesting
from flows.questions import ListQuestion
from flows.records import Shipment
from tests.oracles import comparison, ledger

Get = Callable[..., Any]
pytestmark = pytest.mark.django_db

FLOWS = ("kp/ru/munition", "kp/ru/artillery-round", "us/ua/munition", "ir/ru/munition", "de/ua/munition")
DAYS = (None, "2024-06-14", "2025-08-01")
PAIRS = (
    ("kp/ru/large-calibre-round", "cz-initiative/ua/large-calibre-round"),
    ("eu/ua/large-calibre-round", "cz-initiative/ua/large-calibre-round"),
    ("de/ua/munition", "us/ua/munition"),
    ("kp/ru/munition", "ir/ru/munition"),
)


def about(flow: str, as_of: str | None) -> tuple[list[Shipment], date | None]:
    """Every claim about a flow, and the day."""
    supplier, recipient, munition = flow.split("/")
    filters = (("recipient", (recipient,)), ("supplier", (supplier,)), ("within", (munition,)))
    return list(every(ListQuestion("shipments", filters, ordering="code"))), date.fromisoformat(
        as_of
    ) if as_of else None


def on(as_of: str | None) -> dict[str, str]:
    return {"as_of": as_of} if as_of else {}


def codes(records: list[dict[str, Any]]) -> list[str]:
    return [record["code"] for record in records]


def spans(told: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[float | None, ...]]:
    ends = ("low", "high", "lowest_stated", "highest_stated")
    return {(span["stage"], span["unit"]): tuple(span[end] for end in ends) for span in told}


@pytest.mark.parametrize("window", [None, 1, 36_500])
@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("flow", FLOWS)
def test_heads_and_spans_are_those_of_the_oracle(get: Get, flow: str, as_of: str | None, window: int | None) -> None:
    answer = get(f"flows/{flow}/", **on(as_of), **({"window": window} if window else {}))
    claims, day = about(flow, as_of)
    heads = [claim for claim in claims if claim.code in ledger.heads(claims, day)]
    assert {head["code"] for head in answer["heads"]} == {head.code for head in heads}
    assert codes(answer["period_heads"]) == ledger.period_heads(claims, day)
    assert answer["window"] == (window or 365)
    assert spans(answer["span"]) == {key: ends[:4] for key, ends in ledger.spans(heads, window or 365).items()}
    assert spans(answer["span_all"]) == {key: ends[:4] for key, ends in ledger.spans(heads, None).items()}
    newest = {
        (head.stage, head.unit): max(h.claimed_on for h in heads if (h.stage, h.unit) == (head.stage, head.unit))
        for head in heads
    }
    older = {h.code for h in heads if (newest[h.stage, h.unit] - h.claimed_on).days > (window or 365)}
    assert set(answer["older"]) == older


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_computed_ratios_are_judged_as_the_oracle_judges(get: Get, left: str, right: str, as_of: str | None) -> None:
    answer = get("compare/", left=left, right=right, pairs="all", **on(as_of))
    relations = nesting(catalogue(), date.fromisoformat(as_of) if as_of else None)
    claims = {claim.code: claim for flow in (left, right) for claim in about(flow, as_of)[0]}
    for pair in (*answer["ratios"], *answer["for_periods"]):
        one, other = claims[pair["left"]], claims[pair["right"]]
        against = comparison.against(one, other, relations)
        assert {reason["code"] for reason in pair["reasons"]} - {"open"} == against
        assert pair["comparable"] == (not against)
        for side, claim in (("left", one), ("right", other)):
            ends = [day and day.isoformat() for day in comparison.about(claim)]
            assert [pair[f"{side}_period"]["start"], pair[f"{side}_period"]["end"]] == ends
            assert bool(pair[f"{side}_period"]["words"]) == any(ends)
    same_time = {
        (one, other)
        for one, other in product(codes(answer["left"]["period_heads"]), codes(answer["right"]["period_heads"]))
        if not {"unknown_period", "different_periods"} & comparison.against(claims[one], claims[other], relations)
    }
    assert {(pair["left"], pair["right"]) for pair in answer["for_periods"]} == same_time
    for pairs in (answer["ratios"], answer["for_periods"]):
        assert [pair["comparable"] for pair in pairs] == sorted((pair["comparable"] for pair in pairs), reverse=True)


def test_a_window_is_carried_on_and_refused_where_it_is_none(get: Get, client: Client) -> None:
    flow = get("flows/kp/ru/artillery-round/", window="30")
    assert flow["links"]["self"].endswith("/flows/kp/ru/artillery-round/?window=30")
    assert flow["links"]["page"].endswith("/flows/kp/ru/artillery-round/?window=30")
    answer = get("compare/", left="kp/ru/artillery-round", right="eu/ua/artillery-round", window="30")
    assert answer["window"] == answer["left"]["window"] == answer["right"]["window"] == 30
    assert {flow["window"] for flow in get("flows/", window="30", supplier="kp")["results"]} == {30}
    for window in ("0", "-1", "36501", "x"):
        problem = client.get("/api/v1/flows/kp/ru/artillery-round/", {"window": window})
        assert (problem.status_code, problem.json()["errors"][0]["parameter"]) == (400, "window")


def test_every_text_says_the_time_that_the_record_is_about(get: Get) -> None:
    for table in ("shipments", "rates", "ratios", "indicators"):
        records = get(f"{table}/", page_size=500)["results"]
        assert any(record["period"] for record in records)
        for record in records:
            said, _, evidence = record["text"].rpartition(record["period"] or " for ")
            assert said or not record["period"]
            assert record["claimant_name"] in evidence
            if table == "shipments":
                parties = (re.escape(record[f"{side}_name"]) for side in ("supplier", "recipient"))
                assert re.search(" from (?:(?:the|an?) )?{} to (?:(?:the|an?) )?{}".format(*parties), record["text"])


@pytest.mark.parametrize(
    ("supplier", "parties"),
    [("cz-initiative", " from the Czech ammunition initiative to Ukraine"), ("kp", " from North Korea to Russia")],
)
def test_a_text_names_parties_as_they_stand_in_a_sentence(get: Get, supplier: str, parties: str) -> None:
    records = get("shipments/", supplier=supplier, page_size=500)["results"]
    assert any(parties in record["text"] for record in records)


def test_the_text_of_a_computed_ratio_says_why_it_is_not_comparable(get: Get) -> None:
    ratios = get("compare/", left="kp/ru/artillery-round", right="eu/ua/artillery-round")["ratios"]
    for ratio in ratios:
        if ratio["bound"] == "unquantified":
            continue
        barring = [reason["label"] for reason in ratio["reasons"] if reason["code"] != "open"]
        words = f" (not comparable: {', '.join(barring)}): " if barring else ": "
        assert f"computed from two claims and stated by nobody{words}" in ratio["text"]
        assert ratio["text"].endswith(f"{ratio['left_text']} over {ratio['right_text']}")
