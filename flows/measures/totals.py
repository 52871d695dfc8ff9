"""A sum over claims, where one is right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flows.estimates.ledger import LeftOut
from flows.estimates.totals import MOST_COMPARED, Refusal, Total, total
from flows.measures.definition import Definition
from flows.queries.catalogue import catalogue
from flows.queries.codes import known_codes
from flows.queries.listing import page_of
from flows.queries.nesting import nesting
from flows.queries.standing import newest_standing, standing_claims
from flows.questions import BadQuestion, Fault, ListQuestion
from flows.questions.total import TotalQuestion
from flows.records import Munition

DEFINITION = Definition(
    slug="total",
    title="Total",
    unit="the unit of the claims that are added",
    definition="The sum of the claims that stand on the day and match the question, if they may be added at all.",
    method=(
        "Claims may be added if they are at the same stage, on the same basis and in the same unit, and cannot count "
        "the same goods: their suppliers, recipients or munitions are apart, or one claimant gives them for periods "
        "that do not meet. Otherwise no number is given, but every reason with the claims behind it, and the periods "
        "that clash."
    ),
    caveats=(
        "Floors add up to a floor; an “up to” adds nothing to it, and where a part has no ceiling the sum has none.",
        "A refusal is an answer: it says which claims describe the same goods.",
    ),
)


@dataclass(frozen=True, slots=True)
class TotalAnswer:
    """A total, with the claims that were left out before and their reasons; or a refusal, with none of those."""

    question: TotalQuestion
    outcome: Total | Refusal
    munitions: tuple[Munition, ...]
    left_out: tuple[LeftOut, ...]


def of_listed(question: ListQuestion) -> Total | Refusal | None:
    """The sum of the claims about flows that a list matches and that stand, or why there is none, by six queries.

    None where the list is not narrowed at all, and where it is so long that it cannot all be tried and nothing
    among its newest stands against a sum.
    """
    narrowing = tuple(pair for pair in question.filters if pair[0] != "current")
    if not narrowing:
        return None
    standing = replace(question.whole(), filters=(*narrowing, ("current", True)), page_size=MOST_COMPARED)
    page = page_of(replace(standing, ordering="-claimed_on"))
    outcome = total(page.records, nesting(catalogue(), question.as_of))
    return outcome if page.next is None or isinstance(outcome, Refusal) else None


def compute(question: TotalQuestion) -> TotalAnswer:
    """The total or why there is none, by seven queries; BadQuestion naming an unknown actor or munition.

    A refusal takes six: what stands against a sum of the newest claims stands against a sum of all.
    """
    tree = catalogue()
    faults = [
        Fault(name, code, f"{name}: there is no {code!r}", known_codes(table, question.as_of))
        for name, codes, table, known in (
            ("supplier", question.suppliers, "actors", tree.actors),
            ("recipient", question.recipients, "actors", tree.actors),
            ("munition", question.munitions, "munitions", tree.munitions),
        )
        for code in codes
        if code not in known
    ]
    if faults:
        raise BadQuestion(*faults)
    within = {code for munition in question.munitions for code in tree.within(munition)}
    relations = nesting(tree, question.as_of)
    munitions = tuple(tree.munitions[code] for code in question.munitions)
    newest = newest_standing(question, within, MOST_COMPARED)
    if isinstance(refusal := total(newest.claims, relations), Refusal):
        return TotalAnswer(question, refusal, munitions, ())
    ledger = standing_claims(question, within)
    return TotalAnswer(question, total(ledger.standing, relations), munitions, ledger.left_out)
