"""What is claimed about one flow on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flows.estimates.ledger import Ledger, Span, by_age, heads, period_heads, resolve, spans, undated
from flows.estimates.nesting import Nesting
from flows.estimates.origins import independent_claimants, shared
from flows.estimates.totals import Refusal, Total, total
from flows.measures.definition import Definition
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.codes import known_codes
from flows.queries.flow_claims import claims_of
from flows.queries.nesting import nesting
from flows.questions import BadQuestion, Fault, FlowQuestion
from flows.questions.claim_filters import by_column, codes_matching
from flows.records import Actor, Munition, Shipment

DEFINITION = Definition(
    slug="flow",
    title="What is claimed about a flow",
    unit="the unit of the munition: rounds, missiles, pieces, containers, voyages or tonnes",
    definition=(
        "The running totals about the flow that stand on the day and that no newer one of the same claimant, stage "
        "and unit covers; the newest figures for a period; the span of the totals for each stage and unit; and the "
        "number of independent claimants behind them."
    ),
    method=(
        "Claims stated after the day are not read. A claim is left out where the same claimant later gave a newer "
        "running total, where the other reading of an either/or statement was replaced, where it denies, or where "
        "we withdrew it; each is listed with its reason. Where a grade is asked for, a claim below it is left out as "
        "well, and replaces nothing; a denial stays one at any grade. A newer total covers an older one if it starts "
        "no later; an unknown start counts as earliest. Figures for a period are the newest of each claimant, stage, "
        "unit and period. The span runs from the lowest low to the highest high of the totals stated within the "
        "window (365 days, unless another is asked for) of the newest, and is open at an end where any of them is; "
        "older totals are listed apart."
    ),
    caveats=(
        "Heads are never added up: they describe the same flow.",
        "Capacity says what containers could hold, and is not a delivery.",
        (
            "Two claimants count as independent only if they do not belong to one actor, neither relays the other, and "
            "their totals do not go back to one statement: one derived from the other's, both from a third, or one "
            "document the original of both. Who says what share of a target was met says so himself, whoever set it."
        ),
    ),
)

MOST_SHOWN = 300
"""How many claims of one flow a page draws and lists."""


@dataclass(frozen=True, slots=True)
class FlowAnswer:
    """One flow on one day: the heads, everything that stands, everything left out with its reason, spans, claimants.

    ``period_heads`` are the newest figures for a period. ``spans`` are those of the heads stated within the window of
    the newest one of their stage and unit, ``older`` the heads before those, ``span_all`` the spans of all heads.
    ``origins`` are the groups of heads of several claimants that go back to one statement, by code.
    """

    question: FlowQuestion
    supplier: Actor
    recipient: Actor
    munition: Munition
    ledger: Ledger
    heads: tuple[Shipment, ...]
    period_heads: tuple[Shipment, ...]
    spans: tuple[Span, ...]
    older: tuple[Shipment, ...]
    span_all: tuple[Span, ...]
    claimants: int
    relations: Nesting
    origins: tuple[tuple[str, ...], ...]

    @property
    def undated(self) -> tuple[Shipment, ...]:
        """What stands and is neither a running total nor about a stated period, by day and code."""
        return undated(self.ledger.standing)

    @property
    def figures(self) -> tuple[Shipment, ...]:
        """Every newest figure, whatever time it is about: running totals, figures for a period, and those without."""
        return (*self.heads, *self.period_heads, *self.undated)

    @property
    def recent(self) -> tuple[Shipment, ...]:
        """The heads of which the spans are made: those that are not older, by day and code."""
        return by_age(self.heads, self.question.age)[0]

    @property
    def total(self) -> Total | Refusal:
        """The sum of everything that stands, or why there is none: claimants of one flow hardly ever add up."""
        return total(self.ledger.standing, self.relations)


def compute(question: FlowQuestion) -> FlowAnswer:
    """The answer for one flow, by six queries; BadQuestion naming supplier, recipient or munition if unknown."""
    tree = catalogue()
    return compute_with(question, tree, nesting(tree, question.as_of))


def compute_with(question: FlowQuestion, tree: Catalogue, relations: Nesting) -> FlowAnswer:
    """The same with the reference tables already read: one query."""
    check(question, tree)
    flow = question.flow
    claims = claims_of(flow, tree.within(flow.munition), question.as_of)
    return answer(question, claims, tree, relations)


def answer(question: FlowQuestion, claims: tuple[Shipment, ...], tree: Catalogue, relations: Nesting) -> FlowAnswer:
    """The answer from claims already read: no query, so one reading can be asked for many days."""
    flow = question.flow
    about = asked(question, claims, tree)
    ledger = resolve(claims, question.as_of, about, question.grade)
    chosen = heads(ledger.standing)
    origins = shared(chosen, ledger.known)
    recent, older = by_age(chosen, question.age)
    return FlowAnswer(
        question,
        tree.actors[flow.supplier],
        tree.actors[flow.recipient],
        tree.munitions[flow.munition],
        ledger,
        chosen,
        period_heads(ledger.standing),
        spans(recent, None),
        older,
        spans(chosen, None),
        independent_claimants(chosen, origins, relations.claimants),
        relations,
        origins,
    )


def newest(answer: FlowAnswer, most: int = MOST_SHOWN) -> FlowAnswer:
    """The same answer with only its newest claims in the ledger, as many as one page can show, and its running totals;
    of its figures for a period as many again, those stated last.

    What a page leaves out so is named there, and is in the CSV and the JSON of the same question.
    """
    ledger = answer.ledger
    if len(ledger.standing) + len(ledger.left_out) <= most:
        return answer
    periods = sorted(answer.period_heads, key=lambda claim: claim.claimed_on)[-most:]
    shown = {claim.code for claim in (*ledger.known[-most:], *answer.heads, *periods)}
    return replace(
        answer,
        ledger=replace(
            ledger,
            standing=tuple(claim for claim in ledger.standing if claim.code in shown),
            left_out=tuple(out for out in ledger.left_out if out.claim.code in shown),
        ),
    )


def asked(question: FlowQuestion, claims: tuple[Shipment, ...], tree: Catalogue) -> list[str]:
    """The codes of the claims that a question is about, among those that were read to decide about them."""
    return codes_matching(claims, by_column(question.filters(), tree.within(question.flow.munition)))


def check(question: FlowQuestion, tree: Catalogue, parameter: str = "") -> None:
    """BadQuestion where the flow names an actor or a munition that is not recorded."""
    flow = question.flow
    faults = []
    for name, code, table, known in (
        ("supplier", flow.supplier, "actors", tree.actors),
        ("recipient", flow.recipient, "actors", tree.actors),
        ("munition", flow.munition, "munitions", tree.munitions),
    ):
        if code not in known:
            message = f"{name}: there is no {table.removesuffix('s')} {code!r}"
            faults.append(Fault(parameter or name, code, message, known_codes(table, question.as_of)))
    if faults:
        raise BadQuestion(*faults)
