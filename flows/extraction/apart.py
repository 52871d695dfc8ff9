"""Read a text in a process of its own: the worst one takes a second of a core, which readers do not wait for."""

from __future__ import annotations

import os
import pickle
import resource
import sys
from collections import OrderedDict
from datetime import date
from hashlib import sha256
from threading import Lock

from flows.apart import NICE, run_apart
from flows.extraction.findings import Vocabulary
from flows.extraction.reader import Reader, Reading

SECONDS, _OF_A_CORE = 20, 10
"""How long a reading may take, waiting included, and how much of a core."""
_MEMORY = 1_000_000_000
_KEPT = 8
_readings: OrderedDict[bytes, Reading] = OrderedDict()
_lock = Lock()


def read_apart(vocabulary: Vocabulary, text: str, stated: date | None) -> Reading:
    """The reading of a text, as by `Reader`; the last few are cached, as an editor opens one text many times.

    Raises TooSlow where it takes more than `SECONDS`, and `subprocess.CalledProcessError` where it fails.
    """
    given = pickle.dumps((vocabulary, text, stated))
    key = sha256(given).digest()
    with _lock:
        if key in _readings:
            _readings.move_to_end(key)
            return _readings[key]
    # The bytes are those of a program of our own, over a pipe.
    reading: Reading = pickle.loads(run_apart([sys.executable, "-m", __name__], given, SECONDS))  # noqa: S301
    with _lock:
        _readings[key] = reading
        if len(_readings) > _KEPT:
            _readings.popitem(last=False)
    return reading


def main() -> None:
    """Read what the input asks for, in the bounds of this process."""
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_OF_A_CORE, _OF_A_CORE))
    vocabulary, text, stated = pickle.load(sys.stdin.buffer)  # noqa: S301
    sys.stdout.buffer.write(pickle.dumps(Reader(vocabulary)(text, stated)))


if __name__ == "__main__":
    main()
