"""The start page of the admin as a part of its template."""

from __future__ import annotations

from typing import Any

from django import template

from flows.admin.desk import start

register = template.Library()


@register.inclusion_tag("admin/desk.html", takes_context=True)
def desk(context: dict[str, Any]) -> dict[str, Any]:
    """What waits for whoever is signed in."""
    return start(context["user"])
