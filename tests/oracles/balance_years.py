"""What a side received, made and fired in a year once more: claim by claim, day by day, floor by floor."""

from __future__ import annotations

import math
from calendar import isleap, monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from flows.estimates.nesting import Nesting
from flows.records import AnyClaim, Indicator, Rate, Shipment
from tests.oracles.starts import named_start
from tests.oracles.totals import reasons

Year = tuple[date, date]
Cell = tuple[int, int | None]
"""The least and the most; None where nothing bounds it."""


@dataclass(frozen=True)
class Account:
    """What is said of a term: its ends, the most that it leaves to its part, of which part it is, and how it counts."""

    low: int
    high: int | None
    room: float
    whose: str = ""
    kind: str = ""
    place: str = ""
    time: Year | None = None
    paced: bool = False
    part: bool = False
    more: bool = False
    silent: bool = False

    @property
    def scope(self) -> tuple[str, str, str, Year | None, bool]:
        of_part = self.part and self.high is None
        return (self.whose, self.kind, self.place, self.time, self.paced) if of_part else WHOLE

    @property
    def only_ceiling(self) -> bool:
        return self.more and not self.low


WHOLE = ("", "", "", None, False)


def cell(claims: Iterable[AnyClaim], term: str, goods: str, year: Year, nesting: Nesting) -> Cell | None:
    """What the claims about one side come to in a year; None where none of them bounds it."""
    fit = [claim for claim in claims if touches(claim, year) and fits(claim, term)]
    begun = min((named_start(claim) or claim.period_end or claim.claimed_on for claim in fit), default=date.max)
    said = [(claim, account(claim, goods, year, begun)) for claim in fit]
    accounts = [one for _, one in said if one]
    suppliers = {claim.supplier for claim in fit if isinstance(claim, Shipment)}
    if len(suppliers) > 1:
        flows = [(claim, one) for claim, one in said if isinstance(claim, Shipment) and one]
        of_one = [replace(one, high=None, whose=claim.supplier, part=True) for claim, one in flows]
        accounts = of_one + list(together(flows, len(suppliers), nesting))
    accounts = [one for one in accounts if one.low or one.high is not None]
    if not accounts:
        return None
    if all(one.paced for one in accounts):
        return 0, None
    return floor(accounts), ceiling(accounts)


def touches(claim: AnyClaim, year: Year) -> bool:
    if isinstance(claim, Indicator):
        return True
    return (claim.period_start or date.min) <= year[1] and (claim.period_end or date.max) >= year[0]


def fits(claim: AnyClaim, term: str) -> bool:
    """Whether a claim about the side is one about the term, and gives a figure."""
    if claim.low is claim.point is claim.high is None:  # type: ignore[union-attr]
        return False
    if isinstance(claim, Shipment):
        moved = claim.stage.code in ("shipped", "delivered") and claim.stance.code == "asserts"
        return term == "received" and moved and claim.supplier != claim.recipient
    if isinstance(claim, Rate):
        return claim.activity.code in {"produced": ("produced", "capacity"), "fired": ("fired",)}.get(term, ())
    return term == "fired" and isinstance(claim, Indicator) and "fired" in claim.name.split("-")


def account(claim: AnyClaim, goods: str, year: Year, begun: date) -> Account | None:
    """What a claim says of a year; None where it is about another time."""
    point, low, high = claim.point, claim.low, claim.high  # type: ignore[union-attr]
    least = int(point if point is not None else low or 0)
    most = point if point is not None else high
    narrower = not isinstance(claim, Indicator) and claim.munition != goods  # type: ignore[union-attr]
    found = pace(claim, least, most, year) if isinstance(claim, Rate) else total(claim, least, most, year, begun)
    if found is None:
        return None
    full = isinstance(claim, Shipment) and claim.basis.code == "capacity-if-full"
    if full or (isinstance(claim, Rate) and claim.activity.code == "capacity"):
        found = replace(found, low=0, more=True)
    local = isinstance(claim, Rate) and claim.place and not claim.place_name.startswith("Whole")
    if narrower:
        found = replace(found, part=True, kind=claim.munition, high=None)  # type: ignore[union-attr]
    if local:
        found = replace(found, part=True, place=claim.place or "", high=None)  # type: ignore[union-attr]
    return replace(found, silent=claim.bound.code == "up-to" and not found.low)


def total(claim: AnyClaim, least: int, most: object, year: Year, begun: date) -> Account | None:
    start, end = named_start(claim), claim.period_end
    runs = isinstance(claim, Shipment) and claim.temporal.code == "cumulative"
    if runs and end is None and (start is None or start <= claim.claimed_on):
        end = claim.claimed_on
    high = None if most is None else int(most)  # type: ignore[call-overload]
    room = math.inf if high is None else high
    first, last = year
    if is_near(start, end, year):
        return Account(least, high, room)
    if start and start >= first and (end or max(start, claim.claimed_on)) <= last:
        return Account(least, None, room, part=True, time=(start, end or date.max))
    if end and (start or date.min) <= first and last <= end and (start or begun <= last):
        return Account(0, high, room, more=True)
    return None


def is_near(start: date | None, end: date | None, year: Year) -> bool:
    """Whether both ends lie near to those of the year: by a quarter of its days, and by 92."""
    slack = min(92, ((year[1] - year[0]).days + 1) // 4)
    return bool(start and end and abs((start - year[0]).days) <= slack and abs((end - year[1]).days) <= slack)


def pace(claim: Rate, least: int, most: object, year: Year) -> Account | None:
    start, end = claim.period_start, claim.period_end
    start, end = start or end, end or (start and max(start, claim.claimed_on))
    if start is None or end is None or start > year[1] or end < year[0]:
        return None
    wanted, own = days(*year), days(max(start, year[0]), min(end, year[1]))
    whole_year = date(start.year, 1, 1), date(start.year, 12, 31)
    stated = bool(claim.period_start and claim.period_end)
    over = stated and claim.per.code == "year" and start.year == end.year and claim.claimed_on > end
    near = abs((start - whole_year[0]).days) <= 92 and abs((end - whole_year[1]).days) <= 92
    of_a_year = len(days(start, end)) if over and near else 0
    if of_a_year and is_near(start, end, year):
        times = Fraction(1)
    elif claim.per.code != "year" and len(wanted) > 184 and len(own) * 4 < len(wanted) * 3:
        low, high = scaled(claim, least, most, own, 0)
        return Account(low, None, high, paced=True, part=True)
    else:
        low, high = scaled(claim, least, most, wanted, of_a_year)
        return Account(low, None if high == math.inf else int(high), high)
    low, high = ends(least, most, times)
    return Account(low, None if high == math.inf else int(high), high)


def scaled(claim: Rate, least: int, most: object, of: Sequence[date], of_a_year: int) -> tuple[int, float]:
    """Both ends for so many days, each of them the part of its month or year that it is."""
    times = Fraction(0)
    for day in of:
        match claim.per.code:
            case "day":
                times += 1
            case "month":
                times += Fraction(1, monthrange(day.year, day.month)[1])
            case _:
                times += Fraction(1, of_a_year if 0 < of_a_year < 365 else 366 if isleap(day.year) else 365)
    return ends(least, most, times)


def ends(least: int, most: object, times: Fraction) -> tuple[int, float]:
    high = math.inf if most is None else math.ceil(Fraction(int(most)) * times)  # type: ignore[call-overload]
    return math.floor(least * times), high


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def together(flows: Sequence[tuple[Shipment, Account]], suppliers: int, nesting: Nesting) -> Iterable[Account]:
    """What several suppliers sent, of each of whom there is one claim: the floors, and the ceilings of all."""
    floors = [pair for pair in flows if pair[1].low]
    ceilings = [pair for pair in flows if pair[1].high is not None]
    bounded = len(ceilings) == suppliers
    for some in (floors, ceilings) if bounded and floors != ceilings else (floors,):
        if len(some) < 2 or reasons([claim for claim, _ in some], nesting):
            continue
        low = sum(one.low for _, one in some)
        every = bounded and len(some) == suppliers
        high = sum(one.high or 0 for _, one in some) if every else None
        yield Account(
            low,
            high,
            math.inf if high is None else high,
            whose=" ".join(sorted(claim.code for claim, _ in some)) if high is None else "",
            part=high is None,
            more=any(one.more for _, one in some),
            silent=not low and all(one.silent for _, one in some),
        )


def ceiling(accounts: Sequence[Account]) -> int | None:
    highs = [one.high for one in accounts if one.high is not None or not one.part]
    return None if None in highs or not highs else max(high for high in highs if high is not None)


def floor(accounts: Sequence[Account]) -> int:
    found = agreed(WHOLE, [one for one in accounts if not one.only_ceiling])
    lower = any(one.only_ceiling and one.high is not None and one.high < found for one in accounts)
    return 0 if lower else found


def agreed(scope: tuple[str, str, str, Year | None, bool], accounts: Sequence[Account]) -> int:
    """The lowest of what rivals say of one part, each at least what it leaves room for of a part within that."""
    inside = {one.scope for one in accounts if one.scope != scope and holds(scope, one.scope)}
    outermost = [part for part in inside if not any(other != part and holds(other, part) for other in inside)]
    parts = [agreed(part, accounts) for part in outermost]
    rivals = [one for one in accounts if one.scope == scope]

    def leaves(one: Account) -> int:
        return max([one.low, *(part for part in parts if part <= one.room)])

    told = [leaves(one) for one in rivals if not one.silent]
    told += [leaves(one) for one in rivals if one.silent and (not told or min(told) > one.room)]
    return min(told) if told else max(parts, default=0)


def holds(whole: tuple[str, str, str, Year | None, bool], part: tuple[str, str, str, Year | None, bool]) -> bool:
    named = all(not one or one == other for one, other in zip(whole[:3], part[:3], strict=True))
    if whole[4] and not part[4]:
        return False
    if whole[3] is None:
        return named
    return named and part[3] is not None and whole[3][0] <= part[3][0] and part[3][1] <= whole[3][1]
