"""How much a file may hold. Whatever exceeds a bound is refused before it is parsed, or while it is."""

from __future__ import annotations

MOST_BYTES = 20_000_000
"""Of the file as it is sent."""

MOST_PASTED = 1_000_000
"""Characters of pasted cells; what is longer is better sent as a file."""

MOST_UNPACKED = 64_000_000
"""Of all the parts of a workbook together, unpacked."""

MOST_PARTS = 200
"""Parts of a workbook: sheets, styles, strings."""

MOST_ELEMENTS = 4_000_000
"""XML elements in all the parts together: a part of a few bytes an element is memory and time out of proportion."""

MOST_ROWS = 20_000
"""Rows under the header."""

MOST_ABOVE = 40
"""Rows above the header, and the header."""

MOST_COLUMNS = 200

LONGEST_CELL = 10_000
"""Characters."""


def in_words() -> str:
    """The bounds as a sentence for whoever is about to send a file."""
    return (
        f"At most {MOST_BYTES // 1_000_000} MB, {MOST_ROWS:,} rows, {MOST_COLUMNS} columns and {LONGEST_CELL:,} "
        f"characters a cell; a workbook unpacks to at most {MOST_UNPACKED // 1_000_000} MB."
    )
