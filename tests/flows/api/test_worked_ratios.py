"""The worked questions 10 to 15 of the data's own README, asked of the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Get = Callable[..., Any]
pytestmark = pytest.mark.django_db


def test_10_the_supply_quotient_depends_on_whose_figures_are_divided(get: Get) -> None:
    answer = get(
        "compare/", left="kp/ru/artillery-round", right="eu/ua/artillery-round", as_of="2024-06-14", pairs="all"
    )
    found = {(ratio["left"], ratio["right"]): ratio for ratio in answer["ratios"]}
    eu = ("article-2024-06-14-eu-1m", "eu-2024-03-25-delivered-500k", "ua-2024-02-26-zelensky-30pct")
    capacity = [found["rok-mnd-2024-06-14-shells", code] for code in eu]
    assert [(ratio["bound"], ratio["high"]) for ratio in capacity] == [("up-to", 4.8), ("up-to", 9.6), ("up-to", 16)]
    estimate = [found["csis-2024-02-28-rounds", code] for code in eu]
    assert [(ratio["bound"], ratio["low"]) for ratio in estimate] == [
        ("at-least", 2.5),
        ("at-least", 5),
        ("at-least", 8.333),
    ]
    assert not any(ratio["comparable"] for ratio in capacity)
    assert "It is not a ratio of fire" in answer["note"]
    assert "article-2024-06-14-almost-10-to-1" in {ratio["code"] for ratio in answer["stated"]}


def test_11_stated_ratios_of_the_first_half_of_2024_run_from_3_to_10_without_the_forecast(get: Get) -> None:
    ratios = get(
        "ratios/",
        place="front",
        over="ua",
        wording="stated,implied",
        claimed_after="2024-01-01",
        as_of="2024-06-30",
        page_size="500",
    )["results"]
    found = {ratio["code"]: (ratio["bound"], ratio["low"], ratio["high"]) for ratio in ratios}
    assert found["ratio-2024-06-26-general-staff"] == ("exact", 3, 3)
    assert found["ratio-2024-04-10-cavoli-now"] == found["ratio-2024-06-15-havryliuk-now"] == ("exact", 5, 5)
    assert found["ratio-2024-03-18-havryliuk"] == ("exact", 7, 7)
    assert found["ratio-2024-04-16-zelensky"] == ("exact", 10, 10)
    assert found["article-2024-06-14-almost-10-to-1"] == ("up-to", None, 10)
    assert "ratio-2024-04-10-cavoli-forecast" not in found


def test_12_a_pledge_is_older_and_not_additional_to_a_delivery(get: Get) -> None:
    flow = get("flows/us/ua/artillery-round-155mm/", as_of="2023-12-31")
    heads = {head["code"]: head for head in flow["heads"] if head["claimant"] == "us-dod"}
    assert (heads["us-2023-08-11-over-2m"]["stage"], heads["us-2023-08-11-over-2m"]["low"]) == ("delivered", 2_000_000)
    assert heads["us-2023-04-12-pledged-1.5m"]["stage"] == "pledged"
    assert [span["stage"] for span in flow["span"]] == sorted({span["stage"] for span in flow["span"]})


def test_13_prague_nato_and_the_president_differ_and_the_outlier_is_graded_as_one(get: Get) -> None:
    claims = get("shipments/", supplier="cz-initiative", as_of="2026-03-01", current="true", page_size="500")["results"]
    found = {claim["code"]: claim for claim in claims}
    assert found["cz-2025-12-13-fiala-1.8m"]["point"] == 1_800_000
    assert found["nato-2025-12-19-keller-1.8m"]["point"] == 1_800_000
    assert (found["cz-2026-02-16-pavel-2025-2m"]["bound"], found["cz-2026-02-16-pavel-2025-2m"]["high"]) == (
        "up-to",
        2_000_000,
    )
    assert found["hu-2026-01-magyarnemzet-2025-300k"]["credibility"] == 5


def test_14_the_tests_cost_about_a_billion_of_an_economy_of_another_year(get: Get) -> None:
    cost, economy, share = (
        get(f"indicators/{code}/")
        for code in ("ctx-nk-missile-test-cost-2023", "ctx-nk-gdp-2022", "ctx-nk-missile-test-share")
    )
    assert (cost["point"], economy["point"], share["point"]) == (1_000_000_000, 24_500_000_000, 4)
    assert all(one["bound"] == "about" and one["value"] == one["point"] for one in (cost, economy, share))
    assert [": about " in one["text"] for one in (cost, economy, share)] == [True, True, True]
    assert round(100 * cost["value"] / economy["value"], 1) == 4.1
    assert cost["period_start"][:4] != economy["period_start"][:4]


def test_15_two_deny_and_neither_gives_a_number(get: Get) -> None:
    about_arms = get("shipments/", stance="denies", supplier="kp", recipient="ru")["results"]
    assert {claim["code"] for claim in about_arms} == {"nk-mofa-2022-12-denial", "ru-kremlin-2023-10-17-denial"}
    denials = get("shipments/", stance="denies")["results"]
    assert all(claim[figure] is None for claim in denials for figure in ("low", "point", "high"))
