"""Programs that talk ask at /mcp/: each call is the API's own request of the same question.

Note 1: a middleware and no view, since a call then goes the way of every request to the API: from the cache where it is
hot, pinned where it names a moment, led on from merged codes, counted by the limit above. A view could only compute.

Note 2: the host is one of ours and the origin, where there is one, is this site: a page elsewhere that had its name
point here could otherwise ask through a reader's browser. No session is kept, and nothing can be written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from io import BytesIO
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from dashboard.build import version
from dashboard.middleware.places import is_mcp
from flows.agents.asking import Answered, call
from flows.agents.reply import Reply, refusal
from flows.api.asking import site_of
from flows.api.negotiation import preferred

LARGEST = 64 * 1024
JSON = "application/json"
_KEPT = (
    "HTTP_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_FOR",
    "REMOTE_ADDR",
    "SERVER_NAME",
    "SERVER_PORT",
    "SCRIPT_NAME",
)

Environ = Mapping[str, Any]


class Agents:
    """Answers at /mcp/. Below the limit, above the response cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The reply to one message; every other address passes."""
        if not is_mcp(request):
            return self.get_response(request)
        if (refused := _refused(request)) is not None:
            return _response(refusal(*refused))
        body = request.read(LARGEST + 1)
        if len(body) > LARGEST:
            return _response(refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The body has at most {LARGEST:,} bytes"))
        # The SDK is loaded when the first program asks.
        from flows.agents.exchange import exchange

        site = site_of(request)
        ask = partial(asked_inside, self.get_response, request.META)
        headers = {name.lower(): value for name, value in request.headers.items()}
        answer = partial(call, ask=ask, site=site)
        return _response(exchange(body, headers, answer, version()))


def asked_inside(get_response: Callable[[HttpRequest], HttpResponseBase], environ: Environ, address: str) -> Answered:
    """What this site answers at an address of the API, to whoever sent the request that ``environ`` is of."""
    path, _, query = address.removeprefix(environ.get("SCRIPT_NAME", "")).partition("?")
    kept = {name: environ[name] for name in _KEPT if name in environ}
    inside = WSGIRequest(
        {
            **kept,
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_ACCEPT": JSON,
            "HTTP_ACCEPT_ENCODING": "",
            "wsgi.url_scheme": environ["wsgi.url_scheme"],
            "wsgi.input": BytesIO(),
        }
    )
    # Not closed: that would end the request that it is made in, and its connection to the database.
    response = get_response(inside)
    body = response.content if isinstance(response, HttpResponse) else b""
    return Answered(response.status_code, body, response.headers.get("Location", ""))


def _refused(request: HttpRequest) -> tuple[int, str] | None:
    """What of the request does not fit, with the status; None where all does."""
    origin = request.headers.get("Origin")
    # Raises DisallowedHost for a host that is not ours.
    if origin is not None and origin != f"{request.scheme}://{request.get_host()}":
        return HTTPStatus.FORBIDDEN, "The Origin header names another site"
    if request.method != "POST":
        return HTTPStatus.METHOD_NOT_ALLOWED, "Messages are sent by POST; there is no stream and no session"
    if request.content_type != JSON:
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"The body is {JSON}"
    if JSON not in preferred(request.headers.get("Accept", ""), (JSON,)):
        return HTTPStatus.NOT_ACCEPTABLE, f"The answer is {JSON}"
    return None


def _response(reply: Reply) -> HttpResponse:
    response = HttpResponse(reply.body, status=reply.status, content_type=JSON)
    response["Cache-Control"] = "no-store"
    if reply.status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = "POST"
    return response
