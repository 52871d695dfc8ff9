"""What a cache raises when it is not there: its file's errors, the database's, the network's, and Redis's where it is
installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.db import DatabaseError

from dashboard.counters.store import StoreGone

# An extra of its own: only a site with CACHE_URL=rediscache://... has it.
REDIS_ERRORS: tuple[type[Exception], ...] = (
    (import_module("redis.exceptions").RedisError,) if find_spec("redis") else ()
)
STORE_ERRORS: tuple[type[Exception], ...] = (StoreGone, *REDIS_ERRORS)
"""What says that it was a store of counters, and not the database."""
CACHE_ERRORS: tuple[type[Exception], ...] = (DatabaseError, OSError, *REDIS_ERRORS)
