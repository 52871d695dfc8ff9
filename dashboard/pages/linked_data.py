"""What search engines and catalogues read of a claim and of the data set: schema.org as JSON-LD.

Each is a file of its own that its page links to: a script inside the page would need a weaker security policy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.pages.day_question import DayQuestion
from dashboard.pages.frame import SITE, asked, site_name
from dashboard.pages.twins import api
from flows.api.problems import NOT_FOUND, faulty
from flows.api.rendering import to_json
from flows.estimates.origins import is_original
from flows.queries.appearances import appearances_of
from flows.queries.related_claims import related_claims, source_of
from flows.queries.statement_days import statement_days
from flows.questions import LISTINGS, Fault
from flows.records import Appearance, Claim, Source
from flows.subject import subject, within
from flows.wording import quote

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@require_safe
def claim_linked_data(request: HttpRequest, code: str) -> HttpResponse:
    """A claim as schema.org Claim, as known on a day; 404 where there is none, 400 naming a fault of the address."""
    question, faults = DayQuestion.read(asked(request))
    if faults:
        return faulty(request, faults)
    found = related_claims(code, question.as_of)
    if found is None:
        return faulty(request, [Fault("code", code, f"there is no claim {code!r}")], NOT_FOUND)
    if question.as_of is not None and found.claim.claimed_on > question.as_of:
        return faulty(request, [Fault("code", code, f"{code!r} was not yet stated on {question.as_of}")], NOT_FOUND)
    document, appearances = source_of(found.claim), appearances_of(found.claim, question.as_of)
    address = request.build_absolute_uri(reverse("claim", args=[code]))
    said_by = request.build_absolute_uri(reverse("claimant", args=[found.claim.claimant]))
    return _linked(claim_body(found.claim, document, appearances, address, said_by))


@require_safe
def dataset_linked_data(request: HttpRequest) -> HttpResponse:
    """The data set as schema.org Dataset, with every download."""
    return _linked(dataset_body(request.build_absolute_uri("/").rstrip("/")))


def claim_body(
    claim: Claim, document: Source, appearances: Sequence[Appearance], address: str, claimant_address: str
) -> dict[str, Any]:
    """A claim: the quotable phrase, our sentence, who said it and when, and the documents that it appeared in.

    ``claimant_address`` is our page of whoever said it. Only an original is called its first appearance. ``document``
    is the claim's own, whose archived copy is known.
    """
    phrase = quote(claim, alone=True)  # type: ignore[arg-type]
    return {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": address,
        "url": address,
        "identifier": claim.code,
        "name": phrase[:1].upper() + phrase[1:],
        "text": claim.statement,
        "author": {"@type": "Organization", "name": claim.claimant_name, "url": claimant_address},
        "datePublished": claim.claimed_on.isoformat(),
        **({"firstAppearance": _work(appearances[0], document)} if is_original(appearances[0]) else {}),
        "appearance": [_work(one, document) for one in appearances],
        "license": LICENCE,
        "isPartOf": {"@type": "Dataset", "name": site_name()},
    }


def _work(appearance: Appearance, document: Source) -> dict[str, Any]:
    archived = document.archived_url if appearance.source == document.code else ""
    return {
        "@type": "CreativeWork",
        **({"name": appearance.source_title} if appearance.source_title else {}),
        "url": appearance.source_link,
        "publisher": {"@type": "Organization", "name": appearance.publisher},
        "inLanguage": appearance.language,
        **({"datePublished": appearance.published_on.isoformat()} if appearance.published_on else {}),
        **({"archivedAt": archived} if archived else {}),
    }


def dataset_body(site: str) -> dict[str, Any]:
    """The data set, with the time from its first to its newest statement, and each table as a download."""
    days = statement_days()
    downloads = [("application/zip", "dataset.zip", "Everything, with schema and licence")]
    downloads += [("text/csv", f"{name}.csv", listing.meaning) for name, listing in LISTINGS.items()]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{site}{reverse('data')}",
        "url": f"{site}{reverse('data')}",
        "name": site_name(),
        "description": subject().description,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": SITE, "url": f"{site}{within('/')}"},
        **({"keywords": list(subject().keywords)} if subject().keywords else {}),
        "measurementTechnique": f"{site}{reverse('methods')}",
        **({"temporalCoverage": f"{days[0]}/{days[-1]}", "dateModified": days[-1].isoformat()} if days else {}),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media_type,
                "contentUrl": f"{site}{api()}{name}",
                "description": meaning,
            }
            for media_type, name, meaning in downloads
        ],
    }


def _linked(body: dict[str, Any]) -> HttpResponse:
    return HttpResponse(to_json(body), content_type="application/ld+json")
