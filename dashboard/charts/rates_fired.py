"""Rounds fired a day, a panel for each side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.charts.kind import ChartKind
from dashboard.charts.rates import Paces, Panel, middle, rates_chart
from flows.estimates.disputes import Dispute, widest
from flows.records import Rate
from flows.vocabulary import Activity, Per
from flows.wording import quote


def _half(rate: Rate) -> tuple[str, str]:
    day = middle(rate)
    first = day.month <= 6
    return f"{day.year}-{1 if first else 2}", f"{'Jan to Jun' if first else 'Jul to Dec'} {day.year}"


def _dispute(rates: Sequence[Rate]) -> Dispute[Rate] | None:
    return widest(rates, lambda rate: (rate.actor, rate.munition, rate.place, rate.per))


def _finding(rates: Sequence[Rate]) -> str:
    found = _dispute(rates)
    if found is None:
        return ""
    return f"Rounds fired a day: two accounts of {found.more.actor_name} at one time lie {found.times:.0f} times apart"


def _notes(rates: Sequence[Rate]) -> Iterator[str]:
    found = _dispute(rates)
    if found is not None:
        yield (
            f"Farthest apart for one time, {found.times:.1f} times, which is computed and stated by nobody: "
            f"{quote(found.more)}; {quote(found.less)}."
        )


FIRED = Panel(
    activities=(Activity.FIRED,),
    question="How many rounds a day was each side said to fire?",
    unit="rounds a day",
    scales={Per.DAY: 1},
    row=_half,
    finding=_finding,
    placing="A figure stands in the half-year that holds the middle of its time.",
    notes=_notes,
)
CHART: ChartKind[Paces] = ChartKind(
    slug="rates-fired",
    name="Rates of fire",
    answers=FIRED.question,
    table="rates",
    methods="list-activity",
    build=lambda paces: rates_chart(paces.rates, FIRED, as_of=paces.as_of),
)
