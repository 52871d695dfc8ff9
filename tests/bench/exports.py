"""All claims as CSV from the real server, beside Datasette on the same rows: rows a second, first byte, memory.

Rows a second are of the server's processor time, which other processes on the machine disturb least; both servers run
as one process, and are asked in turns.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.bench.measuring import Result, hand_over

PATH = "/api/v1/shipments.csv"
ROUNDS = 3
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Read:
    """What reading a table to its end gave: rows, seconds of processor time and by the clock, the first byte's."""

    rows: int
    processor: float
    clock: float
    first: float


def main(size: int) -> None:
    """Measure against the database that the environment names, which holds so many claims."""
    file = Path(os.environ["DATABASE_URL"].removeprefix("sqlite:///"))
    with _site() as site, _datasette(file) as datasette:
        _read(site[0], "/api/v1/actors.csv", site[1])
        _read(site[0], PATH, site[1], most=50)
        first = min(_read(site[0], PATH, site[1], most=1).first for _ in range(5))
        # Every thread has its connection by now, with the pages that it keeps.
        before = _memory(site[1])
        path = f"/{file.stem}/flows_shipment.csv?_stream=1&_size=max"
        _read(datasette[0], f"/{file.stem}/flows_actor.csv?_stream=1", datasette[1])
        # In turns, so that both meet the same load on the machine; the least of each counts.
        turns = [
            (_reads(site[0], PATH, site[1], size), _reads(datasette[0], path, datasette[1], size))
            for _ in range(ROUNDS)
        ]
        ours, theirs = (min(reads, key=lambda one: one.processor) for reads in zip(*turns, strict=True))
        _stop_reading(site[0])
        added = _memory(site[1], peak=True) - before
    expected = _rows(file)
    here, there = ours.rows / ours.processor, theirs.rows / theirs.processor
    hand_over(
        Result(
            "exports",
            "CSV of all claims",
            size,
            f"{here:,.0f} rows a second, Datasette {there:,.0f}: {here / there:.2f} times; "
            f"by the clock {ours.rows / ours.clock:,.0f} and {theirs.rows / theirs.clock:,.0f}",
            here,
            "1.5 times as many",
            here >= 1.5 * there,
        )
    )
    hand_over(
        Result("exports", "CSV, first byte", size, f"{first * 1000:.0f} ms", first * 1000, "50 ms", first <= 0.05)
    )
    hand_over(
        Result(
            "exports",
            "CSV, memory added, also while a reader stops",
            size,
            f"{added:.1f} MB",
            added,
            "at most 10 MB",
            added <= 10,
        )
    )
    words = f"{ours.rows:,} of {expected:,}"
    hand_over(Result("exports", "CSV, rows", size, words, ours.rows, "exactly all", ours.rows == expected))


def _rows(file: Path) -> int:
    import sqlite3

    query = "SELECT count(*) FROM flows_shipment WHERE status IN ('published', 'retracted')"
    return int(sqlite3.connect(file).execute(query).fetchone()[0])


def _read(port: int, path: str, worker: int, most: int = 0) -> Read:
    """Asks for a table and counts its lines, to the end or to so many pieces."""
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    processor, clock = _processor(worker), time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    assert response.status == 200, (path, response.status)
    lines, first, pieces, last = 0, 0.0, 0, b""
    while piece := response.read1(1 << 20):
        first = first or time.perf_counter() - clock
        # Texts hold no line breaks of this kind, so that lines are rows; one may be cut in two.
        lines += piece.count(b"\r\n") + (last == b"\r" and piece[:1] == b"\n")
        last = piece[-1:]
        pieces += 1
        if pieces == most:
            break
    taken = time.perf_counter() - clock
    connection.close()
    return Read(lines - 1, _processor(worker) - processor, taken, first)


def _reads(port: int, path: str, worker: int, size: int) -> Read:
    """The same of a table read as often as it takes for the clock of the processor, which ticks a hundred a second."""
    reads = [_read(port, path, worker) for _ in range(max(1, 50_000 // size))]
    times = len(reads)
    processor, clock = (sum(getattr(one, name) for one in reads) / times for name in ("processor", "clock"))
    return Read(reads[0].rows, processor, clock, reads[0].first)


def _stop_reading(port: int, seconds: float = 5.0) -> None:
    """Asks for everything, reads a little, and then nothing more for a while."""
    with socket.create_connection(("127.0.0.1", port)) as reader:
        reader.sendall(f"GET {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        reader.recv(1000)
        time.sleep(seconds)


@contextmanager
def _site() -> Iterator[tuple[int, int]]:
    port = free_port()
    with served(granian(port), port, "/health/", {**os.environ, "PYTHONWARNINGS": "ignore"}) as server:
        yield port, worker_of(server)


def granian(port: int) -> list[str]:
    """The command that serves the site, as `make run` does."""
    where = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    how = ["--blocking-threads", "4", "--log-level", "warning", "dashboard.wsgi:application"]
    return [sys.executable, "-m", "granian", *where, *how]


@contextmanager
def _datasette(file: Path) -> Iterator[tuple[int, int]]:
    port = free_port()
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(file), "--port", str(port)]
    # Without its own limits, which would cut the table off.
    settings = ["--setting", "max_csv_mb", "0", "--setting", "sql_time_limit_ms", "600000"]
    with served([*command, *settings], port, "/-/versions.json", dict(os.environ)) as server:
        yield port, server


@contextmanager
def served(command: list[str], port: int, path: str, environment: dict[str, str]) -> Iterator[int]:
    """A server that answers at a path; its process. It is ended afterwards."""
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _answers(port, path, server)
        yield server.pid
    finally:
        server.terminate()
        server.wait(30)


def _answers(port: int, path: str, server: subprocess.Popen[bytes], patience: float = 120.0) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until and server.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path)
            connection.getresponse().read()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"{server.args!r} does not answer")


def worker_of(server: int) -> int:
    """The process that answers for a server that starts workers."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    named = [pid for pid in map(int, children) if "resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_text()]
    return named[-1] if named else server


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _memory(pid: int, *, peak: bool = False) -> float:
    """Megabytes of memory that a process holds of its own, or held at most; pages of files are not counted."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    if peak:
        return (int(status["VmHWM"].split()[0]) - int(status["RssFile"].split()[0])) / 1024
    return int(status["RssAnon"].split()[0]) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
