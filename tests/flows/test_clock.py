"""The two clocks of an answer."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from flows.clock import Moment, Record, last_day, pin, pinned, present_moment, recording, today
from flows.questions import FlowQuestion
from flows.questions.flow import Flow
from flows.questions.parameters import AS_OF, RECORDED, write

THEN = Moment(7, datetime(2025, 3, 1, 23, 59, 58, 250_000, UTC))
NEWEST = Moment(9, datetime(2025, 4, 1, tzinfo=UTC))


def test_while_an_answer_is_pinned_today_is_the_day_of_its_moment() -> None:
    with pin(THEN):
        assert (pinned(), today()) == (THEN, date(2025, 3, 1))
    assert pinned() is None
    assert today() == datetime.now(UTC).date()


def test_a_pinned_question_may_name_any_day_up_to_the_real_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.clock.now", lambda: datetime(2025, 7, 1, 12, tzinfo=UTC))
    for moment in (None, THEN):
        with pin(moment):
            assert AS_OF.parse("2025-07-01") == last_day() == date(2025, 7, 1)
            with pytest.raises(ValueError, match="'2025-07-02' is after today: take 2025-07-01 or an earlier day"):
                AS_OF.parse("2025-07-02")


def test_an_answer_is_of_its_moment_else_of_the_newest() -> None:
    assert present_moment() is None
    with recording(Record(THEN, NEWEST)):
        assert present_moment() == NEWEST
        with pin(THEN):
            assert present_moment() == THEN


def test_every_address_of_a_pinned_answer_is_pinned() -> None:
    question = FlowQuestion(Flow("kp", "ru", "missile"))
    assert question.query() == ""
    with pin(THEN):
        assert question.query() == "recorded=2025-03-01T23%3A59%3A58.25Z"
        assert write({"page": 1}) == "page=1"


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("2025-03-02", datetime(2025, 3, 2, 23, 59, 59, 999_999, UTC)),
        ("2025-03-02T10:05Z", datetime(2025, 3, 2, 10, 5, tzinfo=UTC)),
        ("2025-03-02T10:05:09.5Z", datetime(2025, 3, 2, 10, 5, 9, 500_000, UTC)),
        (str(THEN), THEN.at),
    ],
)
def test_a_moment_is_read_to_the_second_and_a_day_as_its_end(value: str, at: datetime) -> None:
    with recording(Record(THEN, NEWEST)):
        assert RECORDED.parse(value) == at


@pytest.mark.parametrize(
    "value", ["2025-03-01", "2025-02-01T00:00Z", "2999-01-01", "2025-03-02 10:05", "2025-13-02T10:05Z"]
)
def test_no_moment_is_taken_that_is_not_on_record(value: str) -> None:
    later = Moment(8, datetime(2025, 3, 2, tzinfo=UTC))
    with recording(Record(later, NEWEST)), pytest.raises(ValueError, match=value):
        RECORDED.parse(value)
    with pytest.raises(ValueError, match="no record yet"):
        RECORDED.parse("2025-03-02")
