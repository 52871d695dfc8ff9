"""One sentence with what was found in it, the guesses made from it, and what every kind of guess needs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from flows.extraction.findings import Finding

WITHIN = re.compile(r"\b(?:in|during|over|throughout|for)\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guess:
    """One field's value and the reason for it, as a sentence that an editor reads."""

    field: str
    value: str
    reason: str


@dataclass(slots=True)
class Sentence:
    """A sentence with what was found in it, and what the sentences before it settled."""

    text: str
    start: int
    end: int
    findings: tuple[Finding, ...]
    claimant: Guess | None = None
    flow: tuple[str, str] | None = None
    party: Finding | None = None

    @property
    def words(self) -> str:
        """The sentence's own text."""
        return self.text[self.start : self.end]

    def of(self, *kinds: str) -> tuple[Finding, ...]:
        """The findings of these kinds, in order."""
        return tuple(one for one in self.findings if one.kind in kinds)

    def before(self, place: int) -> str:
        """The sentence up to a place in the text."""
        return self.text[self.start : place]


@dataclass(slots=True)
class Guesses:
    """The guesses made so far, by field: the first reason to be found holds."""

    made: dict[str, Guess] = field(default_factory=dict)

    def add(self, name: str, value: str, reason: str) -> None:
        """Keeps a guess, unless it is empty or the field has one."""
        if value and name not in self.made:
            self.made[name] = Guess(name, value, reason)

    def value(self, name: str) -> str:
        """What is guessed of a field; "" where nothing is."""
        return self.made[name].value if name in self.made else ""


def nearest(actors: tuple[Finding, ...], number: Finding) -> Finding | None:
    """The last party named before the number, else the first in the sentence; None where none is named."""
    before = [one for one in actors if one.end <= number.start]
    return before[-1] if before else (actors[0] if actors else None)


def belongs_to_another(sentence: Sentence, actor: Finding) -> bool:
    """Whether a party stands in the sentence only as a word of another: Russia's war, US officials."""
    return bool(
        re.match(
            r"['’]s\s+(?:war|invasion)|[\s-]+(?:officials?|intelligence|soldiers|aid)\b", sentence.text[actor.end :]
        )
    )


def figures_of(number: Finding, guesses: Guesses) -> None:
    """Adds the bound with its figures."""
    quantity = number.quantity
    if quantity is None:
        return
    reason = bound_reason(number)
    guesses.add("bound", quantity.bound, reason)
    guesses.add("low", plain(quantity.low), reason)
    guesses.add("point", plain(quantity.point), reason)
    guesses.add("high", plain(quantity.high), reason)


def bound_reason(number: Finding) -> str:
    """Why a number has its bound."""
    quantity = number.quantity
    bound = quantity.bound if quantity else ""
    return {
        "exact": f"“{number.words}” stands without a hedge.",
        "unquantified": f"“{number.words}” is a word and no figure.",
        "between": f"“{number.words}” has both ends.",
    }.get(bound, f"The words before or after “{number.words}” say so.")


def plain(value: Decimal | None) -> str:
    """A figure as a form takes it; "" for none."""
    return "" if value is None else f"{value.normalize():f}"
