"""What every question is: a frozen value whose fields are the parameters of a query string, each declared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Annotated, Any, Self, get_args, get_origin, get_type_hints

from flows.questions.parameters import AS_OF, BadQuestion, Fault, Parameter, Query, parse_query, with_moment, write


@dataclass(frozen=True, slots=True)
class _Asked:
    """A field of a question: its name, its parameter, its value where the query names none, what is needed there."""

    name: str
    parameter: Parameter
    default: Any
    needed: str


def _read_fields(question: type[Any]) -> tuple[_Asked, ...]:
    hints = get_type_hints(question, include_extras=True)
    noted = [each for each in fields(question) if get_origin(hints[each.name]) is Annotated]
    return tuple(
        _Asked(each.name, parameter, each.default, "".join(needed))
        for each in noted
        for _, parameter, *needed in (get_args(hints[each.name]),)
    )


_fields: Callable[[Any], tuple[_Asked, ...]] = cache(_read_fields)


class _Parameters:
    """The parameters of a class of questions, in the order of its fields."""

    def __get__(self, _: object, owner: type[Any]) -> tuple[Parameter, ...]:
        return with_moment(each.parameter for each in _fields(owner))


class Question:
    """A question that is made of a query string and printed back to one.

    A field says in its annotation which parameter gives it, and without a default what has to be named:
    ``left: Annotated[Flow, flow_parameter("left", ...), "a flow"]``.
    """

    __slots__ = ()

    parameters = _Parameters()

    @classmethod
    def of(cls, query: Query, **given: Any) -> tuple[Self, tuple[Fault, ...]]:
        """The question of a query string, with what is given where it names nothing, and the faults that were left out.

        BadQuestion where it does not name what is needed.
        """
        values, faults = parse_query(cls.parameters, query)
        named = {each.name: values[each.parameter.name] for each in _fields(cls) if each.parameter.name in values}
        held = {**given, **named}
        lacking = [each for each in _fields(cls) if each.default is MISSING and each.name not in held]
        if lacking:
            faulty = {fault.parameter for fault in faults}
            names = [(each.parameter.name, each.needed) for each in lacking if each.parameter.name not in faulty]
            raise BadQuestion(*faults, *(Fault(name, "", f"{name} is needed: {needed}") for name, needed in names))
        return cls(**held), faults

    def query(self) -> str:
        """The query string that makes this question again; values that it would have anyway are left out."""
        held = ((each.parameter, getattr(self, each.name), each.default) for each in _fields(type(self)))
        return write({one.name: value for one, value, default in held if value != default or one is AS_OF})
