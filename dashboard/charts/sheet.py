"""The sheet that a chart is drawn on: its width, its sizes of type, and text at a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from dashboard.charts.description import Layout, Mark
from dashboard.charts.element import Svg, element
from dashboard.charts.labels import Box, Room, text_width, wrapped
from dashboard.charts.marks import UNTIMED
from dashboard.charts.shapes import Ids
from dashboard.charts.strips import more_between
from dashboard.charts.words import brief

Wish = tuple[float, float, str]
"""Where a label may stand: its x, its first baseline, and which of its ends is at x."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn and how high it is; ``moved`` where a mark stands beside its day, because it would hide another.

    ``cut`` is where it falls into two, each with an axis of its own: how many parts stand above, and how high.
    """

    parts: list[Svg]
    height: float
    moved: bool = False
    cut: tuple[int, float] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One layout of one chart, in units of its viewBox.

    The sizes hold the text at 13 px and more where chart.css shows the layout: the narrow sheet of 344 units in a
    column of 320 px, the wide one of 1040 in a column of 864 px.
    """

    layout: Layout
    ids: Ids

    @property
    def wide(self) -> bool:
        """Whether this is the wide layout."""
        return self.layout == "wide"

    @property
    def width(self) -> float:
        """The width of the viewBox."""
        return 1040.0 if self.wide else 344.0

    @property
    def size(self) -> float:
        """The size of all text."""
        return 16.0 if self.wide else 14.0

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return 20.0 if self.wide else 18.0

    def text(self, words: str, x: float, y: float, kind: str = "", anchor: str | None = None) -> Svg:
        """A line of text with its baseline at y; ``anchor`` is middle or end."""
        return element("text", words, class_=f"t {kind}".strip(), x=x, y=y, text_anchor=anchor)

    def measure(self, words: str, bold: bool = False) -> float:
        """About how wide the words are."""
        return text_width(words, self.size) * (1.06 if bold else 1.0)


def caption(
    sheet: Sheet, lead: str, rest: str, top: float, *, x: float = 0.0, in_one: bool = True
) -> tuple[list[Svg], float]:
    """The words of a row from a height on, and how high they stand: what leads in bold and the rest quiet, in one line
    where they fit and may stand ``in_one``, else one under the other."""
    room, baseline = sheet.width - x, top + sheet.size
    if in_one and sheet.measure(lead, bold=True) + sheet.measure(rest) + 14 <= room:
        parts = element("tspan", lead, class_="strong"), element("tspan", rest, class_="soft", dx=10.0)
        return [element("text", *parts, class_="t", x=x, y=baseline)], sheet.line
    lines = []
    for kind, words in (("strong", lead), ("soft", rest)):
        # Bold runs wider than the measure of plain text.
        for line in wrapped(words, room * (0.94 if kind == "strong" else 0.99), sheet.size):
            lines.append(sheet.text(line, x, baseline, kind))
            baseline += sheet.line
    return lines, baseline - top - sheet.size


def lane_words(sheet: Sheet, name: str, unnamed: Sequence[Mark], width: float) -> list[tuple[str, str]]:
    """What names a lane, each line with its kind: whose it is, and how many of its figures have no room for a label."""
    more = wrapped(more_between(unnamed), width, sheet.size) if unnamed else []
    return [*((line, "lane") for line in wrapped(name, width, sheet.size)), *((line, "lane soft") for line in more)]


def text_box(sheet: Sheet, words: str, x: float, baseline: float, anchor: str = "start") -> Box:
    """The room that a line of text takes."""
    width = sheet.measure(words)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, baseline - sheet.size * 0.8, left + width, baseline + sheet.size * 0.25)


def label_lines(sheet: Sheet, mark: Mark, width: float) -> list[str]:
    """The label of a mark on one line where it fits, else the claimant, then the figure with its time: none is cut."""
    if sheet.measure(mark.label) <= width and not mark.older:
        return [mark.label]
    parts = figure_lines(mark)
    parts[-1] += " (older)" if mark.older else ""
    whole = " ".join(parts)
    if sheet.measure(whole) <= width:
        parts = [whole]
    figure = chain.from_iterable(wrapped(part, width, sheet.size) for part in parts)
    return [*wrapped(f"{mark.claimant},", width, sheet.size), *figure]


def figure_lines(mark: Mark) -> list[str]:
    """The figure of a mark where its claimant is named beside it, and under it the time that it is about."""
    figure = mark.word if mark.worded else mark.figure_label
    if mark.untimed:
        return [f"{figure},", UNTIMED]
    return [figure, brief(mark.period)] if mark.period else [figure]


def lines_box(sheet: Sheet, lines: Sequence[str], x: float, baseline: float, anchor: str) -> Box:
    """The room that some lines of text take, one under the other."""
    return _block(sheet, max(lines, key=sheet.measure), len(lines), x, baseline, anchor)


def _block(sheet: Sheet, widest: str, lines: int, x: float, baseline: float, anchor: str) -> Box:
    """The room of so many lines, of which the widest is given."""
    first = text_box(sheet, widest, x, baseline, anchor)
    return Box(first.left, first.top, first.right, first.bottom + (lines - 1) * sheet.line)


def placed_label(sheet: Sheet, room: Room, lines: Sequence[str], wishes: Sequence[Wish], kind: str) -> list[Svg]:
    """Some lines of text at the first wish that has room, which is then taken; nothing where none has."""
    widest = max(lines, key=sheet.measure)
    boxes = [_block(sheet, widest, len(lines), *wish) for wish in wishes]
    found = room.first_free(boxes)
    if found is None:
        return []
    x, y, anchor = wishes[boxes.index(found)]
    side = None if anchor == "start" else anchor
    return [sheet.text(line, x, y + n * sheet.line, kind, side) for n, line in enumerate(lines)]
