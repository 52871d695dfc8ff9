"""People of the desk, and claims on their way through it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from flows.actions.record import record
from flows.actions.review import approve, submit
from flows.models import Shipment
from tests.flows.models.rows import row


def person(name: str) -> User:
    """Somebody of this name, the same one each time."""
    return User.objects.get_or_create(username=name)[0]


def fresh(claim: Any) -> Any:
    """The claim as it is stored now."""
    return type(claim)._default_manager.get(pk=claim.pk)


def drafted(model: Any = Shipment, by: str = "author", **values: Any) -> Any:
    """A claim that somebody recorded as a draft."""
    claim = row(model, **values)
    record(claim, by=person(by))
    return fresh(claim)


def submitted(model: Any = Shipment, by: str = "author", **values: Any) -> Any:
    """A claim that its author submitted."""
    claim = drafted(model, by, **values)
    submit([claim], person(by))
    return fresh(claim)


def published(model: Any = Shipment, by: str = "author", **values: Any) -> Any:
    """A claim that one person entered and another approved."""
    claim = submitted(model, by, **values)
    approve([claim], person("reviewer"))
    return fresh(claim)
