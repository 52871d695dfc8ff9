"""Room on the stack: however deep a request is answered, a loop in it takes no memory anew at each call."""

from __future__ import annotations

import resource
from collections.abc import Callable

from django.http import HttpResponse
from django.test import RequestFactory

from dashboard.middleware.stack import RoomOnTheStack

CALLS = 500
DEPTHS = range(240)
"""Enough frames for more than one chunk, so that somewhere among them one is full."""


def nothing() -> None:
    """A frame."""


def loop(depth: int) -> HttpResponse:
    """Calls a function again and again, below so many frames."""
    if depth:
        return loop(depth - 1)
    for _ in range(CALLS):
        nothing()
    return HttpResponse()


def most_pages(answer: Callable[[int], object]) -> int:
    """How many pages of memory the system gave at the depth where it gave most."""
    taken = []
    for depth in DEPTHS:
        before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
        answer(depth)
        taken.append(resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before)
    return max(taken)


def test_a_loop_takes_no_chunk_of_the_stack_at_each_call() -> None:
    request = RequestFactory().get("/")
    assert most_pages(lambda depth: RoomOnTheStack(lambda _: loop(depth))(request)) < CALLS / 10


def test_every_request_has_it(settings: object) -> None:
    assert settings.MIDDLEWARE[0] == "dashboard.middleware.stack.RoomOnTheStack"  # type: ignore[attr-defined]
