"""One message over HTTP, one answer: the streamable transport without a session and without a stream.

Note 1: the SDK's own transport is ASGI. Run inside this WSGI process it takes an event loop, two tasks and a thread for
each request: 3.3 ms of a processor, where a claim takes 2 ms. Its kernel, which checks a message, finds the handler and
shapes the result, is one coroutine that waits for nothing but our handler, and that does not wait either. So it is
driven here by a single step, in the thread of the request: 0.1 ms, and the database sees one connection as ever.
Should a later SDK wait for something, the step says so, and the tests are red.

Note 2: the answer's body is the API's, put into the result as it is. The SDK would parse it, check that it is an
object, and write it again: for a comparison twice as long as the rest of the call.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NoReturn, TypeVar

import anyio
import orjson
from mcp.server.connection import Connection
from mcp.server.lowlevel.server import Server
from mcp.server.runner import ServerRunner, modern_error_data
from mcp.shared.exceptions import NoBackChannelError
from mcp.shared.inbound import (
    ERROR_CODE_HTTP_STATUS,
    MCP_PROTOCOL_VERSION_HEADER,
    InboundLadderRejection,
    classify_inbound_request,
    unsupported_protocol_version_rejection,
)
from mcp.shared.transport_context import TransportContext
from mcp_types import (
    DEFAULT_NEGOTIATED_VERSION,
    PARSE_ERROR,
    ErrorData,
    JSONRPCNotification,
    JSONRPCRequest,
)
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS
from pydantic import ValidationError

from flows.agents.asking import Failed, Told
from flows.agents.reply import Reply, refusal
from flows.agents.server import Call, server

Result = TypeVar("Result")
Answerer = Callable[[str, Mapping[str, Any]], Told]


@dataclass
class _Channel:
    """The way back to the client, as the SDK asks for it: one answer, and nothing besides."""

    request_id: Any
    transport: TransportContext = field(
        default_factory=lambda: TransportContext(kind="streamable-http", can_send_request=False)
    )
    message_metadata: None = None
    can_send_request: bool = False
    cancel_requested: anyio.Event = field(default_factory=anyio.Event)

    async def send_raw_request(self, method: str, params: Any, opts: Any = None) -> NoReturn:
        """There is no asking the client."""
        raise NoBackChannelError(method)

    async def notify(self, method: str, params: Any, opts: Any = None) -> None:
        """Nobody is told anything besides the answer."""

    async def progress(self, progress: float, total: float | None = None, message: str | None = None) -> None:
        """Nobody is told how far an answer has come."""


class _Answering:
    """Answers calls at once, and keeps the body of the answer for the result."""

    def __init__(self, answer: Answerer) -> None:
        self._answer = answer
        self.body = b""
        self.failed = 0

    async def __call__(self, name: str, arguments: Mapping[str, Any]) -> Told:
        """The answer, without the body."""
        try:
            found = self._answer(name, arguments)
        except Failed as failed:
            self.failed = failed.status
            raise
        self.body = found.body
        return Told(found.text, b"", found.refused)


def exchange(body: bytes, headers: Mapping[str, str], answer: Answerer, version: str) -> Reply:
    """The reply to one message; ``headers`` by their names in lower case."""
    try:
        message = orjson.loads(body)
    except orjson.JSONDecodeError:
        return refusal(400, "The body is one JSON-RPC message in UTF-8", PARSE_ERROR)
    protocol = headers.get(MCP_PROTOCOL_VERSION_HEADER)
    modern = protocol is not None and protocol not in HANDSHAKE_PROTOCOL_VERSIONS
    try:
        if isinstance(message, dict) and "id" not in message:
            JSONRPCNotification.model_validate(message)
            return _noted(protocol or "", modern)
        asked = JSONRPCRequest.model_validate(message)
    except ValidationError:
        return refusal(400, "The body is a single JSON-RPC request or notification")
    info, capabilities = None, None
    if modern:
        route = classify_inbound_request(message, headers=headers)
        if isinstance(route, InboundLadderRejection):
            return _rejected(route, asked.id)
        info, capabilities = route.client_info, route.client_capabilities
    connection = Connection.from_envelope(protocol or DEFAULT_NEGOTIATED_VERSION, info, capabilities)
    answering = _Answering(answer)
    runner: ServerRunner[Call] = ServerRunner(_server(version), connection, answering)
    try:
        result = stepped(runner.on_request(_Channel(asked.id), asked.method, asked.params))
    except Exception as error:  # noqa: BLE001 - whatever fails is the SDK's to map, and an answer to send
        data = modern_error_data(error)
        status = ERROR_CODE_HTTP_STATUS.get(data.code, 200) if modern else 200
        return _failed(answering.failed or status, data, asked.id)
    if answering.body:
        result["structuredContent"] = orjson.Fragment(answering.body)
    return Reply(200, {"jsonrpc": "2.0", "id": asked.id, "result": result})


def stepped(awaited: Awaitable[Result]) -> Result:
    """What comes of something that waits for nothing; RuntimeError where it waits."""
    steps = awaited.__await__()
    try:
        next(steps)
    except StopIteration as done:
        result: Result = done.value
        return result
    steps.close()
    raise RuntimeError("the SDK waited for something while it answered one message")


@cache
def _server(version: str) -> Server[Call]:
    logging.getLogger("mcp").setLevel(logging.ERROR)
    return server(version)


def _noted(protocol: str, modern: bool) -> Reply:
    """A notification is acknowledged, and nothing follows from it: there is no session that it could be about."""
    if modern and (unsupported := unsupported_protocol_version_rejection(protocol)) is not None:
        return _rejected(unsupported, None)
    return Reply(202)


def _rejected(rejection: InboundLadderRejection, request_id: Any) -> Reply:
    data = ErrorData(code=rejection.code, message=rejection.message, data=rejection.data)
    return _failed(ERROR_CODE_HTTP_STATUS.get(rejection.code, 400), data, request_id)


def _failed(status: int, error: ErrorData, request_id: Any) -> Reply:
    told = error.model_dump(mode="json", by_alias=True, exclude_none=True)
    return Reply(status, {"jsonrpc": "2.0", "id": request_id, "error": told})
