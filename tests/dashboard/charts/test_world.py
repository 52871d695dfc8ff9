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
    found = {outline.country for outline in world().outlines if within(outline.ring, longitude, latitude)}
    assert found == {country}
