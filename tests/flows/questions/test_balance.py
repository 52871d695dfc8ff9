"""The question of a balance: read from an address and printed back to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

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
        ({"as_of": "2024-06-14"}, date(2024, 1, 1), date(2024, 5, 31), False),
        ({"as_of": "2024-03-01"}, date(2024, 1, 1), date(2024, 3, 1), False),
        ({"as_of": "2022-06-30"}, date(2022, 1, 30), date(2022, 6, 30), False),
        ({"as_of": "2024-03-01", "start": "2024-02-01", "end": "2024-04-30"}, date(2024, 2, 1), date(2024, 3, 1), True),
        (
            {"as_of": "2022-06-30", "start": "2024-02-01", "end": "2024-04-30"},
            date(2022, 1, 30),
            date(2022, 6, 30),
            True,
        ),
    ],
)
def test_no_time_goes_on_after_the_day_read(query: dict[str, str], start: date, end: date, told: bool) -> None:
    question, faults = BalanceQuestion.read({name: [value] for name, value in query.items()}, **USUAL)
    assert (question.start, question.end) == (start, end)
    assert [fault.parameter for fault in faults] == (["end"] if told else [])


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
    question, (fault,) = BalanceQuestion.read({"start": ["1800-01-01"], "as_of": ["2024-06-14"]}, **USUAL)
    assert (question.start, question.end, fault.parameter) == (USUAL["start"], USUAL["end"], "start")


def test_the_same_question_of_another_kind_names_no_claim() -> None:
    assert read(fired="b,a", by="month").of_kind("rocket") == read(munition="rocket", by="month")
