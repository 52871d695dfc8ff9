"""Sentences that name nobody within what one voice says: between two of its sentences, or where nobody else
speaks at all, it still speaks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from flows.extraction.draft import Draft
from flows.extraction.guesses import Guess
from flows.extraction.voices import Voice

_BETWEEN = "The sentences before and after are somebody's who is named there; this one names nobody. Check it."
_ALONE = "Nobody else speaks in the text; this sentence names nobody. Check it."


@dataclass(frozen=True, slots=True)
class Heard:
    """Who speaks in the sentence that begins at ``start``, nobody where it names none, and the parties it names."""

    start: int
    voices: tuple[Voice, ...]
    parties: frozenset[str]

    @property
    def code(self) -> str:
        """The claimant whom all that it says is by; "" where somebody speaks whom nobody knows, or several do."""
        codes = {one.code for one in self.voices}
        return codes.pop() if len(codes) == 1 else ""


def within_speech(drafts: Iterable[Draft], heard: Sequence[Heard]) -> Iterator[Draft]:
    """The drafts, with the claimant of those whose sentence names nobody and stands between two of one voice, or after
    the only voice of the text: unless it turns to parties of whom that voice had not spoken."""
    speaking = [one for one in heard if one.voices]
    starts = [one.start for one in speaking]
    silent = {one.start: one for one in heard if not one.voices}
    is_one = len({one.code for one in speaking}) == 1
    for draft in drafts:
        at = bisect_left(starts, draft.start)
        if draft.start in silent and at > 0 and (code := speaking[at - 1].code):
            is_between = at < len(speaking) and speaking[at].code == code
            named = silent[draft.start].parties
            if (is_between or is_one) and (not named or named & speaking[at - 1].parties):
                why, span = _BETWEEN if is_between else _ALONE, speaking[at - 1].voices[0].span
                guess = Guess("claimant", code, why, *span, is_sure=False)
                missing = tuple(name for name in draft.missing if name != "claimant")
                yield replace(draft, guesses=(*draft.guesses, guess), missing=missing)
                continue
        yield draft
