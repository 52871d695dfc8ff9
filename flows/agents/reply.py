"""What is sent back over HTTP for one message. Apart from the SDK, which a request that is refused must not load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

INVALID_REQUEST = -32600


@dataclass(frozen=True, slots=True)
class Reply:
    """The status, and the message; None where there is none to send."""

    status: int
    message: Mapping[str, Any] | None = None

    @property
    def body(self) -> bytes:
        """The message as JSON."""
        return orjson.dumps(self.message) if self.message is not None else b""


def refusal(status: int, detail: str, code: int = INVALID_REQUEST) -> Reply:
    """A request that is not answered, for a reason that is no matter of its method."""
    return Reply(status, {"jsonrpc": "2.0", "id": None, "error": {"code": code, "message": detail}})
