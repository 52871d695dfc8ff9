"""Asking the whole site, every middleware included, within this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def ready(urls: str = "dashboard.urls") -> None:
    """Loads the site over the database that the environment names, with addresses of a benchmark's own if wanted."""
    import logging
    import warnings

    import django
    from django.conf import settings

    warnings.filterwarnings("ignore", message="No directory at")
    django.setup()
    settings.ROOT_URLCONF = urls
    # A total that is refused is an answer, and no news here.
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    # No collectstatic before a benchmark: plain names, as in the tests.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


def asker(path: str, *, cached: bool = True, client: Any = None, status: tuple[int, ...] = (200,)) -> Callable[[], Any]:
    """What asks for a path; without ``cached`` the response cache is cleared first. Compressed, as browsers ask."""
    from django.core.cache import caches
    from django.test import Client

    asking = client or Client(headers={"accept-encoding": "gzip"} if cached and not path.startswith("/api/") else {})

    def ask() -> Any:
        if not cached:
            caches["responses"].clear()
        response = asking.get(path)
        assert response.status_code in status, (path, response.status_code)
        return response

    return ask


def caller(tool: str, arguments: dict[str, str]) -> Callable[[], Any]:
    """What calls a tool at /mcp/, of which no answer is cached."""
    import orjson
    from django.core.cache import caches
    from django.test import Client

    asking = Client(headers={"accept": "application/json"})
    params = {"name": tool, "arguments": arguments}
    message = orjson.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})

    def call() -> Any:
        caches["responses"].clear()
        response = asking.post("/mcp/", message, content_type="application/json")
        assert b'"structuredContent":{"type":' not in response.content, response.content[:300]
        return response

    return call


def queries(path: str, client: Any = None) -> int:
    """How many SQL queries an uncached response takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask = asker(path, cached=False, client=client)
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
        return len(captured)
