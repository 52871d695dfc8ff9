"""Got, made and fired on the real data."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from flows.estimates.balance import Certificate
from flows.estimates.interval import Interval
from flows.measures import balance
from flows.measures.balance_words import (
    certificate_said,
    listed_said,
    needed_said,
    pace_said,
    paces_alone,
    result,
    sums_said,
    term_said,
    term_told,
    unknown_terms,
)
from flows.questions import BadQuestion
from flows.questions.balance import BalanceQuestion
from flows.vocabulary import BalanceTerm, Caution, TermSource

pytestmark = pytest.mark.django_db

STOCK, CAPACITY, FULL, FIRE = (
    "ctx-ru-stock-2023-10",
    "ee-2024-02-16-prod",
    "rok-mnd-2024-06-14-shells",
    "ua-syrskyi-2024-08-20-h1",
)
HUR, NATO = "ua-hur-skib-2024-02-nk", "nato-2024-03-11-fire"
SPRING = {"side": "ru", "start": "2024-01-01", "end": "2024-05-31"}
CHOSEN = {"stock": STOCK, "produced": CAPACITY, "received": FULL, "fired": FIRE}


def asked(**named: str) -> balance.BalanceAnswer:
    question, faults = BalanceQuestion.read({name: [value] for name, value in {**SPRING, **named}.items()})
    assert faults == ()
    return balance.compute(question)


def faults_of(**named: str) -> dict[str, str]:
    with pytest.raises(BadQuestion) as refusal:
        asked(**named)
    return {fault.parameter: fault.message for fault in refusal.value.faults}


def term(answer: balance.BalanceAnswer, code: str) -> Any:
    return next(found for found in answer.terms if found.term == code)


def test_spring_2024_just_fits_and_only_if_all_three_ceilings_hold() -> None:
    answer = asked(**CHOSEN)
    assert answer.settled.closing == Interval(Decimal(0), Decimal(28_853))
    assert [one.reading.term for one in answer.needed] == ["stock", "produced", "received"]
    assert result(answer) == "These claims leave Russia up to 30,000 artillery rounds in store on 31 May 2024."
    assert needed_said(answer.needed, answer) == (
        "It fits only if all 3 of these ceilings hold at once: opening stock (4 million), produced (up to 1.869 "
        "million) and received (up to 4.8 million); then about 30,000 artillery rounds to spare."
    )
    assert sums_said(answer) == (
        "The ceilings add up to 10.67 million (opening stock: Estonian intelligence; produced: Estonia's government; "
        "received: South Korea's defence ministry); fired and lost were at least 10.64 million (fired: Ukraine's "
        "General Staff)."
    )
    assert unknown_terms(answer) == "No claim says what was lost: unknown, and not nothing."


def test_with_the_lower_count_the_claims_cannot_all_be_true() -> None:
    answer = asked(**{**CHOSEN, "received": HUR})
    assert answer.settled.short_by == 3_271_147
    assert [found.codes for found in answer.certificate.sets] == [(STOCK, CAPACITY, HUR, FIRE)]
    assert certificate_said(answer.certificate) == "1 set of claims cannot all be true as they are used here"
    assert "leave Russia 3.27 million artillery rounds short" in result(answer)


def test_the_cautions_of_june_are_named() -> None:
    answer = asked(**CHOSEN)
    (reading,) = term(answer, "received").readings
    assert reading.cautions == (
        *(Caution.CAPACITY, Caution.START_NOT_STATED, Caution.ONE_SUPPLIER, Caution.SUPERSEDED),
    )
    slow = asked(**{**CHOSEN, "fired": NATO})
    assert term(slow, "fired").interval == Interval(Decimal(1_520_000), Decimal(1_520_000))
    assert term(slow, "fired").readings[0].cautions == (Caution.OUTSIDE_ITS_TIME,)


def test_the_set_named_first_rests_on_no_total_of_which_nobody_said_from_when_it_counts() -> None:
    first, *others = asked().certificate.sets
    assert "ua-zelensky-2024-12-02" in first.codes
    unsure = [any(Caution.START_NOT_STATED in member.cautions for member in one.members) for one in (first, *others)]
    assert unsure == sorted(unsure)


def test_an_up_to_takes_no_floor_from_accounts_that_it_leaves_room_for() -> None:
    fired = term(asked(side="ua"), "fired")
    assert fired.interval == Interval(Decimal(304_000), Decimal(1_824_000))


def test_paces_of_parts_of_a_year_that_are_all_that_is_known_are_told_as_stated() -> None:
    year = {"start": "2025-01-01", "end": "2025-12-31"}
    assert paces_alone(term(asked(**year), "fired")) == (
        "27,000 to 28,000 a day in April 2025 (Ukraine's General Staff)"
    )
    assert paces_alone(term(asked(**year), "produced")) == ""
    assert paces_alone(term(asked(), "fired")) == ""


def test_where_none_is_chosen_all_that_stand_and_are_about_the_time_count() -> None:
    answer = asked(as_of="2024-06-14")
    assert {found.source for found in answer.terms} == {TermSource.WIDEST, TermSource.UNKNOWN}
    received = {code for reading in term(answer, "received").readings for code in reading.codes}
    assert FULL in received
    assert HUR not in received
    fired = {code for reading in term(answer, "fired").readings for code in reading.codes}
    assert NATO in fired
    assert FIRE not in fired
    reasons = {left.claim.code: left.reason for left in answer.not_counted}
    assert reasons[HUR] == "another_time"
    chosen = asked(as_of="2024-06-14", received=HUR)
    reasons = {left.claim.code: left.reason for left in chosen.not_counted}
    assert reasons[FULL] == "not_chosen"


def test_one_of_several_suppliers_sets_no_ceiling_and_a_narrower_figure_takes_none_away() -> None:
    supplied = asked(side="ua")
    assert term(supplied, "received").interval.high is None
    assert supplied.settled.closing == Interval(Decimal(0), None)
    reasons = {left.claim.code: left.reason for left in supplied.not_counted}
    assert reasons["eu-2024-11-18-delivered-1m"] == "bounds_nothing"
    made = term(asked(), "produced")
    assert any(Caution.NARROWER_KIND in reading.cautions for reading in made.readings)
    assert term_said(made) == "955\N{THIN SPACE}200 to 1\N{THIN SPACE}869\N{THIN SPACE}000"


def test_what_came_is_at_least_what_the_claims_about_one_supplier_agree_on() -> None:
    year = {"side": "ua", "start": "2025-01-01", "end": "2025-12-31"}
    assert term(asked(**year, munition="large-calibre-round"), "received").interval == Interval(
        Decimal(2_000_000), None
    )
    came = term(asked(**year), "received")
    assert came.interval == Interval(Decimal(1_940_000), None)
    assert ("gb-2025-06-04-140k", "nato-2025-12-19-keller-1.8m") in [
        tuple(sorted(reading.codes)) for reading in came.readings
    ]


def test_the_fire_of_2022_is_at_least_what_was_counted_in_a_part_of_it_that_every_account_leaves_room_for() -> None:
    fired = term(asked(start="2022-01-01", end="2022-12-31", as_of="2023-12-31"), "fired")
    assert fired.interval == Interval(Decimal(7_000_000), Decimal(12_000_000))


@pytest.mark.parametrize(
    ("time", "code", "expected"),
    [
        (("2025-01-01", "2025-12-31"), "fired", "at the least a pace in April 2025, for its own 30 days"),
        (("2025-01-01", "2025-12-31"), "produced", ""),
        (("2025-01-01", "2025-12-31"), "stock", ""),
        (("2024-03-01", "2024-03-31"), "produced", ""),
    ],
)
def test_a_term_says_on_which_paces_it_rests(time: tuple[str, str], code: str, expected: str) -> None:
    assert pace_said(term(asked(start=time[0], end=time[1]), code)) == expected


def test_the_words_of_a_term_hold_its_paces() -> None:
    assert term_told(term(asked(**{**CHOSEN, "fired": NATO}), "fired")) == (
        "about 1\N{THIN SPACE}520\N{THIN SPACE}000; one pace in March 2024, taken for all 152 days"
    )
    assert term_told(term(asked(lost="", **CHOSEN), "lost")) == "unknown: no claim says what was lost"


def test_a_wider_kind_of_which_figures_stand_is_named_and_counts_nothing() -> None:
    answer = asked(start="2025-01-01", end="2025-12-31")
    assert {term.code: [kind.code for kind in kinds] for term, kinds in answer.wider.items() if kinds} == {
        "produced": ["large-calibre-round"],
        "received": ["large-calibre-round"],
    }
    assert not any(
        reading.claims[0].code == "ua-2025-10-31-ru-prod-7m" for reading in term(answer, "produced").readings
    )


def test_a_pace_scaled_to_whole_units_is_one_figure_and_not_two() -> None:
    nato = term(asked(produced="nato-2024-03-11-prod"), "produced")
    assert nato.interval == Interval(Decimal(1_245_901), Decimal(1_245_902))
    assert term_said(nato) == "1\N{THIN SPACE}246\N{THIN SPACE}000"


def test_what_is_told_of_a_side_is_the_heaviest_fire_that_only_just_fits() -> None:
    found = balance.told(asked())
    assert found.question is not None
    assert {term.code: codes for term, codes in found.question.chosen().items() if codes} == {
        name: (code,) for name, code in CHOSEN.items()
    }
    assert FULL in {claim.code for claim in found.superseded}
    assert balance.told(asked(side="ua")).question is None


def test_where_the_ceiling_is_a_capacity_what_had_been_counted_by_its_day_is_told_too() -> None:
    found = balance.told(asked())
    assert found.count is not None
    assert found.counted is not None
    assert (found.count.code, found.counted.received) == (HUR, (HUR,))
    assert balance.compute(found.counted).settled.short_by == 3_271_147


def test_a_side_that_nobody_speaks_of_is_unknown_in_every_term() -> None:
    answer = asked(side="by")
    assert {found.source for found in answer.terms} == {TermSource.UNKNOWN}
    assert answer.settled.closing == Interval(Decimal(0), None)
    assert result(answer) == (
        "No claim is about what Belarus had, made, received, fired or lost of artillery rounds in this time."
    )
    assert unknown_terms(answer) == "Every term is unknown, and not nothing."
    found = balance.askable(answer)
    assert found is not None
    assert {"ru", "ua"} <= {side.code for side in found.sides}
    assert balance.askable(asked()) is None
    elsewhere = balance.askable(asked(side="ua", munition="rocket", start="2015-01-01", end="2015-12-31"))
    assert elsewhere is not None
    assert "artillery-round" in {kind.code for kind in elsewhere.kinds}


def test_by_months_each_closing_stock_opens_the_next_and_a_total_counts_once() -> None:
    answer = asked(**CHOSEN, by="month")
    assert len(answer.steps) == 5
    for before, after in zip(answer.steps, answer.steps[1:], strict=False):
        assert before.settled.closing is not None
        opening = after.terms[0]
        assert (opening.term, opening.source) == (BalanceTerm.STOCK, TermSource.CARRIED)
        assert opening.interval == before.settled.closing
    # Each month is rounded outward to whole rounds.
    assert answer.steps[-1].settled.closing == Interval(Decimal(0), Decimal(28_855))


def test_by_months_the_first_that_cannot_be_says_by_which_claims() -> None:
    answer = asked(**{**CHOSEN, "received": HUR}, by="month")
    assert [step.impossible is not None for step in answer.steps] == [False, False, False, True]
    found = answer.steps[-1].impossible
    assert found is not None
    assert found.codes == (STOCK, CAPACITY, HUR, FIRE)
    assert found.short_by == answer.steps[-1].settled.short_by


def test_several_chosen_that_may_not_be_added_are_alternatives() -> None:
    answer = asked(**{**CHOSEN, "fired": f"{FIRE},{NATO}"})
    assert term(answer, "fired").interval == Interval(Decimal(1_520_000), Decimal(10_640_000))
    assert BalanceTerm.FIRED in answer.refused


def test_claims_that_do_not_belong_are_refused_in_words() -> None:
    found = faults_of(side="ua", received=FULL)
    assert found["received"] == (
        "received: 'rok-mnd-2024-06-14-shells' is about another side (Russia, and not Ukraine). What one side got, "
        "made or fired is no part of another's balance"
    )
    assert "a promise is not a delivery" in faults_of(side="ua", received="eu-2023-03-20-pledge-1m")["received"]
    assert "counts something else" in faults_of(received="rok-mnd-2024-06-14-containers")["received"]
    assert "not yet stated" in faults_of(fired=FIRE, as_of="2024-06-14")["fired"]
    assert "is no claim" in faults_of(lost="no-such-claim")["lost"]
    assert set(faults_of(side="zz", munition="zz")) == {"side", "munition"}


def test_sets_beyond_those_named_are_counted() -> None:
    named: Any = (None,) * 12
    assert listed_said(Certificate(named, 12)) == ""
    assert listed_said(Certificate(named, 13)).endswith("; 1 more is counted and not listed.")
    assert listed_said(Certificate(named, 21)) == (
        "12 of them are listed, the smallest that miss by most; 9 more are counted and not listed."
    )
