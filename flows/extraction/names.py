"""Names in a text: parties, munitions and carriers, and those who say something."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from flows.extraction.findings import Finding, Name

_GAP = r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}-]+"
_NO_OR_GAP = _GAP[:-1] + "*"
_AT_ONCE = 400


class Finder:
    """Finds names; the longest wins where several begin at one place. Reusable for any number of texts."""

    def __init__(self, names: tuple[Name, ...]) -> None:
        self._by_words: dict[str, Name] = {}
        grouped: dict[bool, set[str]] = defaultdict(set)
        for name in names:
            self._by_words.setdefault(_key(name.words, name.any_case), name)
            grouped[name.any_case].add(name.words)
        self._patterns = tuple(
            (any_case, re.compile(_alternatives(part), re.IGNORECASE if any_case else 0))
            for any_case, words in sorted(grouped.items())
            for part in _parts(sorted(words, key=lambda word: (-len(word), word)))
        )

    def __call__(self, text: str) -> Iterator[Finding]:
        """Every match in the text; matches of different lists may overlap."""
        for any_case, pattern in self._patterns:
            for match in pattern.finditer(text):
                name = self._by_words.get(_key(match[0], any_case))
                if name is not None:
                    yield Finding(match.start(), match.end(), match[0], name.kind, code=name.code, unit=name.unit)


def _parts(words: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(words), _AT_ONCE):
        yield words[start : start + _AT_ONCE]


def _alternatives(words: list[str]) -> str:
    return rf"(?<![\w-])(?:{'|'.join(map(_pattern, words))})(?![\w])"


def _pattern(words: str) -> str:
    """The words with any space or hyphen between them, either apostrophe, and any writing of millimetres."""
    parts = re.split(r"[\s-]+", words)
    written = [re.escape(part).replace("'", "['’]") for part in parts]
    pattern = ""
    for position, part in enumerate(written):
        if part == "mm":
            pattern += _NO_OR_GAP + "(?:mm|millimet(?:er|re)s?)"
        else:
            pattern += (_GAP if position else "") + part
    return pattern


def _key(words: str, any_case: bool) -> str:
    plain = re.sub(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}-]+", " ", words).replace("’", "'")
    plain = re.sub(r"(?<=[0-9]) ?(?:mm|millimet(?:er|re)s?)\b", " mm", plain, flags=re.IGNORECASE)
    return f"i {plain.lower()}" if any_case else f"c {plain}"
