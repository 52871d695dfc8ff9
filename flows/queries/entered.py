"""Claims as those who enter them see them: in every editorial status, by one query, or as they stand in a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flows.queries.rows import COLUMNS, MODELS, by_code, evidence, plain, records_of, with_appearances
from flows.records import Origin, Quantity, typed
from flows.vocabulary import Bound, Status


def entered(table: str, codes: Iterable[str]) -> Mapping[str, Any]:
    """The records of these codes by code, drafts and rejected ones included; not for public pages."""
    model, record = MODELS[table]
    return by_code(records_of(model._default_manager.filter(code__in=tuple(codes)), record))


def as_record(claim: Any) -> Any:
    """The record that a claim in a form, of whichever kind, would be once it is public: with nothing after it yet."""
    model = type(claim)
    (record,) = (record for one, record in MODELS.values() if one is model)
    names = {name: path for name, path in COLUMNS[record].items() if not name.startswith(("_", "superseded_"))}
    values = {name: plain(_walk(claim, path)) for name, path in names.items()}
    held = with_appearances(model._default_manager.filter(pk=claim.pk)).values_list("_appearances", flat=True).first()
    values |= {"grade": values["reliability"], "originals": ()}
    if held:
        values["grade"], values["originals"] = evidence(held, claim.source_id, values["reliability"], None)
    if "supersedes" in values:
        values |= {"superseded_by": None, "superseded_on": None}
    if "place_name" in values:
        values["place_name"] = values["place_name"] or ""
    if "derived_from" in values:
        values["origin"] = _origin(claim.derived_from)
    return record(**typed(record, {**values, "status": Status.PUBLISHED}))


def _origin(claim: Any) -> Origin | None:
    if claim is None:
        return None
    quantity = Quantity(Bound.of(claim.bound), plain(claim.low), plain(claim.point), plain(claim.high), claim.words)
    return Origin(code=claim.pk, quantity=quantity, plural=claim.munition.plural, unit=claim.munition.unit)


def _walk(row: Any, path: str) -> Any:
    for step in path.split("__"):
        row = None if row is None else getattr(row, step)
    return row
