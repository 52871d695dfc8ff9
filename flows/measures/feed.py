"""What a feed tells: the last changes of the claims that it asks for, by filters or by the words of the search."""

from __future__ import annotations

from flows.measures.search import claims_found
from flows.queries.changes import LatestChanges, latest_changes
from flows.questions.feed import FeedQuestion


def compute(question: FeedQuestion, most: int) -> LatestChanges:
    """The changes of the last ``most`` public writes that match, before that at which the page begins, the newest
    first; BadQuestion where a filter names what is not on record."""
    return latest_changes(most, question, claims_found(question.q) if question.q else None)
