"""Whatever is asked wrongly is answered in one form, and never with a 500."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from tests.flows.api.test_schema import validator

Get = Callable[..., Any]


def test_an_unknown_parameter_is_named_with_those_that_there_are(refused: Get) -> None:
    problem = refused(400, "shipments/", supllier="kp")
    (error,) = problem["errors"]
    assert (error["parameter"], error["value"]) == ("supllier", "kp")
    assert "did you mean supplier" in error["detail"]
    assert "supplier" in error["allowed"]
    assert problem["type"] == "http://testserver/docs/errors/#bad-question"
    assert problem["instance"] == "/api/v1/shipments/?supllier=kp"


def test_every_fault_is_named_at_once(refused: Get) -> None:
    problem = refused(400, "shipments/", stage="sent", as_of="14.06.2024", page_size="0", nothing="x")
    assert {error["parameter"] for error in problem["errors"]} == {"stage", "as_of", "page_size", "nothing"}
    stage = next(error for error in problem["errors"] if error["parameter"] == "stage")
    assert "delivered" in stage["allowed"]


@pytest.mark.parametrize(
    "address",
    [
        *("shipments/?supplier=", "shipments/?search=", "shipments/?page_size=", "shipments/?as_of=%20"),
        *("shipments/?supplier=,", "flows/?as_of=&supplier=kp", "flows.xlsx?supplier=", "dataset.zip?as_of="),
        *("events/2000-07-putin-pyongyang/?as_of=%1D", "shipments/?supplier=%1F,%C2%A0"),
    ],
)
def test_a_parameter_without_a_value_is_refused_and_not_left_out(refused: Get, address: str) -> None:
    (error,) = refused(400, address)["errors"]
    name = address.partition("?")[2].partition("=")[0]
    assert (error["parameter"], error["value"]) == (name, "")
    assert error["detail"] == f"{name} has no value: give one, or leave the parameter out"


def test_a_parameter_without_a_value_has_one_fault(refused: Get) -> None:
    for address in ("search/?q=", "shipments/?nothing=", "compare/?left=&right=eu/ua/artillery-round"):
        assert len(refused(400, address)["errors"]) == 1


@pytest.mark.parametrize("query", ["search=%ff", "search=%C3", "search=a%80b", "supplier=kp&search=%ED%A0%80"])
def test_what_is_no_utf_8_is_refused_by_name(refused: Get, query: str) -> None:
    (error,) = refused(400, f"shipments/?{query}")["errors"]
    assert error["parameter"] == "search"
    assert "is not UTF-8" in error["detail"]


def test_text_of_other_alphabets_is_taken(get: Get) -> None:
    assert get("search/?q=%D0%9A%D0%9D%D0%94%D0%A0")["results"]


def test_a_day_after_today_is_refused_with_the_latest_that_may_be_asked_for(refused: Get) -> None:
    today = timezone.localdate()
    for address in (
        "shipments/",
        "flows/kp/ru/artillery-round/",
        "dataset.zip",
        "events.csv",
        "sources/2023-10-16-wion/",
    ):
        for day in (today + timedelta(days=1), date(2999, 1, 1)):
            (error,) = refused(400, address, as_of=day.isoformat())["errors"]
            assert (error["parameter"], error["value"]) == ("as_of", day.isoformat())
            assert f"is after today: take {today.isoformat()} or an earlier day" in error["detail"]


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("shipments/", "supplier=zz"),
        ("shipments/", "claimed_after=2024-06-14&claimed_before=2024-06-13"),
        ("shipments/", "supplier=kp,zz"),
        ("shipments/", "within=zz"),
        ("shipments/", "claimant=kr-mnd,nobody"),
        ("shipments.csv", "supplier=zz"),
        ("shipments.csv", "page_size=3"),
        ("shipments/", "as_of=2024-06-14&as_of=2024-06-15"),
        ("shipments/", "as_of=2024-02-30"),
        ("shipments/", "as_of=%D9%A2%D9%A0%D9%A2%D9%A4-06-14"),
        ("shipments/", "page_size=%EF%BC%93"),
        ("shipments/", "page_size=1_0"),
        ("shipments/", "page_size=501"),
        ("shipments/", "current=yes"),
        ("shipments/", "ordering=statement"),
        ("shipments/", "search=%00"),
        ("shipments/", "supplier=%00"),
        ("shipments/", "alternative_group=a%00b"),
        ("shipments/", "search=" + "x" * 201),
        ("shipments/", "search=" + "x" * 9000),
        ("shipments/", "supplier=" + ",".join(["kp"] * 51)),
        ("shipments/", "&".join(f"p{n}=1" for n in range(1200))),
        ("shipments/", "&".join(["p="] * 1200)),
        ("shipments/", "supplier=%F0%9F%9A%80"),
        ("shipments/", "supplier=%ff%fe"),
        ("shipments/", "%00=1"),
        ("shipments/", "cursor=nonsense"),
        ("shipments/", "cursor=%F0%9F%9A%80"),
        ("shipments/", "format=csv"),
        ("rates/", "stage=delivered"),
        ("shipments/rok-mnd-2024-06-14-shells/", "stage=delivered"),
        ("shipments/rok-mnd-2024-06-14-shells/", "as_of=yesterday"),
        ("flows/", "supplier=zz"),
        ("flows/", "cursor=kp"),
        ("flows/", "page_size=101"),
        ("flows.csv", "count=true"),
        ("flows/kp/ru/artillery-round/", "supplier=kp"),
        ("compare/", ""),
        ("compare/", "left=kp/ru/artillery-round"),
        ("compare/", "left=kp/ru/artillery-round&right=kp/ru"),
        ("compare/", "left=kp/ru/artillery-round&right=kp/ru/zz"),
        ("timeline/", ""),
        ("timeline/", "flow=kp"),
        ("timeline/", "flow=kp/ru/zz"),
        ("timeline/", "flow=%00/%00/%00"),
        ("", "q=1"),
        ("schema/", "version=2"),
    ],
)
def test_a_bad_question_is_a_400_that_names_what_is_wrong(refused: Get, address: str, query: str) -> None:
    problem = refused(400, f"{address}?{query}")
    assert problem["errors"]
    assert all(error["detail"] for error in problem["errors"])
    assert len(json.dumps(problem)) < 40_000


@pytest.mark.parametrize(
    "packed",
    [
        ["n", "code", "", "\x00"],
        ["n", "claimed_on", "\x00", "a"],
        ["n", "claimed_on", "2024-99-99", "a"],
        ["x", "claimed_on", "2024-06-14", "a"],
        ["n", "code", "", "a"],
        ["n", "claimed_on", ["2024-06-14"], "a"],
        {"n": 1, "claimed_on": 2, "2024-06-14": 3, "a": 4},
        7,
    ],
)
def test_a_cursor_made_by_hand_is_refused(refused: Get, packed: Any) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(packed).encode()).decode().rstrip("=")
    (error,) = refused(400, "shipments/", cursor=cursor)["errors"]
    assert error["parameter"] == "cursor"


def test_an_unknown_code_is_a_404_with_the_nearest(refused: Get) -> None:
    problem = refused(404, "shipments/rok-mnd-2024-06-14-shell/")
    assert problem["nearest"][0] == "rok-mnd-2024-06-14-shells"


@pytest.mark.parametrize(
    "address",
    [
        "shipments/%00/",
        "shipments/%F0%9F%9A%80/",
        "shipments/%ff/",
        "shipments/" + "x" * 3000 + "/",
        "flows/kp/ru/zz/",
        "flows/%00/ru/artillery-round/",
        "flows/kp/ru/",
        "nowhere/",
        "nowhere.csv",
        "nowhere/at/all/",
        "%0A/",
        "shipments.csv/",
    ],
)
def test_what_is_not_there_is_a_404_in_the_same_form(refused: Get, address: str) -> None:
    assert refused(404, address)["nearest"] is not None


def test_an_unknown_flow_is_answered_with_flows_that_there_are(refused: Get) -> None:
    problem = refused(404, "flows/kp/ru/artilery-round/")
    assert "kp/ru/artillery-round" in problem["nearest"]
    assert "artilery-round" in problem["detail"]


def test_a_missing_slash_leads_to_the_address_with_it(client: Client, db: None) -> None:
    response = client.get("/api/v1/shipments?supplier=kp")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/shipments/?supplier=kp")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ["", "shipments/", "shipments.csv", "flows/", "compare/", "docs/", "nowhere/"])
def test_nothing_is_written(client: Client, db: None, method: str, address: str) -> None:
    response = getattr(client, method)(f"/api/v1/{address}")
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_form_that_is_not_given_is_a_406(client: Client, db: None) -> None:
    response = client.get("/api/v1/shipments/", headers={"accept": "text/html"})
    assert (response.status_code, response["Content-Type"]) == (406, "application/problem+json")
    assert response.json()["available"] == ["application/json", "text/csv"]
    assert client.get("/api/v1/releases/", headers={"accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize("accept", [";;;", "*/*;q=x", "text", "\x7f", "a/b" * 5000, "application/json;q=0.1, text/csv"])
def test_an_odd_accept_header_never_fails(client: Client, db: None, accept: str) -> None:
    assert client.get("/api/v1/actors/", headers={"accept": accept}).status_code in (200, 406)


def test_head_and_options_answer_without_a_body(client: Client, db: None) -> None:
    for address in ("", "shipments/", "shipments.csv", "compare/", "schema/"):
        options = client.options(f"/api/v1/{address}")
        assert (options.status_code, options.content) == (204, b"")
        assert options["Allow"] == "GET, HEAD, OPTIONS"
    assert client.head("/api/v1/shipments/").content == b""


def test_our_own_failure_is_a_problem_too_and_is_logged(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(question: Any) -> Any:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("flows.api.views.records.page_of", fail)
    response = client.get("/api/v1/shipments/")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert b"secret" not in response.content
    assert "the secret of the house" in caplog.text


def test_a_database_that_does_not_answer_is_a_503_with_the_time_to_wait(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(question: Any) -> Any:
        raise OperationalError("the disk is on fire")

    monkeypatch.setattr("flows.api.views.records.page_of", fail)
    client.raise_request_exception = False
    response = client.get("/api/v1/shipments/")
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert response["Retry-After"] == "30"
    assert b"fire" not in response.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/charts/nothing/figure.json", 404),
        ("/charts/comparison/figure.json?theme=green", 400),
        ("/oembed/?url=/charts/comparison/&format=xml", 501),
        ("/oembed/?url=/nowhere/", 404),
        ("/claims/nothing/claim.jsonld", 404),
    ],
)
def test_pages_give_the_problems_of_the_api(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    body = answer.json()
    validator("Problem").validate(body)
    assert (body["status"], body["instance"]) == (status, path)
    assert body["type"].startswith("http://testserver/docs/errors/#")
    assert body["errors"]
