"""The question of a balance: read from an address and printed back to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from flows.clock import last_day
from flows.questions import BadQuestion
from flows.questions.balance import BalanceQuestion

SPRING = {"side": ["ru"], "start": ["2024-01-15"], "end": ["2024-05-31"]}


def read(**named: str) -> BalanceQuestion:
    question, faults = BalanceQuestion.read({**SPRING, **{name: [value] for name, value in named.items()}})
    assert faults == ()
    return question


def test_it_prints_itself_back() -> None:
    question = read(fired="b,a", by="month", as_of="2024-06-14")
    assert question.query() == ("side=ru&start=2024-01-15&end=2024-05-31&by=month&fired=a,b&as_of=2024-06-14")
    names = dict(pair.split("=") for pair in question.query().split("&"))
    assert BalanceQuestion.read({name: [value] for name, value in names.items()}) == (question, ())


@pytest.mark.parametrize(
    ("by", "first", "number"),
    [
        ("", date(2024, 5, 31), 1),
        ("month", date(2024, 1, 31), 5),
        ("quarter", date(2024, 3, 31), 2),
        ("year", date(2024, 5, 31), 1),
    ],
)
def test_a_time_is_split_at_the_ends_of_calendar_units(by: str, first: date, number: int) -> None:
    steps = read(**({"by": by} if by else {})).steps()
    assert steps[0] == (date(2024, 1, 15), first)
    assert len(steps) == number
    assert steps[-1][1] == date(2024, 5, 31)


USUAL: dict[str, Any] = {"side": "ru", "start": date(2024, 1, 1), "end": date(2024, 5, 31)}


@pytest.mark.parametrize(
    ("query", "start", "end", "told"),
    [
        ({"as_of": "2024-06-14"}, date(2024, 1, 1), date(2024, 5, 31), ""),
        ({"as_of": "2024-03-01"}, date(2024, 1, 1), date(2024, 3, 1), ""),
        ({"as_of": "2022-06-30"}, date(2022, 1, 30), date(2022, 6, 30), ""),
        (
            {"as_of": "2024-03-01", "start": "2024-02-01", "end": "2024-04-30"},
            date(2024, 2, 1),
            date(2024, 3, 1),
            "end",
        ),
        (
            {"as_of": "2022-06-30", "start": "2024-02-01", "end": "2024-04-30"},
            date(2022, 1, 30),
            date(2022, 6, 30),
            "start",
        ),
    ],
)
def test_no_time_goes_on_after_the_day_read(query: dict[str, str], start: date, end: date, told: str) -> None:
    question, faults = BalanceQuestion.read({name: [value] for name, value in query.items()}, **USUAL)
    assert (question.start, question.end) == (start, end)
    assert [fault.parameter for fault in faults] == ([told] if told else [])


def test_a_time_that_ends_after_the_day_that_is_read_is_refused_by_the_api() -> None:
    with pytest.raises(BadQuestion, match="lies after as_of"):
        BalanceQuestion.read({**SPRING, "as_of": ["2024-03-01"]})


def test_a_time_that_ends_before_it_starts_gives_way_to_the_usual_one_or_is_refused() -> None:
    turned = {**SPRING, "end": ["2023-12-31"]}
    question, (fault,) = BalanceQuestion.read(turned, **USUAL)
    assert (question.start, question.end, fault.parameter) == (USUAL["start"], USUAL["end"], "end")
    with pytest.raises(BadQuestion, match="lies before start"):
        BalanceQuestion.read(turned)


def test_a_time_is_ten_years_at_the_most() -> None:
    assert read(start="2014-06-01").start == date(2014, 6, 1)
    with pytest.raises(BadQuestion) as refusal:
        read(start="2014-05-31")
    (fault,) = refusal.value.faults
    assert (fault.parameter, fault.value) == ("start", "2014-05-31")
    assert fault.message == (
        "start: 2014-05-31 lies more than 10 years before end, 2024-05-31: take 2014-06-01 or a later day"
    )
    assert read(start="2014-03-01", end="2024-02-29").start == date(2014, 3, 1)


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ({"start": "2024-08-01"}, date(2024, 8, 1), date(2024, 12, 30)),
        ({"end": "2023-08-01"}, date(2023, 3, 3), date(2023, 8, 1)),
        ({"start": "2024-06-01", "as_of": "2024-06-14"}, date(2024, 6, 1), date(2024, 6, 14)),
        ({"start": "2023-08-01"}, date(2023, 8, 1), date(2024, 5, 31)),
        ({"start": "1800-01-01"}, date(1800, 1, 1), date(1800, 6, 1)),
        ({"end": "0001-01-01"}, date(1, 1, 1), date(1, 1, 1)),
        ({"start": "2024-08-01", "end": "soon"}, date(2024, 8, 1), date(2024, 12, 30)),
    ],
)
def test_a_day_that_is_named_alone_goes_with_the_usual_other_or_one_as_far_from_it(
    query: dict[str, str], start: date, end: date
) -> None:
    question, faults = BalanceQuestion.read({name: [value] for name, value in query.items()}, **USUAL)
    assert (question.start, question.end) == (start, end)
    assert [fault.value for fault in faults] == (["soon"] if query.get("end") == "soon" else [])


@pytest.mark.parametrize(
    "query",
    [
        {"start": "2130-01-01", "end": "2131-01-01"},
        {"start": "2130-01-01"},
        {"end": "2131-01-01"},
        {"start": "2024-08-01", "as_of": "2024-06-14"},
        {"start": "2024-08-01", "end": "2024-02-01"},
        {"start": "2001-08-01", "end": "2024-02-01"},
        {"start": "never", "end": "2131-01-01"},
    ],
)
def test_nothing_is_wrong_with_a_day_that_nobody_named(query: dict[str, str]) -> None:
    question, faults = BalanceQuestion.read({name: [value] for name, value in query.items()}, **USUAL)
    assert faults
    assert all(query.get(fault.parameter) == fault.value for fault in faults)
    assert all("take" in fault.message or "write" in fault.message for fault in faults)
    assert question.start <= question.end <= (question.as_of or last_day())


def test_the_same_question_of_another_kind_names_no_claim() -> None:
    assert read(fired="b,a", by="month").of_kind("rocket") == read(munition="rocket", by="month")
