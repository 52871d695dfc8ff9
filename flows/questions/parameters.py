"""Reading a query string: each parameter declared once, each fault named with what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import Any, Literal
from urllib.parse import urlencode

from flows.clock import last_day, now, pinned, record_begins, spelled_moment
from flows.vocabulary import RELIABILITY, CodedList, Reliability

Query = Mapping[str, Sequence[str]]
"""Every value of every parameter, as a query string repeats them."""

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = r"[0-9]{2}:[0-9]{2}"
_ISO_MOMENT = re.compile(rf"{_ISO_DAY.pattern}T{_CLOCK}(:[0-9]{{2}}(\.[0-9]{{1,6}})?)?(Z|[+-]{_CLOCK})")
_END_OF_DAY = time(23, 59, 59, 999_999, UTC)
_WHOLE = re.compile(r"[0-9]{1,6}")
_MOST_VALUES = 50


Kind = Literal["text", "code", "coded", "day", "moment", "truth", "whole", "flow"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one parameter: its name, the value given, a sentence, and what would be allowed."""

    parameter: str
    value: str
    message: str
    allowed: tuple[str, ...] = ()


class BadQuestion(Exception):
    """A question that cannot be answered as asked; carries every fault, not just the first."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


class _Refused(ValueError):
    """One value is not of its parameter's form; the message says what is."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query string.

    ``parse`` turns one value into what the question holds, and ``kind`` says of what form that value is; ``many`` lets
    it repeat or hold a comma-separated list, any of which may match; ``reference`` names the table whose codes are its
    values; ``limits`` are the lowest and the highest of a whole number.
    """

    name: str
    meaning: str
    parse: Callable[[str], Any]
    kind: Kind = "text"
    allowed: tuple[str, ...] = ()
    many: bool = False
    reference: str = ""
    example: str = ""
    limits: tuple[int, int] | None = None


def coded(name: str, coded_list: CodedList) -> Parameter:
    """A parameter that takes codes of one coded list, any of several."""

    def parse(value: str) -> str:
        if value not in coded_list:
            raise _Refused(f"{value!r} is not a {coded_list.title.lower()}")
        return value

    return Parameter(name, coded_list.meaning, parse, "coded", coded_list.codes, many=True)


def code(name: str, meaning: str, reference: str) -> Parameter:
    """A parameter that takes codes of a table, any of several; whether they exist, the query knows."""
    return Parameter(name, meaning, record_code, "code", many=True, reference=reference)


def words(name: str, meaning: str, *, example: str = "") -> Parameter:
    """A parameter of free text."""
    return Parameter(name, meaning, plain_words, example=example)


def a_day(name: str, meaning: str) -> Parameter:
    """A parameter that takes one ISO date."""
    return Parameter(name, meaning, day, "day", example="@day")


def truth(name: str, meaning: str) -> Parameter:
    """A parameter that is true or false."""
    return Parameter(name, meaning, _truth, "truth", ("true", "false"))


def one_of(name: str, meaning: str, allowed: tuple[str, ...]) -> Parameter:
    """A parameter that takes one of a few words."""

    def parse(value: str) -> str:
        if value not in allowed:
            raise _Refused(f"{value!r} is not one of {', '.join(allowed)}")
        return value

    return Parameter(name, meaning, parse, "coded", allowed)


def whole(name: str, meaning: str, lowest: int, highest: int) -> Parameter:
    """A parameter that takes a whole number within limits."""

    def parse(value: str) -> int:
        if not _WHOLE.fullmatch(value) or not lowest <= int(value) <= highest:
            raise _Refused(f"{value!r} is not a whole number from {lowest} to {highest}")
        return int(value)

    return Parameter(name, meaning, parse, "whole", example=str(highest), limits=(lowest, highest))


def day(value: str) -> date:
    """One ISO date; ValueError with a plain sentence otherwise. Other digits and forms are not guessed at."""
    if not _ISO_DAY.fullmatch(value):
        raise _Refused(f"{value!r} is not a date: write year-month-day, as in 2026-11-29")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _Refused(f"{value!r} is not a day of the calendar") from None


def parse_query(parameters: Iterable[Parameter], query: Query) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """The values of a query string and the faults in it: unknown names, values not of their form, repeats.

    A value with a fault is left out, so a page can answer the rest of the question and name what it ignored;
    the API refuses as soon as there is one fault.
    """
    known = {parameter.name: parameter for parameter in with_moment(parameters)}
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, given in query.items():
        parameter = known.get(name)
        if parameter is None:
            near = get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            faults.append(Fault(name, ",".join(given), f"there is no parameter {name!r}{hint}", tuple(sorted(known))))
            continue
        parts = [part for value in given for part in (value.split(",") if parameter.many else [value])]
        parts = [part.strip() for part in parts if part.strip()]
        if not parameter.many and len(parts) > 1:
            faults.append(Fault(name, ",".join(parts), f"{name} takes one value"))
            continue
        if len(parts) > _MOST_VALUES:
            faults.append(Fault(name, ",".join(parts), f"{name} takes at most {_MOST_VALUES} values"))
            continue
        accepted = []
        for part in parts:
            try:
                accepted.append(parameter.parse(part))
            except ValueError as refusal:
                faults.append(Fault(name, part, f"{name}: {refusal}", parameter.allowed))
        if accepted:
            values[name] = tuple(sorted(set(accepted))) if parameter.many else accepted[0]
    return values, tuple(faults)


def with_moment(parameters: Iterable[Parameter]) -> tuple[Parameter, ...]:
    """These parameters; where one is the day, also the moment: whatever can be asked as of a day can be pinned."""
    given = tuple(parameters)
    return (*given, RECORDED) if AS_OF in given and RECORDED not in given else given


def write(values: Mapping[str, Any]) -> str:
    """The query string of these values, in the order given; empty values are left out.

    Where the day may stand among them, so does the moment that the present answer is pinned to: links of a pinned page
    lead to pinned pages.
    """
    moment = pinned()
    if moment is not None and AS_OF.name in values:
        values = {**values, RECORDED.name: moment}
    pairs = []
    for name, value in values.items():
        if value is None or value in ((), ""):
            continue
        if isinstance(value, bool):
            text = "true" if value else "false"
        elif isinstance(value, datetime):
            text = spelled_moment(value)
        elif isinstance(value, tuple):
            text = ",".join(str(item) for item in value)
        else:
            text = str(value)
        pairs.append((name, text))
    return urlencode(pairs, safe=",/") if pairs else ""


def record_code(value: str) -> str:
    """A code, as records carry them; ValueError for anything of another form."""
    if len(value) > 80 or not re.fullmatch(r"[a-z0-9][a-z0-9.+-]*", value):
        raise _Refused(f"{value[:90]!r} is not a code: lower-case letters, digits, dots, pluses and hyphens")
    return value


def plain_words(value: str) -> str:
    """Free text of at most two hundred characters; ValueError for more, and for what is no text."""
    if len(value) > 200:
        raise _Refused("at most 200 characters")
    if any(ord(character) < 32 or 0xD800 <= ord(character) < 0xE000 for character in value):
        raise _Refused("control characters are not text")
    return value


def _truth(value: str) -> bool:
    if value not in ("true", "false"):
        raise _Refused(f"{value!r} is neither true nor false")
    return value == "true"


def day_by_now(value: str) -> date:
    """One ISO date that is not after today, of which nothing is known; ValueError with a plain sentence otherwise.

    Today is the real day, in a pinned question too: its records are of its moment whatever day it names.
    """
    found, latest = day(value), last_day()
    if found > latest:
        raise _Refused(f"{value!r} is after today: take {latest.isoformat()} or an earlier day")
    return found


def instant(value: str) -> datetime:
    """The moment in UTC that a text names as RFC 3339 writes one; ValueError with a plain sentence otherwise."""
    if not _ISO_MOMENT.fullmatch(value):
        raise _Refused(f"{value[:40]!r} is not a moment: write it as in 2026-11-29T05:40:12Z, or a day as 2026-11-28")
    try:
        return datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _Refused(f"{value!r} is not a moment of the calendar") from None


def moment(value: str) -> datetime:
    """A moment in UTC, a day standing for its end; ValueError where this site had no record yet, or has not got so far.

    Only what is over is taken: what is still to be written today would change the answer.
    """
    present = now()
    found = datetime.combine(day(value), _END_OF_DAY) if _ISO_DAY.fullmatch(value) else instant(value)
    if found > present:
        raise _Refused(
            f"{value!r} is not over yet: take {spelled_moment(present.replace(microsecond=0))} or an earlier moment"
        )
    begins = record_begins()
    if begins is None:
        raise _Refused(f"{value!r}: this site has no record yet")
    if found < begins:
        raise _Refused(
            f"{value!r} is before the record of this site begins: take {spelled_moment(begins)} or a later one"
        )
    return found


AS_OF = Parameter(
    "as_of",
    "As known on: only what had become known by this day, today at the latest, and how it stood then.",
    day_by_now,
    "day",
    example="@day",
)
RECORDED = Parameter(
    "recorded",
    "As recorded at: the answer as this site had it at a moment in UTC, whatever was added, corrected, renamed or "
    "retracted since; a day stands for its end. Such an answer stays the same for good.",
    moment,
    "moment",
)
MODIFIED_SINCE = Parameter(
    "modified_since",
    "Only records that were written on this site after a moment in UTC, or that take a name, a day or a grade from one "
    "that was; a day stands for its end. updates/ also tells which records are gone.",
    moment,
    "moment",
)


def _grade(value: str) -> Reliability:
    if value not in RELIABILITY:
        raise _Refused(f"{value!r} is not a grade: one of {', '.join(RELIABILITY.codes)}")
    return Reliability.of(value)


GRADE = Parameter(
    "grade",
    "Only claims graded so or better: the source has this grade or a better one, and the credibility is 1 to 3. From D "
    "on, where weak sources are taken, the credibility may be any. So C leaves out just the weak claims, and F none. A "
    "claim below the grade neither counts nor supersedes.",
    _grade,
    "coded",
    RELIABILITY.codes,
    example="F",
)
