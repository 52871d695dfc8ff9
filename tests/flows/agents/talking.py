"""A program that talks to this site: the SDK's own client, over HTTP or over standard input."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError

ROOT = Path(__file__).parents[3]
Mode = Literal["legacy", "auto"]
Asked = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Said:
    """What came back of a call: its text, its structured content, and whether it is a refusal."""

    text: str
    content: Any
    refused: bool


@dataclass(frozen=True)
class Talk:
    """What a client learnt: what the server is called and says of itself, its tools, and the answers to its calls."""

    name: str
    instructions: str
    tools: tuple[Any, ...]
    answers: tuple[Said, ...]


def over_http(site: str, *asked: Asked, mode: Mode = "auto") -> Talk:
    """Calls over streamable HTTP."""
    return _in_a_thread(lambda: Client(f"{site}/mcp/", mode=mode), asked)


def over_stdio(database: str, *asked: Asked, mode: Mode = "auto", site: str = "http://127.0.0.1:8000") -> Talk:
    """Calls on the standard input of `manage.py mcp`."""
    started = StdioServerParameters(
        command=sys.executable,
        args=[str(ROOT / "manage.py"), "mcp", "--site", site],
        env={**os.environ, "DATABASE_URL": database, "LOCAL": "true", "LOG_LEVEL": "ERROR"},
    )
    return _in_a_thread(lambda: Client(stdio_client(started), mode=mode), asked)


def _in_a_thread(connected: Any, asked: Sequence[Asked]) -> Talk:
    """Playwright keeps an event loop in the thread of the tests."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: asyncio.run(_talk(connected(), asked))).result()


async def _talk(client: Client, asked: Sequence[Asked]) -> Talk:
    async with client:
        tools = tuple((await client.list_tools()).tools)
        answers = []
        for name, arguments in asked:
            try:
                result = await client.call_tool(name, dict(arguments))
            except MCPError as error:
                answers.append(Said(error.message, None, refused=True))
                continue
            (text,) = result.content
            answers.append(Said(text.text, result.structured_content, bool(result.is_error)))  # type: ignore[union-attr]
        assert client.server_info is not None
        return Talk(client.server_info.name, client.instructions or "", tools, tuple(answers))
