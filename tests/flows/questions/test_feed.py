from __future__ import annotations

import pytest

from flows.dictionary import CLAIM_TABLES
from flows.questions import BadQuestion, ListQuestion
from flows.questions.feed import EVERYTHING, FeedQuestion, of_list, sides_of, told
from flows.questions.flow import Flow
from flows.questions.parameters import GRADE, parse_query


def read(query: str) -> FeedQuestion:
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    return FeedQuestion.read({name: [value] for name, _, value in pairs})


def refused(query: str) -> dict[str, str]:
    with pytest.raises(BadQuestion) as refusal:
        read(query)
    assert all(fault.message for fault in refusal.value.faults)
    return {fault.parameter: fault.value for fault in refusal.value.faults}


def test_without_a_filter_it_is_all_that_happens() -> None:
    assert read("") == read("supplier=") == EVERYTHING


@pytest.mark.parametrize(
    ("query", "tables"),
    [
        ("supplier=kp", ["shipments"]),
        ("actor=ru", ["rates", "indicators"]),
        ("claimant=kr-nis", list(CLAIM_TABLES)),
        ("party=ru&claimed_after=2024-01-01", list(CLAIM_TABLES)),
        ("munition=artillery-round", ["shipments", "rates"]),
        ("unit=container", ["shipments", "rates"]),
        ("table=rates&claimant=nato", ["rates"]),
        ("compared=guns", ["ratios"]),
        ("flow=kp/ru/artillery-round", ["shipments"]),
    ],
)
def test_the_lists_are_those_that_take_every_filter(query: str, tables: list[str]) -> None:
    question = read(query)
    assert [one.table for one in question.lists] == tables
    assert read(question.query()) == question


def test_a_flow_is_its_sides_and_all_under_its_munition() -> None:
    (listed,) = read("flow=kp/ru/artillery-round&stage=delivered").lists
    assert dict(listed.filters) == {
        "supplier": ("kp",),
        "recipient": ("ru",),
        "within": ("artillery-round",),
        "stage": ("delivered",),
    }
    assert read("flow=kp/ru/artillery-round").words() == "flow kp/ru/artillery-round"


@pytest.mark.parametrize(
    ("query", "faults"),
    [
        ("suplier=kp", {"suplier": "kp"}),
        ("as_of=2024-06-14", {"as_of": "2024-06-14"}),
        ("recorded=2024-06-14", {"recorded": "2024-06-14"}),
        ("ordering=code&page_size=5&count=true", {"ordering": "code", "page_size": "5", "count": "true"}),
        ("stage=lost", {"stage": "lost"}),
        ("table=sources", {"table": "sources"}),
        ("supplier=kp&actor=ru", {"supplier": "kp", "actor": "ru"}),
        ("table=ratios&supplier=kp", {"supplier": "kp"}),
        ("flow=kp/ru", {"flow": "kp/ru"}),
        ("flow=kp/ru/artillery-round&supplier=kp", {"supplier": "kp"}),
        ("claimed_after=2024-02-01&claimed_before=2024-01-01", {"claimed_before": "2024-01-01"}),
        ("claim=A%20B", {"claim": "A%20B"}),
        ("party=RU", {"party": "RU"}),
        ("grade=Z", {"grade": "Z"}),
    ],
)
def test_what_it_does_not_take_is_refused_by_name_and_value(query: str, faults: dict[str, str]) -> None:
    assert refused(query) == faults


def test_the_feed_of_a_list_takes_its_filters_and_neither_its_day_nor_its_page() -> None:
    query = {"stage": ["shipped"], "as_of": ["2024-06-14"], "page_size": ["5"], "grade": ["C"], "search": ["shells"]}
    question, _ = ListQuestion.read("shipments", query)
    assert of_list(question).query() == "grade=C&search=shells&stage=shipped&table=shipments"
    assert told(flow=Flow("kp", "ru", "tank"), grade=None).query() == "flow=kp/ru/tank"


def test_a_claim_is_about_every_party_that_it_names() -> None:
    assert {table: sides_of(table) for table in CLAIM_TABLES} == {
        "shipments": ("supplier", "recipient"),
        "rates": ("actor",),
        "ratios": ("favours", "over"),
        "indicators": ("actor", "whole_of"),
    }


def test_it_takes_the_grade_as_lists_do() -> None:
    assert parse_query((GRADE,), {"grade": ["C"]})[0]["grade"] == read("grade=C").lists[0].grade
