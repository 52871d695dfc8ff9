"""What each side was said to have been sent, by supplier: running totals, and the newest year, apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flows.estimates.suppliers import Supplier, suppliers
from flows.measures.definition import Definition
from flows.measures.flow import check
from flows.measures.usual import usual_pair
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.standing import deciding_claims, ledger_of
from flows.questions import Flow, FlowQuestion
from flows.questions.flow import DEFAULT_WINDOW
from flows.questions.total import TotalQuestion
from flows.questions.years import DEFAULT_STAGES
from flows.records import Actor, Munition, Shipment
from flows.vocabulary import Reliability

DEFINITION = Definition(
    slug="suppliers",
    title="What each side was said to have been sent, by supplier",
    unit="the unit of the munition",
    definition=(
        "For each supplier of a side the running totals of what was shipped or delivered that stand on the day, and "
        "apart from them the figures for the newest calendar year that has one."
    ),
    method=(
        "The sides are the recipients of the two flows of the first story, and the goods the widest kind that its "
        "first flow belongs to. A running total is shown where no newer one of its claimant covers it and it was "
        f"stated at most {DEFAULT_WINDOW} days before the newest of its supplier, stage and unit; older ones are "
        "counted. One that counts from 1 January on and is about the whole of its year is a figure of that year. A "
        "figure is about a whole year where its ends lie within 92 days of those of the year and it is no "
        "part of another figure. Suppliers are ordered by the largest figure that anybody states; what something could "
        "have held counts in that order only where nothing else is stated."
    ),
    caveats=(
        "Suppliers overlap, as a bloc and its members do, and are never added up.",
        "Several figures for one supplier are accounts of the same goods.",
        "What containers could hold is a capacity and no delivery.",
        "A total and a year are two series.",
    ),
)


@dataclass(frozen=True, slots=True)
class Side:
    """A recipient with its suppliers, the largest first."""

    actor: Actor
    suppliers: tuple[Supplier, ...]


@dataclass(frozen=True, slots=True)
class SuppliersAnswer:
    """The sides, and what is counted."""

    as_of: date | None
    munition: Munition
    sides: tuple[Side, ...]


def compute(
    as_of: date | None = None,
    grade: Reliability | None = None,
    flows: tuple[Flow, Flow] | None = None,
    tree: Catalogue | None = None,
) -> SuppliersAnswer:
    """The sides and their suppliers as of a day, by four queries, one less where the ``flows`` are given and two less
    with the catalogue.

    BadQuestion where no two flows are on record.
    """
    flows = flows or usual_pair()
    tree = tree or catalogue()
    for flow in flows:
        check(FlowQuestion(flow, as_of), tree)
    question = question_of(flows, tree, as_of, grade)
    return answered(question, deciding_claims(question, tree.within(*question.munitions)), tree)


def question_of(
    flows: tuple[Flow, Flow], tree: Catalogue, as_of: date | None = None, grade: Reliability | None = None
) -> TotalQuestion:
    """The claims that two flows lead to: all that moved to their recipients, of the widest kind of the first."""
    sides = tuple(dict.fromkeys(flow.recipient for flow in flows))
    kind = tree.family(flows[0].munition)
    return TotalQuestion(
        suppliers=(), recipients=sides, munitions=(kind,), as_of=as_of, stages=DEFAULT_STAGES, grade=grade
    )


def answered(question: TotalQuestion, claims: tuple[Shipment, ...], tree: Catalogue) -> SuppliersAnswer:
    """The sides from claims already read: no query."""
    (kind,) = question.munitions
    munition, window = tree.munitions[kind], timedelta(days=DEFAULT_WINDOW)
    standing = ledger_of(claims, question, tree.within(kind)).standing
    sides = (
        Side(
            tree.actors[code],
            suppliers((claim for claim in standing if claim.recipient == code), munition.unit, window),
        )
        for code in question.recipients
    )
    return SuppliersAnswer(question.as_of, munition, tuple(sides))
