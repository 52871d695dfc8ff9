"""How long a balance over 200 claims takes, with the claims that cannot all be true: `make bench` prints it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from flows.estimates.balance import certificate, needed, settle, term_of
from flows.estimates.balance_reading import Subject
from flows.estimates.balance_terms import candidates
from flows.estimates.nesting import Nesting
from flows.records import AnyClaim
from flows.vocabulary import BalanceTerm
from tests.bench.ledger import best
from tests.makers import indicator, rate, shipment

CLAIMS = 200
GOAL_SECONDS = 0.1
YEAR = Subject(
    "ru",
    "round",
    "artillery-round",
    frozenset({"artillery-round"}),
    frozenset(),
    date(2024, 1, 1),
    date(2024, 12, 31),
)


def claims(size: int) -> list[AnyClaim]:
    """So many claims about one side's year, a fifth for each term: stocks, plants, suppliers, fire and losses."""
    chance = random.Random(20240614)
    made: list[AnyClaim] = []
    for number in range(size):
        code, figure = f"c{number:03d}", chance.randrange(1_000, 5_000_000)
        day = date(2024, 1, 1) + timedelta(days=chance.randrange(60))
        time = {"period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}
        common = {"actor": "ru", "unit": "round", "claimed_on": day}
        match number % 5:
            case 0:
                made.append(indicator(code, figure, name="shell-stock", **common))
            case 1:
                made.append(rate(code, figure, activity="capacity", per="year", claimed_on=day, **time))
            case 2:
                made.append(shipment(code, figure, bound="up-to", claimed_on=day, **time))
            case 3:
                made.append(rate(code, figure // 100, claimed_on=day, **time))
            case _:
                made.append(indicator(code, figure, name="depot-loss", **common, **time))
    return made


def balanced(found: Sequence[AnyClaim]) -> Decimal:
    """Everything that an answer needs of these claims; the miss of the first set."""
    standing = {term: candidates(found, term, YEAR, Nesting()) for term in BalanceTerm}
    terms = {term: term_of(term, readings, chosen=False) for term, readings in standing.items()}
    settle(terms.values())
    needed(terms, standing)
    sets = certificate(standing).sets
    return sets[0].short_by if sets else Decimal(0)


def main() -> None:
    """Print one row: the seconds of a balance, and whether the goal is met."""
    found = claims(CLAIMS)
    standing = {term: candidates(found, term, YEAR, Nesting()) for term in BalanceTerm}
    seconds = best(partial(balanced, found))
    number = certificate(standing).number
    print(f"The balance of {CLAIMS} claims, {number:,} sets of which cannot all be true: {seconds * 1000:.0f} ms")
    print(f"goal: under {GOAL_SECONDS * 1000:.0f} ms: {'met' if seconds < GOAL_SECONDS else 'MISSED'}")


if __name__ == "__main__":
    main()
