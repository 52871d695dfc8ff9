"""What an answer holds where only claims of a grade or better are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Get = Callable[..., Any]
ROUNDS = "flows/kp/ru/artillery-round/"
TWELVE_MILLION, BEFORE_IT = "rok-dia-2025-07-13-152mm", "rok-dia-2024-08-27-152mm"


def test_the_largest_figure_leaves_the_span_with_its_grade(get: Get) -> None:
    everything, better = get(ROUNDS, stage="shipped"), get(ROUNDS, stage="shipped", grade="B")
    assert everything["grade"] is None
    assert better["grade"] == "B"
    assert everything["span_all"][0]["highest_stated"] == 12e6
    assert better["span_all"][0]["highest_stated"] < 12e6
    assert better["span_all"][0]["highest_weak"] is False
    left_out = {each["code"]: each for each in better["left_out"]}
    assert left_out[TWELVE_MILLION] == {"code": TWELVE_MILLION, "reason": "below_grade"}
    assert BEFORE_IT in better["standing"]
    assert {each["code"]: each["reason"] for each in everything["left_out"]}[BEFORE_IT] == "superseded"
    assert {each["reliability"] for each in better["heads"]} <= {"A", "B"}


def test_nothing_vanishes_at_any_grade(get: Get) -> None:
    for grade in "ABCDEF":
        flow = get(ROUNDS, grade=grade)
        known = sorted([*flow["standing"], *(each["code"] for each in flow["left_out"])])
        everything = get(ROUNDS)
        assert known == sorted([*everything["standing"], *(each["code"] for each in everything["left_out"])])
        assert flow["denials"] == everything["denials"]


def test_the_lowest_grade_leaves_everything_as_it_is(get: Get) -> None:
    everything, lowest = get(ROUNDS), get(ROUNDS, grade="F")
    for name in ("heads", "standing", "left_out", "span", "span_all", "period_heads", "claimants"):
        assert lowest[name] == everything[name], name


@pytest.mark.parametrize(
    ("address", "query"),
    [
        (ROUNDS, {}),
        ("flows/", {}),
        ("compare/", {"left": "kp/ru/artillery-round", "right": "eu/ua/artillery-round"}),
        ("timeline/", {"flow": "kp/ru/artillery-round"}),
        ("shipments/", {}),
        ("ratios/", {}),
        ("rates/", {}),
        ("indicators/", {}),
        ("sources/", {}),
    ],
)
def test_every_answer_about_claims_takes_a_grade_and_keeps_it_in_its_addresses(
    get: Get, address: str, query: dict[str, str]
) -> None:
    answer = get(address, **query, grade="B", **({"page_size": "1"} if address.endswith("s/") else {}))
    own = answer["links"]["self"] if "links" in answer else answer["next"]
    assert "grade=B" in own


def test_both_sides_of_a_comparison_and_its_stated_ratios_are_of_the_grade(get: Get) -> None:
    answer = get("compare/", left="kp/ru/artillery-round", right="eu/ua/artillery-round", grade="B")
    claims = [*answer["left"]["heads"], *answer["right"]["heads"], *answer["stated"]]
    assert {(claim["reliability"] in "AB", claim["credibility"] <= 3) for claim in claims} == {(True, True)}
    assert {answer[side]["grade"] for side in ("left", "right")} == {"B"}


def test_no_step_is_below_the_grade(get: Get) -> None:
    steps = get("timeline/", flow="kp/ru/artillery-round", grade="B")["steps"]
    assert TWELVE_MILLION not in {step["code"] for step in steps}
    (before,) = [step for step in steps if step["code"] == BEFORE_IT]
    assert before["superseded_by"] is None


def test_a_sum_of_a_grade_names_what_it_left_out(get: Get, refused: Get) -> None:
    asked = {"supplier": "us", "recipient": "ua", "munition": "artillery-round-155mm", "claimant": "us-dod"}
    answer = get("totals/", **asked, grade="A", stage="delivered")
    assert answer["grade"] == "A"
    assert all(claim["reliability"] == "A" for claim in answer["claims"])


def test_arithmetic_refuses_a_claim_below_the_grade(get: Get, refused: Get) -> None:
    asked = {"claim": "rok-mnd-2024-06-14-shells", "rate": "nato-2024-03-11-fire"}
    assert get("days-of-fire/", **asked)["days"]
    problem = refused(400, "days-of-fire/", **asked, grade="A")
    assert "below the grade" in problem["detail"]


def test_a_grade_that_is_none_is_refused_with_those_that_are(refused: Get) -> None:
    problem = refused(400, "shipments/", grade="b")
    assert problem["errors"][0]["allowed"] == ["A", "B", "C", "D", "E", "F"]
    assert "'b' is not a grade" in problem["detail"]
    assert "there is no parameter 'grade'" in refused(400, "actors/", grade="B")["detail"]
