"""Why an account of a supplier is listed and not drawn: charts that draw a few of many choose them in one way.

Of each supplier the sound accounts come before the weak ones, and of these the newest, the two ends of what is stated
and the largest capacity stand for the others: `flows.estimates.suppliers` chooses the ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.charts.words import brief
from flows.estimates.suppliers import ends, sound, usual_kind
from flows.questions.flow import DEFAULT_WINDOW
from flows.records import Shipment
from flows.wording import bounded, period_of, short

OLDER = f"stated more than {DEFAULT_WINDOW} days before the newest total of its supplier"
WEAKER = "weak evidence, and sounder figures of its supplier are drawn"
LESS_HELD = "a smaller capacity than the one of its supplier that is drawn"
FLOOR = "a floor below the lowest figure of its supplier that is drawn"
LOWER = "lower than what is drawn of its supplier, and of an earlier statement"
BETWEEN = "between the lowest and the highest figure of its supplier that are drawn"


def headlines(accounts: Iterable[Shipment]) -> tuple[Shipment, ...]:
    """Of the accounts of one supplier those that stand for all: the two ends of what was said to have been sent, its
    newest account and the largest capacity; weak ones where nothing better stands."""
    every = tuple(accounts)
    sent = sound(claim for claim in every if not claim.basis.is_capacity)
    held = sound(claim for claim in every if claim.basis.is_capacity)
    newest = sorted(sent, key=lambda claim: (claim.claimed_on, _high(claim), claim.code))[-1:]
    return tuple({claim.code: claim for claim in (*ends(sent), *newest, *sorted(held, key=_by_high)[-1:])}.values())


def why_no_headline(claim: Shipment, accounts: Sequence[Shipment]) -> str:
    """Why one of the accounts of a supplier that could be drawn stands for none of the others."""
    if claim.basis.is_capacity:
        alike = [other for other in accounts if other.basis.is_capacity]
        return LESS_HELD if claim in sound(alike) else WEAKER
    sent = [other for other in accounts if not other.basis.is_capacity]
    if claim not in sound(sent):
        return WEAKER
    if claim.munition != usual_kind(sent):
        return f"counts {claim.munition_plural}, as most accounts of its supplier do not"
    if min(claim.quantity.figures) >= min(figure for end in ends(sent) for figure in end.quantity.figures):
        return BETWEEN
    return FLOOR if claim.bound.is_floor else LOWER


def account_words(accounts: Sequence[Shipment]) -> str:
    """What some accounts of one flow say, each with its time, for a title: "Sender to Receiver: 5.7M to 6.7M since
    2023 or at least 10M since Aug 2023"; that they are weak, where all are. At least one account is expected."""
    first = accounts[0]
    told = " or ".join(f"{bounded(claim.quantity, short)} {brief(period_of(claim))}".strip() for claim in accounts)
    weak = " (weak evidence)" if all(claim.is_weak for claim in accounts) else ""
    return f"{first.supplier_name} to {first.recipient_name}: {told}{weak}"


def _high(claim: Shipment) -> float:
    return float(max(claim.quantity.figures))


def _by_high(claim: Shipment) -> tuple[float, str]:
    return _high(claim), claim.code
