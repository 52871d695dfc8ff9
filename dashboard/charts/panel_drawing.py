"""Drawing panels: fields that share an axis of time, each with its own axis of quantity, one under the other.

A line is a running total over the day of statement. On a wide sheet its words stand in the margin where it ends, on a
narrow one its number does, and the words stand under the field. Under each field every figure for a period has a row: a
line over the time that it is about, with its words beside it. So no words stand on a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.charts.description import Chart, Mark, Panel
from dashboard.charts.element import Svg, element, joined
from dashboard.charts.grammar.bounds import bar, look, token
from dashboard.charts.grammar.signs import bracket, onwards, ribbon
from dashboard.charts.labels import Box, spread, wrapped
from dashboard.charts.running import period_rows, standing_lines
from dashboard.charts.scales import Scale
from dashboard.charts.shapes import line, linked, target, tone, upright
from dashboard.charts.sheet import Drawing, Sheet
from dashboard.charts.time_axis import event_flags, event_legend, event_lines, event_marks, silence, spaced
from dashboard.charts.words import brief

_MARGIN, _GAP = 384.0, 40.0
"""The room for words beside a wide field, and that for the lines that lead to them."""
ROWS = "For a period: each line spans the time that its figure is about"
NUMBERS = "The numbers stand where the lines end:"
NOTHING = "No claim with a figure that stands is recorded."


@dataclass(frozen=True, slots=True)
class Field:
    """One panel on its sheet: its totals, the frame that they stand in, and the two scales."""

    chart: Chart
    panel: Panel
    sheet: Sheet
    marks: Sequence[Mark]
    frame: Box
    x: Scale
    y: Scale

    def closing(self, mark: Mark) -> float:
        """Where the line of a total ends: at the end of the axis, or for a range at a bracket of its own beyond it."""
        ranges = [other.code for other in standing_lines(self.marks) if len(set(other.values)) > 1]
        return self.frame.right + (4.0 * (1 + ranges.index(mark.code)) if mark.code in ranges else 0.0)

    def middle(self, mark: Mark) -> float:
        """The height that the words of a total lead from: its figure, or the middle of its range."""
        heights = [self.y(value) for value in mark.values]
        return (min(heights) + max(heights)) / 2


def draw_panels(chart: Chart, sheet: Sheet) -> Drawing:
    """The drawing of a chart with panels."""
    left = max(sheet.measure(tick.label) for panel in chart.panels for tick in panel.y.ticks) + 10
    x = Scale(chart.x, left, sheet.width - (_MARGIN + _GAP if sheet.wide else 44.0))
    parts: list[Svg] = []
    y = 0.0
    for number, panel in enumerate(chart.panels):
        marks = [mark for mark in chart.marks if mark.lane == number]
        y += 26 if parts else 0
        first = not any((mark.lane or 0) < number for mark in chart.marks)
        drawn, y = _panel(chart, sheet, panel, marks, x, y, first=first)
        parts += drawn
    if not sheet.wide:
        legend, taken = event_legend(sheet, chart.events, y + 8)
        parts += legend
        y += taken + 8
    return Drawing(parts, y + 4)


def label_of(mark: Mark) -> tuple[str, str]:
    """The words of a mark in two parts: whose figure it is and who said so, then the figure with its time."""
    who = f"{mark.supplier}: {mark.claimant}," if mark.supplier else f"{mark.claimant},"
    also = [*(["older"] if mark.older else []), *(["weak evidence"] if mark.weak else [])]
    figure = " ".join(filter(None, (mark.figure_label, brief(mark.period))))
    return who, f"{figure} ({', '.join(also)})" if also else figure


def _panel(
    chart: Chart, sheet: Sheet, panel: Panel, marks: Sequence[Mark], x: Scale, y: float, *, first: bool
) -> tuple[list[Svg], float]:
    """One panel from a height on, and the height that it ends at."""
    parts, y = _lines(sheet, panel.name, y, f"group {marks[0].side}" if marks else "group")
    more, y = _lines(sheet, panel.words if marks else NOTHING, y)
    parts += more
    totals, rows = [mark for mark in marks if not mark.for_period], period_rows(marks)
    if totals:
        words, y = _lines(sheet, f"{panel.y.label}, running totals by the day they were stated", y, "tick")
        drawn, y = _field(chart, sheet, panel, totals, x, y + 6, first=first)
        parts += [*words, *drawn]
        more, y = _lines(sheet, panel.more, y)
        parts += more
    if rows:
        drawn, y = _lines(sheet, ROWS, y + 12)
        parts += drawn
        for mark in rows:
            shape, y = _row(chart, sheet, mark, x, y)
            parts.append(shape)
        if not totals:
            drawn, y = _ticks(chart, sheet, x, y + 10)
            parts += [*silence(chart, x, y - sheet.line - 22, y - sheet.line - 12), *drawn]
        more, y = _lines(sheet, panel.more_rows, y + 2)
        parts += more
    return parts, y


def _lines(sheet: Sheet, words: str, y: float, kind: str = "soft") -> tuple[list[Svg], float]:
    """Some words over the width of the sheet from a height on, and the height that they end at."""
    found = wrapped(words, sheet.width * 0.94, sheet.size)
    return [sheet.text(one, 0, y + sheet.size + n * sheet.line, kind) for n, one in enumerate(found)], y + (
        len(found) * sheet.line + (2 if found else 0)
    )


def _field(
    chart: Chart, sheet: Sheet, panel: Panel, totals: Sequence[Mark], x: Scale, y: float, *, first: bool
) -> tuple[list[Svg], float]:
    lines = standing_lines(totals)
    labels = {mark.code: _margin_words(sheet, mark) for mark in lines}
    flags: list[Svg] = []
    top = y + 12
    if chart.events and sheet.wide and first:
        flags, height = event_flags(sheet, chart, x, y)
        top = y + height + 12
    elif chart.events and not sheet.wide:
        top += sheet.line + 2
    needed = (
        sum(len(words) * sheet.line + 6 for words in labels.values()) if sheet.wide else len(lines) * (sheet.line + 1)
    )
    bottom = top + max(needed, 300.0 if sheet.wide else 270.0)
    frame = Box(x.start, top, x.end, bottom)
    field = Field(chart, panel, sheet, totals, frame, x, Scale(panel.y, bottom, top))
    end = bottom + sheet.line + 12
    parts = [*_grid(field), *flags, *_events(field, first=first), _steps(field), *_edges(field), *_ends(field, lines)]
    if sheet.wide:
        words = _named(field, lines, labels)
    else:
        heading, end = _lines(sheet, NUMBERS, end)
        parts += heading
        words, end = _numbered(field, lines, end)
    for mark in sorted(totals, key=lambda mark: (not mark.faded, mark.stated_on, mark.code)):
        shapes = target(x(_day(mark)), _at(field, mark)), _token(field, mark)
        parts.append(linked(mark, *shapes))
    parts += [linked(mark, *words[mark.code], again=True) for mark in lines]
    return parts, end


def _day(mark: Mark) -> int:
    return (mark.day or mark.stated_on).toordinal()


def _at(field: Field, mark: Mark) -> float:
    """The height of a mark: where its line begins."""
    return field.y(mark.figure or 0.0)


def _token(field: Field, mark: Mark) -> Svg:
    """The mark of a total on its line: no bar, since a bar from zero makes what was replaced the heaviest ink."""
    ids, x = field.sheet.ids, field.x(_day(mark))
    if look(mark.shape).from_zero:
        return token(mark, ids, x, _at(field, mark), 5.0)
    return bar(mark, ids, upright, field.y, x, 9.0)


def _steps(field: Field) -> Svg:
    """Each total until its successor was stated, or faintly until the end of the axis once all are silent.

    What was replaced is thin and grey. Of a range both ends have a line. A capacity is a hatched ribbon.
    """
    places = {mark.code: mark for mark in field.marks}
    silent = field.chart.silent_from
    until = field.x(silent.toordinal()) if silent else field.frame.right
    faded: list[Svg] = []
    lines: list[Svg] = []
    for mark in field.marks:
        start, successor = field.x(_day(mark)), places.get(mark.superseded_by or "")
        for value in {mark.figure} if mark.faded else set(mark.values):
            y = field.y(value or 0.0)
            if successor is not None:
                turn = field.x(_day(successor))
                faded.append(_step(field, mark, (start, y), (turn, y), (turn, _at(field, successor))))
            elif not mark.faded:
                lines.append(_step(field, mark, (start, y), (until, y), faint=mark.older))
                if silent:
                    lines.append(_step(field, mark, (until, y), (field.frame.right, y), faint=True))
    return joined([*faded, *lines])


def _step(field: Field, mark: Mark, *points: tuple[float, float], faint: bool = False) -> Svg:
    kind = " ".join(
        filter(None, (tone(mark), "weak" if mark.weak and not mark.faded else "", "faint" if faint else ""))
    )
    if mark.hatched:
        return element("g", ribbon(points, field.sheet.ids.hatched(mark)), class_=f"mark ribbon {kind}")
    return line(*points, kind=f"step {kind}")


def _ends(field: Field, lines: Iterable[Mark]) -> Iterator[Svg]:
    """What closes the two lines of a range where they end: brackets one beside the other, for ranges that overlap."""
    for mark in lines:
        if len(set(mark.values)) > 1:
            top, bottom = field.y(max(mark.values)), field.y(min(mark.values))
            right, far = field.frame.right, field.closing(mark)
            yield line((right, top), (far, top), (far, bottom), (right, bottom), kind=f"closing {tone(mark)}")


def _edges(field: Field) -> Iterator[Svg]:
    """The span of the newest totals as two thin edges, dashed where an end is open, and a bracket at its end."""
    steps = field.chart.span
    days = [*(field.x(step.day.toordinal()) for step in steps[1:]), field.frame.right]
    before: dict[str, float] = {}
    for step, end in zip(steps, days, strict=bool(steps)):
        if step.low is None or step.high is None or step.low == step.high:
            before = {}
            continue
        start = field.x(step.day.toordinal())
        for edge, value, is_open in (("high", step.high, step.open_high), ("low", step.low, step.open_low)):
            y = field.y(value)
            if edge in before and before[edge] != y:
                yield line((start, before[edge]), (start, y), kind="span-riser")
            yield line((start, y), (end, y), kind="span-edge open" if is_open else "span-edge")
            before[edge] = y
    if before:
        right = field.frame.right
        far = max((field.closing(mark) for mark in field.marks), default=right) + 5
        corners = (right, before["high"]), (far, before["high"]), (far, before["low"]), (right, before["low"])
        yield line(*corners, kind="span-bracket")


def _margin_words(sheet: Sheet, mark: Mark) -> list[str]:
    return [words for part in label_of(mark) for words in wrapped(part, _MARGIN * 0.98, sheet.size)]


def _named(field: Field, lines: Sequence[Mark], labels: dict[str, list[str]]) -> dict[str, list[Svg]]:
    """The words of each total in the margin, as near as they can to where its line ends, and what leads to them."""
    sheet, right = field.sheet, field.frame.right
    ordered = sorted(lines, key=lambda mark: (field.middle(mark), mark.code))
    sizes = [len(labels[mark.code]) * sheet.line + 6 for mark in ordered]
    wanted = [field.middle(mark) for mark in ordered]
    centres = spread(wanted, sizes, field.frame.top - 10, field.frame.bottom + 14)
    found: dict[str, list[Svg]] = {}
    for mark, at, centre in zip(ordered, wanted, centres, strict=True):
        words = labels[mark.code]
        first = centre - (len(words) - 1) * sheet.line / 2 + 5
        bend = right + _GAP / 2
        leader = (field.closing(mark), at), (bend, at), (right + _GAP - 8, centre), (right + _GAP - 4, centre)
        found[mark.code] = [
            line(*leader, kind="leader"),
            *(_words(sheet, mark, each, right + _GAP, first + n * sheet.line) for n, each in enumerate(words)),
        ]
    return found


def _words(sheet: Sheet, mark: Mark, words: str, x: float, y: float, anchor: str | None = None) -> Svg:
    """A line of the words of a mark, in which its supplier, or else its claimant, is bold."""
    lead = f"{mark.supplier}:" if mark.supplier else f"{mark.claimant},"
    if not words.startswith(lead):
        return sheet.text(words, x, y, "figure", anchor)
    parts = element("tspan", lead, class_="strong"), words.removeprefix(lead)
    return element("text", *parts, class_="t figure", x=x, y=y, text_anchor=anchor)


def _numbered(field: Field, lines: Sequence[Mark], y: float) -> tuple[dict[str, list[Svg]], float]:
    """The number of each total where its line ends, and under a narrow field its words after the same number."""
    sheet, right = field.sheet, field.frame.right
    wanted = [field.middle(mark) for mark in lines]
    centres = spread(wanted, [sheet.line] * len(lines), field.frame.top - 8, field.frame.bottom + 8)
    found: dict[str, list[Svg]] = {}
    for number, (mark, at, centre) in enumerate(zip(lines, wanted, centres, strict=True), 1):
        words = wrapped(" ".join(label_of(mark)), (sheet.width - 24) * 0.96, sheet.size)
        found[mark.code] = [
            line((field.closing(mark), at), (right + 15, at), (right + 24, centre), kind="leader"),
            sheet.text(str(number), sheet.width, centre + 5, "strong", "end"),
            sheet.text(str(number), 0, y + sheet.size, "strong"),
            *(_words(sheet, mark, each, 24, y + sheet.size + n * sheet.line) for n, each in enumerate(words)),
        ]
        y += len(words) * sheet.line + 3
    return found, y


def _row(chart: Chart, sheet: Sheet, mark: Mark, x: Scale, y: float) -> tuple[Svg, float]:
    """A figure for a period in a row of its own: a line over its time with an end at both days, and its words."""
    start = x(_day(mark))
    end = x.end if mark.runs_on else x(min(mark.last_day.toordinal(), int(chart.x.high)))
    later = mark.runs_on or mark.last_day.toordinal() > chart.x.high
    words = " ".join(label_of(mark))
    wide = sheet.measure(words) * 1.04
    far = end + (20 if later else 14)
    if sheet.wide and far + wide <= sheet.width:
        found, place, anchor, middle = [words], far, None, y + 13
    elif sheet.wide and start - 14 - wide >= 0:
        found, place, anchor, middle = [words], start - 14, "end", y + 13
    else:
        found = wrapped(words, (sheet.width - far if sheet.wide else sheet.width) * 0.96, sheet.size)
        place, anchor, middle = far if sheet.wide else 0.0, None, y + 13
        middle += 0 if sheet.wide else len(found) * sheet.line + 4
    texts = [_words(sheet, mark, each, place, y + 18 + n * sheet.line, anchor) for n, each in enumerate(found)]
    body = [bracket(start, end, middle, closed=not later)] if mark.until or mark.runs_on else []
    shapes = [target((start + end) / 2, middle), *body, *([onwards(end, middle)] if later else [])]
    # On a line of few days a point of full size would hide both of its ends.
    point = token(mark, sheet.ids, (start + end) / 2, middle, max(2.5, min(4.5, (end - start) / 4)) if body else 4.5)
    height = len(found) * sheet.line + (6 if sheet.wide else 26)
    return linked(mark, *shapes, point, *texts), y + max(height, 26.0)


def _grid(field: Field) -> list[Svg]:
    chart, sheet, frame = field.chart, field.sheet, field.frame
    parts = silence(chart, field.x, frame.top, frame.bottom)
    for tick in field.panel.y.ticks:
        y = field.y(tick.value)
        parts.append(line((frame.left, y), (frame.right, y), kind="grid"))
        parts.append(sheet.text(tick.label, frame.left - 8, y + 5, "tick", "end"))
    return [*parts, *_ticks(chart, sheet, field.x, frame.bottom)[0]]


def _ticks(chart: Chart, sheet: Sheet, x: Scale, y: float) -> tuple[list[Svg], float]:
    """The axis of time under rows that stand under no field."""
    parts = [line((x.start, y), (x.end, y), kind="axis")]
    for tick, at, fits in spaced(sheet, chart, x, -100.0):
        parts.append(line((at, y), (at, y + 6), kind="grid"))
        if fits:
            parts.append(sheet.text(tick.label, at, y + sheet.size + 8, "tick", "middle"))
    return parts, y + sheet.line + 12


def _events(field: Field, *, first: bool) -> Iterable[Svg]:
    """The days of the events in a field; on a narrow sheet each under its letter."""
    frame, sheet = field.frame, field.sheet
    if not sheet.wide:
        return event_marks(field.chart, sheet, field.x, frame.top - 10, frame.top - 6, frame.bottom)
    return event_lines(field.chart, field.x, frame.top - (12 if first else 6), frame.bottom)
