"""Where labels go, so that none lies over another or outside the frame: deterministic, by size and priority."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

_NARROW = set("iljtfrI.,:;'|!()[]- ")
_BROAD = set("mwMWG%@")


def text_width(text: str, size: float) -> float:
    """About how wide a text is at a font size, on the wide side of the sans in use: labels may be too far apart."""
    return _units(text) * size


@lru_cache(maxsize=16_384)
def _units(text: str) -> float:
    """The width at size 1: the same words are measured for every place that they could have, day after day."""
    units = 0.0
    for letter in text:
        if letter in _NARROW:
            units += 0.34
        elif letter in _BROAD:
            units += 0.88
        elif letter.isupper() or ord(letter) > 0x2E80:
            units += 0.68 if ord(letter) <= 0x2E80 else 1.0
        else:
            units += 0.56
    return units


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines no wider than ``width``; a single word that is wider keeps a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Centres as near as possible to those wanted, in their order, with no overlap and inside low to high.

    The order of equal wishes is kept. ValueError where the sizes together do not fit.
    """
    if sum(sizes) > high - low + 1e-9:
        raise ValueError(f"labels of {sum(sizes)} do not fit between {low} and {high}")
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    # Each block holds labels that touch: its wished-for start is the mean of what its members wish.
    blocks: list[tuple[float, float, list[int]]] = []
    for index in order:
        block = (wanted[index] - sizes[index] / 2, sizes[index], [index])
        start = _held(block[0], block[1], low, high)
        while blocks and _held(blocks[-1][0], blocks[-1][1], low, high) + blocks[-1][1] > start:
            block = _merged(blocks.pop(), block)
            start = _held(block[0], block[1], low, high)
        blocks.append(block)
    centres = [0.0] * len(wanted)
    floor = low
    for wish, size, members in blocks:
        at = max(_held(wish, size, low, high), floor)
        for index in members:
            centres[index] = at + sizes[index] / 2
            at += sizes[index]
        floor = at
    return centres


def _held(start: float, size: float, low: float, high: float) -> float:
    return min(max(start, low), high - size)


def _merged(
    first: tuple[float, float, list[int]], second: tuple[float, float, list[int]]
) -> tuple[float, float, list[int]]:
    # The second's members wish to begin one first-size further on than the joint block begins.
    count, other = len(first[2]), len(second[2])
    start = (first[0] * count + (second[0] - first[1]) * other) / (count + other)
    return start, first[1] + second[1], [*first[2], *second[2]]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, reach: float) -> Box:
        """The square around a point."""
        return cls(x - reach, y - reach, x + reach, y + reach)

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def meets_any(self, others: Iterable[Box]) -> bool:
        """Whether it shares more than an edge with one of some others."""
        left, top, right, bottom = self.left, self.top, self.right, self.bottom
        # Asked for every place of every label: a call for each pair would take most of the time of a drawing.
        for other in others:
            if left < other.right and other.left < right and top < other.bottom and other.top < bottom:
                return True
        return False

    def within(self, frame: Box) -> bool:
        """Whether it lies inside the frame."""
        return (
            self.left >= frame.left
            and self.right <= frame.right
            and self.top >= frame.top
            and self.bottom <= frame.bottom
        )


@dataclass(slots=True)
class Room:
    """What is taken inside a frame, and the first free place among some wishes."""

    frame: Box
    taken: list[Box] = field(default_factory=list)

    def take(self, boxes: Iterable[Box]) -> None:
        """Mark these as taken, free or not."""
        self.taken.extend(boxes)

    def first_free(self, wishes: Iterable[Box]) -> Box | None:
        """The first wish inside the frame that meets nothing taken, now taken; None where there is none."""
        for wish in wishes:
            if wish.within(self.frame) and not wish.meets_any(self.taken):
                self.taken.append(wish)
                return wish
        return None
