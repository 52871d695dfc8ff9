"""How much of the evidence was checked: whose document, and what it was found to hold."""

from __future__ import annotations

from decimal import Decimal

from flows.measures.definition import Definition
from flows.queries.evidence import Checked, checked_claims

DEFINITION = Definition(
    slug="evidence-checked",
    title="Checked evidence",
    unit="percent of the published claims",
    definition=(
        "The share of the published claims whose document was checked, and of these the share whose figure was found "
        "in it."
    ),
    method=(
        "Somebody gives the text of a document; a program looks for the figure of each claim in every written form "
        "(4.8 million, 4,800,000, 4,8 млн), for its party in the same sentence or one beside it, and for its date. Of "
        "each document the newest check counts, and only while the claim still says what was looked for."
    ),
    caveats=(
        "The program finds words and does not understand them: the number may count something else there.",
        "A figure that a document only implies, or gives in a picture, is not found.",
        "Of a claim that gives no figure, or only words such as parity or a batch, the party alone is looked for.",
        "It says what stands in a document, never whether that is true.",
    ),
)


def compute() -> Checked:
    """The counts as of today, by one query: a check is of our day, and answers as of a past day leave it out."""
    return checked_claims()


def share(part: int, whole: int) -> Decimal:
    """A part as a percentage of the whole, to one decimal; 0 of nothing."""
    return round(Decimal(100 * part) / whole, 1) if whole else Decimal(0)
