"""How many workers and threads: the same readers against each choice, answers a second and how long they wait.

Half of the responses come from the cache, half are uncached, as after something was published; one reader in eight
downloads everything. `python -m tests.bench.workers` prints a table; who reads takes processors from who serves, so
it compares choices and says little about what a machine can do that only serves.
"""

from __future__ import annotations

import tempfile
import time
from datetime import date, timedelta
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import quantiles
from threading import Thread
from urllib.parse import urlsplit

from tests.drills.serving import filled, memory_megabytes, serving

CHOICES = ((1, 1), (1, 2), (1, 4), (1, 8), (2, 1), (2, 2), (2, 4), (2, 8))
READERS = 8
SECONDS = 8.0
CACHED = ("/", "/flows/kp/ru/artillery-round/", "/api/v1/shipments/", "/compare/")
UNCACHED = ("/api/v1/shipments/?as_of={}", "/flows/kp/ru/artillery-round/?as_of={}", "/compare/?as_of={}")
FIRST_DAY = date(2022, 3, 1)
WHOLE = "/api/v1/shipments.csv"


def main() -> None:
    """Print a line for each choice."""
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{Path(name) / 'workers.sqlite3'}"
        filled(url)
        print(f"{READERS} readers, {SECONDS:.0f} seconds each")
        print(f"{'workers':>7} {'threads':>7} {'a second':>9} {'half in':>9} {'99 % in':>9} {'memory':>8}")
        for workers, threads in CHOICES:
            unlimited = {"API_REQUESTS_A_MINUTE": "0", "PAGES_COMPUTED_A_MINUTE": "0"}
            settings = {"WORKERS": str(workers), "THREADS": str(threads), **unlimited}
            with serving(url, Path(name) / "log", LOG_LEVEL="ERROR", **settings) as served:
                _read(served.address, 2.0)
                taken = _read(served.address, SECONDS)
                memory = sum(memory_megabytes(pid) for pid in served.workers())
            cuts = quantiles(taken, n=100)
            speed = len(taken) / SECONDS
            times = f"{cuts[49] * 1000:>6.0f} ms {cuts[98] * 1000:>6.0f} ms"
            print(f"{workers:>7} {threads:>7} {speed:>9.0f} {times} {memory:>5.0f} MB", flush=True)


def _read(address: str, seconds: float) -> list[float]:
    """How long each answer took that all readers together were given in so many seconds."""
    found: list[list[float]] = [[] for _ in range(READERS)]
    until = time.monotonic() + seconds
    readers = [Thread(target=_reader, args=(address, number, until, taken)) for number, taken in enumerate(found)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return [one for taken in found for one in taken]


def _reader(address: str, number: int, until: float, taken: list[float]) -> None:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    for turn in count(number):
        begun = time.monotonic()
        if begun > until:
            break
        connection.request("GET", _path(number, turn))
        answer = connection.getresponse()
        answer.read()
        taken.append(time.monotonic() - begun)
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} for {_path(number, turn)}")
    connection.close()


def _path(number: int, turn: int) -> str:
    if number == READERS - 1:
        return WHOLE
    if turn % 2:
        return CACHED[turn // 2 % len(CACHED)]
    # A day that no other reader asks for, so that nobody else has had the answer made.
    return UNCACHED[turn // 2 % len(UNCACHED)].format(FIRST_DAY + timedelta(days=turn * READERS % 1_600 + number))


if __name__ == "__main__":
    main()
