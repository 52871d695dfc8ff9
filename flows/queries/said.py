"""What institutions said, counted by the database, and what was said of the flows that one of them spoke of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Case, Count, Max, Min, Q, QuerySet, TextField, Value, When

from flows.dictionary import CLAIM_TABLES, LISTED
from flows.queries.graded import graded
from flows.queries.known import known
from flows.queries.listing import matching, stands
from flows.queries.rows import evidence, flagged, public, with_appearances, with_columns
from flows.questions import Flow, ListQuestion
from flows.records import Shipment
from flows.vocabulary import Reliability, Stance


class Stated(NamedTuple):
    """How many claims of one kind an institution stated, and on which days the first and the last of them."""

    table: str
    claimant: str
    claims: int
    first: date
    last: date


class Named(NamedTuple):
    """In how many claims a party has a role: that of a field of a table of claims."""

    table: str
    role: str
    actor: str
    claims: int


class Judged(NamedTuple):
    """How many claims of an institution have this grade and this credibility."""

    grade: str
    credibility: str
    claims: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """The claims about some flows by whoever made them, and the codes of those that stand."""

    claims: tuple[Shipment, ...]
    standing: frozenset[str]


def stated(
    as_of: date | None, grade: Reliability | None = None, claimants: Collection[str] | None = None
) -> tuple[Stated, ...]:
    """The claims of these institutions, or of all, that were stated by the day, by kind. One query."""
    parts = (
        rows.annotate(kind=Value(table, TextField()))
        .values_list("kind", "claimant")
        .annotate(claims=Count("*"), first=Min("claimed_on"), last=Max("claimed_on"))
        for table, rows in _claims(as_of, grade, claimants)
    )
    return tuple(Stated(*row) for row in _together(parts))


def named(as_of: date | None, grade: Reliability | None = None) -> tuple[Named, ...]:
    """In how many claims that were stated by the day each party has which role. One query."""
    parts = (
        rows.annotate(kind=Value(table, TextField()), role=Value(field.field, TextField()))
        .values_list("kind", "role", field.field)
        .annotate(claims=Count("*"))
        for table, rows in _claims(as_of, grade, None)
        for field in LISTED[table].fields
        if field.reference == "actors"
    )
    return tuple(Named(*row) for row in _together(parts))


def at_places(as_of: date | None, grade: Reliability | None = None) -> tuple[tuple[str, int], ...]:
    """How many claims of each kind that were stated by the day name a place, by its code. One query."""
    parts = (
        rows.filter(place__isnull=False).values_list("place").annotate(claims=Count("*"))
        for table, rows in _claims(as_of, grade, None)
        if "place" in LISTED[table].by_name
    )
    return tuple(_together(parts))


def judged(claimant: str, as_of: date | None, grade: Reliability | None = None) -> tuple[Judged, ...]:
    """How the claims of an institution are graded, in order. One query."""
    found: Counter[tuple[str, str]] = Counter()
    parts = (
        with_appearances(rows).values_list("_appearances", "source", "source__reliability", "credibility")
        for _, rows in _claims(as_of, grade, [claimant])
    )
    for held, source, reliability, credibility in _together(parts):
        found[evidence(held, source, reliability, as_of)[0] if held else reliability, credibility] += 1
    return tuple(Judged(*both, number) for both, number in sorted(found.items()))


def outlets(claimant: str, as_of: date | None, grade: Reliability | None = None) -> tuple[tuple[str, int], ...]:
    """In whose publications the claims of an institution appeared, each with the number of claims, most first.

    Two queries.
    """
    claims = dict(_claims(as_of, grade, [claimant]))
    own = _together(rows.values_list("code", "source__publisher") for rows in claims.values())
    pairs = set(own)
    held = public("appearances").filter(Q() if as_of is None else known("appearances", as_of))
    held = held.filter(reduce(or_, (Q(claim__in=rows.values("code")) for rows in claims.values())))
    pairs |= set(held.order_by().values_list("claim", "source__publisher"))
    numbers = Counter(publisher for _, publisher in pairs)
    return tuple(sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0].casefold())))


def flows_spoken_of(
    claimant: str, as_of: date | None, grade: Reliability | None, most: int
) -> tuple[tuple[Flow, ...], bool]:
    """The flows that an institution spoke of, those of which it spoke last first, and whether there are more. One
    query."""
    question = ListQuestion("shipments", (("claimant", (claimant,)),), as_of, grade=grade)
    named = matching(question, public("shipments")).order_by().values_list("supplier", "recipient", "munition")
    newest = named.annotate(last=Max("claimed_on")).order_by("-last", "supplier", "recipient", "munition")
    found = [Flow(*row[:3]) for row in newest[: most + 1]]
    return tuple(found[:most]), len(found) > most


def spoken(flows: Iterable[Flow], as_of: date | None, grade: Reliability | None, most: int) -> Spoken:
    """What was said of these flows by the day, and the denials between their parties; the newest of very many. One
    query."""
    named = tuple(flows)
    if not named:
        return Spoken((), frozenset())
    of_flow = (Q(supplier=f.supplier, recipient=f.recipient, munition=f.munition) for f in named)
    pairs = {(flow.supplier, flow.recipient) for flow in named}
    between = reduce(or_, (Q(supplier=supplier, recipient=recipient) for supplier, recipient in sorted(pairs)))
    denied = Q(stance=Stance.DENIES)
    asked = reduce(or_, of_flow) | denied & between
    by_the_day = Q() if as_of is None else Q(claimed_on__lte=as_of)
    # As in the ledger, no grade takes out a denial.
    taken = graded(grade, as_of=as_of) | denied if grade else Q()
    rows = public("shipments").filter(asked, by_the_day, taken).order_by("-claimed_on", "-code")[:most]
    stood = Case(When(stands("shipments", as_of, grade), then=Value(True)), default=Value(False))
    found = tuple(flagged(with_columns(rows.annotate(stood=stood), Shipment, "stood"), Shipment, as_of))
    return Spoken(
        tuple(_of_grade(claim, grade, stands=bool(stood)) for claim, stood in reversed(found)),
        frozenset(claim.code for claim, stood in found if stood),
    )


def _of_grade(claim: Shipment, grade: Reliability | None, *, stands: bool) -> Shipment:
    # What stands has no successor that counts.
    return replace(claim, superseded_by=None, superseded_on=None) if grade and stands else claim


def _claims(
    as_of: date | None, grade: Reliability | None, claimants: Collection[str] | None
) -> Iterator[tuple[str, QuerySet[Any]]]:
    filters = () if claimants is None else (("claimant", tuple(claimants)),)
    for table in CLAIM_TABLES:
        yield table, matching(ListQuestion(table, filters, as_of, grade=grade), public(table)).order_by()


def _together(parts: Iterable[QuerySet[Any]]) -> QuerySet[Any]:
    first, *others = parts
    return first.union(*others, all=True)
