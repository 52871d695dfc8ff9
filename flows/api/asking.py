"""The question in a request: its query string, read strictly."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from rest_framework.request import Request

from flows.questions import BadQuestion, Fault
from flows.questions.parameters import Query, parse_query

LONGEST = 8000

Question = TypeVar("Question")


def asked(request: Request, reader: Callable[[Query], tuple[Question, tuple[Fault, ...]]]) -> Question:
    """The question that ``reader`` makes of the query string; BadQuestion with every fault, where there is any."""
    question, faults = reader(query_of(request))
    if faults:
        raise BadQuestion(*faults)
    return question


def asked_nothing(request: Request) -> None:
    """BadQuestion where an address that takes no parameters was given some."""
    _, faults = parse_query((), query_of(request))
    if faults:
        raise BadQuestion(*faults)


def query_of(request: Request) -> Query:
    """Every value of every parameter; BadQuestion where they are too long to read."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST:
        raise BadQuestion(Fault("", "", f"the query is longer than {LONGEST:,} characters"))
    given = request.query_params
    return {name: given.getlist(name) for name in given}


def site_of(request: Request) -> str:
    """The address of this site as it was asked for, without a closing slash: what absolute addresses begin with."""
    return request.build_absolute_uri("/").rstrip("/")
