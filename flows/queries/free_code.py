"""A code for a new claim, by one query for each table of claims, and for a new source."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import count

from django.utils.text import slugify

from flows import models
from flows.dictionary import CLAIM_TABLES
from flows.queries.rows import MODELS

_LONGEST_STEM = 60


def free_code(claimant: str, claimed_on: date) -> str:
    """The claimant and the day, with the first number from 2 on that keeps it apart from every other claim's code."""
    stem = f"{claimant}-{claimed_on.isoformat()}"
    taken = {
        code
        for table in CLAIM_TABLES
        for code in MODELS[table][0]._default_manager.filter(code__startswith=stem).values_list("code", flat=True)
    }
    return _free(stem, taken)


def free_source_code(words: str, day: date | None) -> str:
    """A code of a source that nobody has: 2024-06-14-a-publisher. One query."""
    whole = slugify(f"{day or ''} {words}")
    # A word is left out rather than cut.
    stem = whole[: _LONGEST_STEM + 1].rpartition("-")[0] if len(whole) > _LONGEST_STEM else whole
    stem = (stem or whole[:_LONGEST_STEM]).strip("-") or "source"
    taken = set(models.Source.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return _free(stem, taken)


def _free(stem: str, taken: Collection[str]) -> str:
    candidates = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(code for code in candidates if code not in taken)
