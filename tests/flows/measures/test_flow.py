"""What one page shows of a flow with very many claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from flows.estimates.ledger import by_year
from flows.measures.flow import compute, newest
from flows.measures.supply_quotient import compute as compared
from flows.questions import CompareQuestion, Flow, FlowQuestion

pytestmark = pytest.mark.django_db


def test_the_newest_claims_and_every_head_are_shown() -> None:
    answer = compute(FlowQuestion(Flow("kp", "ru", "artillery-round")))
    shown = newest(answer, 5)
    assert {head.code for head in answer.heads} <= {claim.code for claim in shown.ledger.known}
    assert shown.ledger.known[-5:] == answer.ledger.known[-5:]
    assert len(shown.ledger.known) < len(answer.ledger.known)
    assert (shown.heads, shown.spans, shown.claimants) == (answer.heads, answer.spans, answer.claimants)


def test_an_ordinary_flow_is_shown_whole() -> None:
    answer = compute(FlowQuestion(Flow("kp", "ru", "artillery-round")))
    assert newest(answer) is answer


def test_of_very_many_figures_for_a_period_those_stated_last_are_shown() -> None:
    answer = compute(FlowQuestion(Flow("de", "ua", "large-calibre-round")))
    periods = sorted(answer.period_heads, key=lambda claim: claim.claimed_on)
    assert len(periods) > 5
    shown = {claim.code for claim in newest(answer, 2).ledger.known}
    assert {claim.code for claim in periods[-2:]} <= shown
    assert not {claim.code for claim in periods[:-4]} & (shown - {head.code for head in answer.heads})


ROUNDS = Flow("kp", "ru", "artillery-round")
SCHEME = Flow("cz-initiative", "ua", "large-calibre-round")


def test_a_span_leaves_out_what_is_a_year_older_than_the_newest() -> None:
    answer = compute(FlowQuestion(ROUNDS, date(2025, 8, 1)))
    (recent,) = [span for span in answer.spans if (span.stage, span.unit) == ("shipped", "round")]
    (whole,) = [span for span in answer.span_all if (span.stage, span.unit) == ("shipped", "round")]
    assert (recent.low, recent.lowest) == (Decimal(4_200_000), Decimal(4_200_000))
    assert (whole.low, whole.lowest) == (None, Decimal(300_000))
    older = {head.code for head in answer.older}
    assert "rok-gov-2023-10-16-under300k" in older
    assert older < {head.code for head in answer.heads}
    assert sum(span.heads for span in answer.span_all) == len(answer.heads)
    assert sum(span.heads for span in answer.spans) + len(older) == len(answer.heads)


def test_figures_for_a_period_stand_beside_the_running_totals() -> None:
    answer = compute(FlowQuestion(SCHEME))
    years = by_year(answer.period_heads)
    assert {"cz-2025-02-cz-mod-2024-1.5m"} <= {claim.code for claim in years.years[2024]}
    assert {"cz-2026-02-16-pavel-2025-2m"} <= {claim.code for claim in years.years[2025]}
    assert {"cz-2024-02-17-found-500k-155"} <= {claim.code for claim in years.across}
    assert not {claim.code for claim in answer.period_heads} & {head.code for head in answer.heads}


def test_what_is_part_of_a_target_does_not_hide_the_target() -> None:
    codes = {claim.code for claim in compute(FlowQuestion(SCHEME)).period_heads}
    assert {"cz-2025-05-04-target-1800k", "cz-2025-08-04-pavel-800k-155"} <= codes


def test_a_total_since_2023_over_one_since_2024_is_not_comparable() -> None:
    answer = compared(CompareQuestion(Flow("kp", "ru", "large-calibre-round"), SCHEME))
    (pair,) = [
        pair
        for pair in answer.quotients
        if (pair.left.code, pair.right.code) == ("ua-hur-skib-2025-11-nk", "cz-2026-02-16-pavel-total-4.4m")
    ]
    assert "different_periods" in pair.differences
    assert not pair.comparable


def test_the_eu_and_the_czech_scheme_are_not_comparable() -> None:
    answer = compared(CompareQuestion(Flow("eu", "ua", "large-calibre-round"), SCHEME))
    assert answer.quotients
    assert not any(pair.comparable for pair in answer.quotients)


def test_figures_for_one_year_are_set_against_each_other() -> None:
    answer = compared(CompareQuestion(Flow("kp", "ru", "large-calibre-round"), SCHEME))
    pairs = {(pair.left.code, pair.right.code): pair for pair in answer.for_periods}
    assert pairs["msmt-2025-05-29-rounds", "cz-2025-02-cz-mod-2024-1.5m"].ratio.figures
    assert not any({"different_periods", "unknown_period"} & set(pair.differences) for pair in pairs.values())
    given = [pair.comparable for pair in answer.for_periods]
    assert given == sorted(given, reverse=True)


def test_of_very_many_figures_those_stated_last_are_paired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.measures.supply_quotient.MOST_PAIRED", 3)
    question = CompareQuestion(Flow("cz-initiative", "ua", "large-calibre-round"), SCHEME)
    answer = compared(question)
    last = {claim.code for claim in sorted(answer.left.period_heads, key=lambda claim: claim.claimed_on)[-3:]}
    assert len(answer.left.period_heads) > 3
    assert {pair.left.code for pair in answer.for_periods} == {pair.right.code for pair in answer.for_periods} == last


def test_of_the_pairs_that_cannot_be_compared_eight_are_told_unless_all_are_asked_for() -> None:
    question = CompareQuestion(Flow("kp", "ru", "large-calibre-round"), Flow("eu", "ua", "large-calibre-round"))
    answer = compared(question)
    for told, every in ((answer.told, answer.quotients), (answer.told_for_periods, answer.for_periods)):
        assert {pair for pair in every if pair.comparable} <= set(told)
        others = [pair for pair in told if not pair.comparable]
        left_out = [pair for pair in every if not pair.comparable and pair not in told]
        assert len(others) == min(8, len(others) + len(left_out))
        newest = [max(pair.left.claimed_on, pair.right.claimed_on) for pair in others]
        assert all(pair.left.claimed_on <= max(newest) for pair in left_out)
    assert answer.left_out > 0
    every_pair = compared(replace(question, pairs="all"))
    assert (every_pair.told, every_pair.left_out) == (every_pair.quotients, 0)
