"""Questions for a balance: what a side got, made and fired in a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Any

from flows.clock import last_day
from flows.questions.parameters import (
    AS_OF,
    GRADE,
    BadQuestion,
    Fault,
    Parameter,
    Query,
    day_by_now,
    one_of,
    record_code,
)
from flows.questions.question import Question
from flows.vocabulary import BalanceTerm, Reliability

MOST_CHOSEN = 50
MOST_STEPS = 60
MOST_YEARS = 10
"""A pace of one year says nothing of a hundred: so long may a time be at the most."""
SPLITS = ("month", "quarter", "year")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def _claims(name: str, meaning: str) -> Parameter:
    return Parameter(name, f"{meaning} None: all that stand and are about the time.", record_code, "code", many=True)


@dataclass(frozen=True, slots=True)
class BalanceQuestion(Question):
    """What was in store, made, received, fired and lost by a side from one day to another, and what that leaves.

    Each term is of the claims that are named, or of all that stand and are about the time. ``by`` splits the time at
    the ends of calendar months, quarters or years; the closing stock of each part opens the next.
    """

    side: Annotated[
        str,
        Parameter("side", "Whose balance.", record_code, "code", reference="actors", example="@taker"),
        "an actor",
    ]
    start: Annotated[
        date,
        Parameter(
            "start",
            f"The first day of the time: no later than today, at the earliest {MOST_YEARS} years before the last one.",
            day_by_now,
            "day",
            example="@first-day",
        ),
        "the first day",
    ]
    end: Annotated[
        date,
        Parameter(
            "end",
            "The last day of the time: today, or as_of, at the latest.",
            day_by_now,
            "day",
            example="@last-day",
        ),
        "the last day",
    ]
    munition: Annotated[
        str,
        Parameter(
            "munition",
            "What is balanced: this kind of thing and all that is under it. Without it, the first goods of the first "
            "story.",
            record_code,
            "code",
            reference="munitions",
            example="@munitions",
        ),
    ] = ""
    by: Annotated[str, one_of("by", "Split the time into calendar months, quarters or years.", SPLITS)] = ""
    stock: Annotated[tuple[str, ...], _claims("stock", "Claims about what was in store on the first day.")] = ()
    produced: Annotated[tuple[str, ...], _claims("produced", "Claims about what was made, or could be.")] = ()
    received: Annotated[tuple[str, ...], _claims("received", "Claims about what others sent.")] = ()
    fired: Annotated[tuple[str, ...], _claims("fired", "Claims about what was fired.")] = ()
    lost: Annotated[tuple[str, ...], _claims("lost", "Claims about what was destroyed or lost.")] = ()
    as_of: Annotated[date | None, AS_OF] = None
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, query: Query, **usual: Any) -> tuple[BalanceQuestion, tuple[Fault, ...]]:
        """The question of a query string, with what is usual where it names nothing, and its faults.

        BadQuestion without a side or a time. A time that ends after the day that is read ends with that day; one that
        ends before it starts, or is longer than `MOST_YEARS`, gives way to the usual one. Where the
        usual other end does not go with the one that is named, it lies as far from it as in the usual time: nothing is
        wrong with a day that nobody named.
        """
        question, faults = cls.of(query, **usual)
        wrong = {fault.parameter for fault in faults}
        named = [name for name in ("start", "end") if query.get(name) and name not in wrong]
        if "end" in usual and len(named) == 1 and question._fault_of_time() is not None:
            question = question._from(named[0], usual["end"] - usual["start"])
        fault = question._fault_of_time()
        if fault is not None:
            if "end" not in usual:
                raise BadQuestion(*faults, fault)
            question = question._in_time(usual["start"], usual["end"])
            faults = (*faults, fault) if fault.parameter in named else faults
        number = sum(len(codes) for codes in question.chosen().values())
        if number > MOST_CHOSEN:
            message = f"at most {MOST_CHOSEN} claims can be chosen, and not {number}"
            most = max(question.chosen(), key=lambda term: len(question.chosen()[term]))
            faults = (*faults, Fault(most.code, str(number), f"{most.code}: {message}"))
            question = question.of_all()
        if len(question.steps()) > MOST_STEPS:
            message = f"by: that makes more than {MOST_STEPS} parts of the time: take longer ones, or a shorter time"
            faults, question = (*faults, Fault("by", question.by, message, SPLITS)), replace(question, by="")
        return question, faults

    def _fault_of_time(self) -> Fault | None:
        """What is wrong with the time: it lies after the day that is read, ends before it starts, or is too long."""
        if self.as_of is not None and self.start > self.as_of:
            message = f"start: {self.start} lies after as_of, {self.as_of}: take {self.as_of} or an earlier day"
            return Fault("start", self.start.isoformat(), message)
        if self.end < self.start:
            message = f"end: {self.end} lies before start, {self.start}: take {self.start} or a later day"
        elif self.as_of is not None and self.end > self.as_of:
            message = f"end: {self.end} lies after as_of, {self.as_of}: take {self.as_of} or an earlier day"
        elif self.start < (earliest := _years_before(self.end)):
            message = f"start: {self.start} lies more than {MOST_YEARS} years before end, {self.end}"
            return Fault("start", self.start.isoformat(), f"{message}: take {earliest} or a later day")
        else:
            return None
        return Fault("end", self.end.isoformat(), message)

    def _from(self, named: str, length: timedelta) -> BalanceQuestion:
        """The same question of a time of some length from its first day on, or up to its last; no later than the day
        that is read."""
        if named == "start":
            return replace(self, end=min(self.start + length, max(self.as_of or last_day(), self.start)))
        return replace(self, start=max(self.end, date.min + length) - length)

    def _in_time(self, start: date, end: date) -> BalanceQuestion:
        """The same question of a time that can be asked about: its own up to the day that is read, where it has begun
        by then and not too long before; else the one that is given, moved back to end on that day where it would end
        after it."""
        own = self if self.as_of is None else replace(self, end=min(self.as_of, self.end))
        if own._fault_of_time() is None:
            return own
        if self.as_of is not None and end > self.as_of:
            start, end = max(date.min + (end - start), self.as_of) - (end - start), self.as_of
        return replace(self, start=start, end=end)

    def chosen(self) -> dict[BalanceTerm, tuple[str, ...]]:
        """The claims that are named for each term."""
        return {term: getattr(self, term.code) for term in BalanceTerm}

    def of_kind(self, munition: str) -> BalanceQuestion:
        """The same question of another kind of munition, of all claims that stand."""
        return replace(self.of_all(), munition=munition)

    def of_goods(self, munition: str) -> BalanceQuestion:
        """The same question of some goods, with the claims that it names."""
        return replace(self, munition=munition)

    def of_side(self, side: str) -> BalanceQuestion:
        """The same question of another side, of all claims that stand."""
        return replace(self.of_all(), side=side)

    def of_all(self) -> BalanceQuestion:
        """The same question of all claims that stand."""
        return replace(self, stock=(), produced=(), received=(), fired=(), lost=())

    def without(self, faults: Collection[Fault]) -> BalanceQuestion:
        """The same question without the claims that these faults name."""
        wrong = {(fault.parameter, fault.value) for fault in faults}
        left: dict[str, Any] = {
            term.code: tuple(code for code in codes if (term.code, code) not in wrong)
            for term, codes in self.chosen().items()
        }
        return replace(self, **left)

    def steps(self) -> tuple[tuple[date, date], ...]:
        """The first and last day of each part of the time, in order; the whole where it is not split.

        No more are made than one beyond `MOST_STEPS`.
        """
        return tuple(part for part, _ in zip(self._steps(), range(MOST_STEPS + 1), strict=False))

    def _steps(self) -> Iterator[tuple[date, date]]:
        start = self.start
        while self.by and (end := _last_day(start, _MONTHS[self.by])) < self.end:
            yield start, end
            start = end + timedelta(days=1)
        yield start, self.end


def _years_before(day: date) -> date:
    """The day after the same day `MOST_YEARS` before; of a leap day the first of March of the year before."""
    year = day.year - MOST_YEARS
    if year < date.min.year:
        return date.min
    return date(year, day.month, 28 if (day.month, day.day) == (2, 29) else day.day) + timedelta(days=1)


def _last_day(start: date, months: int) -> date:
    """The last day of the calendar month, quarter or year that a day lies in; of the last year there is, its end."""
    month = start.year * 12 + (start.month - 1) // months * months + months
    year, month = month // 12, month % 12 + 1
    return date.max if year > date.max.year else date(year, month, 1) - timedelta(days=1)
