"""A story: what it compared as of its day, the ratios stated in it and those computed, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flows.dictionary import CLAIM_TABLES, LISTED
from flows.estimates.quotient import Quotient, comparable_first, quotient
from flows.measures.definition import Definition
from flows.measures.flow import FlowAnswer, answer, check
from flows.measures.supply_quotient import DEFINITION as SUPPLY_QUOTIENT
from flows.queries.catalogue import catalogue
from flows.queries.flow_claims import claims_of
from flows.queries.listing import some
from flows.queries.nesting import nesting
from flows.queries.stories import flows_of, stories
from flows.questions import BadQuestion, CompareQuestion, Fault, FlowQuestion
from flows.records import AnyClaim, Rate, Ratio, Shipment, Story
from flows.vocabulary import Reliability, Status

DEFINITION = Definition(
    slug="story",
    title="The comparison of a story",
    unit="the unit of its flows; and multiples of the flow below the line",
    definition=(
        "The claims that a story names about its two flows, as they stood on its day; the ratio of each on the one "
        "side to each on the other; and what has become of every claim of the story since."
    ),
    method=(
        "Of the claims that the story names, those about its flows that were shipped or delivered and were newest "
        "running totals on its day, or on an earlier day that is asked for. Each ratio is interval division of one "
        "claim by another; a ceiling over a count is a ceiling. The ratios that were stated in the story are records "
        "of their own. A claim has been replaced where its claimant gave a newer one by the day that is read."
    ),
    caveats=(
        "A ratio that was stated and one that is computed are two things, and neither yields the other.",
        "Claims of several claimants about one flow contradict one another; none of them is chosen here.",
    ),
)

_SUPERSEDED = tuple(name for name in CLAIM_TABLES if "supersedes" in LISTED[name].by_name)
"""The tables in which a claim may replace another."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides of a story on a day, each ratio between them, and the ratios that were stated in it.

    ``above`` and ``below`` are the claims on either side of the line, the largest first.
    """

    story: Story
    day: date
    left: FlowAnswer
    right: FlowAnswer
    above: tuple[Shipment, ...]
    below: tuple[Shipment, ...]
    quotients: tuple[Quotient, ...]
    stated: tuple[Ratio, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """A claim of a story, and the claim that has replaced it; None where none has, or it was withdrawn."""

    claim: AnyClaim
    successor: AnyClaim | None

    @property
    def withdrawn(self) -> bool:
        """Whether it was withdrawn here."""
        return self.claim.status == Status.RETRACTED

    @property
    def stands(self) -> bool:
        """Whether nothing has replaced it, and it was not withdrawn."""
        return self.successor is None and not self.withdrawn

    @property
    def replaced_again(self) -> str | None:
        """The code of the claim that has replaced the successor in its turn; None where it stands."""
        return _successor(self.successor) if self.successor else None


@dataclass(frozen=True, slots=True)
class StoryAnswer:
    """A story as read on a day: its comparison as of its own day, and what has become of each of its claims."""

    as_of: date | None
    comparison: Comparison
    fates: tuple[Fate, ...]


def compute(story: Story, as_of: date | None = None, grade: Reliability | None = None) -> StoryAnswer:
    """The story as of a day (None: today), by fourteen queries. BadQuestion as `compare`."""
    comparison = compare(story, as_of, grade)
    wanted = (*story.claims, *story.ratios)
    named = _claims(CLAIM_TABLES, wanted, as_of, grade)
    replacing = tuple(sorted(filter(None, map(_successor, named.values()))))
    successors = _claims(_SUPERSEDED, replacing, as_of, grade)
    fates = (Fate(named[code], successors.get(_successor(named[code]) or "")) for code in wanted if code in named)
    return StoryAnswer(as_of, comparison, tuple(fates))


def compare(story: Story, as_of: date | None = None, grade: Reliability | None = None) -> Comparison:
    """The comparison of a story as of its day, or as of an earlier one; by eight queries.

    BadQuestion where its parties or munitions are not recorded.
    """
    day = story.day if as_of is None else min(as_of, story.day)
    tree = catalogue()
    relations = nesting(tree, day)
    sides = []
    for flow in flows_of(story):
        question = FlowQuestion(flow, day, grade=grade)
        check(question, tree)
        sides.append(answer(question, claims_of(flow, tree.within(flow.munition), day), tree, relations))
    known = {ratio.code: ratio for ratio in some("ratios", story.ratios, day) if _is_known(ratio, day, grade)}
    stated = (known[code] for code in story.ratios if code in known)
    left, right = sides
    return compared(story, day, left, right, tuple(one for one in stated if one.status != Status.RETRACTED))


def compared(story: Story, day: date, left: FlowAnswer, right: FlowAnswer, stated: tuple[Ratio, ...]) -> Comparison:
    """The comparison from two answers for the day and the ratios already read: no query."""
    above, below = (_chosen(story, side) for side in (left, right))
    pairs = comparable_first(quotient(one, other, left.relations) for one in above for other in below)
    return Comparison(story, day, left, right, above, below, pairs, stated)


def first_day(as_of: date | None = None) -> date | None:
    """The day that the comparison of the first story is shown for: its own, or an earlier one that is asked for.

    None where there is no story. One query.
    """
    told = stories()
    if not told:
        return as_of
    return told[0].day if as_of is None else min(as_of, told[0].day)


def first_comparison(as_of: date | None = None, grade: Reliability | None = None) -> Comparison:
    """That of the first story; one query more. BadQuestion where there is no story."""
    told = stories()
    if not told:
        raise BadQuestion(Fault("story", "", "story: none is on record"))
    return compare(told[0], as_of, grade)


def quotient_caveats(question: CompareQuestion) -> tuple[str, ...]:
    """What to know of the computed ratios of a question; of those of a story, from its day on, its own. One query."""
    general = SUPPLY_QUOTIENT.caveats
    for story in stories(question.as_of):
        if story.caution and flows_of(story) == (question.left, question.right):
            return (*general[:-1], story.caution)
    return general


def _chosen(story: Story, side: FlowAnswer) -> tuple[Shipment, ...]:
    """The claims of the story that were newest running totals of what had moved, the largest first."""
    found = (head for head in side.heads if head.code in story.claims and head.stage.is_movement)
    return tuple(sorted(found, key=lambda claim: (-(claim.quantity.figure or 0), claim.code)))


def _claims(
    tables: Iterable[str], codes: tuple[str, ...], as_of: date | None, grade: Reliability | None
) -> dict[str, AnyClaim]:
    """The claims of these codes that were stated by the day and are of the grade. A query for each table."""
    found = (claim for table in tables for claim in some(table, codes, as_of))
    return {claim.code: claim for claim in found if _is_known(claim, as_of, grade)}


def _is_known(claim: AnyClaim, as_of: date | None, grade: Reliability | None) -> bool:
    return (as_of is None or claim.claimed_on <= as_of) and claim.is_graded(grade)


def _successor(claim: AnyClaim) -> str | None:
    return claim.superseded_by if isinstance(claim, Shipment | Rate) else None
