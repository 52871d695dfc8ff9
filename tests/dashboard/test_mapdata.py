"""Whose territory the maps show: the boundaries follow the United Nations'."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SITE, MAP = ROOT / "dashboard", ROOT / "seeds" / "map"
PLACES = {"Simferopol": (34.10, 44.95), "Sevastopol": (33.52, 44.62), "Donetsk": (37.80, 48.00)}
OTHERS = {"PRK": (125.75, 39.02), "RUS": (40.13, 45.86), "KOR": (127.0, 37.5)}
OURS = ("lines.json", "windows.json")
"""What is in the folder of the map and was written by hand."""
Ring = list[tuple[float, float]]


def holds(ring: Ring, x: float, y: float) -> bool:
    """Whether a point lies inside a ring, by counting the edges that a ray to the east crosses."""
    crossed = False
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossed = not crossed
    return crossed


def window(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((MAP / f"{name}.json").read_text(encoding="utf-8"))
    return found


def countries_at(name: str, x: float, y: float) -> set[str]:
    countries = window(name)["countries"]
    return {country["code"] for country in countries if any(holds(ring, x, y) for ring in country["rings"])}


@pytest.mark.parametrize("name", ["whole", "west"])
@pytest.mark.parametrize("place", sorted(PLACES))
def test_crimea_and_donetsk_lie_in_ukraine(name: str, place: str) -> None:
    assert countries_at(name, *PLACES[place]) == {"UKR"}


@pytest.mark.parametrize("country", sorted(OTHERS))
def test_the_other_parties_lie_where_they_are(country: str) -> None:
    assert countries_at("whole", *OTHERS[country]) == {country}


def test_the_window_of_another_origin_holds_no_disputed_border() -> None:
    assert {country["code"] for country in window("far-east")["countries"]} == {"CHN", "PRK", "RUS"}


def test_what_was_vendored_is_what_was_written_down() -> None:
    static = SITE / "static"
    made = json.loads((static / "vendor/VENDORED.json").read_text(encoding="utf-8"))
    for entry in made:
        content = (static / entry["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], f"{entry['file']} was changed by hand"
        assert len(content) == entry["bytes"]
    folders = [static / "vendor/plotly", static / "fonts", MAP]
    there = {path.resolve() for folder in folders for path in folder.iterdir()} - {MAP / name for name in OURS}
    assert {(static / entry["file"]).resolve() for entry in made} == there
