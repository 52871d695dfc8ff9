"""The question in a request: its query string, read strictly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar
from urllib.parse import unquote, unquote_to_bytes

from django.http import HttpRequest
from rest_framework.request import Request

from flows.questions import BadQuestion, Fault
from flows.questions.parameters import Query, parse_query

LONGEST = 8000

Question = TypeVar("Question")


def asked(request: Request, reader: Callable[[Query], tuple[Question, tuple[Fault, ...]]]) -> Question:
    """The question that ``reader`` makes of the query string; BadQuestion with every fault, where there is any.

    A parameter without a value is a fault: a client whose variable was empty would take everything for what it asked.
    """
    query = query_of(request)
    question, faults = reader(query)
    faults = (*faults, *without_value(query, {fault.parameter for fault in faults}))
    if faults:
        raise BadQuestion(*faults)
    return question


def asked_nothing(request: Request) -> None:
    """BadQuestion where an address that takes no parameters was given some."""
    _, faults = parse_query((), query_of(request))
    if faults:
        raise BadQuestion(*faults)


def query_of(request: Request) -> Query:
    """Every value of every parameter; BadQuestion where they are too long to read, or no text."""
    written = request.META.get("QUERY_STRING", "")
    if len(written) > LONGEST:
        raise BadQuestion(Fault("", "", f"the query is longer than {LONGEST:,} characters"))
    if unreadable := tuple(_unreadable(written)):
        raise BadQuestion(*unreadable)
    given = request.query_params
    return {name: given.getlist(name) for name in given}


def without_value(query: Query, told: Collection[str] = ()) -> Iterator[Fault]:
    """A fault for each parameter that was given no value, save those that have been told."""
    for name, given in query.items():
        # As they are read: to Python a separator such as %1D is a space.
        if name not in told and not any(value.replace(",", " ").strip() for value in given):
            yield Fault(name, "", f"{name} has no value: give one, or leave the parameter out")


def _unreadable(written: str) -> Iterator[Fault]:
    """The parts of a query string that are no UTF-8; read all the same, they would be another text."""
    for part in written.split("&"):
        try:
            unquote_to_bytes(part.encode("latin-1", "replace")).decode()
        except UnicodeDecodeError:
            name, _, value = part.partition("=")
            name = unquote(name)
            yield Fault(name, value, f"{name}: {value[:40]!r} is not UTF-8")


def site_of(request: HttpRequest | Request) -> str:
    """What absolute addresses begin with, without a closing slash: this site as it was asked for, and the path of the
    further subject that was asked about, if one was."""
    return request.build_absolute_uri(f"{request.META.get('SCRIPT_NAME', '')}/").rstrip("/")
