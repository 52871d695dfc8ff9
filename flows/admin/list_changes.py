"""What a claim about a pace, a balance or a context figure would change: which figure is the newest of its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows.admin.changes import Change
from flows.queries.listing import every
from flows.questions import ListQuestion
from flows.records import Indicator, Rate, Ratio
from flows.vocabulary import ACTIVITY, COMPARED, PER, Status
from flows.wording import measured, quote


@dataclass(frozen=True, slots=True)
class Line:
    """The claims that a new one stands among: what they are called, where readers find them, the filters, and which
    fields make one claimant's own line of them."""

    name: str
    address: str
    table: str
    filters: tuple[tuple[str, Any], ...]
    same: tuple[str, ...]


def list_changes(draft: Rate | Ratio | Indicator) -> tuple[Change, ...]:
    """What the list of its page would hold otherwise, as of today: the newest figure of the claimant and of anybody,
    what it replaces, how many there are. One query; nothing is written."""
    line = _line(draft)
    now = [claim for claim in every(_question(line)) if claim.status != Status.RETRACTED and _alike(claim, draft, line)]
    then = sorted([*(claim for claim in now if claim.code != draft.code), draft], key=_by_day)
    return (Change(line.name, line.address, tuple(_sentences(draft, now, then))),)


def _line(draft: Rate | Ratio | Indicator) -> Line:
    match draft:
        case Rate():
            name = (
                f"{draft.actor_name}: {draft.munition_plural}, {ACTIVITY.label(draft.activity)} {PER.label(draft.per)}"
            )
            filters: tuple[tuple[str, Any], ...] = (("activity", (draft.activity,)), ("actor", (draft.actor,)))
            return Line(name, f"/rates/?activity={draft.activity}", "rates", filters, ("munition", "per"))
        case Ratio():
            name = f"{draft.favours_name} and {draft.over_name}: {COMPARED.label(draft.compared)}"
            sides = tuple(sorted((draft.favours, draft.over)))
            filters = (("compared", (draft.compared,)), ("favours", sides), ("over", sides))
            return Line(name, f"/ratios/?compared={draft.compared}", "ratios", filters, ())
        case Indicator():
            name = measured(draft)
            return Line(
                name[:1].upper() + name[1:],
                f"/indicators/?name={draft.name}",
                "indicators",
                (("actor", (draft.actor,)),),
                ("name", "unit"),
            )


def _question(line: Line) -> ListQuestion:
    return ListQuestion(line.table, line.filters, ordering="claimed_on")


def _alike(claim: Any, draft: Any, line: Line) -> bool:
    return all(getattr(claim, name) == getattr(draft, name) for name in line.same)


def _sentences(draft: Any, now: Sequence[Any], then: Sequence[Any]) -> list[str]:
    told = [f"Claims in this list: {len(now)} before, {len(then)} after."] if len(now) != len(then) else []
    was, will = _newest(now), _newest(then)
    told += _moved("The newest figure", was, will)
    own_was, own_will = (_newest([one for one in each if one.claimant == draft.claimant]) for each in (now, then))
    if own_was != was or own_will != will:
        told += _moved(f"The newest figure of {draft.claimant_name}", own_was, own_will)
    replaced = next((one for one in now if one.code == getattr(draft, "supersedes", None)), None)
    if replaced is not None and replaced.superseded_by != draft.code:
        told.append(f"Marked as superseded from then on: {quote(replaced)}.")
    if not any(one.code == draft.code for one in (will, own_will) if one is not None):
        told.append("This claim would be listed; newer figures stand before it.")
    return told


def _moved(what: str, was: Any, will: Any) -> list[str]:
    if was == will:
        return []
    before = quote(was) if was is not None else "none recorded"
    return [f"{what}, before: {before}.", f"{what}, after: {quote(will)}."]


def _newest(claims: Sequence[Any]) -> Any:
    return max(claims, key=_by_day, default=None)


def _by_day(claim: Any) -> tuple[Any, str]:
    return claim.claimed_on, claim.code
