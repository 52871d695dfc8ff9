"""Heavy work in a process of its own, bounded in time, while the threads that answer readers go on.

A thread that waits for another process holds no lock of the interpreter. At most `AT_ONCE` such processes run at a
time, and each lowers its own priority, so that a desk full of editors leaves the cores to readers.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from threading import BoundedSemaphore

ROOT = Path(__file__).parents[1]
AT_ONCE = 2
NICE = 10
"""By how much a child lowers its priority."""
_places = BoundedSemaphore(AT_ONCE)


class TooSlow(Exception):
    """The work took longer than it may, or waited as long for others."""


def run_apart(command: Sequence[str], given: bytes, seconds: float) -> bytes:
    """What a program wrote that was given these bytes.

    Raises TooSlow after so many seconds, `subprocess.CalledProcessError` where it failed, OSError where there is none.
    """
    if not _places.acquire(timeout=seconds):
        raise TooSlow
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=seconds, check=True, cwd=ROOT)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise TooSlow from error
    finally:
        _places.release()
    return done.stdout
