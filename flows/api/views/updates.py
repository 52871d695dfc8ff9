"""What reads otherwise than at a moment: one request a day keeps a mirror true."""

from __future__ import annotations

from django.http import HttpResponse
from rest_framework.request import Request

from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.rendering import as_json
from flows.api.updates import UPDATES
from flows.api.views.base import ReadOnly
from flows.queries.updates import updates
from flows.questions.updates import UpdatesQuestion


class Updates(ReadOnly):
    """One page of the records that read otherwise than at a moment, of all lists."""

    def get(self, request: Request) -> HttpResponse:
        """The page; 400 for a moment after the one that the answer is of, or before the record begins."""
        return as_json(UPDATES.body(updates(asked(request, UpdatesQuestion.read)), site_of(request)))

    def describe(self) -> Operation:
        """The updates with their moment."""
        return Operation(
            id="list_updates",
            tag="updates",
            summary="Keep a mirror true",
            description=(
                f"{UPDATES.meaning} Without modified_since, everything. Take `until` of the last page as the next "
                "modified_since; where the site's record begins later than that, begin again without it. Retracted "
                "claims stay in their list, marked; what was merged or removed is in `gone`."
            ),
            parameters=UpdatesQuestion.parameters,
            answer="Updates",
        )
