"""The plotly figure of panels: fields one under the other, and under each the words of its lines and its rows.

The words take an axis of their own, in pixels from the top, since no margin holds them on a phone. A number stands
where a line ends and before its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import plotly.graph_objects as go

from dashboard.charts.description import Annotation, Axis, Chart, Mark, Panel
from dashboard.charts.figure_marks import WORD_SIZE, Trace, WordLine, mark_traces, words_trace
from dashboard.charts.labels import wrapped
from dashboard.charts.panel_drawing import NOTHING, NUMBERS, ROWS, label_of
from dashboard.charts.running import period_rows, standing_lines
from dashboard.charts.scales import lane_axis
from dashboard.charts.theme import TOKENS, Theme, washed
from dashboard.charts.time_axis import event_letters
from dashboard.charts.words import event_days

_WIDTH, _LINE, _HIGH, _GAP = 285.0, 17, 270.0, 10.0
"""The words fit a page of 360 px, beside the ticks of the axes."""
_NEAR = 0.06
"""What part of the axis of time two letters need between them there."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One panel: its marks, where its field stands in pixels from the top, and its rows, each mark at its height."""

    panel: Panel
    totals: tuple[Mark, ...]
    rows: tuple[Mark, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Panels:
    """All panels of a chart, the lines of words with their heights and whether they are quiet, and how high all is."""

    chart: Chart
    placed: tuple[Placed, ...]
    lines: tuple[WordLine, ...]
    height: float

    def traces(self, theme: Theme) -> list[Trace]:
        """The marks of each field, those of the rows, and the words."""
        last = len(self.placed) + 1
        traces: list[Trace] = []
        for number, one in enumerate(self.placed, 1):
            if one.totals:
                field = self._part(one.totals, one.panel.y)
                traces += (trace.update(yaxis=_axis_name("y", number)) for trace in mark_traces(field, theme))
                traces.append(_numbers(self.chart, one, theme).update(yaxis=_axis_name("y", number)))
        rows = tuple(mark for one in self.placed for mark in one.rows)
        if rows:
            part = replace(self._part(rows, lane_axis()), steps=False, span=())
            traces += (trace.update(yaxis=_axis_name("y", last)) for trace in mark_traces(part, theme))
        return [*traces, self._words(theme).update(yaxis=_axis_name("y", last))]

    def layout(
        self, theme: Theme, axis: dict[str, object], time: dict[str, object], above: float, below: float
    ) -> Iterator[tuple[str, object]]:
        """What the layout has besides: an upright axis for each field and one for the words, over one axis of time.

        ``axis`` and ``time`` are what these look like elsewhere, ``above`` and ``below`` the margins in pixels.
        """
        last = len(self.placed) + 1
        for number, one in enumerate(self.placed, 1):
            y = one.panel.y
            yield (
                _axis_name("yaxis", number),
                axis
                | {
                    "domain": [self._from_below(one.bottom), self._from_below(one.top)],
                    "range": [y.low, y.high * 1.02],
                    "tickmode": "array",
                    "tickvals": [tick.value for tick in y.ticks],
                    "ticktext": [tick.label for tick in y.ticks],
                    "title": {"text": ""},
                    "visible": bool(one.totals),
                },
            )
        yield (
            _axis_name("yaxis", last),
            {"range": [self.height, 0.0], "domain": [0, 1], "visible": False, "fixedrange": True},
        )
        yield "xaxis", time | {"anchor": _axis_name("y", last), "showgrid": False}
        # Each axis has a ground of its own, and that of the words would lie over the fields.
        yield "plot_bgcolor", "rgba(0,0,0,0)"
        yield "shapes", [*self._silence(theme), *self._lines(theme)]
        yield "annotations", list(self._annotations(theme))
        yield "height", self.height + above + below
        yield "margin", {"l": 12, "r": 16 + WORD_SIZE * 0.6 * max(map(len, self._at_the_end())), "t": above, "b": below}

    def _part(self, marks: tuple[Mark, ...], y: Axis) -> Chart:
        codes = {mark.code for mark in marks}
        links = tuple(link for link in self.chart.links if {link.start, link.end} <= codes)
        return replace(self.chart, panels=(), marks=marks, links=links, y=replace(y, kind="quantity"))

    def _words(self, theme: Theme) -> Trace:
        return words_trace(self.lines, _day(self.chart.x.low + 1), theme)

    def _from_below(self, y: float) -> float:
        return 1 - y / self.height

    def _silence(self, theme: Theme) -> Iterator[dict[str, object]]:
        silent = self.chart.silent_from
        for one in self.placed:
            if silent and one.totals:
                yield {
                    "type": "rect", "layer": "below", "x0": silent.isoformat(), "x1": _day(self.chart.x.high),
                    "yref": "paper",
                    "y0": self._from_below(one.bottom), "y1": self._from_below(one.top),
                    "fillcolor": washed(TOKENS[theme]["ink-faint"], 0.08), "line": {"width": 0},
                }  # fmt: skip

    def _lines(self, theme: Theme) -> Iterator[dict[str, object]]:
        """The days of the ticks and of the events, in each field and not through the words under it."""
        days = [
            *((_day(tick.value), TOKENS[theme]["hairline"], "solid") for tick in self.chart.x.ticks),
            *((event.day.isoformat(), TOKENS[theme]["ink-faint"], "dot") for event in self.chart.events),
        ]
        for one in self.placed:
            for day, colour, dash in days if one.totals else ():
                yield {
                    "type": "line", "layer": "below", "x0": day, "x1": day, "yref": "paper",
                    "y0": self._from_below(one.bottom), "y1": self._from_below(one.top),
                    "line": {"color": colour, "width": 1, "dash": dash},
                }  # fmt: skip

    def _annotations(self, theme: Theme) -> Iterator[dict[str, object]]:
        """The years under each field, and the letters of the events above it, of those close together in one text."""
        near = (self.chart.x.high - self.chart.x.low) * _NEAR
        together: list[list[tuple[str, Annotation]]] = []
        for letter, event in event_letters(self.chart.events):
            if together and (event.day - together[-1][-1][1].day).days < near:
                together[-1].append((letter, event))
            else:
                together.append([(letter, event)])
        common = {"yref": "paper", "showarrow": False}
        # Months would touch one another on a phone.
        ticks = [tick for tick in self.chart.x.ticks if " " not in tick.label] or self.chart.x.ticks[:1]
        for one in self.placed:
            if not one.totals:
                continue
            for group in together:
                yield common | {
                    "x": group[len(group) // 2][1].day.isoformat(), "y": self._from_below(one.top),
                    "yanchor": "bottom", "text": " ".join(letter for letter, _ in group),
                    "hovertext": "; ".join(event.title for _, event in group),
                }  # fmt: skip
            for tick in ticks:
                yield common | {
                    "x": _day(tick.value), "y": self._from_below(one.bottom), "yanchor": "top", "text": tick.label,
                    "font": {"color": TOKENS[theme]["ink-faint"], "size": WORD_SIZE},
                }  # fmt: skip

    def _at_the_end(self) -> list[str]:
        """The numbers that stand where lines end."""
        return [text for one in self.placed for text in _numbered(one).values()] or [""]


def panels_of(chart: Chart) -> Panels:
    """The panels of a chart from the top down, each with its words."""
    placed: list[Placed] = []
    lines: list[WordLine] = []
    y = 0.0

    def say(words: str, *, quiet: bool = True) -> None:
        nonlocal y
        for line in wrapped(words, _WIDTH, WORD_SIZE):
            y += _LINE
            lines.append((line, y, quiet))

    for number, panel in enumerate(chart.panels):
        marks = [mark for mark in chart.marks if mark.lane == number]
        totals, rows = tuple(mark for mark in marks if not mark.for_period), period_rows(marks)
        say(panel.name, quiet=False)
        say(panel.words if marks else NOTHING)
        top = bottom = y
        if totals:
            say(f"{panel.y.label}, by the day they were stated")
            top = y + _GAP + _LINE
            y = bottom = top + _HIGH
            y += _GAP + _LINE
            say(NUMBERS)
            for place, mark in enumerate(standing_lines(totals), 1):
                say(f"{place}  {' '.join(label_of(mark))}", quiet=False)
            say(panel.more)
        y += _GAP
        at: list[Mark] = []
        if rows:
            say(ROWS)
        for mark in rows:
            say(" ".join(label_of(mark)), quiet=False)
            y += _GAP
            at.append(replace(mark, height=y))
            y += _GAP
        say(panel.more_rows)
        y += 2 * _GAP
        placed.append(Placed(panel, totals, tuple(at), top, bottom))
    for letter, event in event_letters(chart.events):
        say(f"{letter}  {event_days(event)}: {event.title}")
    return Panels(chart, tuple(placed), tuple(lines), y + _GAP)


def _axis_name(stem: str, number: int) -> str:
    """What plotly calls an axis: the first has no number."""
    return stem if number == 1 else f"{stem}{number}"


def _day(value: float) -> str:
    return date.fromordinal(int(value)).isoformat()


def _numbered(one: Placed) -> dict[float, str]:
    """The numbers of the lines by where they end, those so close that they would touch in one text."""
    near = (one.panel.y.high - one.panel.y.low) * WORD_SIZE / _HIGH
    found: dict[float, str] = {}
    for number, mark in enumerate(standing_lines(one.totals), 1):
        middle = sum(mark.values) / len(mark.values)
        at = next((height for height in found if abs(height - middle) < near), middle)
        found[at] = f"{found[at]}, {number}" if at in found else str(number)
    return found


def _numbers(chart: Chart, one: Placed, theme: Theme) -> Trace:
    """The number of each line where it ends."""
    numbers = _numbered(one)
    return go.Scatter(
        x=[_day(chart.x.high)] * len(numbers),
        y=list(numbers),
        text=list(numbers.values()),
        mode="text",
        textposition="middle right",
        textfont={"size": WORD_SIZE, "color": TOKENS[theme]["ink"]},
        cliponaxis=False,
        hoverinfo="skip",
        name="numbers",
    )
