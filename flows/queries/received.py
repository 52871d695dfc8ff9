"""Where records are from that were taken over from another instance of the site, and where that one had them from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flows import models
from flows.queries.rows import public


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The instance that had a record, its code and its document there, where its package was given out, and the day on
    which it came last; ``withdrawn`` is the day on which that instance retracted it. ``via`` is the instance that had
    taken it over from there, and that it came here from; empty where it came from there itself."""

    instance: str
    code: str
    source: str
    address: str
    on: date
    withdrawn: date | None
    via: str


def taken_over_from(table: str, code: str) -> tuple[TakenOver, ...]:
    """Every instance that a record came from, as of today; empty for our own. One query."""
    rows = models.Received.objects.filter(kind=table, code=code).order_by("via", "instance")
    return tuple(
        TakenOver(one.instance, one.code, one.source, one.address, one.at.date(), one.withdrawn, one.via)
        for one in rows
    )


def origins() -> list[dict[str, Any]]:
    """Where every public record is from that was taken over, for whoever takes it over from here: by instance, via and
    address the records of each table, by their code there the document, the digest and the day on which it came.

    One query, and one for each table of which something was taken over.
    """
    found: dict[tuple[str, str, str], dict[str, dict[str, list[str]]]] = {}
    shown: dict[str, frozenset[str]] = {}
    for one in models.Received.objects.order_by("via", "instance", "address", "kind", "code"):
        if one.kind not in shown:
            shown[one.kind] = frozenset(public(one.kind).values_list("pk", flat=True))
        # Of a route each leg came by itself: "route 1".
        if one.code.partition(" ")[0] in shown[one.kind]:
            rows = found.setdefault((one.instance, one.via, one.address), {}).setdefault(one.kind, {})
            rows[one.code] = [one.source, one.digest, one.at.date().isoformat()]
    return [
        {"instance": instance, "via": via, "address": address, "records": records}
        for (instance, via, address), records in found.items()
    ]
