"""Drawing a field: time along the page, a quantity or a ratio up it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.charts.description import Chart, Mark, by_day
from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.glyphs import bar, linked, ratio, tone, upright
from dashboard.charts.labels import Box, Room, spread
from dashboard.charts.scales import along
from dashboard.charts.sheet import Sheet, event_legend, event_letters, event_mark, label_lines, text_box

Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Field:
    """The plot's frame on its sheet and the two scales."""

    chart: Chart
    sheet: Sheet
    frame: Box

    def x(self, ordinal: float) -> float:
        """The coordinate of a day."""
        return self.frame.left + along(self.chart.x, ordinal) * (self.frame.right - self.frame.left)

    def y(self, value: float) -> float:
        """The coordinate of a value, higher up for more."""
        return self.frame.bottom - along(self.chart.y, value) * (self.frame.bottom - self.frame.top)

    def centre(self, mark: Mark) -> float:
        """The middle of the time that the mark stands at."""
        start = (mark.day or mark.stated_on).toordinal()
        end = mark.until.toordinal() if mark.until else start
        return self.x((start + end) / 2)

    def body(self, mark: Mark, x: float) -> Box:
        """The room that the mark takes when it is drawn at x: from its lowest to its highest stated figure."""
        values = [self.y(value) for value in (mark.low, mark.point, mark.high) if value is not None]
        top, bottom = min(values), max(values)
        if not mark.ratio and mark.shape in ("at-least", "up-to"):
            bottom = self.frame.bottom
        reach = 18 if mark.ratio else 14
        return Box(
            x - 7,
            top - (reach if mark.shape == "at-least" else 7),
            x + 7,
            bottom + (reach if mark.ratio and mark.shape == "up-to" else 7),
        )


def draw_field(chart: Chart, sheet: Sheet) -> tuple[list[Svg], float]:
    """The drawing of a chart of time and quantity or ratio, and its height."""
    heads = _heads(chart, sheet)
    field = _field(chart, sheet)
    frame = field.frame
    spots = _spots(field)
    ordered = sorted(spots, key=lambda spot: not spot[0].faded)
    marks = [linked(mark, _shapes(field, mark, x)) for mark, x in ordered]
    labels = _margin_labels(field, heads) if heads else _inner_labels(field, spots)
    steps = [*span_area(field), _steps(field)] if chart.steps else []
    below = frame.bottom + sheet.line * 2 + 12
    legend, taken = event_legend(sheet, chart.events, 0, below)
    return [*_grid(field), *steps, *marks, *labels, *legend], below + taken + 2


def aside(chart: Chart, sheet: Sheet) -> bool:
    """Whether a mark stands beside its day, because it would hide another."""
    field = _field(chart, sheet)
    return any(abs(x - field.centre(mark)) > 0.5 for mark, x in _spots(field))


def _heads(chart: Chart, sheet: Sheet) -> list[Mark]:
    """The claims that stand, which are labelled in a margin where their lines end; none where there is no margin."""
    return [mark for mark in chart.marks if not mark.faded] if chart.steps and sheet.wide else []


def _field(chart: Chart, sheet: Sheet) -> Field:
    top = (2.4 if chart.events else 1.2) * sheet.line + 8 + _headroom(chart, sheet)
    tick_room = max((sheet.measure(tick.label) for tick in chart.y.ticks), default=0) + 10
    margin = 300.0 if _heads(chart, sheet) else 16.0
    return Field(chart, sheet, Box(tick_room, top, sheet.width - margin, top + (460.0 if sheet.wide else 330.0)))


def _headroom(chart: Chart, sheet: Sheet) -> float:
    """The room above the plot for the label of its highest mark, where labels stand above marks."""
    return 3 * sheet.line + 8 if chart.steps and not sheet.wide else 0.0


def _spots(field: Field) -> list[tuple[Mark, float]]:
    """The marks by day with the coordinate of each, moved a little aside where it would hide another.

    Steps keep their exact days: their lines would not meet otherwise.
    """
    spots: list[tuple[Mark, float]] = []
    taken: list[Box] = []
    for mark in by_day(field.chart.marks):
        if mark.figure is None:
            continue
        x = field.centre(mark)
        if not field.chart.steps:
            wishes = [x + shift for shift in (0, 9, -9, 18, -18) if field.frame.left < x + shift < field.frame.right]
            x = next((wish for wish in wishes if not _meets(_tight(field.body(mark, wish)), taken)), wishes[0])
        taken.append(_tight(field.body(mark, x)))
        spots.append((mark, x))
    return spots


def _meets(body: Box, taken: list[Box]) -> bool:
    return any(body.meets(box) for box in taken)


def _tight(body: Box) -> Box:
    return Box(body.left + 2.6, body.top + 2, body.right - 2.6, body.bottom - 2)


def _shapes(field: Field, mark: Mark, x: float) -> Svg:
    if mark.ratio:
        return joined([_hit(x, field.y(mark.figure or 1)), ratio(mark, field.y, x, 6.5)])
    thick = 9.0 if field.sheet.wide else 7.0
    shapes = [_hit(x, field.y(mark.figure or 0)), bar(mark, field.sheet.ids, upright, field.y, x, thick)]
    if mark.until is not None and mark.day is not None:
        # The whisker lies at every stated figure: the time that the figure is about.
        start, end = field.x(mark.day.toordinal()), field.x(mark.until.toordinal())
        heights = [field.y(value) for value in (mark.low, mark.point, mark.high) if value is not None]
        shapes.extend(element("path", class_="period", d=path((start, y), (end, y))) for y in heights)
    return joined(shapes)


def _whiskers(field: Field, mark: Mark) -> list[Box]:
    """The room that the lines over the time of a mark take."""
    if mark.until is None or mark.day is None:
        return []
    start, end = field.x(mark.day.toordinal()), field.x(mark.until.toordinal())
    heights = [field.y(value) for value in (mark.low, mark.point, mark.high) if value is not None]
    return [Box(start, y - 1, end, y + 1) for y in heights]


def _hit(x: float, y: float) -> Svg:
    return element("circle", class_="hit", cx=x, cy=y, r=12.0)


def _steps(field: Field) -> Svg:
    """Each claim standing until its successor was stated, or until the end of the axis."""
    marks = {mark.code: mark for mark in field.chart.marks}
    lines = []
    for mark in marks.values():
        if mark.figure is None:
            continue
        start, y = field.centre(mark), field.y(mark.figure)
        successor = marks.get(mark.superseded_by or "")
        if successor is not None and successor.figure is not None:
            x = field.centre(successor)
            way = path((start, y), (x, y), (x, field.y(successor.figure)))
            lines.append(element("path", class_="step superseded", d=way))
        elif not mark.faded:
            lines.append(element("path", class_=f"step {tone(mark)}", d=path((start, y), (field.frame.right, y))))
    return joined(lines)


def span_area(field: Field) -> list[Svg]:
    """How far apart the newest totals stood: a wash for each step, its edges dashed where an end is open."""
    steps = field.chart.span
    if not steps:
        return []
    ends = [*(field.x(step.day.toordinal()) for step in steps[1:]), field.frame.right]
    parts: list[Svg] = []
    for step, end in zip(steps, ends, strict=True):
        if step.low is None or step.high is None or step.low == step.high:
            continue
        start, top, bottom = field.x(step.day.toordinal()), field.y(step.high), field.y(step.low)
        corners = ((start, top), (end, top), (end, bottom), (start, bottom))
        parts.append(element("path", class_="span-wash", d=path(*corners, closed=True)))
        for y, is_open in ((top, step.open_high), (bottom, step.open_low)):
            kind = "span-edge open" if is_open else "span-edge"
            parts.append(element("path", class_=kind, d=path((start, y), (end, y))))
    return [element("g", *parts, class_=f"span {field.chart.marks[0].side}")] if parts else []


def _margin_labels(field: Field, heads: list[Mark]) -> list[Svg]:
    """Labels where the lines of the standing claims end, newest first, as far as each stays near its line."""
    chosen: list[Mark] = []
    for mark in sorted(heads, key=lambda mark: (-mark.stated_on.toordinal(), mark.code)):
        if _far(field, [*chosen, mark]) <= 46:
            chosen.append(mark)
    chosen.sort(key=lambda mark: (field.y(mark.figure or 0), mark.code))
    parts = []
    sheet, x = field.sheet, field.frame.right
    for mark, centre in zip(chosen, _centres(field, chosen), strict=True):
        wanted = field.y(mark.figure or 0)
        leader = path((x, wanted), (x + 6, wanted), (x + 18, centre), (x + 24, centre))
        lines = _margin_lines(field, mark)
        first = centre - (len(lines) - 1) * sheet.line / 2 + 5
        words = [
            sheet.text(line, x + 28, first + index * sheet.line, f"figure {mark.side}")
            for index, line in enumerate(lines)
        ]
        parts.append(element("path", class_=f"leader {mark.side}", d=leader))
        parts.extend(words)
    return parts


def _margin_lines(field: Field, mark: Mark) -> list[str]:
    return label_lines(field.sheet, mark, field.sheet.width - field.frame.right - 30)


def _centres(field: Field, marks: list[Mark]) -> list[float]:
    """The heights of the labels of marks that are given from the top down."""
    sizes = [len(_margin_lines(field, mark)) * field.sheet.line + 4 for mark in marks]
    wanted = [field.y(mark.figure or 0) for mark in marks]
    return spread(wanted, sizes, field.frame.top - 10, field.frame.bottom + 34)


def _far(field: Field, marks: list[Mark]) -> float:
    """How far the farthest label would stand from its line; no limit where they do not fit at all."""
    ordered = sorted(marks, key=lambda mark: (field.y(mark.figure or 0), mark.code))
    try:
        centres = _centres(field, ordered)
    except ValueError:
        return float("inf")
    return max(abs(centre - field.y(mark.figure or 0)) for mark, centre in zip(ordered, centres, strict=True))


def _inner_labels(field: Field, spots: list[tuple[Mark, float]]) -> list[Svg]:
    """Labels beside the marks where there is room: the extremes first, then the newest of those that stand."""
    sheet, frame = field.sheet, field.frame
    room = Room(Box(frame.left + 2, frame.top - 6 - _headroom(field.chart, sheet), sheet.width - 2, frame.bottom - 2))
    if field.chart.steps:
        # Columns fill a narrow plot: a label may stand over one, never over the end that it names.
        ends = [(x, field.y(mark.figure)) for mark, x in spots if mark.figure is not None and not mark.faded]
        room.take(Box(x - 7, y - 7, x + 7, y + 7) for x, y in ends)
        solid = [(mark, x) for mark, x in spots if mark.shape == "at-least" and not (mark.hatched or mark.faded)]
        room.take(field.body(mark, x) for mark, x in solid)
    else:
        room.take(field.body(mark, x) for mark, x in spots)
        room.take(whisker for mark, _ in spots for whisker in _whiskers(field, mark))
    if field.chart.y.log:
        room.take([Box(frame.left, field.y(1) - 2, frame.right, field.y(1) + 2)])
    current = [(mark, x, field.y(mark.figure)) for mark, x in spots if not mark.faded and mark.figure is not None]
    if not current:
        return []
    by_height = sorted(current, key=lambda spot: (spot[2], spot[0].code))
    extremes = {by_height[0][0].code, by_height[-1][0].code}
    ranked = sorted(current, key=lambda s: (s[0].code not in extremes, -s[0].stated_on.toordinal(), s[0].code))
    parts: list[Svg] = []
    named = 0
    for mark, x, y in ranked:
        if named == (12 if sheet.wide else 7):
            break
        body = field.body(mark, x)
        lines = [mark.label] if sheet.wide else label_lines(sheet, mark, 150)
        extra = (len(lines) - 1) * sheet.line
        above, below = body.top - 5 - extra, body.bottom + sheet.size * 0.8 + 1
        if field.chart.steps:
            # The line of a claim that stands runs to the right of its mark, so words stand above it.
            wishes = [(x, above, "middle"), (x + 8, above, "end"), (x - 8, above, "start")]
        else:
            wishes = [
                (x + 12, y + 5 - extra / 2, "start"),
                (x - 12, y + 5 - extra / 2, "end"),
                (x, above, "middle"),
                (x, below, "middle"),
            ]
        boxes = [_lines_box(sheet, lines, *wish) for wish in wishes]
        found = room.first_free(boxes)
        if found is not None:
            wx, wy, anchor = wishes[boxes.index(found)]
            named += 1
            parts.extend(
                sheet.text(line, wx, wy + n * sheet.line, f"figure {mark.side}", None if anchor == "start" else anchor)
                for n, line in enumerate(lines)
            )
    return parts


def _lines_box(sheet: Sheet, lines: list[str], x: float, baseline: float, anchor: str) -> Box:
    boxes = [text_box(sheet, line, x, baseline + n * sheet.line, anchor) for n, line in enumerate(lines)]
    return Box(min(b.left for b in boxes), boxes[0].top, max(b.right for b in boxes), boxes[-1].bottom)


def _grid(field: Field) -> list[Svg]:
    chart, sheet, frame = field.chart, field.sheet, field.frame
    parts = []
    for tick in chart.y.ticks:
        y = field.y(tick.value)
        zero = tick.value == (1 if chart.y.log else 0)
        parts.append(element("path", class_="axis" if zero else "grid", d=path((frame.left, y), (frame.right, y))))
        parts.append(sheet.text(tick.label, frame.left - 8, y + 5, "tick", "end"))
    parts.append(sheet.text(chart.y.label, 0, sheet.size, "tick"))
    last = -100.0
    for tick in chart.x.ticks:
        x = field.x(tick.value)
        half = sheet.measure(tick.label) / 2
        parts.append(element("path", class_="grid", d=path((x, frame.bottom), (x, frame.bottom + 6))))
        if x - half >= last + 8 and x + half <= sheet.width:
            parts.append(sheet.text(tick.label, x, frame.bottom + sheet.size + 8, "tick", "middle"))
            last = x + half
    parts.append(sheet.text(chart.x.label, frame.left, frame.bottom + sheet.size + 8 + sheet.line, "tick"))
    last = -100.0
    ceiling = frame.top - _headroom(chart, sheet)
    for letter, event in event_letters(chart.events):
        x = field.x(event.day.toordinal())
        parts.append(event_mark(event, field.x, ceiling - 4, frame.bottom))
        parts.append(sheet.text(letter, max(x, last + 14), ceiling - 9, "strong", "middle"))
        last = max(x, last + 14)
    return parts
