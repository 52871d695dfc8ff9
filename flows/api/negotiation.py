"""The form of an answer follows from the Accept header and the address alone."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class ByHeader(DefaultContentNegotiation):
    """Without ``?format=``: it would be one more parameter that a question does not know."""

    settings: Any = SimpleNamespace(URL_FORMAT_OVERRIDE=None)


class BySuffix(ByHeader):
    """For addresses whose suffix names the form: what the header asks for does not matter."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The only renderer there is."""
        only = next(iter(renderers))
        return only, only.media_type
