"""Guesses for the fields of a draft: each with its reason and with the words that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Guess:
    """One field's value, the reason as a sentence that an editor reads, and where the words for it stand in the text.

    ``is_sure`` where those words stand with the figure itself; else they were taken from elsewhere in the text.
    """

    field: str
    value: str
    reason: str
    start: int
    end: int
    is_sure: bool = True


@dataclass(slots=True)
class Guesses:
    """The guesses made so far, by field: the first reason to be found holds."""

    made: dict[str, Guess] = field(default_factory=dict)

    def add(self, name: str, value: str, reason: str, span: tuple[int, int], *, is_sure: bool = True) -> None:
        """Keeps a guess, unless it is empty or the field has one."""
        if value and name not in self.made:
            self.made[name] = Guess(name, value, reason, *span, is_sure)

    def take(self, guess: Guess | None) -> None:
        """Keeps a guess that was made elsewhere, unless the field has one."""
        if guess is not None and guess.value:
            self.made.setdefault(guess.field, guess)

    def value(self, name: str) -> str:
        """What is guessed of a field; "" where nothing is."""
        return self.made[name].value if name in self.made else ""
