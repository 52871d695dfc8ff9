"""The models' own check constraints, evaluated on plain values without asking the database.

Note 1: Django can check a constraint on an unsaved row, but asks the database once for each constraint and
row; an import of a thousand rows would be twenty thousand queries. The conditions are the same objects that
the tables are made from, so there is no second copy of a rule to keep in step; a test holds both answers
against one another.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import CheckConstraint, F, Model, Q

Values = Mapping[str, Any]
Truth = Callable[[Values], bool | None]
"""SQL's own answer to a condition: True, False, or None where an empty value leaves it open."""

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, allowed: value in allowed,
    "startswith": lambda value, start: str(value).startswith(start),
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A check constraint that some values break: its name, the fields that it reads, its message."""

    constraint: str
    fields: tuple[str, ...]
    message: str


def broken_constraints(model: type[Model], values: Values, unread: frozenset[str] = frozenset()) -> Iterator[Broken]:
    """Every check constraint of a model that a row breaks, in order, passing over those on ``unread`` fields.

    ``values`` holds the model's fields by name, foreign keys as the code that they hold; a field that is
    absent counts as not in question, and so do the constraints that read it.
    """
    asked = values.keys()
    for test, fields, broken in _checks(model):
        if fields <= asked and fields.isdisjoint(unread) and test(values) is False:
            yield broken


@cache
def _checks(model: type[Model]) -> tuple[tuple[Truth, frozenset[str], Broken], ...]:
    """The check constraints of a model, each with the fields that it reads and what is said where it is broken."""
    found = []
    for constraint in model._meta.constraints:
        if not isinstance(constraint, CheckConstraint):
            continue
        condition = constraint.condition
        if not isinstance(condition, Q):
            raise TypeError(f"{constraint.name}: only conditions made of Q can be evaluated")
        fields = tuple(dict.fromkeys(_fields(condition)))
        broken = Broken(constraint.name, fields, str(constraint.violation_error_message))
        found.append((truth_of(condition), frozenset(fields), broken))
    return tuple(found)


def truth_of(condition: Q) -> Truth:
    """What answers a condition; taken apart once, and then asked of every row."""
    tests = [truth_of(child) if isinstance(child, Q) else _comparison(*_pair(child)) for child in condition.children]
    if condition.connector not in (Q.AND, Q.OR):
        raise TypeError(f"cannot evaluate {condition.connector}")
    # One False decides an AND whatever the others say, and one True an OR.
    decisive = condition.connector == Q.OR

    def answer(values: Values) -> bool | None:
        is_open = False
        for test in tests:
            one = test(values)
            if one is decisive:
                return decisive
            is_open = is_open or one is None
        return None if is_open else not decisive

    def negation(values: Values) -> bool | None:
        one = answer(values)
        return None if one is None else not one

    return negation if condition.negated else answer


def _comparison(lookup: str, asked: Any) -> Truth:
    field, _, comparison = lookup.partition("__")
    if comparison == "isnull":
        wanted = bool(asked)
        return lambda values: (values[field] is None) is wanted
    compare = _COMPARISONS[comparison or "exact"]
    if isinstance(asked, F):
        other = _name(asked)

        def between(values: Values) -> bool | None:
            one, two = values[field], values[other]
            return None if one is None or two is None else compare(one, two)

        return between
    if asked is None:
        return lambda _: None

    def against(values: Values) -> bool | None:
        value = values[field]
        return None if value is None else compare(value, asked)

    return against


def _fields(condition: Q) -> Iterator[str]:
    for child in condition.children:
        if isinstance(child, Q):
            yield from _fields(child)
        else:
            lookup, asked = _pair(child)
            yield lookup.partition("__")[0]
            if isinstance(asked, F):
                yield _name(asked)


def _pair(child: Any) -> tuple[str, Any]:
    return str(child[0]), child[1]


def _name(reference: Any) -> str:
    return str(reference.name)
