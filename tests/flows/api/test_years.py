"""Who supplied what in which year, through the API, on the seeds."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client

from flows.wording import COMPUTED
from tests.flows.api.conftest import Get

TO_UKRAINE = {"recipient": "ua", "munition": "large-calibre-round"}
GROWN = ("uk-2022-12-10-100k", "uk-2023-09-20-300k")


def row(answer: Any, code: str) -> Any:
    (found,) = (each for each in answer["rows"] if each["code"] == code)
    return found


def cell(answer: Any, code: str, year: int) -> Any:
    (found,) = (each for each in row(answer, code)["cells"] if each["year"] == year)
    return found


def test_without_stages_it_is_what_moved(get: Get) -> None:
    answer = get("years/", **TO_UKRAINE)
    assert answer["stage"] == ["delivered", "shipped"]
    shown = [claim for each in answer["rows"] for at in each["cells"] for claim in at["figures"]]
    assert {claim["stage"] for claim in shown} <= {"delivered", "shipped"}
    pledged = get("years/", **TO_UKRAINE, stage="pledged")
    assert {claim["stage"] for each in pledged["rows"] for claim in each["across"]} == {"pledged"}


def test_figures_of_a_year_lie_within_it(get: Get) -> None:
    answer = get("years/", **TO_UKRAINE)
    years = [column["year"] for column in answer["columns"]]
    assert years == sorted(set(years))
    for each in answer["rows"]:
        assert [at["year"] for at in each["cells"]] == years
        for at in each["cells"]:
            for claim in at["figures"]:
                assert claim["period_start"][:4] == str(at["year"])
                assert (claim["period_end"] or claim["claimed_on"])[:4] == str(at["year"])


def test_growth_names_its_two_claims_and_says_that_it_is_computed_and_where_it_crosses_years(get: Get) -> None:
    answer = get("years/", **TO_UKRAINE)
    assert cell(answer, "gb", 2023)["growth"] == []
    growth = row(answer, "gb")["growth"][0]
    assert (growth["earlier"], growth["later"]) == GROWN
    assert growth["computed"] == COMPUTED
    assert (growth["bound"], growth["low"], growth["point"], growth["high"]) == ("at-least", 200_000, None, None)
    assert (growth["period"]["start"], growth["period"]["end"]) == ("2022-12-10", "2023-09-19")
    assert growth["whole_year"] is False
    assert COMPUTED in growth["text"]
    assert "up to 100,000" in growth["text"]


def test_what_the_figures_of_a_year_come_to_says_their_time_and_grades(get: Get) -> None:
    at = cell(get("years/", recipient="ua", munition="artillery-round"), "ca", 2023)
    (each,) = at["sums"]
    assert (each["low"], each["point"], each["high"]) == (10_000, None, 18_000)
    assert (each["whole_year"], each["weak"]) == (False, False)
    assert [(period["start"], period["end"]) for period in each["periods"]] == [("2023-10-01", "2023-10-11")]
    assert "graded B2; not for the whole year, and no total of it" in each["text"]


def test_a_cell_without_a_claim_says_so_and_holds_no_zero(get: Get) -> None:
    at = cell(get("years/", **TO_UKRAINE), "fr", 2023)
    assert at["text"] == "no claim recorded"
    assert (at["figures"], at["growth"], at["span"], at["sums"], at["claimants"]) == ([], [], [], [], 0)


def test_a_year_is_not_added_up_where_goods_would_count_twice(get: Get) -> None:
    answer = get("years/", **TO_UKRAINE)
    (column,) = (each for each in answer["columns"] if each["year"] == 2025)
    (refused,) = (each for each in column["sums"] if each["stage"] == "delivered")
    assert refused["additive"] is False
    assert refused["low"] is refused["point"] is refused["high"] is None
    reasons = {reason["code"] for reason in refused["reasons"]}
    assert {"overlapping_suppliers", "overlapping_claimants"} <= reasons
    assert refused["text"].startswith("not added up: ")
    assert "overlap" in refused["text"]


def test_two_figures_for_parts_of_a_year_that_do_not_meet_are_added(get: Get) -> None:
    (added,) = cell(get("years/", **TO_UKRAINE), "gb", 2025)["sums"]
    assert (added["additive"], added["low"]) == (True, 200_000)
    assert COMPUTED in added["text"]


def test_as_of_knows_nothing_of_later_figures(get: Get) -> None:
    answer = get("years/", **TO_UKRAINE, as_of="2024-06-14")
    assert answer["as_of"] == "2024-06-14"
    shown = [claim for each in answer["rows"] for at in each["cells"] for claim in at["figures"]]
    assert shown
    assert max(claim["claimed_on"] for claim in shown) <= "2024-06-14"
    assert max(column["year"] for column in answer["columns"]) <= 2024


def test_a_grade_leaves_weak_figures_out_with_the_reason(get: Get) -> None:
    answer = get("years/", **TO_UKRAINE, grade="B")
    assert answer["grade"] == "B"
    below = {out["code"] for out in answer["left_out"] if out["reason"] == "below_grade"}
    free = get("years/", **TO_UKRAINE)
    weaker = {
        claim["code"]
        for each in free["rows"]
        for at in each["cells"]
        for claim in at["figures"]
        if claim["grade"] not in "AB" or claim["credibility"] > 3
    }
    assert weaker
    assert weaker <= below
    assert all(
        claim["grade"] in ("A", "B") for each in answer["rows"] for at in each["cells"] for claim in at["figures"]
    )


def test_the_turn_of_it_is_by_recipient(get: Get) -> None:
    answer = get("years/", supplier="kp", munition="container")
    assert (answer["by"], answer["party_name"], answer["recipient"]) == ("recipient", "North Korea", None)
    assert [each["code"] for each in answer["rows"]] == ["ru"]
    (growth,) = (each for each in row(answer, "ru")["growth"] if each["later"] == "us-nkru-2025-05-07-containers")
    # Two floors: nothing follows, and that is said with both of them.
    assert growth["bound"] == "unquantified"
    assert "no growth follows" in growth["text"]


def test_without_a_side_it_is_the_usual_one(get: Get) -> None:
    assert get("years/") == get("years/", **TO_UKRAINE)
    turned = get("years/", by="recipient")
    assert (turned["by"], turned["supplier"]) == ("recipient", "kp")


def test_both_sides_narrow_it_to_one_row(get: Get) -> None:
    both = get("years/", supplier="gb", **TO_UKRAINE)
    assert (both["by"], [each["code"] for each in both["rows"]]) == ("supplier", ["gb"])
    turned = get("years/", supplier="gb", by="recipient", **TO_UKRAINE)
    assert [each["code"] for each in turned["rows"]] == ["ua"]


def test_every_claim_that_stands_is_somewhere_and_every_other_is_left_out(get: Get) -> None:
    answer = get("years/", **TO_UKRAINE)
    beside = ("across", "running", "undated")
    placed = [claim["code"] for each in answer["rows"] for name in beside for claim in each[name]]
    placed += [claim["code"] for each in answer["rows"] for at in each["cells"] for claim in at["figures"]]
    placed += [code for each in answer["rows"] for code in each["not_newest"]]
    stages = "delivered,shipped"
    page: Any = get("shipments/", recipient="ua", within="large-calibre-round", stage=stages, page_size=500)
    known = {claim["code"] for claim in page["results"]}
    assert len(placed) == len(set(placed))
    assert {*placed, *(out["code"] for out in answer["left_out"])} == known


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"munition": "artillery-round", "by": "recipient", "recipient": "ua"}, "by"),
        ({"munition": "artillery-round", "by": "supplier", "supplier": "kp"}, "by"),
        ({"recipient": "zz", "munition": "artillery-round"}, "recipient"),
        ({"recipient": "ua", "munition": "no-such"}, "munition"),
        ({"recipient": "ua", "supplier": "zz", "munition": "artillery-round"}, "supplier"),
        ({"recipient": "ua", "munition": "artillery-round", "stage": "sent"}, "stage"),
        ({"recipient": "ua", "munition": "artillery-round", "by": "year"}, "by"),
        ({"recipient": "ua", "munition": "artillery-round", "year": "2024"}, "year"),
        ({"recipient": "UA!", "munition": "artillery-round"}, "recipient"),
    ],
)
def test_what_cannot_be_asked_is_named(refused: Get, query: dict[str, str], parameter: str) -> None:
    for address in ("years/", "years.csv"):
        problem = refused(400, address, **query)
        assert parameter in {error["parameter"] for error in problem["errors"]}


def test_the_csv_holds_the_same_and_marks_what_was_computed(client: Client, get: Get, db: None) -> None:
    answer = get("years/", **TO_UKRAINE)
    response: Any = client.get("/api/v1/years.csv", TO_UKRAINE)
    assert response.status_code == 200
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    figures = [
        (each["code"], at["year"], c["code"]) for each in answer["rows"] for at in each["cells"] for c in at["figures"]
    ]
    assert [(r["party"], int(r["year"]), r["claim"]) for r in rows if r["entry"] == "in-the-year"] == figures
    grown = [each for each in rows if each["entry"] == "growth"]
    made = ("growth", "sum", "sum-of-all")
    assert {each["computed"] for each in rows if each["entry"] in made} == {COMPUTED}
    assert {each["computed"] for each in rows if each["entry"] not in made} == {""}
    sums = [
        (at["year"], each["point"], each["claims"], each["computed"])
        for at in (*(cell for row in answer["rows"] for cell in row["cells"]), *answer["columns"])
        for each in at["sums"]
        if each["computed"]
    ]
    assert sums
    told = [each for each in rows if each["entry"] in ("sum", "sum-of-all")]
    assert [(int(each["year"]), each["claims"].split(";")) for each in told] == [(one[0], one[2]) for one in sums]
    assert {one[3] for one in sums} == {COMPUTED}
    assert GROWN in {(each["less"], each["claim"]) for each in grown}
    empty = [each for each in rows if each["entry"] == "no-claim"]
    assert {(each["low"], each["point"], each["high"], each["text"]) for each in empty} == {
        ("", "", "", "no claim recorded")
    }


def test_its_links_answer(client: Client, get: Get) -> None:
    links = get("years/", **TO_UKRAINE, as_of="2024-06-14")["links"]
    for name in ("self", "csv"):
        assert client.get(links[name].removeprefix("http://testserver")).status_code == 200
