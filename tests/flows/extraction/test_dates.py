"""Times of a text: days, months, years, spans, and those that need the day of the article."""

from datetime import date

import pytest

from flows.extraction.dates import days

STATED = date(2024, 7, 13)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in 2023", "2023-01-01", "2023-12-31"),
        ("in September 2023", "2023-09-01", "2023-09-30"),
        ("in September last year", "2023-09-01", "2023-09-30"),
        ("in September", "2023-09-01", "2023-09-30"),
        ("in July", "2024-07-01", "2024-07-31"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("this year", "2024-01-01", "2024-12-31"),
        ("in the past three months", "2024-04-13", "2024-07-13"),
        ("over the last six weeks", "2024-06-01", "2024-07-13"),
        ("between January 2022 and January 2023", "2022-01-01", "2023-01-31"),
        ("from September to November 2023", "2023-09-01", "2023-11-30"),
        ("in January-February 2022", "2022-01-01", "2022-02-28"),
        ("in October–December 2023", "2023-10-01", "2023-12-31"),
        ("у вересні 2023 року", "2023-09-01", "2023-09-30"),
        ("торік", "2023-01-01", "2023-12-31"),
        ("2023년 9월", "2023-09-01", "2023-09-30"),
        ("im vergangenen Jahr", "2023-01-01", "2023-12-31"),
    ],
)
def test_a_time_has_its_days(text: str, first: str, last: str) -> None:
    (day,) = days(f"It went {text}, they say.", STATED)
    assert (day.first, day.last) == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_month_without_a_year_may_be_yet_to_come() -> None:
    (day,) = days("It arrives in July and August.", STATED)
    assert day.later == (date(2024, 7, 1), date(2024, 8, 31))


@pytest.mark.parametrize("text", ["It may march on.", "the 1970s", "on 155 mm", "Zapad-2025", "the pre-May level"])
def test_other_words_are_no_time(text: str) -> None:
    assert days(text, STATED) == ()


def test_the_middle_of_a_year_is_no_day() -> None:
    (day,) = days("since the middle of 2022", STATED)
    assert day.rough
