"""Who supplied what in which year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from flows.estimates.ledger import LeftOut
from flows.estimates.years import CLOSE_DAYS, ByYear, by_size, is_figure, table
from flows.measures.definition import Definition
from flows.measures.usual import with_usual
from flows.queries.catalogue import catalogue
from flows.queries.codes import known_codes
from flows.queries.nesting import nesting
from flows.queries.standing import standing_claims
from flows.questions import BadQuestion, Fault
from flows.questions.years import YearsQuestion
from flows.records import Actor, Munition, Shipment

DEFINITION = Definition(
    slug="years",
    title="Who supplied what in which year",
    unit="the unit of the claims: rounds, missiles, pieces, containers, voyages or tonnes, never mixed",
    definition=(
        "The figures that stand on the day and were stated for a calendar year or for a part of it, by supplier or by "
        "recipient, with what they span, who is independent behind them, and by how much running totals grew."
    ),
    method=(
        "A figure belongs to a year where all of the time that it is about lies within that year; of one claimant, "
        "stage, unit, munition and period the newest is taken. A figure that crosses years, or of which an end was not "
        "stated, is never split: it stands beside the years, as do running totals over several years. Spans are of "
        "figures of one stage, unit and time: about the whole year to within 92 days at each end, or one and the same "
        "part of it. Growth is the last running total that counts until a day of the year, less the last that counts "
        "until a day of an earlier year: of one claimant, about one flow, stage, basis and unit, from the same start; "
        "of a total that names none it holds only if it counts from where others of its series do, and says so. "
        f"Where its days lie at most {CLOSE_DAYS} days from the ends of a year it is that of the year; "
        "otherwise it is between its two days, in the year where it begins and ends there, and beside the years where "
        "it crosses them. A year is added up only where nothing counts the same goods twice; otherwise the reason is "
        "given. Where the figures leave more than 92 days of the year out, what they come to is no sum of the year, "
        "and says so with their time and grades."
    ),
    caveats=(
        "Growth is computed and nobody stated it: it takes no part in spans and sums.",
        "Between two floors nothing follows: the rise of a floor is no lower bound of what moved.",
        "A cell without a claim reads “no claim recorded” and is not zero.",
        "Claimants of one flow and suppliers that overlap do not add up.",
    ),
)


@dataclass(frozen=True, slots=True)
class YearsAnswer:
    """The table with the names of what was asked about, and every claim that was left out of it with the reason.

    ``families`` are the unlike kinds of which a figure lies within a year, each in its own unit, that with the most
    figures first; ``family_of`` has the family of each kind that was asked about; ``drawn`` is what one scale shows:
    the munition, or where its kinds are unlike one of the families; ``parties_left_out`` counts the rows that it lacks
    as one of the largest alone.
    """

    question: YearsQuestion
    munition: Munition
    party: Actor
    by_year: ByYear
    left_out: tuple[LeftOut, ...]
    families: tuple[Munition, ...]
    family_of: Mapping[str, str]
    drawn: Munition
    parties_left_out: int = 0

    @property
    def is_mixed(self) -> bool:
        """Whether figures of unlike kinds lie within a year."""
        return len(self.families) > 1

    def of_family(self, family: Munition) -> YearsAnswer:
        """The same table with another of its families drawn."""
        return replace(self, drawn=family)

    def of_largest(self, most: int) -> YearsAnswer:
        """The same table with so many parties at most: those with the largest figures of what is drawn."""
        rows = by_size(self.by_year.rows, self.is_alike)[:most]
        return replace(self, by_year=replace(self.by_year, rows=rows), parties_left_out=len(self.by_year.rows[most:]))

    def is_alike(self, claim: Shipment) -> bool:
        """Whether a claim gives a figure that the one scale can show."""
        unlike = self.drawn != self.munition and self.family_of[claim.munition] != self.drawn.code
        return is_figure(claim, self.drawn.unit) and not unlike


def compute(question: YearsQuestion) -> YearsAnswer:
    """The table of a question, by six queries, and up to five more where it names no goods or no party.

    BadQuestion naming an unknown actor or munition, or where nothing is on record that it could be about.
    """
    question, tree = with_usual(question), catalogue()
    faults = [
        Fault(name, code, f"{name}: there is no {code!r}", known_codes(table_name, question.as_of))
        for name, code, table_name, known in (
            ("supplier", question.supplier, "actors", tree.actors),
            ("recipient", question.recipient, "actors", tree.actors),
            ("munition", question.munition, "munitions", tree.munitions),
        )
        if code and code not in known
    ]
    if faults:
        raise BadQuestion(*faults)
    kinds = tree.within(question.munition)
    ledger = standing_claims(question.claims(), kinds)
    by_year = table(ledger, party_of(question.rows), nesting(tree, question.as_of))
    fixed = tree.actors[getattr(question, question.fixed)]
    munition, family_of = tree.munitions[question.munition], {kind: tree.family(kind) for kind in kinds}
    counted = Counter(
        family_of[claim.munition]
        for row in by_year.rows
        for cell in row.cells
        for claim in cell.figures
        if is_figure(claim, tree.munitions[family_of[claim.munition]].unit)
    )
    found = [tree.munitions[code] for code in sorted(counted, key=lambda code: (-counted[code], code))]
    families = tuple(sorted(found, key=lambda family: (-counted[family.code], family.unit != munition.unit)))
    drawn = families[0] if len(families) > 1 or any(one.unit != munition.unit for one in families) else munition
    return YearsAnswer(question, munition, fixed, by_year, ledger.left_out, families, family_of, drawn)


def party_of(rows: str) -> Callable[[Shipment], tuple[str, str]]:
    """What names the row of a claim."""
    if rows == "supplier":
        return lambda claim: (claim.supplier, claim.supplier_name)
    return lambda claim: (claim.recipient, claim.recipient_name)
