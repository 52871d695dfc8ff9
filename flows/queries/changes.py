"""What became public, and what became of it since: claims that are new, superseded, corrected, retracted or restored,
and what they refer to where it was renamed, corrected or restored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from flows import models
from flows.dictionary import CLAIM_TABLES, LISTED
from flows.models.history import KeptValues
from flows.queries.history import Difference, differences
from flows.queries.known import known
from flows.queries.listing import check_codes, matching
from flows.queries.rows import ADDED, MODEL_OF_KIND, MODELS, by_code, public, records_of, visible
from flows.questions import BadQuestion, Fault, ListQuestion
from flows.questions.feed import EVERYTHING, FeedQuestion, sides_of
from flows.vocabulary import PUBLIC_STATUSES, Status

Kind = Literal["new", "superseded", "corrected", "retracted", "restored", "renamed"]

NAMES = ("name", "short_name", "plural", "title")
"""What readers call something by."""

_COLUMNS = ("id", "kind", "code", "at", "values__status", "values__supersedes", "verb", "again", "before", "after")


@dataclass(frozen=True, slots=True)
class Change:
    """One change that readers can see: the number of the write, the table, the record, when, and what happened to it.

    ``by`` is the claim that superseded it, "" for every other kind. ``record`` is the claim as it now stands, None
    where it was not asked for. Of what claims refer to there is no record: ``name`` is what it was called by then, and
    ``differences`` are what the write changed.
    """

    number: int
    table: str
    code: str
    at: datetime
    kind: Kind
    by: str = ""
    record: Any = None
    name: str = ""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class LatestChanges:
    """Changes, the newest first, and the number of the write after which the older ones begin; None where none are."""

    changes: tuple[Change, ...]
    older: int | None


def latest_changes(
    most: int, asked: FeedQuestion = EVERYTHING, found: Mapping[str, Collection[str]] | None = None
) -> LatestChanges:
    """The changes of the last ``most`` public writes, the newest first, with their claims. At most five queries.

    Where something is asked for, of the claims alone that match it as they now are, and one query more for each filter
    that names records: BadQuestion where such a record is not there. ``found`` are the codes of those that a search
    found, by table; None where nothing was searched for.
    """
    written = _written()
    if asked.lists:
        _check(asked)
        written = written.filter(Q(*(_told(question, asked, found) for question in asked.lists), _connector=Q.OR))
    if asked.before is not None:
        written = written.filter(id__lt=asked.before)
    rows = list(written.order_by("-id").values_list(*_COLUMNS)[: most + 1])
    older = rows[most - 1][0] if len(rows) > most else None
    changes = [change for row in rows[:most] for change in _changes(row)]
    tables = dict.fromkeys(change.table for change in changes if change.table in CLAIM_TABLES)
    claims = {table: _records(table, changes) for table in tables}
    told = (
        Change(one.number, one.table, one.code, one.at, one.kind, one.by, claims[one.table][one.code])
        if one.table in claims
        else one
        for one in changes
        if one.table not in claims or one.code in claims[one.table]
    )
    return LatestChanges(tuple(told), older)


def _told(question: ListQuestion, asked: FeedQuestion, found: Mapping[str, Collection[str]] | None) -> Q:
    """The writes to the claims of one list that match."""
    if found is not None and not found.get(question.table):
        return Q(pk__in=())
    rows = matching(question, public(question.table)).order_by()
    if asked.parties:
        sides = (Q(**{f"{side}__in": asked.parties}) for side in sides_of(question.table))
        rows = rows.filter(Q(*sides, _connector=Q.OR))
    if asked.claim:
        named = Q(code=asked.claim)
        if "supersedes" in LISTED[question.table].by_name:
            named |= Q(supersedes=asked.claim)
        rows = rows.filter(named)
    if found is not None:
        rows = rows.filter(code__in=found[question.table])
    return Q(kind=question.table, code__in=rows.values("code"))


def _check(asked: FeedQuestion) -> None:
    """BadQuestion where a filter or a party names what is not recorded."""
    flow = dict(asked.asked).get("flow")
    try:
        check_codes(asked.lists[0])
    except BadQuestion as refusal:
        raise BadQuestion(*(replace(fault, parameter="flow") if flow else fault for fault in refusal.faults)) from None
    if asked.claim and not any(public(table).filter(code=asked.claim).exists() for table in CLAIM_TABLES):
        raise BadQuestion(Fault("claim", asked.claim, f"claim: there is no claim {asked.claim!r}"))
    if asked.parties:
        try:
            check_codes(ListQuestion("rates", (("actor", asked.parties),)))
        except BadQuestion as refusal:
            raise BadQuestion(*(_of_party(fault) for fault in refusal.faults)) from None


def _of_party(fault: Fault) -> Fault:
    return replace(fault, parameter="party", message=fault.message.replace("actor:", "party:", 1))


def every_change(as_of: date | None = None) -> Iterator[Change]:
    """All changes, the oldest first, without the claims; of a day, those to what was known by then. One query."""
    for row in _written(as_of).order_by("id").values_list(*_COLUMNS).iterator(500):
        yield from _changes(row)


def _written(as_of: date | None = None) -> QuerySet[Any]:
    """The writes that readers could see afterwards, each with whether they had seen the record before.

    Of what claims refer to only those that they had: what is new there is news with the claim that names it.
    """
    public = earlier = models.Revision.objects.filter(values__status__in=PUBLIC_STATUSES)
    if as_of is not None:
        dated = public.alias(stated_on=Cast(KT("values__claimed_on"), CharField()))
        stated = Q(stated_on__lte=as_of.isoformat())
        public = dated.filter(stated | _known(as_of))
        # What a claim refers to is known with all its versions: what is asked of this one need not be asked of those.
        earlier = dated.filter(stated | ~Q(kind__in=CLAIM_TABLES))
    before = earlier.filter(kind=OuterRef("kind"), code=OuterRef("code"), number__lt=OuterRef("number"))
    claims = When(kind__in=CLAIM_TABLES, then=Value(None, KeptValues()))
    last = Subquery(before.order_by("-number").values("values")[:1], output_field=KeptValues())
    # Most records are written once: only of a later write is the history asked.
    written = public.annotate(again=Case(When(number=1, then=False), default=Exists(before)))
    return written.filter(Q(kind__in=CLAIM_TABLES) | Q(again=True)).annotate(
        before=Case(claims, default=last, output_field=KeptValues()),
        after=Case(claims, default=F("values"), output_field=KeptValues()),
    )


def _known(as_of: date) -> Q:
    rows = Q()
    for model, kind in ADDED.items():
        rows |= Q(kind=kind, code__in=visible(model).filter(known(kind, as_of)).order_by().values("pk"))
    return rows


def _changes(row: tuple[Any, ...]) -> Iterator[Change]:
    number, table, code, at, status, supersedes, verb, again, before, after = row
    if table not in CLAIM_TABLES:
        yield from _change_beside(number, table, code, at, verb, before, after)
        return
    if status == Status.RETRACTED:
        yield Change(number, table, code, at, "retracted")
        return
    if again:
        yield Change(number, table, code, at, "restored" if verb == "restored" else "corrected")
        return
    yield Change(number, table, code, at, "new")
    if supersedes:
        yield Change(number, table, supersedes, at, "superseded", code)


def _change_beside(
    number: int, table: str, code: str, at: datetime, verb: str, before: dict[str, str], after: dict[str, str]
) -> Iterator[Change]:
    changed = differences(MODEL_OF_KIND[table], before, after)
    if not changed:
        return
    named = any(before.get(name) != after.get(name) for name in NAMES)
    kind: Kind = "restored" if verb == "restored" else "renamed" if named else "corrected"
    yield Change(number, table, code, at, kind, name=name_of(code, after), differences=changed)


def name_of(code: str, values: dict[str, str]) -> str:
    """What the kept values of a record call it; its code where they do not."""
    return next((values[name] for name in ("name", "title") if name in values), code)


def _records(table: str, changes: Iterable[Change]) -> dict[str, Any]:
    codes = {change.code for change in changes if change.table == table}
    return by_code(records_of(public(table).filter(code__in=codes), MODELS[table][1]))
