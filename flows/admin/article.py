"""The article that an editor pasted last: it lies in the editor's own session until it is put away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest

DRAFT = "_draft"
"""The parameter by which a claim's form knows which draft of the article it was opened from."""
ARTICLE = "_article"
"""The parameter by which a source's form knows that it was opened for the article."""
_STORED = "pasted_article"
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Article:
    """A pasted article: its drafts by number are dropped, or entered as claims (table and code), or still to do.

    ``voice`` is the claimant whom the editor last named for a draft that names nobody.
    """

    text: str
    address: str
    published_on: date | None
    dropped: tuple[int, ...] = ()
    entered: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    voice: str = ""

    @property
    def title(self) -> str:
        """The first line, where it stands apart and ends like a headline; else ""."""
        first, _, rest = self.text.strip().partition("\n")
        fits = 0 < len(first) <= _LONGEST_TITLE and not first.rstrip().endswith((".", ":", ","))
        return first.strip() if fits and rest.strip() else ""

    def as_stored(self) -> dict[str, Any]:
        """The article as plain values."""
        return {
            "text": self.text,
            "address": self.address,
            "published_on": self.published_on.isoformat() if self.published_on else "",
            "dropped": list(self.dropped),
            "entered": {str(number): list(claim) for number, claim in self.entered.items()},
            "voice": self.voice,
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Article:
        """The article of plain values."""
        return cls(
            stored["text"],
            stored["address"],
            date.fromisoformat(stored["published_on"]) if stored["published_on"] else None,
            tuple(stored["dropped"]),
            {int(number): (table, code) for number, (table, code) in stored.get("entered", {}).items()},
            stored.get("voice", ""),
        )


def pasted(request: HttpRequest) -> Article | None:
    """The article in the editor's session; None where there is none."""
    stored = request.session.get(_STORED)
    return Article.of(stored) if stored else None


def store(request: HttpRequest, article: Article) -> None:
    """Puts the article into the editor's session, in place of the one before."""
    request.session[_STORED] = article.as_stored()


def discard(request: HttpRequest) -> None:
    """Takes the article out of the editor's session."""
    request.session.pop(_STORED, None)
