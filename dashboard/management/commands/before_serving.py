"""`manage.py before_serving`: what would make a server start wrongly, said in one sentence before it starts."""

from __future__ import annotations

import errno
import socket
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from dashboard import private


class Command(BaseCommand):
    """Prints the port to listen on, and nothing else; warnings go to the other stream. Servers share a port silently
    where both allow it, and would then answer from two databases in turn."""

    # The server itself makes them again, and nobody waits for both.
    requires_system_checks = ()
    help = "Check port, migrations and private files, and print the port to listen on; `serve` and `make run` ask it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the server shall listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000, help="0 takes one that is free")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the port; CommandError where it is taken, or the code is newer than the database."""
        port = free_port(options["host"], options["port"])
        self._look_at_files()
        self._look_at_migrations()
        self.stdout.write(str(port))

    def _look_at_files(self) -> None:
        narrowed, open_still = private.narrow(private.kept())
        for path in narrowed:
            self.stderr.write(f"{path} could be read by others; now by its owner alone.")
        for path in open_still:
            self.stderr.write(f"{path} can be read by others and is not ours to change: chmod go-rwx it.")

    def _look_at_migrations(self) -> None:
        try:
            executor = MigrationExecutor(connection)
        except DatabaseError as error:
            # It may come back while the site says so to its readers.
            self.stderr.write(f"The database does not answer yet: {str(error).strip()}")
            return
        wanted = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if wanted:
            names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _ in wanted[:3])
            more = f" and {len(wanted) - 3} more" if len(wanted) > 3 else ""
            raise CommandError(
                f"The code is newer than the database, which lacks {names}{more}: run `manage.py migrate` first."
            )
        unknown = sorted(set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations))
        # Applications that are not installed any more leave theirs behind.
        ours = [f"{app}.{name}" for app, name in unknown if app in executor.loader.migrated_apps]
        if ours:
            self.stderr.write(f"The database is newer than the code, which does not know {', '.join(ours)}.")


def free_port(host: str, port: int) -> int:
    """The port, or a free one for 0; CommandError where somebody listens there or nobody may."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as one:
            # A server that has just ended is no obstacle; one that listens is, since this socket shares with nobody.
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind(address)
            one.listen()
            return int(one.getsockname()[1])
    except OSError as error:
        why = (
            "is in use by another program"
            if error.errno == errno.EADDRINUSE
            else f"cannot be used: {error.strerror or error}"
        )
        raise CommandError(f"Port {port} of {host} {why}; PORT=0 takes a free one.") from None
