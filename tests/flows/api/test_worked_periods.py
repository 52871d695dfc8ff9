"""The worked questions about the time of figures, 16 to 21 and those of the comparison, asked of the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Get = Callable[..., Any]
pytestmark = pytest.mark.django_db


def pair(get: Get, left: str, right: str, codes: tuple[str, str]) -> dict[str, Any]:
    """One computed ratio of a comparison, with the codes of its reasons under ``against``."""
    answer = get("compare/", left=left, right=right, pairs="all")
    (found,) = [ratio for ratio in answer["ratios"] if (ratio["left"], ratio["right"]) == codes]
    return {**found, "against": {reason["code"] for reason in found["reasons"]}}


def test_16_ten_to_one_said_in_august_2025_is_about_the_summer_of_2023(get: Get) -> None:
    then, now = (get(f"ratios/ratio-2025-08-04-pavel-bbc-{which}/") for which in ("then", "now"))
    assert then["text"].startswith(
        "10 to 1 for Russia over Ukraine in rounds fired, whole front line, from June to August"
    )
    assert (then["period"], then["period_end"]) == ("from June to August 2023", "2023-08-31")
    assert (now["high"], now["period"]) == (2, "in August 2025")


def test_17_a_total_since_2023_over_one_of_2025_is_not_comparable(get: Get) -> None:
    answer = get("differences/", left="ua-hur-skib-2025-11-nk", right="nato-2025-12-19-keller-1.8m")
    found = answer["ratio"]
    assert not found["comparable"]
    assert {reason["code"] for reason in found["reasons"]} >= {"different_periods"}
    assert found["left_period"] == {
        "words": "from 1 January 2023 to 14 November 2025",
        "start": "2023-01-01",
        "end": "2025-11-14",
    }
    assert found["right_period"]["words"] == "from 1 January to 19 December 2025"
    assert "(not comparable: " in found["text"]
    assert "different periods" in found["text"]
    assert "from North Korea to Russia since 2023 (" in found["left_text"]


def test_a_total_is_never_paired_with_a_figure_for_a_period(get: Get) -> None:
    """The Czech scheme's 1.8 million is of 2025: not one of the totals that stand beside North Korea's since 2023."""
    answer = get(
        "compare/", left="kp/ru/large-calibre-round", right="cz-initiative/ua/large-calibre-round", pairs="all"
    )
    assert "nato-2025-12-19-keller-1.8m" not in {ratio["right"] for ratio in answer["ratios"]}


def test_a_total_of_december_2023_over_one_since_2024_is_not_comparable(get: Get) -> None:
    codes = ("eu-2023-12-reuters-480k", "cz-2026-02-16-pavel-total-4.4m")
    found = pair(get, "eu/ua/large-calibre-round", "cz-initiative/ua/large-calibre-round", codes)
    assert not found["comparable"]
    assert found["against"] >= {"different_periods", "overlapping_suppliers"}


def test_the_eu_and_the_czech_scheme_overlap_in_figures_for_a_period_too(get: Get) -> None:
    answer = get("compare/", left="eu/ua/munition", right="cz-initiative/ua/munition")
    assert answer["for_periods"]
    for ratio in answer["for_periods"]:
        assert not ratio["comparable"]
        assert "different_periods" not in {reason["code"] for reason in ratio["reasons"]}


@pytest.mark.parametrize(
    ("flow", "code", "period"),
    [
        ("kp/ru/large-calibre-round", "msmt-2025-05-29-rounds", "from 1 January to 15 December 2024"),
        ("ir/ru/artillery-round", "nato-ir-2024-03-11", "in 2023"),
        ("cz-initiative/ua/artillery-round-155mm", "cz-2025-03-24-fiala-520k-2024", "in 2024"),
        ("cz-initiative/ua/large-calibre-round", "cz-2026-02-25-kmonicek-1.96m", "in 2025"),
        ("de/ua/artillery-round-155mm", "de-2023-12-15-order-68k", "from 15 December 2023 on"),
    ],
)
def test_figures_for_a_period_stand_beside_running_totals(get: Get, flow: str, code: str, period: str) -> None:
    found = {head["code"]: head for head in get(f"flows/{flow}/")["period_heads"]}
    assert found[code]["period"] == period
    assert period in found[code]["text"]


def test_a_ceiling_of_2023_sets_no_span_of_2025(get: Get) -> None:
    flow = get("flows/kp/ru/artillery-round/", stage="shipped")
    (now,), (ever,) = flow["span"], flow["span_all"]
    assert "csis-2024-02-28-rounds" in flow["older"]
    assert "rok-gov-2023-10-16-under300k" in flow["older"]
    assert now["lowest_stated"] == 4_200_000
    assert ever["lowest_stated"] == 300_000


def test_19_one_claimants_containers_at_anothers_factor(get: Get) -> None:
    containers = get("conversion/", claim="osc-2025-04-15-containers", large="428.6")
    assert containers["rounds"] == {"low": 6_775_737, "high": 6_775_737}
    seoul = [get("conversion/", claim="rok-dia-2025-07-13-containers", large=each)["rounds"] for each in ("266", "367")]
    assert [round(ends["low"] / 1_000_000, 1) for ends in seoul] == [7.4, 10.3]


def test_20_a_factor_that_is_a_ceiling_gives_no_floor(get: Get) -> None:
    answer = get("conversion/", claim="rok-mnd-2024-06-14-containers")
    assert answer["per_container"] == {"low": None, "high": 480}
    assert answer["rounds"] == {"low": None, "high": 4_800_000}


def test_21_what_changed_between_march_and_june_2024(get: Get) -> None:
    before, after = (get("flows/kp/ru/artillery-round/", as_of=day) for day in ("2024-03-01", "2024-06-14"))
    assert set(after["standing"]) - set(before["standing"]) == {"rok-mnd-2024-06-14-shells", "uk-2024-04-11-shells"}
    assert set(before["standing"]) - set(after["standing"]) == {"rok-mnd-2024-02-26-152mm", "rok-mnd-2024-02-26-122mm"}
    ceilings = [
        span["highest_stated"] for flow in (before, after) for span in flow["span"] if span["stage"] == "shipped"
    ]
    assert ceilings == [3_000_000, 4_800_000]
