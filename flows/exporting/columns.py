"""What a column is: its name, its kind, its meaning, and how a record fills it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal, assert_never

from flows.dictionary import Field

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


def column_of(field: Field, read: Read | None = None, attribute: str = "") -> Column:
    """The column of a field: the record's attribute of its name, or ``attribute``, or what ``read`` gives of it."""
    kind, is_code, allowed = _as_written(field)
    attribute = "" if read else attribute or field.name
    # Where no code is known, tables hold an empty text, and answers null.
    or_none = is_code and field.nullable
    if kind == "whole" and allowed:
        grade = attrgetter(attribute)
        return Column(field.name, kind, field.meaning, lambda record, _: int(grade(record)), allowed=allowed)
    read = read or _attribute(attribute)
    read = _or_none(read) if or_none else read
    return Column(field.name, kind, field.meaning, read, field.nullable, allowed, is_code, attribute, or_none)


def _as_written(field: Field) -> tuple[Kind, bool, tuple[str | int, ...]]:
    """The kind of value that answers hold, whether that is one code, and the codes of its list."""
    match field.kind:
        case "text" | "lines" | "name":
            return "text", False, ()
        case "iso" | "code":
            return "text", True, ()
        case "coded":
            codes = field.coded_list.codes if field.coded_list else ()
            # A grade is a number.
            return ("whole", False, tuple(map(int, codes))) if codes[0].isdigit() else ("text", True, codes)
        case "number" | "coordinate":
            return "number", False, ()
        case "link" | "codes" | "whole" | "day":
            return field.kind, False, ()
        case _:
            assert_never(field.kind)


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
