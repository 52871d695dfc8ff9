"""Text in rows whatever wrote it: its encoding and its separator, found out from the bytes themselves.

Note 1: bytes that are no Unicode say not by themselves what they are. Windows writes Western and Cyrillic letters as
the same bytes; words of Cyrillic are runs of them, while an accented letter of the West stands among plain ones. What
was found is shown, and can be set by hand.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise

from flows.importing.bounds import LONGEST_CELL, MOST_ABOVE, MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from flows.importing.lines import Grid, Line, Unreadable

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16, big end first",
    "cp1252": "Western (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "mac-roman": "Western (Macintosh)",
}
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HINT = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_LOOKED_AT = 40
_SAMPLE = 4_096


def text_grid(
    content: bytes, known: Callable[[str], bool], encoding: str = "", delimiter: str = "", *, pasted: bool = False
) -> Grid:
    """The rows of a text. ``known`` tells a header of ours, which decides between separators that are as likely.

    Raises Unreadable for what exceeds a bound, what is no text, and what no separator takes apart.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(f"the file has {len(content):,} bytes", allowed=(f"at most {MOST_BYTES:,}",))
    encoding = encoding or encoding_of(content)
    text = _decoded(content, encoding)
    hint = _HINT.match(text)
    skipped = 1 if hint else 0
    body = text[hint.end() :] if hint else text
    if not delimiter:
        delimiter = hint[1] if hint else "\t" if pasted and "\t" in body else delimiter_of(body, known)
    return Grid(tuple(_lines(body, delimiter, skipped)), encoding, delimiter)


def encoding_of(content: bytes) -> str:
    """The encoding of a text, by its mark or by its bytes."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:_SAMPLE]
    if zeros := sample.count(0):
        # Every second byte of Latin letters in UTF-16.
        high, low = sample[0::2].count(0), sample[1::2].count(0)
        return "utf-16-le" if low > 4 * high else "utf-16-be" if high > 4 * low else "utf-8" if zeros else ""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _of_windows(content)
    return "utf-8"


def _of_windows(content: bytes) -> str:
    above = [place for place, byte in enumerate(content[:MOST_BYTES]) if byte >= 0x80][:100_000]
    beside = sum(later - earlier == 1 for earlier, later in pairwise(above))
    return "cp1251" if beside * 2 > len(above) else "cp1252"


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        value = f"byte 0x{content[error.start]:02x}"
        words = f"the file is not {ENCODINGS[encoding]} text"
        raise Unreadable(words, row=row, value=value, allowed=tuple(ENCODINGS.values())) from None
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise Unreadable("the file is no text", row=row, value="byte 0x00", allowed=("CSV, XLSX, ODS or XLS",))
    return text


def delimiter_of(text: str, known: Callable[[str], bool]) -> str:
    """What separates the cells of a text: what gives a header of ours, else the most rows of one width."""
    return max(DELIMITERS, key=lambda one: _fit(text, one, known))


def _fit(text: str, delimiter: str, known: Callable[[str], bool]) -> tuple[int, float]:
    try:
        rows = [cells for cells in islice(_reader(text, delimiter), _LOOKED_AT) if any(cells)]
    except csv.Error:
        return 0, 0.0
    named = max((sum(map(known, cells)) for cells in rows), default=0)
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    if not widths:
        return (named if named > 1 else 0), 0.0
    # Of two that split every row alike, the one that splits it further.
    width, count = max(widths.items(), key=lambda one: (one[1], one[0]))
    return (named if named > 1 else 0), count / len(rows) + width / 1_000


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    # The reader's own bound is for all of the program at once, and wider than ours.
    return csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)


def _lines(text: str, delimiter: str, skipped: int) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    rows = 0
    while True:
        number = reader.line_num + 1 + skipped
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(f"the row is not well-formed CSV: {error}", row=number) from None
        if not any(cells):
            continue
        rows += 1
        bounded(number, cells, rows)
        yield Line(number, tuple(cells))


def bounded(number: int, cells: Sequence[str], rows: int) -> None:
    """Raises Unreadable for a row that exceeds a bound; ``rows`` are there with it."""
    if rows > MOST_ROWS + MOST_ABOVE:
        raise Unreadable("too many rows", row=number, allowed=(f"at most {MOST_ROWS:,} under the header",))
    if len(cells) > MOST_COLUMNS:
        allowed = (f"at most {MOST_COLUMNS}",)
        raise Unreadable("too many columns", row=number, value=f"{len(cells)} cells", allowed=allowed)
    longest = max(cells, key=len)
    if len(longest) > LONGEST_CELL:
        allowed = (f"at most {LONGEST_CELL:,}",)
        raise Unreadable(f"a cell of {len(longest):,} characters", row=number, value=longest, allowed=allowed)
