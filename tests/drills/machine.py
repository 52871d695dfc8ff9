"""What a machine does to a site that runs: a full disk, a database that nobody may write to, too little memory, no
IPv6, a clock that is set back.

`make drill` runs it. What this machine does not let a program do is named in a line, and not tried.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote

import httpx

from tests.drills.held_lock import sign_in
from tests.drills.serving import Served, environment, filled, serving, wait_for

READ = ("/", "/sources/", "/api/v1/shipments/", "/api/v1/shipments.csv", "/charts/comparison/", "/health/")
DISK = 64
# A reader may be told to come back, and never be left without an answer.
PLAIN = {200, 500, 503}


def main() -> None:
    """Run each part and print what was seen; ends with an error where one is not as it should be."""
    failed = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "filled.sqlite3"
        filled(f"sqlite:///{database}")
        for part in (_full_disk, _read_only, _little_memory, _without_ipv6, _clock_set_back):
            own = folder / part.__name__
            own.mkdir()
            try:
                good, told = part(own, database)
            except NotPossibleError as reason:
                good, told = True, f"not tried: {reason}"
            print(f"{part.__name__.strip('_').replace('_', ' ')}: {told}", flush=True)
            failed += [] if good else [part.__name__]
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


class NotPossibleError(Exception):
    """This machine does not let a program do that; the message says what is missing."""


def _full_disk(folder: Path, database: Path) -> tuple[bool, str]:
    """A disk of 64 MB of its own, filled to the last byte under a running site."""
    with _small_disk(folder) as disk:
        shutil.copyfile(database, disk / "site.sqlite3")
        with serving(f"sqlite:///{disk / 'site.sqlite3'}", folder / "log", LOG_LEVEL="CRITICAL") as served:
            before = _read(served)
            _fill(disk / "everything")
            full, desk = _read(served), sign_in(served).status
            (disk / "everything").unlink()
            after, again = _read(served), sign_in(served).status
    told = f"readers {before} before, {full} while full, {after} after; signing in {desk}, then {again}"
    return (set(full), desk, set(after), again) == ({200}, 503, {200}, 302), told


def _read_only(folder: Path, database: Path) -> tuple[bool, str]:
    """SQLite itself refuses every write, as it does on a disk that is mounted for reading alone."""
    shutil.copyfile(database, folder / "site.sqlite3")
    url = f"sqlite:///{folder / 'site.sqlite3'}?init_command={quote('PRAGMA query_only=1')}"
    with serving(url, folder / "log", LOG_LEVEL="CRITICAL") as served:
        seen, desk = _read(served), sign_in(served).status
    return (set(seen), desk) == ({200}, 503), f"readers {seen}; signing in {desk}"


def _little_memory(folder: Path, database: Path) -> tuple[bool, str]:
    """The worker may take no more than it has, then as much as it likes again."""
    shutil.copyfile(database, folder / "site.sqlite3")
    with serving(f"sqlite:///{folder / 'site.sqlite3'}", folder / "log", WORKERS="1", LOG_LEVEL="CRITICAL") as served:
        _read(served)
        (worker,) = served.workers()
        pages = int(Path(f"/proc/{worker}/statm").read_text().split()[0])
        at_most = pages * resource.getpagesize()
        resource.prlimit(worker, resource.RLIMIT_AS, (at_most, resource.RLIM_INFINITY))
        short = _read(served, *(f"/compare/?as_of=2025-01-{day:02}" for day in range(1, 10)), "/api/v1/dataset.zip")
        for pid in served.workers():
            resource.prlimit(pid, resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        wait_for(served)
        after = _read(served)
        kept = served.workers() == [worker]
    told = f"answers {short} while short, {after} after; the worker {'went on' if kept else 'was replaced'}"
    return set(short) <= {*PLAIN, 0} and set(after) == {200}, told


def _without_ipv6(folder: Path, database: Path) -> tuple[bool, str]:
    """In a network of its own where IPv6 is off and nothing else is reached."""
    shutil.copyfile(database, folder / "site.sqlite3")
    off = "/proc/sys/net/ipv6/conf/all/disable_ipv6"
    check = (
        f"ip link set lo up; [ ! -e {off} ] || echo 1 > {off}; dashboard/deploy/serve & served=$!; "
        "for _ in $(seq 100); do python -m dashboard.deploy.healthy && ok=1 && break; sleep 0.2; done; "
        'kill $served; wait $served; [ -n "$ok" ] && [ -z "$(cat /proc/net/if_inet6 2>/dev/null)" ]'
    )
    try:
        subprocess.run(["unshare", "--net", "ip", "link"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        raise NotPossibleError("it needs root, unshare and iproute2") from None
    done = subprocess.run(
        ["unshare", "--net", "sh", "-c", check],
        env=environment(f"sqlite:///{folder / 'site.sqlite3'}", PORT="8000", ALLOWED_HOSTS="localhost"),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode == 0, "starts and is healthy" if done.returncode == 0 else done.stderr[-300:]


def _clock_set_back(folder: Path, database: Path) -> tuple[bool, str]:
    """Two hours back while the site runs: what it counts, caches and signs goes on."""
    library = next(iter(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), None)
    named = os.environ.get("LIBFAKETIME", str(library or ""))
    if not named:
        raise NotPossibleError("it needs libfaketime: install faketime, or name the library in LIBFAKETIME")
    shutil.copyfile(database, folder / "site.sqlite3")
    clock = folder / "clock"
    clock.write_text("+0")
    faked = {
        "LD_PRELOAD": named,
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with serving(f"sqlite:///{folder / 'site.sqlite3'}", folder / "log", LOG_LEVEL="CRITICAL", **faked) as served:
        before, signed_in, noon = _read(served), sign_in(served).status, _clock(served)
        clock.write_text("-2h")
        after, again, earlier = _read(served), sign_in(served).status, _clock(served)
    hours = (noon - earlier).total_seconds() / 3600
    told = f"{hours:.1f} h back: readers {before}, then {after}; signing in {signed_in}, then {again}"
    return (set(after), again, round(hours)) == ({200}, 302, 2), told


def _clock(served: Served) -> datetime:
    """The time of the site, from the end that it gives a cookie."""
    given = httpx.get(f"{served.address}/account/login/").headers["Set-Cookie"]
    return parsedate_to_datetime(re.search(r"expires=([^;]+)", given)[1])  # type: ignore[index]


def _read(served: Served, *paths: str) -> list[int]:
    """The status of each answer; 0 where there was none."""
    statuses = []
    for path in paths or READ:
        try:
            statuses.append(httpx.get(served.address + path, timeout=60).status_code)
        except httpx.TransportError:
            statuses.append(0)
    return statuses


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    disk = folder / "disk"
    disk.mkdir()
    try:
        mounting = ["mount", "-t", "tmpfs", "-o", f"size={DISK}m", "tmpfs", str(disk)]
        subprocess.run(mounting, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        raise NotPossibleError("it needs the right to mount a disk") from None
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def _fill(file: Path) -> None:
    """Writes until there is no more room."""
    with file.open("wb", buffering=0) as everything:
        for size in (2**20, 4096, 1):
            try:
                while True:
                    everything.write(b"x" * size)
            except OSError:
                continue


if __name__ == "__main__":
    main()
