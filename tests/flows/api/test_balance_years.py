"""Both sides by year through the API: the terms of the balances, as JSON and as a table."""

from __future__ import annotations

import csv
import io

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
    assert year["terms"] == [terms["received"], terms["produced"], terms["fired"]]
    assert (year["terms"][0]["low"], year["terms"][0]["high"]) == (3_500_000, 6_700_000)
    assert answer["links"]["page"].endswith("/balance/years/?munition=artillery-round")


def test_the_table_has_a_row_for_each_reading(get: Get, client: Client) -> None:
    answer = get("balance-years/", **ROUNDS)
    text = client.get("/api/v1/balance-years.csv", ROUNDS).getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    terms = [term for side in answer["sides"] for year in side["years"] for term in year["terms"]]
    assert len(rows) == sum(len(term["readings"]) or 1 for term in terms)
    assert {row["computed"] for row in rows} == {COMPUTED}
    assert {row["line"] for row in rows} == {"received", "produced", "fired"}


def test_what_does_not_exist_is_refused_with_what_is_allowed(refused: Get) -> None:
    problem = refused(400, "balance-years/", munition="shells")
    assert "munition" in str(problem)
    refused(400, "balance-years/", side="ru")
