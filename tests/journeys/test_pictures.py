"""Each chart looks as it did when somebody last looked at it: in grey, at four widths.

The pictures in `pictures/` are of the charts as known on one day, a quarter of their size, so that another build of the
browser draws the same. Where a chart is to look otherwise, `make pictures` replaces them: look at them, and commit.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page

from dashboard.pages.gallery import GALLERY

PICTURES = Path(__file__).parent / "pictures"
DAY = "2026-11-28"
WIDTHS = (320, 360, 700, 1280)
SMALLER = 4
GREYS = 16
BLOCK = 6
MOST_OF_A_BLOCK = 40
"""How much of 255 the mean grey of a block may differ: the edges of letters do by less, a mark that is gone by more."""
MOST_OF_ALL = 1.5


WHOLE_PIXELS = """
() => {
  document.body.style.marginTop = "";
  const top = document.querySelector(".chart-stage").getBoundingClientRect().top + scrollY;
  document.body.style.marginTop = `${Math.ceil(top) - top}px`;
}
"""
"""Puts the drawing on a whole pixel, so that what stands above it does not move its edges by a part of one."""


def taken(page: Page) -> Image.Image:
    """The drawing in a few greys, a quarter of its size."""
    page.evaluate(WHOLE_PIXELS)
    shot = Image.open(io.BytesIO(page.locator(".chart-stage").first.screenshot(animations="disabled")))
    return shot.convert("L").reduce(SMALLER).quantize(GREYS).convert("L")


def differs(picture: Image.Image, stored: Path) -> str:
    """By what a picture differs from the stored one; empty where they are alike."""
    if not stored.exists():
        return "all of it: there is none yet"
    with Image.open(stored) as before:
        if picture.size != before.size:
            return f"{picture.size} instead of {before.size}"
        apart = np.abs(np.asarray(picture, dtype=float) - np.asarray(before, dtype=float))
    height, width = (size // BLOCK * BLOCK for size in apart.shape)
    blocks = apart[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK).mean(axis=(1, 3))
    if apart.mean() > MOST_OF_ALL or blocks.max(initial=0) > MOST_OF_A_BLOCK:
        return f"{apart.mean():.2f} on average and {blocks.max(initial=0):.0f} at the most, of 255"
    return ""


@pytest.mark.parametrize("slug", list(GALLERY))
def test_a_chart_looks_as_it_did(
    open_page: Callable[..., Page], slug: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = open_page(f"/charts/{slug}/?as_of={DAY}", viewport={"width": WIDTHS[0], "height": 900})
    page.evaluate("document.fonts.ready.then(() => true)")
    page.evaluate("document.querySelectorAll('.chart-lower details').forEach(part => { part.open = true; })")
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        picture, stored = taken(page), PICTURES / f"{slug}-{width}.png"
        by = differs(picture, stored)
        if by and os.environ.get("PICTURES") == "take":
            picture.save(stored, optimize=True)
        elif by:
            now = tmp_path_factory.mktemp("pictures") / stored.name
            picture.save(now)
            found.append(f"{stored.name} differs by {by}: see {now}")
    assert found == []


def test_every_picture_is_of_a_chart() -> None:
    assert {path.name for path in PICTURES.iterdir()} == {f"{slug}-{width}.png" for slug in GALLERY for width in WIDTHS}


def test_a_mark_that_is_gone_is_a_difference_and_the_edge_of_a_letter_is_none(tmp_path: Path) -> None:
    paper, stored = Image.new("L", (80, 40), 250), tmp_path / "paper.png"
    paper.save(stored)
    mark, edge = paper.copy(), paper.copy()
    mark.paste(60, (30, 12, 38, 20))
    edge.paste(180, (30, 12, 31, 16))
    assert differs(mark, stored)
    assert not differs(edge, stored)
    assert differs(paper.resize((80, 48)), stored)
    assert differs(paper, tmp_path / "none.png")
