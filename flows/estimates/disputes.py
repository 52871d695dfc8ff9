"""Claims about one thing at one time that cannot both be true, and how many times they lie apart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from typing import Generic, TypeVar

from flows.estimates.interval import Interval
from flows.estimates.period import Period, alike
from flows.records import Figure

F = TypeVar("F", bound=Figure)


@dataclass(frozen=True, slots=True)
class Dispute(Generic[F]):
    """Two claims whose intervals do not meet: the least that ``more`` allows is ``times`` the most of ``less``.

    Computed, and stated by nobody.
    """

    more: F
    less: F
    times: Decimal


def widest(claims: Iterable[F], about: Callable[[F], Hashable]) -> Dispute[F] | None:
    """The two claims of different claimants about the same thing that lie farthest apart; None where all agree.

    ``about`` names the thing. Both claims are about the same time, as `alike` has it, and share days. An open end
    contradicts nothing: "at least 30,000" agrees with 70,000.
    """
    groups: dict[Hashable, list[F]] = {}
    for claim in claims:
        groups.setdefault(about(claim), []).append(claim)
    found = [
        Dispute(more, less, low / high)
        for members in groups.values()
        for more, less in permutations(members, 2)
        if more.claimant != less.claimant and _one_time(Period.of(more), Period.of(less))
        for low, high in [(Interval.of(more.quantity).low, Interval.of(less.quantity).high)]
        if low is not None and high and low > high
    ]
    return max(found, key=lambda dispute: (dispute.times, dispute.more.code, dispute.less.code), default=None)


def _one_time(one: Period, other: Period) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return alike(one, other) and one.start <= other.end and other.start <= one.end
