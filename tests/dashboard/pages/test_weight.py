"""What readers wait for: every chart is drawn within its weight, and what it does not need stays away until asked."""

from __future__ import annotations

import pytest

from dashboard.pages.gallery import GALLERY
from tests.bench.browser.weights import ASKED_FOR, CHART_PAGES, MOST, bundle, weight


@pytest.mark.parametrize("path", MOST)
def test_every_chart_is_drawn_within_its_weight(site: str, path: str) -> None:
    assert weight(site, path) <= MOST[path]


def test_every_chart_of_the_gallery_is_weighed() -> None:
    assert set(CHART_PAGES) == set(GALLERY)


@pytest.mark.parametrize("name", ASKED_FOR)
def test_what_a_touch_fetches_is_within_its_weight(name: str) -> None:
    assert bundle(name) <= ASKED_FOR[name]
