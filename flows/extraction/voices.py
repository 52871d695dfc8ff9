"""Who says so: names and offices resolved, pronouns led back to whom they stand for, each figure given its voice.

Note 1: an office ("the defence minister") is held by many. It is somebody's only by a party that stands with it, or as
the one of them that the article named before. What stays open is left to the editor: a wrong name is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.extraction.findings import Vocabulary
from flows.extraction.guesses import Guess
from flows.extraction.sentence import Mark, Sentence

_BEFORE_OFFICE = frozenset(
    [
        "senior",
        "top",
        "deputy",
        "unnamed",
        "military",
        "'",
        "’",
        "s",
        "-",
        "chief",
        "head",
        "new",
        "high-ranking",
        "high",
        "ranking",
        "own",
        "the",
        "unidentified",
    ]
)
_DEFINITE = frozenset(["the", "its", "his", "her", "their", "these", "those", "both"])
_OF = frozenset(["of", "in", "for", "from"])
_NOT_IN_OFFICE = frozenset(("former", "ex"))
_STRONG = frozenset(
    [
        "said",
        "says",
        "say",
        "told",
        "tells",
        "reported",
        "reports",
        "claimed",
        "claims",
        "added",
        "announced",
        "warned",
        "confirmed",
        "stated",
        "states",
        "wrote",
        "writes",
        "admitted",
        "acknowledged",
        "insisted",
    ]
)
"""Verbs of saying whose subject is the voice even where nobody knows it."""
_SAID_BY = frozenset(["said", "says", "wrote", "writes", "added", "adds", "announced", "confirmed", "warned"])
_MAKES_ADJECTIVE = frozenset(
    [
        "official",
        "officials",
        "intelligence",
        "estimates",
        "estimate",
        "source",
        "sources",
        "media",
        "paper",
        "newspaper",
        "magazine",
        "channel",
        "outlet",
        "broadcaster",
        "lawmaker",
        "lawmakers",
        "analyst",
        "analysts",
        "report",
        "reports",
        "minister",
        "president",
        "government",
        "soldiers",
        "commander",
        "senators",
        "expert",
        "experts",
        "agency",
    ]
)
_GOES_ON = frozenset(("these", "those", "that", "this", "such", "it", "they"))
"""Words with which a paragraph goes on with the one before."""
_REACH, _FAR = 9, 60
_PERSON = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")
_INSTITUTION = re.compile(
    r"House|Department|Commission|Staff|Korea|Press|Ministry|Service|Team|Army|Command|Bank|Union|Initiative|NATO|Pentagon|Group"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in a sentence, at the words ``first`` up to ``last``.

    ``code`` is the claimant's, "" where nobody can be named.
    """

    first: int
    last: int
    code: str
    reason: str
    span: tuple[int, int]
    is_sure: bool = True
    is_cited: bool = False


class Voices:
    """Follows who speaks from sentence to sentence of one article."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._heard: list[Voice] = []
        self._paragraph = -1
        self._speaker: Voice | None = None
        self.named: tuple[Voice, ...] = ()

    def of(self, sentence: Sentence) -> tuple[Voice, ...]:
        """The voices of the next sentence; the one that goes on from before where it has none of its own."""
        if sentence.paragraph != self._paragraph:
            self._paragraph = sentence.paragraph
            self._speaker = self._speaker if sentence.key(0) in _GOES_ON else None
        named = {mark.first: self._resolved(sentence, mark) for mark in sentence.voices}
        self.named = tuple(one for one in named.values() if one.code)
        found = self._without_media(tuple(self._speaking(sentence, named)))
        known = [one for one in found if one.code]
        mentioned = [one for one in named.values() if one.code]
        if known:
            self._heard.append(known[0])
            self._speaker = known[0]
        elif mentioned and not found:
            self._heard.append(mentioned[0])
        if found:
            return found
        if self._speaker is None:
            return ()
        why = "Named in the words before; this sentence names nobody. Check it."
        return (replace(self._speaker, reason=why, is_sure=False),)

    @property
    def actor(self) -> str:
        """The party of whoever spoke last; "" where there is none."""
        return self._vocabulary.actor_of.get(self._heard[-1].code, "") if self._heard else ""

    def _resolved(self, sentence: Sentence, mark: Mark) -> Voice:
        span, words = sentence.span(mark.first, mark.last), sentence.said(mark.first, mark.last)
        if mark.code and any(letter.isupper() or letter >= "⺀" for letter in words):
            return Voice(mark.first, mark.last, mark.code, f"“{words}” is named.", span)
        if set(sentence.keys(mark.first - 3, mark.first)) & _NOT_IN_OFFICE:
            return Voice(mark.first, mark.last, "", "", span)
        party = _party_of(sentence, mark)
        if party is not None:
            held = [code for code in mark.codes if self._vocabulary.actor_of.get(code) == party.code]
            first, last = min(mark.first, party.first), max(mark.last, party.last)
            reason = f"“{sentence.said(first, last)}” names the office and whose it is."
            return Voice(mark.first, mark.last, held[0] if len(held) == 1 else "", reason, sentence.span(first, last))
        before = next((one for one in reversed(self._heard) if one.code in mark.codes), None)
        if before is None and mark.code and " " in words:
            return Voice(mark.first, mark.last, mark.code, f"“{words}”. Check it.", span, is_sure=False)
        if before is None:
            nobodys = [code for code in mark.codes if code not in self._vocabulary.actor_of]
            if len(nobodys) == 1 and sentence.key(mark.first - 1) not in _DEFINITE:
                return Voice(mark.first, mark.last, nobodys[0], f"“{words}”, without a country. Check it.", span, False)
            return Voice(mark.first, mark.last, "", "", span)
        return Voice(
            mark.first, mark.last, before.code, f"“{words}”: named before. Check it.", before.span, is_sure=False
        )

    def _speaking(self, sentence: Sentence, named: dict[int, Voice]) -> Iterator[Voice]:
        taken: set[int] = set()
        for cite in sentence.cites:
            if sentence.key(cite.first) in ("told", "tells"):
                continue
            heard = {place: one for place, one in named.items() if self._vocabulary.sort_of.get(one.code) != "media"}
            if self._pronoun_after(sentence, cite):
                continue
            comma = next((at for at in sentence.places.get(",", ()) if at >= cite.last), len(sentence.words))
            found = _first_within(sentence, heard, cite.last, min(_REACH, comma - cite.last))
            if found is not None:
                taken.add(found.first)
                yield replace(found, is_cited=True)
            else:
                yield Voice(cite.first, cite.last, "", "", sentence.span(cite.first, cite.last), is_cited=True)
        yield from self._led_back(sentence)
        at = 0
        for verb in sentence.says:
            found = self._subject(sentence, named, verb, at)
            at = verb.last
            if found is not None and found.first not in taken:
                taken.add(found.first)
                yield found

    def _subject(self, sentence: Sentence, named: dict[int, Voice], verb: Mark, low: int) -> Voice | None:
        reach = _FAR if sentence.language.verbs_come_last else _REACH
        before = [
            one for place, one in named.items() if max(low, verb.first - reach) <= place and one.last <= verb.first
        ]
        before = [one for one in before if not _in_brackets(sentence, one) and not _is_object(sentence, one)]
        key = sentence.key(verb.first)
        if any(back.last <= verb.first <= back.last + 2 for back in sentence.backs):
            return None
        if before:
            chosen = before[0] if sentence.language.verbs_come_last else before[-1]
            return next((one for one in reversed(before) if one.last == chosen.first and one.code), chosen)
        is_english = sentence.language.code == "en"
        if (key in _SAID_BY or not is_english) and (
            found := _first_within(sentence, named, verb.last, 8 if not is_english else 5)
        ):
            return found
        if key in _STRONG and sentence.key(verb.first - 1) not in ("it", "that", "is", "was", "are", "were", "be"):
            return Voice(verb.first, verb.last, "", "", sentence.span(verb.first, verb.last))
        return None

    def _led_back(self, sentence: Sentence) -> Iterator[Voice]:
        """He said, the minister said: the last that was named and may be meant."""
        for back in sentence.backs:
            is_subject = any(0 <= verb.first - back.last <= 2 for verb in sentence.says)
            words = sentence.said(back.first, back.last)
            if not is_subject and not words.lower().startswith(("according", "за ", "laut")):
                continue
            if any(mark.first <= back.first < mark.last or mark.first == back.first + 1 for mark in sentence.voices):
                continue
            sorts = self._vocabulary.sort_of
            meant = next(
                (one for one in reversed(self._heard) if _may_be(back.codes, sorts.get(one.code, ""))),
                None,
            )
            if meant is None:
                yield Voice(back.first, back.last, "", "", sentence.span(back.first, back.last))
            else:
                reason = f"“{words}” stands for who was named before. Check it."
                yield Voice(back.first, back.last, meant.code, reason, meant.span, is_sure=False)

    def _pronoun_after(self, sentence: Sentence, cite: Mark) -> bool:
        return any(back.first <= cite.first < back.last or 0 <= back.first - cite.last <= 1 for back in sentence.backs)

    def _without_media(self, found: tuple[Voice, ...]) -> tuple[Voice, ...]:
        """The voices without those that only print what another says."""
        sorts = self._vocabulary.sort_of
        others = tuple(one for one in found if sorts.get(one.code) != "media")
        return others or found


def voice_for(voices: tuple[Voice, ...], first: int, last: int) -> Voice | None:
    """The voice for what the words of a clause say; None where there is none, or no telling which of several."""
    if not voices or len({one.code for one in voices}) == 1:
        return voices[0] if voices else None
    inside = [one for one in voices if first <= one.first < last and one.code]
    if len({one.code for one in inside}) == 1:
        return inside[0]
    known = [one for one in voices if one.code]
    cited = [one for one in known if one.is_cited]
    if cited:
        return cited[0]
    return known[0] if len({one.code for one in known}) == 1 else None


def guess_of(voice: Voice | None) -> Guess | None:
    """The claimant of a voice."""
    return Guess("claimant", voice.code, voice.reason, *voice.span, voice.is_sure) if voice and voice.code else None


def speaker_of(sentence: Sentence, voice: Voice | None) -> Guess | None:
    """The person whom the sentence names for its claimant."""
    if voice is None or not voice.code:
        return None
    for mark in sentence.voices:
        words = sentence.said(mark.first, mark.last)
        if voice.code in mark.codes and _PERSON.fullmatch(words) and not _INSTITUTION.search(words):
            return Guess("speaker", words, "A person's name in the sentence.", *sentence.span(mark.first, mark.last))
    return None


def held_by_offices(sentence: Sentence, voices: tuple[Voice, ...]) -> set[int]:
    """Where parties stand that only say whose an office is, or are the adjective of somebody who speaks."""
    taken: set[int] = set()
    speaking = [(one.first, one.code) for one in voices]
    for mark in sentence.voices:
        party = _party_of(sentence, mark)
        if any(
            mark.first == place or (code in mark.codes and mark.first - 4 <= place <= mark.last + 3)
            for place, code in speaking
        ):
            taken |= set(range(mark.first, mark.last)) | ({party.first} if party else set())
    for party in sentence.parties:
        after = [key for key in sentence.keys(party.last, party.last + 4) if key not in _BEFORE_OFFICE]
        if after and after[0] in _MAKES_ADJECTIVE:
            taken.add(party.first)
    return taken


def _may_be(asked: tuple[str, ...], sort: str) -> bool:
    return (
        ("any" in asked and sort not in ("media", "company"))
        or sort in asked
        or ("government" in asked and sort == "military")
    )


def _party_of(sentence: Sentence, mark: Mark) -> Mark | None:
    """The party that stands with an office and says whose it is."""
    at = mark.first - 1
    while at >= mark.first - 5 and sentence.key(at) in _BEFORE_OFFICE:
        at -= 1
    before = next((one for one in sentence.parties if one.last == at + 1), None)
    if before is not None:
        return before
    at = mark.last
    if sentence.key(at) in _OF:
        at += 2 if sentence.key(at + 1) == "the" else 1
    elif sentence.language.code in ("en", "ko"):
        return None
    return next(
        (one for one in sentence.parties if at <= one.first <= at + (0 if sentence.language.code == "en" else 1)), None
    )


def _first_within(sentence: Sentence, named: dict[int, Voice], place: int, reach: int) -> Voice | None:
    """The first known voice that begins within some words after a place; the first at all where none is known."""
    found = [one for start, one in sorted(named.items()) if place <= start < place + reach]
    return next((one for one in found if one.code), found[0] if found else None)


def _in_brackets(sentence: Sentence, voice: Voice) -> bool:
    return sentence.key(voice.first - 1) == "(" and sentence.key(voice.last) == ")"


def _is_object(sentence: Sentence, voice: Voice) -> bool:
    """Whether somebody is only told, thanked or met."""
    return (
        sentence.key(voice.first - 1) in ("told", "tells", "with", "to", "by", "against")
        and sentence.key(voice.first - 2) != "according"
    )
