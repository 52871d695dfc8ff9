"""The outlines on the server's maps, and on whose side of them some places lie."""

from __future__ import annotations

import pytest

from dashboard.charts.world import world


def within(ring: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


@pytest.mark.parametrize(
    ("country", "longitude", "latitude"),
    [
        ("UKR", 34.10, 44.95),
        ("UKR", 33.60, 44.62),
        ("UKR", 37.80, 48.00),
        ("RUS", 40.12, 45.86),
        ("PRK", 125.75, 39.02),
    ],
    ids=["Simferopol", "Sevastopol", "Donetsk", "Tikhoretsk", "Pyongyang"],
)
def test_a_place_lies_in_its_country_and_in_no_other(country: str, longitude: float, latitude: float) -> None:
    parts = [part for part in world().parts if part.holds(longitude, latitude)]
    assert parts
    for part in parts:
        assert {outline.country for outline in part.outlines if within(outline.ring, longitude, latitude)} == {country}


@pytest.mark.parametrize(
    ("longitude", "latitude", "country"),
    [(132.05, 43.2, {"RUS"}), (132.2, 43.0, set()), (131.7, 43.1, set()), (132.325, 42.9, {"RUS"})],
    ids=["Vladivostok's peninsula", "Ussuri Bay", "Amur Bay", "Dunai"],
)
def test_the_window_around_vladivostok_shows_its_peninsula(
    longitude: float, latitude: float, country: set[str]
) -> None:
    part = world().parts[-1]
    assert {outline.country for outline in part.outlines if within(outline.ring, longitude, latitude)} == country
