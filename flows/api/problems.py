"""Every error as `application/problem+json` (RFC 9457): what is wrong, where, and what would be right."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable
from rest_framework.request import Request

from flows.api.rendering import to_json
from flows.queries.availability import is_unavailable
from flows.questions import BadQuestion, Fault

MEDIA_TYPE = "application/problem+json"
LONGEST_VALUE = 300
MOST_ERRORS = 50
NEAREST = 6

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: the fragment of its type's address, status, title, and when it is given."""

    slug: str
    status: int
    title: str
    meaning: str


BAD_QUESTION = Kind(
    "bad-question",
    400,
    "The question cannot be answered as asked",
    "A parameter is unknown, missing or not of its form; errors names every one with what is allowed.",
)
NOT_FOUND = Kind(
    "not-found", 404, "There is no such thing", "Nothing is recorded or served there; nearest names what comes close."
)
WRONG_METHOD = Kind("wrong-method", 405, "This API is read-only", "Only GET, HEAD and OPTIONS are answered.")
NOT_ACCEPTABLE = Kind(
    "not-acceptable", 406, "No such form", "The Accept header names no form in which this answer is given."
)
NOT_ADDITIVE = Kind(
    "not-additive",
    422,
    "These claims do not add up",
    "A sum was asked for that would be wrong; reasons names each ground with the codes of the claims behind it.",
)
TOO_MANY = Kind(
    "too-many-requests",
    429,
    "Too many requests",
    "One address asked more often in a minute than is answered; Retry-After says how many seconds to wait.",
)
FAILED = Kind("failed", 500, "This is our fault", "The answer failed for a reason that lies with us; it was logged.")
UNAVAILABLE = Kind(
    "unavailable",
    503,
    "Not available just now",
    "The database does not answer; Retry-After says after how many seconds to ask again.",
)
KINDS = (BAD_QUESTION, NOT_FOUND, WRONG_METHOD, NOT_ACCEPTABLE, NOT_ADDITIVE, TOO_MANY, FAILED, UNAVAILABLE)
"""Every kind of problem, as the root of the API lists them."""


class Missing(Exception):
    """There is no such record or address; carries a sentence and the nearest that there are."""

    def __init__(self, detail: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.nearest = tuple(nearest)


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names that look most like one that does not exist, the likest first."""
    return tuple(get_close_matches(name[:LONGEST_VALUE], list(known), n=NEAREST, cutoff=0.4))


def handler(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """The response for an error in a view; None, so that it is raised, where the database cannot answer, and for our
    own errors while debugging."""
    request: Request = context["request"]
    match error:
        case BadQuestion():
            return _bad_question(request, error)
        case Missing():
            return problem(request, NOT_FOUND, error.detail, nearest=list(error.nearest))
        case Http404():
            return problem(request, NOT_FOUND, "There is nothing at this address.")
        case MethodNotAllowed():
            return problem(request, WRONG_METHOD, f"{request.method} is not answered here: GET, HEAD and OPTIONS are.")
        case NotAcceptable():
            forms = [renderer.media_type for renderer in context["view"].renderer_classes]
            return problem(request, NOT_ACCEPTABLE, f"This address answers in: {', '.join(forms)}.", available=forms)
        case APIException() if error.status_code < 500:
            kind = Kind("refused", error.status_code, str(error.default_detail), "")
            return problem(request, kind, str(error.detail))
        case SuspiciousOperation():
            # Django refuses to read a query of more than a thousand parameters.
            return _bad_question(request, BadQuestion(Fault("", "", "the query cannot be read: it has too many parts")))
    if settings.DEBUG or is_unavailable(error):
        # Raised on: what cannot answer is the same for pages and for the API, and is told in one place.
        return None
    _log.error("An answer of the API failed", exc_info=error)
    return problem(request, FAILED, "The answer failed for a reason that lies with us.")


def problem(request: Request | HttpRequest, kind: Kind, detail: str, **more: Any) -> HttpResponse:
    """The problem of a kind as a response, with whatever else belongs into it."""
    body = {
        "type": request.build_absolute_uri(f"/api/v1/#{kind.slug}"),
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": request.get_full_path()[:2000],
        **more,
    }
    return HttpResponse(to_json(body), status=kind.status, content_type=MEDIA_TYPE)


def _bad_question(request: Request, error: BadQuestion) -> HttpResponse:
    shown = [_error(fault) for fault in error.faults[:MOST_ERRORS]]
    return problem(request, BAD_QUESTION, "; ".join(each["detail"] for each in shown), errors=shown)


def _error(fault: Fault) -> dict[str, Any]:
    return {
        "parameter": _cut(fault.parameter),
        "value": _cut(fault.value),
        "detail": _cut(fault.message),
        "allowed": list(fault.allowed),
    }


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
