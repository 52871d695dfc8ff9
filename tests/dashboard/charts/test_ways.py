"""Ways between two places: along a railway through the countries that it runs through, or straight over the sea."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import pytest

from dashboard.charts import Chart
from dashboard.charts.map_description import MapLeg
from dashboard.charts.ways import great_circle, kilometres, lines, way
from dashboard.charts.world import world
from tests.dashboard.charts.test_world import within

Charts = Mapping[str, Chart]
DUNAI, TIKHORETSK = (132.35, 42.88), (40.125, 45.855)
NEAR_A_PORT = 30.0
"""Kilometres around the end of a leg by ship in which its line may touch land: a port's position is that of a town."""
CHANNEL = 110.0
"""The same for Astrakhan, which lies up the Volga."""


def countries_at(longitude: float, latitude: float) -> set[str]:
    """Whose the land is there, in the finest window that holds the point."""
    part = next(part for part in reversed(world().parts) if part.holds(longitude, latitude))
    return {outline.country for outline in part.outlines if within(outline.ring, longitude, latitude)}


def along(points: tuple[tuple[float, float], ...], step: float = 10.0) -> Iterator[tuple[float, float]]:
    """Points of a way, at most so many kilometres apart."""
    for (ax, ay), (bx, by) in pairwise(points):
        count = int(kilometres((ax, ay), (bx, by)) / step) + 1
        yield from ((ax + (bx - ax) * n / count, ay + (by - ay) * n / count) for n in range(count + 1))


def legs(charts: Charts, *, mode: str) -> list[MapLeg]:
    drawn = charts["routes"].map
    assert drawn is not None
    return [leg for leg in drawn.legs if leg.mode == mode]


def test_the_long_way_by_rail_stays_in_russia() -> None:
    found = way(DUNAI, TIKHORETSK, "rail")
    assert found.line is not None
    assert "Omsk" in {town.name for town in found.towns}
    abroad = [point for point in along(found.points) if not countries_at(*point) <= {"RUS"}]
    assert abroad == []
    straight = {country for point in along(great_circle(DUNAI, TIKHORETSK)) for country in countries_at(*point)}
    assert straight > {"RUS"}


def test_the_way_back_goes_through_the_same_towns() -> None:
    there, back = way(DUNAI, TIKHORETSK, "rail"), way(TIKHORETSK, DUNAI, "rail")
    assert back.points == there.points[::-1]


@pytest.mark.parametrize(("end", "mode"), [(TIKHORETSK, "ship"), ((130.645, 42.428), "rail"), ((2.35, 48.86), "rail")])
def test_a_ship_a_short_leg_and_a_far_end_follow_no_line(end: tuple[float, float], mode: str) -> None:
    found = way(DUNAI, end, mode)
    assert found.line is None
    assert found.points[0] == pytest.approx(DUNAI)
    assert found.points[-1] == pytest.approx(end)


def test_no_leg_by_ship_crosses_land(charts: Charts) -> None:
    found = legs(charts, mode="ship")
    assert found
    for leg in found:
        for point in along(leg.way, 5.0):
            free = min(kilometres(point, leg.way[0]), kilometres(point, leg.way[-1]))
            if free > (CHANNEL if "astrakhan" in (leg.start, leg.end) else NEAR_A_PORT):
                assert countries_at(*point) == set(), (leg.code, point)


def test_a_schematic_leg_says_so_wherever_it_is_read(charts: Charts) -> None:
    schematic = [leg for leg in legs(charts, mode="rail") if leg.schematic]
    assert [leg.code for leg in schematic] == ["kp-sea-dunai-2", "by-rail-1"]
    assert all(leg.quote.endswith("; schematic: the way between is not stated") for leg in schematic)
    assert "schematic" in charts["routes"].key
    assert any("the way between is not stated" in note for note in charts["routes"].notes)


def test_the_towns_of_a_line_are_some_that_it_runs_through() -> None:
    for line in lines():
        named = [town.named for town in line.towns if town.named is not None]
        assert sorted(named) == list(range(len(named)))
        assert all(kilometres(a.at, b.at) < 1100 for a, b in pairwise(line.towns))
