"""As many claims about flows as are wanted, made from the real ones: their shapes, chains and spread, other figures."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

ROUNDS_AT_ONCE = 25
_SPREAD = 1_000


def grow(size: int) -> None:
    """Fill the database up to at least ``size`` claims about flows, in whole rounds; the same ones for the same size.

    Each round copies every real claim with its relations inside the round. The rounds begin on days spread over some
    years and figures vary by a tenth, so filters, orders and chains meet what they meet in the real data.
    """
    from flows.models import Shipment

    real = list(Shipment.objects.filter(code__in=real_codes()).order_by("claimed_on", "code"))
    rounds = range(Shipment.objects.count() // len(real), -(-size // len(real)))
    for start in rounds[::ROUNDS_AT_ONCE]:
        turns = range(start, min(start + ROUNDS_AT_ONCE, rounds.stop))
        Shipment.objects.bulk_create(claim for turn in turns for claim in _round(real, turn))


def _round(real: list[Any], turn: int) -> Iterator[Any]:
    chance = random.Random(turn)
    shift = timedelta(days=turn * 37 % _SPREAD)
    for claim in real:
        yield _copy(claim, turn, chance, shift)


def _copy(claim: Any, turn: int, chance: random.Random, shift: timedelta) -> Any:
    from flows.models import Shipment

    fields = {field.attname: getattr(claim, field.attname) for field in Shipment._meta.concrete_fields}
    fields["code"] = f"{claim.code}.{turn}"
    fields["claimed_on"] = claim.claimed_on + shift
    for name in ("supersedes_id", "part_of_id", "derived_from_id", "alternative_group"):
        fields[name] = f"{fields[name]}.{turn}" if fields[name] else fields[name]
    for name in ("low", "point", "high"):
        if fields[name] is not None:
            fields[name] = (fields[name] * chance.randint(90, 110) / 100).quantize(fields[name])
    if fields["low"] is not None and fields["high"] is not None:
        fields["low"], fields["high"] = sorted((fields["low"], fields["high"]))
    return Shipment(**fields)


def real_codes() -> list[str]:
    """The codes of the claims in the seeds."""
    import csv

    with (Path(__file__).parents[2] / "seeds/shipments.csv").open(encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file)]
