"""Whether the site can answer: one word, one query."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from flows.queries.availability import RETRY_AFTER, connect_anew
from flows.queries.recorded_flows import any_claim


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """ "ok" while the database answers; 503 while it does not."""
    try:
        any_claim()
    except DatabaseError:
        connect_anew()
        answer = HttpResponse("the database does not answer\n", content_type="text/plain", status=503)
        answer["Retry-After"] = str(RETRY_AFTER)
        return answer
    return HttpResponse("ok\n", content_type="text/plain")
