"""From the marks of a text to drafts of claims: every field from words that the desk can show, all else left open.

Note 1: a sentence is read as an editor would read it: what is counted, which verb moves it and in which mood, who does
it and who gets it, who is said to say it, and when. What a clause does not say is taken from the words before it only
where it leans on them (which, there could be, "the minister", the same paragraph); the guess then says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from flows.extraction.clauses import Clause, Parties, act_of, clauses, it_of, moods_of, time_of
from flows.extraction.counting import Thing, per_of, things_of
from flows.extraction.cues import LED_BACK
from flows.extraction.draft import INDICATORS, NEEDED, RATES, RATIOS, SHIPMENTS, Draft, bound_reason
from flows.extraction.findings import Vocabulary
from flows.extraction.guesses import Guess, Guesses
from flows.extraction.sentence import Counted, Did, Mark, Sentence
from flows.extraction.voices import Voice, Voices, guess_of, held_by_offices, speaker_of, voice_for
from flows.extraction.within_speech import Heard
from flows.vocabulary import Activity, Bound, Stage, StageFamily, StartBasis, Temporal

_MOVING = (Stage.SHIPPED, Stage.DELIVERED)
_ACTIVITY = {
    "produced": Activity.PRODUCED,
    "fired": Activity.FIRED,
    "needed": Activity.NEEDED,
    "shipped": Activity.DELIVERED,
    "delivered": Activity.DELIVERED,
    "pledged": Activity.DELIVERED,
}
"""What each act is as an activity of a pace."""
_OF_TIME = ("temporal", "period_start", "period_end", "start_basis")
_NEAR_FLOW = 2
"""Within how many sentences a flow is still spoken of."""


@dataclass(slots=True)
class _Said:
    """What the clause or figure before settled, for those that lean on it."""

    sentence: int = -1
    paragraph: int = -1
    sides: tuple[Guess, ...] = ()
    sides_at: int = -9
    act: Did | None = None
    table: str = ""
    per: tuple[str, tuple[int, int]] = ("", (0, 0))
    thing: Thing | None = None
    subject: Guess | None = None
    subject_at: int = -9
    activity: Guess | None = None
    actor: Guess | None = None
    time: tuple[Guess, ...] = ()


class Drafter:
    """Makes the drafts of one text, sentence after sentence."""

    def __init__(self, vocabulary: Vocabulary, stated: date | None) -> None:
        self._vocabulary, self._stated = vocabulary, stated
        self._voices = Voices(vocabulary)
        self._before = _Said()
        self._flows: list[tuple[Guess, Guess, int]] = []
        self._through: dict[str, str] = {}
        self.taken: set[int] = set()
        self.named: tuple[Voice, ...] = ()
        self.heard: list[Heard] = []

    def of(self, sentence: Sentence) -> Iterable[Draft]:
        """The drafts of the next sentence, in its order."""
        self._lead_back(sentence)
        voices = self._voices.of(sentence)
        self.named = self._voices.named
        self.heard.append(Heard(sentence.start, voices, frozenset(mark.codes[0] for mark in sentence.parties)))
        taken = held_by_offices(sentence, voices)
        self.taken = taken
        if self._before.paragraph != sentence.paragraph:
            self._before.thing = self._before.thing if sentence.number - self._before.sentence <= 1 else None
        counts_something = bool(sentence.things) or self._before.thing is not None
        for clause in clauses(sentence):
            parties = Parties(sentence, clause, taken, self._vocabulary, self._voices.actor)
            for counted in sentence.figures:
                if clause.holds(counted.first) and (counts_something or counted.figure.kind != "quantity"):
                    voice = voice_for(voices, clause.first, clause.last)
                    yield from _Reading(self, sentence, clause, counted, parties, voice).drafts()
            self._note_subject(sentence, clause, parties)
            if not any(clause.holds(one.first) and one.figure.kind == "quantity" for one in sentence.figures):
                self._note_sides(sentence, clause, parties)

    def _lead_back(self, sentence: Sentence) -> None:
        """Adds the last scheme and company where "the initiative" and "the company" stand for them."""
        covered = {place for mark in sentence.parties for place in range(mark.first, mark.last)}
        led = [
            Mark(at, at + 1, (self._through[kind],))
            for kind, words in LED_BACK.items()
            if kind in self._through
            for word in words
            for at in sentence.places.get(word, ())
            if at not in covered
        ]
        kinds = self._vocabulary.through
        self._through |= {kinds[mark.codes[0]]: mark.codes[0] for mark in sentence.parties if mark.codes[0] in kinds}
        sentence.parties = sorted([*sentence.parties, *led], key=lambda mark: mark.first)
        sentence.led = frozenset(mark.first for mark in led)

    def _note_sides(self, sentence: Sentence, clause: Clause, parties: Parties) -> None:
        """Keeps the sides of a clause without a figure, for one that leans on it: sent containers, which could hold."""
        found = {guess.field: guess for guess in reversed(list(parties.linked(None)))}
        for did in sentence.acts:
            if not clause.holds(did.first) or did.act.way != "gives" or parties.is_passive(did):
                continue
            mark = parties.subject_of(did) or (parties.leading() if did.act.code == "pledged" else None)
            if mark is not None:
                words = sentence.said(mark.first, mark.last)
                found.setdefault("supplier", parties.guess("supplier", mark, f"“{words}”."))
        if found:
            self._before.sides, self._before.sides_at = tuple(found.values()), sentence.number

    def _note_subject(self, sentence: Sentence, clause: Clause, parties: Parties) -> None:
        """Keeps the party that does the act of a clause, or that it begins with, for what stands for it later."""
        doing = (parties.subject_of(did) for did in sentence.acts if clause.holds(did.first))
        mark = next((one for one in doing if one is not None), None) or parties.leading()
        if mark is not None:
            words = sentence.said(mark.first, mark.last)
            self._before.subject = Guess("subject", mark.codes[0], words, *sentence.span(mark.first, mark.last))
            self._before.subject_at = sentence.number


class _Reading:
    """One figure read in its clause."""

    def __init__(
        self,
        drafter: Drafter,
        sentence: Sentence,
        clause: Clause,
        counted: Counted,
        parties: Parties,
        voice: Voice | None,
    ) -> None:
        self.drafter, self.sentence, self.clause, self.counted = drafter, sentence, clause, counted
        self.parties, self.voice, self.figure = parties, voice, counted.figure
        self.vocabulary, self.before = drafter._vocabulary, drafter._before
        self.act = act_of(sentence, clause, counted)
        if self.act is None and clause.leans and self.before.sentence == sentence.number:
            self.act = self.before.act
        self.moods = moods_of(sentence, clause, counted, self.act)
        self.guesses = Guesses()

    def drafts(self) -> Iterable[Draft]:
        """The drafts of the figure: one, or one for each thing that it counts; none where it counts nothing of ours."""
        if self.figure.ambiguous:
            return
        match self.figure.kind:
            case "ratio":
                yield from self._ratio()
            case "money" | "percent":
                yield from self._context()
            case "quantity":
                for thing in things_of(self.sentence, self.clause, self.counted, self.before.thing, self._leans()):
                    self.guesses = Guesses()
                    yield from self._counted(thing)

    def _leans(self) -> bool:
        """Whether a number without a thing may count what was counted before it."""
        return (
            self.act is not None
            or self._likened()
            or (self.clause.leans and self.before.sentence == self.sentence.number)
        )

    # What every draft says

    def _made(self, table: str, unit: str = "", per: str = "") -> Draft:
        self.guesses.take(guess_of(self.voice))
        self.guesses.take(speaker_of(self.sentence, self.voice))
        missing = tuple(name for name in NEEDED[table] if name not in self.guesses.made)
        start, end = self.sentence.start, self.sentence.end
        return Draft(table, start, end, self.figure, unit, per, tuple(self.guesses.made.values()), missing)

    def _figures(self, *, of_ratio: bool = False) -> None:
        quantity, span = self.figure.quantity, self._span()
        reason = bound_reason(self.figure, self._words())
        self.guesses.add("bound", quantity.bound, reason, span)
        point = quantity.point
        if of_ratio and point is not None:
            self.guesses.add("low", _plain(point), reason, span)
            self.guesses.add("high", _plain(point), reason, span)
            return
        for name, value in (("low", quantity.low), ("point", point), ("high", quantity.high)):
            self.guesses.add(name, _plain(value), reason, span)

    def _span(self) -> tuple[int, int]:
        figure, bound = self.figure, self.figure.bound
        return (min(figure.start, bound.start), max(figure.end, bound.end)) if bound else (figure.start, figure.end)

    def _words(self) -> str:
        return self.sentence.text[self.figure.start : self.figure.end]

    def _mark(self, mark: Mark | Did) -> tuple[str, tuple[int, int]]:
        return self.sentence.said(mark.first, mark.last), self.sentence.span(mark.first, mark.last)

    def _thing(self, thing: Thing) -> None:
        reason = (
            f"“{thing.words}” is what the number counts."
            if thing.is_sure
            else f"“{thing.words}”, named before. Check it."
        )
        self.guesses.add("munition", thing.code, reason, thing.span, is_sure=thing.is_sure)

    def _time(self, *, with_kind: bool) -> None:
        time = time_of(
            self.sentence,
            self.clause,
            self.counted,
            self.drafter._stated,
            coming=bool({"coming", "able"} & self.moods.keys()),
        )
        if time is None:
            if self.clause.leans and self.before.sentence == self.sentence.number:
                for guess in self.before.time:
                    self.guesses.take(replace(guess, is_sure=False))
            return
        if with_kind:
            what = "a running total" if time.temporal is Temporal.CUMULATIVE else "a period"
            self.guesses.add("temporal", time.temporal, f"“{time.words}” names {what}.", time.span)
        if time.first:
            self.guesses.add("period_start", time.first.isoformat(), f"The first day of “{time.words}”.", time.span)
            how = "counts it back from the day of the article" if time.is_counted else "names it"
            basis = StartBasis.INFERRED if time.is_counted else StartBasis.STATED
            self.guesses.add("start_basis", basis.code, f"“{time.words}” {how}.", time.span)
        if time.last:
            self.guesses.add("period_end", time.last.isoformat(), f"The last day of “{time.words}”.", time.span)

    def _note(self, table: str, thing: Thing | None, sides: tuple[Guess, ...] = ()) -> None:
        before = self.before
        if thing is not None:
            before.thing = thing
        before.sentence, before.paragraph = self.sentence.number, self.sentence.paragraph
        before.table, before.act = table, self.act or before.act
        if sides:
            before.sides, before.sides_at = sides, self.sentence.number
        before.time = tuple(guess for name, guess in self.guesses.made.items() if name in _OF_TIME)
        before.activity, before.actor = self.guesses.made.get("activity"), self.guesses.made.get("actor")

    # Things that are counted

    def _counted(self, thing: Thing) -> Iterable[Draft]:
        act = self.act.act.code if self.act else ""
        per, where = per_of(self.sentence, self.clause, self.counted)
        likened = self._likened()
        goes_on = likened or self._goes_on(act) or self._reaches(thing)
        if not per and goes_on:
            per, where = self.before.per
        if act == "lost" and not likened:
            return
        if "room" in self.moods and not per:
            yield self._flow(thing)
        elif self.act is not None and act == "stock":
            yield self._stock(thing, self.act)
        elif per or act in ("produced", "needed") or goes_on:
            yield from self._pace(thing, per, where, likened=likened)
        elif act != "fired":
            yield self._flow(thing)

    def _likened(self) -> bool:
        """Whether a figure only stands beside a pace before it: and Ukraine only 1,800; compared to Russia's 9,000."""
        same = self.before.table == RATES and self.before.sentence == self.sentence.number
        return same and self._beside() is not None

    def _goes_on(self, act: str) -> bool:
        """Whether a pace of the same kind stands before in the sentence: while Russia fires about 19,000."""
        same = self.before.table == RATES and self.before.sentence == self.sentence.number
        activity = self.before.activity.value if self.before.activity else ""
        return same and act == activity and act in ("fired", "produced")

    def _reaches(self, thing: Thing) -> bool:
        """Whether a pace that was named is to reach a figure: and aims to reach 4 million."""
        if self.act is None or thing.is_sure or "coming" not in self.moods or self.before.table != RATES:
            return False
        near = self.sentence.number - self.before.sentence <= 1
        return near and self.sentence.key(self.act.first).startswith("reach")

    def _beside(self) -> Mark | None:
        """The party right before a figure."""
        for mark in self.sentence.parties:
            between = self.sentence.keys(mark.last, self.counted.first)
            if (
                mark.last <= self.counted.first
                and len(between) <= 5
                and all(
                    key
                    in (
                        "'",
                        "’",
                        "s",
                        "only",
                        "just",
                        "about",
                        "some",
                        "around",
                        "at",
                        "least",
                        "nearly",
                        "more",
                        "than",
                        "up",
                        "to",
                    )
                    for key in between
                )
            ):
                return mark
        return None

    def _pace(self, thing: Thing, per: str, where: tuple[int, int], *, likened: bool) -> Iterable[Draft]:
        self._thing(thing)
        self._figures()
        self._time(with_kind=False)
        if not per and {"period_start", "period_end"} <= self.guesses.made.keys():
            start, end = self.guesses.value("period_start"), self.guesses.value("period_end")
            if start[:4] == end[:4] and start.endswith("01-01"):
                per, where = "year", (self.guesses.made["period_start"].start, self.guesses.made["period_start"].end)
        if per:
            self.guesses.add("per", per, f"The number is counted over a {per}.", where)
        if self._reaches(thing):
            words, span = self._mark(self.moods["coming"])
            self.guesses.add("activity", Activity.TARGET, f"The sentence says “{words}”.", span)
        self._activity()
        if likened and (beside := self._beside()) is not None:
            self.guesses.take(self.before.activity and replace(self.before.activity, is_sure=False))
            self.guesses.take(self.parties.guess("actor", beside, f"“{self._mark(beside)[0]}” stands with the number."))
        self._actor()
        if self._reaches(thing) and self.before.actor is not None:
            self.guesses.take(replace(self.before.actor, reason="From the pace right before. Check it.", is_sure=False))
        self.before.per = (per, where)
        self._note(RATES, thing)
        yield self._made(RATES, thing.unit, per)

    def _activity(self) -> None:
        activity = _ACTIVITY.get(self.act.act.code) if self.act is not None else None
        if self.act is None or activity is None:
            return
        words, span = self._mark(self.act)
        for mood, meant in (("coming", Activity.TARGET), ("able", Activity.CAPACITY)):
            if activity is Activity.PRODUCED and mood in self.moods:
                said, span = self._mark(self.moods[mood])
                self.guesses.add("activity", meant, f"The sentence says “{said}” of “{words}”.", span)
                return
        self.guesses.add("activity", activity, f"The sentence says “{words}”.", span)

    def _actor(self) -> None:
        if self.act is None:
            return
        way = self.act.act.way
        if way == "gets" or self.parties.is_passive(self.act):
            return
        mark = self.parties.subject_of(self.act) or self.parties.maker_of(self.act)
        if mark is not None:
            words = self._mark(mark)[0]
            self.guesses.take(self.parties.guess("actor", mark, f"“{words}” stands with “{self._mark(self.act)[0]}”."))
        self.guesses.take(self.parties.own_actor(self.act))
        if mark is None and (meant := self._meant(self.act)) is not None:
            self.guesses.take(replace(meant, field="actor"))
        near = self.before.table == RATES and self.sentence.number - self.before.sentence <= 1
        if near and self.before.actor is not None and self.parties.is_silent:
            why = "From the pace right before. Check it."
            self.guesses.take(replace(self.before.actor, reason=why, is_sure=False))

    def _meant(self, act: Did) -> Guess | None:
        """Whom "it" or "they" stands for: the party of whoever speaks, else the subject of the sentence before."""
        found = self.parties.stands_for(act)
        if found is None:
            return None
        at, of = found
        words, span = self.sentence.said(at, at + 1), self.sentence.span(at, at + 1)
        reason = f"“{words}” stands for a party named before. Check it."
        if of == "voice":
            actor = self.vocabulary.actor_of.get(self.voice.code, "") if self.voice else ""
            return Guess("subject", actor, reason, *span, False) if actor else None
        near = self.before.subject is not None and self.sentence.number - self.before.subject_at <= 1
        return replace(self.before.subject, reason=reason, is_sure=False) if near and self.before.subject else None

    def _stock(self, thing: Thing, act: Did) -> Draft:
        self.guesses.add("unit", thing.unit, f"“{thing.words}” is what the number counts.", thing.span)
        self._figures()
        mark = self.parties.subject_of(act) or self.parties.maker_of(act)
        if mark is not None:
            self.guesses.take(self.parties.guess("actor", mark, f"“{self._mark(mark)[0]}” has them."))
        self._note(INDICATORS, thing)
        return self._made(INDICATORS, thing.unit)

    # Flows

    def _flow(self, thing: Thing) -> Draft:
        self._thing(thing)
        self._figures()
        quantity = self.figure.quantity
        self.guesses.add("words", quantity.words, "The text's own word; no figure is given.", self._span())
        room = self.moods.get("room") if thing.unit not in ("container", "voyage", "railcar") else None
        room = room or self._same_room()
        self._stage(room)
        self._basis(room)
        sides = self._sides(thing, room)
        for guess in sides:
            self.guesses.take(guess)
        self._time(with_kind=True)
        self._stance()
        flow = tuple(self.guesses.made[name] for name in ("supplier", "recipient") if name in self.guesses.made)
        if len(flow) == 2:
            self.drafter._flows.append((flow[0], flow[1], self.sentence.number))
        self._note(SHIPMENTS, thing, flow)
        self.guesses.take(guess_of(self.voice))
        return self._made(SHIPMENTS, thing.unit)

    def _stance(self) -> None:
        """That it is so, or that it is not: a denial carries no quantity, whatever figure it denies."""
        denied = self.moods.get("denied")
        if denied is None:
            self.guesses.add("stance", "asserts", "The sentence says that it is so.", self._span())
            return
        words, span = self._mark(denied)
        for name in ("bound", "low", "point", "high", "words"):
            self.guesses.made.pop(name, None)
        self.guesses.add("stance", "denies", f"“{words}”: a denial, which carries no quantity.", span, is_sure=False)
        self.guesses.add("bound", Bound.UNQUANTIFIED, "A denial carries no quantity.", span)

    def _same_room(self) -> Mark | None:
        """Or: the other reading of what could be held."""
        joined = self.sentence.keys(self.counted.first - 4, self.counted.first)
        if "or" in joined and "room" in self.moods:
            return self.moods["room"]
        return None

    def _stage(self, room: Mark | None) -> None:
        if room is not None:
            words, span = self._mark(room)
            self.guesses.add(
                "stage", "shipped", f"“{words}”: a capacity of what was on its way; never a delivery.", span
            )
            return
        coming = self.moods.get("coming")
        code = self.act.act.code if self.act else ""
        if coming is not None and code in ("", "shipped", "delivered", "pledged", "funded"):
            words, span = self._mark(coming)
            self.guesses.add("stage", "pledged", f"“{words}”: nothing need have moved.", span)
        elif self.act is not None and not ("able" in self.moods and code in _MOVING) and code in set(Stage):
            words, span = self._mark(self.act)
            self.guesses.add("stage", code, f"The verb is “{words}”.", span)

    def _basis(self, room: Mark | None) -> None:
        stage = self.guesses.value("stage")
        unsure = self.moods.get("unsure") or self._estimated()
        if room is not None:
            words, span = self._mark(room)
            self.guesses.add(
                "basis", "capacity-if-full", f"“{words}” speaks of what would fit, not of what was there.", span
            )
        elif stage and Stage.of(stage).family in (StageFamily.PROMISE, StageFamily.PROCUREMENT):
            guess = self.guesses.made["stage"]
            self.guesses.add(
                "basis", "declared", "A pledge, an order or a plan is declared, not counted.", (guess.start, guess.end)
            )
        elif unsure is not None:
            words, span = self._mark(unsure)
            self.guesses.add("basis", "estimate", f"The sentence says “{words}”.", span)
        elif stage in _MOVING:
            guess = self.guesses.made["stage"]
            self.guesses.add("basis", "reported-count", "Stated as a count of what moved.", (guess.start, guess.end))

    def _estimated(self) -> Mark | None:
        """Words of doubt that follow a figure: according to estimates."""
        places = self.sentence.places
        for word in ("estimate", "estimates", "estimated"):
            for at in places.get(word, ()):
                if self.clause.holds(at) and (at >= self.counted.last or at > self.counted.first - 4):
                    return Mark(at, at + 1, ("unsure",))
        return None

    def _sides(self, thing: Thing, room: Mark | None) -> tuple[Guess, ...]:
        """The supplier and the recipient, the surest first."""
        found = list(self.parties.linked(thing.mark))
        act = self.act
        if act is not None:
            found += [
                guess for guess in (self.parties.object_of(act), it_of(self.sentence, act, self._subject())) if guess
            ]
            subject = self.parties.subject_of(act)
            known = {guess.field: guess.value for guess in reversed(found)}
            role = "recipient" if self.parties.is_passive(act) else self._role(act, known)
            if subject is not None and role and subject.codes[0] not in known.values():
                words = self._mark(subject)[0]
                found.append(self.parties.guess(role, subject, f"“{words}” stands before “{self._mark(act)[0]}”."))
            if role and subject is None and (meant := self._meant(act)) is not None:
                found.append(replace(meant, field=role))
            if role == "supplier" and (own := self.parties.own_actor(act)) is not None:
                found.append(replace(own, field="supplier"))
        sides = {guess.field: guess for guess in reversed(found)}
        if len(sides) == 2 and len({guess.value for guess in sides.values()}) == 1:
            sides.pop("supplier")
        borrowed = self._from_before(sides, room)
        if "supplier" not in sides and self._comes_through():
            # Through somebody whom nobody here knows: whoever supplied something else before is not asked.
            borrowed = tuple(guess for guess in borrowed if guess.field != "supplier")
        return (*sides.values(), *borrowed)

    def _comes_through(self) -> bool:
        """Whether the clause says through whom something comes."""
        return any(
            self.clause.holds(link.first) and self.sentence.key(link.first) in ("through", "via")
            for link in self.sentence.links
        )

    def _is_included(self) -> bool:
        """Whether the sentence says what is in that which the one before names: it includes, that aid included."""
        keys = self.sentence.keys(self.clause.first, self.counted.first)
        is_back = keys[:1] in (("it",), ("this",), ("that",), ("the",))
        return is_back and any(key.startswith("includ") for key in keys[:6])

    def _is_whole(self) -> bool:
        """Whether the figure is the promise of which a part was named: 290,000 shells out of the promised 1,000,000."""
        keys = self.sentence.keys(self.counted.first - 4, self.counted.first)
        return (
            self.act is not None
            and self.act.act.code == "pledged"
            and "of" in keys
            and self.act.first < self.counted.first
        )

    def _subject(self) -> tuple[Guess, ...]:
        return (self.before.subject,) if self.before.subject else ()

    @staticmethod
    def _role(act: Did, known: dict[str, str]) -> str:
        if act.act.way == "gives" or (act.act.way == "is" and ("recipient" in known or act.act.code == "identified")):
            return "supplier"
        return "recipient" if act.act.way == "gets" else ""

    def _from_before(self, sides: dict[str, Guess], room: Mark | None) -> tuple[Guess, ...]:
        """Sides of the flow that the words before speak of, where these lean on it or name one of its two sides."""
        same = self.before.sides_at == self.sentence.number
        near = self.sentence.number - self.before.sides_at <= 1
        if ((near and self._is_included()) or (same and self._is_whole())) and (
            more := [one for one in self.before.sides if one.field not in sides]
        ):
            return tuple(replace(one, reason="From the words before. Check it.", is_sure=False) for one in more)
        moved = room is not None or (self.act is not None and self.act.act.code in _MOVING)
        if not sides and self.parties.is_silent and self.before.sides and (same or (near and moved)):
            return tuple(
                replace(one, reason="From the words before. Check it.", is_sure=False) for one in self.before.sides
            )
        if self.before.sides and same and len(sides) == 1:
            (known,) = sides.values()
            return tuple(
                replace(one, reason="From the words before. Check it.", is_sure=False)
                for one in self.before.sides
                if one.field != known.field and one.value != known.value
            )
        here = {name: guess.value for name, guess in sides.items()}
        why = "From an earlier sentence about the same flow. Check it."
        for supplier, recipient, number in reversed(self.drafter._flows):
            if self.act is None:
                break
            if here == {"supplier": supplier.value}:
                return (replace(recipient, reason=why, is_sure=False),)
            # Many supply one side: who does is taken only from right before, and where nobody is said to do it.
            is_near = self.sentence.number - number <= _NEAR_FLOW and self.parties.is_without_subject(self.act)
            if here == {"recipient": recipient.value} and is_near:
                return (replace(supplier, reason=why, is_sure=False),)
        return ()

    # Ratios

    def _ratio(self) -> Iterable[Draft]:
        sentence = self.sentence
        likened = [one for one in sentence.balances if self.clause.holds(one.first)]
        than = next(
            (one for one in sentence.links if "than" in one.codes and 0 <= one.first - self.counted.last <= 9), None
        )
        if self.figure.unit == "multiple" and than is None:
            return
        marks = [
            one for one in sentence.parties if self.clause.holds(one.first) and one.first not in self.drafter.taken
        ]
        if not marks and not likened:
            return
        self._figures(of_ratio=True)
        verb = likened[0] if likened else None
        before = [one for one in marks if one.last <= (verb.first if verb else self.counted.first)]
        loses = verb is not None and verb.codes[0] == "loses"
        first, second = ("over", "favours") if loses else ("favours", "over")
        if before and verb is not None:
            self._side(first, before[-1], "stands before the verb")
        other = [one for one in marks if one.codes[0] != self.guesses.value(first)]
        after = [one for one in other if verb is not None and one.first >= verb.last]
        if self.guesses.value(first) and after:
            self._side(second, after[0], "is the other party in the sentence")
        elif than is not None and verb is None and other and before:
            self._side("favours", before[-1], "has more")
        for mark in sentence.compared[:1]:
            words, span = self._mark(mark)
            self.guesses.add("compared", mark.codes[0], f"The sentence says “{words}”.", span)
        coming = self.moods.get("coming")
        if coming is not None:
            self.guesses.add(
                "wording", "forecast", f"The sentence says “{self._mark(coming)[0]}”.", self._mark(coming)[1]
            )
        self.guesses.add("wording", "stated", "The ratio itself is stated.", self._span())
        yield self._made(RATIOS)

    def _side(self, role: str, mark: Mark, why: str) -> None:
        words = self._mark(mark)[0]
        self.guesses.take(self.parties.guess(role, mark, f"“{words}” {why}."))

    # Context

    def _context(self) -> Iterable[Draft]:
        figure = self.figure
        if figure.unit not in ("usd", "eur", "percent") or (figure.unit == "percent" and not self._is_share()):
            return
        self.guesses.add("unit", figure.unit, f"As written: “{self._words()}”.", self._span())
        self._figures()
        if self.act is not None and self.act.act.way in ("gives", "makes", "is"):
            mark = self.parties.subject_of(self.act)
            if mark is not None:
                self.guesses.take(
                    self.parties.guess(
                        "actor", mark, f"“{self._mark(mark)[0]}” stands before “{self._mark(self.act)[0]}”."
                    )
                )
        if figure.unit == "percent":
            for guess in self.parties.linked(next((one for one in self.sentence.things), None)):
                if guess.field == "supplier":
                    self.guesses.take(replace(guess, field="actor"))
        self._time(with_kind=False)
        yield self._made(INDICATORS)

    def _is_share(self) -> bool:
        """Whether a share is one of ammunition, of a target or of an economy."""
        words = self.sentence.keys(self.counted.last, self.counted.last + 8)
        things = any(0 <= one.first - self.counted.last <= 8 for one in self.sentence.things)
        named = any("percent" in one.codes and 0 <= one.first - self.counted.last <= 8 for one in self.sentence.moods)
        halved = self.sentence.text[self.figure.start : self.figure.end].lower() in ("halved", "halbiert") and bool(
            self.sentence.things or self.before.thing
        )
        return ("of" in words and (things or named)) or halved


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
