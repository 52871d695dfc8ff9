"""The clauses of a sentence, and what each says of a figure in it: the act, the mood, the parties and the time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from flows.extraction import cues
from flows.extraction.findings import Vocabulary
from flows.extraction.guesses import Guess
from flows.extraction.sentence import Counted, Did, Mark, Sentence, When
from flows.vocabulary import Temporal

_PARTING = frozenset(
    [";", "while", "whereas", "although", "though", "but", "meanwhile", "—", "–", "тоді", "тоді", "aber", "während"]
)
_RELATIVE = frozenset(["which", "that", "who", "whose", "де", "що", "який", "яка", "які", "die"])
_COMPARED = frozenset(["above", "beyond", "versus"])
_NO_SUBJECT_AFTER = frozenset(
    [
        "from",
        "to",
        "for",
        "of",
        "in",
        "by",
        "with",
        "against",
        "under",
        "through",
        "between",
        "and",
        "or",
        "than",
        "towards",
        "into",
        "at",
        "on",
        "per",
        "для",
        "до",
        "з",
        "із",
        "від",
        "von",
        "für",
        "an",
        "mit",
    ]
)
_SUBJECTS_OWN = frozenset(
    [
        "forces",
        "troops",
        "army",
        "military",
        "plants",
        "plant",
        "factories",
        "industry",
        "soldiers",
        "side",
        "armed",
        "units",
        "gunners",
        "artillery",
        "producers",
        "makers",
        "government",
        "authorities",
        "defence",
        "sector",
    ]
)
_BE = frozenset(["was", "were", "been", "be", "being", "is", "are", "wurde", "wurden", "worden", "було", "буде"])
_OWN = frozenset(["his", "her", "our", "their", "my", "its"])
_OWNED = frozenset(
    ["government", "country", "forces", "army", "nation", "troops", "military", "artillery", "state", "side"]
)
_NOUNS = frozenset(
    [
        "delivery",
        "deliveries",
        "production",
        "output",
        "shipment",
        "shipments",
        "purchase",
        "transfer",
        "lieferung",
        "produktion",
    ]
)
_TOLD_BY = frozenset(("report", "investigation", "analysis", "study", "estimate", "statement", "interview", "findings"))
_SINCE = frozenset(["since", "seit", "з", "від", "ab"])
_UNTIL = frozenset(
    [
        "by",
        "until",
        "till",
        "before",
        "end",
        "bis",
        "до",
        "кінця",
        "ende",
        "nach",
        "after",
        "of",
        "from",
        "starting",
        "dated",
    ]
)
_WITHIN = frozenset(
    ["für", "in", "during", "throughout", "over", "for", "within", "im", "у", "в", "за", "the", "past", "last"]
)
_SKIPPED = frozenset(["the", "of", "year", "a", "late", "early", "about", "around", "roughly"])
_SUBJECT_ENDINGS, _GIVER_ENDINGS, _TAKER_ENDINGS = (
    ("이", "가", "은", "는"),
    ("에서", "부터", "산"),
    ("에", "로", "에게", "측에"),
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Words ``first`` up to ``last`` of a sentence; ``leans`` where it only goes on about what stands before it."""

    first: int
    last: int
    leans: bool = False

    def holds(self, place: int) -> bool:
        """Whether a word stands in it."""
        return self.first <= place < self.last


def clauses(sentence: Sentence) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order."""
    starts = [(0, False), *_starts(sentence), (len(sentence.words), False)]
    return tuple(Clause(one[0], other[0], one[1]) for one, other in pairwise(starts) if one[0] < other[0])


def _starts(sentence: Sentence) -> Iterator[tuple[int, bool]]:
    ends = {mark.last for mark in sentence.parties}
    begins = {mark.first: mark for mark in sentence.parties}
    acts = [did.first for did in sentence.acts]
    figures = [one.first for one in sentence.figures]
    inside = {place for one in sentence.figures for place in range(one.first, one.last)}
    for at, token in enumerate(sentence.words):
        if at in inside:
            continue
        if token.key in _PARTING:
            yield at, False
        elif sentence.key(at - 1) == "," and (token.key in _RELATIVE or token.key in _COMPARED):
            yield at, True
        elif token.key in ("and", "or", "та", "і", "а", "und") and at not in ends:
            party = begins.get(at + 1) or begins.get(at + 2)
            figure = _next(figures, at + 1, 4) if party is None and sentence.key(at - 1) == "," else None
            if figure is not None and _has_its_act(sentence, acts, figure):
                yield at, False
            if party is not None and (_next_within(acts, party.last, 5) or _next_within(figures, party.last, 3)):
                yield at, False


def _has_its_act(sentence: Sentence, acts: list[int], figure: int) -> bool:
    """Whether a figure without a thing has a verb after it: and 2 million of them are shipped."""
    return _next_within(acts, figure, 7) and not any(figure <= one.first <= figure + 3 for one in sentence.things)


def _next(places: list[int], first: int, reach: int) -> int | None:
    at = bisect_left(places, first)
    return places[at] if at < len(places) and places[at] - first < reach else None


def _next_within(places: list[int], first: int, reach: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] - first < reach


def act_of(sentence: Sentence, clause: Clause, counted: Counted) -> Did | None:
    """The act that a figure is the object or subject of: the nearest before it in its clause, else the first after."""
    inside = [one for one in sentence.acts if clause.holds(one.first) and not _is_noun_in(sentence, one)]
    places = [one.first for one in inside]
    at = bisect_right(places, counted.first)
    if sentence.language.verbs_come_last and at < len(inside):
        return inside[at]
    if at:
        return inside[at - 1]
    return inside[at] if at < len(inside) else None


def _is_noun_in(sentence: Sentence, did: Did) -> bool:
    """Whether a noun of making only says where: in production; or a verb only how it is used: aid is used."""
    return sentence.key(did.first - 1) in ("in", "under") and sentence.key(did.first) in ("production", "use", "stock")


def moods_of(sentence: Sentence, clause: Clause, counted: Counted, act: Did | None) -> dict[str, Mark]:
    """The moods under which a figure is said: those before it, or before the act where that comes after it."""
    end = max(counted.first, act.first + 1 if act else 0)
    if sentence.language.verbs_come_last or (act is not None and sentence.key(act.first) in _NOUNS):
        end = clause.last
    found: dict[str, Mark] = {}
    for mark in sentence.moods:
        if clause.first <= mark.first < end:
            code = mark.codes[0]
            # What could be held is said of the next figure, and not of those before it.
            if code == "room" and counted.first < mark.first and not sentence.language.verbs_come_last:
                continue
            if code == "another" or (code == "coming" and _is_done(sentence, mark, act, counted)):
                continue
            for one in mark.codes:
                found[one] = mark
    return found


def _is_done(sentence: Sentence, coming: Mark, act: Did | None, counted: Counted) -> bool:
    """Whether a figure is said of an act that is done, whatever was planned before it: of a planned million it has
    handed over half."""
    if act is None or coming.last > act.first - 1 or counted.first < act.first:
        return False
    at = next((at for at in range(act.first - 1, act.first - 4, -1) if sentence.key(at) in ("has", "have", "had")), -1)
    return at >= coming.last and sentence.key(at - 1) != "to"


class Parties:
    """The parties of a clause by what they do in it."""

    def __init__(
        self, sentence: Sentence, clause: Clause, taken: set[int], vocabulary: Vocabulary, voice_actor: str
    ) -> None:
        self._sentence, self._clause, self._vocabulary = sentence, clause, vocabulary
        self._marks = [one for one in sentence.parties if clause.holds(one.first) and one.first not in taken]
        self._voice_actor = voice_actor
        self.is_silent = not self._marks

    def linked(self, thing: Mark | None) -> Iterator[Guess]:
        """The sides that a preposition, an ending or the name of the thing gives."""
        sentence = self._sentence
        for mark in self._marks:
            link = self._link(mark)
            if link is not None and "from" in link.codes and sentence.key(link.first - 1) in _TOLD_BY:
                # A report by somebody is their words, and none of their goods.
                continue
            if link is not None and "from" in link.codes:
                yield self._guess("supplier", mark, link.first)
            elif link is not None and "to" in link.codes:
                yield self._guess("recipient", mark, link.first)
            elif link is not None and "under" in link.codes and mark.codes[0] in self._vocabulary.through:
                yield self._guess("supplier", mark, link.first)
            elif sentence.language.code == "ko":
                yield from self._by_ending(mark)
            elif sentence.key(mark.last) == "port" or (thing is not None and self._describes(mark, thing)):
                yield self._guess("supplier", mark, mark.first)

    def object_of(self, act: Did) -> Guess | None:
        """Whom an act of giving is done to, where the party follows it at once: sent Russia."""
        sentence, at = self._sentence, act.last
        if act.act.way != "gives":
            return None
        if sentence.key(at) == "the":
            at += 1
        mark = next((one for one in self._marks if one.first == at), None)
        return self._guess("recipient", mark, act.first) if mark is not None else None

    def subject_of(self, act: Did) -> Mark | None:
        """The party that does an act, where nothing but helping words stands between; None where none does."""
        sentence = self._sentence
        before = [one for one in self._marks if one.last <= act.first]
        if not before:
            return None
        mark = before[-1] if not sentence.language.verbs_come_last else before[0]
        opens = sentence.key(mark.first - 1) == "and" and mark.first - 1 == self._clause.first
        if (sentence.key(mark.first - 1) in _NO_SUBJECT_AFTER and not opens) or (
            sentence.key(mark.first - 1) == "the" and sentence.key(mark.first - 2) in _NO_SUBJECT_AFTER
        ):
            return None
        return mark if sentence.language.verbs_come_last or self._only_helps(mark.last, act.first) else None

    def leading(self) -> Mark | None:
        """The party that the clause begins with."""
        return next((one for one in self._marks[:1] if one.first - self._clause.first <= 2), None)

    def own_actor(self, act: Did) -> Guess | None:
        """The party of whoever speaks, where his country or we do the act."""
        sentence = self._sentence
        for at in range(max(self._clause.first, act.first - 6), act.first):
            is_own = sentence.key(at) in _OWN and sentence.key(at + 1) in _OWNED
            if self._voice_actor and (is_own or sentence.key(at) == "we"):
                words = sentence.said(at, at + 2 if is_own else at + 1)
                reason = f"“{words}” is the party of whoever speaks. Check it."
                return Guess("actor", self._voice_actor, reason, *sentence.span(at, at + 1), False)
        return None

    def is_without_subject(self, act: Did) -> bool:
        """Whether an act is a noun, is done to the thing, or is done by the thing itself: nobody is said to do it."""
        return act.act.way in ("goes", "gets") or self._sentence.key(act.first) in _NOUNS or self.is_passive(act)

    def stands_for(self, act: Did) -> tuple[int, str] | None:
        """Where "it" or "they" does an act, only helping words between, and whether a verb of saying brings it in."""
        sentence = self._sentence
        for at in range(max(self._clause.first, act.first - 7), act.first):
            if sentence.key(at) in ("it", "they") and self._only_helps(at + 1, act.first):
                said = any(verb.last in (at, at - 1) for verb in sentence.says)
                return at, "voice" if said else "subject"
        return None

    def maker_of(self, act: Did) -> Mark | None:
        """The party whose output it is: Russian production, Russia's output, made by Russia."""
        for mark in self._marks:
            between = self._sentence.keys(mark.last, act.first)
            if self._sentence.keys(act.last, mark.first) in (("of",), ("of", "the")):
                return mark
            if (
                mark.last <= act.first
                and len(between) <= 5
                and all(
                    key in ("'", "’", "s")
                    or key in _SUBJECTS_OWN
                    or key in ("monthly", "annual", "yearly", "daily", "own", "total")
                    for key in between
                )
            ):
                return mark
        return None

    def _only_helps(self, first: int, last: int) -> bool:
        sentence = self._sentence
        whens = {place for one in sentence.whens for place in range(one.first - 1, one.last)}
        acts = {place for one in sentence.acts for place in range(one.first, one.last)}
        moods = {place for one in sentence.moods for place in range(one.first, one.last)}
        return last - first <= 10 and all(
            sentence.key(at) in cues.LINKING
            or sentence.key(at) in _SUBJECTS_OWN
            or sentence.key(at) in ("'", "’", "s", "and")
            or sentence.key(at).endswith("ly")
            or at in whens
            or at in acts
            or at in moods
            for at in range(first, last)
        )

    def is_passive(self, act: Did) -> bool:
        """Whether an act of giving is done to its subject: Russia was sent shells, shells were sent."""
        if act.act.way != "gives":
            return False
        return any(key in _BE for key in self._sentence.keys(act.first - 2, act.first)) and self._sentence.key(
            act.first
        ).endswith(("ed", "t", "n"))

    def _link(self, mark: Mark) -> Mark | None:
        at = mark.first
        while at > mark.first - 3 and self._sentence.key(at - 1) in (
            "the",
            "die",
            "der",
            "den",
            "its",
            "a",
            "«",
            "„",
            "“",
            '"',
            "новій",
            "цій",
        ):
            at -= 1
        return next((one for one in self._sentence.links if one.last == at or one.last == mark.first), None)

    def _describes(self, mark: Mark, thing: Mark) -> bool:
        """Whether a party stands with the thing as whose it is: North Korean shells, Iranian-made shells."""
        between = self._sentence.keys(mark.last, thing.first)
        words = self._sentence.words[mark.last - 1].words
        is_adjective = words.endswith(("n", "ish", "ch", "ese", "i", "k"))
        return (
            mark.last <= thing.first
            and len(between) <= 3
            and is_adjective
            and all(key in ("-", "made", "supplied", "produced", "built", "artillery") for key in between)
        )

    def _by_ending(self, mark: Mark) -> Iterator[Guess]:
        word = self._sentence.words[mark.last - 1].words
        if word.endswith(_GIVER_ENDINGS):
            yield self._guess("supplier", mark, mark.first)
        elif word.endswith(_TAKER_ENDINGS):
            yield self._guess("recipient", mark, mark.first)
        elif word.endswith(_SUBJECT_ENDINGS):
            yield self._guess("supplier", mark, mark.first)

    def _guess(self, role: str, mark: Mark, first: int) -> Guess:
        first = min(first, mark.first)
        return self.guess(role, mark, f"“{self._sentence.said(first, mark.last)}”.")

    def guess(self, role: str, mark: Mark, reason: str) -> Guess:
        """A side or an actor, resting on a party's words; not sure where they stand for one that was named before."""
        is_sure = mark.first not in self._sentence.led
        reason = reason if is_sure else f"{reason[:-1]} stands for what was named before. Check it."
        return Guess(role, mark.codes[0], reason, *self._sentence.span(mark.first, mark.last), is_sure)


def it_of(sentence: Sentence, act: Did, before: Iterable[Guess]) -> Guess | None:
    """Whom "it" stands for after an act of giving: the subject of the clause before."""
    if act.act.way != "gives" or sentence.key(act.last) not in ("it", "him", "them"):
        return None
    subject = next((one for one in before if one.field == "subject"), None)
    reason = f"“{sentence.key(act.last)}” stands for “{subject.reason}”. Check it." if subject else ""
    return Guess("recipient", subject.value, reason, subject.start, subject.end, False) if subject else None


@dataclass(frozen=True, slots=True)
class Time:
    """The time that a figure is about: its kind, first and last day as far as they are known, and its words.

    ``is_counted`` where the first day is a length counted back: in the past three months.
    """

    temporal: Temporal
    first: date | None
    last: date | None
    words: str
    span: tuple[int, int]
    is_counted: bool = False


def time_of(sentence: Sentence, clause: Clause, counted: Counted, stated: date | None, *, coming: bool) -> Time | None:
    """The time that a figure is about, from the nearest words for one in its clause; None where they name none."""
    found = [
        (_distance(sentence, counted, when), at, time)
        for at, when in enumerate(sentence.whens)
        if clause.holds(when.first)
        and not _is_of_another(sentence, counted, when)
        and (time := _time(sentence, when, stated, coming=coming)) is not None
    ]
    if found:
        return min(found)[2] if len({one[:2] for one in found}) == len(found) else found[0][2]
    return _since_then(sentence, clause)


def _is_of_another(sentence: Sentence, counted: Counted, when: When) -> bool:
    """Whether a time after a figure stands behind another figure with an act or a mood of its own."""
    between = [one.first for one in sentence.figures if counted.last <= one.first < when.first]
    if not between:
        return False
    moves = [did.first for did in sentence.acts] + [mood.first for mood in sentence.moods]
    return any(counted.last <= place < between[-1] for place in moves)


def _distance(sentence: Sentence, counted: Counted, when: When) -> tuple[bool, int]:
    """A time after a figure and before the next is nearer than any other."""
    low, high = sorted((counted.last, when.first)) if when.first >= counted.last else (when.last, counted.first)
    parted = any(low <= other.first < high for other in sentence.figures if other is not counted)
    # What stands after a figure is its own; what stands before may be that of the one before.
    return parted, high - low + (0 if when.first >= counted.last else 3)


def _time(sentence: Sentence, when: When, stated: date | None, *, coming: bool) -> Time | None:
    day = when.day
    if day.first is None or day.last is None or _is_of_the_statement(sentence, when):
        return None
    span, words = (day.start, day.end), day.words
    before = list(sentence.keys(when.first - 10, when.first))
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    if _SINCE & set(before[-2:]) and "when" in sentence.keys(when.last, when.last + 2):
        # Since February, when a minister put it at 7,000: the day of those words.
        return None
    if (_SINCE & set(before[-9:]) and sentence.language.code != "uk") or (before and before[-1] == "з"):
        return Time(Temporal.CUMULATIVE, None if day.rough else day.first, None, f"since {words}", span)
    near = [key for key in before if key not in ("the", "year", "a", "s", "'", "jahr", "das", "року", "році")]
    if day.rough or day.precision == "day":
        return None
    first, last = day.later if coming and day.later else (day.first, day.last)
    if day.precision in ("this year", "span") or words.lower().startswith(
        ("last", "next", "the previous", "тор", "цьог")
    ):
        last = min(last, stated) if stated and day.precision == "this year" and not coming else last
        if near and near[-1] in ("by", "until", "before", "end", "of", "кінця", "than"):
            return None
        return Time(Temporal.INTERVAL, first, last, words, span, day.counted)
    is_within = (bool(near) and near[-1] in _WITHIN) or (
        near and near[-1] in ("between", "from", "zwischen", "von", "від") and day.precision == "span"
    )
    is_eastern = sentence.language.code == "ko" and "년" in words
    if not (is_within or is_eastern) or (near and near[-1] in _UNTIL):
        return None
    return Time(Temporal.INTERVAL, first, last, words, span)


def _is_of_the_statement(sentence: Sentence, when: When) -> bool:
    """Whether a time says when something was said: said in June, or In April he said that."""
    for verb in (*sentence.says, *sentence.cites):
        if 0 <= when.first - verb.last <= 4 and not any(verb.last <= did.first < when.first for did in sentence.acts):
            return not any(key in ("that", ",") for key in sentence.keys(verb.last, when.first))
    if when.first > 2:
        return False
    says = [verb.first for verb in sentence.says if verb.first >= when.last]
    acts = [did.first for did in sentence.acts if did.first >= when.last]
    return bool(says) and (not acts or says[0] < acts[0])


def _since_then(sentence: Sentence, clause: Clause) -> Time | None:
    """Since the start of the war: a running total from a day that nothing names."""
    for at in sentence.places.get("since", ()):
        if clause.holds(at) and sentence.key(at + 1) in (
            "the",
            "early",
            "mid",
            "late",
            "then",
            "that",
            "talks",
            "its",
            "russia",
        ):
            end = min(at + 4, len(sentence.words))
            return Time(Temporal.CUMULATIVE, None, None, sentence.said(at, end), sentence.span(at, end))
    return None
