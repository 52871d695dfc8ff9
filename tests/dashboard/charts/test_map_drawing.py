"""Outlines as steps from point to point: few letters, and the same place after every step."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.map_drawing import steps

points = st.lists(st.tuples(st.floats(-60, 1100), st.floats(-60, 700)), min_size=3, max_size=40)


@given(points)
def test_walking_the_steps_leads_past_every_point(outline: list[tuple[float, float]]) -> None:
    path = steps(outline)
    start, rest = path.removeprefix("M").removesuffix("z").split("l")
    x, y = (int(number) for number in re.findall(r"-?\d+", start))
    walked = [(x, y)]
    numbers = [int(number) for number in re.findall(r"-?\d+", rest)]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        walked.append((x, y))
    assert len(walked) == len(outline)
    assert all(abs(a - c) <= 0.5 and abs(b - d) <= 0.5 for (a, b), (c, d) in zip(walked, outline, strict=True))
