"""Where the codes of merged rows lead. One query."""

from __future__ import annotations

from collections.abc import Iterable

from flows import models


def merged_into(asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """By kind and code, those of the rows that are merged, each with the code that stands for it now."""
    return models.Merge.objects.into(asked)
