"""How the balances of the two sides moved between two states of what is known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import date

from flows.clock import today
from flows.estimates.balance import TermAnswer
from flows.measures import balance, usual
from flows.measures.balance import BalanceAnswer
from flows.queries.catalogue import Catalogue
from flows.queries.nesting import nesting
from flows.questions import BadQuestion, Flow
from flows.questions.balance import BalanceQuestion
from flows.questions.changes import ChangesQuestion

Ends = tuple[tuple[date | None, Callable[[], AbstractContextManager[None]]], ...]
"""The two states that are compared: of each the day as of which is asked, and what the asking is done within."""


@dataclass(frozen=True, slots=True)
class BalanceMoved:
    """The balance of one side and one time, from what was known at both ends."""

    before: BalanceAnswer
    after: BalanceAnswer

    @property
    def terms(self) -> tuple[tuple[TermAnswer, TermAnswer], ...]:
        """The terms that are another at the end, each as it was and as it is."""
        both = zip(self.before.terms, self.after.terms, strict=True)
        return tuple((old, new) for old, new in both if old.interval != new.interval)

    @property
    def any(self) -> bool:
        """Whether a term is another, or what they leave."""
        return bool(self.terms) or self.before.settled != self.after.settled


def last_year(as_of: date | None) -> tuple[date, date]:
    """The first and the last day of the last calendar year that is over on a day (None: today)."""
    year = max((as_of or today()).year - 1, date.min.year)
    return date(year, 1, 1), date(year, 12, 31)


def at_stated_days(question: ChangesQuestion) -> Ends:
    """The states by the days of statement."""
    return tuple((edge.day, nullcontext) for edge in (question.earlier, question.later))


def balances_moved(
    question: ChangesQuestion, tree: Catalogue, sides: Collection[str], ends: Ends
) -> tuple[BalanceMoved, ...]:
    """Of these sides the balances that moved, of the last year that was over at the earlier end. One query, three for
    each end, and three for each side and end."""
    asked = [
        BalanceQuestion(
            flow.recipient, *last_year(ends[0][0] or question.earlier.day), flow.munition, grade=question.grade
        )
        for flow in _flows(question, tree)
        if flow.recipient in sides
    ]
    if not asked:
        return ()
    answers = []
    for as_of, state in ends:
        with state():
            # Of a side that nobody had named by then every term is unknown, which is where its balance moves from.
            shared = balance.Known(tree, tuple(tree.actors), tuple(tree.munitions), nesting(tree, as_of))
            answers.append([balance.compute_with(replace(one, as_of=as_of), shared) for one in asked])
    found = (BalanceMoved(old, new) for old, new in zip(*answers, strict=True))
    return tuple(one for one in found if one.any)


def _flows(question: ChangesQuestion, tree: Catalogue) -> Iterator[Flow]:
    """Whose balances are told, each by its recipient and its kind of thing: those of the asked flow, else of the two
    sides as far as they are asked about. A balance is of all claimants and suppliers, so none is told of some."""
    if question.flow is not None and not question.claimants:
        yield question.flow
    if question.flow or question.claimants or question.suppliers:
        return
    with suppress(BadQuestion):
        for flow in usual.usual_pair():
            kinds = {flow.munition, *tree.above(flow.munition)}
            named = not question.recipients or flow.recipient in question.recipients
            if named and (not question.munitions or kinds & {*question.munitions}):
                yield flow
