"""Give chores of the queue to somebody, with the day on which they are due; or let them go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from flows.actions.writing import writing
from flows.importing.days import latest_day
from flows.models import Assignment

FURTHEST = timedelta(days=730)


def assign(kind: str, codes: Sequence[str], among: Collection[str], owner: Any, due_on: date, by: Any) -> int:
    """Gives chores of a kind to ``owner``, or to nobody; how many. ``among`` are the codes of all that there are.

    Raises ValidationError where one of them is done meanwhile, for somebody who does not work at the desk, and for a
    day that has passed or lies further ahead than two years; nothing is then written.
    """
    faults = [f"{code}: it is done meanwhile, or no chore." for code in codes if code not in among]
    if not codes:
        faults.append("Choose one chore at least.")
    if owner is not None and not (owner.is_active and owner.is_staff):
        faults.append(f"{owner} does not work at the desk.")
    today = latest_day()
    if not today - timedelta(days=1) <= due_on <= today + FURTHEST:
        faults.append(f"{due_on:%Y-%m-%d} is no day to be due on: take one from today until two years from now.")
    if faults:
        raise ValidationError(faults)
    with writing():
        Assignment.objects.bulk_create(
            Assignment(kind=kind, code=code, owner=owner, due_on=due_on, by=by) for code in codes
        )
    return len(codes)
