"""Pages of the seeds as a stranger finds them, asked for once by each worker: only for tests that change nothing."""

from __future__ import annotations

from functools import cache

from django.test import Client

from tests.dashboard.pages.markup import Markup


@cache
def visited(path: str) -> tuple[int, str]:
    """The status and the text of what is at an address."""
    response = Client().get(path)
    return response.status_code, response.content.decode()


@cache
def parsed(path: str) -> tuple[int, Markup]:
    """The same as (status, markup)."""
    status, text = visited(path)
    return status, Markup(text)
