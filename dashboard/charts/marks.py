"""From claims to marks: the words, the figures and the looks of one claim, before it has a place."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from dashboard.charts.description import FILLS, SIDES, Link, Mark
from flows.estimates.ledger import Ledger
from flows.records import Rate, Ratio, Shipment
from flows.vocabulary import ACTIVITY, COMPARED, LEFT_OUT, PER
from flows.wording import bounded, grounds, label, quote, short, to_one, when

DOUBTFUL = ("4", "5")


def claim_link(code: str) -> str:
    """The page of a claim."""
    return f"/claims/{code}/"


def shipment_mark(claim: Shipment, state: str = "current") -> Mark:
    """The mark of a claim about a flow; ``state`` is current or the code of the reason that it was left out."""
    denial = claim.stance == "denies"
    # The words of capacity go with the number wherever it is printed.
    full = " if full" if claim.basis == "capacity-if-full" and not denial else ""
    return Mark(
        code=claim.code,
        href=claim_link(claim.code),
        quote=quote(claim),
        label=f"{claim.claimant_name}, denial" if denial else f"{label(claim)}{full}",
        figure_label="denial" if denial else f"{bounded(claim.quantity, short)}{full}",
        detail=f"{grounds(claim)}; {when(claim.claimed_on, claim.date_precision)}",
        claimant=claim.claimant_name,
        stated_on=claim.claimed_on,
        stated_on_words=when(claim.claimed_on, claim.date_precision),
        quantity=claim.quantity,
        stage=claim.stage,
        basis=claim.basis,
        side=SIDES.get(claim.recipient, "neutral"),
        fill=FILLS.get(claim.stage, "open"),
        day=claim.claimed_on,
        denial=denial,
        superseded_by=claim.superseded_by,
        superseded_on_words=when(claim.superseded_on) if claim.superseded_on else "",
        state=state,
        group=claim.alternative_group,
        doubtful=claim.credibility in DOUBTFUL and not denial,
    )


def ledger_marks(ledger: Ledger) -> tuple[Mark, ...]:
    """A mark for every claim of a ledger, with its state, by day and code."""
    states = {out.claim.code: out.reason for out in ledger.left_out}
    return tuple(shipment_mark(claim, states.get(claim.code, "current")) for claim in ledger.known)


def ratio_mark(claim: Ratio) -> Mark:
    """The mark of a stated ratio, at the middle of the time that it is about, or at the day it was stated.

    On an axis of Russia to the other side a ratio in favour of anybody else is turned round.
    """
    turned = claim.over == "ru"
    start = claim.period_start or claim.claimed_on
    end = claim.period_end or start
    return Mark(
        code=claim.code,
        href=claim_link(claim.code),
        quote=quote(claim),
        label=f"{claim.claimant_name}, {_ratio_words(claim)}",
        figure_label=_ratio_words(claim),
        detail=f"{COMPARED.label(claim.compared)}; {when(claim.claimed_on, claim.date_precision)}",
        claimant=claim.claimant_name,
        stated_on=claim.claimed_on,
        stated_on_words=when(claim.claimed_on, claim.date_precision),
        quantity=claim.quantity,
        stage=COMPARED.label(claim.compared),
        basis=claim.wording,
        side=SIDES.get(claim.favours, "neutral"),
        fill="open" if claim.wording == "forecast" else "half" if claim.compared == "firepower" else "full",
        day=start + (end - start) / 2,
        ratio=True,
        forecast=claim.wording == "forecast",
        inverse=turned,
        doubtful=claim.credibility in DOUBTFUL,
    )


def _ratio_words(claim: Ratio) -> str:
    words = to_one(claim.quantity)
    return f"{words} for {claim.favours_name}" if claim.over == "ru" else words


def rate_mark(claim: Rate, side: str, scale: int) -> Mark:
    """The mark of a pace over the time that it is about; over the day it was stated where no time was given."""
    start = claim.period_start or claim.claimed_on
    end = claim.period_end or claim.period_start or claim.claimed_on
    figure = f"{bounded(claim.quantity, short)} {PER.label(claim.per)}"
    return Mark(
        code=claim.code,
        href=claim_link(claim.code),
        quote=quote(claim),
        label=f"{claim.claimant_name}, {figure}",
        figure_label=figure,
        detail=f"{ACTIVITY.label(claim.activity)}; {when(claim.claimed_on, claim.date_precision)}",
        claimant=claim.claimant_name,
        stated_on=claim.claimed_on,
        stated_on_words=when(claim.claimed_on, claim.date_precision),
        quantity=claim.quantity,
        stage=f"{ACTIVITY.label(claim.activity)}, {claim.actor_name}",
        basis=claim.activity,
        side=SIDES.get(side, "neutral"),
        fill="full" if claim.activity in ("fired", "produced", "delivered") else "open",
        day=min(start, end),
        until=max(start, end) if end != start else None,
        scale=scale,
        superseded_by=claim.superseded_by,
        superseded_on_words=when(claim.superseded_on) if claim.superseded_on else "",
        state="superseded" if claim.superseded_by else "current",
        doubtful=claim.credibility in DOUBTFUL,
    )


def state_words(mark: Mark) -> str:
    """Where the claim stands, in words: current, or superseded by which claim and when."""
    if mark.superseded_by:
        return f"superseded by {mark.superseded_by} on {mark.superseded_on_words}"
    return mark.state if mark.state == "current" else LEFT_OUT.label(mark.state)


def successions(marks: Sequence[Mark]) -> tuple[Link, ...]:
    """A link from each superseded mark to its successor, where both are drawn."""
    drawn = {mark.code for mark in marks}
    return tuple(
        Link(mark.code, mark.superseded_by)
        for mark in marks
        if mark.superseded_by is not None and mark.superseded_by in drawn
    )


def readings(marks: Sequence[Mark]) -> tuple[Link, ...]:
    """An "or" between the neighbouring readings of one statement, so that nobody reads them as two."""
    groups: dict[str, list[str]] = {}
    for mark in marks:
        if mark.group:
            groups.setdefault(mark.group, []).append(mark.code)
    return tuple(Link(one, other, "or") for codes in groups.values() for one, other in itertools.pairwise(codes))


def told(marks: Iterable[Mark], most: int = 8) -> str:
    """The quotes of some marks as one sentence each; how many more there are, where there are more."""
    quotes = [mark.quote for mark in marks]
    sentences = " ".join(f"{quote[:1].upper()}{quote[1:]}." for quote in quotes[:most])
    more = len(quotes) - most
    return f"{sentences} {more} more are in the table." if more > 0 else sentences
