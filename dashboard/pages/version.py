"""Which program and which data answer: for clients that cache, and for reports of a fault."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from dashboard.build import fingerprint, version
from dashboard.pages.frame import asked
from flows.api.problems import faulty
from flows.queries.data_version import data_version
from flows.questions.parameters import parse_query


@require_safe
def version_of_all(request: HttpRequest) -> HttpResponse:
    """The version and build of the program, the version of the data and when it came about, as JSON.

    It takes no parameter: 400 naming what was asked. No moment of the record tells which program it was.
    """
    _, faults = parse_query((), asked(request))
    if faults:
        return faulty(request, faults)
    data = data_version()
    return JsonResponse(
        {
            "program": {"version": version(), "build": fingerprint()},
            "api": {"version": "v1"},
            "data": {"version": data.name, "changed_at": data.changed_at.isoformat() if data.changed_at else None},
        }
    )
