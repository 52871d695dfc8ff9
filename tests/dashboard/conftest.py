"""The site as it stands in public."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.charts.raster import png
from tests.dashboard.production import production


@pytest.fixture
def in_public(settings: Any) -> dict[str, Any]:
    """The settings of a site in public that browsers see, in force for a test."""
    held = production()
    for name, value in held.items():
        setattr(settings, name, value)
    return held


@pytest.fixture
def small_images(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every image is drawn, but 100 pixels wide: to paint the widest takes longer than all else that a walk asks for.
    That an image has the width that was asked for is tested with the images."""
    for page in ("images", "card"):
        monkeypatch.setattr(f"dashboard.pages.{page}.png", lambda drawing, width: png(drawing, 100))
