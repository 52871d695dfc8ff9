"""The documents that hold a claim, and the claim that it goes back to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from flows.estimates.origins import in_order
from flows.queries.known import known
from flows.queries.listing import one, some
from flows.queries.rows import by_code, public, records_of, selected
from flows.records import AnyClaim, Appearance, Shipment, Source
from flows.vocabulary import Carried

_FURTHEST = 40


def appearances_of(claim: AnyClaim, as_of: date | None = None) -> tuple[Appearance, ...]:
    """The appearances of a claim as known on a day, the original first; never fewer than one.

    Its own source is one, even where nobody has said more of it: then without code and kind, and holding all of it. One
    query, and one more for that document.
    """
    rows = selected("appearances").filter(claim=claim.code)
    found = tuple(records_of(rows.filter(known("appearances", as_of)) if as_of else rows, Appearance, as_of))
    if claim.source not in {appearance.source for appearance in found}:
        found = (*found, _implied(claim, as_of))
    return in_order(found, claim.source)


def documents_of(appearances: Iterable[Appearance]) -> Mapping[str, Source]:
    """The documents of appearances as they are today, by their code. One query."""
    return by_code(some("sources", tuple({appearance.source for appearance in appearances})))


def _implied(claim: AnyClaim, as_of: date | None) -> Appearance:
    document = one("sources", claim.source, as_of)
    return Appearance(
        code="",
        claim=claim.code,
        source=claim.source,
        publisher=claim.publisher,
        source_title=claim.source_title,
        source_link=claim.source_link,
        published_on=document.published_on if document else None,
        reliability=claim.reliability,
        place="",
        language=document.language if document else "",
        kind=None,
        carries=tuple(Carried),
        wording="",
        reports=None,
        notes="",
    )


def origin_of(claim: AnyClaim, as_of: date | None = None) -> str:
    """The code of the claim that a claim goes back to by what it is derived from; its own where that is nothing.

    A query for each step but the last, at most forty.
    """
    code, steps = claim.code, 0
    above = claim.derived_from if isinstance(claim, Shipment) else None
    seen = {code}
    while above and above not in seen and steps < _FURTHEST:
        rows = public("shipments").filter(code=above)
        found = (rows.filter(claimed_on__lte=as_of) if as_of else rows).values_list("code", "derived_from_id").first()
        if found is None:
            break
        code, above = found
        seen.add(code)
        steps += 1
    return code
