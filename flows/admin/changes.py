"""What a claim about a flow would change once it is public: heads, spans and opening of its pages, before and after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flows.estimates.interval import Interval
from flows.estimates.ledger import Span
from flows.headlines import opening
from flows.importing.rules import family
from flows.measures.flow import FlowAnswer, answer
from flows.queries.catalogue import Catalogue
from flows.queries.flow_claims import claims_of
from flows.queries.nesting import nesting
from flows.questions import Flow, FlowQuestion
from flows.records import Shipment as ShipmentRecord
from flows.vocabulary import LEFT_OUT, STAGE, UNIT, Temporal
from flows.wording import interval_words, quote


@dataclass(frozen=True, slots=True)
class Change:
    """What changes on one page: its name, and each difference as a sentence; no sentence means that nothing does."""

    page: str
    address: str
    sentences: tuple[str, ...]


def changes(draft: ShipmentRecord, tree: Catalogue) -> tuple[Change, ...]:
    """What the claim would change, as of today, in the flow of its munition and in that of its widest kind.

    The claim is taken as if it were public with what the form says; a public claim that is being changed is
    compared with itself as it is now. Four queries for each flow.
    """
    parents = {code: munition.parent for code, munition in tree.munitions.items()}
    munitions = dict.fromkeys((draft.munition, family(draft.munition, parents)))
    return tuple(_change(draft, munition, tree) for munition in munitions)


def with_draft(now: tuple[ShipmentRecord, ...], draft: ShipmentRecord) -> tuple[ShipmentRecord, ...]:
    """The public claims of a flow with the draft among them, in the place of the same claim as it is now."""
    successor = next((one for one in now if one.supersedes == draft.code), None)
    if successor is not None:
        draft = replace(draft, superseded_by=successor.code, superseded_on=successor.claimed_on)
    return (*(one for one in now if one.code != draft.code), draft)


def _change(draft: ShipmentRecord, munition: str, tree: Catalogue) -> Change:
    question = FlowQuestion(Flow(draft.supplier, draft.recipient, munition))
    now = claims_of(question.flow, tree.within(munition))
    relations = nesting(tree)
    before = answer(question, now, tree, relations)
    after = answer(question, with_draft(now, draft), tree, relations)
    names = f"{before.supplier.name} to {before.recipient.name}: {before.munition.plural}"
    address = f"/flows/{draft.supplier}/{draft.recipient}/{munition}/"
    return Change(names, address, tuple(_sentences(draft, before, after)))


def as_before_and_after(before: str, after: str, what: str) -> list[str]:
    """A sentence of the site as it is and as it would be; nothing where it stays."""
    if before == after:
        return []
    return [f"{what}, before: {before or 'nothing.'}", f"{what}, after: {after or 'nothing.'}"]


def _sentences(draft: ShipmentRecord, before: FlowAnswer, after: FlowAnswer) -> list[str]:
    return [
        *_place(draft, after),
        *_heads(draft, before, after),
        *_fallen(draft, before, after),
        *_spans(before, after),
        *as_before_and_after(opening(before), opening(after), "The page begins"),
    ]


def _place(draft: ShipmentRecord, after: FlowAnswer) -> list[str]:
    """What becomes of the claim itself."""
    if any(head.code == draft.code for head in after.heads):
        return [f"This claim would be a head: {quote(draft)}."]
    out = next((one for one in after.ledger.left_out if one.claim.code == draft.code), None)
    if out is not None:
        return [f"This claim would be listed and would not stand: {LEFT_OUT.label(out.reason)}."]
    if draft.temporal != Temporal.CUMULATIVE:
        return ["This claim would stand beside the running totals and would not be a head."]
    return [
        "This claim would stand, and would not be a head: its claimant has a newer total, or it is part of another."
    ]


def _heads(draft: ShipmentRecord, before: FlowAnswer, after: FlowAnswer) -> list[str]:
    was, will = {head.code: head for head in before.heads}, {head.code: head for head in after.heads}
    gone = [
        f"No longer a head: {quote(head)}." for code, head in was.items() if code not in will and code != draft.code
    ]
    new = [f"A head again: {quote(head)}." for code, head in will.items() if code not in was and code != draft.code]
    if draft.code in was and draft.code in will and quote(was[draft.code]) != quote(will[draft.code]):
        return [f"Until now it reads: {quote(was[draft.code])}.", *gone, *new]
    return [*gone, *new]


def _fallen(draft: ShipmentRecord, before: FlowAnswer, after: FlowAnswer) -> list[str]:
    """The claims that stood and would not, with the reason."""
    stood = {claim.code for claim in before.ledger.standing}
    return [
        f"Left out from then on: {out.claim.code}, {LEFT_OUT.label(out.reason)}."
        for out in after.ledger.left_out
        if out.claim.code in stood and out.claim.code != draft.code
    ]


def _spans(before: FlowAnswer, after: FlowAnswer) -> list[str]:
    was = {(span.stage, span.unit): span for span in before.spans}
    will = {(span.stage, span.unit): span for span in after.spans}
    told = []
    for key in sorted(was.keys() | will.keys()):
        one, other = was.get(key), will.get(key)
        if (one and _ends(one)) != (other and _ends(other)):
            what = f"{UNIT.label(key[1])} {STAGE.label(key[0])}"
            told.append(f"The span of {what}: {span_words(one)} before, {span_words(other)} after.")
    return told


def _ends(span: Span) -> tuple[Any, ...]:
    return (span.low, span.high, span.lowest, span.highest)


def span_words(span: Span | None) -> str:
    """A span in words: from the lowest to the highest end, and where it is open."""
    if span is None:
        return "no running total"
    if span.low is None and span.high is None:
        if span.lowest is None or span.highest is None:
            return "no figure stated"
        return f"open at both ends (figures from {interval_words(Interval(span.lowest, span.highest))})"
    return interval_words(Interval(span.low, span.high))
