"""The two sites that are compared: ours as `make run` serves it, on data of its own, and the Dash page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).parents[3]
DASH = ROOT / ".stamps" / "dash"


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


@contextmanager
def our_site(folder: Path) -> Iterator[str]:
    """Our site with the seeds in a database in the folder; its address."""
    surroundings = {**os.environ, "LOCAL": "true", "DATABASE_URL": f"sqlite:///{folder / 'pages.sqlite3'}"}
    for command in ("migrate", "load_seeds"):
        subprocess.run([sys.executable, "manage.py", command, "-v0"], cwd=ROOT, env=surroundings, check=True)
    collected = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0", "--ignore", "redoc"]
    subprocess.run(collected, cwd=ROOT, env=surroundings, check=True)
    granian = [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1"]
    port = free_port()
    rest = ["--port", str(port), "--workers", "1", "--blocking-threads", "4", "--log-level", "warning"]
    with _running([*granian, *rest, "dashboard.wsgi:application"], port, surroundings) as address:
        yield address


@contextmanager
def dash_site(figure: Path) -> Iterator[str]:
    """The Dash page with a figure; its address."""
    port = free_port()
    page = str(Path(__file__).with_name("dash_page.py"))
    with _running([str(DASH / "bin" / "python"), page, str(port), str(figure)], port, dict(os.environ)) as address:
        yield address


@contextmanager
def _running(command: list[str], port: int, surroundings: dict[str, str]) -> Iterator[str]:
    address = f"http://127.0.0.1:{port}"
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=quiet, stderr=quiet) as process:
        try:
            _wait(address, process)
            yield address
        finally:
            process.terminate()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            if process.poll() is not None:
                raise SystemExit(f"{process.args!r} ended with {process.returncode}") from None
            time.sleep(0.25)
    raise SystemExit(f"nothing answers at {address}")
