"""The site as it runs in production: in a process of its own, by the documented command, over a database of its own."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
COMMAND = ROOT / "dashboard/deploy/serve"
STARTS_WITHIN = 180


class Served:
    """A running server: its address, its process, and what it has written."""

    def __init__(self, process: subprocess.Popen[bytes], address: str, log: Path) -> None:
        self.process = process
        self.address = address
        self.log = log

    def workers(self) -> list[int]:
        """The process ids of its workers."""
        return [pid for pid in children(self.process.pid) if "resource_tracker" not in _command(pid)]

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop it, and with SIGKILL its workers too: a killed parent takes none along."""
        pids = [self.process.pid, *children(self.process.pid)] if how == signal.SIGKILL else [self.process.pid]
        for pid in pids:
            try:
                os.kill(pid, how)
            except ProcessLookupError:
                continue
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.end(signal.SIGKILL)


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def environment(database_url: str, **more: str) -> dict[str, str]:
    """What a process of ours runs with: nothing of the caller's but what it is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GRANIAN_", "DJANGO_", "PYTEST"))}
    return kept | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "DATABASE_URL": database_url,
        "LOCAL": "true",
        "DJANGO_SETTINGS_MODULE": "tests.drills.settings",
        **more,
    }


PASSWORD = "a password for drills alone"
_FILLING = f"""
import sys
import django
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("load_seeds", verbosity=0)
for name in sys.argv[1:]:
    User.objects.create_superuser(name, password={PASSWORD!r})
"""


def filled(database_url: str, *people: str) -> None:
    """The tables, the seeds and people of the desk, "first" and "second" unless others are named, in an empty one."""
    command = [sys.executable, "-c", _FILLING, *(people or ("first", "second"))]
    subprocess.run(command, cwd=ROOT, env=environment(database_url), check=True)


@contextmanager
def serving(
    database_url: str, log: Path, descriptors: int = 0, before: tuple[str, ...] = (), /, **more: str
) -> Iterator[Served]:
    """The site over a database, from its first answer on; stopped at the end. ``before`` is a command that it is begun
    by, ``descriptors`` how many files it may open until it asks for more."""

    def limit() -> None:
        if descriptors:
            _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, most))

    port = free_port()
    with log.open("ab") as written:
        process = subprocess.Popen(
            [*before, str(COMMAND)],
            cwd=ROOT,
            env=environment(database_url, PORT=str(port), **more),
            stdout=written,
            stderr=subprocess.STDOUT,
            preexec_fn=limit,  # noqa: PLW1509 - nothing else runs in this process yet
        )
    served = Served(process, f"http://127.0.0.1:{port}", log)
    try:
        wait_for(served)
        yield served
    finally:
        served.end()


def wait_for(served: Served) -> float:
    """Wait for the first answer, whatever it says; the seconds that took."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < STARTS_WITHIN:
        try:
            httpx.get(f"{served.address}/health/", timeout=30)
        except httpx.TransportError:
            if served.process.poll() is not None:
                break
            time.sleep(0.02)
        else:
            return time.perf_counter() - begun
    raise RuntimeError(f"the server did not start:\n{served.log.read_text()[-3000:]}")


def children(pid: int) -> list[int]:
    """The process ids of everything that a process has started."""
    try:
        direct = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [one for each in direct for one in (each, *children(each))]


def memory_megabytes(pid: int) -> float:
    """What a process holds in memory, shared parts included."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    kilobytes = next((line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")), "0")
    return int(kilobytes) / 1024


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""
