"""Who disagrees with whom, and by how much: the newest figures of each claimant about one thing, held against those
of every other.

How two of them stand to each other says `flows.estimates.pairs`; nothing here says who is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, combinations, product, starmap

from flows.estimates.ledger import heads, period_heads, undated
from flows.estimates.origins import independent_claimants, origins, shared_of
from flows.estimates.pairs import (
    FAR,
    NO_TREE,
    SIZED,
    Above,
    Figured,
    Overlaps,
    Pair,
    Read,
    began_by,
    distance,
    held,
    is_within,
)
from flows.estimates.period import Period, alike
from flows.records import Rate, Ratio, Shipment
from flows.vocabulary import Verdict

MOST_FIGURES = 30
"""Of very many newest figures about one thing those stated last are held against one another."""
_WEIGHT = {verdict: place for place, verdict in enumerate(Verdict)}
"""How much a verdict tells: what was compared first, then what was not, and last what is not independent."""
_DENIED_WITHIN = 365
"""How many days a figure may be stated before or after a denial that stands against it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One claimant about one thing: its newest figures, those about a running total first, and its denials."""

    claimant: str
    name: str
    figures: tuple[Figured, ...]
    denials: tuple[Shipment, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One thing that several claimants speak of: their voices by name, the pairs of their figures, those that differ
    most first, and how many of the claimants are independent."""

    voices: tuple[Voice, ...]
    pairs: tuple[Pair, ...]
    claimants: int

    @property
    def differing(self) -> tuple[Pair, ...]:
        """The pairs of which no value is within both, those that differ most first."""
        return tuple(pair for pair in self.pairs if pair.verdict.differs)

    @property
    def told_apart(self) -> tuple[Pair, ...]:
        """The same with those that would differ if a total counted as its series does."""
        return tuple(pair for pair in self.pairs if pair.is_told_apart)

    @property
    def denied(self) -> bool:
        """Whether anybody denies it."""
        return any(voice.denials for voice in self.voices)

    @property
    def rank(self) -> tuple[Decimal, bool, bool]:
        """What disputes are sorted by: the size of the difference, then denials, then whether anything was compared."""
        size = max((pair.size for pair in self.pairs), default=Decimal(0))
        return -size, not self.denied, not any(pair.verdict.is_compared for pair in self.pairs)


def dispute(
    standing: Iterable[Figured],
    denials: Iterable[Shipment],
    overlaps: Overlaps,
    reference: Collection[str] = (),
    above: Above = NO_TREE,
    narrower: Iterable[Shipment] = (),
) -> Dispute:
    """What claimants say of one thing, of which ``standing`` are the claims that stand.

    With a ``reference`` only its figures are held against those of the others. ``overlaps`` are for each claimant
    those that it is not independent of. ``narrower`` are claims about parts of the thing, as ``above`` tells: they are
    held against those about the whole of it, never against one another.
    """
    whole = newest(standing)
    figures = (*whole, *newest(narrower))
    wholes = {claim.code for claim in whole}
    said: dict[str, list[Figured]] = defaultdict(list)
    denied: dict[str, list[Shipment]] = defaultdict(list)
    names: dict[str, str] = {}
    for claim in figures:
        said[claim.claimant].append(claim)
        names[claim.claimant] = claim.claimant_name
    for denial in denials:
        denied[denial.claimant].append(denial)
        names[denial.claimant] = denial.claimant_name
    voices = tuple(
        Voice(code, names[code], tuple(said[code]), tuple(denied[code]))
        for code in sorted(names, key=lambda code: (names[code], code))
    )
    origin, reads = origins(figures), {claim.code: Read.of(claim) for claim in (*figures, *chain(*denied.values()))}
    found = [
        pair
        for pair in _pairs(voices, reads, origin, overlaps, reference, above)
        if not narrower or pair.verdict is Verdict.DENIED or {pair.left.code, pair.right.code} & wholes
    ]
    number = independent_claimants(figures, shared_of(figures, origin), overlaps)
    return Dispute(voices, tuple(sorted(found, key=lambda pair: _in_order(pair, reads))), number)


def newest(standing: Iterable[Figured]) -> tuple[Figured, ...]:
    """The newest figures about one thing: of flows the running totals, those for a period and those without a time;
    of paces and ratios the newest of each claimant, length of time and period. At most `MOST_FIGURES`, the last."""
    claims = tuple(standing)
    flows = [claim for claim in claims if isinstance(claim, Shipment)]
    others: dict[tuple[object, ...], Rate | Ratio] = {}
    for claim in sorted((c for c in claims if not isinstance(c, Shipment)), key=_by_day):
        per = claim.per if isinstance(claim, Rate) else claim.wording
        others[claim.claimant, per, claim.period_start, claim.period_end] = claim
    found = (*heads(flows), *period_heads(flows), *undated(flows), *others.values())
    return tuple(sorted(found, key=_by_day))[-MOST_FIGURES:]


def nearest(claim: Figured, others: Iterable[Figured], overlaps: Overlaps, above: Above = NO_TREE) -> tuple[Pair, ...]:
    """One claim beside those of other claimants, those about the nearest time first; of each claimant, stage and kind
    of thing the nearest."""
    every = tuple(others)
    of, own = origins((claim, *every)), Read.of(claim)
    found: dict[tuple[object, ...], Read] = {}
    apart = sorted(
        (Read.of(other) for other in every if other.claimant != claim.claimant),
        key=lambda other: (distance(own, other), other.claim.code),
    )
    for other in apart:
        found.setdefault(_kind(other.claim), other)
    return tuple(
        held(own, other, overlaps, above, one_origin=of[claim.code] == of[other.claim.code]) for other in found.values()
    )


def _kind(claim: Figured) -> tuple[object, ...]:
    match claim:
        case Shipment():
            return claim.claimant, claim.stage, claim.munition, claim.stance
        case Rate():
            return claim.claimant, claim.munition, claim.per
        case Ratio():
            return (claim.claimant, claim.wording)


def _pairs(
    voices: Sequence[Voice],
    reads: Mapping[str, Read],
    origin: Mapping[str, str],
    overlaps: Overlaps,
    reference: Collection[str],
    above: Above,
) -> Iterator[Pair]:
    def compared_to(left: Read, right: Read) -> Pair:
        one_origin = origin[left.claim.code] == origin[right.claim.code]
        return held(left, right, overlaps, above, one_origin=one_origin)

    figures = {voice.claimant: [reads[claim.code] for claim in voice.figures] for voice in voices}
    for one, other in combinations(voices, 2):
        if reference and (one.claimant in reference) == (other.claimant in reference):
            continue
        both = list(product(figures[one.claimant], figures[other.claimant]))
        # Only figures of one time, or of a time within that of the other, are ever compared.
        found = [compared_to(left, right) for left, right in both if _of_times_within(left.placed, right.placed)]
        compared = [pair for pair in found if pair.verdict.is_compared]
        if not compared and both:
            compared = [_weightiest(starmap(compared_to, sorted(both, key=lambda pair: distance(*pair))))]
        yield from compared
        yield from _denials(one, other)
        yield from _denials(other, one)


def _weightiest(pairs: Iterable[Pair]) -> Pair:
    """Of pairs of which none was compared the first of those that tell most; what comes after one with a size is not
    asked for."""
    told: list[Pair] = []
    for pair in pairs:
        told.append(pair)
        if pair.verdict in SIZED:
            break
    return min(told, key=lambda pair: _WEIGHT[pair.verdict])


def _denials(one: Voice, other: Voice) -> Iterator[Pair]:
    """The newest denial of one beside the figure of the other that was stated about when it was, within a year: of
    those that it can be about, which begin by its day."""
    if not one.denials:
        return
    denial = max(one.denials, key=_by_day)
    about = [
        (abs((claim.claimed_on - denial.claimed_on).days), claim.code, claim)
        for claim in other.figures
        if began_by(Period.of(claim), denial.claimed_on)
    ]
    apart, _, nearest_said = min(about, default=(FAR, "", None))
    if nearest_said is not None and apart <= _DENIED_WITHIN:
        yield Pair(denial, nearest_said, Verdict.DENIED)


def _of_times_within(own: Period, others: Period) -> bool:
    return alike(own, others) or is_within(own, others) or is_within(others, own)


def _by_day(claim: Figured) -> tuple[date, str]:
    return claim.claimed_on, claim.code


def _in_order(pair: Pair, reads: Mapping[str, Read]) -> tuple[Decimal, bool, int, int, tuple[int, int], str, str]:
    newest_day = max(pair.left.claimed_on, pair.right.claimed_on).toordinal()
    denied = pair.verdict is Verdict.DENIED
    apart = distance(reads[pair.left.code], reads[pair.right.code])
    return -pair.size, not denied, _WEIGHT[pair.verdict], -newest_day, apart, pair.left.code, pair.right.code
