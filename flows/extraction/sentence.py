"""One sentence: its words, and what stands in it, each mark at its place among the words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from flows.extraction import cues
from flows.extraction.dates import Day
from flows.extraction.figures import Figure
from flows.extraction.findings import Vocabulary
from flows.extraction.languages import Language
from flows.extraction.names import Names
from flows.extraction.phrases import Phrases
from flows.extraction.tokens import Token, tokens
from flows.vocabulary import CARRIER_UNITS

_BETWEEN_THINGS = frozenset(
    ["of", "-", "–", '"', "“", "”", "mm", "calibre", "calibres", "'s", "the", "and", "type", "caliber"]
)
_CALIBRE_AFTER = frozenset(
    [
        "of",
        "in",
        "calibre",
        "calibres",
        "калібру",
        "калибра",
        "калібр",
        "des",
        "kalibers",
        "im",
        "kaliber",
        "(",
        "the",
        "mm",
        "-",
        "and",
        "та",
        "і",
        "und",
        ",",
    ]
)
_MAKERS = frozenset(["made", "supplied", "produced", "built", "provided", "-", "origin"])


@dataclass(frozen=True, slots=True)
class Mark:
    """Words ``first`` up to ``last`` (not included) with what they stand for: a code, or several that share a name."""

    first: int
    last: int
    codes: tuple[str, ...]

    @property
    def code(self) -> str:
        """The code, where there is one and no other; else ""."""
        return self.codes[0] if len(self.codes) == 1 else ""


@dataclass(frozen=True, slots=True)
class Did:
    """A verb or noun of an act at its place."""

    first: int
    last: int
    act: cues.Act


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure at its place."""

    first: int
    last: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class When:
    """A time at its place."""

    first: int
    last: int
    day: Day


@dataclass
class Sentence:
    """A sentence with its marks by kind, each kind in order. ``paragraph`` and ``number`` count them in the text."""

    text: str
    start: int
    end: int
    paragraph: int
    number: int
    language: Language
    words: list[Token]
    parties: list[Mark] = field(default_factory=list)
    things: list[Mark] = field(default_factory=list)
    voices: list[Mark] = field(default_factory=list)
    figures: list[Counted] = field(default_factory=list)
    whens: list[When] = field(default_factory=list)
    acts: list[Did] = field(default_factory=list)
    moods: list[Mark] = field(default_factory=list)
    links: list[Mark] = field(default_factory=list)
    says: list[Mark] = field(default_factory=list)
    cites: list[Mark] = field(default_factory=list)
    backs: list[Mark] = field(default_factory=list)
    units: Mapping[str, str] = field(default_factory=dict)
    led: frozenset[int] = frozenset()

    @cached_property
    def things_at(self) -> dict[int, Mark]:
        """The things by the place where each begins."""
        return {one.first: one for one in self.things}

    @cached_property
    def figures_at(self) -> frozenset[int]:
        """The places where figures begin."""
        return frozenset(one.first for one in self.figures)

    @cached_property
    def _figure_places(self) -> list[int]:
        return [one.first for one in self.figures]

    def figures_after(self, counted: Counted) -> list[Counted]:
        """The next figure after one, in a list; an empty one at the end."""
        at = bisect_left(self._figure_places, counted.last)
        return self.figures[at : at + 1]

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Where each word stands, by what it is looked up by."""
        found: dict[str, list[int]] = {}
        for at, token in enumerate(self.words):
            found.setdefault(token.key, []).append(at)
        return found

    @cached_property
    def balances(self) -> list[Mark]:
        """The words by which one side outdoes another, or is outdone."""
        return _marks(cues.OUTGUNS, self.words, set())

    @cached_property
    def compared(self) -> list[Mark]:
        """The words for what is compared."""
        return _marks(cues.COMPARED, self.words, set())

    def key(self, at: int) -> str:
        """What the word at a place is looked up by; "" beyond either end."""
        return self.words[at].key if 0 <= at < len(self.words) else ""

    def keys(self, first: int, last: int) -> tuple[str, ...]:
        """What the words from one place up to another are looked up by."""
        return tuple(token.key for token in self.words[max(0, first) : max(0, last)])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where words stand in the text."""
        return self.words[first].start, self.words[last - 1].end

    def said(self, first: int, last: int) -> str:
        """Words as they stand in the text."""
        start, end = self.span(first, last)
        return " ".join(self.text[start:end].split())


class SentenceReader:
    """Makes sentences of a text's parts, with the names of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._kinds = vocabulary.kinds
        self._units = {code: kind.unit for code, kind in vocabulary.kinds.items()}
        self._by_calibre = vocabulary.by_calibre
        self._of_calibre = _by_calibre(vocabulary)
        self._parties, self._things, self._voices = (
            Names(vocabulary.names, kind) for kind in ("actor", "munition", "claimant")
        )

    def __call__(
        self,
        text: str,
        place: tuple[int, int, int, int],
        language: Language,
        figures: Sequence[Figure],
        days: Sequence[Day],
    ) -> Sentence:
        """The sentence at a place (start, end, paragraph, number) with the figures and days that lie in it."""
        start, end, paragraph, number = place
        words = tokens(text, start, end)
        made = Sentence(text, start, end, paragraph, number, language, words, units=self._units)
        starts, ends = [one.start for one in words], [one.end for one in words]

        def at(one: Figure | Day) -> tuple[int, int]:
            return bisect_left(ends, one.start + 1), bisect_left(starts, one.end)

        made.figures = [Counted(*at(one), one) for one in figures]
        made.whens = [When(*at(one), one) for one in days]
        numbers = _taken(
            [(one.first, one.last) for one in made.figures] + [(one.first, one.last) for one in made.whens]
        )
        self._name(made, numbers)
        _cue(made)
        return made

    def _name(self, made: Sentence, numbers: set[int]) -> None:
        words = made.words
        made.things = self._chained(
            made, [Mark(one.first, one.last, _unique(one.values)) for one in self._things(words)]
        )
        things = _taken((one.first, one.last) for one in made.things)
        made.voices = _marks(self._voices, words, things)
        made.parties = _marks(self._parties, words, things | numbers)
        # Calibres and the numbers in names are no figures.
        made.figures = [one for one in made.figures if one.first not in things or one.last - one.first > 3]

    def _chained(self, made: Sentence, found: list[Mark]) -> list[Mark]:
        """The things, names that follow one another as one of them, with the calibre that stands with them."""
        chained: list[Mark] = []
        for one in found:
            last = chained[-1] if chained else None
            if last is not None and self._joins(made, last, one):
                chained[-1] = Mark(last.first, one.last, (self._closest(last.codes[0], one.codes[0]),))
            else:
                chained.append(one)
        exact = [self._with_calibre(made, one) for one in chained]
        return sorted([*exact, *self._bare_calibres(made, exact)], key=lambda one: one.first)

    def _joins(self, made: Sentence, one: Mark, other: Mark) -> bool:
        between = made.keys(one.last, other.first)
        if (
            len(between) > 5
            or "and" in between
            or not all(word in _BETWEEN_THINGS or word.isdigit() for word in between)
        ):
            return False
        return not any(word.isdigit() for word in between) or "mm" in between

    def _closest(self, one: str, other: str) -> str:
        """Of two names for one thing the carrier that is counted, else the more exact."""
        for code in (one, other):
            if self._kinds[code].unit in CARRIER_UNITS:
                return code
        return one if self._depth(one) > self._depth(other) else other

    def _depth(self, code: str) -> int:
        depth = 0
        while code in self._kinds and depth < 9:
            code, depth = self._kinds[code].parent, depth + 1
        return depth

    def _with_calibre(self, made: Sentence, one: Mark) -> Mark:
        first, before = _calibres_before(made, one.first)
        last, after = _calibres_after(made, one.last)
        inside = _calibres_in(made.keys(one.first, one.last))
        if not (before or inside or after) or self._kinds[one.codes[0]].unit in CARRIER_UNITS:
            return one
        code = self._of(one.codes[0], tuple(dict.fromkeys((*before, *inside, *after))))
        return Mark(first, last if after else one.last, (code,) if code else ("", ""))

    def _of(self, code: str, calibres: tuple[int, ...]) -> str:
        """The kind of these calibres within a kind; "" where no record has it."""
        if self._kinds[code].calibre in calibres:
            return code
        found = [self._of_calibre.get((code, calibre), "") for calibre in calibres]
        if not all(found):
            return ""
        parents = {self._kinds[one].parent for one in found}
        return found[0] if len(found) == 1 else parents.pop() if len(parents) == 1 else code

    def _bare_calibres(self, made: Sentence, things: list[Mark]) -> Iterable[Mark]:
        """Calibres with a figure and no name: in a text of another language, or in short."""
        taken = _taken((one.first - 3, one.last + 4) for one in things)
        for at, token in enumerate(made.words):
            calibre = _calibres_in(made.keys(at, at + 3))
            if token.words.isdigit() and calibre and at not in taken:
                code = self._of(self._by_calibre, calibre) if self._by_calibre in self._kinds else ""
                if code:
                    yield Mark(at, at + 2, (code,))


def _by_calibre(vocabulary: Vocabulary) -> dict[tuple[str, int], str]:
    """The kind of each calibre within each kind that it is one of: of several one that a bare calibre means."""
    found: dict[tuple[str, int], str] = {}
    kinds = vocabulary.kinds

    def meant(code: str) -> bool:
        while code in kinds and code != vocabulary.by_calibre:
            code = kinds[code].parent
        return bool(code)

    for code, kind in sorted(kinds.items(), key=lambda item: (not meant(item[0]), item[0])):
        above = kind.parent
        while kind.calibre and above:
            found.setdefault((above, kind.calibre), code)
            above = vocabulary.kinds[above].parent if above in vocabulary.kinds else ""
    return found


def _calibres_in(keys: Sequence[str]) -> tuple[int, ...]:
    """The numbers before the first "mm" of some words."""
    if "mm" not in keys:
        return ()
    return tuple(int(key) for key in keys[: keys.index("mm")] if key.isdigit() and len(key) <= 3)


def _calibres_before(made: Sentence, first: int) -> tuple[int, tuple[int, ...]]:
    """Where the calibre before a word begins, and which it is: 122 and 152 mm shells."""
    at = first - 1
    while at >= 0 and made.key(at) in ("-", "‑", "calibre", "artillery", "‐"):
        at -= 1
    if made.key(at) != "mm":
        return first, ()
    at -= 1
    found: list[int] = []
    while at >= 0 and (
        made.key(at) in ("-", "‑", "and", "or", "/", "та", "і", "und", "mm") or _is_calibre(made.key(at))
    ):
        if _is_calibre(made.key(at)):
            found.append(int(made.key(at)))
            first = at
            if made.key(at - 1) not in ("and", "or", "/", "та", "і", "und", "mm"):
                break
        at -= 1
    return first, tuple(found)


def _calibres_after(made: Sentence, last: int) -> tuple[int, tuple[int, ...]]:
    """Where the calibre after a word ends, and which it is: shells of 122 and 152 mm, of calibre 155 mm."""
    at, found = last, []
    if made.key(at) in ("and", ",", "та", "і", "und", "-", "the"):
        return last, ()
    while at < min(len(made.words), last + 8) and (made.key(at) in _CALIBRE_AFTER or _is_calibre(made.key(at))):
        if _is_calibre(made.key(at)):
            found.append(int(made.key(at)))
        if made.key(at) == "mm":
            return at + 1, tuple(found)
        at += 1
    return last, ()


def _is_calibre(key: str) -> bool:
    return key.isdigit() and 2 <= len(key) <= 3


def _cue(made: Sentence) -> None:
    """Adds the words that say what was done, how, by whom said and with whom; never out of a name."""
    words = made.words
    names = _taken((one.first, one.last) for one in (*made.things, *made.voices, *made.parties))
    if made.language.code == "en":
        names |= {at for key in cues.NOT_IN_ENGLISH for at in made.places.get(key, ())}
    made.acts = [Did(one.first, one.last, one.values[0]) for one in cues.ACTS(words) if one.first not in names]
    made.moods = _marks(cues.MOODS, words, names)
    made.says, made.cites = _marks(cues.SAYS, words, names), _marks(cues.CITES, words, names)
    cited = _taken((one.first, one.last) for one in made.cites)
    made.links = _marks(cues.LINKS, words, names | cited)
    made.backs = _marks(cues.BACK, words, set())


def _marks(phrases: Names | Phrases[str], words: Sequence[Token], taken: set[int]) -> list[Mark]:
    return [
        Mark(one.first, one.last, _unique(one.values))
        for one in phrases(words)
        if one.first not in taken and one.last - 1 not in taken
    ]


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _taken(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {place for first, last in spans for place in range(first, last)}
