"""What changed between two days, through the API."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flows.clock import today
from flows.measures import changes
from flows.models import Rate, Shipment
from flows.queries.catalogue import catalogue
from flows.queries.listing import every
from flows.queries.recorded import newest_moment
from flows.queries.statement_days import statement_days
from flows.questions import ListQuestion
from flows.questions.changes import ChangesQuestion
from flows.wording import COMPUTED
from tests.dashboard.test_recorded import changed, dated_back
from tests.flows.actions.people import published
from tests.flows.api.test_schema import parameters_of
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
    assert {(row["computed"], row["label"]) for row in found} == {("true", COMPUTED), ("false", "")}


def test_without_days_the_api_tells_the_month_that_the_page_tells(client: Client, get: Get) -> None:
    usual = get("changes/")
    last = max(statement_days())
    assert (usual["from"], usual["to"]) == ((last - timedelta(days=31)).isoformat(), last.isoformat())
    page = client.get("/changes/").text
    assert f"/api/v1/changes/?from={usual['from']}&amp;to={usual['to']}" in page
    early = get("changes/", as_of="2024-03-15")
    assert early["to"] <= "2024-03-15"
    alone = get("changes/", to="2024-03-15")
    assert (alone["from"], alone["to"]) == ("2024-02-13", "2024-03-15")
    response: Any = client.get("/api/v1/changes.csv")
    assert response.status_code == 200
    asked = parameters_of("/api/v1/changes/")
    for name in ("from", "to"):
        assert not asked[name].get("required")
        assert "without both, the last" in asked[name]["description"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("clock=recorded", {"from": "both days have to be named", "to": "both days have to be named"}),
        ("clock=recorded&to=2026-01-01", {"from": "both days have to be named"}),
        ("from=lots", {"from": "'lots' is not a date"}),
        ("from=2024-06-14&to=2024-03-01", {"to": "2024-03-01 lies before from, 2024-06-14"}),
        ("from=2024-06-14&to=2999-01-01", {"to": "'2999-01-01' is after today"}),
        ("from=lots&to=2024-01-01", {"from": "'lots' is not a date"}),
        ("from=2024-01-01T00:00:00Z&to=2024-02-01", {"from": "a moment, which clock=recorded alone takes"}),
        ("from=2024-01-01T25:00:00Z&to=2024-02-01", {"from": "not a moment of the calendar"}),
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
    beside = ["ratio", "rate", "indicator"]
    stated = ["actor", "munition", "shipment", "shipment", *beside]
    on_a_day = ["actoroverlap", "claimant", "claimantoverlap"]
    balances = ["story", *(on_a_day + ["shipment", "rate", "indicator"] * 2) * 2]
    replaced = ["rate"]
    for query, expected in (
        ({"from": ["2024-03-01"], "to": ["2024-06-14"]}, [*stated, *balances, *replaced]),
        ({"from": ["2000-01-01"], "to": [day]}, [*stated, *balances, *replaced]),
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


def test_a_balance_that_moved_is_what_the_balance_was_on_both_days(get: Get) -> None:
    ends = {"from": "2025-04-01", "to": "2025-07-31"}
    moved = get("changes/", **ends)["balances"]
    assert {one["side"] for one in moved} <= {"ru", "ua"}
    (russia,) = (one for one in moved if one["side"] == "ru")
    assert (russia["start"], russia["end"]) == ("2024-01-01", "2024-12-31")
    asked = {"side": "ru", "munition": russia["munition"], "start": russia["start"], "end": russia["end"]}
    old, new = (get("balance/", **asked, as_of=day) for day in ends.values())
    assert (russia["closing_before"], russia["closing_after"]) == (old["closing"], new["closing"])
    told = {both["after"]["term"]: (both["before"], both["after"]) for both in russia["terms"]}
    for before, after in zip(old["terms"], new["terms"], strict=True):
        ends_of = [(term["low"], term["high"]) for term in (before, after)]
        assert (after["term"] in told) == (ends_of[0] != ends_of[1])
        if after["term"] in told:
            assert told[after["term"]] == (before, after)
    for sentence in russia["sentences"]:
        assert sentence["computed"]
        assert sentence["claims"]
        assert sentence["text"].startswith("In the balance of Russia in 2024, artillery rounds: ")
    assert russia["url"].endswith(
        "/balance/?side=ru&start=2024-01-01&end=2024-12-31&munition=artillery-round&as_of=2025-07-31"
    )


def test_a_balance_is_of_all_claimants_and_suppliers(get: Get) -> None:
    ends = {"from": "2025-04-01", "to": "2025-07-31"}
    assert get("changes/", **ends, claimant="ua-fisu")["balances"] == []
    assert get("changes/", **ends, supplier="kp")["balances"] == []
    assert {one["side"] for one in get("changes/", **ends, recipient="ru")["balances"]} == {"ru"}
    assert {one["side"] for one in get("changes/", **ends, flow=ROUNDS)["balances"]} == {"ru"}
    assert get("changes/", **ends, munition="container")["balances"] == []
    nothing = get("changes/", **{"from": "0001-01-02", "to": "0001-02-02"})
    assert (nothing["balances"], nothing["flows"], nothing["rates"]) == ([], [], [])


def test_rates_and_context_figures_are_told_with_what_they_replace(get: Get, client: Client) -> None:
    ends = {"from": "2025-04-01", "to": "2025-07-31"}
    answer = get("changes/", **ends)
    for table in ("rates", "indicators"):
        listed = get(f"{table}/", claimed_after="2025-04-02", claimed_before="2025-07-31", page_size=100)["results"]
        assert {one["code"] for one in answer[table]} == {one["code"] for one in listed}
        assert {one["actor"] for one in get("changes/", **ends, recipient="ru")[table]} == {"ru"} & {
            one["actor"] for one in listed
        }
    assert answer["text"].endswith(
        f" stated, besides {len(answer['rates'])} rates and {len(answer['indicators'])} context figures."
    )
    response: Any = client.get("/api/v1/changes.csv?from=2025-04-01&to=2025-07-31")
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode())))
    kinds = [row["kind"] for row in rows]
    assert kinds.count("rate") == len(answer["rates"])
    assert kinds.count("context") == len(answer["indicators"])
    (replacing,) = (row for row in rows if "It replaces" in row["text"])
    assert len(replacing["claims"].split(";")) == 2
    assert "superseded 15 July 2025" in replacing["text"]


def test_by_the_clock_of_the_record_a_new_rate_moves_the_balance(get: Get) -> None:
    first = moment()
    start, end = date(2023, 1, 1), date(2023, 12, 31)
    facts: dict[str, Any] = {"activity": "produced", "point": Decimal(90_000), "period_start": start, "period_end": end}
    published(Rate, code="much-made", actor_id="ru", munition_id="artillery-round", **facts)
    answer = get("changes/", **{"from": first, "to": moment()}, clock="recorded", as_of="2024-06-30")
    assert [one["code"] for one in answer["rates"]] == ["much-made"]
    (russia,) = answer["balances"]
    (made,) = russia["terms"]
    assert made["after"]["term"] == "produced"
    assert made["before"]["high"] < made["after"]["high"] == 90_000 * 365
    assert "much-made" in [code for reading in made["after"]["readings"] for code in reading["claims"]]
