"""The words of the dictionary on the models' fields, as help texts of forms; no migration knows of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.dictionary import EVERY


def describe(models: Mapping[str, Any]) -> None:
    """Give each field of these models, by the name of their class, its meaning as the dictionary has it."""
    for table in EVERY:
        for name, field in table.by_field.items():
            models[table.item]._meta.get_field(name).help_text = field.meaning
