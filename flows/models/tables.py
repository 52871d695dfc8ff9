"""Which tables there are, asked of Django: a new one is in every list that is made from these."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model

from flows.models.claims import Claim


def reference_models() -> tuple[type[Model], ...]:
    """What claims refer to: every table of ours that the desk keeps, which takes permissions, but those of claims."""
    tables = apps.get_app_config("flows").get_models()
    return tuple(model for model in tables if model._meta.default_permissions and not issubclass(model, Claim))
