"""What a file was taken for, in words."""

from __future__ import annotations

from collections.abc import Iterator

from flows.importing.choices import SETTINGS
from flows.importing.reading import Reading

_MOST_MATCHED = 100
WITH_ITS_WORDS = "figure with its words"
"""What a column is called that holds them."""


def convention(reading: Reading) -> str:
    """How the file is written, as one sentence: its encoding, its separator, its header, its marks and days."""
    grid = reading.grid
    parts = [f"sheet {grid.sheet}"] if grid.is_workbook else [_word("encoding", grid.encoding)]
    if not grid.is_workbook:
        parts.append(f"separated by {_word('delimiter', grid.delimiter)}")
    parts.append(f"header in row {reading.header}")
    if reading.numbers.decimal:
        parts.append(f"decimal {_word('decimal', reading.numbers.decimal)}")
    if reading.numbers.grouping:
        parts.append(f"thousands by {_word('grouping', reading.numbers.grouping)}")
    if reading.days:
        parts.append(f"days as {_word('days', reading.days)}")
    return f"{', '.join(parts)}."


def open_words(reading: Reading) -> Iterator[str]:
    """What the file leaves open, as sentences."""
    if reading.asks_marks:
        yield "Nothing in the file says whether 1,234 and 1.234 are thousands or decimals: choose the decimal mark."
    if reading.asks_days:
        yield "Nothing in the file says whether 03.04.2024 is in March or in April: choose the order of day and month."
    if reading.asks_words:
        yield f"A column of numbers holds words beside them, as in “at least 10,000”: choose “{WITH_ITS_WORDS}” for it."
    if reading.asks_hidden:
        yield "The spreadsheet hides rows or columns: choose whether they are read."


def spoken(reading: Reading) -> Iterator[str]:
    """Everything that is told of a reading, a line each."""
    yield f"Read as {convention(reading)}"
    yield from open_words(reading)
    if reading.ignored:
        yield f"Columns that are not read: {', '.join(one.text for one in reading.ignored)}."
    for name, text in reading.made.items():
        yield f"Every row gets {name}: {text}"
    for name, text, code in reading.matched[:_MOST_MATCHED]:
        yield f"{name}: {text} is read as {code}."
    yield from reading.remarks


def _word(setting: str, value: str) -> str:
    return SETTINGS[setting].get(value, value)
