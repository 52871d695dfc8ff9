"""How far apart the newest totals of a flow stood, from the first statement to the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from flows.estimates.ledger import Span, heads, resolve, spans
from flows.measures.flow import MOST_SHOWN, FlowAnswer, answer, asked, check
from flows.queries.catalogue import catalogue
from flows.queries.flow_claims import claims_of
from flows.queries.nesting import nesting
from flows.questions import FlowQuestion
from flows.records import Shipment
from flows.vocabulary import STAGE


@dataclass(frozen=True, slots=True)
class Course:
    """One flow at one stage: its claims on the day, and its span from each day on which that became another.

    A span is None from the day on which nothing stood any more. Flows with very many days of statement begin at the
    three hundredth from the end.
    """

    flow: FlowAnswer
    stage: str
    steps: tuple[tuple[date, Span | None], ...]


def compute(question: FlowQuestion) -> Course:
    """The course of a flow, by six queries; BadQuestion naming supplier, recipient or munition if unknown.

    It is about one stage, since spans of two say nothing together: the first that is asked for, or the one with most
    heads, or with most figures for a period where there is no running total.
    """
    tree = catalogue()
    relations = nesting(tree, question.as_of)
    check(question, tree)
    claims = claims_of(question.flow, tree.within(question.flow.munition), question.as_of)
    unit = tree.munitions[question.flow.munition].unit
    stage = _stage(answer(question, claims, tree, relations), unit)
    narrowed = replace(question, stages=(stage,))
    now = answer(narrowed, claims, tree, relations)
    about = asked(narrowed, claims, tree)
    days = sorted({claim.claimed_on for claim in now.ledger.known})[-MOST_SHOWN:]
    return Course(now, stage, tuple(_changes(claims, days, about, unit, narrowed)))


def _stage(now: FlowAnswer, unit: str) -> str:
    if now.question.stages:
        return now.question.stages[0]
    order = STAGE.codes
    totals, figures = (
        Counter(claim.stage for claim in claims if claim.unit == unit and claim.quantity.figures)
        for claims in (now.heads, now.period_heads)
    )
    found = totals or figures
    return max(found, key=lambda stage: (found[stage], order.index(stage)), default=order[-1])


def _changes(
    claims: tuple[Shipment, ...], days: list[date], about: list[str], unit: str, question: FlowQuestion
) -> Iterator[tuple[date, Span | None]]:
    states = [(day, _span(claims, day, about, unit, question)) for day in days]
    yield from states[:1]
    yield from (later for earlier, later in pairwise(states) if later[1] != earlier[1])


def _span(claims: tuple[Shipment, ...], day: date, about: list[str], unit: str, question: FlowQuestion) -> Span | None:
    standing = resolve(claims, day, about, question.grade).standing
    found = [span for span in spans(heads(standing), question.age) if span.unit == unit]
    return found[0] if found else None
