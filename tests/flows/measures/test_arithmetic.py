"""Conversions and days of fire on the real data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from flows.estimates.interval import Interval
from flows.measures import conversion, days_of_fire, differences
from flows.questions import BadQuestion
from flows.questions.arithmetic import ConversionQuestion, DifferenceQuestion, FireQuestion
from flows.vocabulary import Caution
from tests.makers import shipment

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
    assert answer.per_container == Interval(None, Decimal(480))


def test_10_000_containers_at_up_to_480_hold_4_8_million_at_most_and_have_no_floor() -> None:
    answer = converted(JUNE)
    assert answer.rounds == Interval(None, Decimal(4_800_000))
    assert answer.cautions == (Caution.ONLY_COUNTED,)


def test_a_claimant_without_a_factor_for_this_count_lends_its_other_ones() -> None:
    answer = converted("us-nkru-2024-12-18-containers")
    assert (answer.whose, answer.per_container) == ("claimant", Interval(Decimal(300), None))
    elsewhere = converted("us-nkru-2025-05-07-containers")
    assert (elsewhere.whose, elsewhere.per_container) == ("claimant-elsewhere", Interval(Decimal(300), None))
    assert elsewhere.rounds == Interval(Decimal(7_200_000), None)


def test_a_factor_of_another_suppliers_containers_is_marked() -> None:
    iranian = converted("sky-ir-2023-03-08-containers")
    assert (iranian.claim.supplier, iranian.whose) == ("ir", "published")
    assert iranian.cautions == (Caution.ANOTHER_SUPPLIERS_FACTOR,)
    assert converted("nato-nk-2024-03-11-containers").cautions == (Caution.WEAK_EVIDENCE,)
    assumed = converted("sky-ir-2023-03-08-containers", large="450")
    assert assumed.cautions == ()
    assert converted("sky-ir-2023-03-08-containers", large="450", share="50").cautions == (
        Caution.ANOTHER_SUPPLIERS_FACTOR,
    )


OSC_LEAST = Decimal(4_200_000) / 15_809
"""About 265.67 rounds in each."""


def test_a_claimant_without_any_factor_gets_the_published_spread() -> None:
    answer = converted("nato-nk-2024-03-11-containers")
    assert answer.whose == "published"
    assert answer.per_container == Interval(OSC_LEAST, None)


def test_a_top_that_is_itself_a_floor_is_open() -> None:
    iranian = converted("sky-ir-2023-03-08-containers")
    assert iranian.per_container == iranian.large == Interval(OSC_LEAST, None)
    assert iranian.small == Interval(Decimal("74.6"), None)
    assert iranian.rounds == Interval(Decimal(53_134), None)


def test_the_total_that_the_claimant_states_stands_before_factor_times_containers() -> None:
    osc = converted("osc-2025-04-15-containers")
    assert osc.per_container == Interval(OSC_LEAST, Decimal(5_800_000) / 15_809)
    assert osc.rounds == Interval(Decimal(4_200_000), Decimal(5_800_000))
    assert osc.cautions == ()
    seoul = converted("rok-dia-2025-07-13-containers")
    assert (seoul.per_container, seoul.rounds) == (
        Interval(Decimal(12_000_000) / 28_000, None),
        Interval(Decimal(12_000_000), None),
    )
    small = converted(FEBRUARY, share="0")
    assert small.rounds == Interval(Decimal(500_000), Decimal(500_000))
    assert converted("osc-2025-04-15-containers", large="266").rounds == Interval(
        Decimal(4_205_194), Decimal(4_205_194)
    )
    assert converted(FEBRUARY, large="100", share="0").rounds == Interval(Decimal(500_000), Decimal(500_000))


def test_a_spread_of_ceilings_has_no_low_end() -> None:
    ceilings = [factor for factor in converted(JUNE).published if factor.per_container.low is None]
    assert len(ceilings) > 1
    answer = conversion.convert(ConversionQuestion("x"), shipment("x", 6700, claimant="nato"), tuple(ceilings))
    assert (answer.whose, answer.per_container) == ("published", Interval(None, Decimal(480)))


def test_the_readers_numbers_are_the_readers_assumption() -> None:
    answer = converted(FEBRUARY, large="450", small="75", share="50")
    assert answer.whose == "reader"
    assert answer.per_container == Interval(Decimal("262.5"), Decimal("262.5"))
    assert answer.rounds == Interval(Decimal(1_758_750), Decimal(1_758_750))


def test_the_published_factors_run_from_265_6_to_500_for_the_larger_calibre() -> None:
    large = [f for f in converted(JUNE).published if f.claim.munition != "artillery-round-122mm"]
    assert min(f.per_container.low for f in large if f.per_container.low is not None) == OSC_LEAST
    figures = [end for f in large for end in (f.per_container.low, f.per_container.high) if end is not None]
    assert max(figures) == 500


def test_a_factor_published_later_is_not_known_earlier() -> None:
    codes = {factor.claim.code for factor in converted(FEBRUARY, as_of="2024-03-01").published}
    assert "rok-mnd-2024-02-26-152mm" in codes
    assert "osc-2025-04-15-rounds" not in codes


@pytest.mark.parametrize("claim", ["rok-mnd-2024-06-14-shells", "no-such-claim"])
def test_what_counts_no_containers_is_refused_with_the_claims_that_do(claim: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        converted(claim)
    assert JUNE in caught.value.faults[0].allowed


def test_containers_that_hold_something_else_are_refused_in_words_and_not_offered() -> None:
    with pytest.raises(BadQuestion) as caught:
        converted("rok-mnd-2024-03-18-return", large="400")
    (fault,) = caught.value.faults
    assert fault.message == "claim: 'rok-mnd-2024-03-18-return' counts containers of aid, which hold no munitions"
    assert "rok-mnd-2024-03-18-return" not in fault.allowed
    offered = conversion.offered(ConversionQuestion(JUNE))
    assert {claim.munition for claim in offered} == {"container"}
    assert {"kp", "ir", "pk"} <= {claim.supplier for claim in offered}
    assert all(conversion.is_convertible(claim) for claim in offered)


def test_days_of_fire_carry_the_bounds_of_both_claims() -> None:
    answer = days_of_fire.compute(FireQuestion("rok-mnd-2024-06-14-shells", "nato-2024-03-11-fire"))
    assert answer.days == Interval(None, Decimal(480))
    kyiv = days_of_fire.compute(FireQuestion("rok-mnd-2024-06-14-shells", "ua-gs-2024-04-26-now"))
    assert kyiv.days == Interval(None, Decimal(80))
    assert answer.cautions == (Caution.CAPACITY,)
    assert kyiv.cautions == (Caution.CAPACITY, Caution.WEAK_EVIDENCE)


def test_of_room_for_at_least_12_million_no_days_follow_and_it_says_why() -> None:
    answer = days_of_fire.compute(FireQuestion("rok-dia-2025-07-13-152mm", "nato-2024-03-11-fire"))
    assert answer.days == Interval(None, None)
    assert answer.open_because == days_of_fire.ROOM_FOR_AT_LEAST
    assert answer.cautions[0] == Caution.CAPACITY


def test_rounds_to_russia_over_ukraines_fire_are_marked() -> None:
    answer = days_of_fire.compute(FireQuestion("rok-mnd-2024-06-14-shells", "intel-2024-03-11-ua-fire-2k"))
    assert answer.cautions == (Caution.CAPACITY, Caution.OTHER_SIDES_RATE)


def test_pledged_rounds_are_marked_as_not_moved() -> None:
    answer = days_of_fire.compute(FireQuestion("eu-2023-03-20-pledge-1m", "intel-2024-03-11-ua-fire-2k"))
    assert answer.cautions == (Caution.NOT_MOVED,)


def compared(left: str, right: str) -> differences.DifferenceAnswer:
    return differences.compute(DifferenceQuestion(left, right))


def test_natos_10_000_a_day_and_kyivs_70_000_are_set_side_by_side() -> None:
    answer = compared("nato-2024-03-11-fire", "ua-syrskyi-2024-08-20-h1")
    aspects = {aspect.code: aspect for aspect in answer.aspects}
    assert (answer.table, answer.quotient) == ("rates", None)
    assert (aspects["activity"].left, aspects["activity"].right) == ("fired", "fired")
    assert aspects["period"].differs


def test_the_czech_presidents_10_to_1_and_2_to_1_are_of_different_times() -> None:
    answer = compared("ratio-2025-08-04-pavel-bbc-then", "ratio-2025-08-04-pavel-bbc-now")
    aspects = {aspect.code: aspect for aspect in answer.aspects}
    assert answer.table == "ratios"
    assert aspects["period"].left == "2023-06-01 to 2023-08-31"
    assert aspects["period"].right == "2025-08-01 to 2025-08-31"
    assert not aspects["date"].differs


def test_context_figures_are_set_side_by_side() -> None:
    answer = compared("ctx-nk-missile-test-cost-2023", "ctx-nk-gdp-2022")
    assert answer.table == "indicators"
    assert {aspect.code for aspect in answer.aspects if aspect.differs} >= {"counted", "period"}


@pytest.mark.parametrize(
    ("left", "right", "message"),
    [
        ("nato-2024-03-11-fire", "ratio-2025-08-04-pavel-bbc-now", "about a pace"),
        ("nato-2024-03-11-fire", JUNE, "about a flow"),
        ("nothing", "neither", "about a flow"),
    ],
)
def test_claims_of_two_kinds_are_refused(left: str, right: str, message: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        compared(left, right)
    assert message in caught.value.faults[0].message


@pytest.mark.parametrize(
    ("left", "right", "queries"),
    [
        (JUNE, FEBRUARY, 1),
        ("rok-mnd-2024-06-14-shells", "eu-2024-03-25-delivered-500k", 6),
        ("nato-2024-03-11-fire", "ua-syrskyi-2024-08-20-h1", 2),
    ],
)
def test_the_number_of_queries_of_a_difference(
    left: str, right: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(queries):
        compared(left, right)


def test_a_rate_not_yet_stated_is_refused() -> None:
    with pytest.raises(BadQuestion) as caught:
        days_of_fire.compute(FireQuestion("rok-mnd-2024-06-14-shells", "ua-syrskyi-2024-08-20-h1", date(2024, 6, 14)))
    assert [fault.parameter for fault in caught.value.faults] == ["rate"]
