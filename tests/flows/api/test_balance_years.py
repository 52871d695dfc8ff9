"""Both sides by year through the API: the terms of the balances, as JSON and as a table."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from flows.wording import COMPUTED
from tests.flows.api.conftest import Get

ROUNDS = {"munition": "artillery-round"}


def test_each_year_is_the_balance_of_its_side(get: Get) -> None:
    answer = get("balance-years/", **ROUNDS)
    assert [side["side"] for side in answer["sides"]] == ["ru", "ua"]
    assert answer["computed"] == COMPUTED
    year = next(year for year in answer["sides"][0]["years"] if year["start"] == "2024-01-01")
    alone = get("balance/", **ROUNDS, side="ru", start=year["start"], end=year["end"])
    terms = {term["term"]: term for term in alone["terms"]}
    assert year["terms"][:2] == [terms["received"], terms["produced"]]
    assert (year["terms"][0]["low"], year["terms"][0]["high"]) == (3_500_000, 6_700_000)
    assert answer["links"]["page"].endswith("/balance/years/?munition=artillery-round")


@pytest.mark.parametrize(("side", "day"), [("ru", "2025-01-01"), ("ua", "2024-01-01"), ("ua", "2022-01-01")])
def test_paces_that_are_all_that_is_known_bound_no_year_here_either(
    get: Get, client: Client, side: str, day: str
) -> None:
    """The page has them as they were stated; 30 days of one come to 810,000, which is no figure of a year."""
    answer = get("balance-years/")
    years = next(one for one in answer["sides"] if one["side"] == side)["years"]
    fired = next(year for year in years if year["start"] == day)["terms"][2]
    assert (fired["low"], fired["high"]) == (None, None)
    assert {reading["low"] for reading in fired["readings"]} == {None}
    page = client.get("/balance/years/").content.decode()
    first = fired["text"].split(" (")[0]
    assert first in " ".join(page.split())
    text = client.get("/api/v1/balance-years.csv").getvalue().decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if (row["side"], row["start"]) == (side, day)]
    assert {row["low"] for row in rows if row["line"] == "fired"} == {""}
    assert fired["text"] in {row["term_text"] for row in rows}


def test_what_is_left_out_of_a_year_is_named_with_the_reason(get: Get, client: Client) -> None:
    answer = get("balance-years/")
    year = next(year for year in answer["sides"][0]["years"] if year["start"] == "2024-01-01")
    (left,) = (one for one in year["not_counted"] if one["claim"] == "msmt-2025-05-29-rounds")
    assert (left["term"], left["reason"]) == ("received", "bounds_nothing")
    assert left["why"] == "no floor (it says up to), no ceiling (of one supplier among several)"
    text = client.get("/api/v1/balance-years.csv").getvalue().decode("utf-8-sig")
    (row,) = (row for row in csv.DictReader(io.StringIO(text)) if row["claims"] == left["claim"])
    assert (row["line"], row["start"], row["not_counted"], row["why"]) == (
        "received",
        "2024-01-01",
        "bounds_nothing",
        left["why"],
    )


def test_an_end_of_a_term_says_what_to_know_of_it(get: Get) -> None:
    years = get("balance-years/")["sides"][0]["years"]
    fired = next(year for year in years if year["start"] == "2023-01-01")["terms"][2]
    assert "projection" in fired["low_cautions"]
    assert "longer_time" in fired["high_cautions"]


def test_the_table_has_a_row_for_each_reading_and_for_what_is_left_out(get: Get, client: Client) -> None:
    answer = get("balance-years/", **ROUNDS)
    text = client.get("/api/v1/balance-years.csv", ROUNDS).getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    terms = [term for side in answer["sides"] for year in side["years"] for term in year["terms"]]
    left_out = [one for side in answer["sides"] for year in side["years"] for one in year["not_counted"]]
    assert len(rows) == sum(len(term["readings"]) or 1 for term in terms) + len(left_out)
    assert {row["computed"] for row in rows} == {COMPUTED}
    assert {row["line"] for row in rows} == {"received", "produced", "fired"}


def test_what_does_not_exist_is_refused_with_what_is_allowed(refused: Get) -> None:
    problem = refused(400, "balance-years/", munition="shells")
    assert "munition" in str(problem)
    refused(400, "balance-years/", side="ru")
