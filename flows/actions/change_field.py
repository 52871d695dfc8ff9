"""Change one field of a record, as one of many: what that would do, and the doing."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from flows.actions.checks import check
from flows.actions.history import KIND_OF_MODEL, is_public
from flows.actions.propose import propose
from flows.actions.record import revise
from flows.actions.values import snapshot
from flows.models import Proposal
from flows.models.claims import Claim
from flows.queries.history import Difference, differences, names_in
from flows.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Would:
    """What a change to one record would do: the field before and after, whether somebody else has to approve it, and
    what stands against it; empty where nothing does."""

    difference: Difference | None
    proposed: bool
    faults: tuple[str, ...]


def would(row: Any, field: str, value: Any, by: Any) -> Would:
    """What changing a field of a stored record would do. Nothing is written."""
    after = _with(row, field, value)
    before, then = snapshot(row), snapshot(after)
    found = differences(type(row), before, then, names_in(type(row), (before, then)))
    if not found:
        return Would(None, is_public(row), ("it says that already.",))
    return Would(found[0], is_public(row), _faults(row, after, by))


def change_field(row: Any, field: str, value: Any, by: Any) -> bool:
    """Gives a field of a record its value: at once where readers do not see the record, else as a proposal; True then.

    Raises what `revise` and `propose` raise: Conflict where the record is no longer the ``version`` that it has.
    """
    after = _with(row, field, value)
    if is_public(row):
        propose(after, by)
        return True
    revise(after, by)
    return False


def _with(row: Any, field: str, value: Any) -> Any:
    after = copy(row)
    row._meta.get_field(field).save_form_data(after, value)
    return after


def _faults(row: Any, after: Any, by: Any) -> tuple[str, ...]:
    if isinstance(row, Claim) and row.status in (Status.RETRACTED, Status.DISCARDED):
        return (f"it is {row.get_status_display()}: bring it back first.",)
    waiting = Proposal.objects.filter(kind=KIND_OF_MODEL[type(row)], code=row.pk, outcome="open")
    if other := waiting.select_related("by").first():
        return (f"a change proposed by {other.by} waits: decide on it, or withdraw it, first.",)
    try:
        check(after)
    except ValidationError as error:
        return tuple(error.messages)
    return ()
