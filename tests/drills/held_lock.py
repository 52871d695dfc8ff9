"""Another program holds the database's write lock: readers must not notice, and the desk is told soon.

`make drill` holds it for half a minute, twice. Meanwhile API requests come from ten new addresses, pages are read from
four, some of them never asked for before, and somebody tries to sign in.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import httpx

from tests.drills.serving import PASSWORD, Served, filled, serving

SECONDS, TIMES = 30.0, 2
NEW_ADDRESSES = 10
# Within which 99 of 100 readers are answered, or within twice what it is while nobody holds the lock; and nobody waits
# for the lock itself, which takes much longer than whatever else a busy machine does.
READERS_WAIT = 1.0
NOBODY_WAITS = 3.0
# Nor may the desk, longer than the database itself waits for the lock.
DESK_WAITS = 25.0
API = ("/api/v1/shipments/", "/api/v1/flows/kp/ru/artillery-round/", "/api/v1/ratios/?as_of={day}")
PAGES = ("/", "/flows/kp/ru/artillery-round/?as_of={day}", "/sources/", "/rates/?as_of={day}")
_addresses = count(1)
_days = count()


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer: the path, its status, and the seconds that it took."""

    path: str
    status: int
    seconds: float


def main() -> None:
    """Print the longest times of an answer with and without the lock held; an error where somebody waited."""
    hold = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "drill.sqlite3"
        url = f"sqlite:///{database}"
        filled(url)
        with serving(url, Path(name) / "log", NUM_PROXIES="1", LOG_LEVEL="ERROR") as served:
            read(served)
            quiet = [asked for _ in range(5) for asked in read(served)]
            held, desk = [], []
            for _ in range(TIMES):
                while_held, signing_in = held_for(served, database, hold)
                held += while_held
                desk += signing_in
    print(f"nobody holds the lock: p99 {p99(quiet) * 1000:.0f} ms, longest {longest(quiet)}")
    print(f"the lock held {TIMES} times for {hold:.0f} s: p99 {p99(held) * 1000:.0f} ms, longest {longest(held)}")
    print(f"signing in meanwhile: {', '.join(f'{one.status} after {one.seconds:.1f} s' for one in desk)}")
    bad = [one for one in held if one.status != 200 or one.seconds > NOBODY_WAITS]
    late = p99(held) > max(READERS_WAIT, 2 * p99(quiet))
    closed = all(one.status == 503 and one.seconds < DESK_WAITS for one in desk)
    sys.exit(int(bool(bad) or late or not closed))


def held_for(served: Served, database: Path, seconds: float) -> tuple[list[Asked], list[Asked]]:
    """What readers got while the lock was held, and what somebody who signed in then got."""
    with ThreadPoolExecutor(1) as aside, holding(database):
        begun = time.perf_counter()
        desk = aside.submit(sign_in, served)
        time.sleep(0.2)
        readers: list[Asked] = []
        while time.perf_counter() - begun < seconds:
            readers += read(served)
    return readers, [desk.result()]


@contextmanager
def holding(database: Path) -> Iterator[None]:
    """The write lock of the database, held by another program."""
    with closing(sqlite3.connect(database, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        yield
        holder.execute("ROLLBACK")


def read(served: Served) -> list[Asked]:
    """One API request from each of some new addresses and the pages, two at a time as there are two processors."""
    with ThreadPoolExecutor(2) as readers:
        paths = [API[number % len(API)] for number in range(NEW_ADDRESSES)]
        return list(readers.map(lambda path: _ask(served, path), (*paths, *PAGES)))


def sign_in(served: Served) -> Asked:
    """Somebody of the desk signs in, with the right password."""
    with httpx.Client(base_url=served.address, timeout=90) as client:
        client.get("/account/login/")
        token = next(each.value for each in client.cookies.jar if each.name.endswith("csrf"))
        sent = {"login": "first", "password": PASSWORD, "csrfmiddlewaretoken": token}
        begun = time.perf_counter()
        answer = client.post("/account/login/", data=sent, headers={"Referer": f"{served.address}/account/login/"})
        return Asked("/account/login/", answer.status_code, time.perf_counter() - begun)


def _ask(served: Served, path: str) -> Asked:
    day = date(2025, 6, 1) - timedelta(days=next(_days))
    number = next(_addresses)
    address = f"198.51.{number // 250 % 250}.{number % 250 + 1}"
    begun = time.perf_counter()
    answer = httpx.get(served.address + path.format(day=day), headers={"X-Forwarded-For": address}, timeout=90)
    return Asked(path, answer.status_code, time.perf_counter() - begun)


def p99(asked: list[Asked]) -> float:
    """The seconds within which 99 of 100 answers came."""
    return sorted(one.seconds for one in asked)[int(len(asked) * 0.99)]


def longest(asked: list[Asked]) -> str:
    """The longest of the answers, in words."""
    one = max(asked, key=lambda each: each.seconds)
    return f"{one.seconds * 1000:.0f} ms ({one.path}, {one.status}) of {len(asked)}"


if __name__ == "__main__":
    main()
