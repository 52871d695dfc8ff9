"""With how few published changes two claims would meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from flows.dictionary import CLAIM_TABLES, LISTED
from flows.estimates.ledger import counts
from flows.estimates.nesting import Nesting
from flows.estimates.reconcile import (
    MOST_CHANGES,
    Published,
    Reconciliation,
    Stated,
    factors,
    reconcile,
)
from flows.measures.conversion import FIGURED
from flows.measures.definition import Definition
from flows.queries.catalogue import catalogue
from flows.queries.claim_groups import computed_claims
from flows.queries.listing import newest, some
from flows.queries.nesting import nesting
from flows.questions import BadQuestion, Fault, ListQuestion
from flows.questions.arithmetic import ReconcileQuestion
from flows.records import Shipment
from flows.vocabulary import Stance, Status
from flows.wording import when

MOST_READ = 200
"""Of very many claims about the same parties the newest are tried."""
MOST_FACTORS = 100
"""Of very many factors those of the same parties are tried, then the newest."""
DEFINITION = Definition(
    slug="reconciliation",
    title="Reconciling two claims",
    unit="changes",
    definition=(
        "The fewest published claims to put in the place of others so that two claims about a flow, or two paces of a "
        "party, meet: computed; nobody stated it."
    ),
    method=(
        "A change takes another published factor (rounds a container), another claimant's count of the same carriers, "
        "the other reading of an either/or statement, the same claimant's figure of another stage, the claim that "
        "contains it or that it contains, or the same claimant's figure of another day or period. All of them are "
        f"tried breadth first, up to {MOST_CHANGES}. Two intervals meet where they overlap, or where their nearest "
        "stated figures differ by at most the tolerance, a share of the larger (5 %, unless another is asked for). Of "
        "equally few changes those come first that take claims which still stand, then those whose stated figures come "
        "nearest. An open end stays open and brings nothing nearer; paces are compared by the day."
    ),
    caveats=(
        "Arithmetic on claims, not a claim: nobody stated it, and it does not say that either claimant erred.",
        "Carriers times a factor are what they could hold if full, not what they held.",
        "A floor meets everything above it: how far the stated figures lie apart is said beside that.",
        (
            f"Of very many claims the newest {MOST_READ} about the same parties are tried, and {MOST_FACTORS} factors, "
            "those of the same parties first."
        ),
    ),
)
TABLES = ("shipments", "rates")
"""The tables whose claims can be reconciled."""


@dataclass(frozen=True, slots=True)
class ReconciliationAnswer:
    """Both claims with their table, and what makes them meet."""

    question: ReconcileQuestion
    table: str
    left: Stated
    right: Stated
    outcome: Reconciliation


def compute(question: ReconcileQuestion) -> ReconciliationAnswer:
    """The fewest changes: four queries, three of paces, and five more where the parties or the goods are not the same.

    BadQuestion where a claim is unknown, not stated by the day, below the grade, or of another kind than the other.
    """
    codes = (question.left, question.right)
    for table in TABLES:
        found: dict[str, Stated] = {claim.code: claim for claim in some(table, codes, question.as_of)}
        if found:
            break
    else:
        table, found = TABLES[0], {}
    if faults := tuple(_faults(question, table, found)):
        raise BadQuestion(*faults)
    left, right = (found[code] for code in codes)
    return ReconciliationAnswer(
        question,
        table,
        left,
        right,
        reconcile(
            left,
            right,
            _published(question, table, left, right),
            question.tolerance / Decimal(100),
            _relations(left, right, question),
        ),
    )


def _published(question: ReconcileQuestion, table: str, left: Stated, right: Stated) -> Published:
    sides = LISTED[table].sides
    parties = tuple((name, tuple(sorted({getattr(left, name), getattr(right, name)}))) for name in sides)
    claims = [
        claim for claim in newest(_asked(question, table, *parties), MOST_READ) if claim.status != Status.RETRACTED
    ]
    if not isinstance(left, Shipment) or not isinstance(right, Shipment):
        return Published(_with(claims, left, right))
    computed = computed_claims(_asked(question, table), dict(parties), MOST_FACTORS)
    named = {claim.derived_from for claim in (left, right, *claims, *computed) if claim.derived_from}
    origins = {claim.code: claim for claim in some(table, tuple(sorted(named)), question.as_of)}
    return Published(
        _with([claim for claim in claims if counts(claim)], left, right, *_carriers(left, right, origins)),
        factors(computed, origins),
    )


def _carriers(left: Shipment, right: Shipment, origins: dict[str, Shipment]) -> Iterator[Shipment]:
    """What the two are derived from, which may be older than all that is read."""
    yield from (origins[claim.derived_from] for claim in (left, right) if claim.derived_from in origins)


def _with(claims: list[Stated], *more: Stated) -> tuple[Stated, ...]:
    return tuple({claim.code: claim for claim in (*claims, *more)}.values())


def _asked(question: ReconcileQuestion, table: str, *filters: tuple[str, tuple[str, ...]]) -> ListQuestion:
    """The claims of a table that give a figure and were known on the day."""
    stance = (("stance", (Stance.ASSERTS,)),) if table == "shipments" else ()
    return ListQuestion(table, (("bound", FIGURED), *stance, *filters), as_of=question.as_of, grade=question.grade)


def _relations(left: Stated, right: Stated, question: ReconcileQuestion) -> Nesting:
    # What is part of what decides nothing between claims that name the same parties and the same kind of goods.
    same = all(
        getattr(left, name, None) == getattr(right, name, None)
        for name in ("supplier", "recipient", "actor", "munition")
    )
    return Nesting() if same else nesting(catalogue(), question.as_of)


def _elsewhere(question: ReconcileQuestion, found: Mapping[str, Stated]) -> Mapping[str, str]:
    """The tables of those codes that are of no claim of the kind that was found: one query for each, or none."""
    codes = tuple(code for code in (question.left, question.right) if code not in found)
    return {claim.code: name for name in CLAIM_TABLES if codes for claim in some(name, codes, question.as_of)}


def _missing(code: str, table: str, others: Mapping[str, str]) -> str:
    """Why a claim is not one of the two: there is none, or it is about something that the other is not."""
    known = [LISTED[name].about for name in TABLES]
    if code not in others:
        about = LISTED[table].about if table else " or ".join(known)
        return f"there is no claim {code!r} about {about}: take the code of one, as the lists of claims have it"
    about = LISTED[others[code]].about
    if others[code] not in TABLES:
        return f"{code!r} is about {about}: take a claim about {' or '.join(known)}"
    wanted = LISTED[table].about
    both = f"take two claims about {wanted}, or two about {about}"
    return f"{code!r} is about {about} and the other claim about {wanted}: {both}"


def _faults(question: ReconcileQuestion, table: str, found: dict[str, Stated]) -> Iterator[Fault]:
    if question.left == question.right and question.left in found:
        yield Fault("right", question.right, f"right: {question.right!r} is the left one too: take another claim")
    others = _elsewhere(question, found)
    for name in ("left", "right"):
        code = getattr(question, name)
        claim = found.get(code)
        if claim is None:
            yield Fault(name, code, f"{name}: {_missing(code, table if found else '', others)}")
        elif question.as_of is not None and claim.claimed_on > question.as_of:
            yield Fault(name, code, f"{name}: {code!r} had not been stated by {when(question.as_of)}")
        elif claim.status == Status.RETRACTED:
            yield Fault(name, code, f"{name}: {code!r} was withdrawn")
        elif not claim.is_graded(question.grade):
            yield Fault(name, code, f"{name}: {code!r} is below the grade {question.grade}")
