"""Origins: which claims go back to one statement, and who relayed whom.

Twenty outlets that retell one interview are one origin, and so are a figure and what somebody else computed from it.
Two claims have one origin where one is derived from the other, where both are derived from a third, or where one
document is the original statement of both. Everything here is linear in the number of claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flows.estimates.ledger import independent
from flows.records import AnyClaim, Appearance, Shipment
from flows.vocabulary import AppearanceKind, Basis

_ORDER = {kind: place for place, kind in enumerate(AppearanceKind)}


Voice = tuple[str, int | None]
"""A claimant, and the origin that its totals share with those of others; None where one of them is its own."""


@dataclass(frozen=True, slots=True)
class Told:
    """An appearance of a claim, how many steps it is from whoever said it, and the appearance that it relays."""

    appearance: Appearance
    depth: int
    relays: Appearance | None


def in_order(appearances: Iterable[Appearance], source: str) -> tuple[Appearance, ...]:
    """The appearances of a claim: the original, reports, copies, and what nobody has judged; each by day and code.

    Of several of one kind the claim's own ``source`` is the first.
    """

    def place(one: Appearance) -> tuple[int, bool, date, str]:
        kind = _ORDER[one.kind] if one.kind is not None else len(_ORDER)
        return kind, one.source != source, one.published_on or date.max, one.code

    return tuple(sorted(appearances, key=place))


def is_original(appearance: Appearance) -> bool:
    """Whether a document is the original statement of a claim."""
    return appearance.kind is not None and appearance.kind.is_original


def told(appearances: Iterable[Appearance]) -> tuple[Told, ...]:
    """Who relayed whom: each after the one that it reports, and otherwise in the order given."""
    every = tuple(appearances)
    by_code = {one.code: one for one in every if one.code}
    below: dict[str | None, list[Appearance]] = defaultdict(list)
    for one in every:
        below[one.reports if one.reports in by_code else None].append(one)
    found: list[Told] = []
    waiting = [(one, 1) for one in reversed(below[None])]
    while waiting:
        one, depth = waiting.pop()
        found.append(Told(one, depth, by_code.get(one.reports or "")))
        # What the source implies has no code, and nothing can name it.
        waiting.extend((other, depth + 1) for other in reversed(below[one.code] if one.code else ()))
    return tuple(found)


def origins(claims: Iterable[AnyClaim]) -> Mapping[str, str]:
    """For each claim what its origin is called: the same for two that go back to one statement.

    What a claim is derived from is followed among these claims, and one step beyond them.
    """
    above: dict[str, str] = {}

    def top(name: str) -> str:
        path = []
        while (next_one := above.get(name, name)) != name:
            path.append(name)
            name = next_one
        above.update(dict.fromkeys(path, name))
        return name

    codes = []
    for claim in claims:
        codes.append(claim.code)
        above_it = _derived_from(claim)
        # A document is told from a claim by its sign, which no code holds.
        for other in (above_it, *(f"/{document}" for document in claim.originals)):
            if other:
                above[top(claim.code)] = top(other)
    return {code: top(code) for code in codes}


def _derived_from(claim: AnyClaim) -> str | None:
    """The claim that another goes back to; only figures of flows are derived from others."""
    # Who says how much of a target was met says so himself, whoever set the target.
    if not isinstance(claim, Shipment) or claim.basis == Basis.PERCENT_OF_TARGET:
        return None
    return claim.derived_from


def shared(heads: Iterable[AnyClaim], known: Iterable[AnyClaim]) -> tuple[tuple[str, ...], ...]:
    """The codes of the heads that go back to one statement, a group for each that has heads of several claimants.

    ``known`` are the claims among which origins are looked for. The codes of a group and the groups are sorted.
    """
    heads = tuple(heads)
    if len({head.claimant for head in heads}) < 2:
        return ()
    return shared_of(heads, origins((*known, *heads)))


def shared_of(heads: Iterable[AnyClaim], of: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The same where the origin ``of`` each is known already, as of many heads among the same claims."""
    groups: dict[str, list[AnyClaim]] = defaultdict(list)
    for head in heads:
        groups[of[head.code]].append(head)
    several = (group for group in groups.values() if len({head.claimant for head in group}) > 1)
    return tuple(sorted(tuple(sorted(head.code for head in group)) for group in several))


def independent_claimants(
    heads: Iterable[AnyClaim], groups: Iterable[Iterable[str]], overlaps: Mapping[str, frozenset[str]]
) -> int:
    """How many of the claimants of these heads are independent: the size of the largest set of heads of which no two
    are of one claimant, of claimants that overlap, or of one origin.

    ``groups`` are those that `shared` gives, ``overlaps`` for each claimant those that it is not independent of.
    """
    origin = {code: name for name, group in enumerate(groups) for code in group}
    of: dict[str, set[int | None]] = defaultdict(set)
    for head in heads:
        of[head.claimant].add(origin.get(head.code))
    # A claimant with a head of its own origin stands by that one: no other head of it clashes with fewer.
    voices: list[Voice] = [
        (claimant, name) for claimant, names in of.items() for name in ({None} if None in names else names)
    ]
    by_claimant: dict[str, set[Voice]] = defaultdict(set)
    by_origin: dict[int | None, set[Voice]] = defaultdict(set)
    for voice in voices:
        by_claimant[voice[0]].add(voice)
        by_origin[voice[1]].add(voice)
    clashes = {}
    for voice in voices:
        claimant, name = voice
        near = set().union(*(by_claimant[other] for other in (claimant, *overlaps.get(claimant, ())) if other in of))
        clashes[voice] = frozenset((near | by_origin[name] if name is not None else near) - {voice})
    return independent(voices, clashes)
