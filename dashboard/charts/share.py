"""Shares of one supplier: what was stated as a chart of claims; what follows as a drawing of its own, never mixed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.charts.computed import Row, Rows, reaching
from dashboard.charts.computed_rows import draw_computed
from dashboard.charts.description import Chart, Lane, Layout
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import indicator_mark, side_of, told
from dashboard.charts.scales import lane_axis, quantity_axis
from dashboard.charts.words import as_known_on, brief, source_line
from flows.estimates.share import ComputedShare
from flows.measures.share import ShareAnswer
from flows.records import Indicator
from flows.wording import COMPUTED, amount, between, bounded, counted, measured, period_of, share_words, short

MOST_NAMED = 2
"""How many shares a title names: the newest ones, of unlike wholes."""


def stated_share_chart(answer: ShareAnswer) -> Chart:
    """A row for each stated share, by the time that it is about, under what it is a share of."""
    every = [(measured(claim), indicator_mark(claim)) for claim in answer.stated]
    drawn = [(words, mark) for words, mark in every if mark.figure is not None]
    marks = tuple(replace(mark, lane=lane) for lane, (_, mark) in enumerate(drawn))
    return Chart(
        title=_finding(answer.newest[:MOST_NAMED])
        or f"Shares that were stated: {answer.supplier.name} in what {answer.side.name} fires or gets",
        subtitle=f"In percent, by the time that a share is about; {as_known_on(answer.question.as_of)}.",
        summary=told(marks),
        x=quantity_axis([value for mark in marks for value in mark.values], "percent of the whole that is named"),
        y=lane_axis(),
        marks=marks,
        lanes=tuple(Lane(mark.label, f"{words[:1].upper()}{words[1:]}") for words, mark in drawn),
        listed=tuple(replace(mark, reason="no figure was given") for _, mark in every if mark.figure is None),
        notes=("Shares of unlike wholes do not compare: each row says of what it is one.",) if len(marks) > 1 else (),
        source_line=source_line(marks, answer.question.as_of),
        as_of=answer.question.as_of,
    )


def _finding(newest: Sequence[Indicator]) -> str:
    """The newest shares of unlike wholes, each with its time and whose it is; empty for none."""
    said = "; ".join(
        f"{measured(claim)}: {amount(claim.quantity, claim.unit)} {brief(period_of(claim))} ({claim.claimant_name})"
        for claim in newest
    )
    return said[:1].upper() + said[1:]


def draw_shares(answer: ShareAnswer, layout: Layout) -> str:
    """The shares that follow, each under its supply: the range of the share, with the rate of fire that it is over."""
    title = f"{answer.supplier.name} in what {answer.side.name} fires, supply over fire: {COMPUTED}"
    rows = Rows(
        "shares",
        title,
        f"percent of the {answer.munition.plural} fired, computed",
        side_of(answer.side.code),
        tuple(_rows(answer)),
    )
    return draw_computed(rows, layout)


def _rows(answer: ShareAnswer) -> Iterator[Row]:
    before = ""
    for share in answer.shares.computed:
        heading = f"{supply_said(share)}, over" if share.supply.code != before else ""
        before = share.supply.code
        rate, unit = share.rate, f"{share.rate.per.label}"
        label = f"{rate.claimant_name}: {bounded(rate.quantity, short)} {unit} {brief(between(share.periods[1]))}"
        weak = rate.is_weak or share.supply.is_weak
        yield reaching(
            label, share_words(share), share.interval, hatched=share.capacity, heading=heading, weak=(weak, weak)
        )


def supply_said(share: ComputedShare) -> str:
    """A supply in short, with who said it, its time and whether it is capacity."""
    supply = share.supply
    full = " if full" if share.capacity else ""
    figure = f"{counted(supply.quantity, supply.munition_plural, short)} {supply.stage.label}{full}"
    return f"{supply.claimant_name}: {figure} {brief(between(share.periods[0]))}"


CHART: ChartKind[ShareAnswer] = ChartKind(
    slug="share",
    name="Stated shares of a supplier",
    answers="What share of one side’s fire or supply was stated to come from one supplier?",
    table="indicators",
    methods="measure-share",
    build=stated_share_chart,
)
