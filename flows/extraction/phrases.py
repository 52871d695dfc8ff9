"""Finding many phrases at once: a tree of words, walked from each word of a text, so that work grows with the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from flows.extraction.tokens import Token, tokens

T = TypeVar("T")

_LONGEST_ENDING = 4
_SHORTEST_STEM = 2
_SKIPPED = frozenset("-‐‑–'’ʼ\"“”„«»")
"""Marks that may stand between the words of a phrase, and need not."""


@dataclass(slots=True)
class _Node(Generic[T]):
    following: dict[str, _Node[T]] = field(default_factory=dict)
    values: list[tuple[str, T]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Words ``first`` up to ``last`` (not included) of a text are a phrase; what it stands for, in the order given."""

    first: int
    last: int
    values: tuple[T, ...]


class Phrases(Generic[T]):
    """Phrases with what they stand for. A word that ends with "*" may go on for a few letters."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        for words, value in phrases:
            self._add(words, value)

    def _add(self, words: str, value: T) -> None:
        node = self._root
        for token in _keys(words):
            node = node.following.setdefault(token, _Node())
        if node is not self._root:
            node.values.append((words, value))

    def __call__(self, words: Sequence[Token]) -> Iterator[Match[T]]:
        """The matches in order, the longest where several begin, none overlapping another."""
        at = 0
        while at < len(words):
            found = self._longest(words, at)
            if found is None:
                at += 1
                continue
            for later in range(at + 1, found.last):
                other = self._longest(words, later)
                if other is not None and other.last > found.last and other.last - later >= found.last - at:
                    found = other
                    break
            yield found
            at = found.last

    def _longest(self, words: Sequence[Token], first: int) -> Match[T] | None:
        best: Match[T] | None = None
        root = self._root.following
        reached = [(root[key], first + 1) for key in _looked_up(words[first].key) if key in root]
        while reached:
            node, at = reached.pop()
            if node.values and (best is None or at > best.last):
                fits = tuple(value for phrase, value in node.values if _same_case(phrase, words[first:at]))
                if fits:
                    best = Match(first, at, fits)
            following = at
            while following < len(words) and words[following].words in _SKIPPED:
                following += 1
            if following < len(words):
                for key in _looked_up(words[following].key):
                    after = node.following.get(key)
                    if after is not None:
                        reached.append((after, following + 1))
        return best


def _keys(words: str) -> list[str]:
    keys: list[str] = []
    for token in tokens(words):
        if token.words == "*":
            keys[-1] += "*"
        elif token.words not in _SKIPPED:
            keys.append(token.key)
    return keys


@lru_cache(maxsize=8192)
def _looked_up(key: str) -> tuple[str, ...]:
    """The word itself, and every beginning of it that a phrase may name: they are the same for every tree."""
    shortest = max(_SHORTEST_STEM, len(key) - _LONGEST_ENDING)
    return (key, *(f"{key[:length]}*" for length in range(shortest, len(key) + 1)))


def _same_case(phrase: str, words: Sequence[Token]) -> bool:
    """Whether the words have the capitals of the phrase: US is no pronoun, and NIS no part of a word."""
    asked = [token.words for token in tokens(phrase) if token.words not in _SKIPPED and token.words != "*"]
    given = [token.words for token in words if token.words not in _SKIPPED]
    return all(map(_has_capitals, asked, given))


def _has_capitals(asked: str, given: str) -> bool:
    if asked.islower() or (not asked.isalpha() and "." not in asked):
        return True
    if asked.replace(".", "").isupper() and len(asked) > 1:
        return given.replace(".", "").isupper()
    return given[:1].isupper() or not given[:1].islower()
