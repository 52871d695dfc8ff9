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
    for condition, broken in _checks(model):
        if any(field in unread or field not in values for field in broken.fields):
            continue
        if holds(condition, values) is False:
            yield broken


@cache
def _checks(model: type[Model]) -> tuple[tuple[Q, Broken], ...]:
    """The check constraints of a model, each with what is said where it is broken."""
    found = []
    for constraint in model._meta.constraints:
        if not isinstance(constraint, CheckConstraint):
            continue
        condition = constraint.condition
        if not isinstance(condition, Q):
            raise TypeError(f"{constraint.name}: only conditions made of Q can be evaluated")
        fields = tuple(dict.fromkeys(_fields(condition)))
        found.append((condition, Broken(constraint.name, fields, str(constraint.violation_error_message))))
    return tuple(found)


def holds(condition: Q, values: Values) -> bool | None:
    """SQL's own answer to a condition: True, False, or None where an empty value leaves it open."""
    answers = [
        holds(child, values) if isinstance(child, Q) else _compare(*_pair(child), values)
        for child in condition.children
    ]
    answer: bool | None
    if condition.connector == Q.AND:
        answer = False if False in answers else None if None in answers else True
    elif condition.connector == Q.OR:
        answer = True if True in answers else None if None in answers else False
    else:
        raise TypeError(f"cannot evaluate {condition.connector}")
    return answer if not condition.negated or answer is None else not answer


def _compare(lookup: str, asked: Any, values: Values) -> bool | None:
    field, _, comparison = lookup.partition("__")
    value = values[field]
    if comparison == "isnull":
        return (value is None) == bool(asked)
    if isinstance(asked, F):
        asked = values[_name(asked)]
    if value is None or asked is None:
        return None
    return _COMPARISONS[comparison or "exact"](value, asked)


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
