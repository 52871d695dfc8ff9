"""What each party was last said to fire: what a page about paces says first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from flows.estimates.balance_terms import is_local
from flows.records import Rate
from flows.vocabulary import Activity, Per


def newest_fire(rates: Iterable[Rate]) -> tuple[Rate, ...]:
    """Of each party the newest figure for the rounds a day that it fired along the whole front, on sound evidence and
    not replaced; the party of which most is on record first, of equal ones by name."""
    found: dict[str, list[Rate]] = defaultdict(list)
    for rate in rates:
        if rate.activity is Activity.FIRED and (rate.unit, rate.per) == ("round", Per.DAY) and not is_local(rate):
            found[rate.actor_name].append(rate)
    newest = []
    for _, fired in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        sound = [rate for rate in fired if rate.quantity.figures and not (rate.is_weak or rate.superseded_by)]
        if sound:
            newest.append(max(sound, key=lambda rate: (rate.claimed_on, rate.code)))
    return tuple(newest)
