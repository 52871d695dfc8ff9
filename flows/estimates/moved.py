"""How a flow moved between two days: what was stated meanwhile, what stands that did not, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta

from flows.estimates.ledger import Ledger, LeftOut, Span, heads, spans
from flows.records import Shipment

_OF_THE_DAY = frozenset({"superseded_by", "superseded_on", "grade", "originals", "origin"})
"""What of a record follows from other records, and so from the day on which it is read."""


@dataclass(frozen=True, slots=True)
class SpanMoved:
    """The span of one stage and unit at two days; None where there was none."""

    stage: str
    unit: str
    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True)
class Moved:
    """One flow at two days, each tuple by day and code.

    ``stated`` is what was known on the later day and not on the earlier one, of the grade that is asked for;
    ``denials`` are those of them that deny; ``gained`` stands on the later day and did not on the earlier, ``lost`` the
    other way round, each with why. Heads likewise. ``spans`` are those that became another.
    """

    before: Ledger
    after: Ledger
    stated: tuple[Shipment, ...]
    denials: tuple[Shipment, ...]
    gained: tuple[Shipment, ...]
    lost: tuple[LeftOut, ...]
    heads_gained: tuple[Shipment, ...]
    heads_lost: tuple[Shipment, ...]
    spans: tuple[SpanMoved, ...]
    corrected: tuple[Shipment, ...]

    @property
    def any(self) -> bool:
        """Whether anything was stated, or stands otherwise."""
        return bool(self.stated or self.gained or self.lost or self.spans or self.corrected)

    @property
    def passed(self) -> tuple[Shipment, ...]:
        """What was stated meanwhile and stands no more by the later day, without the denials."""
        standing = {claim.code for claim in (*self.after.standing, *self.denials)}
        return tuple(claim for claim in self.stated if claim.code not in standing)


def moved(before: Ledger, after: Ledger, window: timedelta | None, *, of_record: bool = False) -> Moved:
    """What differs between two ledgers of one flow; ``window`` is how much older than the newest a head may be in a
    span. Only between two states ``of_record`` can the same claim say something else."""
    knew = {claim.code: claim for claim in before.known}
    stood = {claim.code for claim in before.standing}
    stands = {claim.code for claim in after.standing}
    out = {one.claim.code: one for one in after.left_out}
    below = {one.claim.code for one in after.left_out if one.reason == "below_grade"}
    denied = {claim.code for claim in after.denials}
    old, new = heads(before.standing), heads(after.standing)
    return Moved(
        before,
        after,
        tuple(claim for claim in after.known if claim.code not in knew and claim.code not in below),
        tuple(claim for claim in after.known if claim.code not in knew and claim.code in denied),
        tuple(claim for claim in after.standing if claim.code not in stood),
        tuple(out.get(claim.code, LeftOut(claim, "")) for claim in before.standing if claim.code not in stands),
        _without(new, old),
        _without(old, new),
        tuple(_spans_moved(spans(old, window), spans(new, window))),
        tuple(_corrected(knew, after.known)) if of_record else (),
    )


def _without(claims: Iterable[Shipment], others: Iterable[Shipment]) -> tuple[Shipment, ...]:
    codes = {claim.code for claim in others}
    return tuple(claim for claim in claims if claim.code not in codes)


def _corrected(before: Mapping[str, Shipment], after: Iterable[Shipment]) -> Iterator[Shipment]:
    yield from (claim for claim in after if claim.code in before and _says_otherwise(before[claim.code], claim))


def _says_otherwise(one: Shipment, other: Shipment) -> bool:
    """Whether a record was changed, and not just what followed it."""
    return any(
        getattr(one, field.name) != getattr(other, field.name)
        for field in fields(Shipment)
        if field.name not in _OF_THE_DAY
    )


def _spans_moved(before: Iterable[Span], after: Iterable[Span]) -> list[SpanMoved]:
    old, new = ({(span.stage, span.unit): span for span in found} for found in (before, after))
    return [
        SpanMoved(stage, unit, old.get((stage, unit)), new.get((stage, unit)))
        for stage, unit in sorted({*old, *new})
        if _ends(old.get((stage, unit))) != _ends(new.get((stage, unit)))
    ]


def _ends(span: Span | None) -> tuple[object, ...]:
    return (span.low, span.high, span.lowest, span.highest) if span else ()
