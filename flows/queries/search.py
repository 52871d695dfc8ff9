"""What a search looks into: small tables read whole, and the index of claims, flows and documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from flows import models
from flows.clock import pinned
from flows.dictionary import CLAIM_TABLES, LISTED
from flows.estimates.found import EXACT, IN_NAME, IN_NOTES, IN_TEXT, Hit, Meanings, Thing
from flows.models.names import NAMED as NAMED_FIELDS
from flows.past import FOREVER
from flows.queries.known import known, legs
from flows.queries.listing import stands
from flows.queries.recorded_flows import recorded_flows
from flows.queries.rows import MODELS, public, visible
from flows.search_asked import RECIPIENT, SUPPLIER, Sided, ToOne
from flows.search_index import FLOWS, KINDS, NAMED, naming, noted, of_figure, of_kind
from flows.search_words import begins, finds, is_called, is_figure, set_of_words
from flows.subject import subject
from flows.vocabulary import Bound, Status

MOST = 200
"""How many hits of a kind in the index are read and put in order: of more, those that came on record last."""
MOST_FLOWS = 500
"""How many flows are: those of which most is said come first, so they are not taken by their age."""
_MOST_WORDS = 100
_NAMES = ("name", "plural", "short_name", "title")
_DATED = ("role",)
"""What a row says by its document: as of a day it is not searched, as our notes are not."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index holds of a kind: at most so many hits, and whether there are more; first, and by their codes in
    ``figures``, those of which every number that is asked for is a figure."""

    codes: tuple[tuple[str, date | None], ...]
    more: bool
    figures: frozenset[str] = frozenset()


def named_things(as_of: date | None) -> tuple[Thing, ...]:
    """Every public party, munition, claimant and place with all of its names. Five queries."""
    others: dict[tuple[str, str], list[str]] = defaultdict(list)
    fields = [f"{field}_id" for field in NAMED_FIELDS]
    for name, *codes in visible(models.OtherName).order_by("name", "code").values_list("name", *fields):
        for field, code in zip(NAMED_FIELDS, codes, strict=True):
            if code:
                others[f"{field}s", code].append(name)
    return tuple(
        replace(one, names=(*one.names, *others[one.kind, one.code]))
        for table in NAMED
        for one in _things(table, as_of)
    )


def events(as_of: date | None) -> Iterator[Thing]:
    """Every public event with its parties and its place. Two queries."""
    parties: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for event, actor in visible(models.Event.actors.through).values_list("event_id", "actor_id"):
        parties[event].add(("actors", actor))
    for one in _things("events", as_of):
        yield replace(one, about=one.about | parties[one.code])


def routes(as_of: date | None, places: Mapping[str, str]) -> Iterator[Thing]:
    """Every public route, named by its places in their order. Two queries."""
    named = models.Leg.objects.filter(legs(as_of)) if as_of else models.Leg.objects.all()
    along: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for route, *leg in named.order_by("route", "number").values_list("route", "from_place", "to_place", "notes"):
        along[route].append((leg[0], leg[1], leg[2]))
    for code in public("routes").order_by("code").values_list("code", flat=True):
        if code in along:
            stops = [along[code][0][0], *(to for _, to, _ in along[code])]
            name = " to ".join(places.get(stop, stop) for stop in stops)
            notes = "\n".join(note for *_, note in along[code])
            yield Thing("routes", code, (name,), notes=notes, about=frozenset(("places", stop) for stop in stops))


def _things(table: str, as_of: date | None) -> Iterator[Thing]:
    """The rows of a table by its searched columns. One query."""
    searched = [each for each in LISTED[table].searched if each not in ("code", *(_DATED if as_of else ()))]
    named = [(f"{field.field}_id", field.reference) for field in LISTED[table].fields if _names_one(field)]
    day = ["starts_on"] if table == "events" else []
    rows = public(table) if as_of is None else public(table).filter(known(table, as_of))
    for code, *values in rows.order_by("code").values_list("code", *searched, *day, *(column for column, _ in named)):
        held = dict(zip(searched, values, strict=False))
        about = ((kind, one) for (_, kind), one in zip(named, values[len(searched) + len(day) :], strict=True) if one)
        yield Thing(
            table,
            code,
            tuple(dict.fromkeys(held[name] for name in _NAMES if held.get(name))),
            " ".join(text for name, text in held.items() if name not in (*_NAMES, "notes")),
            held.get("notes", ""),
            frozenset(about) if table in ("events", "claimants") else frozenset(),
            values[len(searched)] if day else None,
        )


def _names_one(field: Any) -> bool:
    return field.kind == "code" and field.reference in NAMED


def indexed(
    words: Sequence[str], meant: Meanings, kinds: Iterable[str], as_of: date | None, ratio: ToOne | None = None
) -> Mapping[str, Indexed]:
    """Of each kind in the index what every word finds: in its words, in our notes, or by what it is about; of stated
    ratios first those of which the ``ratio`` is the figure, however they are worded.

    Two queries; one where a word finds nothing at all. Of a moment of the record, and of a further subject, flows take
    one of their own.
    """
    listed = _listed(words)
    terms = {word: _terms(word, listed[word], meant[word], with_notes=as_of is None) for word in words}
    every = list(terms.values())
    figures = [[_Term(of_figure(word))] for word in words if is_figure(word)]
    equal: dict[str, list[list[_Term]]] = {kind: [*every, *figures] for kind in CLAIM_TABLES if figures}
    if ratio is not None:
        others = [some for word, some in terms.items() if word not in ratio.words]
        equal["ratios"] = [*others, [_Term(of_figure(ratio.figure))]]
    counted, kinds = _flows_are_counted(), tuple(kinds)
    asked = [kind for kind in kinds if kind in KINDS or (kind == FLOWS and not counted)]
    selects = [_Select(kind, equal[kind], are_equal=True) for kind in asked if kind in equal]
    selects += [_Select(kind, every) for kind in asked]
    found = _found([select for select in selects if all(select.terms)], as_of)
    if FLOWS in kinds and counted and all(every):
        found[FLOWS] = _flows_then([meant[word] for word in words], as_of)
    return found


def flows_between(sides: Sequence[Sided], meant: Meanings, as_of: date | None) -> Indexed:
    """The flows whose parties and goods these words mean, each the party on its side or on either, or the goods.

    One query; none where some words mean neither, or there are none.
    """
    things = [frozenset().union(*(meant[word] for word in one.words)) for one in sides]
    if not things or not all(things):
        return Indexed((), more=False)
    terms = [[_Term(naming(kind, code)) for kind, code in sorted(each)] for each in things]
    every = _flows_then(things, as_of) if _flows_are_counted() else _found([_Select(FLOWS, terms)], as_of)[FLOWS]
    asked = list(zip(sides, things, strict=True))
    between = (one for one in every.codes if all(_is_on(one[0], sided.side, each) for sided, each in asked))
    return replace(every, codes=tuple(between))


def _is_on(flow: str, side: str, things: Collection[tuple[str, str]]) -> bool:
    supplier, recipient, munition = flow.split("/")
    parties = {SUPPLIER: (supplier,), RECIPIENT: (recipient,)}.get(side, (supplier, recipient))
    return ("munitions", munition) in things or any(("actors", party) in things for party in parties)


def _flows_are_counted() -> bool:
    """Whether flows are told from the claims: the index has those of the newest record and of all subjects alone."""
    return pinned() is not None or bool(subject().code)


def _flows_then(things: Sequence[Collection[tuple[str, str]]], as_of: date | None) -> Indexed:
    flows = [
        str(flow)
        for flow in recorded_flows(as_of)
        if all(
            not {("actors", flow.supplier), ("actors", flow.recipient), ("munitions", flow.munition)}.isdisjoint(each)
            for each in things
        )
    ]
    return Indexed(tuple((flow, None) for flow in flows[:MOST_FLOWS]), len(flows) > MOST_FLOWS)


def _listed(words: Sequence[str]) -> dict[str, list[str] | None]:
    """By word the words of the index that it finds; None where they are too many to name. One query."""
    asked, values = [], []
    for number, word in enumerate(words):
        limit = "word >= %s AND word < %s" if begins(word) else "word = %s"
        asked.append(
            f"SELECT * FROM (SELECT {number} AS place, word FROM search_word WHERE {limit} LIMIT {_MOST_WORDS + 1}) w{number}"  # noqa: E501, S608
        )
        values += [word, f"{word}\U0010ffff"] if begins(word) else [word]
    found: dict[str, list[str] | None] = {word: [] for word in words}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), values)
        for place, one in cursor.fetchall():
            several = found[words[place]]
            if several is not None:
                several.append(one)
                if len(several) > _MOST_WORDS:
                    found[words[place]] = None
    return found


@dataclass(frozen=True, slots=True)
class _Term:
    """A token of the index, or the beginning of tokens."""

    token: str
    beginning: bool = False

    def __str__(self) -> str:
        if connection.vendor == "sqlite":
            return f'"{self.token}"' + ("*" if self.beginning else "")
        return f"'{self.token}'" + (":*" if self.beginning else "")


def _terms(
    word: str, listed: Sequence[str] | None, meant: Iterable[tuple[str, str]], *, with_notes: bool
) -> list[_Term]:
    """The tokens by which a word is found."""
    own = [_Term(word, beginning=True)] if listed is None else list(map(_Term, listed))
    if with_notes:
        own += [replace(one, token=noted(one.token)) for one in own]
    return own + [_Term(naming(kind, code)) for kind, code in sorted(meant)]


@dataclass(frozen=True, slots=True)
class _Select:
    """What is looked for in a kind: a token of each of these; ``are_equal`` where all asked numbers are its figures."""

    kind: str
    terms: Sequence[Sequence[_Term]]
    are_equal: bool = False


def _found(asked: Sequence[_Select], as_of: date | None) -> dict[str, Indexed]:
    """What is found, by kind: one query, and none where nothing is asked for."""
    one_of, both = (" OR ", " AND ") if connection.vendor == "sqlite" else (" | ", " & ")
    moment = pinned()
    conditions = [
        f"e.recorded_to = {FOREVER}"
        if moment is None
        else f"e.recorded_from <= {moment.number} AND e.recorded_to > {moment.number}"
    ]
    if as_of is not None:
        conditions.append(f"e.day <= '{as_of.isoformat()}'")
    selects, values = [], []
    for one in asked:
        where = " AND ".join([*conditions, *_of_its_subject(one.kind)])
        named = {"equal": int(one.are_equal), "where": where, "most": _most(one.kind) + 1}
        selects.append(_SELECT[connection.vendor].format(kind=one.kind, **named))
        some = [f"({one_of.join(map(str, terms))})" for terms in one.terms]
        values.append(both.join([str(_Term(of_kind(one.kind))), *some]))
    found: dict[str, dict[str, date | None]] = {one.kind: {} for one in asked}
    own: dict[str, set[str]] = {one.kind: set() for one in asked}
    with connection.cursor() as cursor:
        if asked:
            cursor.execute(" UNION ALL ".join(selects), values)
        for kind, are_equal, code, day in cursor.fetchall() if asked else ():
            found[kind].setdefault(code, date.fromisoformat(day) if isinstance(day, str) else day)
            if are_equal:
                own[kind].add(code)
    return {
        kind: Indexed(tuple(rows.items())[: _most(kind)], len(rows) > _most(kind), frozenset(own[kind]))
        for kind, rows in found.items()
    }


def _of_its_subject(kind: str) -> Iterator[str]:
    """What a row of the index meets beside its words: that of a further subject, its record belongs to it."""
    if subject().code:
        yield f"e.code IN (SELECT code FROM {MODELS[kind][0]._meta.db_table})"  # noqa: S608


def _most(kind: str) -> int:
    return MOST_FLOWS if kind == FLOWS else MOST


_SELECT = {
    "sqlite": (
        "SELECT * FROM (SELECT '{kind}', {equal}, e.code, e.day "
        "FROM search_token t CROSS JOIN search_entry e ON e.id = t.rowid "
        "WHERE search_token MATCH %s AND {where} ORDER BY t.rowid DESC LIMIT {most})"
    ),
    "postgresql": (
        "SELECT * FROM (SELECT '{kind}', {equal}, e.code, e.day FROM search_entry e "
        "WHERE e.tokens @@ %s::tsquery AND {where} ORDER BY e.id DESC LIMIT {most}) AS {kind}_{equal}"
    ),
}


def claim_hits(table: str, some: Indexed, words: Sequence[str], as_of: date | None) -> Iterator[Hit]:
    """These claims, each with whether a later one replaces it or it was withdrawn. One query."""
    gone = ~Q(status=Status.PUBLISHED)
    if "supersedes" in LISTED[table].by_name:
        model: Any = MODELS[table][0]
        later = {} if as_of is None else {"claimed_on__lte": as_of}
        gone |= Q(Exists(model.objects.filter(supersedes=OuterRef("pk"), status=Status.PUBLISHED, **later)))
    rows = public(table).filter(gone, pk__in=[code for code, _ in some.codes])
    replaced = set(rows.values_list("pk", flat=True))
    for code, day in some.codes:
        exact = code in some.figures or is_called(code, words)
        yield Hit(table, code, EXACT if exact else IN_TEXT, day, code in replaced)


def document_hits(some: Indexed, words: Sequence[str], as_of: date | None) -> Iterator[Hit]:
    """These documents as far as they are public, by where the words are in them. One query."""
    rows = public("sources").filter(pk__in=[code for code, _ in some.codes])
    rows = rows if as_of is None else rows.filter(known("sources", as_of))
    names = {code: (title, publisher) for code, title, publisher in rows.values_list("code", "title", "publisher")}
    for code, day in some.codes:
        if code in names:
            name = set_of_words(" ".join(names[code]))
            exact = any(is_called(one, words) for one in (code, *names[code]))
            # A title tells of figures and parties as a statement does: it is no name that they have.
            in_title = all(finds(word, name) for word in words)
            yield Hit("sources", code, EXACT if exact else IN_TEXT if in_title else IN_NOTES, day)


def newest_figures(flows: Sequence[str], as_of: date | None) -> Mapping[str, str]:
    """Of each of these flows the code of the claim stated last of those that stand and give a figure, where there is
    one: of those of one day a running total. One query; none without a flow."""
    if not flows:
        return {}
    rows = public("shipments").filter(stands("shipments", as_of), bound__in=[one for one in Bound if one.fills])
    rows = rows if as_of is None else rows.filter(claimed_on__lte=as_of)
    sides = ("supplier", "recipient", "munition")
    newest = rows.filter(**{side: f"«{side}»" for side in sides}).order_by("-claimed_on", "temporal", "-code")
    # Written down once for all flows: that takes Django longer than it takes the database to answer.
    sql, values = newest.values_list(*sides, "pk")[:1].query.sql_with_params()
    asked: list[Any] = []
    for flow in flows:
        named = dict(zip((f"«{side}»" for side in sides), flow.split("/"), strict=True))
        asked += [named.get(value, value) for value in values]
    every = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS newest_{number}" for number in range(len(flows)))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(every, asked)
        return {"/".join(flow): code for *flow, code in cursor.fetchall()}


def flow_hits(some: Indexed, as_of: date | None) -> Iterator[Hit]:
    """These flows, each with how many claims there are about it: words find them by their parties and their munition,
    which are their name. One query."""
    flows = [tuple(code.split("/")) for code, _ in some.codes]
    rows = public("shipments").filter(
        supplier__in={flow[0] for flow in flows}, munition__in={flow[2] for flow in flows}
    )
    rows = rows.order_by() if as_of is None else rows.filter(claimed_on__lte=as_of).order_by()
    counted = rows.values_list("supplier", "recipient", "munition").annotate(claims=Count("*"))
    said = {row[:3]: row[3] for row in counted}
    for flow in flows:
        yield Hit(FLOWS, "/".join(flow), IN_NAME, claims=said.get(flow, 0))
