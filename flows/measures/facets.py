"""How many claims each choice of each filter would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from flows.queries.catalogue import Catalogue, catalogue, claimant_names
from flows.queries.claim_groups import ClaimGroup, claim_groups
from flows.questions import ListQuestion

FACETS = ("supplier", "recipient", "within", "stage", "basis", "claimant")
"""The filters whose choices are counted; all others narrow the claims beforehand."""
VALUE_OF: Mapping[str, Callable[[ClaimGroup], str]] = {
    facet: attrgetter("munition" if facet == "within" else facet) for facet in FACETS
}
"""What each facet asks of a group of claims."""

Chosen = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Facets:
    """The choices of each filter.

    ``counts`` has for each facet the number of claims by code that match every other filter. ``names`` has, for the
    facets that name records, the name by code of what may be chosen or already is, in the order of the names.
    """

    counts: Mapping[str, Counter[str]]
    names: Mapping[str, Mapping[str, str]]


def compute(question: ListQuestion) -> Facets:
    """The choices of a question about shipments, by four queries; a code that does not exist leaves no claim."""
    tree = catalogue()
    return facets(question, claim_groups(without_facets(question)), tree)


def facets(question: ListQuestion, groups: Sequence[ClaimGroup], tree: Catalogue) -> Facets:
    """The choices from claims already counted under the question without its facets. One query, for names."""
    counts = counted(groups, chosen_values(question, tree), tree)
    actors = {code: actor.name for code, actor in tree.actors.items()}
    kinds = {code: munition.name for code, munition in tree.munitions.items()}
    known = {"supplier": actors, "recipient": actors, "within": kinds, "claimant": claimant_names()}
    names = {
        facet: _in_order(names, {*counts[facet], *(question.filter(facet) or ())}) for facet, names in known.items()
    }
    return Facets(counts, names)


def without_facets(question: ListQuestion) -> ListQuestion:
    """The question without the filters whose choices are counted, and without a place in the list."""
    others = tuple((name, asked) for name, asked in question.filters if name not in FACETS)
    return ListQuestion(question.table, others, question.as_of, question.search, grade=question.grade)


def chosen_values(question: ListQuestion, tree: Catalogue) -> Chosen:
    """What each facet that is set lets through; a munition with all that is under it."""
    return {
        name: frozenset(code for kind in asked for code in tree.within(kind)) if name == "within" else frozenset(asked)
        for name, asked in question.filters
        if name in FACETS
    }


def counted(groups: Sequence[ClaimGroup], chosen: Chosen, tree: Catalogue) -> dict[str, Counter[str]]:
    """For each facet the number of claims by code that match every other filter; codes without a claim are left out.

    A munition counts with all that is under it in the tree, so these counts overlap.
    """
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for facet, count in counts.items():
        # Claims that only one filter keeps out still count among the choices of that filter.
        matching, value = among(groups, {name: chosen[name] for name in chosen if name != facet}), VALUE_OF[facet]
        for group in matching:
            count[value(group)] += group.claims
    exact = counts["within"]
    counts["within"] = Counter(
        {kind: number for kind in tree.munitions if (number := sum(exact[code] for code in tree.within(kind)))}
    )
    return counts


def among(groups: Sequence[ClaimGroup], chosen: Chosen) -> Sequence[ClaimGroup]:
    """The groups that every filter lets through."""
    for name, values in chosen.items():
        value = VALUE_OF[name]
        groups = [group for group in groups if value(group) in values]
    return groups


def _in_order(names: Mapping[str, str], codes: Iterable[str]) -> dict[str, str]:
    found = ((code, names[code]) for code in codes if code in names)
    return dict(sorted(found, key=lambda pair: (pair[1].casefold(), pair[0])))
