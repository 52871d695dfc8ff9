"""The outlines of countries beside this package, read once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.charts.map_description import Outline, Part, World

FOLDER = Path(__file__).parent / "mapdata"


@cache
def world() -> World:
    """What the maps show, each window as fine as it is drawn; OSError where a file is missing."""
    return World(tuple(_part(name) for name in ("whole", "west", "far-east")))


def _part(name: str) -> Part:
    stored = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Part(
        name=name,
        west=float(stored["west"]),
        south=float(stored["south"]),
        east=float(stored["east"]),
        north=float(stored["north"]),
        outlines=tuple(Outline(one["code"], _ring(ring)) for one in stored["countries"] for ring in one["rings"]),
        lakes=tuple(_ring(ring) for ring in stored["lakes"]),
    )


def _ring(points: list[Any]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in points)
