"""Drawing the map: the whole way small, its two crowded ends again, larger, and under them what is said of each route.

What a window shows depends on the description and the sheet alone, so it is cached by both: no request projects a coast
that another has projected, or looks once more for the places of names. What holds an address is drawn each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians

from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.labels import Box, Room, wrapped
from dashboard.charts.map_description import Map, MapEntry, MapLeg, MapPlace, MapTown, Part, Ring
from dashboard.charts.shapes import line
from dashboard.charts.sheet import Drawing, Sheet, Wish, placed_label

SCHEMATIC = "schematic: the way between is not stated"
_BADGE = 9.0
_TOUCHING, _FAR = 12.0, 14.0
"""How near to one another two places share their words, and how far from its place a name needs a line to it, in units
of the sheet."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A leg on the sheet: its way, how long that is, and what it takes of its window, in small squares."""

    leg: MapLeg
    way: tuple[tuple[float, float], ...]
    length: float
    squares: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """One part of the world set into a rectangle of the sheet, with east-west distances true in its middle."""

    part: Part
    left: float
    top: float
    width: float

    @property
    def _shrink(self) -> float:
        return cos(radians((self.part.south + self.part.north) / 2))

    @property
    def height(self) -> float:
        """The height that the width and the part give."""
        degrees = (self.part.east - self.part.west) * self._shrink
        return self.width * (self.part.north - self.part.south) / degrees

    @property
    def box(self) -> Box:
        """The rectangle."""
        return Box(self.left, self.top, self.left + self.width, self.top + self.height)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The coordinate of a point."""
        x = self.left + (longitude - self.part.west) / (self.part.east - self.part.west) * self.width
        y = self.top + (self.part.north - latitude) / (self.part.north - self.part.south) * self.height
        return x, y


def draw_map(world: Map, sheet: Sheet) -> Drawing:
    """The drawing of the map."""
    whole, *insets = windows(world, sheet)
    parts = [sheet.text(whole.part.title, 0, sheet.size, "strong")]
    parts.extend(_window(world, whole, sheet, tuple(window.part for window in insets)))
    for n, window in enumerate(insets, 1):
        parts.append(
            sheet.text(f"{n}. {window.part.title}", window.left, window.top - sheet.line - 6 + sheet.size, "strong")
        )
        parts.extend(_window(world, window, sheet))
    entries, y = _entries(world.entries, sheet, max(window.box.bottom for window in (whole, *insets)) + 20)
    return Drawing([*parts, *entries], y)


def windows(world: Map, sheet: Sheet) -> list[Window]:
    """Where each part of the world stands on the sheet: the whole on top, the others beside one another where the sheet
    is wide, and else one under the other."""
    head, gap = sheet.line + 6, 24.0
    first, *others = world.world.parts
    found = [Window(first, 0, head, sheet.width)]
    width = (sheet.width - gap * (len(others) - 1)) / len(others) if sheet.wide and others else sheet.width
    top = found[0].box.bottom + 16 + head
    for n, part in enumerate(others):
        window = Window(part, (width + gap) * n if sheet.wide else 0.0, top, width)
        found.append(window)
        top = top if sheet.wide else window.box.bottom + 16 + head
    return found


def _window(world: Map, window: Window, sheet: Sheet, larger: tuple[Part, ...] = ()) -> list[Svg]:
    """One window; ``larger`` are the parts of it that stand again larger, each under its number."""
    clip = f"{sheet.ids.prefix}-{window.part.name}"
    area = {"x": window.left, "y": window.top, "width": window.width, "height": window.height}
    legs = [leg for leg in world.legs if _touches(window.part, leg.way)]
    # Nothing but the legs themselves holds an address, which a day in the past alters.
    shapes = tuple(replace(leg, href="", quote="") for leg in legs)
    inside = tuple(place for place in world.places if window.part.holds(place.longitude, place.latitude))
    return [
        element("clipPath", element("rect", **area), id=clip),
        element("rect", class_="sea", **area),
        element(
            "g",
            element("path", class_="land", d=_land(window)),
            element("path", class_="lake", d=_lakes(window)),
            *[_leg(leg, _inside([window.at(*point) for point in leg.way], window.box)) for leg in legs],
            clip_path=f"url(#{clip})",
        ),
        _over(inside, world.towns, shapes, window, sheet, larger),
        element("rect", class_="map-frame", **area),
    ]


@lru_cache(maxsize=64)
def _over(
    places: tuple[MapPlace, ...],
    towns: tuple[MapTown, ...],
    legs: tuple[MapLeg, ...],
    window: Window,
    sheet: Sheet,
    larger: tuple[Part, ...],
) -> Svg:
    """What stands over the land and the legs of a window: dots, letters and names, none of them over another."""
    small = bool(larger)
    box = window.box
    room = Room(Box(box.left + 2, box.top + 2, box.right - 2, box.bottom - 2))
    # A landmark is of use where it has its name, which the whole has no room for.
    shown = [place for place in places if not (small and place.landmark)]
    spots = {place.code: window.at(place.longitude, place.latitude) for place in shown}
    room.take(Box.around(x, y, 6) for x, y in spots.values())
    frames = [_frame(str(n), window, part, sheet, room) for n, part in enumerate(larger, 1)]
    ways = [_drawn(leg, window) for leg in legs]
    lines = [spot for way in ways for spot in way.squares]
    badges: list[Svg] = []
    if not sheet.wide:
        # Where there is least room letters come before names: nothing else says which leg is which.
        badges.extend(_letters(ways, sheet, room, small=small))
    labels: list[Svg] = []
    for words, landmark, x, y in () if small else _clusters(shown, spots):
        labels.extend(_place_name(words, landmark, (x, y), sheet, room, lines))
    if sheet.wide:
        badges.extend(_letters(ways, sheet, room, small=small))
    room.take(lines)
    if small:
        labels.extend(_schematic(ways, sheet, room))
    labels.extend(_names(towns if sheet.wide or not small else (), window, sheet, room))
    dots = [_dot(place, *spots[place.code], small=small) for place in shown]
    return joined([*dots, *frames, *badges, *labels])


def _frame(number: str, window: Window, inner: Part, sheet: Sheet, room: Room) -> Svg:
    """Where in a window a part of it lies that stands again larger, with its number in a corner."""
    (x1, y1), (x2, y2) = window.at(inner.west, inner.north), window.at(inner.east, inner.south)
    box = window.box
    x1, y1, x2, y2 = max(x1, box.left + 1), max(y1, box.top + 1), min(x2, box.right - 1), min(y2, box.bottom - 1)
    inside = [(x, y, "start") for y in (y1 + sheet.size + 1, y2 - 6) for x in (x1 + 5, x2 - 14)]
    wishes = inside if x2 - x1 > 60 else [(x1, y1 - 5, "start"), (x1, y2 + sheet.size + 3, "start")]
    label = _placed(sheet, room, [number], wishes, "strong place")
    room.take(Box(x1, edge - 3, x2, edge + 3) for edge in (y1, y2))
    room.take(Box(edge - 3, y1, edge + 3, y2) for edge in (x1, x2))
    rect = element("rect", class_="map-inset", x=x1, y=y1, width=x2 - x1, height=y2 - y1)
    return joined([rect, *label])


def _clusters(
    places: Sequence[MapPlace], spots: dict[str, tuple[float, float]]
) -> Iterator[tuple[list[str], bool, float, float]]:
    """The words of each place with their spot; places whose dots touch have theirs in one, so that none is swapped."""
    # From the right: names stand on that side first, and what comes last has the whole left of it.
    left = sorted(places, key=lambda place: (place.landmark, -place.longitude))
    while left:
        first = left[0]
        x, y = spots[first.code]
        near = [place for place in left if hypot(spots[place.code][0] - x, spots[place.code][1] - y) < _TOUCHING]
        near.sort(key=lambda place: spots[place.code][0])
        left = [place for place in left if place not in near]
        words = [f"{place.label} and" for place in near[:-1]]
        yield [*words, near[-1].label], first.landmark, x, y


def _placed(sheet: Sheet, room: Room, lines: Sequence[str], wishes: Sequence[Wish], kind: str) -> list[Svg]:
    """A label at the first wish that has room, which keeps a little air around it: names of a map stand on no lines."""
    label = placed_label(sheet, room, lines, wishes, kind)
    if label:
        box = room.taken[-1]
        room.taken[-1] = Box(box.left - 3, box.top - 4, box.right + 3, box.bottom + 4)
    return label


def _place_name(
    words: Sequence[str], landmark: bool, at: tuple[float, float], sheet: Sheet, room: Room, lines: Sequence[Box]
) -> list[Svg]:
    """The name of a place beside its dot, off all legs where there is room; a thin line leads to one that is far."""
    kind = "place soft" if landmark else "place"
    wishes = list(_around(*at, (len(words) - 1) * sheet.line))
    off = Room(room.frame, [*room.taken, *lines])
    label = _placed(sheet, off, words, wishes, kind)
    if label:
        room.take(off.taken[-1:])
    else:
        label = _placed(sheet, room, words, wishes, kind)
    if not label:
        return []
    box, (x, y) = room.taken[-1], at
    near = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
    far = hypot(near[0] - x, near[1] - y) > _FAR
    return [*([line(at, near, kind="leader-line")] if far else ()), *label]


def _dot(place: MapPlace, x: float, y: float, *, small: bool) -> Svg:
    kind = "place-dot landmark" if place.landmark else "place-dot"
    return element("circle", element("title", place.label), class_=kind, cx=x, cy=y, r=2.5 if small else 4.0)


def _around(x: float, y: float, more: float = 0.0) -> Iterator[Wish]:
    """Where the name of a place may stand, whose lines after the first are so high: beside it, above or below it."""
    for out in (0, 8, 20):
        yield x + 10 + out, y + 5 - more / 2, "start"
        yield x - 10 - out, y + 5 - more / 2, "end"
        yield x, y - 11 - out - more, "middle"
        yield x, y + 21 + out, "middle"
        for across, side in ((8, "start"), (-8, "end")):
            yield x + across, y - 9 - out - more, side
            yield x + across, y + 19 + out, side


def _letters(ways: Sequence[Drawn], sheet: Sheet, room: Room, *, small: bool) -> Iterator[Svg]:
    """The letter of its route on each leg, the shortest first: at a free place along it, off all other legs; beside a
    leg that is shorter than a letter.

    The whole leaves out those that only a larger window has room for.
    """
    for drawn in sorted(ways, key=lambda drawn: drawn.length):
        if small and drawn.length < 6 * _BADGE:
            continue
        if drawn.length < 4 * _BADGE:
            x, y = drawn.way[len(drawn.way) // 2]
            spots = [(x + dx, y + dy) for dx, dy in ((0, -20), (20, -8), (-20, -8), (0, 20), (22, 12), (-22, 12))]
        else:
            shares = (0.45, 0.6, 0.35, 0.7, 0.25, 0.8, 0.15, 0.9)
            spots = [_part_way(drawn.way, drawn.length * share) for share in shares]
        others = [spot for other in ways if other is not drawn for spot in other.squares]
        boxes = [Box.around(x, y, _BADGE + 1.5) for x, y in spots]
        box = Room(room.frame, [*room.taken, *others]).first_free(boxes) or room.first_free(boxes)
        if box is not None:
            room.take([box])
            yield _badge(
                drawn.leg.letter, (box.left + box.right) / 2, (box.top + box.bottom) / 2, _tone(drawn.leg), sheet
            )


def _badge(letter: str, x: float, y: float, tone: str, sheet: Sheet) -> Svg:
    disc = element("circle", class_="badge", cx=x, cy=y, r=_BADGE)
    return element("g", disc, sheet.text(letter, x, y + 5, "strong", "middle"), class_=f"leg {tone}")


def _tone(leg: MapLeg) -> str:
    return "returning" if leg.returning else leg.side


def _part_way(way: Sequence[tuple[float, float]], length: float) -> tuple[float, float]:
    """The point that lies so far along a way."""
    for (ax, ay), (bx, by) in pairwise(way):
        step = hypot(bx - ax, by - ay)
        if step and length <= step:
            return ax + (bx - ax) * length / step, ay + (by - ay) * length / step
        length -= step
    return way[-1]


def _drawn(leg: MapLeg, window: Window) -> Drawn:
    """A leg as it lies in a window."""
    way = tuple(window.at(*point) for point in leg.way)
    steps = [hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(way)]
    box = window.box
    squares = (
        Box.around(ax + (bx - ax) * share, ay + (by - ay) * share, 3)
        for ((ax, ay), (bx, by)), step in zip(pairwise(way), steps, strict=True)
        for share in _shares(step)
    )
    return Drawn(leg, way, sum(steps), tuple(square for square in squares if square.meets(box)))


def _shares(length: float) -> Iterator[float]:
    """The parts of a line between its ends at which a square stands, so close that none has room between two."""
    count = max(1, int(length / 6))
    return (n / count for n in range(count + 1))


def _schematic(ways: Sequence[Drawn], sheet: Sheet, room: Room) -> Iterator[Svg]:
    """Beside the longest schematic leg the words that say what it is."""
    found = [drawn.way for drawn in ways if drawn.leg.schematic]
    if not found:
        return
    way = max(found, key=len)
    lines = wrapped(SCHEMATIC, sheet.width * 0.45, sheet.size)
    spots = [_part_way(way, abs(way[-1][0] - way[0][0]) * share) for share in (0.55, 0.45, 0.65, 0.35, 0.75)]
    wishes = [
        (x, y + off, "middle")
        for x, y in spots
        for off in (sheet.line + 4, -8 - sheet.line * (len(lines) - 1), 2 * sheet.line, 3 * sheet.line)
    ]
    yield from _placed(sheet, room, lines, wishes, "place soft")


def _names(towns: Sequence[MapTown], window: Window, sheet: Sheet, room: Room) -> Iterator[Svg]:
    """The names of countries and seas and of the towns that schematic legs lead through, where there is room."""
    names = [name for name in window.part.names if window.part.holds(*name[1:])]
    for words, *at in names[:4]:
        yield from _name(words, window.at(*at), sheet, room)
    for town in towns:
        if window.part.holds(town.longitude, town.latitude):
            x, y = window.at(town.longitude, town.latitude)
            label = _placed(sheet, room, [town.label], list(_around(x, y))[:8], "place soft")
            yield from (*([element("circle", class_="town", cx=x, cy=y, r=2.0)] if label else ()), *label)
    for words, *at in names[4:]:
        yield from _name(words, window.at(*at), sheet, room)


def _name(words: str, at: tuple[float, float], sheet: Sheet, room: Room) -> list[Svg]:
    x, y = at
    wishes = [(x + dx, y + dy, "middle") for dy in (0, -10, 10) for dx in (0, -14, 14)]
    return _placed(sheet, room, [words], wishes, "country")


@lru_cache(maxsize=16)
def _land(window: Window) -> str:
    """The outlines of all countries in a window; the same for every reader, so it is projected once."""
    return "".join(_ring(window, outline.ring) for outline in window.part.outlines) or "M0 0"


@lru_cache(maxsize=16)
def _lakes(window: Window) -> str:
    return "".join(_ring(window, ring) for ring in window.part.lakes) or "M0 0"


def _leg(leg: MapLeg, way: Sequence[tuple[float, float]]) -> Svg:
    schematic = ["leg-schematic"] if leg.schematic else []
    return element(
        "a",
        element("title", leg.quote),
        element("path", class_="leg-hit", d=path(*way)),
        element("path", class_="leg-line", d=path(*way)),
        element("path", class_="leg-head", d=_head(way)),
        href=leg.href,
        class_=" ".join(["leg", f"leg-{leg.mode}", *schematic, _tone(leg)]),
        data_code=leg.code,
        data_figures="",
    )


def _inside(way: Sequence[tuple[float, float]], box: Box) -> list[tuple[float, float]]:
    """The points of a way in a window, with the next one on either side; all of a way that has none in it."""
    held = [box.left <= x <= box.right and box.top <= y <= box.bottom for x, y in way]
    near = [n for n in range(len(way)) if any(held[max(n - 1, 0) : n + 2])]
    return list(way[near[0] : near[-1] + 1]) if near else list(way)


def _head(way: Sequence[tuple[float, float]]) -> str:
    """An arrowhead in the middle of the way."""
    middle = len(way) // 2
    (x1, y1), (x2, y2) = way[middle - 1], way[middle]
    length = hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    foot_x, foot_y = x - ux * 4, y - uy * 4
    wings = (foot_x - uy * 5, foot_y + ux * 5), (foot_x + uy * 5, foot_y - ux * 5)
    return path((x + ux * 6, y + uy * 6), *wings, closed=True)


def _entries(entries: Sequence[MapEntry], sheet: Sheet, y: float) -> tuple[list[Svg], float]:
    """What is said of each route, in two columns on a wide sheet, from a height on; and the height that it ends at."""
    gap = 32.0
    columns = 2 if sheet.wide and len(entries) > 1 else 1
    width = (sheet.width - gap * (columns - 1)) / columns
    blocks = [_entry(entry, sheet, width) for entry in entries]
    whole = sum(height for _, height in blocks)
    parts: list[Svg] = []
    column, at, deepest = 0, y, y
    for draw, height in blocks:
        if column + 1 < columns and at - y + height / 2 > whole / columns:
            column, at = column + 1, y
        parts.append(element("g", *draw, transform=f"translate({column * (width + gap):g} {at:g})"))
        at += height
        deepest = max(deepest, at)
    return parts, deepest


def _entry(entry: MapEntry, sheet: Sheet, width: float) -> tuple[list[Svg], float]:
    """The letters of a route, its words, its figures and its notes, from the height 0 on; and how high they are."""
    left = 2 * _BADGE + 10 + (len(entry.letters) - 1) * 2 * (_BADGE + 1)
    parts = [
        _badge(letter, _BADGE + 1 + n * 2 * (_BADGE + 1), _BADGE + 2, entry.side, sheet)
        for n, letter in enumerate(entry.letters)
    ]
    y = 0.0

    def block(words: str, kind: str, href: str = "") -> None:
        nonlocal y
        lines = []
        for row in wrapped(words, (width - left) * (0.94 if kind == "strong" else 0.99), sheet.size):
            lines.append(sheet.text(row, left, y + sheet.size, kind))
            y += sheet.line
        if href:
            parts.append(element("a", *lines, href=href, class_="entry"))
        else:
            parts.extend(lines)
        y += 2

    block(entry.words, "strong", entry.href)
    for figure in entry.figures:
        block(figure.quote, "figure-name", figure.href)
    for note in entry.notes:
        block(note, "soft")
    return parts, y + 10


def _ring(window: Window, ring: Sequence[tuple[float, float]]) -> str:
    """The path of an outline: far points are held near the frame, of those along one side of it the ends are kept,
    and points too close to see are dropped."""
    far = 60.0
    kept: list[tuple[float, float]] = []
    for point in ring:
        x, y = window.at(*point)
        x = min(max(x, window.left - far), window.left + window.width + far)
        y = min(max(y, window.top - far), window.top + window.height + far)
        if len(kept) > 1 and (x == kept[-1][0] == kept[-2][0] or y == kept[-1][1] == kept[-2][1]):
            kept[-1] = (x, y)
        elif not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > 2.4:
            kept.append((x, y))
    return steps(kept) if len(kept) > 2 else ""


def steps(points: Sequence[tuple[float, float]]) -> str:
    """A closed path as steps from point to point in whole units: a third of the letters of tenths, and on outlines as
    simple as these nobody sees the difference."""
    whole = [(round(x), round(y)) for x, y in points]
    taken = " ".join(f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(whole))
    return f"M{whole[0][0]} {whole[0][1]}l{taken}z".replace(" -", "-")


def _touches(part: Part, ring: Ring) -> bool:
    longitudes, latitudes = [p[0] for p in ring], [p[1] for p in ring]
    return (
        min(longitudes) <= part.east
        and max(longitudes) >= part.west
        and min(latitudes) <= part.north
        and max(latitudes) >= part.south
    )
