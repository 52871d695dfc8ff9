"""Arithmetic on claims through the API: sums and refusals, differences, conversions, days of fire."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from flows.wording import FEW_QUOTED

Get = Callable[..., Any]
pytestmark = pytest.mark.django_db
EU = {"supplier": "eu", "recipient": "ua", "munition": "artillery-round"}


def refused(client: Client, address: str, status: int = 400) -> Any:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    return response.json()


def test_a_sum_that_is_right_is_given_with_its_claims(get: Get) -> None:
    total = get("totals/", **EU, stage="delivered", claimant="eu-hr", as_of="2024-12-01")
    assert (total["bound"], total["point"]) == ("exact", 1_000_000)
    assert [claim["code"] for claim in total["claims"]] == ["eu-2024-11-18-delivered-1m"]
    assert total["text"] == (
        "one claim and no sum: 1 million artillery rounds from the European Union to Ukraine since 20 March 2023 "
        "(start inferred; delivered; EU High Representative, 18 November 2024)"
    )
    assert [period["start"] for period in total["periods"]] == ["2023-03-20"]
    assert "eu-2024-03-25-delivered-500k" in {out["code"] for out in total["left_out"]}


def test_two_suppliers_that_do_not_overlap_are_added_as_a_floor(get: Get) -> None:
    total = get(
        "totals/",
        supplier="eu,us",
        recipient="ua",
        munition="artillery-round",
        stage="delivered",
        claimant="eu-hr,us-dod",
    )
    assert (total["bound"], total["low"], total["high"]) == ("at-least", 3_000_000, None)
    assert total["text"] == (
        "at least 3 million artillery rounds, the sum of 2 claims (computed; nobody stated it): "
        + "; ".join(claim["text"] for claim in total["claims"])
    )


def test_a_wrong_sum_is_refused_with_reasons_and_codes(client: Client) -> None:
    problem = refused(client, "totals/?supplier=kp&recipient=ru&munition=artillery-round&as_of=2024-06-14", status=422)
    assert problem["type"].endswith("#not-additive")
    reasons = {reason["code"]: reason["claims"] for reason in problem["reasons"]}
    assert {"overlapping_claimants", "mixed_stage", "mixed_basis"} <= set(reasons)
    assert {"csis-2024-02-28-rounds", "rok-mnd-2024-06-14-shells"} <= set(reasons["overlapping_claimants"])
    assert "several claimants on one flow" in problem["detail"]


def test_a_refusal_names_the_periods_that_clash(client: Client) -> None:
    query = "supplier=cz-initiative&recipient=ua&munition=large-calibre-round&claimant=cz-government&stage=delivered"
    problem = refused(client, f"totals/?{query}", status=422)
    reasons = {reason["code"]: reason["periods"] for reason in problem["reasons"]}
    assert reasons["overlapping_period"] == [
        {"words": "in 2024", "start": "2024-01-01", "end": "2024-12-31"},
        {"words": "from 1 to 27 June 2024", "start": "2024-06-01", "end": "2024-06-27"},
        {"words": "from 1 January to 27 April 2025", "start": "2025-01-01", "end": "2025-04-27"},
        {"words": "from 1 January to 17 July 2025", "start": "2025-01-01", "end": "2025-07-17"},
        {"words": "from 1 January to 13 August 2025", "start": "2025-01-01", "end": "2025-08-13"},
        {"words": "from 1 January to 25 August 2025", "start": "2025-01-01", "end": "2025-08-25"},
    ]
    assert reasons["part_of"] == []
    clash = "in 2024; from 1 to 27 June 2024; from 1 January to 27 April 2025; others"
    assert problem["detail"] == f"These claims do not add up: already inside another, periods that overlap ({clash})."


def test_nothing_recorded_is_an_unknown_total_and_not_zero(get: Get) -> None:
    total = get("totals/", **EU, as_of="2022-01-01")
    assert (total["bound"], total["low"], total["point"], total["high"]) == ("unquantified", None, None, None)
    assert (total["text"], total["periods"]) == ("no claim recorded", [])


def test_a_total_without_its_three_codes_is_a_bad_question(client: Client) -> None:
    problem = refused(client, "totals/?supplier=kp")
    assert [error["parameter"] for error in problem["errors"]] == ["recipient", "munition"]
    assert refused(client, "totals/?supplier=zz&recipient=ru&munition=artillery-round")["errors"][0]["value"] == "zz"


def test_two_claims_side_by_side_say_what_differs(get: Get) -> None:
    answer = get("differences/", left="rok-mnd-2024-06-14-shells", right="eu-2024-03-25-delivered-500k")
    differing = {aspect["code"] for aspect in answer["aspects"] if aspect["differs"]}
    assert {"stage", "basis", "bound", "date", "scope", "factor"} <= differing
    assert "unit" not in differing
    assert (answer["ratio"]["bound"], answer["ratio"]["high"]) == ("up-to", 9.6)
    assert answer["ratio"]["comparable"] is False


def test_two_rates_side_by_side_say_what_each_counts_and_when(get: Get) -> None:
    answer = get("differences/", left="nato-2024-03-11-fire", right="ua-syrskyi-2024-08-20-h1")
    aspects = {aspect["code"]: aspect for aspect in answer["aspects"]}
    assert (aspects["activity"]["left"], aspects["activity"]["differs"]) == ("fired", False)
    assert aspects["period"]["differs"] is True
    assert (answer["left"]["code"], answer["left"]["per"], answer["ratio"]) == ("nato-2024-03-11-fire", "day", None)


def test_a_claim_not_yet_stated_cannot_be_set_beside_another(client: Client) -> None:
    problem = refused(
        client,
        "differences/?left=rok-mnd-2024-06-14-shells&right=eu-2024-11-18-delivered-1m&as_of=2024-06-14",
    )
    assert problem["errors"][0]["parameter"] == "right"
    assert "2024-11-18" in problem["errors"][0]["detail"]


def test_containers_convert_by_the_claimants_factor_or_the_readers(get: Get) -> None:
    theirs = get("conversion/", claim="rok-mnd-2024-06-14-containers", as_of="2024-06-14")
    assert theirs["factor_by"] == "claimant"
    assert theirs["per_container"] == {"low": None, "high": 480}
    assert theirs["rounds"] == {"low": None, "high": 4_800_000}
    assert theirs["text"] == (
        "at most 4.8 million rounds if full, computed; nobody stated it (at most 480 a container, by the claimant; of "
        "the containers counted): at least 10,000 containers from North Korea to Russia since an unstated day "
        "(shipped; South Korea's defence ministry, 14 June 2024), with the factor of: up to 4.8 million artillery "
        "rounds from North Korea to Russia since an unstated day (what at least 10,000 containers could hold; South "
        "Korea's defence ministry, 14 June 2024)"
    )
    assert theirs["factors"] == ["rok-mnd-2024-06-14-shells"]
    assert [caution["code"] for caution in theirs["cautions"]] == ["only_counted"]
    assert theirs["cautions"][0]["label"] == "of the containers counted"
    assert theirs["cautions"][0]["meaning"].endswith("there may have been more.")
    mine = get("conversion/", claim="rok-mnd-2024-06-14-containers", large="266")
    assert mine["factor_by"] == "reader"
    assert mine["rounds"] == {"low": 2_660_000, "high": None}
    assert [caution["code"] for caution in mine["cautions"]] == []
    assert "266 a container, an assumption of the reader)" in mine["text"]
    assert mine["factors"] == []
    assert {factor["claim"] for factor in mine["published"]} >= {"osc-2025-04-15-rounds", "us-nkru-2024-12-18-rounds"}


def test_another_suppliers_factor_is_marked(get: Get) -> None:
    answer = get("conversion/", claim="sky-ir-2023-03-08-containers")
    assert answer["factor_by"] == "published"
    quoted = {factor["claim"]: factor["text"] for factor in answer["published"]}
    assert all(quoted[code] in answer["text"] for code in answer["factors"][:FEW_QUOTED])
    assert len(answer["factors"]) > FEW_QUOTED
    assert f"and {len(answer['factors']) - FEW_QUOTED} more claims" in answer["text"]
    assert "another_suppliers_factor" in {caution["code"] for caution in answer["cautions"]}
    assert "a container, by others who published one; another supplier's factor" in answer["text"]
    assert {factor["supplier"] for factor in answer["published"]} == {"kp"}
    assert all(" from North Korea to Russia" in factor["text"] for factor in answer["published"])


def test_days_of_fire_are_arithmetic_on_two_claims(get: Get) -> None:
    answer = get("days-of-fire/", claim="rok-mnd-2024-06-14-shells", rate="nato-2024-03-11-fire")
    assert answer["days"] == {"low": None, "high": 480}
    assert answer["text"].startswith(
        "at most 480 days, computed from two claims and stated by nobody (capacity): up to 4.8 million "
    )
    assert " over about 10,000 artillery rounds a day fired by Russia" in answer["text"]
    assert [caution["code"] for caution in answer["cautions"]] == ["capacity"]


def test_rounds_for_one_side_over_the_rate_of_another_are_marked(get: Get) -> None:
    answer = get("days-of-fire/", claim="eu-2023-03-20-pledge-1m", rate="nato-2024-03-11-fire")
    assert [caution["code"] for caution in answer["cautions"]] == ["other_sides_rate", "not_moved"]
    assert "(another side's rate of fire, not yet moved)" in answer["text"]
    moved = get("days-of-fire/", claim="eu-2024-03-25-delivered-500k", rate="nato-2024-03-11-fire")
    assert moved["days"] == {"low": 50, "high": 50}
    assert moved["text"].startswith(
        "about 50 days, computed from two claims and stated by nobody (another side's rate of fire): about 500,000 "
    )


@pytest.mark.parametrize(
    ("address", "missing"),
    [
        ("differences/", ["left", "right"]),
        ("conversion/", ["claim"]),
        ("days-of-fire/?claim=rok-mnd-2024-06-14-shells", ["rate"]),
    ],
)
def test_what_is_missing_is_named(client: Client, address: str, missing: list[str]) -> None:
    assert [error["parameter"] for error in refused(client, address)["errors"]] == missing


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("totals/?supplier=eu,us&recipient=ua&munition=artillery-round&stage=delivered&claimant=eu-hr,us-dod", 2),
        ("conversion/?claim=rok-mnd-2024-06-14-containers", 2),
        ("days-of-fire/?claim=rok-mnd-2024-06-14-shells&rate=ua-2022-06-10-fire-5-6k", 2),
    ],
)
def test_the_words_of_a_computed_number_quote_every_claim_that_it_comes_of(
    client: Client, address: str, found: int
) -> None:
    answer = client.get(f"/api/v1/{address}").json()
    claims = [*answer.get("claims", ()), *(answer[name] for name in ("claim", "rate") if name in answer)]
    claims += [factor for factor in answer.get("published", ()) if factor["claim"] in answer["factors"]]
    assert len(claims) == found
    for claim in claims:
        assert claim["text"] in answer["text"]
    assert "stated by nobody" in answer["text"] or "nobody stated it" in answer["text"]


def test_the_words_of_a_sum_of_a_year_quote_its_figures(get: Get) -> None:
    answer = get("years/", recipient="ua", munition="large-calibre-round")
    figures = {figure["code"]: figure for row in answer["rows"] for cell in row["cells"] for figure in cell["figures"]}
    sums = [each for row in answer["rows"] for cell in row["cells"] for each in cell["sums"] if each["additive"]]
    assert sums
    for each in sums:
        assert all(figures[code]["text"] in each["text"] for code in each["claims"][:FEW_QUOTED])
