"""Which column is meant by a heading, and which record or code by a name: whatever the case, the signs, the accents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from flows.dictionary.headings import HEADINGS
from flows.importing.tables import Column, Table
from flows.search_asked import OF_QUESTIONS
from flows.search_words import words_of

_BRITISH = {
    "defense": "defence",
    "caliber": "calibre",
    "armored": "armoured",
    "armor": "armour",
    "program": "programme",
}
_LEAST_WORDS = 3
"""Of a name that stands for a longer one which begins with it."""
_MOST_NEAR = 3
_NEAR_ENOUGH = 0.8
"""Of two for a name that says exactly the same."""
_OF_THE_BEST = 0.6
_MOST_SLIPS = 5
_A_SLIP = 0.8
_SLIPS_WORTH = 0.9
_SIZE = re.compile(r"\b([0-9]{2,3}) (?:mm|millimet(?:er|re)s?|мм)\b(?: calib(?:er|re))?")


def folded(text: str) -> str:
    """A name without what does not tell it from another: case, signs, accents, and the American spelling of a word."""
    return " ".join(_BRITISH.get(word, word) for word in words_of(text))


@dataclass(frozen=True)
class Names:
    """The names of the records of one table or of the codes of one list: by the folded name the codes that bear it."""

    by_name: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]

    def codes(self, text: str) -> tuple[str, ...]:
        """What bears this name: one code, several, or none."""
        words = folded(text)
        if words in self.by_name or words.count(" ") < _LEAST_WORDS - 1:
            return self.by_name.get(words, ())
        longer = {code for name, codes in self.by_name.items() if name.startswith(f"{words} ") for code in codes}
        return tuple(sorted(longer))

    def called(self, code: str) -> str:
        """A record or code as a person chooses it: its name with its code."""
        label = self.labels.get(code, code)
        return code if label == code else f"{label} ({code})"

    def nearest(self, text: str) -> tuple[str, ...]:
        """Up to three codes whose names say most of what this one says, the nearest first.

        A calibre is the same or it is another thing; what a kind is called by itself names those under it that say the
        same: a 152 mm shell is a 152 mm artillery round, since a shell is an artillery round.
        """
        asked = _Said.of(folded(text))
        words = frozenset(asked.words)
        kind = next((codes for said, codes in self._said if said == _Said(asked.words)), ()) if asked.sizes else ()
        of_kind = frozenset(
            word for code in kind for word in _Said.of(folded(self.labels[code].partition(",")[0])).words
        )
        alike = {word: self._alike(word) for word in words}
        best: dict[str, float] = {}
        for said, codes in self._said:
            if asked.sizes and said.sizes and asked.sizes != said.sizes:
                continue
            share = sum(max((alike[word].get(other, 0) for other in said.words), default=0) for word in words)
            score = share / max(1, len(words)) + share / max(1, len(said.words))
            same_size = bool(asked.sizes & said.sizes)
            score += same_size + 2 * (same_size and bool(of_kind) and of_kind <= said.words)
            score -= 0.5 * bool(asked.sizes ^ said.sizes)
            for code in codes if score >= _NEAR_ENOUGH else ():
                best[code] = max(best.get(code, 0), score)
        enough = max(best.values(), default=0) * _OF_THE_BEST
        near = [code for code, score in best.items() if score >= enough]
        return tuple(sorted(near, key=lambda code: (-best[code], len(self.labels[code]), code))[:_MOST_NEAR])

    @cached_property
    def _said(self) -> tuple[tuple[_Said, tuple[str, ...]], ...]:
        return tuple((_Said.of(name), codes) for name, codes in self.by_name.items())

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return tuple({word: None for said, _ in self._said for word in said.words})

    def _alike(self, word: str) -> Mapping[str, float]:
        """The words of all names that are this one or a slip of it, each with how much it is."""
        near = get_close_matches(word, self._words, _MOST_SLIPS, _A_SLIP)
        return {**dict.fromkeys(near, _SLIPS_WORTH), word: 1}


@dataclass(frozen=True, slots=True)
class _Said:
    """What a name says: its words without those that say nothing and without plurals, and the sizes in millimetres."""

    words: frozenset[str]
    sizes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, name: str) -> _Said:
        sizes = frozenset(_SIZE.findall(name))
        words = _SIZE.sub(" ", name).split()
        single = (word[:-1] if len(word) > _LEAST_WORDS and word[-1] == "s" != word[-2] else word for word in words)
        return cls(frozenset(single) - OF_QUESTIONS, sizes)


def names_of(named: Iterable[tuple[str, str, Iterable[str]]]) -> Names:
    """The names of these: each with its code, its label, and every name that it bears."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    labels = {}
    for code, label, names in named:
        labels[code] = label
        for name in (code, label, *names):
            if words := folded(name):
                found[words][code] = None
    return Names({name: tuple(codes) for name, codes in found.items()}, labels)


def headings_of(table: Table) -> Mapping[str, Column]:
    """The column by every heading that is known for it, folded; of two with one heading the one that bears it."""
    by_heading: dict[str, Column] = {}
    for column in table.columns:
        for heading in HEADINGS.get(column.field, ()):
            by_heading.setdefault(folded(heading), column)
    for column in table.columns:
        for heading in (str(getattr(table.model._meta.get_field(column.field), "verbose_name", "")), *column.headers):
            by_heading[folded(heading)] = column
    # A name of ours is that of one column alone, whatever another is labelled.
    by_heading |= {folded(column.name): column for column in table.columns}
    return by_heading
