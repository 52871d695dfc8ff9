"""Where a chart is found: its page, the chart alone, its figure, its file, its records."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from flows.clock import pin, present_moment, today
from flows.questions.parameters import AS_OF, RECORDED, write

_CLOCKS = (AS_OF.name, RECORDED.name)


def chart_address(slug: str, query: str = "", name: str = "chart") -> str:
    """The path of a chart with a query string; ``name`` is that of the address, as in `dashboard.urls`."""
    path = reverse(name, args=[slug])
    return f"{path}?{query}" if query else path


def held_at(query: str, known_on: date) -> str:
    """A question's query string that keeps both clocks: the day, and the moment of the record that it is read from."""
    rest = "&".join(part for part in query.split("&") if part.partition("=")[0] not in _CLOCKS)
    with pin(present_moment()):
        clocks = write({AS_OF.name: known_on})
    return "&".join(part for part in (rest, clocks) if part)


def file_name(slug: str, as_of: date | None, ending: str, width: str = "") -> str:
    """The name of a downloaded file: the chart, the day on which this is what was known, and of an image its width."""
    known_on = as_of or today()
    return f"munitions-flows-{slug}-as-of-{known_on.isoformat()}{f'-{width}' if width else ''}.{ending}"
