"""Two instances on one PostgreSQL and one Redis behind nginx: what is published through one is at once on the other,
one that is killed under load takes no request with it but those that it was answering, and while the database is gone
what is left says so, and is well again by itself.

`make drill` runs it. Everything is started here, on this machine alone, with the settings of a public site.
"""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from threading import Event, Lock, Thread

import httpx

from tests.drills.desk import Desk
from tests.drills.serving import Served, filled, serving
from tests.drills.stack import Redis, Server, client_at, in_public, nginx, postgresql, redis

READERS = 6
PUBLISHED = 5
RECOVERS_WITHIN = 30
PATHS = ("/", "/flows/", "/api/v1/shipments/", "/ratios/", "/api/v1/shipments.csv")
# What the proxy says of a request when it speaks to an instance.
FROM_PROXY = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}


def main() -> None:
    """Run the drill and print what was seen; ends with an error where it is not what a public site needs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with postgresql(folder) as database, redis(folder) as cache:
            filled(database.url)
            settings = {
                **in_public(cache),
                "DATABASE_POOL_SIZE": "4",
                "API_REQUESTS_A_MINUTE": "100000",
                "PAGES_COMPUTED_A_MINUTE": "0",
            }
            with (
                serving(database.url, folder / "one.log", **settings) as one,
                serving(database.url, folder / "two.log", **settings) as two,
                nginx(folder, one.address.removeprefix("http://"), two.address.removeprefix("http://")) as proxy,
            ):
                seen = _published(one, two)
                flood, let = _flooded(proxy)
                uncounted, noticed = _without_counters(cache, proxy)
                told, failed = _killed(one, proxy)
                gone, unwell = _without_database(database, proxy)
                print(f"published through one instance, asked of the other: {seen}")
                print(flood)
                print(uncounted)
                print(told)
                print(gone)
                sys.exit(
                    int(
                        let
                        or noticed
                        or failed
                        or unwell
                        or seen != f"{PUBLISHED} of {PUBLISHED} there at the first question"
                    )
                )


def _published(one: Served, two: Served) -> str:
    """Enter and approve through the first instance, and ask the second, which has older responses in its cache."""
    there = 0
    with (
        _instance(one) as first,
        _instance(one) as second,
        _instance(two) as reader,
    ):
        author, reviewer = Desk(first, "first"), Desk(second, "second")
        for number in range(PUBLISHED):
            code = f"drill-{number}"
            before = reader.get("/api/v1/flows/kp/ru/artillery-round/")
            assert reader.get("/api/v1/flows/kp/ru/artillery-round/").headers["ETag"] == before.headers["ETag"]
            author.enter(code)
            reviewer.approve(code)
            after = reader.get(
                "/api/v1/flows/kp/ru/artillery-round/", headers={"If-None-Match": before.headers["ETag"]}
            )
            there += after.status_code == 200 and code in after.text
    return f"{there} of {PUBLISHED} there at the first question"


def _instance(served: Served) -> httpx.Client:
    """Somebody who asks an instance as the proxy does: what it says about https is believed, cookies go back."""
    return httpx.Client(base_url=served.address, timeout=60, headers=FROM_PROXY, transport=_Secure())


class _Secure(httpx.HTTPTransport):
    """Sends cookies that are for https alone to an instance, as the proxy does, whose own line to it is plain."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = super().handle_request(request)
        kept = [
            (name, value.replace(b"; Secure", b"") if name.lower() == b"set-cookie" else value)
            for name, value in response.headers.raw
        ]
        response.headers = httpx.Headers(kept)
        return response


def _killed(one: Served, proxy: str) -> tuple[str, bool]:
    """Kill the first instance under load; a line about it, and whether a request failed that need not have."""
    over, lock = Event(), Lock()
    answers: Counter[int] = Counter()
    failed: list[tuple[float, float, str]] = []

    def read(number: int) -> None:
        with client_at(proxy, number) as client:
            while not over.is_set():
                number += 1
                begun = time.perf_counter()
                try:
                    status = client.get(PATHS[number % len(PATHS)]).status_code
                except httpx.TransportError as error:
                    status = 0
                    what = type(error).__name__
                else:
                    what = str(status)
                with lock:
                    answers[status] += 1
                    if status != 200:
                        failed.append((begun, time.perf_counter(), what))
                # Slower than the proxy lets one address ask.
                over.wait(0.1)

    readers = [Thread(target=read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    time.sleep(8)
    before = answers[200]
    killed_at = time.perf_counter()
    one.end(signal.SIGKILL)
    time.sleep(10)
    over.set()
    for reader in readers:
        reader.join()
    # In flight: sent before the instance was dead, which it was not in the very moment of the signal.
    in_flight = [each for each in failed if each[0] <= killed_at + 0.2]
    late = [each for each in failed if each[0] > killed_at + 0.2]
    told = (
        f"one of two killed under {READERS} readers: {before:,} answers before, {answers[200] - before:,} after, "
        f"{len(in_flight)} failed that were in flight, {len(late)} that were not {[each[2] for each in late[:5]] or ''}"
    )
    return told, bool(late) or answers[200] == before


def _flooded(proxy: str) -> tuple[str, bool]:
    """One address asks as fast as it can; a line about it, and whether it was let, or another reader noticed."""
    refused: Counter[int] = Counter()

    def flood(_: int) -> None:
        with client_at(proxy, 100) as client:
            for _ in range(60):
                refused[client.get("/health/").status_code] += 1

    floods = [Thread(target=flood, args=(number,)) for number in range(8)]
    for one in floods:
        one.start()
    with client_at(proxy, 101) as client:
        others = [client.get(path).status_code for path in PATHS]
    for one in floods:
        one.join()
    told = f"480 requests of one address: {refused[429]} refused by the proxy; another reader meanwhile: {others}"
    return told, not refused[429] or set(others) != {200}


def _without_counters(cache: Redis, proxy: str) -> tuple[str, bool]:
    """Kill the Redis that counts readers while they ask; whether anybody noticed."""
    over = Event()
    statuses: Counter[int] = Counter()

    def read(number: int) -> None:
        with client_at(proxy, number) as client:
            while not over.is_set():
                statuses[client.get(PATHS[number % len(PATHS)]).status_code] += 1
                time.sleep(0.1)

    readers = [Thread(target=read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    time.sleep(2)
    cache.kill()
    time.sleep(4)
    with httpx.Client(base_url=proxy, verify=False, timeout=60) as client:
        door = client.get("/account/login/").status_code
    over.set()
    for reader in readers:
        reader.join()
    told = f"Redis killed under {READERS} readers: {dict(statuses)}; the desk's door meanwhile: {door}"
    return told, set(statuses) != {200} or door != 200


def _without_database(database: Server, proxy: str) -> tuple[str, bool]:
    """Stop the database under the instance that is left, and start it again; whether anything else than 503 was said,
    or the site needed more than that to be well."""
    with httpx.Client(base_url=proxy, verify=False, timeout=60) as client:
        database.stop()
        meanwhile = [client.get(path).status_code for path in (*PATHS, "/health/") for _ in range(2)]
        database.start()
        begun = time.perf_counter()
        while (after := [client.get(path).status_code for path in (*PATHS, "/health/")]) != [200] * (len(PATHS) + 1):
            if time.perf_counter() - begun > RECOVERS_WITHIN:
                break
        took = time.perf_counter() - begun
    told = (
        f"database stopped: {meanwhile.count(503)} of {len(meanwhile)} answers said 503; "
        f"started again: all answers well {took:.1f} s later, without a restart"
    )
    return told, set(meanwhile) != {503} or set(after) != {200}


if __name__ == "__main__":
    main()
