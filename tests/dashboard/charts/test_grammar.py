"""The grammar of marks: each code has one look, in both renderers and in the key, and an undecided mark is an error."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from dashboard.charts.description import Fill, Mark, turned
from dashboard.charts.grammar import bounds, fills, outlines
from dashboard.charts.grammar.entry import sample_mark
from dashboard.charts.key import CODES, GRAMMAR
from dashboard.charts.shapes import Ids, lying
from flows.records import Quantity
from flows.vocabulary import Basis, Bound, Stage

FIGURES = {"low": Decimal("0.2"), "point": Decimal("0.5"), "high": Decimal(1)}


def mark_of(bound: Bound) -> Mark:
    """A mark with the figures that its bound fills."""
    low, point, high = (figure if name in bound.fills else None for name, figure in FIGURES.items())
    return replace(sample_mark(bound), quantity=Quantity(bound, low, point, high))


def drawn(mark: Mark) -> str:
    """The mark on an axis of quantity."""
    return bounds.bar(mark, Ids("test"), lying, lambda value: 100 * value, 10, 12)


def test_no_two_entries_share_a_code_or_their_words() -> None:
    assert len(CODES) == len({entry.words for entry in GRAMMAR}) == len(GRAMMAR)


@pytest.mark.parametrize("bound", Bound)
def test_every_bound_has_its_own_look_and_entry(bound: Bound) -> None:
    assert bounds.look(bound).bound is bound
    assert CODES[bound.code] is bounds.look(bound).entry


@pytest.mark.parametrize("basis", Basis)
def test_every_basis_has_its_own_outline_and_entry(basis: Basis) -> None:
    assert outlines.outline(basis).code in CODES
    assert [outlines.outline(other).code for other in Basis].count(outlines.outline(basis).code) == 1
    assert [outlines.outline(other).symbol for other in Basis].count(outlines.outline(basis).symbol) == 1


@pytest.mark.parametrize("stage", Stage)
def test_only_what_was_said_to_have_moved_is_filled(stage: Stage) -> None:
    assert (fills.of_stage(stage) == "open") == (not stage.is_movement)


@pytest.mark.parametrize("bound", [bound for bound in Bound if bound.fills])
def test_a_mark_without_the_figure_of_its_bound_is_an_error(bound: Bound) -> None:
    whole, lacking = mark_of(bound), sample_mark(bound)
    assert drawn(whole)
    assert bounds.ratio(whole, lambda value: value, 10, 5)
    with pytest.raises(ValueError, match="lacks the figure"):
        drawn(lacking)
    with pytest.raises(ValueError, match="lacks the figure"):
        bounds.ratio(lacking, lambda value: value, 10, 5)


def test_a_word_has_no_place_on_an_axis() -> None:
    for draw in (drawn, lambda mark: bounds.ratio(mark, lambda value: value, 10, 5)):
        with pytest.raises(ValueError, match="lacks the figure"):
            draw(sample_mark(Bound.UNQUANTIFIED))


@pytest.mark.parametrize("bound", Bound)
def test_turning_an_axis_round_twice_changes_nothing(bound: Bound) -> None:
    assert turned(turned(bound)) is bound
    assert (turned(bound) is bound) == (bound.fills != ("low",) and bound.fills != ("high",))


def test_a_mark_without_a_basis_has_no_outline() -> None:
    with pytest.raises(ValueError, match="no basis"):
        outlines.outline_of(sample_mark(Bound.EXACT))


@pytest.mark.parametrize(("fill", "kinds"), [("full", {"solid"}), ("half", {"wash", "outline"}), ("open", {"outline"})])
@pytest.mark.parametrize("bound", [Bound.AT_LEAST, Bound.BETWEEN])
def test_a_pledge_never_weighs_more_than_a_delivery(bound: Bound, fill: Fill, kinds: set[str]) -> None:
    assert set(re.findall(r'<rect class="([^"]+)"', drawn(replace(mark_of(bound), fill=fill)))) - {"open"} == kinds
