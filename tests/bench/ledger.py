"""How long the ledger takes, and whether its cost stays linear: `make bench` prints it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from time import process_time

from flows.estimates.ledger import heads, period_heads, resolve, spans
from flows.records import Shipment
from tests.makers import shipment

SIZES = (1_000, 10_000, 100_000)
GOAL_SECONDS = 1.0


def claims(size: int) -> list[Shipment]:
    """So many claims in the shape of the real ones: a third in chains, some readings, some intervals and denials."""
    chance = random.Random(20240614)
    newest: dict[str, str] = {}
    made = []
    for number in range(size):
        claimant = f"claimant-{chance.randrange(max(4, size // 40))}"
        temporal = "interval" if chance.random() < 0.35 else "cumulative"
        supersedes = newest.get(claimant) if temporal == "cumulative" and chance.random() < 0.5 else None
        code = f"c{number:07d}"
        since = date(2022, 1, 1) + timedelta(days=chance.randrange(1000))
        made.append(
            shipment(
                code,
                chance.randrange(1, 10_000_000),
                claimant=claimant,
                claimed_on=date(2022, 1, 1) + timedelta(days=number * 1500 // size),
                temporal=temporal,
                supersedes=supersedes,
                alternative_group=f"g{number // 2}" if chance.random() < 0.05 else "",
                stance="denies" if chance.random() < 0.01 else "asserts",
                bound=chance.choice(("exact", "about", "at-least", "up-to")),
                stage=chance.choice(("shipped", "delivered", "pledged")),
                unit=chance.choice(("round", "round", "container")),
                period_start=since if chance.random() < 0.8 else None,
                period_end=since + timedelta(days=365) if temporal == "interval" else None,
            )
        )
        if temporal == "cumulative":
            newest[claimant] = code
    chance.shuffle(made)
    return made


def best(work: Callable[[], object], times: int = 3) -> float:
    """The least processor time in seconds that the work took in a few tries."""
    taken = []
    for _ in range(times):
        start = process_time()
        work()
        taken.append(process_time() - start)
    return min(taken)


def _work(ledger: Sequence[Shipment]) -> object:
    standing = resolve(ledger).standing
    chosen = heads(standing)
    return period_heads(standing), spans(chosen, timedelta(days=365)), spans(chosen, None)


def main() -> None:
    """Print one row a size: seconds, microseconds a claim, and the cost a claim against the smallest size."""
    print("The ledger: resolve, heads, period heads and spans as of today")
    print(f"{'claims':>9} {'seconds':>9} {'µs a claim':>11} {'against 1k':>11}")
    first = 0.0
    for size in SIZES:
        ledger = claims(size)
        seconds = best(partial(_work, ledger))
        each = seconds / size * 1e6
        first = first or each
        print(f"{size:>9,} {seconds:>9.3f} {each:>11.2f} {each / first:>10.2f}x")
    print(f"goal: 100,000 claims under {GOAL_SECONDS:.0f} s: {'met' if seconds < GOAL_SECONDS else 'MISSED'}")


if __name__ == "__main__":
    main()
