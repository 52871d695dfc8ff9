"""Four editors paste the worst text that is taken, again and again, while readers ask: `make drill`."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from threading import Event

import httpx

from tests.drills.desk import Desk
from tests.drills.held_lock import Asked, longest, read
from tests.drills.serving import Served, filled, serving

PASTE = "/admin/flows/shipment/paste/"
EDITORS, ROUNDS = 4, 8
WORST = ("1,000 rounds a day ", "A. ", "10 to 1 ", "1,000 shells ")
CHARACTERS = 39_900
TWICE = 2.0


def main() -> None:
    """Print the median of readers alone and beside the editors; an error where it is more than twice as long, where a
    reader got no answer, or where no text was read."""
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{Path(name) / 'drill.sqlite3'}"
        filled(url)
        # More threads than editors, so that what is measured is the work and not the places.
        settings = {"WORKERS": "1", "THREADS": "8", "NUM_PROXIES": "1", "LOG_LEVEL": "ERROR"}
        with serving(url, Path(name) / "log", **settings) as served, ThreadPoolExecutor(EDITORS) as editors:
            read(served)
            quiet = [asked for _ in range(ROUNDS) for asked in read(served)]
            done = Event()
            pasting = [editors.submit(_paste, served, number, done) for number in range(EDITORS)]
            time.sleep(2)
            beside = [asked for _ in range(ROUNDS) for asked in read(served)]
            done.set()
            pasted = [text for each in pasting for text in each.result()]
    read_texts = sum(pasted)
    print(f"alone: median {_median(quiet) * 1000:.0f} ms, longest {longest(quiet)}")
    print(f"beside {EDITORS} editors: median {_median(beside) * 1000:.0f} ms, longest {longest(beside)}")
    print(f"of {len(pasted)} texts of {CHARACTERS:,} characters {read_texts} were read")
    refused = any(one.status != 200 for one in beside)
    sys.exit(int(refused or not read_texts or _median(beside) > TWICE * _median(quiet)))


def _paste(served: Served, number: int, done: Event) -> list[bool]:
    """Paste one text after the other, each one new; whether each was read, or the desk said that it was too busy."""
    read_well: list[bool] = []
    texts = cycle(WORST[number % len(WORST) :] + WORST[: number % len(WORST)])
    with httpx.Client(base_url=served.address, timeout=300, follow_redirects=True) as client:
        Desk(client, ("first", "second")[number % 2])
        while not done.is_set():
            client.get(PASTE)
            token = next(each.value for each in client.cookies.jar if each.name.endswith("csrf"))
            text = f"Text {number}, {len(read_well)}. " + next(texts) * CHARACTERS
            sent = {"text": text[:CHARACTERS], "action": "read", "csrfmiddlewaretoken": token}
            answer = client.post(PASTE, data=sent, headers={"Referer": f"{served.address}{PASTE}"})
            answer.raise_for_status()
            read_well.append("What the article states" in answer.text)
    return read_well


def _median(asked: list[Asked]) -> float:
    """The seconds within which half of the answers came."""
    return statistics.median(one.seconds for one in asked)


if __name__ == "__main__":
    main()
