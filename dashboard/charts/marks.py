"""From claims to marks: the words, the figures and the looks of one claim, before it has a place."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, assert_never

from dashboard.charts.description import Document, Link, Mark
from dashboard.charts.grammar import fills
from dashboard.charts.theme import SIDES, Side
from dashboard.charts.words import numbered
from flows.estimates.ledger import Ledger
from flows.estimates.period import Period
from flows.records import AnyClaim, Claim, Indicator, Rate, Ratio, Shipment
from flows.subject import subject
from flows.vocabulary import COMPARED, INDICATOR_UNIT, Credibility, LeftOut
from flows.wording import (
    amount,
    bounded,
    document_name,
    grounds,
    measured,
    period_of,
    quote,
    short,
    to_one,
    weakness,
    when,
)

OLDER = "older: stated long before the newest"
UNTIMED = "time not stated"
NONE = "No claim recorded."


def shipment_mark(claim: Shipment, left_out: LeftOut | None = None, *, alone: bool = False) -> Mark:
    """The mark of a claim about a flow; ``left_out`` says why it does not stand, where it does not.

    ``alone`` names both parties in its quote, for a chart of more than one flow.
    """
    denial = claim.stance.is_denial
    # The words of capacity go with the number wherever it is printed.
    full = " if full" if claim.basis.is_capacity and not denial else ""
    return _mark(
        claim,
        "denial" if denial else f"{bounded(claim.quantity, short)}{full}",
        grounds(claim),
        alone=alone,
        subject=claim.stage.label,
        grounds=claim.basis.label,
        side=side_of(claim.recipient),
        stage=claim.stage,
        basis=claim.basis,
        fill=fills.of_stage(claim.stage),
        denial=denial,
        left_out=left_out,
        group=claim.alternative_group,
        doubtful=is_doubtful(claim.credibility) and not denial,
    )


def ledger_marks(ledger: Ledger, *, alone: bool = False) -> tuple[Mark, ...]:
    """A mark for every claim of a ledger, with why it does not stand, by day and code."""
    reasons = {out.claim.code: LeftOut.of(out.reason) for out in ledger.left_out}
    return tuple(shipment_mark(claim, reasons.get(claim.code), alone=alone) for claim in ledger.known)


def below_grade(ledger: Ledger, *, alone: bool = False) -> tuple[Mark, ...]:
    """The marks of the claims of a ledger that are below the grade asked for: a chart lists them and draws none."""
    return tuple(
        replace(mark, reason=LeftOut.BELOW_GRADE.label)
        for mark in ledger_marks(ledger, alone=alone)
        if mark.left_out is LeftOut.BELOW_GRADE
    )


def over_its_period(mark: Mark) -> Mark:
    """The mark of a figure for a period over that period; at its one known end where the other is not stated."""
    start, end = mark.about_from, mark.about_to
    return replace(mark, day=start or end, until=end if start and end else None, for_period=True)


def told_apart(mark: Mark, words: str) -> Mark:
    """The mark with what sets it apart from those beside it after its figure; the same without words."""
    if not words:
        return mark
    figure = f"{mark.figure_label} ({words})"
    return replace(mark, figure_label=figure, label=mark.label.replace(mark.figure_label, figure, 1))


def older_mark(mark: Mark) -> Mark:
    """The mark of a head that was stated so long before the newest of its stage and unit that no span holds it."""
    return replace(mark, older=True, detail=f"{mark.detail}; {OLDER}")


def ratio_mark(claim: Ratio) -> Mark:
    """The mark of a stated ratio, over the time that it is about, or at the day it was stated.

    On an axis of the first side to the other a ratio in favour of anybody else is turned round.
    """
    start = claim.period_start or claim.period_end or claim.claimed_on
    end = claim.period_end or start
    turned = subject().side(claim.over) == 0
    words = f"{to_one(claim.quantity)} for {claim.favours_name}" if turned else to_one(claim.quantity)
    fill = fills.of_ratio(claim)
    return _mark(
        claim,
        words,
        COMPARED.label(claim.compared),
        timed=True,
        subject=COMPARED.label(claim.compared),
        grounds=claim.wording.label,
        side=side_of(claim.favours),
        fill=fill,
        day=start,
        until=end if end != start else None,
        ratio=True,
        forecast=fill == "open",
        inverse=turned,
    )


def rate_mark(claim: Rate, side: Side, scale: int) -> Mark:
    """The mark of a pace over the time that it is about; over the day it was stated where no time was given."""
    start = claim.period_start or claim.claimed_on
    end = claim.period_end or claim.period_start or claim.claimed_on
    return _mark(
        claim,
        f"{bounded(claim.quantity, short)} {claim.per.label}",
        claim.activity.label,
        timed=True,
        subject=f"{claim.activity.label}, {claim.actor_name}",
        grounds=claim.activity.code,
        side=side,
        fill=fills.of_rate(claim),
        day=min(start, end),
        until=max(start, end) if end != start else None,
        scale=scale,
        left_out=LeftOut.SUPERSEDED if claim.superseded_by else None,
    )


def indicator_mark(claim: Indicator) -> Mark:
    """The mark of a context figure, which names the time that it is about, or that none was stated."""
    return _mark(
        claim,
        amount(claim.quantity, claim.unit),
        "stated",
        timed=True,
        subject=measured(claim),
        grounds=INDICATOR_UNIT.label(claim.unit),
        side=side_of(claim.whole_of or claim.actor),
        for_period=True,
    )


def input_mark(claim: AnyClaim) -> Mark:
    """The mark of a claim of any kind, for a table alone."""
    match claim:
        case Shipment():
            return shipment_mark(claim, alone=True)
        case Rate():
            return rate_mark(claim, side_of(claim.actor), 1)
        case Ratio():
            return ratio_mark(claim)
        case Indicator():
            return indicator_mark(claim)
        case _:
            assert_never(claim)


def is_doubtful(credibility: Credibility) -> bool:
    """Whether a claim is drawn thin: a rewording, or contradicted by a claimant in a better position to know."""
    match credibility:
        case Credibility.DOUBTFUL | Credibility.IMPROBABLE:
            return True
        case Credibility.CONFIRMED | Credibility.PROBABLE | Credibility.POSSIBLE | Credibility.UNJUDGED:
            return False
        case _:
            assert_never(credibility)


def side_of(actor: str) -> Side:
    """The receiving side that an actor is, or neither."""
    place = subject().side(actor)
    return "neutral" if place is None else SIDES[place]


def successions(marks: Sequence[Mark]) -> tuple[Link, ...]:
    """A link from each superseded mark to its successor, where both are drawn."""
    drawn = {mark.code for mark in marks}
    return tuple(
        Link(mark.code, mark.superseded_by)
        for mark in marks
        if mark.superseded_by is not None and mark.superseded_by in drawn
    )


def readings(marks: Sequence[Mark]) -> tuple[Link, ...]:
    """An "or" between the neighbouring readings of one statement, so that nobody takes them for two."""
    groups: dict[str, list[str]] = {}
    for mark in marks:
        if mark.group:
            groups.setdefault(mark.group, []).append(mark.code)
    return tuple(Link(one, other, "or") for codes in groups.values() for one, other in itertools.pairwise(codes))


def newest_first(marks: Iterable[Mark]) -> list[Mark]:
    """The marks of the claims that stand, the last stated first."""
    return sorted((m for m in marks if not m.faded), key=lambda m: (m.stated_on, m.code), reverse=True)


def told(marks: Iterable[Mark], most: int = 8) -> str:
    """The quotes of some marks as one sentence each, and how many more there are; that there is none, where none is."""
    quotes = [mark.quote for mark in marks]
    sentences = " ".join(f"{quote[:1].upper()}{quote[1:]}." for quote in quotes[:most])
    more = len(quotes) - most
    rest = numbered(more, "more is in the table", "more are in the table")
    return f"{sentences} {rest}." if more > 0 else sentences or NONE


def _document(claim: Claim) -> Document:
    title = claim.source_title
    name = document_name(claim.publisher, title, claim.source_published_on, claim.source_date_precision)
    return Document(claim.source, claim.publisher, title, claim.source_link, name)


def _mark(claim: AnyClaim, figure: str, about: str, *, alone: bool = False, timed: bool = False, **own: Any) -> Mark:
    """What the mark of every claim holds, at the day that it was stated; ``about`` begins its detail, ``own`` are the
    fields that its kind has of its own.

    On a ``timed`` axis, of the time that figures are about, all its words say so where none was stated.
    """
    period, weak = period_of(claim), weakness(claim)
    untimed = timed and not period
    unsaid = f", {UNTIMED}" if untimed else ""
    stated_on = when(claim.claimed_on, claim.date_precision)
    successor, since = (
        (claim.superseded_by, claim.superseded_on) if isinstance(claim, Shipment | Rate) else (None, None)
    )
    return Mark(
        code=claim.code,
        href=f"/claims/{claim.code}/",
        quote="; ".join(filter(None, (quote(claim, alone=alone), weak))) + unsaid,
        label=f"{claim.claimant_name}, {figure} {period}".strip() + unsaid,
        figure_label=figure,
        detail=f"{about}; {stated_on}{f'; weak evidence ({claim.admiralty})' if weak else ''}",
        claimant=claim.claimant_name,
        stated_on=claim.claimed_on,
        stated_on_words=stated_on,
        document=_document(claim),
        quantity=claim.quantity,
        period=period,
        about_from=Period.of(claim).start,
        about_to=claim.period_end,
        superseded_by=successor,
        superseded_on_words=when(since) if since else "",
        grade=claim.admiralty,
        weak=weak,
        untimed=untimed,
        **{"day": claim.claimed_on, "doubtful": is_doubtful(claim.credibility), **own},
    )
