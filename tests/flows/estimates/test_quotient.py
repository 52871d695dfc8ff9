from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.interval import Interval
from flows.estimates.nesting import Nesting
from flows.estimates.period import Period
from flows.estimates.quotient import DIFFERENCE, Quotient, comparable_first, divide, outward, rounded, shortened
from flows.estimates.quotient import quotient as quotient_of
from flows.records import Quantity, Shipment
from flows.vocabulary import Bound, Difference
from tests.makers import PERIODS, TOTALS_SINCE, shipment
from tests.oracles import comparison as oracle

SINCE = date(2023, 8, 1)
SEOUL = shipment("seoul", 4_800_000, bound="up-to", basis="capacity-if-full", period_start=SINCE)
ARTICLE = shipment("article", 1_000_000, supplier="eu", recipient="ua", period_start=SINCE)
BRUSSELS = shipment(
    "brussels", 500_000, bound="about", supplier="eu", recipient="ua", stage="delivered", period_start=SINCE
)
RELATIONS = Nesting(
    actors={
        "eu": frozenset({"de", "cz-initiative"}),
        "de": frozenset({"eu", "cz-initiative"}),
        "cz-initiative": frozenset({"eu", "de"}),
    },
    above={
        "artillery-round-155mm": frozenset({"artillery-round", "munition"}),
        "artillery-round-105mm": frozenset({"artillery-round", "munition"}),
        "artillery-round": frozenset({"munition"}),
    },
)


def quotient(left: Shipment, right: Shipment) -> Quotient:
    return quotient_of(left, right, RELATIONS)


def in_2024(code: str, **named: object) -> Shipment:
    """A delivery to Ukraine within 2024."""
    facts = {"recipient": "ua", "stage": "delivered", "temporal": "interval"}
    period = {"period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}
    return shipment(code, 500_000, **{**facts, **period, **named})


def test_capacity_over_a_count_is_a_ceiling_and_not_comparable() -> None:
    answer = quotient(SEOUL, ARTICLE)
    assert answer.ratio == Quantity(Bound.UP_TO, high=Decimal("4.8"))
    assert answer.differences == ("mixed_basis",)
    assert not answer.comparable


def test_shipped_over_delivered_says_so() -> None:
    answer = quotient(SEOUL, BRUSSELS)
    assert answer.ratio == Quantity(Bound.UP_TO, high=Decimal("9.6"))
    assert answer.differences == ("mixed_stage", "mixed_basis")


def test_like_over_like_is_comparable() -> None:
    answer = quotient(shipment("nis", 1_000_000, bound="at-least", period_start=SINCE), ARTICLE)
    assert answer.differences == ()
    assert answer.comparable
    assert answer.ratio == Quantity(Bound.AT_LEAST, low=Decimal(1))


def test_different_units_give_no_ratio() -> None:
    boxes = shipment("boxes", 10_000, munition="container", unit="container", period_start=SINCE)
    answer = quotient(boxes, ARTICLE)
    assert answer.ratio == Quantity(Bound.UNQUANTIFIED)
    assert answer.differences == ("mixed_unit", "mixed_munition")


def test_words_give_no_ratio() -> None:
    assert quotient(shipment("dozens", None, period_start=SINCE), ARTICLE).differences == ("unquantified",)


def test_a_total_since_2023_and_one_for_2025_are_of_different_periods() -> None:
    hur = shipment("hur", 6_500_000, stage="delivered", period_start=date(2023, 1, 1), claimed_on=date(2025, 11, 14))
    scheme = shipment(
        "scheme",
        1_800_000,
        supplier="cz-initiative",
        recipient="ua",
        stage="delivered",
        period_start=date(2025, 1, 1),
        claimed_on=date(2025, 12, 19),
    )
    answer = quotient(hur, scheme)
    assert answer.differences == ("different_periods",)
    assert not answer.comparable
    assert answer.periods == (
        Period(date(2023, 1, 1), date(2025, 11, 14)),
        Period(date(2025, 1, 1), date(2025, 12, 19)),
    )


@pytest.mark.parametrize(
    ("start", "end", "differences"),
    [(92, 92, ()), (0, 93, ("different_periods",)), (93, 0, ("different_periods",))],
)
def test_starts_and_ends_may_lie_92_days_apart(start: int, end: int, differences: tuple[str, ...]) -> None:
    later = {
        "period_start": date(2024, 1, 1) + timedelta(days=start),
        "period_end": date(2024, 12, 31) + timedelta(days=end),
    }
    answer = quotient(in_2024("us", supplier="us"), in_2024("eu", supplier="eu", **later))
    assert answer.differences == differences
    assert answer.comparable is not bool(differences)


@pytest.mark.parametrize("missing", ["period_start", "period_end"])
def test_a_period_that_is_not_known_is_comparable_with_none(missing: str) -> None:
    for pair in (
        (in_2024("us", supplier="us", **{missing: None}), in_2024("eu", supplier="eu")),
        (in_2024("us", supplier="us"), in_2024("eu", supplier="eu", **{missing: None})),
    ):
        answer = quotient(*pair)
        assert answer.differences == ("unknown_period",)
        assert not answer.comparable


@pytest.mark.parametrize(
    ("one", "other"), [("eu", "de"), ("de", "eu"), ("eu", "cz-initiative"), ("cz-initiative", "de")]
)
def test_a_union_and_its_member_or_a_scheme_and_its_funder_are_not_comparable(one: str, other: str) -> None:
    answer = quotient(in_2024("one", supplier=one), in_2024("other", supplier=other))
    assert answer.differences == ("overlapping_suppliers",)
    assert not answer.comparable


def test_suppliers_overlap_only_where_the_goods_may_be_the_same() -> None:
    to_israel = in_2024("il", supplier="eu", recipient="il")
    assert quotient(to_israel, in_2024("de", supplier="de")).comparable
    large = in_2024("155", supplier="eu", munition="artillery-round-155mm")
    assert "overlapping_suppliers" in quotient(large, in_2024("de", supplier="de")).differences
    small = in_2024("105", supplier="de", munition="artillery-round-105mm")
    assert quotient(large, small).differences == ("mixed_munition",)


def test_a_flow_is_not_comparable_with_itself() -> None:
    one, other = in_2024("one", supplier="us"), in_2024("other", supplier="us", claimant="nato")
    for pair in ((one, one), (one, other)):
        assert quotient(*pair).differences == ("same_flow",)
        assert not quotient(*pair).comparable


def test_a_ratio_open_at_both_ends_may_be_of_comparable_claims() -> None:
    answer = quotient(*(in_2024(code, supplier=code, bound="up-to") for code in ("us", "eu")))
    assert answer.differences == ("open",)
    assert answer.comparable


def test_pairs_that_are_comparable_come_first_and_keep_their_order() -> None:
    us, eu, de = (in_2024(code, supplier=code) for code in ("us", "eu", "de"))
    pairs = [quotient(*pair) for pair in ((eu, de), (us, eu), (eu, eu), (us, de))]
    assert [(p.left.code, p.right.code) for p in comparable_first(pairs)] == [
        ("us", "eu"),
        ("us", "de"),
        ("eu", "de"),
        ("eu", "eu"),
    ]


@st.composite
def claims(draw: st.DrawFn) -> Shipment:
    temporal = draw(st.sampled_from(["cumulative", "interval", "snapshot"]))
    start, end = draw(st.sampled_from(TOTALS_SINCE if temporal == "cumulative" else PERIODS))
    return shipment(
        "claim",
        draw(st.sampled_from([None, 1, 1000])),
        temporal=temporal,
        period_start=start,
        period_end=end,
        claimed_on=draw(st.sampled_from([date(2024, 1, 1), date(2024, 4, 15)])),
        supplier=draw(st.sampled_from(["eu", "de", "us"])),
        recipient=draw(st.sampled_from(["ua", "ua", "il"])),
        munition=draw(st.sampled_from(["artillery-round", "artillery-round-155mm", "container"])),
        stage=draw(st.sampled_from(["delivered", "delivered", "pledged"])),
    )


@given(claims(), claims())
def test_comparability_agrees_with_the_literal_rules(left: Shipment, right: Shipment) -> None:
    answer, against = quotient(left, right), oracle.against(left, right, RELATIONS)
    assert set(answer.differences) - {"open"} == against
    assert answer.comparable is not bool(against)


def test_every_difference_has_its_place_in_the_list() -> None:
    assert DIFFERENCE.codes == tuple(difference.code for difference in Difference)
    assert [difference for difference in Difference if not difference.bars] == [Difference.OPEN]
    given = quotient(
        shipment("dozens", None, stage="pledged", temporal="snapshot"), in_2024("eu", supplier="kp", recipient="ru")
    ).differences
    assert list(given) == sorted(given, key=list(Difference).index)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (Quantity(Bound.UP_TO, high=Decimal(8)), Quantity(Bound.UP_TO, high=Decimal(2)), Quantity(Bound.UNQUANTIFIED)),
        (
            Quantity(Bound.AT_LEAST, low=Decimal(8)),
            Quantity(Bound.AT_LEAST, low=Decimal(2)),
            Quantity(Bound.UNQUANTIFIED),
        ),
        (
            Quantity(Bound.UP_TO, high=Decimal(8)),
            Quantity(Bound.AT_LEAST, low=Decimal(2)),
            Quantity(Bound.UP_TO, high=Decimal(4)),
        ),
        (
            Quantity(Bound.AT_LEAST, low=Decimal(8)),
            Quantity(Bound.UP_TO, high=Decimal(2)),
            Quantity(Bound.AT_LEAST, low=Decimal(4)),
        ),
        (
            Quantity(Bound.ABOUT, point=Decimal(8)),
            Quantity(Bound.EXACT, point=Decimal(2)),
            Quantity(Bound.ABOUT, point=Decimal(4)),
        ),
        (
            Quantity(Bound.BETWEEN, low=Decimal(4), high=Decimal(8)),
            Quantity(Bound.EXACT, point=Decimal(2)),
            Quantity(Bound.BETWEEN, low=Decimal(2), high=Decimal(4)),
        ),
    ],
)
def test_bounds_carry_through_a_division(left: Quantity, right: Quantity, expected: Quantity) -> None:
    assert divide(left, right) == expected


def test_ends_are_rounded_outward_and_a_point_to_the_nearest() -> None:
    seventh = Decimal(1) / Decimal(7)
    assert outward(Interval(seventh, seventh * 2)) == Interval(Decimal("0.1428"), Decimal("0.2858"))
    assert outward(Interval(None, seventh)) == Interval(None, Decimal("0.1429"))
    assert outward(Interval(seventh, seventh)) == Interval(Decimal("0.1429"), Decimal("0.1429"))


def test_a_floor_is_rounded_down_a_ceiling_up_and_a_point_to_the_nearest() -> None:
    one, seven = Quantity(Bound.EXACT, point=Decimal(1)), Decimal(7)
    assert divide(one, Quantity(Bound.UP_TO, high=seven)) == Quantity(Bound.AT_LEAST, low=Decimal("0.1428"))
    assert divide(one, Quantity(Bound.AT_LEAST, low=seven)) == Quantity(Bound.UP_TO, high=Decimal("0.1429"))
    assert divide(one, Quantity(Bound.EXACT, point=seven)) == Quantity(Bound.ABOUT, point=Decimal("0.1429"))
    assert divide(one, Quantity(Bound.BETWEEN, low=seven, high=Decimal(9))) == Quantity(
        Bound.BETWEEN, low=Decimal("0.1111"), high=Decimal("0.1429")
    )


def test_what_is_rounded_is_exact_no_more() -> None:
    assert shortened(Quantity(Bound.EXACT, point=Decimal("4.812")), 2) == Quantity(Bound.ABOUT, point=Decimal("4.8"))
    assert shortened(Quantity(Bound.EXACT, point=Decimal("4.8")), 2).bound == Bound.EXACT
    assert shortened(Quantity(Bound.UP_TO, high=Decimal("14.41")), 2).high == 15


@given(st.decimals(min_value="0.001", max_value="100000000", places=3), st.integers(1, 6))
def test_rounding_in_a_direction_never_goes_the_other_way(value: Decimal, digits: int) -> None:
    low, high = rounded(value, digits, ROUND_FLOOR), rounded(value, digits, ROUND_CEILING)
    assert low is not None
    assert high is not None
    assert low <= value <= high
    assert rounded(value, digits) in (low, high)


@given(st.decimals(min_value="0.001", max_value="100000000", places=3))
def test_rounding_keeps_four_significant_digits(value: Decimal) -> None:
    short = rounded(value)
    assert short is not None
    assert abs(short - value) <= value * Decimal("0.0006")
