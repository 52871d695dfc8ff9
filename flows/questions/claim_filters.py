"""Which claims about flows a question asks for: one filter, which lists, flows and sums all read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from flows.records import Shipment

Filters = Mapping[str, Collection[str]]
"""The codes that a claim may have, by parameter of a list; ``within`` is a munition and all that is under it."""


def claim_filters(**codes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The filters that narrow: no code is any code."""
    return {name: chosen for name, chosen in codes.items() if chosen}


def by_column(filters: Filters, munitions: Collection[str]) -> dict[str, Collection[str]]:
    """The filters by column of a claim, with the munitions that ``within`` comes to."""
    return {"munition": munitions, **{name: codes for name, codes in filters.items() if name != "within"}}


def codes_matching(claims: Iterable[Shipment], columns: Filters) -> list[str]:
    """The codes of the claims that match every column, in their order."""
    found = list(claims)
    for column, codes in columns.items():
        allowed = frozenset(codes)
        found = [claim for claim in found if getattr(claim, column) in allowed]
    return [claim.code for claim in found]
