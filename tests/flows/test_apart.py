"""Heavy work runs in a process of its own: bounded, at a low priority, and never more of it than places."""

from __future__ import annotations

import inspect
import subprocess
import sys
from threading import BoundedSemaphore

import pytest

from flows import apart
from flows.apart import NICE, TooSlow, run_apart
from flows.extraction import apart as extraction
from flows.importing import calamine_child

ECHO = [sys.executable, "-c", "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])"]


def test_what_a_program_wrote_comes_back() -> None:
    assert run_apart(ECHO, b"abc", 20) == b"cba"


def test_a_program_that_fails_or_takes_too_long_is_told_apart_and_gives_its_place_back() -> None:
    for _ in range(apart.AT_ONCE + 1):
        with pytest.raises(TooSlow):
            run_apart([sys.executable, "-c", "import time; time.sleep(30)"], b"", 0.2)
    with pytest.raises(subprocess.CalledProcessError):
        run_apart([sys.executable, "-c", "raise SystemExit(1)"], b"", 20)
    with pytest.raises(FileNotFoundError):
        run_apart(["/nowhere/at-all"], b"", 20)
    assert run_apart(ECHO, b"abc", 20) == b"cba"


def test_who_finds_no_place_waits_no_longer_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    places = BoundedSemaphore(1)
    monkeypatch.setattr(apart, "_places", places)
    with places, pytest.raises(TooSlow):
        run_apart(ECHO, b"abc", 0.1)
    assert run_apart(ECHO, b"abc", 20) == b"cba"


def test_both_programs_lower_their_priority() -> None:
    for module in (extraction, calamine_child):
        assert "os.nice(" in inspect.getsource(module.main)
    assert calamine_child._NICE == NICE
