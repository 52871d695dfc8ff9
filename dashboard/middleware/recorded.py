"""Answers as this site had them at a moment: ``recorded`` in a public address pins every query behind it.

Above the cache of responses, which keeps a pinned answer under its moment: nothing that is written later changes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import http_date

from dashboard.middleware.subjects import asked_subject
from flows.clock import Moment, recording
from flows.queries.data_version import DataVersion
from flows.queries.recorded import as_recorded, moment_at, of_its_subject
from flows.queries.subjects import further_subjects
from flows.questions.parameters import RECORDED
from flows.subject import about


def pin_of(request: HttpRequest, version: DataVersion) -> Moment | None:
    """The moment that an address is pinned to; None where it is not, and where it names what is no moment on record:
    that is a fault, which the answer names. One query for a pinned address."""
    # Most addresses are not pinned, and one that cannot be read is refused further below.
    if RECORDED.name not in request.META.get("QUERY_STRING", ""):
        return None
    given = [value.strip() for value in request.GET.getlist(RECORDED.name) if value.strip()]
    if len(given) != 1:
        return None
    with recording(version.record):
        try:
            return moment_at(RECORDED.parse(given[0]))
        except ValueError:
            return None


@contextmanager
def answering(request: HttpRequest, version: DataVersion, moment: Moment | None) -> Iterator[None]:
    """The making of one answer: how far the record reaches, the moment that it is pinned to, and what it is about.

    Http404 where its address is about a subject that is not on record. One query for each state of the data, two more
    where a subject is about some munitions alone; none where the site has but one.
    """
    with recording(version.record), as_recorded(moment) if moment else nullcontext():
        further = further_subjects(version.name) if version.more_subjects else ()
        found = asked_subject(request, further)
        with about(found, further), of_its_subject():
            yield


def as_memento(response: HttpResponseBase, moment: Moment) -> HttpResponseBase:
    """A pinned answer with the moment that it is of, as archives of the web name it (RFC 7089)."""
    response["Memento-Datetime"] = http_date(moment.at.timestamp())
    return response
