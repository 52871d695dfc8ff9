"""What the desk adds besides claims, and how it becomes public (see Note 1 in `flows.models.additions`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from flows.actions.decisions import Along
from flows.actions.history import KIND_OF_MODEL, Unseen, authors, locked, newest_version, revision
from flows.actions.values import held as held_by
from flows.actions.writing import writing
from flows.models import Addition, Appearance
from flows.models.claims import Claim
from flows.queries.rows import ADDED, MODEL_OF_KIND, PARTS, visible

_WHOLE = {parts.model: parts.whole for parts in PARTS.values()}


def added(rows: Iterable[tuple[str, str]], by: Any) -> None:
    """Keeps that somebody added these rows, by kind and code: they wait."""
    for kind, code in rows:
        fresh = {"by": by, "at": timezone.now(), "public_at": None, "public_by": None, "public_with": ""}
        Addition.objects.update_or_create(kind=kind, code=code, defaults=fresh)


def along(rows: Sequence[Model]) -> dict[str, tuple[Any, ...]]:
    """By the code of each record of one table the rows that wait and become public with it, each with its version.

    They are what it names, what these name, and so on; with a claim also what its appearances name that wait for the
    claim alone. Nothing is written; one query where nothing waits.
    """
    waiting = set(Addition.objects.filter(public_at=None).values_list("kind", "code"))
    if not waiting:
        return {row.pk: () for row in rows}
    appear: dict[str, list[Model]] = {row.pk: [] for row in rows if isinstance(row, Claim)}
    for appearance in Appearance.objects.filter(claim__in=appear):
        if (ADDED[Appearance], appearance.pk) not in waiting:
            appear[appearance.claim].append(appearance)
    return {row.pk: tuple(_along(row, [row, *appear.get(row.pk, ())], waiting)) for row in rows}


def _along(row: Model, look: list[Model], waiting: set[tuple[str, str]]) -> Iterator[Any]:
    found: dict[tuple[str, str], Any] = {}
    own = (KIND_OF_MODEL[type(row)], row.pk)
    while look:
        for key in named(look.pop()):
            if key in waiting and key not in found and key != own:
                model = MODEL_OF_KIND[key[0]]
                # The version first: what is written in between is then refused, not taken for seen.
                version = newest_version(model(pk=key[1]))
                found[key] = model._default_manager.get(pk=key[1])
                found[key].version = version
                look.append(found[key])
    return (one for _, one in sorted(found.items()))


def named(row: Model) -> Iterator[tuple[str, str]]:
    """The rows beside claims that a record names, by kind and code, also as members and in the rows inside it."""
    within: Mapping[str, tuple[Any, ...]] = held_by(row)
    for member in row._meta.many_to_many:
        yield from ((ADDED[member.related_model], code) for code in within[member.name])
    parts = PARTS.get(type(row))
    for one in (row, *(within[parts.name] if parts else ())):
        for field in one._meta.concrete_fields:
            code = getattr(one, field.attname)
            if field.related_model in ADDED and code:
                yield ADDED[field.related_model], code


def versions(rows: Iterable[Any]) -> Along:
    """The versions that rows of `along` were read with."""
    return {(KIND_OF_MODEL[type(one)], one.pk): one.version for one in rows}


def publish(rows: Iterable[Model], by: Any, shown: Along | None = None) -> int:
    """Makes rows public that nothing public names yet, and whatever they name, all or none; how many waited.

    Raises ValidationError naming each row that ``by`` added or changed: somebody else has to say so; Conflict where one
    changed since it was read, or where another would be public with them that is not as it was ``shown``.
    """
    rows = tuple(rows)
    with writing():
        held = [one for row in locked(rows) if (one := _waiting(row)) is not None]
        own = [f"{one.code}: whoever added or changed it does not make it public." for one in held if _wrote(by, one)]
        if own:
            raise ValidationError(own)
        for one in held:
            _settle(one, by, "")
        publish_named(by, shown)
    return len(held)


def publish_named(by: Any, shown: Along | None = None) -> None:
    """Makes public what waits and is named by something public: called after whatever may have changed that.

    One query where nothing waits. Raises ValidationError where ``by`` added or changed such a row: nobody approves
    their own words, also not with a claim of somebody else's. Raises Conflict where it is not as it was ``shown`` to
    whoever decides: nobody approves words unseen. None: nobody decides, or nothing was shown.
    """
    unseen = []
    with writing():
        waiting = list(Addition.objects.select_for_update().filter(public_at=None))
        settled = True
        while waiting and settled:
            settled = False
            for one in tuple(waiting):
                named_by = _named_by(one)
                if named_by:
                    if by is not None and _wrote(by, one):
                        raise ValidationError(
                            f"{one.code}: you added or changed it, and it would be public with {named_by}. Somebody "
                            "else makes it public first, or approves this."
                        )
                    version = _settle(one, by, named_by)
                    if shown is not None and shown.get((one.kind, one.code)) != version:
                        unseen.append(_unseen(one, named_by, shown))
                    waiting.remove(one)
                    settled = True
        if unseen:
            raise Unseen(unseen)


def publish_loaded(rows: Iterable[tuple[str, str]]) -> None:
    """Makes rows public that the house itself loads from a file, by kind and code, whoever had added them before.

    Their revisions are those of the load.
    """
    waiting = {(one.kind, one.code): one for one in Addition.objects.select_for_update().filter(public_at=None)}
    if waiting:
        for row in rows:
            if row in waiting:
                _let_in(waiting[row], None, row[1])
        publish_named(None)


def forget(rows: Iterable[Model]) -> None:
    """Deletes the additions of rows that are deleted: their codes are free again."""
    for row in rows:
        if type(row) in ADDED:
            Addition.objects.filter(kind=ADDED[type(row)], code=row.pk).delete()


def _waiting(row: Model) -> Addition | None:
    kind = ADDED[type(row)]
    return Addition.objects.select_for_update().filter(kind=kind, code=row.pk, public_at=None).first()


def _wrote(by: Any, one: Addition) -> bool:
    return by.pk in authors(MODEL_OF_KIND[one.kind](pk=one.code))


def _unseen(one: Addition, named_by: str, shown: Along) -> str:
    known = (one.kind, one.code) in shown
    why = "somebody changed it since you looked" if known else "it was not on the page that you looked at"
    return f"{one.code}: it would be public with {named_by}, and {why}. Look at it first."


def _settle(one: Addition, by: Any, named_by: str) -> int:
    """Makes a row public, with the revision that says so; the version that it had until then."""
    _let_in(one, by, named_by)
    (row,) = locked([MODEL_OF_KIND[one.kind](pk=one.code)])
    row.version += 1
    revision(row, "approved", by=by).save(force_insert=True)
    return int(row.version) - 1


def _let_in(one: Addition, by: Any, named_by: str) -> None:
    one.public_at, one.public_by, one.public_with = timezone.now(), by, named_by
    one.save(update_fields=["public_at", "public_by", "public_with"])


def _named_by(one: Addition) -> str:
    """The code of a public record that names the row; empty where there is none."""
    for relation in MODEL_OF_KIND[one.kind]._meta.related_objects:
        model: Any = relation.related_model
        if model not in ADDED and model not in _WHOLE and not issubclass(model, Claim):
            continue
        # A part is known by its whole.
        code = _WHOLE.get(model, "code")
        found = visible(model).filter(**{relation.field.name: one.code}).order_by(code).values_list(code, flat=True)
        if (first := found.first()) is not None:
            return str(first)
    return ""
