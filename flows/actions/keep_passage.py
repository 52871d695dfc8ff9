"""Keep the words of a document that a claim was read from, for its reviewers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from flows.actions.writing import writing
from flows.importing.letters import hidden_characters
from flows.models import Passage
from flows.models.claims import Claim
from flows.models.passages import LONGEST


def keep_passage(claim: Claim, text: str, by: Any = None) -> Passage:
    """Keeps a passage of the claim's own document; the newest one of the two counts.

    Raises ValidationError, by ``text``, where it is empty, longer than a quotation, or holds characters that deceive.
    """
    text = " ".join(text.split())
    faults = []
    if not text:
        faults.append("Give the words of the document that the figure was read from.")
    if len(text) > LONGEST:
        faults.append(f"A passage has at most {LONGEST:,} characters; this one has {len(text):,}: quote less.")
    if hidden := hidden_characters(text):
        faults.append(f"Control characters are not accepted in a passage ({hidden}).")
    if faults:
        raise ValidationError({"text": faults})
    with writing():
        return Passage.objects.create(claim=claim.pk, source_id=claim.source_id, text=text, by=by)
