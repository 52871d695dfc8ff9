"""The outlines of countries beside this package, read once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from dashboard.charts.map_description import Outline, World

FILE = Path(__file__).parent / "mapdata" / "world.json"


@cache
def world() -> World:
    """Every ring of every country in the file, in its order; OSError where the file is missing."""
    countries = json.loads(FILE.read_text(encoding="utf-8"))["countries"]
    return World(
        tuple(
            Outline(country["code"], tuple((float(x), float(y)) for x, y in ring))
            for country in countries
            for ring in country["rings"]
        )
    )
