"""What is found in a text: where, in which words, what kind of thing, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flows.records import Quantity

KINDS = {
    "quantity": "a number of things",
    "ratio": "a ratio",
    "money": "an amount of money",
    "percent": "a share",
    "date": "a date",
    "actor": "a party",
    "munition": "a kind of munition or carrier",
    "claimant": "somebody who says something",
    "bound": "a bound on a number",
}
"""Every kind of finding, with words for it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: ``text[start:end] == words``. Findings of one text never overlap.

    ``quantity`` is set for numbers, its bound read from the words around them; a ratio's figures are multiples of
    the side with less. ``unit`` is a code of the units, a currency or "percent", and "" where the text counts
    something without naming it; ``per`` is the day, month or year of a pace. ``code`` names the actor, munition,
    claimant or bound. Where ``ambiguous`` is not empty it says why nothing was read, and no value is set.
    """

    start: int
    end: int
    words: str
    kind: str
    quantity: Quantity | None = None
    unit: str = ""
    per: str = ""
    code: str = ""
    day: date | None = None
    last_day: date | None = None
    precision: str = ""
    reversed: bool = False
    ambiguous: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that texts use: the kind and code of what it names, the words, and the unit where it is counted.

    Matching ignores case only where ``any_case`` is set: "us" is a pronoun, "US" a country.
    """

    kind: str
    code: str
    words: str
    unit: str = ""
    any_case: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names to look for, and what the records so far make likely.

    ``labels`` are the words for a code in a sentence, by kind and code. ``recipients`` names for each supplier the
    parties that its recorded flows go to, ``opponents`` for each actor the other sides of recorded ratios, and
    ``indicators`` the names of the context figures on record.
    """

    names: tuple[Name, ...]
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    actor_of: Mapping[str, str] = field(default_factory=dict)
    recipients: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opponents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()
