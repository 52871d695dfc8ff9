"""Claims that may say what another one says already: in every editorial status but withdrawn. At most three queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q

from flows.dictionary import LISTED
from flows.models import Appearance
from flows.queries.rows import MODELS
from flows.vocabulary import Status

DAYS = 14
"""Claims stated within so many days of one another may be one statement, printed twice."""
_PUT_AWAY = (Status.RETRACTED, Status.DISCARDED)


@dataclass(frozen=True, slots=True)
class Alike:
    """A claim that may be the same: its code, its editorial status, and why it looks so, as a sentence."""

    code: str
    status: str
    reason: str


def alike(table: str, values: Mapping[str, Any], but: str = "") -> tuple[Alike, ...]:
    """The recorded claims that look like one with these values (codes for what they refer to), without ``but``.

    The same claimant, sides and figure within two weeks; the same document about the same sides and subject; or the
    same document with the same figure, whatever else is still open. Empty where the values do not yet say enough.
    """
    sides = {name: values.get(name) for name in LISTED[table].sides}
    every = MODELS[table][0]._default_manager.exclude(status__in=_PUT_AWAY).exclude(pk=but)
    found: dict[str, Alike] = {}
    figure = _figure(table, values)
    if values.get("source") and figure:
        # Its index finds the claims that rest on it; as one condition the two would take a walk through all claims.
        rests = every.filter(source=values["source"]).order_by().values("code")
        codes = rests.union(Appearance.objects.filter(source=values["source"]).order_by().values("claim"))
        for code, status in every.filter(figure, code__in=codes).values_list("pk", "status"):
            found[code] = Alike(code, status, "The same document already has a claim with this figure.")
    if not all(sides.values()):
        return tuple(found[code] for code in sorted(found))
    rows = every.filter(**sides)
    for code, status, day in rows.filter(_same_figure(table, values)).values_list("pk", "status", "claimed_on"):
        apart = abs((day - values["claimed_on"]).days)
        when = "on the same day" if apart == 0 else f"{apart} day{'s' if apart > 1 else ''} apart"
        found[code] = Alike(code, status, f"The same claimant, parties and figure, {when}.")
    subject = LISTED[table].subject
    if values.get("source") and values.get(subject):
        same = rows.filter(source=values["source"], **{subject: values[subject]})
        for code, status in same.values_list("pk", "status"):
            found.setdefault(code, Alike(code, status, "The same document already has a claim about this."))
    return tuple(found[code] for code in sorted(found))


def _same_figure(table: str, values: Mapping[str, Any]) -> Q:
    """Claims by the same claimant with one of the same figures, stated about then; none where either is open."""
    day, claimant = values.get("claimed_on"), values.get("claimant")
    same = _figure(table, values)
    if not same or not isinstance(day, date) or not claimant:
        return Q(pk__in=())
    around = (day - timedelta(days=DAYS), day + timedelta(days=DAYS))
    return same & Q(claimant=claimant, claimed_on__range=around)


def _figure(table: str, values: Mapping[str, Any]) -> Q:
    """Claims with one of these figures; an empty condition where none is known."""
    known = {figure for name in LISTED[table].figures if isinstance(figure := values.get(name), Decimal)}
    same = Q()
    for name in LISTED[table].figures if known else ():
        same |= Q(**{f"{name}__in": known})
    return same
