"""Got, made and fired by both sides, year by year: each cell is the term of the balance of its side and year alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flows.measures import balance
from flows.measures.balance_years import TERMS, YEARS, BalanceYears, compute, years_to
from flows.questions import BadQuestion
from flows.questions.balance_years import BalanceYearsQuestion
from flows.vocabulary import Reliability

pytestmark = pytest.mark.django_db

ROUNDS = BalanceYearsQuestion("artillery-round")


@pytest.mark.parametrize(
    "question",
    [
        BalanceYearsQuestion(),
        ROUNDS,
        BalanceYearsQuestion("drone", date(2025, 1, 20)),
        BalanceYearsQuestion("munition", date(2024, 6, 14), Reliability.B),
    ],
    ids=["usual", "rounds", "drones-then", "graded"],
)
def test_each_cell_is_the_term_of_the_balance_of_its_year_alone(question: BalanceYearsQuestion) -> None:
    answer = compute(question)
    assert answer.years
    for side in answer.sides:
        for year in side.years:
            alone = balance.compute(year.question)
            assert year.terms == tuple(next(one for one in alone.terms if one.term == term) for term in TERMS)
            assert year.wider == alone.wider


def test_years_of_which_nothing_is_known_are_left_out_and_the_others_are_the_same_for_both_sides() -> None:
    answer = compute(BalanceYearsQuestion())
    assert answer.years == (2026, 2025, 2024, 2023, 2022)
    for side in answer.sides:
        assert tuple(year.question.start.year for year in side.years) == answer.years


def test_before_anything_was_stated_no_year_is_told() -> None:
    answer = compute(BalanceYearsQuestion(as_of=date(2021, 6, 14)))
    assert (answer.years, [side.years for side in answer.sides]) == ((), [(), ()])


def test_the_last_year_ends_with_the_day() -> None:
    years = years_to(date(2024, 6, 14))
    assert len(years) == YEARS
    assert years[0] == (date(2024, 1, 1), date(2024, 6, 14))
    assert years[1] == (date(2023, 1, 1), date(2023, 12, 31))
    assert years_to(date(3, 1, 1))[-1] == (date(1, 1, 1), date(1, 12, 31))


def test_nothing_was_stated_after_the_day() -> None:
    day = date(2024, 3, 1)
    claims = [
        claim
        for side in compute(BalanceYearsQuestion(as_of=day)).sides
        for year in side.years
        for term in year.terms
        for reading in term.readings
        for claim in reading.claims
    ]
    assert claims
    assert max(claim.claimed_on for claim in claims) <= day


def test_an_unknown_kind_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(BadQuestion) as refusal:
        compute(BalanceYearsQuestion("shells"))
    (fault,) = refusal.value.faults
    assert (fault.parameter, fault.value) == ("munition", "shells")
    assert "artillery-round" in fault.allowed


def test_by_a_fixed_number_of_queries_however_many_years() -> None:
    def tables() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            answer: BalanceYears = compute(ROUNDS)
        assert len(answer.years) > 1
        return [query["sql"].split(' FROM "flows_')[1].split('"')[0] for query in queries]

    claims = ["shipment", "rate", "indicator"]
    reference = ["story", "actor", "munition", "actor", "munition", "actoroverlap", "claimant", "claimantoverlap"]
    assert sorted(tables()) == sorted([*reference, *claims * 2])
