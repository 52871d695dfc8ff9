"""Agreement of two coders: a worked example, the bounds of alpha, and a naive walk over all pairs of values."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.agreement import Agreement, agreement

CELLS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=12)


def test_the_worked_example_of_nominal_data() -> None:
    """Krippendorff's first example: two observers, ten units of two values, alpha 0.095."""
    first, second = "0100000000", "1100100110"
    assert agreement(list(zip(first, second, strict=True))) == Agreement(10, 6, Decimal("0.10"))


def test_all_alike_is_one_and_one_value_alone_says_nothing() -> None:
    assert agreement([("a", "a"), ("b", "b")]) == Agreement(2, 2, Decimal(1))
    assert agreement([("a", "a"), ("a", "a")]) == Agreement(2, 2, None)


def test_always_different_is_worse_than_chance() -> None:
    found = agreement([("a", "b"), ("b", "a")])
    assert (found.alike, found.alpha) == (0, Decimal("-0.50"))


def test_without_a_cell_there_is_no_agreement() -> None:
    with pytest.raises(ValueError, match="no cell"):
        agreement([])


@given(CELLS)
def test_alpha_is_one_less_the_quotient_of_the_disagreements(cells: list[tuple[str, str]]) -> None:
    """By definition: the share of pairs that differ within units, over that among all values given."""
    values = [value for pair in cells for value in pair]
    among = list(permutations(values, 2))
    expected = sum(one != other for one, other in among) / len(among)
    observed = sum(one != other for one, other in cells) / len(cells)
    found = agreement(cells)
    assert (found.cells, found.alike) == (len(cells), sum(one == other for one, other in cells))
    if expected == 0:
        assert found.alpha is None
    else:
        assert found.alpha is not None
        assert abs(float(found.alpha) - (1 - observed / expected)) <= 0.0051
