"""The fields that narrow a list of claims about flows, each choice with the number of claims that it would leave."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.pages.lists import Choice, Filter
from flows.measures.facets import Facets
from flows.questions import ListQuestion
from flows.vocabulary import BASIS, STAGE

Pairs = Iterable[tuple[str, str]]


def claim_filters(question: ListQuestion, facets: Facets) -> tuple[Filter, ...]:
    """The fields of the form, with what the question already holds marked as chosen."""
    fields: tuple[tuple[str, str, Pairs], ...] = (
        ("supplier", "Supplier", facets.names["supplier"].items()),
        ("recipient", "Recipient", facets.names["recipient"].items()),
        ("within", "Munition", facets.names["within"].items()),
        ("stage", "Stage", STAGE.choices),
        ("basis", "Basis", BASIS.choices),
        ("claimant", "Who said it", facets.names["claimant"].items()),
    )
    return tuple(Filter(name, label, counted(question, name, pairs, facets)) for name, label, pairs in fields)


def counted(question: ListQuestion, name: str, pairs: Pairs, facets: Facets) -> tuple[Choice, ...]:
    """The choices of one field that leave a claim, and those that are chosen, each with its number.

    Several codes that are chosen together are one choice of their own, so that sending the form keeps them.
    """
    chosen = question.filter(name) or ()
    counts = facets.counts[name]
    words = dict(pairs)
    together = (
        (Choice(",".join(chosen), " or ".join(words.get(code, code) for code in chosen), True),)
        if len(chosen) > 1
        else ()
    )
    return together + tuple(
        Choice(code, f"{label} ({counts[code]})", (code,) == chosen)
        for code, label in words.items()
        if counts[code] or (code,) == chosen
    )
