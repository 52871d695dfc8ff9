"""The server as the official SDK runs it: what it offers, and how a call is answered. Nothing else imports the SDK.

Note 1: the SDK takes a second and 40 MB to import, so whoever imports this does so when the first program asks.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from flows.agents.asking import Failed, Told
from flows.agents.telling import QUOTING
from flows.agents.tools import tools
from flows.api.views.contents import TITLE

NAME = "munitions-flows"
INSTRUCTIONS = (
    "Claims about munitions flows: who said what, when, about which time, on what basis, and what replaced it since. "
    "Find codes with search; flow, compare, years, balance, changes and totals answer, and claim gives the evidence of "
    "one claim. With as_of an answer is as known on a day, with recorded as this site had it at a moment: with both it "
    f"stays the same for good. {QUOTING} A sum that would be wrong is refused, with the reasons."
)

Call = Callable[[str, Mapping[str, Any]], Awaitable[Told]]
"""Answers a call of a tool; what a server holds of each request, or of the whole connection."""


def server(version: str) -> Server[Call]:
    """The server; its lifespan state is the `Call` that answers."""
    made: Server[Call] = Server(
        NAME,
        version=version,
        title=TITLE,
        instructions=INSTRUCTIONS,
        on_list_tools=_list,
        on_call_tool=_call,
    )
    # Traces go nowhere here, and cost as much as a tenth of a cached answer.
    made.middleware.clear()
    return made


async def _list(_: ServerRequestContext[Call], __: PaginatedRequestParams | None) -> ListToolsResult:
    return _offered()


async def _call(context: ServerRequestContext[Call], params: CallToolRequestParams) -> CallToolResult:
    if params.name not in tools():
        allowed = ", ".join(tools())
        raise MCPError(INVALID_PARAMS, f"There is no tool {params.name[:80]!r}: allowed are {allowed}")
    try:
        answer = await context.lifespan_context(params.name, params.arguments or {})
    except Failed as failed:
        raise MCPError(INTERNAL_ERROR, f"This site cannot answer just now: {failed}") from None
    return CallToolResult(
        content=[TextContent(type="text", text=answer.text)],
        structured_content=json.loads(answer.body) if answer.body else {},
        is_error=answer.refused,
    )


@cache
def _offered() -> ListToolsResult:
    return ListToolsResult(
        tools=[
            Tool(
                name=tool.name,
                title=tool.operation.summary,
                description=tool.description,
                input_schema=tool.schema,
                annotations=ToolAnnotations(
                    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
                ),
            )
            for tool in tools().values()
        ]
    )
