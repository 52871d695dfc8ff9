"""What is on record: claims by the year of the statement, the grade of the evidence and the credibility."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from flows.dictionary import CLAIM_TABLES, LISTED
from flows.measures.definition import Definition
from flows.queries.holdings import Holding, holdings
from flows.vocabulary import Credibility, Reliability

DEFINITION = Definition(
    slug="holdings",
    title="Claims on record",
    unit="claims",
    definition=(
        "How many claims are published, by the year in which they were stated, by the grade of the best document that "
        "holds their figure, and by their credibility."
    ),
    method="Each published claim is counted once in each table; retracted ones are not counted.",
    caveats=(
        "More claims of a year do not mean that more was sent in it: some years were searched longer.",
        "Grades are of publishers and judgements of ours, by the rubric of the codebook.",
    ),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of counts: its heading, and the count in each column, by the column's name."""

    heading: str
    cells: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All of the row."""
        return sum(count for _, count in self.cells)


@dataclass(frozen=True, slots=True)
class Counts:
    """A table of counts: what it counts, what heads its rows, its columns, its rows."""

    name: str
    heads: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Holdings:
    """All claims on record, by year and kind of claim, and by grade and credibility.

    A year without a claim between two that have some is a row of zeros: that nothing was stated in it is on record.
    """

    total: int
    tables: tuple[Counts, ...]


def compute(as_of: date | None = None) -> Holdings:
    """The claims on record that had been stated by a day. One query for each kind of claim."""
    found = tuple(holdings(as_of))
    years = [holding.year for holding in found]
    by_year = _counted(found, lambda holding: (holding.year, holding.table))
    by_grade = _counted(found, lambda holding: (holding.grade, holding.credibility))
    span = range(min(years), max(years) + 1) if years else ()
    kinds = tuple((table, LISTED[table].title) for table in CLAIM_TABLES)
    return Holdings(
        sum(holding.claims for holding in found),
        (
            Counts(
                "Claims by year",
                "Stated in",
                tuple(title for _, title in kinds),
                tuple(Row(str(year), tuple((title, by_year[year, table]) for table, title in kinds)) for year in span),
            ),
            Counts(
                "Claims by grade",
                "Best document",
                tuple(each.label for each in Credibility),
                tuple(
                    Row(grade.label, tuple((each.label, by_grade[grade, each]) for each in Credibility))
                    for grade in Reliability
                ),
            ),
        ),
    )


def _counted(found: Iterable[Holding], by: Callable[[Holding], Hashable]) -> Counter[Hashable]:
    counts: Counter[Hashable] = Counter()
    for holding in found:
        counts[by(holding)] += holding.claims
    return counts
