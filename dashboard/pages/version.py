"""Which program and which data answer: for clients that cache, and for reports of a fault."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from dashboard.build import fingerprint, version
from flows.queries.data_version import data_version


@require_safe
def version_of_all(request: HttpRequest) -> JsonResponse:
    """The version and build of the program, the version of the data and when it came about, as JSON."""
    data = data_version()
    return JsonResponse(
        {
            "program": {"version": version(), "build": fingerprint()},
            "api": {"version": "v1"},
            "data": {"version": data.name, "changed_at": data.changed_at.isoformat() if data.changed_at else None},
        }
    )
