"""The form of an answer follows from the Accept header and the address alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

OFFERED = ("application/json", "text/csv", "application/vnd.oai.openapi+json", "text/html")
"""Every form among which a header chooses; where an address names its form, nothing is chosen."""

_READ_AT_MOST = 64


def qualities(header: str) -> dict[str, float]:
    """What a header gives each of its values, by RFC 9110: 1 where it says nothing, and where it says what is no
    number; the first of values that stand there twice."""
    found: dict[str, float] = {}
    for token in header.split(",")[:_READ_AT_MOST]:
        name, *parameters = (part.strip().lower() for part in token.split(";"))
        if name:
            given = next((part[2:] for part in parameters if part.startswith("q=")), "1")
            found.setdefault(name, _number(given))
    return found


def preferred(header: str, offered: Sequence[str] = OFFERED) -> tuple[str, ...]:
    """The offered forms that a header takes, the most wanted first; all of them for a header that names none."""
    given = qualities(header) or {"*/*": 1.0}
    wanted = {form: _quality(form, given) for form in offered}
    return tuple(sorted((form for form in offered if wanted[form] > 0), key=lambda form: -wanted[form]))


def _quality(form: str, given: dict[str, float]) -> float:
    """What is said of the form itself, else of its family, else of everything."""
    for named in (form, f"{form.partition('/')[0]}/*", "*/*"):
        if named in given:
            return given[named]
    return 0.0


def _number(said: str) -> float:
    try:
        return min(max(float(said), 0.0), 1.0)
    except ValueError:
        return 1.0


class ByHeader(DefaultContentNegotiation):
    """The most wanted form there is, which the framework's own does not ask for; without ``?format=``: it would be one
    more parameter that a question does not know."""

    settings: Any = SimpleNamespace(URL_FORMAT_OVERRIDE=None)

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The renderer of the most wanted form; NotAcceptable where none is wanted."""
        by_form = {renderer.media_type: renderer for renderer in renderers}
        for form in preferred(request.headers.get("Accept", ""), tuple(by_form)):
            return by_form[form], form
        raise NotAcceptable(available_renderers=list(by_form.values()))


class BySuffix(ByHeader):
    """For addresses whose suffix names the form: what the header asks for does not matter."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The only renderer there is."""
        only = next(iter(renderers))
        return only, only.media_type
