"""How long the server takes from nothing to its first answer, and how much memory one worker holds after some pages."""

from __future__ import annotations

import os
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from tests.bench.exports import free_port, granian, served, worker_of
from tests.bench.measuring import Result, hand_over

PATHS = ("/", "/flows/kp/ru/artillery-round/", "/api/v1/shipments/", "/claims/rok-mnd-2024-06-14-shells/", "/data/")


def main(size: int) -> None:
    """Measure against the database that the environment names, which holds so many claims."""
    taken, memory = zip(*(_started() for _ in range(3)), strict=True)
    hand_over(Result("server", "start-up", size, f"{min(taken):.2f} s", min(taken), "under 2 s", min(taken) < 2))
    words = f"{max(memory):.0f} MB"
    hand_over(Result("server", "memory of one worker", size, words, max(memory), "under 150 MB", max(memory) < 150))


def _started() -> tuple[float, float]:
    port = free_port()
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    with served(granian(port), port, "/health/", environment) as server:
        taken = time.perf_counter() - start
        for path in PATHS:
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", path)
            connection.getresponse().read()
        status = Path(f"/proc/{worker_of(server)}/status").read_text()
    held = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return taken, int(held.split()[1]) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
