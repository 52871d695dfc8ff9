"""Who disagrees: of each thing that several claimants speak of the two sound figures that lie farthest apart.

How often the larger figure holds the smaller one is computed, so no claim has a mark here: both are named and listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dashboard.charts.computed import Row, Rows, span
from dashboard.charts.computed_rows import chart_of
from dashboard.charts.description import Chart, Mark
from dashboard.charts.inputs import INPUTS
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import input_mark
from dashboard.charts.words import as_known_on, brief, numbered
from flows.differing import pair_words
from flows.estimates.pairs import Pair
from flows.estimates.period import Period
from flows.measures.disagree import DisagreeAnswer, Thing
from flows.vocabulary import Verdict
from flows.wording import COMPUTED, between

MOST_DRAWN = 12
"""Of more things than this those that differ most are drawn, and the others counted."""
QUESTION = "Whose newest figures about one thing contradict whose, and by how much?"
NONE = "No two sound figures of two independent claimants about one thing and time contradict one another."
MARKS = (
    "Each bar begins at 1, where two figures are the same; solid is the least that they lie apart, an outline ends at "
    "the most, and an arrow has no end."
)
OTHERS = "Weak figures, and more in a shorter time or of a narrower kind than in the whole, are in the files."
NOBODY = "How far apart two figures lie says nothing of which of them is right."


@dataclass(frozen=True, slots=True)
class Farthest:
    """A thing with the two of its figures that lie farthest apart, of those that both are sound."""

    thing: Thing
    pair: Pair


def disagree_chart(answer: DisagreeAnswer) -> Chart:
    """A bar for each thing, the widest first; weak figures, and a part beside a whole, stay with the whole table."""
    every = [Farthest(thing, pair) for thing in answer.things if (pair := _sound(thing))]
    every.sort(key=lambda found: (-found.pair.size, found.thing.name))
    shown = every[:MOST_DRAWN]
    inputs = tuple(_inputs(shown))
    rows = Rows(
        "disagree",
        f"Who disagrees with whom: {COMPUTED}",
        "how many times as much, computed (log axis)",
        "neutral",
        tuple(map(_row, shown)),
        ratios=True,
    )
    as_of = answer.question.as_of
    return chart_of(
        rows,
        inputs,
        title=_finding(shown[0]) if shown else QUESTION,
        subtitle=(
            f"The newest figures of claimants about one thing and time, and how many times the larger one holds the "
            f"smaller: {COMPUTED}; {as_known_on(as_of)}."
        ),
        summary=" ".join(f"{row.label}: {row.detail}." for row in rows.rows) or NONE,
        notes=_notes(shown, len(every) - len(shown)),
        as_of=as_of,
    )


def _sound(thing: Thing) -> Pair | None:
    """The pair of a thing that differs most, of those of one time and kind that are sound and have a size."""
    apart = (pair for pair in thing.dispute.differing if pair.verdict is Verdict.APART)
    sized = (pair for pair in apart if pair.ratio is not None and pair.ratio.low is not None)
    return next((pair for pair in sized if not (pair.left.is_weak or pair.right.is_weak)), None)


def _row(found: Farthest) -> Row:
    pair, one = found.pair, Decimal(1)
    ratio = pair.size_digits
    low, high = (ratio.low, ratio.high) if ratio is not None else (None, None)
    left, right = (brief(input_mark(claim).label) for claim in (pair.left, pair.right))
    return Row(
        found.thing.name,
        f"{left}; {right}. {pair_words(pair)} (computed)",
        solid=span(one, low) if low is not None else None,
        outlined=span(low, high) if low is not None and high is not None else None,
        onwards=float(low) if low is not None and high is None else None,
        side=input_mark(pair.left).side,
    )


def _finding(widest: Farthest) -> str:
    when = brief(between(Period.of(widest.pair.left)))
    return f"{pair_words(widest.pair)} ({', '.join(filter(None, (widest.thing.name, when)))}; computed)"


def _inputs(shown: Sequence[Farthest]) -> Iterator[Mark]:
    seen: set[str] = set()
    for found in shown:
        for claim in (found.pair.left, found.pair.right):
            if claim.code not in seen:
                seen.add(claim.code)
                yield replace(input_mark(claim), reason=f"one of two that differ: {found.thing.name}")


def _notes(shown: Sequence[Farthest], more: int) -> Iterator[str]:
    if not shown:
        return
    yield NOBODY
    yield MARKS
    yield INPUTS
    yield OTHERS
    if more:
        yield f"Less far apart, and in the files: {numbered(more, 'more thing')}."


CHART: ChartKind[DisagreeAnswer] = ChartKind(
    slug="disagree",
    name="Who disagrees with whom",
    answers=QUESTION,
    table="shipments",
    methods="measure-disagree",
    build=disagree_chart,
)
