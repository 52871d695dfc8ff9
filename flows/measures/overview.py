"""The June 2024 comparison, how its figures stand on another day, and what else the same article said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from heapq import nlargest
from itertools import chain

from flows.estimates.quotient import Quotient, comparable_first, divide, quotient, shortened
from flows.measures.definition import Definition
from flows.measures.flow import FlowAnswer, answer, check, compute_with
from flows.measures.supply_quotient import DEFINITION as SUPPLY_QUOTIENT
from flows.measures.supply_quotient import stated_between
from flows.queries.catalogue import catalogue
from flows.queries.flow_claims import claims_of
from flows.queries.listing import every, page_of, some
from flows.queries.nesting import nesting, nestings
from flows.questions import CompareQuestion, Flow, FlowQuestion, ListQuestion
from flows.records import Claim, Event, Indicator, Place, Quantity, Ratio, Route, Shipment
from flows.vocabulary import Reliability, Status

COMPARISON_DAY = date(2024, 6, 14)
TO_RUSSIA = Flow("kp", "ru", "artillery-round")
TO_UKRAINE = Flow("eu", "ua", "artillery-round")
MISSILES = Flow("kp", "ru", "missile")
CAPACITY_CLAIMANT = "kr-mnd"
DELIVERY_CLAIMANTS = ("close-the-sky", "eu-hr", "ua-president")
STATED_RATIO = "article-2024-06-14-almost-10-to-1"
TEST_COST = "ctx-nk-missile-test-cost-2023"
ECONOMY = "ctx-nk-gdp-2022"
TEST_SHARE = "ctx-nk-missile-test-share"
NEWEST = 8

COINCIDENCE = (
    "4.8 million over 0.5 million is 9.6. That it lies near the stated 10 to 1 is a coincidence between what "
    "containers could hold and what had been delivered, and no evidence for it."
)

DEFINITION = Definition(
    slug="overview",
    title="The comparison of June 2024",
    unit="artillery rounds; and multiples of the right-hand flow",
    definition=(
        "What South Korea's defence ministry said that containers from North Korea to Russia could hold, beside three "
        "figures for what the European Union had delivered to Ukraine, as each stood on 14 June 2024 or on an earlier "
        "day that is asked for; and the ratio of the first to each of the others."
    ),
    method=(
        "For the ministry, and for the June 2024 article, the EU's High Representative and Ukraine's president, the "
        "newest running total of rounds shipped or delivered that stood on the day. Each ratio is interval division "
        "of one claim by another; a ceiling over a count is a ceiling. The stated ratio is a record of its own."
    ),
    caveats=(
        "Capacity is what the containers could hold, and the EU figures are deliveries: the ratio mixes bases.",
        "The three EU figures contradict one another; none of them is chosen here.",
        "The stated ratio names no source and does not say whether it means rounds, guns or fire.",
        "The share of the economy divides a cost of 2023 by an economy of 2022.",
        COINCIDENCE,
    ),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides of the June 2024 comparison on a day, each ratio between them, and the ratio that was stated.

    A side is empty, and ``stated`` None, where nothing had been said by the day.
    """

    day: date
    left: FlowAnswer
    right: FlowAnswer
    capacity: tuple[Shipment, ...]
    deliveries: tuple[Shipment, ...]
    quotients: tuple[Quotient, ...]
    stated: Ratio | None


@dataclass(frozen=True, slots=True)
class MissileTests:
    """Cost, economy and share as stated by the day, and the share in percent computed from the first two.

    Each is None where it had not been stated; the computed share has two significant digits.
    """

    cost: Indicator | None
    economy: Indicator | None
    share: Indicator | None
    computed: Quantity | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the overview shows as of one day."""

    as_of: date | None
    comparison: Comparison
    to_russia: FlowAnswer
    to_ukraine: FlowAnswer
    stated: tuple[Ratio, ...]
    missiles: FlowAnswer
    returned: tuple[Shipment, ...]
    tests: MissileTests
    routes: tuple[Route, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    newest: tuple[Claim, ...]


def compute(as_of: date | None = None, grade: Reliability | None = None) -> Overview:
    """The overview as of a day (None: everything stated so far), of claims graded so or better (None: all).

    By eighteen queries however many claims there are.

    BadQuestion where the parties or the munition are not recorded, as in an empty database.
    """
    tree = catalogue()
    relations = nestings(tree)
    for flow in (TO_RUSSIA, TO_UKRAINE, MISSILES):
        check(FlowQuestion(flow), tree)
    claims = {flow: claims_of(flow, tree.within(flow.munition), as_of) for flow in (TO_RUSSIA, TO_UKRAINE)}

    def on(flow: Flow, day: date | None) -> FlowAnswer:
        return answer(FlowQuestion(flow, day, grade=grade), claims[flow], tree, relations(day))

    stated = stated_between(CompareQuestion(TO_RUSSIA, TO_UKRAINE, as_of, grade=grade))
    day = comparison_day(as_of)
    back = ListQuestion(
        "shipments", (("recipient", ("kp",)), ("supplier", ("ru",))), as_of, ordering="claimed_on", grade=grade
    )
    return Overview(
        as_of,
        compare(day, on(TO_RUSSIA, day), on(TO_UKRAINE, day), stated),
        on(TO_RUSSIA, as_of),
        on(TO_UKRAINE, as_of),
        stated,
        compute_with(FlowQuestion(MISSILES, as_of, grade=grade), tree, relations(as_of)),
        tuple(claim for claim in every(back) if claim.status != Status.RETRACTED),
        missile_tests(some("indicators", (TEST_COST, ECONOMY, TEST_SHARE), as_of), as_of, grade),
        tuple(every(ListQuestion("routes", as_of=as_of, ordering="code"))),
        tuple(every(ListQuestion("places", as_of=as_of, ordering="code"))),
        tuple(every(ListQuestion("events", as_of=as_of, ordering="starts_on"))),
        newest(as_of, stated, grade),
    )


def compute_comparison(as_of: date | None = None, grade: Reliability | None = None) -> Comparison:
    """The June 2024 comparison alone, without the stated ratio, by seven queries; BadQuestion as `compute`."""
    day = comparison_day(as_of)
    return compare(day, *both_sides(day, grade), ())


def both_sides(as_of: date | None = None, grade: Reliability | None = None) -> tuple[FlowAnswer, FlowAnswer]:
    """What is claimed of both flows of the comparison as of a day, by seven queries; BadQuestion as `compute`."""
    tree = catalogue()
    relations = nesting(tree, as_of)
    to_russia, to_ukraine = (
        compute_with(FlowQuestion(flow, as_of, grade=grade), tree, relations) for flow in (TO_RUSSIA, TO_UKRAINE)
    )
    return to_russia, to_ukraine


def quotient_caveats(question: CompareQuestion) -> tuple[str, ...]:
    """What to know of the computed ratios of a question; of the comparison of June 2024, from its day on, its own."""
    general = SUPPLY_QUOTIENT.caveats
    of_june = comparison_day(question.as_of) == COMPARISON_DAY
    if of_june and (question.left, question.right) == (TO_RUSSIA, TO_UKRAINE):
        return (*general[:-1], COINCIDENCE)
    return general


def comparison_day(as_of: date | None) -> date:
    """The day that the comparison is made for: 14 June 2024, or the day asked for where that is earlier."""
    return COMPARISON_DAY if as_of is None else min(as_of, COMPARISON_DAY)


def compare(day: date, left: FlowAnswer, right: FlowAnswer, stated: tuple[Ratio, ...]) -> Comparison:
    """The comparison from two answers for the day and the ratios already read: no query."""
    capacity = _moved(left, (CAPACITY_CLAIMANT,))
    deliveries = tuple(sorted(_moved(right, DELIVERY_CLAIMANTS), key=_largest_first))
    ratio = next((r for r in stated if r.code == STATED_RATIO and r.claimed_on <= day), None)
    ratio = None if ratio and ratio.status == Status.RETRACTED else ratio
    pairs = comparable_first(quotient(one, other, left.relations) for one in capacity for other in deliveries)
    return Comparison(day, left, right, capacity, deliveries, pairs, ratio)


def missile_tests(
    indicators: tuple[Indicator, ...], as_of: date | None, grade: Reliability | None = None
) -> MissileTests:
    """The cost of the missile tests as a share of the economy, as stated and as computed: no query."""
    known = {
        i.code: i
        for i in indicators
        if i.status != Status.RETRACTED and (as_of is None or i.claimed_on <= as_of) and i.is_graded(grade)
    }
    cost, economy, share = (known.get(code) for code in (TEST_COST, ECONOMY, TEST_SHARE))
    computed = None
    if cost and economy:
        ratio = divide(cost.quantity, economy.quantity)
        percent = Quantity(ratio.bound, _percent(ratio.low), _percent(ratio.point), _percent(ratio.high))
        computed = shortened(percent, 2)
    return MissileTests(cost, economy, share, computed)


def newest(as_of: date | None, ratios: tuple[Ratio, ...], grade: Reliability | None = None) -> tuple[Claim, ...]:
    """The claims stated last by the day: shipments, rates and ratios, newest first. Two queries."""
    pages = [
        page_of(ListQuestion(table, as_of=as_of, ordering="-claimed_on", page_size=NEWEST, grade=grade)).records
        for table in ("shipments", "rates")
    ]
    return tuple(nlargest(NEWEST, chain(*pages, ratios), key=lambda claim: (claim.claimed_on, claim.code)))


def _moved(flow: FlowAnswer, claimants: tuple[str, ...]) -> tuple[Shipment, ...]:
    return tuple(head for head in flow.heads if head.claimant in claimants and head.stage.is_movement)


def _largest_first(claim: Shipment) -> tuple[Decimal, str]:
    return -(claim.quantity.figure or Decimal(0)), claim.code


def _percent(share: Decimal | None) -> Decimal | None:
    return None if share is None else share * 100
