"""What a claim about a flow would change in the headlines: the sentences of the front page, and the computed ratios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flows.admin.changes import Change, as_before_and_after, with_draft
from flows.estimates.nesting import Nesting
from flows.estimates.quotient import Quotient
from flows.headlines import pair_words, ratios_sentence, state_of
from flows.measures import story as story_measure
from flows.measures import suppliers, supply_quotient
from flows.measures.flow import FlowAnswer, answer
from flows.queries.catalogue import Catalogue
from flows.queries.flow_claims import claims_of
from flows.queries.nesting import nesting
from flows.queries.standing import deciding_claims
from flows.queries.stories import flows_of, stories, usual_flows
from flows.questions import CompareQuestion, Flow, FlowQuestion
from flows.records import Shipment, Story
from flows.wording import quote

SHOWN = 6
"""Of the pairs that are not comparable at most so many are written out, before and after."""

Sides = tuple[FlowAnswer, FlowAnswer]
Pair = tuple[Flow, Flow]
Claims = dict[Flow, tuple[Shipment, ...]]


def headline_changes(draft: Shipment, tree: Catalogue) -> tuple[Change, ...]:
    """What would read otherwise on the front page, in each story and on the page of comparisons, as they open.

    Four queries, and six more for each pair of flows that the claim is about; nothing is written.
    """
    told = stories()
    usual = flows_of(told[0]) if told else usual_flows()
    if usual is None:
        return ()
    found = [Change("The overview", "/", tuple(_overview(draft, usual, tree)))]
    for story in told:
        pair = flows_of(story)
        if _is_about(draft, pair, tree):
            read = _Read.of(draft, pair, tree)
            sentences = tuple(_story(story, read))
            found.append(Change(f"The story: {story.title}", f"/stories/{story.code}/", sentences))
    if _is_about(draft, usual, tree):
        read = _Read.of(draft, usual, tree)
        sentences = tuple(_compared(CompareQuestion(*usual), read.on(read.now), read.on(read.then)))
        found.append(Change("Compare two flows", "/compare/", sentences))
    return tuple(change for change in found if change.sentences)


@dataclass(frozen=True, slots=True)
class _Read:
    """The claims of two flows as they are and as they would be."""

    pair: Pair
    now: Claims
    then: Claims
    tree: Catalogue
    relations: Nesting

    @classmethod
    def of(cls, draft: Shipment, pair: Pair, tree: Catalogue) -> _Read:
        now = {flow: claims_of(flow, tree.within(flow.munition)) for flow in pair}
        then = {flow: with_draft(now[flow], draft) if _about(draft, flow, tree) else now[flow] for flow in pair}
        return cls(pair, now, then, tree, nesting(tree))

    def on(self, claims: Claims, day: date | None = None) -> Sides:
        """Both flows on a day."""
        left, right = (answer(FlowQuestion(flow, day), claims[flow], self.tree, self.relations) for flow in self.pair)
        return left, right


def _is_about(draft: Shipment, pair: Pair, tree: Catalogue) -> bool:
    return any(_about(draft, flow, tree) for flow in pair)


def _about(draft: Shipment, flow: Flow, tree: Catalogue) -> bool:
    pair = (draft.supplier, draft.recipient) == (flow.supplier, flow.recipient)
    return pair and draft.munition in tree.within(flow.munition)


def _overview(draft: Shipment, usual: Pair, tree: Catalogue) -> Iterator[str]:
    """The sentences on what each side was said to have been sent."""
    question = suppliers.question_of(usual, tree)
    within = tree.within(*question.munitions)
    if draft.recipient not in question.recipients or draft.munition not in within:
        return
    now = deciding_claims(question, within)
    was, will = (suppliers.answered(question, claims, tree) for claims in (now, with_draft(now, draft)))
    for before, after in zip(was.sides, will.sides, strict=True):
        goods = was.munition.plural
        yield from as_before_and_after(state_of(before, goods), state_of(after, goods), "The first sentences")


def _story(story: Story, read: _Read) -> Iterator[str]:
    """What it compared as of its day, and the ratios in words."""
    was, will = (
        story_measure.compared(story, story.day, *read.on(claims, story.day), ()) for claims in (read.now, read.then)
    )
    listed, would_be = ([quote(claim) for claim in (*one.above, *one.below)] for one in (was, will))
    yield from as_before_and_after(ratios_sentence(was), ratios_sentence(will), "The ratios")
    yield from (f"No longer compared: {phrase}." for phrase in listed if phrase not in would_be)
    yield from (f"New in the comparison: {phrase}." for phrase in would_be if phrase not in listed)


def _compared(question: CompareQuestion, before: Sides, after: Sides) -> list[str]:
    """The computed ratios that go and that come: the comparable ones, and of the others the first few."""
    was, will = _pairs(question, before), _pairs(question, after)
    gone = [was[words] for words in was if words not in will]
    new = [will[words] for words in will if words not in was]
    told = [*_told(gone, "No longer"), *_told(new, "New")]
    comparable = sum(pair.comparable for pair in was.values()), sum(pair.comparable for pair in will.values())
    if comparable[0] != comparable[1]:
        told.insert(0, f"Comparable pairs of newest figures: {comparable[0]} before, {comparable[1]} after.")
    return told


def _pairs(question: CompareQuestion, sides: Sides) -> dict[str, Quotient]:
    compared = supply_quotient.compare(question, *sides, ())
    return {pair_words(pair): pair for pair in compared.quotients}


def _told(pairs: Iterable[Quotient], word: str) -> list[str]:
    ordered = sorted(pairs, key=lambda pair: (len(pair.differences), pair.left.code, pair.right.code))
    comparable = [pair for pair in ordered if pair.comparable]
    others = [pair for pair in ordered if not pair.comparable]
    told = [f"{word}: {pair_words(pair)}." for pair in (*comparable, *others[:SHOWN])]
    if len(others) > SHOWN:
        told.append(f"{word}: {len(others) - SHOWN} more pairs that are not comparable.")
    return told
