"""What a column is: its name, its kind, its meaning, and how a record fills it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

from flows.vocabulary import CodedList

Kind = Literal["text", "codes", "whole", "number", "day", "link"]
"""``codes`` are several codes in one field; ``whole`` and ``number`` are the kinds that stay numbers in CSV."""

Read = Callable[[Any, str], Any]
"""What a column holds of a record, given the address of the site without a closing slash; None is unknown."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one field of a body: a record that leaves it unknown gives None where it is ``nullable``.

    ``is_code`` says that it holds one code, in which no sign ever needs quotes. ``attribute`` names the record's own
    attribute where ``read`` gives just that, with None for an empty one where ``or_none``: a table takes all of these
    from a record at once.
    """

    name: str
    kind: Kind
    meaning: str
    read: Read
    nullable: bool = False
    allowed: tuple[str | int, ...] = ()
    is_code: bool = False
    attribute: str = ""
    or_none: bool = False


def text(name: str, meaning: str, *, read: Read | None = None) -> Column:
    """A column of words, empty where there are none."""
    return _column(name, "text", meaning, read)


def code(name: str, meaning: str, *, nullable: bool = False, read: Read | None = None) -> Column:
    """A column that holds the code of another record, or None."""
    return _column(name, "text", meaning, read, nullable=nullable, is_code=True)


def codes(name: str, meaning: str) -> Column:
    """A column that holds several codes of other records."""
    return _column(name, "codes", meaning)


def coded(name: str, coded_list: CodedList, *, nullable: bool = False, read: Read | None = None) -> Column:
    """A column that holds one code of a coded list."""
    meaning = f"{coded_list.title}. {coded_list.meaning}"
    return _column(name, "text", meaning, read, nullable=nullable, allowed=coded_list.codes, is_code=True)


def graded(name: str, coded_list: CodedList) -> Column:
    """A column that holds a code of a coded list whose codes are digits, as a number."""
    meaning = f"{coded_list.title}. {coded_list.meaning}"
    allowed = tuple(int(grade) for grade in coded_list.codes)
    return Column(name, "whole", meaning, lambda record, _: int(getattr(record, name)), allowed=allowed)


def amount(name: str, meaning: str, *, read: Read | None = None) -> Column:
    """A column of exact numbers, None where nothing was stated."""
    return _column(name, "number", meaning, read, nullable=True)


def whole(name: str, meaning: str, *, nullable: bool = False, read: Read | None = None) -> Column:
    """A column of whole numbers."""
    return _column(name, "whole", meaning, read, nullable=nullable)


def a_day(name: str, meaning: str, *, nullable: bool = True) -> Column:
    """A column of days."""
    return _column(name, "day", meaning, nullable=nullable)


def link(name: str, meaning: str, read: Read) -> Column:
    """A column of absolute addresses."""
    return Column(name, "link", meaning, read)


def _column(
    name: str,
    kind: Kind,
    meaning: str,
    read: Read | None = None,
    *,
    nullable: bool = False,
    allowed: tuple[str | int, ...] = (),
    is_code: bool = False,
) -> Column:
    attribute = "" if read else name
    read = read or _attribute(name)
    # Where no code is known, tables hold an empty text, and answers null.
    or_none = is_code and nullable
    read = _or_none(read) if or_none else read
    return Column(name, kind, meaning, read, nullable, allowed, is_code, attribute, or_none)


def _attribute(name: str) -> Read:
    get = attrgetter(name)
    return lambda record, _: get(record)


def _or_none(read: Read) -> Read:
    return lambda record, site: read(record, site) or None


def reader(columns: Sequence[Column]) -> Callable[[Any, str], list[Any]]:
    """What reads all these columns of a record, in their order: the same as each column's own ``read``, but at once."""
    plain = [(place, column) for place, column in enumerate(columns) if column.attribute]
    computed = [(place, column.read) for place, column in enumerate(columns) if not column.attribute]
    empty = [place for place, column in plain if column.or_none]
    if len(plain) < 2:
        return lambda record, site: [column.read(record, site) for column in columns]
    # A computed column stands in the row as whatever the first plain one holds, until it is put in its place.
    first = plain[0][1].attribute
    get = attrgetter(*(column.attribute or first for column in columns))

    def read(record: Any, site: str) -> list[Any]:
        values = list(get(record))
        for place in empty:
            if not values[place]:
                values[place] = None
        for place, compute in computed:
            values[place] = compute(record, site)
        return values

    return read
