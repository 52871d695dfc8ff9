"""The vocabulary of a text: names from the tables' rows, with the ways in which English texts write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from flows.extraction import aliases
from flows.extraction.findings import Name, Vocabulary
from flows.records import Actor, Claimant, Munition


def vocabulary(
    actors: Iterable[Actor],
    munitions: Iterable[Munition],
    claimants: Iterable[Claimant],
    *,
    flows: Iterable[tuple[str, str]] = (),
    balances: Iterable[tuple[str, str]] = (),
    indicators: Iterable[str] = (),
) -> Vocabulary:
    """The names of these rows and their aliases.

    ``flows`` are pairs of supplier and recipient, ``balances`` the pairs of sides that ratios compare, and
    ``indicators`` the names of context figures, all as recorded so far.
    """
    actors, munitions, claimants = tuple(actors), tuple(munitions), tuple(claimants)
    names = [*_actors(actors), *_munitions(munitions), *_claimants(claimants)]
    return Vocabulary(
        names=tuple({(name.words, name.any_case): name for name in reversed(names)}.values()),
        labels={
            **{("actor", row.code): row.name for row in actors},
            **{("munition", row.code): row.plural for row in munitions},
            **{("claimant", row.code): row.short_name for row in claimants},
        },
        units={row.code: row.unit for row in munitions},
        actor_of={row.code: row.actor for row in claimants if row.actor},
        recipients=_others(flows),
        opponents=_others([*balances, *((other, one) for one, other in balances)]),
        indicators=tuple(sorted(set(indicators))),
    )


def _others(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return {one: tuple(sorted(others)) for one, others in found.items()}


def _actors(rows: tuple[Actor, ...]) -> Iterator[Name]:
    for row in rows:
        for words in dict.fromkeys((row.name, *aliases.ACTORS.get(row.code, ()))):
            yield Name("actor", row.code, words)


def _munitions(rows: tuple[Munition, ...]) -> Iterator[Name]:
    for row in rows:
        calibres = aliases.CALIBRES.get(row.code, ())
        written = [f"{calibre} {noun}".strip() for calibre in calibres for noun in aliases.CALIBRE_NOUNS]
        for words in dict.fromkeys((row.name, row.plural, *aliases.MUNITIONS.get(row.code, ()), *written)):
            yield Name("munition", row.code, words, row.unit, any_case=True)


def _claimants(rows: tuple[Claimant, ...]) -> Iterator[Name]:
    for row in rows:
        known: list[str] = [row.name, row.short_name, *aliases.CLAIMANTS.get(row.code, ())]
        if row.code in aliases.DEFENCE:
            known += _offices(aliases.DEFENCE[row.code], aliases.DEFENCE_OFFICES)
        if row.code in aliases.OFFICES:
            known += _offices(*aliases.OFFICES[row.code])
        for words in dict.fromkeys(known):
            yield Name("claimant", row.code, words)


def _offices(actor: str, offices: tuple[str, ...]) -> Iterator[str]:
    """Seoul's defence minister, South Korean defence minister, South Korea's defence minister."""
    for party in aliases.ACTORS.get(actor, ()):
        for office in offices:
            yield f"{party} {office}"
            yield f"{party}'s {office}"
