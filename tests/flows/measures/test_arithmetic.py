"""Conversions and days of fire on the real data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from flows.estimates.interval import Interval
from flows.measures import conversion, days_of_fire
from flows.questions import BadQuestion
from flows.questions.arithmetic import ConversionQuestion, FireQuestion

pytestmark = pytest.mark.django_db

JUNE = "rok-mnd-2024-06-14-containers"
FEBRUARY = "rok-mnd-2024-02-26-containers"


def converted(claim: str, **query: str) -> conversion.ConversionAnswer:
    question, faults = ConversionQuestion.read({name: [value] for name, value in query.items()}, claim)
    assert faults == ()
    return conversion.compute(question)


def test_the_claimants_own_factor_is_the_default() -> None:
    answer = converted(JUNE)
    assert answer.whose == "claimant"
    assert answer.per_container == Interval(Decimal(480), Decimal(480))
    assert answer.rounds == Interval(Decimal(4_800_000), None)


def test_a_claimant_without_a_factor_for_this_count_lends_its_other_ones() -> None:
    answer = converted("us-nkru-2024-12-18-containers")
    assert (answer.whose, answer.per_container) == ("claimant", Interval(Decimal(300), Decimal(300)))
    assert converted("us-nkru-2025-05-07-containers").whose == "claimant-elsewhere"


def test_a_claimant_without_any_factor_gets_the_published_spread() -> None:
    answer = converted("nato-nk-2024-03-11-containers")
    assert answer.whose == "published"
    assert answer.per_container == Interval(Decimal(266), Decimal(500))


def test_the_readers_numbers_are_the_readers_assumption() -> None:
    answer = converted(FEBRUARY, large="450", small="75", share="50")
    assert answer.whose == "reader"
    assert answer.per_container == Interval(Decimal("262.5"), Decimal("262.5"))
    assert answer.rounds == Interval(Decimal(1_759_000), Decimal(1_759_000))


def test_the_published_factors_run_from_266_to_500_for_the_larger_calibre() -> None:
    large = [f for f in converted(JUNE).published if f.claim.munition != "artillery-round-122mm"]
    assert min(f.per_container.low for f in large if f.per_container.low is not None) == 266
    assert max(f.per_container.high for f in large if f.per_container.high is not None) == 500


def test_a_factor_published_later_is_not_known_earlier() -> None:
    codes = {factor.claim.code for factor in converted(FEBRUARY, as_of="2024-03-01").published}
    assert "rok-mnd-2024-02-26-152mm" in codes
    assert "osc-2025-04-15-rounds" not in codes


@pytest.mark.parametrize("claim", ["rok-mnd-2024-06-14-shells", "no-such-claim"])
def test_what_counts_no_containers_is_refused_with_the_claims_that_do(claim: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        converted(claim)
    assert JUNE in caught.value.faults[0].allowed


def test_days_of_fire_carry_the_bounds_of_both_claims() -> None:
    answer = days_of_fire.compute(FireQuestion("rok-mnd-2024-06-14-shells", "nato-2024-03-11-fire"))
    assert answer.days == Interval(None, Decimal(480))
    kyiv = days_of_fire.compute(FireQuestion("rok-mnd-2024-06-14-shells", "ua-gs-2024-04-26-now"))
    assert kyiv.days == Interval(None, Decimal(80))


def test_a_rate_not_yet_stated_is_refused() -> None:
    with pytest.raises(BadQuestion) as caught:
        days_of_fire.compute(FireQuestion("rok-mnd-2024-06-14-shells", "ua-syrskyi-2024-08-20-h1", date(2024, 6, 14)))
    assert [fault.parameter for fault in caught.value.faults] == ["rate"]
