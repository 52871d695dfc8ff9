"""What a search finds among things that are read whole, and the order of everything that is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.search_words import finds, known_words, words_of

EXACT, IN_NAME, IN_TEXT = 0, 1, 2
"""How well something is found: its name is what was asked for, all words are in its name, or elsewhere in it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What can be found by its names, the first of which is its own, by its words, and by our notes.

    ``about`` are the things that it names, each by kind and code.
    """

    kind: str
    code: str
    names: tuple[str, ...]
    words: str = ""
    notes: str = ""
    about: frozenset[tuple[str, str]] = frozenset()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: how well, its day, and whether a later record replaces it."""

    kind: str
    code: str
    rank: int
    day: date | None = None
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was found, in words: its title, of a claim as it may be quoted, and a line besides.

    ``state`` says of a claim that it was replaced or withdrawn.
    """

    kind: str
    code: str
    title: str
    text: str
    day: date | None
    state: str


Meanings = Mapping[str, frozenset[tuple[str, str]]]
"""By word the things, each by kind and code, of which a name holds it."""


def meanings(words: Iterable[str], named: Sequence[Thing]) -> Meanings:
    """Which things each word may mean: those that it names, also by their code."""
    return {
        word: frozenset(
            (one.kind, one.code) for one in named if finds(word, known_words(" ".join((*one.names, one.code))))
        )
        for word in words
    }


def found(things: Iterable[Thing], words: Sequence[str], meant: Meanings, *, with_notes: bool) -> Iterator[Hit]:
    """Those of the things that every word finds: in their names, their words, our notes, or by what they are about."""
    for one in things:
        about = one.about | {(one.kind, one.code)}
        name = known_words(" ".join(one.names))
        held = known_words(" ".join((*one.names, one.code, one.words, one.notes if with_notes else "")))
        if all(meant[word] & about or finds(word, held) for word in words):
            yield Hit(one.kind, one.code, _rank(one, words, name, meant), one.day)


def _rank(one: Thing, words: Sequence[str], name: frozenset[str], meant: Meanings) -> int:
    if any(words_of(each) == tuple(words) for each in (*one.names, one.code)):
        return EXACT
    in_name = all(meant[word] & one.about or finds(word, name) for word in words)
    return IN_NAME if in_name else IN_TEXT


def ordered(hits: Iterable[Hit], kinds: Sequence[str]) -> tuple[Hit, ...]:
    """The hits, the best first: by how well, by kind, what holds before what was replaced, the newest first."""
    place = {kind: number for number, kind in enumerate(kinds)}

    def key(hit: Hit) -> tuple[int, int, bool, int, str]:
        return (hit.rank, place[hit.kind], hit.replaced, -hit.day.toordinal() if hit.day else 0, hit.code)

    return tuple(sorted(hits, key=key))
