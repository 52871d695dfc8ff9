"""Rows beside claims, and a change to one of every kind."""

from __future__ import annotations

from typing import Any

from flows.actions.propose import approve_proposal, propose
from flows.actions.record import record
from flows.actions.values import held, hold
from flows.models import Event, Leg, Proposal, Route
from flows.queries.rows import ADDED
from tests.flows.actions.people import fresh, person
from tests.flows.models.rows import row

KINDS = {kind: model for model, kind in ADDED.items()}


def public_row(model: Any) -> Any:
    """A row of the seeds; of routes one with legs, of events one with several parties."""
    first = {Route: {"code": "kp-sea-dunai"}, Event: {"code": "2000-07-putin-pyongyang"}}.get(model, {})
    return model._default_manager.filter(**first).order_by("pk").first()


def added(model: Any, by: str = "author", **values: Any) -> Any:
    """A row that somebody added and that waits."""
    made = row(model, **values)
    record(made, by=person(by))
    return fresh(made)


def changed(made: Any, words: str = "Changed.") -> Any:
    """The row as it is stored, with one thing changed: its notes, a route's first leg."""
    now = fresh(made)
    if isinstance(now, Route):
        legs = held(now)["legs"] or (row(Leg, route_id=now.pk, number=1),)
        legs[0].notes = words
        hold(now, legs=legs)
    else:
        now.notes = words
    return now


def says(made: Any) -> str:
    """What `changed` changes, as it is stored."""
    now = fresh(made)
    if not isinstance(now, Route):
        return str(now.notes)
    first = now.legs.first()
    return "" if first is None else str(first.notes)


def proposal_to(made: Any, words: str = "Changed.", by: str = "author") -> Proposal:
    """A change to a public row that waits."""
    found = propose(changed(made, words), person(by))
    assert found is not None
    return found


def applied(made: Any, words: str = "Changed.") -> None:
    """Changes a public row, by two people."""
    approve_proposal(proposal_to(made, words), person("reviewer"))
