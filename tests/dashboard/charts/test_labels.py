"""Labels never lie over one another and never leave their frame."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.labels import Box, Room, spread, text_width, wrapped

sizes = st.lists(st.integers(1, 30), min_size=1, max_size=25)


@given(sizes, st.data())
def test_spread_labels_touch_at_most_and_stay_inside(sizes: list[int], data: st.DataObject) -> None:
    spare = data.draw(st.integers(0, 300))
    low, high = 10.0, 10.0 + sum(sizes) + spare
    wanted = data.draw(st.lists(st.floats(-500, 1500), min_size=len(sizes), max_size=len(sizes)))
    centres = spread(wanted, sizes, low, high)
    taken = sorted((centre - size / 2, centre + size / 2) for centre, size in zip(centres, sizes, strict=True))
    assert taken[0][0] >= low - 1e-6
    assert taken[-1][1] <= high + 1e-6
    assert all(before[1] <= after[0] + 1e-6 for before, after in itertools.pairwise(taken))


@given(sizes, st.data())
def test_spread_keeps_the_order_of_the_wishes(sizes: list[int], data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.integers(0, 400), min_size=len(sizes), max_size=len(sizes), unique=True))
    # Order is that of the wished-for middles.
    centres = spread([float(w) for w in wanted], sizes, 0.0, 1000.0)
    order = sorted(range(len(sizes)), key=lambda i: wanted[i])
    assert [centres[i] for i in order] == sorted(centres)


def test_labels_with_room_stay_where_they_want_to_be() -> None:
    assert spread([20.0, 60.0, 100.0], [10, 10, 10], 0.0, 200.0) == [20.0, 60.0, 100.0]


def test_two_labels_that_want_one_place_share_it_evenly() -> None:
    assert spread([50.0, 50.0], [10, 10], 0.0, 100.0) == [45.0, 55.0]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        spread([1.0, 2.0], [10, 10], 0.0, 15.0)


@given(st.lists(st.tuples(st.integers(-20, 120), st.integers(-20, 120)), max_size=30))
def test_room_is_given_once_and_only_inside_the_frame(corners: list[tuple[int, int]]) -> None:
    frame = Box(0, 0, 100, 100)
    room = Room(frame)
    given_out = [room.first_free([Box(x, y, x + 15, y + 10), Box(x, y + 10, x + 15, y + 20)]) for x, y in corners]
    boxes = [box for box in given_out if box is not None]
    assert all(box.within(frame) for box in boxes)
    assert not any(one.meets(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])


@given(st.text(alphabet="abc WMi,0", max_size=80))
def test_wrapping_loses_no_word(text: str) -> None:
    lines = wrapped(text, 60, 14)
    assert " ".join(lines).split() == text.split()
    assert all(text_width(line, 14) <= 60 or " " not in line for line in lines)
