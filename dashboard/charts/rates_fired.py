"""Rounds fired a day, a panel for each side."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.kind import ChartKind
from dashboard.charts.rates import Finding, Paces, Panel, middle, rates_chart
from flows.estimates.disagree import dispute
from flows.estimates.pairs import Pair
from flows.records import Rate
from flows.vocabulary import Activity, Per
from flows.wording import quote


def _half(rate: Rate) -> tuple[str, str]:
    day = middle(rate)
    first = day.month <= 6
    return f"{day.year}-{1 if first else 2}", f"{'Jan to Jun' if first else 'Jul to Dec'} {day.year}"


def _widest(rates: Sequence[Rate]) -> Pair | None:
    """The two accounts of one thing and time that differ most; None where all agree."""
    things: dict[tuple[object, ...], list[Rate]] = {}
    for rate in rates:
        things.setdefault((rate.actor, rate.munition, rate.place, rate.per), []).append(rate)
    pairs = [pair for members in things.values() for pair in dispute(members, (), {}).differing]
    return max(pairs, key=lambda pair: (pair.size, pair.left.code), default=None)


def _finding(rates: Sequence[Rate]) -> Finding:
    found = _widest(rates)
    if found is None:
        return Finding()
    claims = (found.left, found.right)
    note = (
        f"Farthest apart for about one time, which is computed and stated by nobody: {'; '.join(map(quote, claims))}."
    )
    title = ""
    if isinstance(found.left, Rate) and found.size.is_finite():
        title = (
            f"Rounds fired a day: two accounts of {found.left.actor_name} at about one time lie "
            f"{found.size:.0f} times apart"
        )
    return Finding(title, (note,), tuple((claim.code, quote(claim)) for claim in claims))


FIRED = Panel(
    activities=(Activity.FIRED,),
    question="How many rounds a day was each side said to fire?",
    unit="rounds a day",
    scales={Per.DAY: 1},
    row=_half,
    finding=_finding,
    placing="A figure stands in the half-year that holds the middle of its time.",
)
CHART: ChartKind[Paces] = ChartKind(
    slug="rates-fired",
    name="Rates of fire",
    answers=FIRED.question,
    table="rates",
    methods="list-activity",
    build=lambda paces: rates_chart(paces.rates, FIRED, as_of=paces.as_of),
)
