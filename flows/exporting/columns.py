"""What a column is: its name, its kind, its meaning, and how a record fills it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal, assert_never

from flows.dictionary import Field
from flows.straight import function

Kind = Literal["text", "codes", "whole", "number", "day", "link"]
"""``codes`` are several codes in one field; ``whole`` and ``number`` are the kinds that stay numbers in CSV."""

Read = Callable[[Any, str], Any]
"""What a column holds of a record, given the address of the site without a closing slash; None is unknown."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one field of a body: a record that leaves it unknown gives None where it is ``nullable``.

    ``is_code`` says that it holds one code, in which no sign ever needs quotes. ``attribute`` names the record's own
    attribute where ``read`` gives just that, with None for an empty one where ``or_none``.
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
    # Where no code and no address is known, tables hold an empty text, and answers null.
    or_none = (is_code or kind == "link") and field.nullable
    if kind == "whole" and allowed:
        grade = attrgetter(attribute)
        return Column(field.name, kind, field.meaning, lambda record, _: int(grade(record)), allowed=allowed)
    read = read or _attribute(attribute)
    read = _or_none(read) if or_none else read
    return Column(field.name, kind, field.meaning, read, field.nullable, allowed, is_code, attribute, or_none)


def _as_written(field: Field) -> tuple[Kind, bool, tuple[str | int, ...]]:
    """The kind of value that answers hold, whether that is one code, and the codes of its list."""
    match field.kind:
        case "text" | "lines" | "name" | "hash":
            return "text", False, ()
        case "iso" | "code":
            return "text", True, ()
        case "coded":
            codes = field.coded_list.codes if field.coded_list else ()
            # A grade is a number.
            return ("whole", False, tuple(map(int, codes))) if codes[0].isdigit() else ("text", True, codes)
        case "number" | "coordinate":
            return "number", False, ()
        case "several":
            return "codes", False, field.coded_list.codes if field.coded_list else ()
        case "listed":
            return "codes", False, ()
        case "link" | "codes" | "whole" | "day":
            return field.kind, False, ()
        case _:
            assert_never(field.kind)


def _attribute(name: str) -> Read:
    get = attrgetter(name)
    return lambda record, _: get(record)


def _or_none(read: Read) -> Read:
    return lambda record, site: read(record, site) or None


def body_of(columns: Sequence[Column]) -> Callable[[Any, str], dict[str, Any]]:
    """What reads all these columns of a record by name, given the address of the site."""
    values, names = _sources(columns)
    pairs = ", ".join(f"{column.name!r}: {value}" for column, value in zip(columns, values, strict=True))
    return function("record, site", [f"return {{{pairs}}}"], names)


def row_of(columns: Sequence[Column]) -> Callable[[Any, str], tuple[Any, ...]]:
    """What reads all these columns of a record in their order, given the address of the site."""
    values, names = _sources(columns)
    return function("record, site", [f"return ({', '.join(values)},)"], names)


def _sources(columns: Sequence[Column]) -> tuple[list[str], dict[str, Any]]:
    """The source that reads each column, and the functions that are named in it."""
    names = {f"READ_{place}": column.read for place, column in enumerate(columns)}
    values = [
        f"record.{column.attribute}{' or None' if column.or_none else ''}"
        if column.attribute
        else f"READ_{place}(record, site)"
        for place, column in enumerate(columns)
    ]
    return values, names
