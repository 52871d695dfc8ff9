"""With how few published changes two claims meet, through the API."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flows.measures import reconciliation
from flows.questions.arithmetic import ReconcileQuestion
from flows.wording import COMPUTED

Get = Callable[..., Any]
pytestmark = pytest.mark.django_db
OSC, HUR = "osc-2025-04-15-containers", "ua-hur-skib-2025-11-nk"


def refused(client: Client, query: str) -> list[Any]:
    response = client.get(f"/api/v1/reconcile/?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    errors: list[Any] = response.json()["errors"]
    return errors


def test_osc_containers_at_seouls_factor_come_near_what_kyiv_counts(get: Get) -> None:
    answer = get("reconcile/", left=OSC, right=HUR)
    assert (answer["outcome"], answer["changes"], answer["tolerance"]) == ("changed", 1, 5)
    (step,) = answer["steps"]
    assert (step["number"], step["side"], step["change"]) == (1, "left", "factor")
    assert (step["claim"], step["instead"]) == ("rok-dia-2025-07-13-152mm", None)
    assert (step["before"]["low"], step["before"]["high"]) == (15_809, 15_809)
    assert (step["after"]["low"], step["after"]["high"]) == (6_775_285, None)
    assert step["url"].endswith("/claims/rok-dia-2025-07-13-152mm/")
    assert step["text"] == (
        "Another published factor, at least 428.5 in each: 15,809 containers become at least 6.775 million "
        "152 mm artillery rounds, if full."
    )
    assert (answer["overlap"], round(answer["distance"], 3)) == (None, 0.041)
    assert answer["text"].startswith(
        "After 1 published change the two meet: their nearest figures differ by 4.1%, within 5%, though they do not "
        "overlap. (Computed; nobody stated it.) 1. Another published factor"
    )
    assert {difference["code"] for difference in answer["differences"]} == {"mixed_stage", "different_periods"}
    assert answer["ways"] == len(answer["other_ways"]) + 1
    assert answer["left_reading"]["factor"] == "rok-dia-2025-07-13-152mm"
    assert (answer["left"]["code"], answer["right"]["code"]) == (OSC, HUR)
    assert answer["links"]["page"].endswith(f"/reconcile/?left={OSC}&right={HUR}")


def test_the_csv_holds_the_two_claims_and_each_step_and_marks_what_was_computed(client: Client, get: Get) -> None:
    response: Any = client.get("/api/v1/reconcile.csv", {"left": OSC, "right": HUR})
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert [(row["number"], row["side"], row["claim"], row["computed"]) for row in rows] == [
        ("", "left", OSC, ""),
        ("", "right", HUR, ""),
        ("1", "left", "rok-dia-2025-07-13-152mm", COMPUTED),
    ]
    assert (rows[2]["low"], rows[2]["high"], rows[2]["factor"]) == ("6775285", "", "rok-dia-2025-07-13-152mm")
    answer = get("reconcile/", left=OSC, right=HUR)
    assert answer["computed"] == COMPUTED
    assert "/reconcile.csv?" in answer["links"]["csv"]


def test_the_tolerance_is_the_readers_and_is_printed(get: Get) -> None:
    answer = get("reconcile/", left=OSC, right=HUR, tolerance="3")
    assert answer["tolerance"] == 3
    assert answer["steps"][0]["claim"] != "rok-dia-2025-07-13-152mm"
    assert answer["links"]["self"].endswith("&tolerance=3")


def test_what_meets_as_stated_needs_no_change(get: Get) -> None:
    answer = get("reconcile/", left="rok-2024-10-28-152mm", right="ua-zelensky-2024-12-02")
    assert (answer["outcome"], answer["changes"], answer["steps"]) == ("meet", 0, [])
    assert answer["overlap"] == {"low": 3_500_000, "high": 3_500_000}
    assert answer["text"].startswith(
        "Nothing has to change: as stated, they overlap at 3.5 million; the figures that are stated lie 63% apart, as "
        "one of them is only a floor or a ceiling."
    )


def test_units_without_a_published_factor_and_other_parties_are_said_in_words(get: Get) -> None:
    answer = get("reconcile/", left="osc-2025-04-15-voyages", right=HUR)
    assert (answer["outcome"], answer["changes"], answer["distance"]) == ("units", None, None)
    assert answer["text"].startswith(
        "One counts voyages, the other artillery rounds, and no published factor leads from the one to the other."
    )
    apart = get("reconcile/", left="eu-2024-03-25-delivered-500k", right=HUR)
    assert (apart["outcome"], apart["steps"]) == ("apart", [])
    without = get("reconcile/", left="us-nkru-2022-09-millions", right=HUR)
    assert without["outcome"] == "no_figure"


def test_nothing_stated_after_the_day_and_nothing_below_the_grade_is_taken(get: Get) -> None:
    asked = {"left": "rok-mnd-2024-06-14-containers", "right": "csis-2024-02-28-rounds"}
    early = get("reconcile/", **asked, as_of="2024-06-14")
    assert early["as_of"] == "2024-06-14"
    assert all(step["claim"] < "rok-mnd-2024-07" for step in early["steps"])
    for way in early["other_ways"]:
        assert not {"osc-2025-04-15-rounds", "rok-dia-2025-07-13-152mm"} & set(way["claims"])


def test_two_paces_are_reconciled_by_the_day(get: Get) -> None:
    answer = get("reconcile/", left="nato-2024-03-11-fire", right="ua-syrskyi-2024-08-20-h1")
    assert answer["outcome"] == "changed"
    assert answer["steps"][0]["change"] == "time"
    assert answer["left_reading"]["text"] == "about 10,000 artillery rounds a day"


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("", ["left", "right"]),
        (f"left={OSC}", ["right"]),
        (f"left=nothing&right={HUR}", ["left"]),
        (f"left={OSC}&right=nato-2024-03-11-fire", ["right"]),
        ("left=article-2024-06-14-almost-10-to-1&right=ctx-nk-gdp-2022", ["left", "right"]),
        (f"left={OSC}&right={HUR}&as_of=2025-05-01", ["right"]),
        (f"left={OSC}&right={HUR}&grade=A", ["left", "right"]),
        (f"left={OSC}&right={HUR}&tolerance=51", ["tolerance"]),
        (f"left={OSC}&right={HUR}&tolerance=-1", ["tolerance"]),
        (f"left={OSC}&right={HUR}&stage=shipped", ["stage"]),
    ],
)
def test_what_is_wrong_is_named(client: Client, query: str, parameters: list[str]) -> None:
    assert [error["parameter"] for error in refused(client, query)] == parameters


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        (
            OSC,
            "ua-syrskyi-2024-08-20-h1",
            (
                "right: 'ua-syrskyi-2024-08-20-h1' is about a pace and the other claim about a flow: "
                "take two claims about a flow, or two about a pace"
            ),
        ),
        (OSC, "ctx-nk-gdp-2022", "right: 'ctx-nk-gdp-2022' is about context: take a claim about a flow or a pace"),
        (
            OSC,
            "nothing",
            "right: there is no claim 'nothing' about a flow: take the code of one, as the lists of claims have it",
        ),
        (
            "nothing",
            "none",
            (
                "right: there is no claim 'none' about a flow or a pace: "
                "take the code of one, as the lists of claims have it"
            ),
        ),
    ],
)
def test_claims_of_two_kinds_are_refused_as_what_they_are(client: Client, left: str, right: str, said: str) -> None:
    assert refused(client, f"left={left}&right={right}")[-1]["detail"] == said


def test_the_number_of_queries_is_fixed() -> None:
    assert tables_asked(OSC, HUR) == [
        *(
            "shipment",
            "shipment",
            "shipment",
            "shipment",
        ),  # the two, all of the flow, what is computed, of what
        *("actor", "munition", "actoroverlap", "claimant", "claimantoverlap"),  # what is part of what
    ]
    # No claims about flows; the two paces; all of the party.
    assert tables_asked("nato-2024-03-11-fire", "ua-syrskyi-2024-08-20-h1") == ["shipment", "rate", "rate"]


def tables_asked(left: str, right: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        reconciliation.compute(ReconcileQuestion(left, right))
    return [re.findall(r'^.*?FROM "flows_(\w+)"', query["sql"])[0] for query in queries.captured_queries]
