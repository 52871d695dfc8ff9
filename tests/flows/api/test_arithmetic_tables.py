"""The answers that are arithmetic on claims as tables: each holds what its JSON holds, labelled and with its inputs."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client

from flows.wording import COMPUTED
from tests.dashboard.pages.markup import Markup
from tests.flows.api.conftest import Get

pytestmark = pytest.mark.django_db

ROUNDS, FIRE = "rok-mnd-2024-06-14-shells", "nato-2024-03-11-fire"
CONTAINERS, EU = "rok-mnd-2024-06-14-containers", "article-2024-06-14-eu-1m"
FLOWS = "left=kp/ru/artillery-round&right=eu/ua/artillery-round&as_of=2024-06-14"
QUESTIONS = {
    "compare": FLOWS,
    "differences": f"left={ROUNDS}&right={EU}",
    "conversion": f"claim={CONTAINERS}",
    "days-of-fire": f"claim={ROUNDS}&rate={FIRE}",
}
PAGES = {
    "compare": "/compare/",
    "differences": "/compare/claims/",
    "conversion": "/convert/",
    "days-of-fire": "/days-of-fire/",
}


def rows(client: Client, name: str, query: str) -> list[dict[str, str]]:
    response: Any = client.get(f"/api/v1/{name}.csv?{query}")
    assert response.status_code == 200, response.content
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def asked(query: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in query.split("&"))


def number(text: str) -> float | None:
    return float(text) if text else None


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_table_is_what_accepting_csv_gives_and_the_answer_and_the_page_link_it(
    client: Client, get: Get, name: str
) -> None:
    query = QUESTIONS[name]
    suffixed: Any = client.get(f"/api/v1/{name}.csv?{query}")
    accepted: Any = client.get(f"/api/v1/{name}/?{query}", headers={"accept": "text/csv"})
    assert suffixed.getvalue() == accepted.getvalue()
    assert get(f"{name}/", **asked(query))["links"]["csv"].endswith(f"/api/v1/{name}.csv?{query}")
    page = Markup(client.get(f"{PAGES[name]}?{query}").content.decode())
    links = {a["href"]: a.get("type") for tag, a in page.tags if tag == "a" and a.get("href")}
    assert links[f"/api/v1/{name}.csv?{query}"] == "text/csv"


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_needed_is_needed_in_a_table_too(client: Client, name: str) -> None:
    response = client.get(f"/api/v1/{name}.csv")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_computed_number_is_without_its_label(client: Client, name: str) -> None:
    for row in rows(client, name, QUESTIONS[name]):
        if row.get("low") or row.get("high") or row.get("point"):
            assert row["computed"] == COMPUTED, row


def test_a_comparison_has_a_row_for_each_quotient_with_both_claims_and_times(client: Client, get: Get) -> None:
    answer = get("compare/", **asked(FLOWS), pairs="all")
    found = rows(client, "compare", FLOWS)
    for entry, pairs in (("totals", answer["ratios"]), ("periods", answer["for_periods"])):
        mine = [row for row in found if row["entry"] == entry]
        assert len(mine) == len(pairs)
        for row, pair in zip(mine, pairs, strict=True):
            assert (row["left"], row["right"], row["bound"]) == (pair["left"], pair["right"], pair["bound"])
            ends = ("low", "point", "high")
            assert [number(row[end]) for end in ends] == [pair[end] for end in ends]
            assert row["reasons"].split(";") == [one["code"] for one in pair["reasons"]] or not pair["reasons"]
            assert row["comparable"] == ("true" if pair["comparable"] else "false")
            assert (row["left_period"], row["right_period"]) == tuple(
                pair[f"{side}_period"]["words"] for side in ("left", "right")
            )
            assert (row["text"], row["computed"]) == (pair["text"], COMPUTED)
            assert row["left_url"] == f"http://testserver/claims/{pair['left']}/"
    assert found


def test_a_difference_has_a_row_for_each_aspect_and_one_for_the_ratio(client: Client, get: Get) -> None:
    answer = get("differences/", **asked(QUESTIONS["differences"]))
    *aspects, ratio = rows(client, "differences", QUESTIONS["differences"])
    assert [(row["aspect"], row["left_says"] or None, row["right_says"] or None) for row in aspects] == [
        (each["code"], each["left"], each["right"]) for each in answer["aspects"]
    ]
    assert {row["computed"] for row in aspects} == {""}
    assert {row["left"] for row in aspects} == {ROUNDS}
    assert (ratio["aspect"], ratio["computed"]) == ("ratio", COMPUTED)
    assert number(ratio["high"]) == answer["ratio"]["high"]


def test_a_conversion_has_its_product_with_its_cautions_and_every_published_factor(client: Client, get: Get) -> None:
    answer = get("conversion/", claim=CONTAINERS)
    product, *factors = rows(client, "conversion", f"claim={CONTAINERS}")
    assert (product["entry"], product["claim"], product["factor_by"]) == ("product", CONTAINERS, answer["factor_by"])
    assert (number(product["low"]), number(product["high"])) == (answer["rounds"]["low"], answer["rounds"]["high"])
    assert product["cautions"].split(";") == [one["code"] for one in answer["cautions"]] or not answer["cautions"]
    assert [row["claim"] for row in factors] == [each["claim"] for each in answer["published"]]
    assert [number(row["per_container_high"]) for row in factors] == [each["high"] for each in answer["published"]]
    named = {row["claim"]: get(f"shipments/{row['claim']}/")["factor"] is not None for row in factors}
    assert {row["claim"]: row["computed"] for row in factors} == {c: "" if n else COMPUTED for c, n in named.items()}
    assert set(named.values()) == {True, False}
    assumed = rows(client, "conversion", f"claim={CONTAINERS}&large=266")[0]
    assert (assumed["factor_by"], number(assumed["per_container_high"])) == ("reader", 266)


def test_days_of_fire_are_one_row_with_both_claims_and_the_cautions(client: Client, get: Get) -> None:
    answer = get("days-of-fire/", claim=ROUNDS, rate=FIRE)
    (row,) = rows(client, "days-of-fire", QUESTIONS["days-of-fire"])
    assert (row["claim"], row["rate"], row["computed"]) == (ROUNDS, FIRE, COMPUTED)
    assert (number(row["low"]), number(row["high"])) == (answer["days"]["low"], answer["days"]["high"])
    assert row["text"] == answer["text"]
    (other,) = rows(client, "days-of-fire", f"claim={ROUNDS}&rate=ua-2022-06-10-fire-5-6k")
    cautions = get("days-of-fire/", claim=ROUNDS, rate="ua-2022-06-10-fire-5-6k")["cautions"]
    assert other["cautions"].split(";") == [one["code"] for one in cautions]
    assert cautions


def held(row: dict[str, str], record: dict[str, Any], *names: str) -> None:
    """A row holds the same as a record, an empty cell where the record has null."""
    for name in names:
        value = record[name]
        assert row[name] == ("" if value is None else str(value)) or float(row[name]) == value, name


def test_the_table_of_a_timeline_holds_its_steps(client: Client, get: Get) -> None:
    query = "flow=kp/ru/artillery-round&as_of=2024-06-14"
    answer = get("timeline/", **asked(query))
    assert answer["links"]["csv"].endswith(f"/api/v1/timeline.csv?{query}")
    found = rows(client, "timeline", query)
    assert len(found) == len(answer["steps"]) > 5
    for row, step in zip(found, answer["steps"], strict=True):
        held(row, step, "on", "event", "code", "superseded_by", "claimant", "unit", "stage", "basis", "bound", "low")
        held(row, step, "point", "high", "status", "temporal", "period", "text", "claimant_name", "stance")
        assert row["page_url"] == step["url"]


def test_the_table_of_a_sum_holds_it_and_every_claim_in_it(client: Client, get: Get) -> None:
    query = "supplier=eu&recipient=ua&munition=artillery-round&as_of=2024-12-01&stage=delivered&claimant=eu-hr"
    answer = get("totals/", **asked(query))
    total, *claims = rows(client, "totals", query)
    assert (total["entry"], total["computed"], total["text"]) == ("sum", COMPUTED, answer["text"])
    held(total, answer, "bound", "low", "point", "high")
    added = [row for row in claims if row["entry"] == "claim"]
    for row, claim in zip(added, answer["claims"], strict=True):
        assert row["claim"] == claim["code"]
        held(row, claim, "bound", "low", "point", "high", "claimed_on", "period_start", "period_end", "period", "text")
        assert row["page_url"] == claim["url"]
    left = [(row["claim"], row["reason"]) for row in claims if row["entry"] == "left_out"]
    assert left == [(out["code"], out["reason"]) for out in answer["left_out"]]
    assert answer["links"]["csv"].rpartition("/")[2].startswith("totals.csv?")
    assert added
    assert left


def test_a_sum_that_would_be_wrong_is_refused_as_a_table_too(client: Client) -> None:
    query = "supplier=kp&recipient=ru&munition=artillery-round&as_of=2024-06-14"
    response = client.get(f"/api/v1/totals.csv?{query}")
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert response.json()["reasons"]
