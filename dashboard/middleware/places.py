"""Which addresses are the desk's, and which everybody's."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def is_public(request: HttpRequest) -> bool:
    """Whether an address answers everybody alike: all do but those that PRIVATE_PATHS begin."""
    return not request.path_info.startswith(tuple(settings.PRIVATE_PATHS))


def is_api(request: HttpRequest) -> bool:
    """Whether an address belongs to the API."""
    return request.path_info.startswith("/api/")


def is_mcp(request: HttpRequest) -> bool:
    """Whether an address is the one at which programs that talk ask the API."""
    return request.path_info in ("/mcp/", "/mcp")


def is_desk(request: HttpRequest) -> bool:
    """Whether an address belongs to the admin."""
    return request.path_info.startswith("/admin/")
