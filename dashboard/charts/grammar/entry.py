"""What an entry of the key is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.charts.description import Document, Form, Mark
from dashboard.charts.element import Svg
from dashboard.charts.shapes import Ids
from flows.records import Quantity
from flows.vocabulary import Bound

Sample = Callable[[Ids, Form], Svg]
"""Draws an entry of the key as charts of a form draw it."""

MIDDLE = 22.0
"""The middle of a sample of 44 by 24 units."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the grammar: its code, its words in the key, and its sample there."""

    code: str
    words: str
    sample: Sample


def always(shape: Svg) -> Sample:
    """A sample that looks the same whatever the form of the chart."""
    return lambda ids, form: shape


def sample_mark(bound: Bound, low: str = "", point: str = "", high: str = "") -> Mark:
    """A mark of no claim, on an axis from 0 to 1."""
    figures = [Decimal(text) if text else None for text in (low, point, high)]
    quantity = Quantity(bound, figures[0], figures[1], figures[2])
    return Mark(
        code="", href="", quote="", label="", figure_label="", detail="", claimant="", stated_on=date(2024, 6, 14),
        stated_on_words="", document=Document("", "", "", "", ""), quantity=quantity,
    )  # fmt: skip
