"""One institution that asserts: what it said, how its figures moved, and how they fared beside what others said."""

from __future__ import annotations

from dataclasses import dataclass

from flows.dictionary import CLAIM_TABLES
from flows.estimates.fared import Course, Fared, courses, fared
from flows.measures.definition import Definition
from flows.queries.catalogue import catalogue
from flows.queries.listing import known_of, match
from flows.queries.nesting import nesting
from flows.queries.overlaps import overlaps_of_claimant
from flows.queries.said import Judged, Stated, flows_spoken_of, judged, outlets, spoken, stated
from flows.questions import ListQuestion
from flows.questions.record import ClaimantQuestion
from flows.records import Actor, Claimant

DEFINITION = Definition(
    slug="claimant",
    title="How the figures of a claimant fared",
    unit="claims",
    definition=(
        "Of the claims of one institution about flows: how many stand, how many it superseded itself, how many we "
        "withdrew, of how many an independent claimant denies the transfer, and how many figures of independent "
        "claimants about the same goods and time leave room for its newest ones, lie above or lie below them."
    ),
    method=(
        "Its newest figures are its running totals that no newer one covers and its newest figures for a period. Those "
        "of others are about the same flow, stage and unit, by claimants that do not overlap with it and that go back "
        "to another statement; their starts and their ends lie within 92 days of its own. An open end leaves room. A "
        "denial counts where it is between the same parties about the same goods, what contains them, or a part."
    ),
    caveats=(
        "Computed; nobody stated it.",
        "These are counts and no verdict: that others say less or more does not say who is right.",
        "The flows that it spoke of last, and the newest claims about them, are taken where there are very many.",
    ),
)
MOST_FLOWS = 200
MOST_CLAIMS = 4_000


@dataclass(frozen=True, slots=True)
class ClaimantAnswer:
    """One claimant, counted and compared.

    ``stated`` are its claims by kind, ``judged`` how they are graded, ``outlets`` in whose publications they appeared;
    ``near`` are the claimants that it is not independent of, each with our note; ``more`` says that there are flows and
    claims beyond those that `fared` and `courses` take.
    """

    question: ClaimantQuestion
    claimant: Claimant
    actor: Actor | None
    stated: tuple[Stated, ...]
    judged: tuple[Judged, ...]
    outlets: tuple[tuple[str, int], ...]
    near: tuple[tuple[Claimant, str], ...]
    fared: Fared
    courses: tuple[Course, ...]
    more: bool

    @property
    def claims(self) -> int:
        """How many claims of any kind it made."""
        return sum(each.claims for each in self.stated)

    @property
    def listed(self) -> ListQuestion:
        """The page of its claims that is asked for: of the kind that is named, or of the first that it made any of."""
        made = [table for table in CLAIM_TABLES if any(each.table == table for each in self.stated)]
        asked = self.question
        table = asked.about or (made[0] if made else CLAIM_TABLES[0])
        filters = (("claimant", (self.claimant.code,)),)
        return ListQuestion(table, filters, asked.as_of, ordering="-claimed_on", cursor=asked.cursor, grade=asked.grade)


def compute(question: ClaimantQuestion) -> ClaimantAnswer | None:
    """The answer, by fourteen queries; None where no claimant of that code was known on the day."""
    as_of, grade, code = question.as_of, question.grade, question.code
    claimant: Claimant | None = match(ListQuestion("claimants", as_of=as_of), code)
    if claimant is None:
        return None
    tree = catalogue()
    relations = nesting(tree, as_of)
    flows, more_flows = flows_spoken_of(code, as_of, grade, MOST_FLOWS)
    said = spoken(flows, as_of, grade, MOST_CLAIMS)
    notes = {overlap.other: overlap.notes for overlap in overlaps_of_claimant(code, as_of)}
    near = relations.claimants.get(code, frozenset())
    return ClaimantAnswer(
        question=question,
        claimant=claimant,
        actor=tree.actors.get(claimant.actor or ""),
        stated=stated(as_of, grade, [code]),
        judged=judged(code, as_of, grade),
        outlets=outlets(code, as_of, grade),
        near=tuple((other, notes.get(other.code, "")) for other in known_of("claimants", near, as_of)),
        fared=fared(said.claims, said.standing, code, relations),
        courses=courses(claim for claim in said.claims if claim.claimant == code),
        more=more_flows or len(said.claims) == MOST_CLAIMS,
    )
