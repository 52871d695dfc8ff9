"""Everybody at once for ten minutes: fifty readers, downloads, three editors, imports, a lock held by somebody else.

`make load` serves one instance over SQLite as one machine runs it, and holds the database's write lock twice for half a
minute; `make load ARGS="--instances 2"` serves two over PostgreSQL and Redis behind nginx, as several machines do.
It prints a table, and ends with an error where a reader waited for more than a second or was refused, where a write
that was confirmed is not there at the end, or where a writer met anything but 503 while the lock was held.

Readers read between two requests and editors type, so that the machine is as busy as so many people make it. Everybody
has an address of their own, as the limits count by address.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import quantiles
from threading import Event, Lock, Thread

import httpx

from tests.drills.desk import Desk
from tests.drills.held_lock import holding
from tests.drills.serving import ROOT, Served, environment, filled, memory_megabytes, serving
from tests.drills.stack import client_at, in_public, nginx, postgresql, redis

SECONDS, READERS, HELD = 600, 50, 30.0
EDITORS = ("first", "second", "third")
READER_WAITS = 1.0
# Seconds between two requests of a reader, two claims of an editor, two imports and two downloads.
READS, TYPES, IMPORTS, DOWNLOADS_AGAIN = (1.0, 5.0), (10.0, 20.0), 60.0, (5.0, 15.0)
IMPORTED_AT_ONCE = 500
PAGES = (
    *("/", "/flows/", "/flows/kp/ru/artillery-round/", "/compare/?as_of=2024-06-14", "/ratios/", "/sources/", "/data/"),
    *("/years/", "/balance/", "/disagree/", "/changes/", "/search/?q=shells", "/charts/supply/"),
)
API = (
    "/api/v1/shipments/?page_size=100",
    "/api/v1/flows/kp/ru/artillery-round/",
    "/api/v1/compare/?left=kp/ru/artillery-round&right=eu/ua/artillery-round",
    "/api/v1/shipments/?supplier=kp&current=true",
)
DOWNLOADS = ("/api/v1/shipments.csv", "/api/v1/dataset.zip", "/api/v1/shipments.xlsx", "/feed.atom")


@dataclass(frozen=True, slots=True)
class Site:
    """What is loaded: the address that people ask, the instances behind it, their database."""

    address: str
    instances: tuple[Served, ...]
    database_url: str
    sqlite: Path | None = None

    def somebody(self, number: int) -> httpx.Client:
        """A person at an address of their own: the proxy's client, or of one that says whom it speaks for."""
        if self.sqlite:
            return httpx.Client(
                base_url=self.address, timeout=60, headers={"X-Forwarded-For": f"198.51.100.{number + 1}"}
            )
        return client_at(self.address, number)

    def workers(self) -> list[int]:
        """The process ids of all workers."""
        return [pid for served in self.instances for pid in served.workers()]


@dataclass(slots=True)
class Tally:
    """What everybody met: seconds by kind of work, errors in words, codes that were saved, memory over time."""

    over: Event = field(default_factory=Event)
    held: Event = field(default_factory=Event)
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    slowest: dict[str, tuple[float, str]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    asked_to_wait: Counter[str] = field(default_factory=Counter)
    saved: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def timed(self, kind: str, what: str, work: Callable[[], object]) -> bool:
        """Do one piece of work and keep how long it took, or what went wrong; whether it went well."""
        begun, was_held = time.perf_counter(), self.held.is_set()
        try:
            work()
        except (httpx.HTTPError, RuntimeError) as error:
            told_to_wait = "503" in str(error) or "locked" in str(error)
            with self._lock:
                if (was_held or self.held.is_set()) and told_to_wait and kind in WRITING:
                    self.asked_to_wait[kind] += 1
                else:
                    self.errors[f"{kind}: {type(error).__name__} {error}"[:200]] += 1
            return False
        taken = time.perf_counter() - begun
        with self._lock:
            self.seconds[kind].append(taken)
            self.slowest[kind] = max(self.slowest.get(kind, (0.0, "")), (taken, what))
        return True


READING = ("page", "API")
ENTERED, APPROVED, IMPORTED = "claim entered", "claim approved", f"import of {IMPORTED_AT_ONCE}"
WRITING = (ENTERED, APPROVED, IMPORTED)


def main() -> None:
    """Run the load and print what came of it; ends with an error as the module says."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=SECONDS)
    asked.add_argument("--instances", type=int, choices=(1, 2), default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (one_machine if given.instances == 1 else several)(folder) as site:
            tally = Tally()
            lost = _everybody(site, tally, folder, given.seconds)
            logged = "".join(served.log.read_text() for served in site.instances)
            sys.exit(_report(site, tally, lost, given.seconds, logged))


@contextmanager
def one_machine(folder: Path) -> Iterator[Site]:
    """One instance over SQLite, with the limits and counters of a public site."""
    database = folder / "load.sqlite3"
    url = f"sqlite:///{database}"
    filled(url, *EDITORS)
    with serving(url, folder / "log", NUM_PROXIES="1", LOG_LEVEL="ERROR") as served:
        yield Site(served.address, (served,), url, database)


@contextmanager
def several(folder: Path) -> Iterator[Site]:
    """Two instances of a worker each over one PostgreSQL and one Redis, behind the proxy of the deployment."""
    with postgresql(folder) as database, redis(folder) as cache:
        filled(database.url, *EDITORS)
        settings = {**in_public(cache), "LOG_LEVEL": "ERROR", "WORKERS": "1"}
        with (
            serving(database.url, folder / "one.log", **settings) as one,
            serving(database.url, folder / "two.log", **settings) as two,
            nginx(folder, one.address.removeprefix("http://"), two.address.removeprefix("http://")) as proxy,
        ):
            yield Site(proxy, (one, two), database.url)


def _everybody(site: Site, tally: Tally, folder: Path, seconds: int) -> list[str]:
    """Let them all work for so long; the codes that were confirmed and are not there."""
    with site.somebody(READERS + 10) as client:
        looking = Desk(client, EDITORS[0])
        everybody = [
            *(Thread(target=_read, args=(site, tally, number)) for number in range(READERS)),
            Thread(target=_download, args=(site, tally, READERS)),
            *(Thread(target=_edit, args=(site, tally, READERS + 1 + number)) for number in range(len(EDITORS))),
            Thread(target=_import, args=(site, folder / "import", tally)),
            Thread(target=_weigh, args=(site, tally)),
        ]
        for one in everybody:
            one.start()
        for _ in range(2):
            tally.over.wait(max(0.0, seconds / 2 - HELD))
            if site.sqlite:
                with holding(site.sqlite):
                    tally.held.set()
                    time.sleep(HELD)
                tally.held.clear()
            else:
                time.sleep(HELD)
        tally.over.set()
        for one in everybody:
            one.join()
        return _lost(looking, tally)


def _read(site: Site, tally: Tally, number: int) -> None:
    """A reader: three pages for each API request, each of them read before the next."""
    chosen = random.Random(number)
    with site.somebody(number) as client:
        tally.over.wait(chosen.uniform(*READS))
        while not tally.over.is_set():
            kind, paths = chosen.choice((("page", PAGES), ("page", PAGES), ("page", PAGES), ("API", API)))
            path = chosen.choice(paths)
            tally.timed(kind, path, partial(_fetch, client, path))
            tally.over.wait(chosen.uniform(*READS))


def _download(site: Site, tally: Tally, number: int) -> None:
    chosen = random.Random(number)
    with site.somebody(number) as client:
        while not tally.over.wait(chosen.uniform(*DOWNLOADS_AGAIN)):
            path = chosen.choice(DOWNLOADS)
            tally.timed("download", path, partial(_fetch, client, path))


def _fetch(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.status_code} for {answer.url.path}")


def _edit(site: Site, tally: Tally, number: int) -> None:
    """One enters claims, and approves what the next has entered by then; what was not confirmed is sent again."""
    at = number - READERS - 1
    name, other = EDITORS[at], EDITORS[(at + 1) % len(EDITORS)]
    chosen = random.Random(number)
    with site.somebody(number) as client:
        desk = Desk(client, name)
        entered = 0
        approved: set[str] = set()
        while not tally.over.wait(chosen.uniform(*TYPES)):
            # A code of its own each time: a save whose answer was 503 may be there all the same.
            entered += 1
            code = f"load-{name}-{entered:05}"
            if tally.timed(ENTERED, code, partial(desk.enter, code)):
                tally.saved.append(code)
            for each in [
                saved for saved in tally.saved if saved.startswith(f"load-{other}-") and saved not in approved
            ][:1]:
                if tally.timed(APPROVED, each, partial(desk.approve, each)):
                    approved.add(each)


def _import(site: Site, folder: Path, tally: Tally) -> None:
    """Import some hundred claims, again and again, by the command that a curator runs."""
    shutil.copytree(ROOT / "seeds", folder)
    with (folder / "shipments.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    patterns = [row for row in rows if not (row["supersedes"] or row["alternative_group"] or row["part_of"])]
    number = 0
    while not tally.over.wait(IMPORTS):
        number += 1
        rows += [
            {**patterns[at % len(patterns)], "code": f"import-{number:03}-{at:04}"} for at in range(IMPORTED_AT_ONCE)
        ]
        with (folder / "shipments.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(patterns[0]))
            writer.writeheader()
            writer.writerows(rows)
        if tally.timed(IMPORTED, str(number), partial(_loaded, site, folder)):
            tally.saved.append(f"import-{number:03}-{IMPORTED_AT_ONCE - 1:04}")


def _loaded(site: Site, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "load_seeds", "--directory", str(folder), "--verbosity", "0"],
        cwd=ROOT,
        env=environment(site.database_url),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-160:])


def _weigh(site: Site, tally: Tally) -> None:
    while not tally.over.wait(5):
        tally.memory.append(max(memory_megabytes(pid) for pid in site.workers()))


def _lost(desk: Desk, tally: Tally) -> list[str]:
    """The codes of claims whose saving was confirmed and that the database does not hold as they were sent."""
    lost = []
    for code in tally.saved:
        page = desk.client.get(f"/admin/flows/shipment/{code}/change/", follow_redirects=True)
        if page.status_code != 200 or not (code.startswith("import-") or f"Entered as {code}." in page.text):
            lost.append(code)
    return lost


def _report(site: Site, tally: Tally, lost: list[str], seconds: int, logged: str) -> int:
    engine = "SQLite, its lock held twice" if site.sqlite else "PostgreSQL and Redis, two instances behind nginx"
    print(f"{seconds} seconds on {engine}; {READERS} readers, {len(EDITORS)} editors")
    print(f"{os.cpu_count()} processors, {os.getloadavg()[0]:.1f} programs wanted them at the end")
    print(f"{'work':<18} {'times':>8} {'a second':>9} {'p50':>9} {'p95':>9} {'p99':>9} {'longest':>9}")
    for kind, taken in sorted(tally.seconds.items()):
        cuts = quantiles(taken, n=100, method="inclusive") if len(taken) > 1 else taken * 99
        times = (cuts[49], cuts[94], cuts[98], max(taken))
        print(
            f"{kind:<18} {len(taken):>8,} {len(taken) / seconds:>9.1f} "
            + " ".join(f"{t * 1000:>6.0f} ms" for t in times)
            + f"  {tally.slowest[kind][1]}"
        )
    waited = sum(one > READER_WAITS for kind in READING for one in tally.seconds[kind])
    print(f"readers that waited for more than {READER_WAITS:g} s: {waited}")
    third = max(1, len(tally.memory) // 3)
    parts = [tally.memory[:third], tally.memory[third:-third], tally.memory[-third:]]
    print(f"memory of a worker, by thirds: {', '.join(f'{sum(part) / len(part):.0f} MB' for part in parts if part)}")
    print(f"writes confirmed: {len(tally.saved):,}; lost: {len(lost)} {lost[:5] or ''}")
    print(f"told 503 while the lock was held: {dict(tally.asked_to_wait) or 'nobody'}")
    print(f"errors: {sum(tally.errors.values())}")
    for what, count in tally.errors.most_common(10):
        print(f"  {count} x {what}")
    if faults := [line for line in logged.splitlines() if '"level":"ERROR"' in line or "Error: " in line]:
        print(f"errors logged by the server: {len(faults)}, the last {faults[-1][:400]}")
    return int(bool(waited or lost or tally.errors))


if __name__ == "__main__":
    main()
