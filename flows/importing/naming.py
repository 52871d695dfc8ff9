"""Which column is meant by a heading, and which record or code by a name: whatever the case, the signs, the accents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from flows.dictionary.headings import HEADINGS
from flows.importing.tables import Column, Table
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
_NEAR_ENOUGH = 0.6


def folded(text: str) -> str:
    """A name without what does not tell it from another: case, signs, accents, and the American spelling of a word."""
    return " ".join(_BRITISH.get(word, word) for word in words_of(text))


@dataclass(frozen=True, slots=True)
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

    def nearest(self, text: str) -> tuple[str, ...]:
        """Up to three codes with a name much like this one, the nearest first."""
        words = folded(text)
        near = get_close_matches(words, self.by_name, _MOST_NEAR, _NEAR_ENOUGH)
        inside = [name for name in self.by_name if len(name) > _MOST_NEAR and f" {name} " in f" {words} "]
        codes = (code for name in (*near, *sorted(inside, key=len, reverse=True)) for code in self.by_name[name])
        return tuple(dict.fromkeys(codes))[:_MOST_NEAR]


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
