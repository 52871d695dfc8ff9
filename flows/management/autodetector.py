"""What a migration has to know of our tables: not the words that people read, which change without one.

Note 1: Django freezes help texts, labels, choices and messages into migrations, though no database holds them. Here
both sides are compared without them, and a new migration is written without them. Codes that a database holds to a
list stand in its constraints, and those are compared.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ProjectState

WORDS = frozenset({"choices", "error_messages", "help_text", "validators", "verbose_name", "violation_error_message"})


class Wordless(MigrationAutodetector):
    """Finds what changed in our tables, apart from words."""

    def __init__(self, from_state: ProjectState, to_state: ProjectState, questioner: Any = None) -> None:
        super().__init__(_without_words(from_state), _without_words(to_state), questioner)


def _without_words(state: ProjectState) -> ProjectState:
    state = state.clone()
    for (app, _), model in state.models.items():
        if app == "flows":
            model.fields = {name: _bare(field) for name, field in model.fields.items()}
            model.options = {
                **model.options,
                "constraints": [_bare(rule) for rule in model.options.get("constraints", ())],
            }
    return state


def _bare(part: Any) -> Any:
    """A field or a constraint without its words."""
    *_, arguments, options = part.deconstruct()
    return type(part)(*arguments, **{name: value for name, value in options.items() if name not in WORDS})
