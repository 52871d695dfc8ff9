"""Every error as `application/problem+json` (RFC 9457): what is wrong, where, and what would be right."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable
from rest_framework.request import Request

from flows.api.arithmetic import REASON
from flows.api.asking import site_of
from flows.api.rendering import to_json
from flows.api.shape import Field, Shape, address, many, optional, string, texts, whole
from flows.estimates.totals import Reason as NotAdditive
from flows.queries.availability import is_unavailable
from flows.questions import BadQuestion, Fault

MEDIA_TYPE = "application/problem+json"
CATALOGUE = "/docs/errors/"
"""The page that explains every kind of problem."""
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
BAD_RANGE = Kind("bad-range", 416, "No such part", "The file has no such part; Content-Range says how long it is.")
NOT_ADDITIVE = Kind(
    "not-additive",
    422,
    "These claims do not add up",
    "A sum was asked for that would be wrong; reasons names each ground, the claims behind it and periods that clash.",
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
KINDS = (BAD_QUESTION, NOT_FOUND, WRONG_METHOD, NOT_ACCEPTABLE, BAD_RANGE, NOT_ADDITIVE, TOO_MANY, FAILED, UNAVAILABLE)
"""Every kind of problem, as the root of the API lists them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: its kind, what is wrong with this request, and what belongs to some kinds only."""

    kind: Kind
    detail: str
    instance: str
    errors: Sequence[Fault] | None = None
    reasons: Sequence[NotAdditive] | None = None
    nearest: Sequence[str] | None = None
    available: Sequence[str] | None = None


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def kind_address(slug: str, meaning: str) -> Field:
    """The address that explains a kind of problem; ``slug`` is where an answer holds its fragment."""
    fragment = attrgetter(slug)
    return address("type", meaning, lambda answer: f"{CATALOGUE}#{fragment(answer)}")


PARAMETER_ERROR = Shape(
    "ParameterError",
    "What is wrong with one parameter.",
    (
        string("parameter", "Its name; empty where the query as a whole is at fault.", lambda e: _cut(e.parameter)),
        string("value", "The value given, cut where it is long.", lambda error: _cut(error.value)),
        string("detail", "What is wrong with it.", lambda error: _cut(error.message)),
        texts("allowed", "What would do, as far as it can be listed."),
    ),
)
PROBLEM = Shape(
    "Problem",
    "What went wrong (RFC 9457).",
    (
        kind_address("kind.slug", "Address that explains this kind of problem."),
        string("title", "The kind of problem.", "kind.title"),
        whole("status", "The HTTP status.", "kind.status"),
        string("detail", "What is wrong with this request."),
        string("instance", "The address that was asked for."),
        optional(many("errors", PARAMETER_ERROR, "Every fault of the question.")),
        optional(many("reasons", REASON, "Why claims do not add up.")),
        optional(texts("nearest", "What there is that looks most like what was asked for.")),
        optional(texts("available", "The media types in which the answer is given.")),
    ),
)


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
            return faulty(request, error.faults)
        case Missing():
            return problem(request, NOT_FOUND, error.detail, nearest=error.nearest)
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
            return faulty(request, [Fault("", "", "the query cannot be read: it has too many parts")])
    if settings.DEBUG or is_unavailable(error):
        # Raised on: what cannot answer is the same for pages and for the API, and is told in one place.
        return None
    _log.error("An answer of the API failed", exc_info=error)
    return problem(request, FAILED, "The answer failed for a reason that lies with us.")


def problem(request: Request | HttpRequest, kind: Kind, detail: str, **more: Any) -> HttpResponse:
    """The problem of a kind as a response, for the API and for pages, with whatever else belongs into it."""
    found = Problem(kind, detail, request.get_full_path()[:2000], **more)
    body = PROBLEM.body(found, site_of(request))
    return HttpResponse(to_json(body), status=kind.status, content_type=MEDIA_TYPE)


def faulty(request: Request | HttpRequest, faults: Sequence[Fault], kind: Kind = BAD_QUESTION) -> HttpResponse:
    """The problem that these faults of a question are."""
    shown = faults[:MOST_ERRORS]
    return problem(request, kind, "; ".join(_cut(fault.message) for fault in shown), errors=shown)
