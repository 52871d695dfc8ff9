"""A draft of a claim, and a text's drafts without those that only repeat one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flows.extraction.figures import Figure
from flows.extraction.guesses import Guess
from flows.records import Quantity
from flows.vocabulary import Bound

SHIPMENTS, RATES, RATIOS, INDICATORS = "shipments", "rates", "ratios", "indicators"
NEEDED = {
    SHIPMENTS: ("claimant", "supplier", "recipient", "munition", "stage", "temporal"),
    RATES: ("claimant", "actor", "activity", "munition", "per"),
    RATIOS: ("claimant", "favours", "over", "compared"),
    INDICATORS: ("claimant", "actor", "name"),
}
"""What a draft of each table should say, and is left to the editor where it does not."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a claim: the table it is for, the sentence it comes from, the number behind it, the guesses.

    ``missing`` names the fields that nothing in the text settles: they are left to the editor. ``again`` counts the
    later sentences that say the same.
    """

    table: str
    start: int
    end: int
    figure: Figure
    unit: str
    per: str
    guesses: tuple[Guess, ...]
    missing: tuple[str, ...]
    again: int = 0

    @property
    def values(self) -> dict[str, str]:
        """The guessed values by field, as a form takes them."""
        return {guess.field: guess.value for guess in self.guesses}

    @property
    def quantity(self) -> Quantity:
        """The figure with its bound."""
        return self.figure.quantity


def bound_reason(figure: Figure, words: str) -> str:
    """Why a number has its bound."""
    match figure.quantity.bound:
        case Bound.EXACT:
            return f"“{words}” stands without a hedge."
        case Bound.UNQUANTIFIED:
            return f"“{words}” is a word and no figure."
        case Bound.BETWEEN:
            return f"“{words}” has both ends."
        case _:
            return f"The words before or after “{words}” say so."


def once(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The drafts, each that only repeats an earlier one left out and counted there."""
    kept: list[Draft] = []
    places: dict[tuple[str, Quantity, str], int] = {}
    for draft in drafts:
        key = (draft.table, draft.quantity, draft.values.get("munition", draft.unit))
        place = places.get(key)
        if place is not None and _agree(kept[place], draft) and draft.quantity.bound != Bound.UNQUANTIFIED:
            first = kept[place]
            filled = {guess.field for guess in first.guesses}
            more = tuple(guess for guess in draft.guesses if guess.field not in filled and guess.field in first.missing)
            missing = tuple(name for name in first.missing if name not in {guess.field for guess in more})
            kept[place] = replace(first, again=first.again + 1, guesses=(*first.guesses, *more), missing=missing)
            continue
        places.setdefault(key, len(kept))
        kept.append(draft)
    return tuple(kept)


def _agree(one: Draft, other: Draft) -> bool:
    mine, theirs = one.values, other.values
    return all(mine[name] == theirs[name] for name in mine.keys() & theirs.keys() if name not in ("speaker", "basis"))
