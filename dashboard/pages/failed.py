"""What is said where an answer failed: 503 where the database or a store of counters cannot be reached, 500 otherwise.

Note 1: readers do not need the counters. Signing in does: tries that are not counted are not limited, so nobody
enters while they are gone.
"""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from dashboard.middleware.cache_errors import STORE_ERRORS
from flows.api.problems import FAILED, UNAVAILABLE, problem
from flows.queries.availability import RETRY_AFTER, connect_anew, is_unavailable


@requires_csrf_token
def failed(request: HttpRequest) -> HttpResponse:
    """The answer to a request that ended in an error: a page, or a problem where the API was asked."""
    error = sys.exc_info()[1]
    uncounted = isinstance(error, STORE_ERRORS)
    gone = uncounted or is_unavailable(error)
    if gone:
        connect_anew()
    if request.path_info.startswith("/api/"):
        kind = UNAVAILABLE if gone else FAILED
        response = problem(request, kind, kind.meaning)
    else:
        told = {
            "wrote": request.method not in ("GET", "HEAD"),
            "what": "store of counters" if uncounted else "database",
        }
        page = render_to_string("503.html" if gone else "500.html", told)
        response = HttpResponse(page, status=503 if gone else 500)
    if gone:
        response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response
