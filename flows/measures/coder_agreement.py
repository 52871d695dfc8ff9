"""Coder agreement: how far two people who read the same documents apart fill the fields alike."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flows.estimates.agreement import Agreement, agreement
from flows.measures.definition import Definition
from flows.queries.readings import readings

DEFINITION = Definition(
    slug="coder-agreement",
    title="Coder agreement",
    unit="cells of a column",
    definition=(
        "Of a sample of claims, the cells of each column that two coders filled alike, and Krippendorff's alpha: 1 "
        "where all are alike, 0 where chance would do as well."
    ),
    method=(
        "Claims of all kinds are drawn at random. Two coders, who do not know of one another and do not see the "
        "record, find the document of each, read the passage and fill the fields by the codebook alone. After a round "
        "the codebook is made plainer where they, or both and the record, had differed; the next round is of other "
        "claims, by the new text. The readings themselves are in readings.csv of the data package."
    ),
    caveats=(
        "The coders were programs that read, not people; what both take wrongly counts as agreement.",
        "They read stored copies of the pages, and knew the claimant and one sentence of ours about what to look for.",
        "It is of the coders, not of the record: where both differed from it, it was corrected, or a rule told.",
        "A rule may have become another since: a time told of the present is the whole month.",
        "Alpha of a column in which nearly all cells are one value is low or missing though few cells differ.",
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One column: its agreement by round; a round that has no cell of it has None."""

    column: str
    rounds: tuple[Agreement | None, ...]


@dataclass(frozen=True, slots=True)
class CoderAgreement:
    """The names of the rounds, and the agreement of each column in each of them."""

    rounds: tuple[str, ...]
    lines: tuple[Line, ...]


def compute(seeds: Path) -> CoderAgreement:
    """The agreement in the readings of a data set; no round and no line where it has none."""
    found = readings(seeds)
    columns = dict.fromkeys(column for cells in found.values() for column in cells)
    return CoderAgreement(
        tuple(found),
        tuple(
            Line(column, tuple(agreement(cells[column]) if column in cells else None for cells in found.values()))
            for column in columns
        ),
    )
