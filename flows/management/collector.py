"""Bulk work without Python's collector of circular garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Until the end, nothing looks for circular garbage.

    A command that reads a hundred thousand rows keeps all of them to its end, and the collector goes through them
    again and again and finds nothing: a sixth of the time of an import.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
