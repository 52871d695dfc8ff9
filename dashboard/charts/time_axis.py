"""Time along a drawing: its ticks, and the events on it with their words underneath."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.charts.description import Annotation, Chart, Tick
from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.labels import spread, wrapped
from dashboard.charts.shapes import Place, line
from dashboard.charts.sheet import Sheet
from dashboard.charts.words import event_days


def spaced(sheet: Sheet, chart: Chart, place: Place, last: float) -> Iterator[tuple[Tick, float, bool]]:
    """The ticks of time with their places, and whether the words of each have room beside those before."""
    for tick in chart.x.ticks:
        x = place(tick.value)
        half = sheet.measure(tick.label) / 2
        fits = x - half >= last + 8 and x + half <= sheet.width
        last = x + half if fits else last
        yield tick, x, fits


def lane_grid(chart: Chart, sheet: Sheet, place: Place, top: float, bottom: float) -> list[Svg]:
    """The grid of time behind lanes: its ticks above and below, and the letters of the events."""
    parts = silence(chart, place, top, bottom)
    for tick, x, fits in spaced(sheet, chart, place, -8.0):
        parts.append(line((x, top - 4), (x, bottom), kind="grid"))
        if fits:
            parts.extend(sheet.text(tick.label, x, y, "tick", "middle") for y in (top - 8, bottom + sheet.size + 2))
    parts.extend(event_marks(chart, sheet, place, sheet.size, sheet.line + 2, bottom))
    parts.append(line((0, bottom), (sheet.width, bottom), kind="grid"))
    return parts


def silence(chart: Chart, place: Place, top: float, bottom: float) -> list[Svg]:
    """The stretch of time from the last claim to the end of the axis, where it is long enough to be seen."""
    last = chart.silent_from
    if last is None:
        return []
    start, end = place(last.toordinal()), place(chart.x.high)
    corners = ((start, top), (end, top), (end, bottom), (start, bottom))
    return [element("path", class_="silence", d=path(*corners, closed=True))]


def event_letters(events: tuple[Annotation, ...]) -> list[tuple[str, Annotation]]:
    """The events by day, each with the letter that stands on the axis and before its words."""
    ordered = sorted(events, key=lambda event: (event.day, event.title))
    return [("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index % 26], event) for index, event in enumerate(ordered)]


def event_marks(chart: Chart, sheet: Sheet, place: Place, baseline: float, top: float, bottom: float) -> Iterator[Svg]:
    """The events: a line at the day of each, a wash over the days that it took, and its letter above."""
    letters = event_letters(chart.events)
    wide = min(14.0, sheet.width / max(len(letters), 1))
    places = [place(event.day.toordinal()) for _, event in letters]
    for (letter, event), x in zip(letters, spread(places, [wide] * len(letters), 0, sheet.width), strict=True):
        yield _event(event, place, top, bottom)
        yield sheet.text(letter, x, baseline, "strong", "middle")


def _event(event: Annotation, place: Place, top: float, bottom: float) -> Svg:
    start = place(event.day.toordinal())
    day = line((start, top), (start, bottom), kind="event")
    end = place(event.until.toordinal()) if event.until else start
    if end - start < 1:
        return day
    corners = ((start, top), (end, top), (end, bottom), (start, bottom))
    return joined([element("path", class_="event-days", d=path(*corners, closed=True)), day])


def event_lines(chart: Chart, place: Place, top: float, bottom: float) -> Iterator[Svg]:
    """The days of the events in a field that has their words above it."""
    return (_event(event, place, top, bottom) for _, event in event_letters(chart.events))


def event_flags(sheet: Sheet, chart: Chart, place: Place, top: float) -> tuple[list[Svg], float]:
    """The events in words above a field, each beside the line at its day; and the height that they take.

    The first stands highest, so that no line that leads down runs through the words of another.
    """
    parts: list[Svg] = []
    y = top
    flags: list[tuple[float, float]] = []
    for _, event in event_letters(chart.events):
        x = place(event.day.toordinal())
        flags.append((x, y + 4))
        for row in wrapped(f"{event_days(event)}: {event.title}", (sheet.width - x - 8) * 0.96, sheet.size):
            parts.append(sheet.text(row, x + 7, y + sheet.size, "soft"))
            y += sheet.line
        y += 2
    return [*(line((x, start), (x, y), kind="event") for x, start in flags), *parts], y - top


def event_legend(sheet: Sheet, events: tuple[Annotation, ...], top: float) -> tuple[list[Svg], float]:
    """The events in words under a chart, each after its letter; and the height that they take."""
    parts: list[Svg] = []
    y = top
    for letter, event in event_letters(events):
        words = f"{event_days(event)}: {event.title}"
        parts.append(sheet.text(letter, 0, y + sheet.size, "strong"))
        for row in wrapped(words, sheet.width - 28, sheet.size):
            parts.append(sheet.text(row, 22, y + sheet.size, "soft"))
            y += sheet.line
        y += 2
    return parts, y - top
