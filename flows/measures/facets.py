"""How many claims each choice of each filter would leave, counted in one walk over the claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from flows.queries.catalogue import Catalogue
from flows.questions import ListQuestion
from flows.records import Shipment

FACETS = ("supplier", "recipient", "within", "stage", "basis", "claimant")
_EQUAL = (
    "supplier", "recipient", "munition", "claimant", "source", "stage", "basis", "bound", "stance", "temporal",
    "unit", "credibility",
)  # fmt: skip

Test = Callable[[Shipment], bool]


def tests(question: ListQuestion, standing: Collection[str], tree: Catalogue) -> dict[str, Test]:
    """What each filter of a question asks of a claim; ``standing`` are the codes of the claims that stand."""
    made: dict[str, Test] = {}
    for name, asked in question.filters:
        if name in _EQUAL:
            made[name] = _one_of(name, frozenset(asked))
        elif name == "within":
            made[name] = _one_of("munition", frozenset(code for kind in asked for code in tree.within(kind)))
        elif name == "claimed_after":
            made[name] = lambda claim, day=asked: claim.claimed_on >= day  # type: ignore[misc]
        elif name == "claimed_before":
            made[name] = lambda claim, day=asked: claim.claimed_on <= day  # type: ignore[misc]
        elif name == "current":
            made[name] = lambda claim, wanted=asked: (claim.code in standing) == wanted  # type: ignore[misc]
        elif name == "alternative_group":
            made[name] = _one_of(name, frozenset((asked,)))
    return made


def facets(claims: Iterable[Shipment], asked: Mapping[str, Test], tree: Catalogue) -> dict[str, Counter[str]]:
    """For each facet the number of claims by code that match every other filter; codes without a claim are left out.

    A munition counts with all that is under it in the tree, so these counts overlap.
    """
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for claim in claims:
        failed = [name for name, test in asked.items() if not test(claim)]
        if len(failed) > 1:
            continue
        # A claim that only one filter keeps out still counts among the choices of that filter.
        for facet in FACETS if not failed else [name for name in failed if name in counts]:
            counts[facet][claim.munition if facet == "within" else getattr(claim, facet)] += 1
    exact = counts["within"]
    counts["within"] = Counter(
        {kind: number for kind in tree.munitions if (number := sum(exact[code] for code in tree.within(kind)))}
    )
    return counts


def _one_of(name: str, wanted: frozenset[Any]) -> Test:
    return lambda claim: getattr(claim, name) in wanted
