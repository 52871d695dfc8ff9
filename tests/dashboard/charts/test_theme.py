"""Colours outside a page are those of the page, and hold their contrast."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.charts.theme import TOKENS

CSS = Path(__file__).parents[3] / "dashboard" / "static" / "css"


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_marks_hold_their_contrast(theme: str) -> None:
    tokens = TOKENS[theme]  # type: ignore[index]
    for text in ("ink", "ink-soft", "ink-faint", "to-first-text", "to-second-text"):
        assert contrast(tokens[text], tokens["paper"]) >= 4.5
    for mark in ("to-first", "to-second", "ink-faint", "accent"):
        assert contrast(tokens[mark], tokens["paper"]) >= 3


def test_files_and_pages_have_the_same_colours() -> None:
    light, dark = (CSS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)", 1)
    for theme, css in (("light", light), ("dark", dark)):
        declared = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", css))
        for name, colour in TOKENS[theme].items():  # type: ignore[index]
            assert declared[name] == colour, (theme, name)


def test_the_stylesheet_uses_tokens_only() -> None:
    css = (CSS / "chart.css").read_text()
    assert not re.search(r"#[0-9a-fA-F]{3,6}\b", css)
    assert "url(" not in css
    assert set(re.findall(r"var\(--([a-z-]+)", css)) <= set(TOKENS["light"])
