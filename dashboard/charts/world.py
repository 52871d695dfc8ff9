"""The windows of the subject with the outlines of countries, read once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.charts.map_description import Outline, Part, World
from flows.subject import MAP, Window, subject

_MARGIN = 4.0
"""Degrees around the places of a map without a window."""


def world() -> World:
    """What the maps of this subject show, each window as fine as it is drawn; OSError where a file is missing."""
    about = subject()
    return _world(about.folder / MAP, about.windows) if about.folder else World(())


def around(points: Sequence[tuple[float, float]]) -> World:
    """A window around some points, without outlines; around the whole world where there are none."""
    longitudes, latitudes = zip(*(points or ((-176.0, -56.0), (176.0, 76.0))), strict=True)
    (west, east), (south, north) = (
        (min(degrees) - _MARGIN, max(degrees) + _MARGIN) for degrees in (longitudes, latitudes)
    )
    return World((Part("around", "The places of the routes", west, south, east, north, ()),))


@cache
def _world(folder: Path, windows: tuple[Window, ...]) -> World:
    return World(tuple(_part(folder, window) for window in windows))


def _part(folder: Path, window: Window) -> Part:
    stored = json.loads((folder / f"{window.outlines}.json").read_text(encoding="utf-8"))
    return Part(
        name=window.outlines,
        title=window.title,
        west=float(stored["west"]),
        south=float(stored["south"]),
        east=float(stored["east"]),
        north=float(stored["north"]),
        outlines=tuple(Outline(one["code"], _ring(ring)) for one in stored["countries"] for ring in one["rings"]),
        lakes=tuple(_ring(ring) for ring in stored["lakes"]),
        names=window.names,
    )


def _ring(points: list[Any]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in points)
