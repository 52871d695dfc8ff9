"""The June 2024 comparison as a measure: the worked answers of the reference set."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from flows.measures.overview import COMPARISON_DAY, comparison_day, compute, missile_tests
from flows.records import Quantity
from flows.vocabulary import Bound

pytestmark = pytest.mark.django_db


def codes(claims: tuple) -> list[str]:
    return [claim.code for claim in claims]


def test_the_comparison_of_the_day() -> None:
    comparison = compute().comparison
    assert comparison.day == COMPARISON_DAY
    assert codes(comparison.capacity) == ["rok-mnd-2024-06-14-shells"]
    assert codes(comparison.deliveries) == [
        "article-2024-06-14-eu-1m",
        "eu-2024-03-25-delivered-500k",
        "ua-2024-02-26-zelensky-30pct",
    ]
    assert [q.ratio for q in comparison.quotients] == [
        Quantity(Bound.UP_TO, high=Decimal(value)) for value in ("4.8", "9.6", "16")
    ]
    assert not any(q.comparable for q in comparison.quotients)
    assert comparison.stated is not None
    assert comparison.stated.high == 10


def test_a_later_day_leaves_the_comparison_alone_and_moves_the_flows() -> None:
    later = compute(date(2025, 8, 1))
    assert later.comparison == compute().comparison or codes(later.comparison.capacity) == ["rok-mnd-2024-06-14-shells"]
    assert "rok-dia-2025-07-13-152mm" in codes(later.to_russia.heads)


def test_an_earlier_day_moves_the_comparison_too() -> None:
    comparison = compute(date(2024, 3, 1)).comparison
    assert codes(comparison.capacity) == ["rok-mnd-2024-02-26-122mm", "rok-mnd-2024-02-26-152mm"]
    assert codes(comparison.deliveries) == ["eu-2024-01-31-delivered-330k", "ua-2024-02-26-zelensky-30pct"]
    assert comparison.stated is None


def test_the_day_before_the_article_has_no_article() -> None:
    comparison = compute(date(2024, 6, 13)).comparison
    assert "article-2024-06-14-eu-1m" not in codes(comparison.deliveries)
    assert "rok-mnd-2024-06-14-shells" not in codes(comparison.capacity)


def test_the_cost_of_the_tests_as_a_share() -> None:
    tests = compute().tests
    assert tests.computed is not None
    assert tests.computed.figure == Decimal("4.1")
    assert tests.share is not None
    assert tests.share.quantity == Quantity(Bound.ABOUT, point=Decimal(4))


def test_a_share_needs_both_of_its_parts() -> None:
    found = compute().tests
    assert found.economy is not None
    assert missile_tests((found.economy,), None).computed is None
    assert compute(date(2024, 1, 1)).tests.cost is None


def test_nothing_shown_was_stated_after_the_day() -> None:
    day = date(2024, 3, 1)
    answer = compute(day)
    shown = [
        *answer.to_russia.ledger.known,
        *answer.to_ukraine.ledger.known,
        *answer.missiles.ledger.known,
        *answer.stated,
        *answer.returned,
        *answer.newest,
    ]
    assert shown
    assert max(claim.claimed_on for claim in shown) <= day


def test_the_number_of_queries_is_fixed(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(18):
        compute()


@pytest.mark.parametrize(
    ("asked", "day"),
    [(None, COMPARISON_DAY), (date(2025, 1, 1), COMPARISON_DAY), (date(2023, 1, 1), date(2023, 1, 1))],
)
def test_the_day_of_the_comparison(asked: date | None, day: date) -> None:
    assert comparison_day(asked) == day
