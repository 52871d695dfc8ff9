"""Rounds made a year, a panel for each party, apart from what plants could make and what was planned."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.kind import ChartKind
from dashboard.charts.rates import Finding, Paces, Panel, middle, rates_chart
from flows.estimates.period import Period
from flows.records import Rate
from flows.vocabulary import Activity, Per
from flows.wording import bounded, short

_ORDER = (Activity.PRODUCED, Activity.CAPACITY, Activity.TARGET)
_MOST = 3
"""How many parties the title names."""


def _row(rate: Rate) -> tuple[str, str]:
    """What was made has a row for each year; what could be made, and what was planned, one each: a page has to end."""
    year = f", {middle(rate).year}" if rate.activity.is_output else ""
    return f"{_ORDER.index(rate.activity)}{year}", f"{rate.activity.label.capitalize()}{year}"


def _finding(rates: Sequence[Rate]) -> Finding:
    """Of the newest year of which most parties, up to three, have a figure of their output, the newest sound figure of
    each and who states it: only of one year, kind of rounds and length of time are figures set side by side."""
    of_alike: dict[tuple[int, str, Per], dict[str, Rate]] = {}
    for rate in sorted(rates, key=lambda rate: (rate.claimed_on, rate.code)):
        year = Period.of(rate).year
        if year is not None and rate.activity is Activity.PRODUCED and rate.quantity.figures and not rate.is_weak:
            of_alike.setdefault((year, rate.munition, rate.per), {})[rate.actor_name] = rate
    several = [alike for alike, of_parties in of_alike.items() if len(of_parties) > 1]
    if not several:
        return Finding()
    newest = max(several, key=lambda alike: (min(len(of_alike[alike]), _MOST), alike[2] is Per.YEAR, *alike))
    largest = sorted(of_alike[newest].items(), key=lambda item: (-max(item[1].quantity.figures), item[0]))[:_MOST]
    said = "; ".join(f"{name} {bounded(rate.quantity, short)} ({rate.claimant_name})" for name, rate in largest)
    goods = largest[0][1].munition_plural
    return Finding(f"{goods[:1].upper()}{goods[1:]} made {newest[2].label} in {newest[0]}, as stated: {said}")


PRODUCED = Panel(
    activities=_ORDER,
    question="How many rounds a year was each party said to make, to be able to make, or to aim for?",
    unit="rounds a year",
    scales={Per.YEAR: 1, Per.MONTH: 12},
    row=_row,
    finding=_finding,
    placing="What was made stands in the year that holds the middle of its time.",
)
CHART: ChartKind[Paces] = ChartKind(
    slug="rates-produced",
    name="Production",
    answers=PRODUCED.question,
    table="rates",
    methods="list-activity",
    build=lambda paces: rates_chart(paces.rates, PRODUCED, as_of=paces.as_of),
)
