"""What changed between two days, through the API."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flows.clock import today
from flows.measures import changes
from flows.models import Shipment
from flows.queries.catalogue import catalogue
from flows.queries.listing import every
from flows.queries.recorded import newest_moment
from flows.questions import ListQuestion
from flows.questions.changes import ChangesQuestion
from tests.dashboard.test_recorded import changed, dated_back
from tests.oracles import moved as oracle

Get = Callable[..., Any]
pytestmark = pytest.mark.django_db

SPRING = {"from": "2024-03-01", "to": "2024-06-14"}
ROUNDS = "kp/ru/artillery-round"


def refused(client: Client, query: str) -> dict[str, str]:
    response = client.get(f"/api/v1/changes/?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    return {error["parameter"]: error["detail"] for error in response.json()["errors"]}


def test_the_spring_of_2024_between_north_korea_and_russia(get: Get) -> None:
    answer = get("changes/", **SPRING, flow=ROUNDS)
    (flow,) = answer["flows"]
    assert "rok-mnd-2024-06-14-shells" in flow["gained"]
    assert flow["lost"] == [
        {"code": "rok-mnd-2024-02-26-122mm", "reason": "alternative_fell", "by": "rok-mnd-2024-06-14-shells"},
        {"code": "rok-mnd-2024-02-26-152mm", "reason": "superseded", "by": "rok-mnd-2024-06-14-shells"},
    ]
    shipped = {span["stage"]: span for span in flow["spans"]}["shipped"]
    assert (shipped["before"]["highest_stated"], shipped["after"]["highest_stated"]) == (3_000_000, 4_800_000)
    sentences = {sentence["kind"]: sentence for sentence in flow["sentences"]}
    assert sentences["span"]["text"] == (
        "Among the newest totals of all claimants the highest figure of rounds shipped went from 3 million to "
        "4.8 million."
    )
    assert sentences["span"]["claims"] == ["rok-mnd-2024-02-26-152mm", "rok-mnd-2024-06-14-shells"]
    assert (sentences["span"]["computed"], sentences["stated"]["computed"]) == (True, False)
    assert answer["text"].startswith("After 1 March 2024 and until 14 June 2024, ")
    assert answer["links"]["csv"].endswith(f"/api/v1/changes.csv?from=2024-03-01&to=2024-06-14&flow={ROUNDS}")


def test_every_sentence_leads_to_a_claim(get: Get) -> None:
    for flow in get("changes/", **SPRING)["flows"]:
        for sentence in flow["sentences"]:
            assert sentence["claims"], sentence


@pytest.mark.parametrize(("first", "last"), [("2024-03-01", "2024-06-14"), ("2023-01-01", "2025-12-31")])
def test_the_seeds_are_told_as_reading_every_claim_on_both_days_does(get: Get, first: str, last: str) -> None:
    within = {"munition": frozenset(catalogue().within("artillery-round"))}
    about = ListQuestion("shipments", (("supplier", ("kp",)), ("recipient", ("ru",))), ordering="claimed_on")
    # The successor of a claim about rounds may be about any munition, so all are read, and these told.
    claims = list(every(about))
    expected = oracle.changes(claims, date.fromisoformat(first), date.fromisoformat(last))
    rounds = {claim.code for claim in claims if claim.munition in within["munition"]}
    (flow,) = get("changes/", **{"from": first, "to": last}, flow=ROUNDS)["flows"]
    assert set(flow["stated"]) == expected["stated"] & rounds
    assert set(flow["gained"]) == expected["gained"] & rounds
    assert {lost["code"] for lost in flow["lost"]} == expected["lost"] & rounds
    assert set(flow["denials"]) == expected["denials"] & rounds


def test_a_flow_is_the_widest_munition_that_is_named_and_none_is_told_twice(get: Get) -> None:
    flows = get("changes/", **SPRING)["flows"]
    named = [(flow["supplier"], flow["recipient"], flow["munition"]) for flow in flows]
    assert len(set(named)) == len(named)
    assert ("kp", "ru", "artillery-round-152mm") not in named
    (of_shells,) = [flow["munition"] for flow in flows if "rok-mnd-2024-06-14-shells" in flow["stated"]]
    assert of_shells in ("artillery-round", "large-calibre-round")
    stated = [code for flow in flows for code in flow["stated"]]
    assert len(set(stated)) == len(stated)


def test_filters_narrow_and_ratios_are_those_of_the_recipients(get: Get) -> None:
    everything = get("changes/", **SPRING)
    assert {flow["supplier"] for flow in everything["flows"]} > {"kp"}
    assert {flow["supplier"] for flow in get("changes/", **SPRING, supplier="kp")["flows"]} == {"kp"}
    assert {flow["munition"] for flow in get("changes/", **SPRING, munition="container")["flows"]} == {"container"}
    seoul = get("changes/", **SPRING, claimant="kr-mnd")
    told = [code for flow in seoul["flows"] for code in flow["stated"]]
    assert told
    assert {get(f"shipments/{code}/")["claimant"] for code in told} == {"kr-mnd"}
    assert seoul["ratios"] == []
    codes = [ratio["code"] for ratio in everything["ratios"]]
    assert "article-2024-06-14-almost-10-to-1" in codes
    assert all("2024-03-01" < ratio["claimed_on"] <= "2024-06-14" for ratio in everything["ratios"])
    iranian = get("changes/", **{"from": "2022-01-01", "to": "2026-01-01"}, recipient="kp")
    assert iranian["ratios"] == []


def test_where_nothing_was_stated_a_flow_that_is_asked_about_says_so(get: Get) -> None:
    (flow,) = get("changes/", **{"from": "2020-01-01", "to": "2020-12-31"}, flow=ROUNDS)["flows"]
    assert flow["stated"] == flow["gained"] == flow["lost"] == flow["spans"] == []
    assert (
        flow["sentences"][0]["text"]
        == "No claims were stated in this time; no claims were added to those that stand, and none dropped out."
    )
    assert get("changes/", **{"from": "2020-01-01", "to": "2020-12-31"})["flows"] == []


def test_the_table_has_a_row_for_each_sentence(client: Client, get: Get) -> None:
    answer = get("changes/", **SPRING)
    response: Any = client.get("/api/v1/changes.csv?from=2024-03-01&to=2024-06-14")
    assert response["Content-Type"].startswith("text/csv")
    found = list(csv.DictReader(io.StringIO(response.getvalue().decode())))
    sentences = [sentence for flow in answer["flows"] for sentence in flow["sentences"]]
    assert [row["text"] for row in found if row["supplier"]] == [sentence["text"] for sentence in sentences]
    assert sum(row["kind"] == "ratio" for row in found) == len(answer["ratios"])
    assert found[0]["claims"].split(";") == sentences[0]["claims"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", {"from": "from is needed", "to": "to is needed"}),
        ("from=2024-06-14&to=2024-03-01", {"to": "2024-03-01 lies before from, 2024-06-14"}),
        ("from=2024-06-14&to=2999-01-01", {"to": "'2999-01-01' is after today"}),
        ("from=lots&to=2024-01-01", {"from": "'lots' is not a date"}),
        ("from=2024-01-01T00:00:00Z&to=2024-02-01", {"from": "a moment, which clock=recorded alone takes"}),
        ("from=2024-01-01T25:00:00Z&to=2024-02-01", {"from": "neither a day"}),
        ("from=2024-01-01&to=2024-06-14&as_of=2024-03-01", {"to": "after the day that is read, 2024-03-01"}),
        ("from=2024-01-01&to=2024-06-14&clock=wall", {"clock": "not one of stated, recorded"}),
        ("from=2000-01-01&to=2024-06-14&clock=recorded", {"from": "before the record of this site begins"}),
        ("from=2024-01-01&to=2024-06-14&supplier=zz", {"supplier": "there is no actor 'zz'"}),
        ("from=2024-01-01&to=2024-06-14&flow=kp/ru/zz", {"flow": "there is no munition 'zz'"}),
        ("from=2024-01-01&to=2024-06-14&claimant=zz", {"claimant": "there is no claimant 'zz'"}),
    ],
)
def test_what_is_wrong_is_refused_in_words(client: Client, query: str, said: dict[str, str]) -> None:
    found = refused(client, query)
    for name, words in said.items():
        assert words in found[name]


def moment() -> str:
    found = newest_moment()
    assert found
    return str(found)


def test_by_the_clock_of_the_record_a_claim_dated_back_is_new_and_a_correction_is_told(
    get: Get, client: Client
) -> None:
    first = moment()
    dated_back()
    between = moment()
    changed(Shipment, "rok-mnd-2024-06-14-shells", statement="Corrected: the minister said so.")
    last = moment()
    asked = {"clock": "recorded", "supplier": "kp"}
    new = get("changes/", **{"from": first, "to": between}, **asked)
    assert [code for flow in new["flows"] for code in flow["stated"]] == ["dated-back"]
    assert (new["from_moment"], new["to_moment"]) == (first, between)
    assert new["text"].startswith("On record between ")
    (flow,) = get("changes/", **{"from": between, "to": last}, **asked)["flows"]
    assert (flow["stated"], flow["corrected"]) == ([], ["rok-mnd-2024-06-14-shells"])
    assert flow["sentences"][-1]["text"].startswith("Corrected on record, and now: up to 4.8 million")
    assert get("changes/", **{"from": first, "to": first}, **asked)["flows"] == []
    said = refused(client, f"from={first}&to={last}&clock=recorded&recorded={last}")
    assert "from and to are days of statement" in said["clock"]


def test_the_number_of_queries_is_fixed() -> None:
    day = today().isoformat()
    stated = ["actor", "munition", "shipment", "shipment", "ratio"]
    for query, expected in (
        ({"from": ["2024-03-01"], "to": ["2024-06-14"]}, stated),
        ({"from": ["2000-01-01"], "to": [day]}, stated),
        (
            {"from": ["2024-03-01"], "to": ["2024-06-14"], "claimant": ["kr-mnd"]},
            [*stated[:2], "claimant", *stated[2:]],
        ),
    ):
        question, faults = ChangesQuestion.read(query)
        assert faults == ()
        with CaptureQueriesContext(connection) as queries:
            changes.compute(question)
        tables = [re.findall(r'^.*?FROM "flows_(\w+)"', query["sql"])[0] for query in queries.captured_queries]
        assert tables == expected
