"""The evidence: claimants in lanes along the day of statement, size by quantity, shape by basis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.description import Chart, Lane, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import newest_first, shipment_mark, successions, told
from dashboard.charts.scales import lane_axis, time_axis
from dashboard.charts.words import as_known_on, numbered, source_line
from flows.measures.flow import MOST_SHOWN
from flows.records import Shipment
from flows.vocabulary import UNIT, LeftOut, Status

MOST_LANES = 18


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims about flows as known on a day, of very many the newest; by day of statement.

    ``alike`` are the kinds of munition whose counts may stand beside one another.
    """

    claims: Sequence[Shipment]
    as_of: date | None
    alike: frozenset[str] = frozenset()


def evidence_chart(
    claims: Sequence[Shipment],
    *,
    as_of: date | None = None,
    more: bool = False,
    alike: Collection[str] = (),
) -> Chart:
    """Every claim about flows that is given, one lane a claimant, in the unit that most of them count.

    Claims in another unit have no size here, nor, where some are of kinds that are ``alike``, have those of other
    kinds; claimants beyond the first eighteen by number of claims have no lane. All are listed with the reason. A claim
    without a figure is its own word; a denial is struck. ``more`` says that there are others, stated earlier.
    """
    common = {claim.munition for claim in claims if claim.quantity.figures} & set(alike)
    units = Counter(c.unit for c in claims if c.quantity.figures and (not common or c.munition in common))
    unit = min(units, key=lambda code: (-units[code], code), default="round")
    fitting = {claim.code for claim in claims if _fits(claim, unit, common)}
    counted = Counter(claim.claimant_name for claim in claims if claim.code in fitting)
    shown = set(sorted(counted, key=lambda name: (-counted[name], name))[:MOST_LANES])
    lanes: dict[str, int] = {}
    marks: list[Mark] = []
    listed: list[Mark] = []
    for claim in claims:
        mark = shipment_mark(claim, _left_out(claim), alone=True)
        if claim.code not in fitting:
            counts = claim.munition_plural if claim.unit == unit else UNIT.label(claim.unit)
            listed.append(replace(mark, reason=f"counted in {counts}"))
        elif claim.claimant_name not in shown:
            reason = f"its claimant is not among the {MOST_LANES} with the most claims"
            listed.append(replace(mark, reason=reason))
        else:
            marks.append(replace(mark, lane=lanes.setdefault(mark.claimant, len(lanes))))
    return Chart(
        title=_finding(marks) or "Who said how much, when, and on what basis",
        subtitle=(
            f"{len(marks)} of {'the newest ' if more else ''}{numbered(len(claims), 'claim')}, "
            f"by {len(shown)} of {numbered(len({c.claimant for c in claims}), 'claimant')}, "
            f"by day of statement; size by {UNIT.label(unit)}, shape by basis; {as_known_on(as_of)}."
        ),
        summary=told(newest_first(marks)),
        x=time_axis([mark.stated_on for mark in marks], "day of statement", as_of),
        y=lane_axis(),
        marks=tuple(marks),
        links=successions(marks),
        lanes=tuple(map(Lane, lanes)),
        listed=tuple(listed),
        notes=_notes(listed),
        source_line=source_line(marks, as_of),
        as_of=as_of,
        sized=True,
    )


def _finding(marks: Sequence[Mark]) -> str:
    """How many of the drawn claims rest on weak evidence, and how many give no number; empty where none is drawn."""
    if not marks:
        return ""
    weak, worded = sum(bool(mark.weak) for mark in marks), sum(mark.worded for mark in marks)
    rests, gives = "rests" if weak == 1 else "rest", "gives" if worded == 1 else "give"
    return f"Of {numbered(len(marks), 'claim')} about flows {weak} {rests} on weak evidence, {worded} {gives} no number"


def _fits(claim: Shipment, unit: str, common: Collection[str]) -> bool:
    """Whether a claim has a place here: its figure is of a common kind, or in the unit of the chart, or it has none."""
    if claim.quantity.figures and common:
        return claim.munition in common
    return claim.unit == unit or claim.stance.is_denial or not claim.quantity.figures


def _left_out(claim: Shipment) -> LeftOut | None:
    if claim.status is Status.RETRACTED:
        return LeftOut.RETRACTED
    return LeftOut.SUPERSEDED if claim.superseded_by else None


def _notes(listed: Sequence[Mark]) -> tuple[str, ...]:
    notes = ["Area follows the stated figure, a ceiling like a floor: the label says which. Marks do not add up."]
    if listed:
        notes.append(f"Not drawn, and in the table with the reason: {numbered(len(listed), 'more claim')}.")
    return tuple(notes)


def _build(found: Claims) -> Chart:
    return evidence_chart(found.claims, as_of=found.as_of, more=len(found.claims) == MOST_SHOWN, alike=found.alike)


CHART = ChartKind(
    slug="evidence",
    name="The evidence",
    answers="Who said how much, when, and on what basis?",
    table="shipments",
    methods="list-basis",
    build=_build,
)
