"""How fast a claimant's running total grew, beside the stated rates of the same time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.estimates.pace import Pace, PaceRow, Refused, beside, pace_of, paces, refusals
from flows.measures.definition import Definition
from flows.measures.flow import check
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.listing import match, newest
from flows.queries.recorded_flows import flows_with_totals
from flows.queries.standing import standing_claims
from flows.questions import BadQuestion, Fault, Flow, FlowQuestion, ListQuestion
from flows.questions.pace import PaceQuestion
from flows.records import Actor, Munition, Rate, Shipment
from flows.vocabulary import Activity, Bound, Stance

MOST_FLOWS = 60
"""How many flows are offered: those with the most running totals to compare."""
MOST_RATES = 500
"""Of very many rates those stated last are considered."""
FIGURED = tuple(bound for bound in Bound if bound.fills)
_NO_CLAIM = "asserts nothing of a flow, or was not yet stated on the day or is below the grade"
DEFINITION = Definition(
    slug="pace",
    title="Pace of a running total",
    unit="the unit of the claims, a day",
    definition=(
        "By how much a day a claimant's running total grew between two of its statements, beside the rates of fire and "
        "production that were stated of about that time."
    ),
    method=(
        "The growth of the years table, the later total less the earlier one with the bounds of both, divided by the "
        "days between the days until which the two count; ends are rounded outward. The two are of one claimant, about "
        "one flow and kind of thing, at one stage, on one basis, and count from the same day; anything else is refused "
        "with its reason. Where one names no start, and other totals of its series do, the words say that the pace "
        "holds only if it counts from there. A running total cannot fall: where the later one lies wholly below, one "
        "of them was revised, and where it is the same, no growth was stated; no pace follows from either. A "
        "rate stands beside it where its start and its end each lie within 92 days of those of the pace, or where it "
        "is about a part of that time, and says which; rates by the month and the year are spread over 30.4375 and "
        "365.25 days, which is computed too."
    ),
    caveats=(
        "Computed; nobody stated it.",
        "What arrived a day is not what was fired a day: rounds go into stock.",
        "Between two floors, and between two ceilings, nothing follows.",
        "Growth of what containers could hold is growth of room, not of goods.",
    ),
)


@dataclass(frozen=True, slots=True)
class PaceAnswer:
    """The paces about a flow by day, and what none follows from.

    ``question`` names the flow, ``flows`` are those that could be asked about, ``claimants`` those who gave a total of
    this one, by code with their names. ``chosen`` is what two named claims yield.
    """

    question: PaceQuestion
    flow: Flow
    supplier: Actor
    recipient: Actor
    munition: Munition
    rows: tuple[PaceRow, ...]
    refused: tuple[Refused, ...]
    chosen: PaceRow | Refused | None
    claimants: tuple[tuple[str, str], ...]
    flows: tuple[Flow, ...]

    @property
    def every(self) -> tuple[PaceRow | Refused, ...]:
        """What was chosen, then the paces, then the pairs without one."""
        return (*((self.chosen,) if self.chosen else ()), *self.rows, *self.refused)


def compute(question: PaceQuestion) -> PaceAnswer:
    """The paces, by five queries, two more where claims are named; BadQuestion for what is unknown on the day."""
    tree, flows = catalogue(), flows_with_totals(MOST_FLOWS, question.as_of)
    flow = question.flow or next(iter(flows), None)
    if flow is None:
        raise BadQuestion(Fault("flow", "", "flow: no claimant gave two running totals from one day on"))
    check(FlowQuestion(flow, question.as_of), tree, "flow")
    totals = _totals(question, flow, tree)
    claimants = tuple(sorted({(claim.claimant, claim.claimant_name) for claim in totals}, key=lambda pair: pair[1]))
    if question.claimant and question.claimant not in dict(claimants):
        message = f"claimant: {question.claimant!r} gave no running total of {flow}"
        raise BadQuestion(Fault("claimant", question.claimant, message, tuple(sorted(dict(claimants)))))
    claims = [claim for claim in totals if question.claimant in ("", claim.claimant)]
    chosen = _chosen(question)
    rates = _rates(question, {flow.supplier, flow.recipient, *_parties(chosen)})
    return PaceAnswer(
        question if question.flow else _with_flow(question, flow),
        flow,
        tree.actors[flow.supplier],
        tree.actors[flow.recipient],
        tree.munitions[flow.munition],
        tuple(_row(pace, rates, tree) for pace in paces(claims)),
        refusals(claims),
        _row(chosen, rates, tree) if isinstance(chosen, Pace) else chosen,
        claimants,
        flows,
    )


def _with_flow(question: PaceQuestion, flow: Flow) -> PaceQuestion:
    return PaceQuestion(flow, question.claimant, question.earlier, question.later, question.as_of, question.grade)


def _totals(question: PaceQuestion, flow: Flow, tree: Catalogue) -> tuple[Shipment, ...]:
    """Every running total about a flow that stands, or that only a newer one replaced."""
    ledger = standing_claims(question.totals(flow), tree.within(flow.munition))
    replaced = (out.claim for out in ledger.left_out if out.reason == "superseded")
    return (*ledger.standing, *replaced)


def _chosen(question: PaceQuestion) -> Pace | Refused | None:
    if not question.earlier:
        return None
    asked = ListQuestion("shipments", (("stance", (Stance.ASSERTS,)),), as_of=question.as_of, grade=question.grade)
    earlier, later = match(asked, question.earlier), match(asked, question.later)
    if earlier is not None and later is not None:
        return pace_of(earlier, later)
    raise BadQuestion(
        *(
            Fault(name, getattr(question, name), f"{name}: {getattr(question, name)!r} {_NO_CLAIM}")
            for name, claim in (("earlier", earlier), ("later", later))
            if claim is None
        )
    )


def _parties(chosen: Pace | Refused | None) -> Iterator[str]:
    if isinstance(chosen, Pace):
        yield from (chosen.growth.later.supplier, chosen.growth.later.recipient)


def _rates(question: PaceQuestion, actors: set[str]) -> tuple[Rate, ...]:
    activities = (Activity.FIRED, Activity.PRODUCED, Activity.CAPACITY)
    filters = (("activity", activities), ("actor", tuple(sorted(actors))), ("bound", FIGURED), ("current", True))
    return newest(ListQuestion("rates", filters, as_of=question.as_of, grade=question.grade), MOST_RATES)


def _row(pace: Pace, rates: Sequence[Rate], tree: Catalogue) -> PaceRow:
    later = pace.growth.later
    own = [
        rate
        for rate in rates
        if rate.actor == later.recipient or (rate.actor == later.supplier and rate.activity != Activity.FIRED)
    ]
    return PaceRow(pace, beside(pace, own, tree.within(later.munition), tree.above(later.munition)))
