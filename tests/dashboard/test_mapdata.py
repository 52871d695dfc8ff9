"""Whose territory the maps show: the boundaries follow the United Nations', in both sets of map data."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

SITE = Path(__file__).parents[2] / "dashboard"
PLACES = {"Simferopol": (34.10, 44.95), "Sevastopol": (33.52, 44.62), "Donetsk": (37.80, 48.00)}
OTHERS = {"PRK": (125.75, 39.02), "RUS": (40.13, 45.86), "KOR": (127.0, 37.5)}
Ring = list[tuple[float, float]]


def holds(ring: Ring, x: float, y: float) -> bool:
    """Whether a point lies inside a ring, by counting the edges that a ray to the east crosses."""
    crossed = False
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossed = not crossed
    return crossed


def drawn_by_the_server() -> dict[str, list[Ring]]:
    countries = json.loads((SITE / "charts/mapdata/world.json").read_text(encoding="utf-8"))["countries"]
    return {country["code"]: country["rings"] for country in countries}


def drawn_by_plotly() -> dict[str, list[Ring]]:
    topology: dict[str, Any] = json.loads((SITE / "static/vendor/plotly/world_110m.json").read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    found: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            ring = [point for index in polygon[0] for point in (arcs[index] if index >= 0 else arcs[~index][::-1])]
            found.setdefault(shape["id"], []).append(ring)
    return found


def countries_at(rings: dict[str, list[Ring]], x: float, y: float) -> set[str]:
    return {country for country, outlines in rings.items() if any(holds(ring, x, y) for ring in outlines)}


@pytest.mark.parametrize("read", [drawn_by_the_server, drawn_by_plotly])
@pytest.mark.parametrize("place", sorted(PLACES))
def test_crimea_and_donetsk_lie_in_ukraine(read: Any, place: str) -> None:
    assert countries_at(read(), *PLACES[place]) == {"UKR"}


@pytest.mark.parametrize("country", sorted(OTHERS))
def test_the_other_parties_lie_where_they_are(country: str) -> None:
    assert countries_at(drawn_by_the_server(), *OTHERS[country]) == {country}


def test_what_was_vendored_is_what_was_written_down() -> None:
    static = SITE / "static"
    made = json.loads((static / "vendor/VENDORED.json").read_text(encoding="utf-8"))
    for entry in made:
        content = (static / entry["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], f"{entry['file']} was changed by hand"
        assert len(content) == entry["bytes"]
    folders = [static / "vendor/plotly", static / "fonts", SITE / "charts/mapdata"]
    there = {path.resolve() for folder in folders for path in folder.iterdir()}
    assert {(static / entry["file"]).resolve() for entry in made} == there
