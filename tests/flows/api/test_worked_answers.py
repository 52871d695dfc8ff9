"""The worked questions of the data's own README, asked of the API: each expected code, bound and figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Get = Callable[..., Any]
ROUNDS = "flows/kp/ru/artillery-round/"
CONTAINERS = "flows/kp/ru/container/"
MISSILES = "flows/kp/ru/ballistic-missile/"
TO_UKRAINE = "flows/eu/ua/artillery-round/"
MOVED = "shipped,delivered"

Said = tuple[str, float | None, float | None, float | None]


@pytest.fixture
def said(get: Get) -> Callable[..., dict[str, Said]]:
    """What one claimant's heads say of a flow on a day: bound, low, point and high by code."""

    def said_(flow: str, as_of: str, claimant: str, stage: str = MOVED) -> dict[str, Said]:
        heads = get(flow, as_of=as_of, stage=stage)["heads"]
        return {
            head["code"]: (head["bound"], head["low"], head["point"], head["high"])
            for head in heads
            if head["claimant"] == claimant
        }

    return said_


def test_1_in_march_2024_seoul_gives_two_readings_of_one_fact(said: Any, get: Get) -> None:
    assert said(ROUNDS, "2024-03-01", "kr-mnd") == {
        "rok-mnd-2024-02-26-152mm": ("about", None, 3_000_000, None),
        "rok-mnd-2024-02-26-122mm": ("about", None, 500_000, None),
    }
    groups = {h["alternative_group"] for h in get(ROUNDS, as_of="2024-03-01")["heads"] if h["claimant"] == "kr-mnd"}
    assert len(groups) == 1
    assert None not in groups


def test_2_in_june_2024_only_the_capacity_stands(said: Any, get: Get) -> None:
    assert said(ROUNDS, "2024-06-14", "kr-mnd") == {"rok-mnd-2024-06-14-shells": ("up-to", None, None, 4_800_000)}
    flow = get(ROUNDS, as_of="2024-06-14")
    left_out = {each["code"]: each for each in flow["left_out"]}
    assert left_out["rok-mnd-2024-02-26-152mm"] == {
        "code": "rok-mnd-2024-02-26-152mm",
        "reason": "superseded",
        "by": "rok-mnd-2024-06-14-shells",
    }
    assert left_out["rok-mnd-2024-02-26-122mm"] == {
        "code": "rok-mnd-2024-02-26-122mm",
        "reason": "alternative_fell",
        "by": "rok-mnd-2024-06-14-shells",
    }
    head = next(each for each in flow["heads"] if each["code"] == "rok-mnd-2024-06-14-shells")
    assert (head["basis"], head["derived_from"], head["factor"]) == (
        "capacity-if-full",
        "rok-mnd-2024-06-14-containers",
        480,
    )
    assert "what at least 10,000 containers could hold" in head["text"]
    assert head["superseded_by"] is None


def test_3_in_august_2025_the_newest_total_alone(said: Any) -> None:
    assert said(ROUNDS, "2025-08-01", "kr-mnd") == {"rok-dia-2025-07-13-152mm": ("at-least", 12_000_000, None, None)}


@pytest.mark.parametrize(
    ("as_of", "claimant", "expected"),
    [
        ("2024-03-01", "kr-mnd", {"rok-mnd-2024-02-26-containers": ("about", None, 6_700, None)}),
        ("2024-06-14", "kr-mnd", {"rok-mnd-2024-06-14-containers": ("at-least", 10_000, None, None)}),
        ("2025-08-01", "kr-mnd", {"rok-dia-2025-07-13-containers": ("about", None, 28_000, None)}),
        ("2024-03-01", "us-government", {"us-nkru-2024-02-23-containers": ("at-least", 10_000, None, None)}),
        ("2024-06-14", "us-government", {"us-nkru-2024-06-14-containers": ("at-least", 11_000, None, None)}),
        ("2025-08-01", "us-government", {"us-nkru-2025-05-07-containers": ("at-least", 24_000, None, None)}),
    ],
)
def test_4_containers(said: Any, as_of: str, claimant: str, expected: dict[str, Said]) -> None:
    assert said(CONTAINERS, as_of, claimant) == expected


@pytest.mark.parametrize(
    ("as_of", "code", "bound", "figure"),
    [
        ("2024-03-24", "eu-2024-01-31-delivered-330k", "exact", 330_000),
        ("2024-06-14", "eu-2024-03-25-delivered-500k", "about", 500_000),
        ("2024-12-01", "eu-2024-11-18-delivered-1m", "exact", 1_000_000),
    ],
)
def test_5_the_eu_on_its_own_deliveries(said: Any, as_of: str, code: str, bound: str, figure: int) -> None:
    assert said(TO_UKRAINE, as_of, "eu-hr", "delivered") == {code: (bound, None, figure, None)}


def test_6_the_article_and_ukraine_on_the_eu(said: Any, get: Get) -> None:
    assert said(TO_UKRAINE, "2024-06-14", "close-the-sky") == {
        "article-2024-06-14-eu-1m": ("exact", None, 1_000_000, None)
    }
    assert get("shipments/article-2024-06-14-eu-1m/")["credibility"] == 4
    assert said(TO_UKRAINE, "2024-06-14", "ua-president") == {
        "ua-2024-02-26-zelensky-30pct": ("exact", None, 300_000, None)
    }
    assert said(TO_UKRAINE, "2024-06-14", "eu-council", "pledged") == {
        "eu-2023-03-20-pledge-1m": ("exact", None, 1_000_000, None)
    }


def test_7_other_claimants_in_june_2024(said: Any, get: Get) -> None:
    assert said(ROUNDS, "2024-06-14", "csis") == {"csis-2024-02-28-rounds": ("at-least", 2_500_000, None, None)}
    assert said(ROUNDS, "2024-06-14", "ua-hur") == {"ua-hur-skib-2024-02-nk": ("exact", None, 1_500_000, None)}
    assert said(ROUNDS, "2024-06-14", "kr-nis") == {"rok-nis-2023-11-01": ("at-least", 1_000_000, None, None)}
    for later, first_day in (("nato-stoltenberg-2024-06-17", "2024-06-17"), ("c4ads-2024-06-22-shells", "2024-06-22")):
        assert later not in get(ROUNDS, as_of="2024-06-14")["standing"]
        assert later in get(ROUNDS, as_of=first_day)["standing"]


def test_8_other_claimants_in_august_2025(said: Any, get: Get) -> None:
    assert said(ROUNDS, "2025-08-01", "ua-hur") == {"ua-hur-2024-11-29-rounds": ("at-least", 5_000_000, None, None)}
    assert said(ROUNDS, "2025-08-01", "us-government") == {
        "us-nkru-2024-12-18-rounds": ("at-least", 6_000_000, None, None)
    }
    assert said(ROUNDS, "2025-08-01", "osc") == {"osc-2025-04-15-rounds": ("between", 4_200_000, None, 5_800_000)}
    of_periods = {head["code"]: head for head in get(ROUNDS, as_of="2025-08-01")["period_heads"]}
    zelensky = of_periods["ua-zelensky-2025-01-05"]
    assert (zelensky["bound"], zelensky["point"], zelensky["period"]) == ("about", 3_700_000, "in 2024")
    for_2024_alone = get("shipments/ua-zelensky-2025-01-05/")
    assert (for_2024_alone["period_start"], for_2024_alone["period_end"]) == ("2024-01-01", "2024-12-31")


def test_9_missiles_without_a_number(said: Any, get: Get) -> None:
    assert said(MISSILES, "2024-06-14", "kr-mnd") == {"rok-mnd-2024-06-14-missiles": ("unquantified", None, None, None)}
    assert said(MISSILES, "2024-06-14", "us-government") == {
        "us-nkru-2024-01-04-missiles": ("unquantified", None, None, None)
    }
    words = {head["code"]: head["words"] for head in get(MISSILES, as_of="2024-06-14")["heads"]}
    assert words["rok-mnd-2024-06-14-missiles"] == "dozens"
    assert words["us-nkru-2024-01-04-missiles"] == "several dozen"
    assert said(MISSILES, "2025-01-31", "us-government") == {
        "us-nkru-2024-12-18-missiles": ("at-least", 100, None, None)
    }
    hur = get("shipments/ua-hur-2025-01-23-missiles/", as_of="2025-01-31")
    assert (hur["temporal"], hur["point"]) == ("interval", 148)
    assert hur["code"] in get(MISSILES, as_of="2025-01-31")["standing"]


def test_the_comparison_of_june_2024(get: Get) -> None:
    answer = get(
        "compare/", left="kp/ru/artillery-round", right="eu/ua/artillery-round", as_of="2024-06-14", pairs="all"
    )
    ratios = {(each["left"], each["right"]): each for each in answer["ratios"]}
    capacity, csis = "rok-mnd-2024-06-14-shells", "csis-2024-02-28-rounds"
    for european, over_capacity, over_csis in (
        ("article-2024-06-14-eu-1m", 4.8, 2.5),
        ("eu-2024-03-25-delivered-500k", 9.6, 5),
        ("ua-2024-02-26-zelensky-30pct", 16, 8.333),
    ):
        ceiling = ratios[capacity, european]
        assert (ceiling["bound"], ceiling["low"], ceiling["point"], ceiling["high"]) == (
            "up-to",
            None,
            None,
            over_capacity,
        )
        assert not ceiling["comparable"]
        assert "mixed_basis" in {reason["code"] for reason in ceiling["reasons"]}
        assert "what at least 10,000 containers could hold" in ceiling["text"]
        floor = ratios[csis, european]
        assert (floor["bound"], floor["low"], floor["high"]) == ("at-least", over_csis, None)

    stated = {ratio["code"]: ratio for ratio in answer["stated"]}
    ten = stated["article-2024-06-14-almost-10-to-1"]
    assert (ten["bound"], ten["low"], ten["high"]) == ("up-to", None, 10)
    assert "coincidence" in answer["note"]
    assert not {"left", "right"} & set(ten)
    assert max(ratio["claimed_on"] for ratio in answer["stated"]) <= "2024-06-14"
    assert len(answer["ratios"]) == len(answer["left"]["heads"]) * len(answer["right"]["heads"])
