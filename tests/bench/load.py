"""Everybody at once for ten minutes: readers, programs, downloads, two editors, imports. `make load` prints a table.

Each editor's writes are looked up one by one at the end; memory of the workers is read every few seconds.
`python -m tests.bench.load 60` takes a minute; the database is SQLite unless DATABASE_URL names an empty one.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import quantiles
from threading import Event, Lock, Thread

import httpx

from tests.drills.desk import Desk
from tests.drills.serving import ROOT, Served, environment, filled, memory_megabytes, serving

SECONDS = 600
IMPORTED_AT_ONCE = 2_000
# A pause between two requests of one reader, so that the machine is busy and not only a queue.
PAUSE = 0.05
PAGES = (
    "/",
    "/flows/",
    "/flows/kp/ru/artillery-round/",
    "/compare/?as_of=2024-06-14",
    "/ratios/",
    "/sources/",
    "/data/",
)
API = (
    "/api/v1/shipments/?page_size=100",
    "/api/v1/flows/kp/ru/artillery-round/",
    "/api/v1/compare/?left=kp/ru/artillery-round&right=eu/ua/artillery-round",
    "/api/v1/shipments/?supplier=kp&current=true",
)
DOWNLOADS = ("/api/v1/shipments.csv", "/api/v1/dataset.zip", "/api/v1/shipments.xlsx", "/feed.atom")


class Tally:
    """What everybody met: seconds by kind of work, errors in words, codes that were saved, memory over time."""

    def __init__(self) -> None:
        self.over = Event()
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.errors: Counter[str] = Counter()
        self.saved: list[str] = []
        self.memory: list[float] = []
        self._lock = Lock()

    def timed(self, kind: str, work: Callable[[], object]) -> bool:
        """Do one piece of work and keep how long it took, or what went wrong; whether it went well."""
        begun = time.perf_counter()
        try:
            work()
        except (httpx.HTTPError, RuntimeError) as error:
            with self._lock:
                self.errors[f"{kind}: {type(error).__name__} {error}"[:160]] += 1
            return False
        with self._lock:
            self.seconds[kind].append(time.perf_counter() - begun)
        return True


def main(seconds: int) -> None:
    """Run the load and print what came of it; ends with an error where a write was lost or an answer was wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'load.sqlite3'}"
        filled(url)
        tally = Tally()
        with (
            serving(
                url, folder / "log", API_REQUESTS_A_MINUTE="0", PAGES_COMPUTED_A_MINUTE="0", LOG_LEVEL="ERROR"
            ) as served,
            httpx.Client(base_url=served.address, timeout=60) as client,
        ):
            looking = Desk(client, "first")
            everybody = [
                *(Thread(target=_read, args=(served, tally, "page", PAGES)) for _ in range(4)),
                *(Thread(target=_read, args=(served, tally, "API", API)) for _ in range(2)),
                Thread(target=_read, args=(served, tally, "download", DOWNLOADS)),
                Thread(target=_edit, args=(served, tally, "first", "second")),
                Thread(target=_edit, args=(served, tally, "second", "first")),
                Thread(target=_import, args=(url, folder / "import", tally)),
                Thread(target=_weigh, args=(served, tally)),
            ]
            for one in everybody:
                one.start()
            time.sleep(seconds)
            tally.over.set()
            for one in everybody:
                one.join()
            lost = _lost(looking, tally)
            with httpx.Client(base_url=served.address, timeout=60) as another:
                tally.timed("signed in after", lambda: Desk(another, "first"))
            logged = served.log.read_text()
        sys.exit(_report(tally, lost, seconds, url.partition(":")[0], logged))


def _read(served: Served, tally: Tally, kind: str, paths: tuple[str, ...]) -> None:
    with httpx.Client(base_url=served.address, timeout=60) as client:
        number = 0
        while not tally.over.is_set():
            path = paths[number % len(paths)]
            number += 1
            tally.timed(kind, partial(_fetch, client, path))
            tally.over.wait(PAUSE)


def _fetch(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.status_code} for {answer.url.path}")


def _edit(served: Served, tally: Tally, name: str, other: str) -> None:
    """One enters claims, and approves what the other has entered by then."""
    with httpx.Client(base_url=served.address, timeout=60) as client:
        desk = Desk(client, name)
        number = 0
        approved: set[str] = set()
        while not tally.over.is_set():
            number += 1
            code = f"load-{name}-{number:05}"
            if tally.timed("claim entered", partial(desk.enter, code)):
                tally.saved.append(code)
            theirs = [each for each in tally.saved if each.startswith(f"load-{other}-") and each not in approved]
            for each in theirs[:1]:
                approved.add(each)
                tally.timed("claim approved", partial(desk.approve, each))
            tally.over.wait(1)


def _import(url: str, folder: Path, tally: Tally) -> None:
    """Import two thousand claims, again and again, by the command that a curator runs."""
    shutil.copytree(ROOT / "seeds", folder)
    with (folder / "shipments.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pattern = next(row for row in rows if not (row["supersedes"] or row["alternative_group"] or row["part_of"]))
    round_ = 0
    while not tally.over.is_set():
        round_ += 1
        rows += [{**pattern, "code": f"import-{round_:03}-{number:04}"} for number in range(IMPORTED_AT_ONCE)]
        with (folder / "shipments.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(pattern))
            writer.writeheader()
            writer.writerows(rows)
        if tally.timed("import of 2,000", lambda: _loaded(url, folder)):
            tally.saved.append(f"import-{round_:03}-{IMPORTED_AT_ONCE - 1:04}")
        tally.over.wait(60)


def _loaded(url: str, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "load_seeds", "--directory", str(folder), "--verbosity", "0"],
        cwd=ROOT,
        env=environment(url),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-120:])


def _weigh(served: Served, tally: Tally) -> None:
    while not tally.over.wait(5):
        tally.memory.append(max(memory_megabytes(pid) for pid in served.workers()))


def _lost(desk: Desk, tally: Tally) -> list[str]:
    """The codes of claims whose saving was confirmed and that the database does not hold as they were sent."""
    lost = []
    for code in tally.saved:
        page = desk.client.get(f"/admin/flows/shipment/{code}/change/", follow_redirects=True)
        if page.status_code != 200 or not (code.startswith("import-") or f"Entered as {code}." in page.text):
            lost.append(code)
    return lost


def _report(tally: Tally, lost: list[str], seconds: int, engine: str, logged: str) -> int:
    busy = os.getloadavg()[0]
    print(f"{seconds} seconds on {engine}; {os.cpu_count()} processors, {busy:.1f} programs wanted them at the end")
    print(f"{'work':<18} {'times':>8} {'a second':>9} {'half in':>9} {'95 % in':>9} {'99 % in':>9} {'longest':>9}")
    for kind, taken in sorted(tally.seconds.items()):
        cuts = quantiles(taken, n=100) if len(taken) > 1 else taken * 99
        times = (cuts[49], cuts[94], cuts[98], max(taken))
        print(
            f"{kind:<18} {len(taken):>8,} {len(taken) / seconds:>9.1f} "
            + " ".join(f"{t * 1000:>6.0f} ms" for t in times)
        )
    third = max(1, len(tally.memory) // 3)
    parts = [
        sum(part) / len(part)
        for part in (tally.memory[:third], tally.memory[third:-third], tally.memory[-third:])
        if part
    ]
    print("memory of a worker, by thirds of the time: " + ", ".join(f"{part:.0f} MB" for part in parts))
    print(f"writes confirmed: {len(tally.saved):,}; lost: {len(lost)} {lost[:5] or ''}")
    print(f"errors: {sum(tally.errors.values())}")
    for what, count in tally.errors.most_common(10):
        print(f"  {count} x {what}")
    if logged:
        print(f"logged by the server:\n{logged[-2000:]}")
    return int(bool(lost or tally.errors))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
