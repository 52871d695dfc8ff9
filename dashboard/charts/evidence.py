"""The evidence: claimants in lanes along the day of statement, size by quantity, shape by basis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard.charts.description import Chart, Lane, Mark, finished
from dashboard.charts.marks import shipment_mark, successions, told
from dashboard.charts.scales import lane_axis, time_axis
from dashboard.charts.words import as_known_on, numbered, source_line
from flows.records import Shipment
from flows.vocabulary import UNIT

MOST_LANES = 18


def evidence_chart(
    claims: Sequence[Shipment],
    *,
    as_of: date | None = None,
    slug: str = "evidence",
    title: str = "",
    more: bool = False,
) -> Chart:
    """Every claim about flows that is given, one lane a claimant, in the unit that most of them count.

    Claims in another unit have no size here, and claimants beyond the first eighteen by number of claims have no
    lane: both are listed with the reason. A claim without a figure is its own word; a denial is struck. ``more`` says
    that there are others, stated earlier.
    """
    units = Counter(claim.unit for claim in claims if claim.quantity.figures)
    unit = min(units, key=lambda code: (-units[code], code), default="round")
    fitting = {claim.code for claim in claims if _fits(claim, unit)}
    counted = Counter(claim.claimant_name for claim in claims if claim.code in fitting)
    shown = set(sorted(counted, key=lambda name: (-counted[name], name))[:MOST_LANES])
    marks: list[Mark] = []
    listed: list[Mark] = []
    for claim in claims:
        mark = shipment_mark(claim, _state(claim))
        if claim.code not in fitting:
            listed.append(replace(mark, reason=f"counted in {UNIT.label(claim.unit)}"))
        elif claim.claimant_name not in shown:
            reason = f"its claimant is not among the {MOST_LANES} with the most claims"
            listed.append(replace(mark, reason=reason))
        else:
            marks.append(mark)
    first = {mark.claimant: index for index, mark in reversed(list(enumerate(marks)))}
    order = sorted(first, key=first.__getitem__)
    marks = [replace(mark, lane=order.index(mark.claimant)) for mark in marks]
    current = sorted((m for m in marks if not m.faded), key=lambda m: (m.stated_on, m.code), reverse=True)
    return finished(
        Chart(
            slug=slug,
            title=title or "Who said how much, when, and on what basis",
            subtitle=(
                f"{'The newest ' if more else ''}{numbered(len(claims), 'claim')} "
                f"by {numbered(len({c.claimant for c in claims}), 'claimant')}, "
                f"by day of statement; size by {UNIT.label(unit)}, shape by basis; {as_known_on(as_of)}."
            ),
            summary=told(current) or "No claim recorded.",
            x=time_axis([mark.stated_on for mark in marks], "day of statement", as_of),
            y=lane_axis(),
            marks=tuple(marks),
            links=successions(marks),
            lanes=tuple(Lane(claimant) for claimant in order),
            listed=tuple(listed),
            notes=_notes(listed),
            source_line=source_line(marks, as_of),
            as_of=as_of,
            sized=True,
        )
    )


def _fits(claim: Shipment, unit: str) -> bool:
    """Whether a claim has a place here: its figure is in the unit of the chart, or it has none."""
    return claim.unit == unit or claim.stance == "denies" or not claim.quantity.figures


def _state(claim: Shipment) -> str:
    if claim.status == "retracted":
        return "retracted"
    return "superseded" if claim.superseded_by else "current"


def _notes(listed: Sequence[Mark]) -> tuple[str, ...]:
    notes = ["Area follows the stated figure, a ceiling like a floor: the label says which. Marks do not add up."]
    if listed:
        notes.append(f"Not drawn, and in the table with the reason: {numbered(len(listed), 'more claim')}.")
    return tuple(notes)
