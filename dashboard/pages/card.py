"""The cards of pages: what other sites show of a page where somebody links it."""

from __future__ import annotations

from datetime import date

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.charts.card import WIDTH, text_card
from dashboard.charts.raster import png
from flows.subject import subject
from flows.wording import when

_SIGNED = signing.Signer(salt="card")
_A_YEAR = 365 * 24 * 60 * 60
_LONGEST = 400
"""How many letters of a description go into the address of a card: more would not fit on it."""


@require_safe
def card(request: HttpRequest, signed: str) -> HttpResponse:
    """The card of a page whose words its address holds; 404 for words that this site did not sign."""
    try:
        title, words, day = _SIGNED.unsign_object(signed)
    except (signing.BadSignature, ValueError, TypeError) as refusal:
        raise Http404("this site has no card with these words") from refusal
    foot = card_foot(request, date.fromisoformat(day) if day else None)
    response = HttpResponse(png(text_card(title, words, foot), WIDTH), content_type="image/png")
    # The words stand in the address.
    response["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    return response


def card_address(title: str, words: str, as_of: date | None) -> str:
    """Where the card of a page is: its words are in the address, signed, so that it costs no query."""
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0]} …"
    told = [title, shown, as_of.isoformat() if as_of else ""]
    return reverse("card", args=[_SIGNED.sign_object(told, compress=True)])


def card_foot(request: HttpRequest, day: date | None) -> str:
    """What stands at the foot of a card beside the name of the site: the day, and where it is found."""
    host = f"{request.get_host()}{subject().path}"
    return f"as known on {when(day)} · {host}" if day else host
