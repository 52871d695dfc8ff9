"""Exact numbers as the project's files hold them: digits and a point, in a way that can be read only once.

``1.234`` is one and a bit to one reader and a thousand to another. An import refuses it, and every export, the CSV of
the API too, writes ``1.2340``.
"""

from __future__ import annotations

import re
from decimal import Decimal

COORDINATES = frozenset({"lat", "lon"})
"""The columns that never reach a thousand, and so leave no doubt."""

_THOUSANDS_OR_DECIMALS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


def is_ambiguous(text: str) -> bool:
    """Whether the point of a number may stand for thousands."""
    return _THOUSANDS_OR_DECIMALS.fullmatch(text) is not None


def decimal_text(value: Decimal, *, coordinate: bool = False) -> str:
    """The number without an exponent and without trailing zeros, but for the one that makes it plain."""
    text = format(value, "f")
    # Most figures are whole: to normalise each of them takes longer than to look for the point.
    if "." not in text:
        return text
    text = text.rstrip("0").rstrip(".")
    return f"{text}0" if not coordinate and is_ambiguous(text) else text
