"""What a column is: its name, its kind, its meaning, and how a record fills it."""

from __future__ import annotations

from collections.abc import Callable
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
    """One column, or one field of a body: a record that leaves it unknown gives None where it is ``nullable``."""

    name: str
    kind: Kind
    meaning: str
    read: Read
    nullable: bool = False
    allowed: tuple[str | int, ...] = ()


def text(name: str, meaning: str, *, read: Read | None = None) -> Column:
    """A column of words, empty where there are none."""
    return Column(name, "text", meaning, read or _attribute(name))


def code(name: str, meaning: str, *, nullable: bool = False, read: Read | None = None) -> Column:
    """A column that holds the code of another record, or None."""
    return Column(name, "text", meaning, _or_none(read or _attribute(name)), nullable)


def codes(name: str, meaning: str) -> Column:
    """A column that holds several codes of other records."""
    return Column(name, "codes", meaning, _attribute(name))


def coded(name: str, coded_list: CodedList, *, nullable: bool = False, read: Read | None = None) -> Column:
    """A column that holds one code of a coded list."""
    meaning = f"{coded_list.title}. {coded_list.meaning}"
    return Column(name, "text", meaning, _or_none(read or _attribute(name)), nullable, coded_list.codes)


def graded(name: str, coded_list: CodedList) -> Column:
    """A column that holds a code of a coded list whose codes are digits, as a number."""
    meaning = f"{coded_list.title}. {coded_list.meaning}"
    allowed = tuple(int(grade) for grade in coded_list.codes)
    return Column(name, "whole", meaning, lambda record, _: int(getattr(record, name)), allowed=allowed)


def amount(name: str, meaning: str, *, read: Read | None = None) -> Column:
    """A column of exact numbers, None where nothing was stated."""
    return Column(name, "number", meaning, read or _attribute(name), nullable=True)


def whole(name: str, meaning: str, *, nullable: bool = False, read: Read | None = None) -> Column:
    """A column of whole numbers."""
    return Column(name, "whole", meaning, read or _attribute(name), nullable)


def a_day(name: str, meaning: str, *, nullable: bool = True) -> Column:
    """A column of days."""
    return Column(name, "day", meaning, _attribute(name), nullable)


def link(name: str, meaning: str, read: Read) -> Column:
    """A column of absolute addresses."""
    return Column(name, "link", meaning, read)


def _attribute(name: str) -> Read:
    get = attrgetter(name)
    return lambda record, _: get(record)


def _or_none(read: Read) -> Read:
    return lambda record, site: read(record, site) or None
