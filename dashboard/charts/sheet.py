"""The sheet that a chart is drawn on: its width, its sizes of type, and text at a place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.charts.description import Annotation, Layout, Mark
from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.glyphs import Ids
from dashboard.charts.labels import Box, text_width, wrapped
from dashboard.charts.words import event_days


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


def text_box(sheet: Sheet, words: str, x: float, baseline: float, anchor: str = "start") -> Box:
    """The room that a line of text takes."""
    width = sheet.measure(words)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, baseline - sheet.size * 0.8, left + width, baseline + sheet.size * 0.25)


def label_lines(sheet: Sheet, mark: Mark, width: float) -> list[str]:
    """The label of a mark on one line where it fits, else the claimant and then the figure, so that neither is cut."""
    if sheet.measure(mark.label) <= width:
        return [mark.label]
    figure = wrapped(mark.figure_label, width, sheet.size)
    return [*wrapped(f"{mark.claimant},", width, sheet.size), *figure]


def event_letters(events: tuple[Annotation, ...]) -> list[tuple[str, Annotation]]:
    """The events by day, each with the letter that stands on the axis and before its words."""
    ordered = sorted(events, key=lambda event: (event.day, event.title))
    return [("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index % 26], event) for index, event in enumerate(ordered)]


def event_mark(event: Annotation, place: Callable[[float], float], top: float, bottom: float) -> Svg:
    """An event on the axis of time: a line at its day, and a wash over the days that it took."""
    start = place(event.day.toordinal())
    line = element("path", class_="event", d=path((start, top), (start, bottom)))
    end = place(event.until.toordinal()) if event.until else start
    if end - start < 1:
        return line
    corners = ((start, top), (end, top), (end, bottom), (start, bottom))
    return joined([element("path", class_="event-days", d=path(*corners, closed=True)), line])


def event_legend(sheet: Sheet, events: tuple[Annotation, ...], left: float, top: float) -> tuple[list[Svg], float]:
    """The events in words under a chart, each after its letter; and the height that they take."""
    parts: list[Svg] = []
    y = top
    for letter, event in event_letters(events):
        words = f"{event_days(event)}: {event.title}"
        parts.append(sheet.text(letter, left, y + sheet.size, "strong"))
        for line in wrapped(words, sheet.width - left - 28, sheet.size):
            parts.append(sheet.text(line, left + 22, y + sheet.size, "soft"))
            y += sheet.line
        y += 2
    return parts, y - top
