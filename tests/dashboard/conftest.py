"""The site as it stands in public."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dashboard.production import production


@pytest.fixture
def in_public(settings: Any) -> dict[str, Any]:
    """The settings of a site in public that browsers see, in force for a test."""
    held = production()
    for name, value in held.items():
        setattr(settings, name, value)
    return held
