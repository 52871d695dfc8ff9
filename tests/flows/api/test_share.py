"""The share of a supplier in what a side fires, through the API, on the seeds."""

from __future__ import annotations

import csv
import io

from django.test import Client

from flows.vocabulary import WHOLE
from flows.wording import COMPUTED
from tests.flows.api.conftest import Get

SUPPLY, FIRE = "ua-hur-skib-2024-01-nk", "ua-gs-2024-04-26-autumn23"


def test_without_a_question_the_data_say_whose_share(get: Get) -> None:
    answer = get("share/")
    assert (answer["supplier"], answer["side"], answer["munition"]) == ("kp", "ru", "artillery-round")
    assert answer["links"]["self"].endswith("share/?supplier=kp&side=ru&munition=artillery-round")


def test_what_was_stated_stands_with_who_said_it_and_its_time(get: Get) -> None:
    stated = {claim["code"]: claim for claim in get("share/")["stated"]}
    half, forty = stated["west-intel-2024-10-04-share"], stated["ua-hur-2025-07-12-share"]
    assert (half["point"], half["period_end"], half["claimant_name"]) == (
        50,
        "2024-10-04",
        "Western intelligence sources",
    )
    assert (forty["bound"], forty["high"], forty["period_end"]) == ("up-to", 40, "2025-07-12")
    assert {claim["whole"] for claim in stated.values()} <= set(WHOLE.codes)


def test_what_follows_names_both_claims_and_that_nobody_stated_it(get: Get) -> None:
    answer = get("share/")
    (found,) = (each for each in answer["computed"] if (each["supply"], each["rate"]) == (SUPPLY, FIRE))
    assert (found["computed"], found["point"]) == (COMPUTED, 54.9)
    assert COMPUTED in found["text"]
    assert found["supply_period"]["start"] == "2023-09-01"
    assert not {each["supply"] for each in answer["computed"]} & {claim["code"] for claim in answer["stated"]}
    for each in answer["computed"]:
        if each["capacity"]:
            assert each["low"] is None
            assert "if full" in each["words"]


def test_a_supply_without_a_share_says_why(get: Get) -> None:
    refused = {each["supply"]: each for each in get("share/")["refused"]}
    reasons = {reason["code"] for reason in refused["us-nkru-2025-05-07-containers"]["reasons"]}
    assert {"other_unit", "unlike_kinds"} <= reasons
    assert {reason["code"] for reason in refused["ua-zelensky-2025-01-05"]["reasons"]} <= {
        "other_time",
        "time_unknown",
        "local_fire",
    }


def test_impossible_choices_are_refused_with_what_is_allowed(refused: Get) -> None:
    for query, parameter, words in (
        ({"supplier": "zz"}, "supplier", "there is no actor"),
        ({"side": "zz"}, "side", "there is no actor"),
        ({"munition": "zz"}, "munition", "there is no munition"),
        ({"side": "ru", "supplier": "us"}, "supplier", "no share of United States in what Russia fires"),
        ({"side": "kp"}, "side", "no share in what North Korea fires was stated"),
    ):
        (error,) = refused(400, "share/", **query)["errors"]
        assert error["parameter"] == parameter
        assert words in error["detail"]
        assert error["allowed"]


def test_the_csv_says_of_each_row_whether_it_was_stated(client: Client, get: Get) -> None:
    answer, response = get("share/"), client.get("/api/v1/share.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text)))
    for entry in ("stated", "computed", "refused"):
        assert sum(row["entry"] == entry for row in rows) == len(answer[entry])
    assert {row["computed"] for row in rows if row["entry"] == "computed"} == {COMPUTED}
    assert {row["computed"] for row in rows if row["entry"] != "computed"} == {""}


def test_the_day_reaches_both_kinds(get: Get) -> None:
    answer = get("share/", as_of="2024-10-04")
    assert "ua-hur-2025-07-12-share" not in {claim["code"] for claim in answer["stated"]}
    assert get("share/", supplier="kp", side="ru", munition="artillery-round", as_of="2024-03-01")["stated"] == []


def test_stated_shares_are_of_the_munition_or_of_a_kind_that_holds_it_or_is_in_it(get: Get) -> None:
    def stated(munition: str) -> set[str]:
        return {claim["code"] for claim in get("share/", supplier="kp", side="ru", munition=munition)["stated"]}

    rounds = stated("artillery-round")
    assert {"uk-2025-05-07-share", "ua-kharkiv-2024-10-27-share", "ua-hur-2025-07-12-share"} <= rounds
    assert "ua-un-2024-11-27-share" not in rounds
    assert stated("ballistic-missile") == {"ua-un-2024-11-27-share", "ua-hur-2025-07-12-share"}
    assert stated("container") == stated("drone") == set()


def test_a_computed_share_over_a_hundred_percent_says_so(get: Get) -> None:
    for each in get("share/")["computed"]:
        ends = [each[name] for name in ("low", "point", "high") if each[name] is not None]
        assert each["exceeds"] == any(end > 100 for end in ends)
        assert ("more than was fired" in each["text"]) == each["exceeds"]


def test_the_words_agree_with_how_many_are_listed_and_how_many_are_left_open(get: Get) -> None:
    answer = get("share/")
    ends = [[each[name] for name in ("low", "point", "high")] for each in answer["computed"]]
    left_open = sum(not any(end is not None for end in some) for some in ends)
    assert left_open
    told = f"{len(ends)} pairs of a supply and a rate of fire are of about the same months: a share follows by"
    assert (
        f"{told} arithmetic from {len(ends) - left_open}, and the bounds of {left_open} leave it open."
        in answer["text"]
    )
    assert answer["text"].startswith(f"{len(answer['stated'])} shares were stated;")
