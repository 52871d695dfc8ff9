"""The pace of running totals, through the API, on the seeds."""

from __future__ import annotations

import csv
import io

from django.test import Client

from flows.wording import COMPUTED
from tests.flows.api.conftest import Get

EARLIER, LATER = "eu-2024-03-25-delivered-500k", "eu-2024-11-11-delivered-980k"


def test_without_a_flow_it_is_the_one_with_the_most_totals_to_compare(get: Get) -> None:
    answer = get("pace/")
    assert answer["flow"] == "eu/ua/artillery-round"
    assert answer["links"]["self"].endswith("pace/?flow=eu/ua/artillery-round")


def test_a_pace_names_its_two_claims_and_that_nobody_stated_it(get: Get) -> None:
    (pace,) = (each for each in get("pace/")["paces"] if each["growth"]["later"] == LATER)
    assert pace["growth"]["earlier"] == EARLIER
    assert (pace["days"], pace["bound"], pace["low"], pace["high"]) == (231, "at-least", 2077, None)
    assert pace["computed"] == COMPUTED
    assert COMPUTED in pace["text"]
    assert pace["beside"]
    assert {each["rate"]["activity"] for each in pace["beside"]} <= {"fired", "produced", "capacity"}
    assert all((each["computed"] is None) == (each["rate"]["per"] == "day") for each in pace["beside"])


def test_two_named_claims_yield_a_pace_or_the_reasons(get: Get) -> None:
    answer = get("pace/", earlier=EARLIER, later=LATER)
    assert [each["low"] for each in answer["chosen"]] == [2077]
    answer = get("pace/", earlier="rok-dia-2024-08-27-152mm", later="ua-hur-skib-2025-11-nk")
    assert answer["chosen"] == []
    (pair,) = answer["chosen_refused"]
    assert "other_claimant" in {reason["code"] for reason in pair["reasons"]}


def test_capacity_stays_capacity(get: Get) -> None:
    paces = get("pace/", flow="kp/ru/munition")["paces"]
    full = [each for each in paces if each["capacity"]]
    assert full
    assert all("if full" in each["words"] for each in full)


def test_impossible_choices_are_refused_with_what_is_allowed(refused: Get) -> None:
    for query, parameter, words in (
        ({"flow": "zz/ua/rocket"}, "flow", "there is no actor"),
        ({"flow": "kp"}, "flow", "is not a flow"),
        ({"claimant": "zz"}, "claimant", "gave no running total"),
        ({"earlier": EARLIER}, "earlier", "a pace takes two claims"),
        ({"earlier": "x", "later": LATER}, "earlier", "asserts nothing of a flow"),
    ):
        (error,) = refused(400, "pace/", **query)["errors"]
        assert error["parameter"] == parameter
        assert words in error["detail"]


def test_the_csv_holds_the_same(client: Client, get: Get) -> None:
    answer, response = get("pace/"), client.get("/api/v1/pace.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sum(row["entry"] == "pace" for row in rows) == len(answer["paces"])
    assert sum(row["entry"] == "refused" for row in rows) == len(answer["refused"])
    assert {row["computed"] for row in rows if row["entry"] == "pace"} == {COMPUTED}
    assert {row["beside"] for row in rows if row["entry"] == "beside"} <= {row["claim"] for row in rows}
