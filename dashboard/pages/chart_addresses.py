"""Where a chart is found: its page, the chart alone, its figure, its file, its records."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone


def chart_address(slug: str, query: str = "", name: str = "chart") -> str:
    """The path of a chart with a query string; ``name`` is that of the address, as in `dashboard.urls`."""
    path = reverse(name, args=[slug])
    return f"{path}?{query}" if query else path


def file_name(slug: str, as_of: date | None, ending: str) -> str:
    """The name of a downloaded file: the chart, and the day on which this is what was known."""
    known_on = as_of or timezone.localdate()
    return f"munitions-flows-{slug}-as-of-{known_on.isoformat()}.{ending}"
