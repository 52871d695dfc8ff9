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
    claimant or bound, and is "" for an office that several hold. Where ``ambiguous`` is not empty it says why nothing
    was read, and no value is set.
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
    """A name that texts use: the kind and code of what it names, the words, and their language.

    A name with capitals is one only with them: "us" is a pronoun, "US" a country.
    """

    kind: str
    code: str
    words: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of munition or carrier: its unit, what it is a kind of, and its calibre."""

    unit: str
    parent: str = ""
    calibre: int | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names to look for, and what the records say of that which they name.

    ``labels`` are the words for a code in a sentence, by kind and code. ``kinds`` are the munitions, ``actor_of`` the
    party of each claimant that has one, ``sort_of`` what each claimant is (government, intelligence, company ...),
    ``through`` the schemes and companies through which others supply, with which of the two each is,
    ``indicators`` the names of the context figures on record, and ``by_calibre`` the munition that a calibre without a
    noun is one of.
    """

    names: tuple[Name, ...]
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    actor_of: Mapping[str, str] = field(default_factory=dict)
    sort_of: Mapping[str, str] = field(default_factory=dict)
    through: Mapping[str, str] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()
    by_calibre: str = ""
