"""What a search finds among things that are read whole, and the order of everything that is found."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.search_words import begins, is_called, set_of_words

EXACT, IN_NAME, IN_TEXT, IN_NOTES = 0, 1, 2, 3
"""How well something is found: its name or its figure is what was asked for, all words are in its name, elsewhere in
it, or in our notes alone."""
PAGES = "pages"
"""What is about whatever is named: a page holds a question without the names that it is asked of."""


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
    """Something that was found: how well, its day, and whether a later record replaces it; of a flow, how many claims
    there are about it."""

    kind: str
    code: str
    rank: int
    day: date | None = None
    replaced: bool = False
    claims: int = 0


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


Key = tuple[str, str]
"""What names a thing: its kind and its code."""
Meanings = Mapping[str, frozenset[Key]]
"""By word the things of which a name or the code holds it."""


class _Words:
    """Texts by their words: which of them a word finds."""

    def __init__(self, texts: Iterable[str]) -> None:
        held: dict[str, set[int]] = defaultdict(set)
        for number, text in enumerate(texts):
            for word in set_of_words(text):
                held[word].add(number)
        self._held = dict(held)
        self._sorted = sorted(held)

    def find(self, word: str) -> set[int]:
        """The numbers of the texts that the word finds."""
        if not begins(word):
            return set(self._held.get(word, ()))
        start = bisect_left(self._sorted, word)
        end = bisect_left(self._sorted, f"{word}\U0010ffff")
        return set().union(*(self._held[one] for one in self._sorted[start:end]))


class Shelf:
    """Things that are read whole, ready to be found; ``named`` are the kinds whose names mean them elsewhere."""

    def __init__(self, things: Iterable[Thing], named: Iterable[str]) -> None:
        self.things = tuple(things)
        self.by_key = {(one.kind, one.code): one for one in self.things}
        self._named = frozenset(named)
        names = [" ".join(one.names) for one in self.things]
        self._names = _Words(names)
        self._called = _Words(f"{name} {one.code}" for name, one in zip(names, self.things, strict=True))
        self._words = _Words(one.words for one in self.things)
        self._notes = _Words(one.notes for one in self.things)
        self._pages = {number for number, one in enumerate(self.things) if one.kind == PAGES}
        self._unnamed = {number for number, one in enumerate(self.things) if one.kind not in self._named}
        self._about: dict[Key, set[int]] = defaultdict(set)
        for number, one in enumerate(self.things):
            for key in one.about:
                self._about[key].add(number)

    def meanings(self, words: Iterable[str]) -> Meanings:
        """Which things each word may mean: those that it names, also by their code, and the claimants of a party."""
        return {word: frozenset(self._meant(word)) for word in words}

    def _meant(self, word: str) -> Iterator[Key]:
        for number in self._called.find(word):
            one = self.things[number]
            if one.kind in self._named:
                yield one.kind, one.code
                for other in self._about.get((one.kind, one.code), ()):
                    if self.things[other].kind in self._named:
                        yield self.things[other].kind, self.things[other].code

    def find(self, words: Sequence[str], meant: Meanings, *, with_notes: bool) -> Iterator[Hit]:
        """What every word finds: in a name, in its words, in our notes, or by what it is about."""
        by_name, in_text, anywhere = [], [], []
        for word in words:
            about = set().union(*(self._about[key] for key in meant[word] if key in self._about))
            by_name.append(self._names.find(word) | self._unnamed & about)
            in_text.append(by_name[-1] | about | self._called.find(word) | self._words.find(word))
            anywhere.append(in_text[-1] | self._notes.find(word) if with_notes else in_text[-1])
        in_name, told = set.intersection(*by_name), set.intersection(*in_text)
        pages = self._asked(words, meant, in_text)
        in_name, told = in_name | self._asked(words, meant, by_name), told | pages
        for number in sorted(set.intersection(*anywhere) | pages):
            one = self.things[number]
            exact = any(is_called(each, words) for each in (*one.names, one.code))
            rank = IN_NAME if number in in_name else IN_TEXT if number in told else IN_NOTES
            yield Hit(one.kind, one.code, EXACT if exact else rank, one.day)

    def _asked(self, words: Sequence[str], meant: Meanings, found: Sequence[set[int]]) -> set[int]:
        """The pages that hold a word and, but for those that only name what they should be about, every word."""
        every = (some | self._pages if meant[word] else some for word, some in zip(words, found, strict=True))
        return set.intersection(*every) & self._pages & set().union(*found)


def ordered(hits: Iterable[Hit], kinds: Sequence[str]) -> tuple[Hit, ...]:
    """The hits, the best first: by how well, by kind, what holds before what was replaced, flows about which most is
    said, the newest first."""
    place = {kind: number for number, kind in enumerate(kinds)}

    def key(hit: Hit) -> tuple[int, int, bool, int, int, str]:
        return (hit.rank, place[hit.kind], hit.replaced, -hit.claims, -hit.day.toordinal() if hit.day else 0, hit.code)

    return tuple(sorted(hits, key=key))
