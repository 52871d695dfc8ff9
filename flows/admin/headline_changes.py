"""What a claim about a flow would change in the headlines: the overview's sentences, and the computed ratios."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flows.admin.changes import Change, as_before_and_after, with_draft
from flows.estimates.quotient import Quotient
from flows.headlines import lede, pair_words, ratios_sentence, since
from flows.measures import overview, supply_quotient
from flows.measures.flow import FlowAnswer, answer
from flows.measures.overview import TO_RUSSIA, TO_UKRAINE, Comparison
from flows.queries.catalogue import Catalogue
from flows.queries.flow_claims import claims_of
from flows.queries.nesting import nesting
from flows.questions import CompareQuestion, Flow, FlowQuestion
from flows.records import Ratio, Shipment
from flows.wording import quote

SHOWN = 6
"""Of the pairs that are not comparable at most so many are written out, before and after."""
_SIDES = (TO_RUSSIA, TO_UKRAINE)

Sides = tuple[FlowAnswer, FlowAnswer]


def headline_changes(draft: Shipment, tree: Catalogue) -> tuple[Change, ...]:
    """What would read otherwise on the overview and beside one another on the page of comparisons, as they open.

    Empty where the claim is about neither of their flows. Six queries; nothing is written.
    """
    if not any(_about(draft, flow, tree) for flow in _SIDES):
        return ()
    relations = nesting(tree)
    now = {flow: claims_of(flow, tree.within(flow.munition)) for flow in _SIDES}
    then = {flow: with_draft(now[flow], draft) if _about(draft, flow, tree) else now[flow] for flow in _SIDES}
    stated = supply_quotient.stated_between(CompareQuestion(*_SIDES))

    def on(claims: dict[Flow, tuple[Shipment, ...]], day: date | None) -> Sides:
        left, right = (answer(FlowQuestion(flow, day), claims[flow], tree, relations) for flow in _SIDES)
        return left, right

    june = (on(now, overview.COMPARISON_DAY), on(then, overview.COMPARISON_DAY))
    today = (on(now, None), on(then, None))
    found = (
        Change("The overview", "/", tuple(_overview(june, today, stated))),
        Change("Compare two flows", "/compare/", tuple(_compared(*today))),
    )
    return tuple(change for change in found if change.sentences)


def _about(draft: Shipment, flow: Flow, tree: Catalogue) -> bool:
    pair = (draft.supplier, draft.recipient) == (flow.supplier, flow.recipient)
    return pair and draft.munition in tree.within(flow.munition)


def _overview(june: tuple[Sides, Sides], today: tuple[Sides, Sides], stated: tuple[Ratio, ...]) -> list[str]:
    """The lede and the ratios of June 2024, and what has replaced their figures since."""
    was, will = (overview.compare(overview.COMPARISON_DAY, *sides, stated) for sides in june)
    listed, would_be = _since(was, today[0]), _since(will, today[1])
    return [
        *as_before_and_after(lede(was), lede(will), "The first sentences"),
        *as_before_and_after(ratios_sentence(was), ratios_sentence(will), "The ratios"),
        *(f"No longer among what came since: {phrase}." for phrase in listed if phrase not in would_be),
        *(f"New among what came since: {phrase}." for phrase in would_be if phrase not in listed),
    ]


def _since(comparison: Comparison, today: Sides) -> list[str]:
    left, right = today
    found = (*since(comparison.capacity, left.heads), *since(comparison.deliveries, right.heads))
    return [quote(claim) for claim in found]


def _compared(before: Sides, after: Sides) -> list[str]:
    """The computed ratios that go and that come: the comparable ones, and of the others the first few."""
    was, will = _pairs(before), _pairs(after)
    gone = [was[words] for words in was if words not in will]
    new = [will[words] for words in will if words not in was]
    told = [*_told(gone, "No longer"), *_told(new, "New")]
    comparable = sum(pair.comparable for pair in was.values()), sum(pair.comparable for pair in will.values())
    if comparable[0] != comparable[1]:
        told.insert(0, f"Comparable pairs of newest figures: {comparable[0]} before, {comparable[1]} after.")
    return told


def _pairs(sides: Sides) -> dict[str, Quotient]:
    compared = supply_quotient.compare(CompareQuestion(*_SIDES), *sides, ())
    return {pair_words(pair): pair for pair in compared.quotients}


def _told(pairs: Iterable[Quotient], word: str) -> list[str]:
    ordered = sorted(pairs, key=lambda pair: (len(pair.differences), pair.left.code, pair.right.code))
    comparable = [pair for pair in ordered if pair.comparable]
    others = [pair for pair in ordered if not pair.comparable]
    told = [f"{word}: {pair_words(pair)}." for pair in (*comparable, *others[:SHOWN])]
    if len(others) > SHOWN:
        told.append(f"{word}: {len(others) - SHOWN} more pairs that are not comparable.")
    return told
