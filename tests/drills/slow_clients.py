"""Clients that stop in the middle: 80 that never finish asking, one that sends a byte a second, one that never reads.

The site begins where it may open 64 files, which it raises: 80 connections would otherwise leave none for readers.

`make drill` runs it against one instance by itself, without a proxy in front, and prints how long others then wait;
with it how soon the site starts and what its worker holds.
"""

from __future__ import annotations

import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from threading import Event, Thread

import httpx

from tests.drills.serving import Served, filled, memory_megabytes, serving

HALF_OPEN = 80
DESCRIPTORS = 64
ASKED = 40
PATHS = ("/", "/api/v1/shipments/", "/flows/kp/ru/artillery-round/", "/health/")
# How much longer the middle one of all answers may take with them there; a site that stops takes a timeout.
AT_MOST = 5.0


def main() -> None:
    """Print the middle and the longest time of an answer without and with slow clients; an error where it stops."""
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{Path(name) / 'drill.sqlite3'}"
        filled(url)
        begun = time.perf_counter()
        with serving(
            url,
            Path(name) / "log",
            DESCRIPTORS,
            API_REQUESTS_A_MINUTE="0",
            PAGES_COMPUTED_A_MINUTE="0",
            LOG_LEVEL="ERROR",
        ) as served:
            print(f"from the command to the first answer: {time.perf_counter() - begun:.1f} s")
            _times(served)
            alone = _times(served)
            with _half_open(served), _byte_by_byte(served), _never_reading(served):
                time.sleep(1)
                beside = _times(served)
            print(f"memory of the worker: {memory_megabytes(served.workers()[0]):.0f} MB")
    for what, taken in (("alone", alone), (f"beside {HALF_OPEN} half-open, 1 slow and 1 deaf client", beside)):
        middle, longest = median(taken) * 1000, max(taken) * 1000
        print(f"{what}: middle {middle:.0f} ms, longest {longest:.0f} ms of {len(taken)} answers")
    sys.exit(int(median(beside) > AT_MOST * max(median(alone), 0.05)))


def _times(served: Served) -> list[float]:
    taken = []
    for number in range(ASKED):
        begun = time.perf_counter()
        # A connection for each, as many readers have: one that is reused has been accepted already.
        answer = httpx.get(served.address + PATHS[number % len(PATHS)], timeout=30)
        taken.append(time.perf_counter() - begun)
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code} for {answer.url.path}")
    return taken


def _connected(served: Served, beginning: bytes) -> socket.socket:
    host, _, port = served.address.removeprefix("http://").partition(":")
    one = socket.create_connection((host, int(port)), timeout=30)
    one.sendall(beginning)
    return one


@contextmanager
def _half_open(served: Served) -> Iterator[None]:
    """Half of them say nothing at all, half begin a request and never end it."""
    with ExitStack() as kept:
        for number in range(HALF_OPEN):
            beginning = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " if number % 2 else b""
            kept.enter_context(_connected(served, beginning))
        yield


@contextmanager
def _byte_by_byte(served: Served) -> Iterator[None]:
    """A form of a thousand bytes that comes one a second."""
    head = b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n"
    over = Event()
    with _connected(served, head) as one:

        def send() -> None:
            while not over.wait(1):
                try:
                    one.sendall(b"x")
                except OSError:
                    return

        sender = Thread(target=send)
        sender.start()
        try:
            yield
        finally:
            over.set()
            sender.join()


@contextmanager
def _never_reading(served: Served) -> Iterator[None]:
    """One that asks for the largest download and takes none of it."""
    with _connected(served, b"GET /api/v1/shipments.csv HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"):
        yield


if __name__ == "__main__":
    main()
