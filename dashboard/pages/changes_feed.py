"""What changed between two days as an Atom feed: of the same question as the page, its JSON and its CSV."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.pages.feed import ClaimFeed
from dashboard.pages.frame import Twin, asked, site_name
from flows.api.asking import site_of
from flows.api.problems import faulty
from flows.briefing import Sentence, changes_words, every_sentence
from flows.measures.changes import ChangesAnswer, compute
from flows.measures.usual_ends import read_or_usual
from flows.questions import BadQuestion
from flows.questions.changes import ChangesQuestion
from flows.questions.parameters import Query, write
from flows.records import AnyClaim
from flows.wording import COMPUTED, quote

_ENDS = ("from", "to")


@require_safe
def changes_feed(request: HttpRequest) -> HttpResponse:
    """Every claim that the briefing of an address names, those stated last first, each with the sentences about it.

    Where the address names no end, the month goes on with the statements. 400 naming what cannot be told, and why.
    """
    sent = asked(request)
    try:
        question, faults = read_or_usual(sent)
        if faults:
            raise BadQuestion(*faults)
        answer = compute(question)
    except BadQuestion as refusal:
        return faulty(request, refusal.faults)
    site = f"{site_of(request)}/"
    own = request.build_absolute_uri(twin(question, sent).address)
    built = ClaimFeed(
        title=f"{site_name()}: what changed{_about(question)}",
        link=request.build_absolute_uri(f"{reverse('changes')}?{question.query()}"),
        description="",
        subtitle=changes_words(answer),
        language="en-GB",
        feed_url=own,
        feed_guid=own,
        feed_copyright="CC BY 4.0",
    )
    for claim, sentences in _told(answer):
        built.add_item(**_entry(claim, sentences, answer, site))
    return HttpResponse(built.writeString("utf-8"), content_type=built.content_type)


def twin(question: ChangesQuestion, sent: Query) -> Twin:
    """The feed of the question of a page; an end that the address leaves open moves on in it as it does on the page."""
    moving = [name for name in _ENDS if not any(sent.get(name, ()))]
    held = write({name: value for name, value in parse_qsl(question.query()) if name not in moving})
    return Twin("Feed", reverse("changes_feed") + (f"?{held}" if held else ""), "application/atom+xml")


def _about(question: ChangesQuestion) -> str:
    """What the question is narrowed to, as the end of a title: ", supplier kp or ir"; empty where it is not."""
    narrowed = {
        "flow": [str(question.flow)] if question.flow else [],
        "supplier": question.suppliers,
        "recipient": question.recipients,
        "munition": question.munitions,
        "claimant": question.claimants,
    }
    return "".join(f", {name} {' or '.join(codes)}" for name, codes in narrowed.items() if codes)


def _told(answer: ChangesAnswer) -> list[tuple[AnyClaim, list[Sentence]]]:
    """Each claim that the briefing names with its sentences, those stated last first."""
    claims: dict[str, AnyClaim] = {}
    about: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in every_sentence(answer):
        for claim in sentence.claims:
            claims[claim.code] = claim
            about[claim.code].append(sentence)
    newest = sorted(claims.values(), key=lambda claim: (claim.claimed_on, claim.code), reverse=True)
    return [(claim, about[claim.code]) for claim in newest]


def _entry(claim: AnyClaim, sentences: Sequence[Sentence], answer: ChangesAnswer, site: str) -> dict[str, Any]:
    title = quote(claim, alone=True)
    said = datetime.combine(claim.claimed_on, time.min, UTC)
    # A claim that another replaced is news again on the day of that one; by the record, when this site took it in.
    news = max(datetime.combine(one.claimed_on, time.min, UTC) for each in sentences for one in each.claims)
    return {
        "title": title[:1].upper() + title[1:],
        "link": f"{site}claims/{claim.code}/",
        "description": " ".join(f"{one.words}{f' ({COMPUTED})' if one.computed else ''}" for one in sentences),
        "unique_id": f"tag:{urlsplit(site).hostname},{claim.claimed_on.isoformat()}:changes/{claim.code}",
        "author_name": claim.claimant_name,
        "updateddate": answer.moments[1].at if answer.moments else news,
        "pubdate": said,
        "categories": tuple(dict.fromkeys(one.kind for one in sentences)),
    }
