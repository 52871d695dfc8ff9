"""Got, made and fired by both sides, year by year: each cell is the term of the balance of its side and year alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flows.estimates.balance_reading import OPEN
from flows.measures import balance
from flows.measures.balance_words import left_out_said, pace_said
from flows.measures.balance_years import TERMS, YEARS, BalanceYears, compute, years_to
from flows.measures.balance_years_words import left_out_short, term_by
from flows.questions import BadQuestion
from flows.questions.balance_years import BalanceYearsQuestion
from flows.vocabulary import BalanceTerm, Caution, Reliability

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
            for term in year.terms:
                same = next(one for one in alone.terms if one.term == term.term)
                if term.readings and all(reading.is_own_pace for reading in term.readings):
                    assert [one.codes for one in term.readings] == [one.codes for one in same.readings]
                    assert {term.interval, *(one.interval for one in term.readings)} == {OPEN}
                else:
                    assert term == same
            assert year.wider == alone.wider
            for each in TERMS:
                assert year.left_out(each) == tuple(one for one in alone.not_counted if one.term == each)


def test_every_claim_that_stands_and_fits_is_used_or_left_out_with_the_reason() -> None:
    for side in compute(BalanceYearsQuestion()).sides:
        for year in side.years:
            for term in year.terms:
                used = {code for reading in term.readings for code in reading.codes}
                left = {one.claim.code: one.reason for one in year.left_out(term.term)}
                assert not used & set(left)
                assert set(left.values()) <= {"bounds_nothing", "another_time"}


def test_what_one_of_several_suppliers_sent_at_the_most_is_named_beside_the_floor() -> None:
    """Msmt-2025-05-29-rounds, graded B3: up to 9 million from North Korea in 2024; others sent too."""
    (russia, _) = compute(BalanceYearsQuestion()).sides
    year = next(year for year in russia.years if year.question.start.year == 2024)
    left_out = year.left_out(BalanceTerm.RECEIVED)
    (found,) = (one for one in left_out if one.claim.code == "msmt-2025-05-29-rounds")
    assert (found.reason, found.cautions) == ("bounds_nothing", (Caution.ONE_OF_SUPPLIERS,))
    assert left_out_said(found) == "no floor (it says up to), no ceiling (of one supplier among several)"
    assert left_out_short(left_out) == (
        "left out: up to 9 million from North Korea from 1 January to 15 December 2024 (Sanctions Monitoring Team)"
    )


def test_a_projection_and_a_ceiling_of_a_longer_time_say_so_and_are_no_range_of_the_year() -> None:
    (russia, _) = compute(BalanceYearsQuestion()).sides
    fired = {year.question.start.year: year.terms[TERMS.index(BalanceTerm.FIRED)] for year in russia.years}
    assert term_by(fired[2023]) == (
        "at least 7 million, a projection of about 12 September 2023 (RUSI); at the most 17 million, of a longer time, "
        "from 24 February 2022 to 5 March 2024 (Foreign Policy, weak evidence)"
    )
    assert (term_by(fired[2022]), pace_said(fired[2022])) == ("at least 10 million (Unnamed Western official)", "")


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
