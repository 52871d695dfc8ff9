"""Claims as those who enter them see them, in every editorial status: one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flows.queries.rows import MODELS, by_code, read


def entered(table: str, codes: Iterable[str]) -> Mapping[str, Any]:
    """The records of these codes by code, drafts and rejected ones included; not for public pages."""
    model, record = MODELS[table]
    return by_code(read(model._default_manager.filter(code__in=tuple(codes)), record))
