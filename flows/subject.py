"""What an instance is about, as `subject.json` beside its seeds says it: words and colours that no table holds.

What can be taken from the tables is not here: flows, goods and times that pages open on are those of the first story,
and without one those of most claims. The file is read when a process starts; without it nothing is said.

An instance may have further subjects, as rows of the table `subjects`. An answer is about one: the first at the
addresses of the site, a further one at the same addresses below /s/ and its code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

FILE = "subject.json"
FURTHER = "/s/"
"""Where addresses about further subjects begin."""
MAP = "map"
"""The folder beside it: outlines of its windows, and lines that legs follow."""
_APART = ("folder", "code", "munitions")
_EXAMPLE = re.compile(r"@([a-z][a-z-]*)")


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the map: the name of its outlines, its title, and what it names: words, longitude, latitude."""

    outlines: str
    title: str
    names: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A code that a list of the vocabulary has besides its own, with its label, of a unit the noun after a number, and
    its meaning in one line; ``carrier`` is of a unit that counts what carries or weighs others, and is never added to
    them."""

    code: str
    label: str
    meaning: str
    carrier: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What of the ledger a further subject shows: flows to and from its ``sides`` of its ``munitions``, of whatever
    where it names none; ``named`` are its sides and those whose output goes to them."""

    code: str
    sides: frozenset[str]
    named: frozenset[str]
    munitions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the data set is about.

    ``title`` and ``description`` say it in a line and in a sentence, ``keywords`` in words for catalogues. ``sides``
    are the receiving parties that have a colour of their own, at most two, each with the parties whose output goes to
    it. ``since`` is its first year, ``day`` the day that readers are offered beside today, ``turning_points`` the
    events that the chart of all movement marks, by code. ``pairs`` are the two claims that a tool begins with, those of
    a later day before those of an earlier one, by the last part of its address. ``windows`` are the parts of the map,
    the whole first; their outlines are in ``folder``, and lines that legs follow. ``examples`` are values to try in the
    description of the API, by the name of a table and by what else parameters name. Of what is counted, by code:
    ``wide`` are words too wide to name a type, ``by_calibre`` is what a calibre without a noun is one of, and
    ``contents`` are the two kinds of things that a container may hold. ``lists`` are more codes of the vocabulary, by
    the names of its lists.

    A further subject has a ``code``, and ``munitions`` where it is about some kinds alone, with all that is under them.
    It has no file, and so no folder, windows, examples, pairs or lists.
    """

    title: str = "Who said what was sent to whom"
    description: str = "Claims about what was sent to whom, each with who said it, where and when."
    keywords: tuple[str, ...] = ()
    sides: Mapping[str, tuple[str, ...]] | None = None
    since: int = 1
    day: date | None = None
    turning_points: tuple[str, ...] = ()
    pairs: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    windows: tuple[Window, ...] = ()
    examples: Mapping[str, str] = field(default_factory=dict)
    wide: tuple[str, ...] = ()
    by_calibre: str = ""
    contents: tuple[str, ...] = ()
    lists: Mapping[str, tuple[OwnTerm, ...]] = field(default_factory=dict)
    folder: Path | None = None
    code: str = ""
    munitions: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        """What addresses about it begin with, without a closing slash; empty for the first subject."""
        return f"{FURTHER}{self.code}" if self.code else ""

    @property
    def scope(self) -> Scope | None:
        """What of the ledger it shows; None for the first subject, which shows all of it."""
        return Scope(self.code, frozenset(self.sides or ()), self.named, self.munitions) if self.code else None

    @property
    def named(self) -> frozenset[str]:
        """The parties that the file names by their codes."""
        return frozenset(code for side, others in (self.sides or {}).items() for code in (side, *others))

    def example(self, text: str) -> str:
        """A text with the example of the file for each name after an @; empty where it has none for one of them."""
        named = _EXAMPLE.findall(text)
        return _EXAMPLE.sub(lambda name: self.examples[name[1]], text) if set(named) <= set(self.examples) else ""

    def side(self, actor: str) -> int | None:
        """Which side a party is, from 0; None for neither."""
        return next((place for place, side in enumerate(self.sides or {}) if side == actor), None)

    def side_supplied(self, actor: str) -> int | None:
        """Which side the output of a party goes to, from 0; None for neither."""
        named = (self.sides or {}).items()
        return next((place for place, (side, others) in enumerate(named) if actor == side or actor in others), None)


def read(folder: Path) -> Subject:
    """The subject of a folder of seeds, one that says nothing where it has no file; ValueError naming what is wrong."""
    path = folder / FILE
    found = of(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else Subject()
    return replace(found, folder=folder)


def of(stored: Mapping[str, Any]) -> Subject:
    """The subject as it is written; ValueError for what is not known, or of another form."""
    known = [each.name for each in fields(Subject) if each.name not in _APART]
    if unknown := sorted(set(stored) - set(known)):
        raise ValueError(f"{FILE}: there is no {unknown[0]!r}; it may have {', '.join(known)}")
    held: dict[str, Any] = dict(stored)
    held["sides"] = {side: tuple(others) for side, others in held.get("sides", {}).items()}
    if len(held["sides"]) > MOST_SIDES:
        raise ValueError(f"{FILE}: sides: at most {MOST_SIDES} have a colour, and not {len(held['sides'])}")
    held["pairs"] = {tool: tuple((left, right) for left, right in some) for tool, some in held.get("pairs", {}).items()}
    held |= {name: tuple(held.get(name, ())) for name in ("keywords", "turning_points", "wide", "contents")}
    if len(held["contents"]) not in (0, 2):
        raise ValueError(f"{FILE}: contents: two kinds of things, the usual one first, and not {len(held['contents'])}")
    try:
        held["day"] = date.fromisoformat(held["day"]) if held.get("day") else None
    except ValueError:
        raise ValueError(f"{FILE}: day: {held['day']!r} is not a day: write year-month-day") from None
    held["lists"] = {name: tuple(_term(name, one) for one in some) for name, some in held.get("lists", {}).items()}
    held["windows"] = tuple(_window(**one) for one in held.get("windows", ()))
    return Subject(**held)


def _window(outlines: str, title: str, names: Sequence[Sequence[Any]] = ()) -> Window:
    return Window(outlines, title, tuple((str(name), float(x), float(y)) for name, x, y in names))


def _term(name: str, stored: Mapping[str, Any]) -> OwnTerm:
    where = f"{FILE}: lists: {name}"
    try:
        found = OwnTerm(**stored)
    except TypeError:
        raise ValueError(f"{where}: a term has a code, a label and a meaning, and not {stored!r}") from None
    if not _TERM.fullmatch(found.code) or len(found.code) > LONGEST_TERM:
        raise ValueError(
            f"{where}: {found.code!r} is no code: lower-case words joined by hyphens, {LONGEST_TERM} letters"
        )
    if not found.label or not found.meaning:
        raise ValueError(f"{where}: {found.code} needs a label and a meaning")
    return found


MOST_SIDES = 2
LONGEST_TERM = 40
_TERM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_first = Subject()
_asked: ContextVar[Subject | None] = ContextVar("subject", default=None)
_further: ContextVar[tuple[Subject, ...]] = ContextVar("further subjects", default=())


def subject() -> Subject:
    """What the present answer is about: the first subject, unless a further one is asked for."""
    return _asked.get() or _first


def subjects() -> tuple[Subject, ...]:
    """Every subject that the present answer can lead to, the first before the further ones."""
    return (_first, *_further.get())


def within(path: str) -> str:
    """A path of the site as it is about the present subject: "/flows/", or below /s/ and the subject's code."""
    return f"{subject().path}{path}"


@contextmanager
def about(found: Subject | None, further: tuple[Subject, ...]) -> Iterator[None]:
    """Everything inside is answered about a subject, None is the first, where there are these further ones."""
    tokens = _asked.set(found), _further.set(further)
    try:
        yield
    finally:
        _asked.reset(tokens[0])
        _further.reset(tokens[1])


def use(found: Subject) -> None:
    """Make it the first subject of this process."""
    global _first  # noqa: PLW0603
    _first = found
