"""`manage.py mcp`: the tools of /mcp/ on standard input and output, for a program that starts its servers itself."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.http import HttpRequest

from dashboard.build import version
from dashboard.middleware.agents import asked_inside
from flows.agents.asking import Told, call


class Command(BaseCommand):
    """Answers until standard input ends. Logs go to standard error, as ever."""

    help = "Answer programs that speak the Model Context Protocol on standard input, from the database of this site."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The address that the links in answers begin with."""
        usual = "http://127.0.0.1:8000" if settings.LOCAL else f"https://{settings.ALLOWED_HOSTS[0]}"
        parser.add_argument("--site", default=usual, help=f"what links in answers begin with; {usual} where not given")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve; CommandError where the address is not one of this site's."""
        import anyio

        site = str(options["site"]).rstrip("/")
        environ = _environ(site)
        try:
            named = HttpRequest()
            named.META = environ
            named.get_host()
        except DisallowedHost as refused:
            raise CommandError(f"--site: {refused}") from None
        anyio.run(_serve, site, environ)


async def _serve(site: str, environ: Mapping[str, Any]) -> None:
    from mcp.server.stdio import stdio_server

    from flows.agents.server import server

    handler = WSGIHandler()
    ask = partial(asked_inside, handler.get_response, environ)

    def answered(name: str, arguments: Mapping[str, Any]) -> Told:
        # What a request over HTTP does by its signals.
        close_old_connections()
        return call(name, arguments, ask, site)

    @asynccontextmanager
    async def answering(_: Any) -> Any:
        yield sync_to_async(answered, thread_sensitive=True)

    made = server(version())
    made.lifespan = answering
    async with stdio_server() as (read, write):
        await made.run(read, write, made.create_initialization_options())


def _environ(site: str) -> dict[str, Any]:
    """What a request to this site says of itself, from this machine."""
    scheme, host = urlsplit(site)[:2]
    name, _, port = host.partition(":")
    return {
        "HTTP_HOST": host,
        "HTTP_X_FORWARDED_PROTO": scheme,
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_NAME": name,
        "SERVER_PORT": port or ("443" if scheme == "https" else "80"),
        "wsgi.url_scheme": scheme,
    }
