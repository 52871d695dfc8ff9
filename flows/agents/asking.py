"""One call of a tool: the address of the API that answers it is asked, and the answer told.

Nothing is computed here: what the API answers at that address, refusals included, is the answer, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import orjson
from django.db import DatabaseError

from flows.agents.telling import told, told_problem
from flows.agents.tools import Refused, tools
from flows.clock import last_day, now, spelled_moment
from flows.queries.availability import is_unavailable


@dataclass(frozen=True, slots=True)
class Answered:
    """What the API answered: its status, its body, and where it sends to instead."""

    status: int
    body: bytes
    location: str = ""


Ask = Callable[[str], Answered]
"""Asks the API for an address of it, within this process."""


@dataclass(frozen=True, slots=True)
class Told:
    """A call's answer: the text to quote, the API's body as it is, and whether it is a refusal."""

    text: str
    body: bytes
    refused: bool


class Failed(Exception):
    """The API could not answer, for a reason that lies with this site; carries the status."""

    def __init__(self, status: int) -> None:
        super().__init__(HTTPStatus(status).phrase)
        self.status = status


def call(name: str, arguments: Mapping[str, Any], ask: Ask, site: str) -> Told:
    """The answer to a call of a known tool; Failed where the site cannot answer now."""
    tool = tools()[name]
    # Read before the answer is made, which is of this moment or of a later one without a write in between.
    asked_at = spelled_moment(now())
    try:
        found = _followed(ask, tool.address(arguments), site)
    except DatabaseError as error:
        if not is_unavailable(error):
            raise
        raise Failed(HTTPStatus.SERVICE_UNAVAILABLE) from error
    except Refused as refused:
        body = refused.body(site)
        return Told(told_problem(orjson.loads(body), site), body, refused=True)
    answer = orjson.loads(found.body)
    if found.status != HTTPStatus.OK:
        return Told(told_problem(answer, site), found.body, refused=True)
    recorded = str(arguments.get("recorded") or asked_at)
    as_of = str(arguments.get("as_of") or arguments.get("recorded") or last_day())[:10]
    return Told(told(answer, tool.operation.answer, site, as_of, recorded), found.body, refused=False)


def _followed(ask: Ask, address: str, site: str) -> Answered:
    """The answer at an address, or at the one that codes which were merged since lead to."""
    found = ask(address)
    if found.location:
        found = ask(found.location.removeprefix(site))
    if found.status >= HTTPStatus.INTERNAL_SERVER_ERROR or found.location:
        raise Failed(found.status)
    return found
