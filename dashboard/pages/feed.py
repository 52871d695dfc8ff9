"""What became of claims and what they refer to, as an Atom feed: new, superseded, corrected, retracted, restored."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from dashboard.pages.frame import SITE, asked, site_name
from flows.api.asking import site_of, without_value
from flows.api.problems import faulty
from flows.dictionary import ADDED
from flows.exporting.addresses import page_of
from flows.measures.feed import compute
from flows.queries.changes import Change
from flows.questions import BadQuestion
from flows.questions.feed import FeedQuestion
from flows.wording import quote

MOST_WRITES = 100
CALLED = dict(ADDED)
_HAPPENED = {
    "new": "New",
    "superseded": "Superseded",
    "corrected": "Corrected",
    "retracted": "Retracted",
    "restored": "Restored",
    "renamed": "Renamed",
}


class ClaimFeed(Atom1Feed):
    """Atom whose entries were published when they were, which may be before the feed was, in pages (RFC 5005)."""

    def latest_post_date(self) -> datetime:
        """The time of the newest entry; of a feed without entries, the beginning of time."""
        return max((item["updateddate"] for item in self.items), default=datetime.fromisoformat("1970-01-01T00:00Z"))

    def add_root_elements(self, handler: Any) -> None:
        """The links to the first page and to that of older entries besides."""
        super().add_root_elements(handler)
        for rel in ("first", "next"):
            if address := self.feed.get(rel):
                handler.addQuickElement("link", "", {"href": address, "rel": rel})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The changes of the last hundred public writes, the newest first; each entry links to the page of the claim
    or the document, or to the record in the API, and the feed to that of the hundred writes before.

    It takes every filter that the lists of claims take, and the words of the search, and then tells of the claims alone
    that match; no day, and no order: 400 naming what was asked, why not, and what may be.
    """
    try:
        question = FeedQuestion.read(asked(request))
        if faults := tuple(without_value(asked(request))):
            raise BadQuestion(*faults)
        latest = compute(question, MOST_WRITES)
    except BadQuestion as refusal:
        return faulty(request, refusal.faults)
    site = f"{site_of(request)}/"
    host = urlsplit(site).hostname
    query = question.query()
    here = request.build_absolute_uri(request.path)
    own, page, older = (
        here + (f"?{written}" if written else "")
        for written in (query, question.page(question.before), question.page(latest.older))
    )
    built = ClaimFeed(
        title=f"{site_name()}: claims" + (f" with {question.words()}" if query else ""),
        link=site,
        description="Claims about munitions flows: new, superseded, corrected, retracted; and what they refer to.",
        language="en-GB",
        feed_url=page,
        feed_guid=own if query else site,
        feed_copyright="CC BY 4.0",
        first=own,
        next=older if latest.older is not None else "",
    )
    for change in latest.changes:
        built.add_item(**_entry(change, site, host))
    return HttpResponse(built.writeString("utf-8"), content_type=built.content_type)


def _entry(change: Change, site: str, host: str | None) -> dict[str, Any]:
    if change.record is None:
        return _entry_beside(change, site, host)
    claim = change.record
    words = [claim.statement]
    if change.by:
        words.append(f"Superseded by {change.by}.")
    if change.kind == "retracted":
        words.append(f"Withdrawn: {claim.retraction_reason}")
    return {
        "title": f"{_HAPPENED[change.kind]}: {quote(claim, alone=True)}",
        "link": f"{site}claims/{claim.code}/",
        "description": " ".join(words),
        "unique_id": _name(change, host),
        "author_name": claim.claimant_name,
        "updateddate": change.at,
        "pubdate": change.at,
        "categories": (change.kind, change.table),
    }


def _entry_beside(change: Change, site: str, host: str | None) -> dict[str, Any]:
    """The entry of a change to what claims refer to: a party, a document, a place."""
    words = (f"{one.field}: {one.before or 'empty'} → {one.after or 'empty'}." for one in change.differences)
    return {
        "title": f"{_HAPPENED[change.kind]}: {change.name} ({CALLED[change.table]})",
        "link": page_of(change.table, change.code, site.rstrip("/")),
        "description": " ".join(words),
        "unique_id": _name(change, host),
        "author_name": SITE,
        "updateddate": change.at,
        "pubdate": change.at,
        "categories": (change.kind, change.table),
    }


def _name(change: Change, host: str | None) -> str:
    """The permanent name of an entry."""
    return f"tag:{host},{change.at.date().isoformat()}:{change.number}/{change.kind}/{change.code}"
