"""One publication, and every claim that rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.claim import check_words
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.frame import Content, asked, render_page
from dashboard.pages.missing import missing, near_codes, not_yet
from dashboard.pages.twins import feed_twin, record_twins
from flows.queries.claims_of_source import claims_of_source
from flows.queries.codes import codes_around
from flows.queries.evidence import checks_of_source
from flows.queries.listing import one
from flows.queries.revisions import PublicRevision, revisions_in
from flows.questions.feed import told
from flows.records import AnyClaim, Source
from flows.vocabulary import Evidence
from flows.wording import document_name


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A claim, what was found of it in words, and whether the document does not hold it."""

    claim: AnyClaim
    words: str
    absent: bool


@dataclass(frozen=True, slots=True)
class SourcePage(Content):
    """What the page of one publication prints."""

    template = "pages/source.html"

    source: Annotated[Source, "The publication."]
    claims: Annotated[tuple[AnyClaim, ...], "The claims that rest on it, by day."]
    revisions: Annotated[tuple[PublicRevision, ...], "What has been done to its record, the oldest first."]
    checks: Annotated[tuple[ClaimCheck, ...], "What its text was found to hold of them; none as of a day."]


@require_safe
def source(request: HttpRequest, code: str) -> HttpResponse:
    """The publication of an address; 404 with the nearest codes where there is none."""
    question, faults = DayQuestion.read(asked(request))
    as_of = question.as_of
    record: Source | None = one("sources", code, as_of)
    if record is None:
        near = near_codes(code, codes_around("sources", code, as_of), "source", as_of)
        return missing(request, "source", code, near, question, faults)
    claims = claims_of_source(code, as_of)
    if as_of is not None and not claims and (record.published_on or record.accessed_on) > as_of:
        return not_yet(request, "source", code, "this had not been published.", question, faults)
    return render_page(
        request,
        # Our remarks of today, like notes.
        SourcePage(
            record,
            claims,
            () if as_of is not None else revisions_in("sources", code),
            _checks(code, claims) if as_of is None else (),
        ),
        question,
        title=document_name(record.publisher, record.title, record.published_on, record.date_precision),
        description=f"A publication by {record.publisher}, and every claim on record that rests on it.",
        faults=faults,
        twins=(*record_twins("sources", code, as_of), feed_twin(told(source=(code,)))),
    )


def _checks(source: str, claims: tuple[AnyClaim, ...]) -> tuple[ClaimCheck, ...]:
    found = checks_of_source(source)
    checked = ((claim, found[claim.code]) for claim in claims if claim.code in found)
    return tuple(ClaimCheck(one, check_words(check), check.evidence == Evidence.ABSENT) for one, check in checked)
