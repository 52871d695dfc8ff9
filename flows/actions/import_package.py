"""Take over what another instance publishes: as drafts, each with where it is from, and never over our own words.

Note 1: a code means the same on both sides. What is not here is new. What is here and says the same is left. What says
something else is a change only where it came from that instance, and has changed there since it last came: everything
else is our own, or was made of it here, and stays; it is counted, and its codes are told.

Note 2: where that instance had itself taken a record over, it says from whom, and so do we after it: however many hands
a claim went through, each is named.

Note 3: what that instance retracted is turned down here where nobody has published it, and retracted where somebody
has and whoever imports may retract; otherwise it is told, and told again with the next package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from enum import Enum, auto
from hashlib import sha256
from textwrap import shorten
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from flows.actions.apply_import import Written, apply_import
from flows.actions.editors_import import judged_together, may_import
from flows.actions.retract import retract
from flows.actions.review import reject, submit
from flows.actions.writing import writing
from flows.importing import stored
from flows.importing.files import Row, Sheet
from flows.importing.packaged import Origin, Package, Retracted, is_instance
from flows.importing.preview import Preview
from flows.models import Received
from flows.models.claims import CLAIM_MODELS, Claim
from flows.vocabulary import Status

_AT_ONCE = 500
LONGEST_REASON = 400
"""Characters that a claim has for why it was turned down or retracted."""
_Known = Mapping[tuple[str, str], Received]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a package would do here.

    ``ours`` are the codes of records that say something else there and stay as they are here; ``retracted`` what that
    instance withdrew and is not withdrawn here yet. ``received`` are the rows to be known as taken over: table, key,
    document, digest.
    """

    preview: Preview
    ours: tuple[str, ...]
    retracted: tuple[Retracted, ...]
    received: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What a package did: what it was judged to do, the rows of each table, the retractions that were followed, and the
    codes of public claims that are still to be retracted, by somebody who may."""

    taken: Taken
    written: tuple[Written, ...]
    withdrawn: tuple[str, ...]
    to_retract: tuple[str, ...]


def judged_package(package: Package, instance: str, by: Any) -> Taken:
    """What a package of an instance would do in a user's name; nothing is written.

    Raises ValidationError for an unfit name of the instance, and where the user may not import.
    """
    if not is_instance(instance):
        raise ValidationError(f"{instance!r} is no name for an instance: write its host, such as flows.example.org")
    if refused := [sheet.table.name for sheet in package.sheets if not may_import(sheet.table, by)]:
        raise ValidationError(f"{by} may not import {', '.join(refused)}.")
    known = {(one.kind, one.code): one for one in Received.objects.filter(instance=instance)}
    kept, ours, received = [], [], []
    for sheet in package.sheets:
        rows = []
        for row, key, fate in _judged(sheet, known):
            if fate is Fate.OURS:
                ours.append(key)
            if fate in (Fate.NEWS, Fate.SAME):
                rows.append(row)
            if fate in (Fate.NEWS, Fate.EDITED):
                received.append((sheet.table.name, key, str(row.values.get("source") or ""), _digest(row)))
        unread = [row for row in sheet.rows if sheet.key(row) is None]
        kept.append(replace(sheet, rows=tuple(sorted((*rows, *unread), key=lambda row: row.line))))
    withdrawn = tuple(one for one in package.retracted if _is_news(known.get((one.table, one.code))))
    return Taken(judged_together(kept, by), tuple(ours), withdrawn, tuple(received))


def apply_package(package: Package, instance: str, by: Any) -> Imported:
    """Takes a package over, all or nothing, with where each record is from.

    Raises what `judged_package` raises, and BadFiles and ImportRefused as every import.
    """
    with writing():
        taken = judged_package(package, instance, by)
        written = apply_import(taken.preview, by, at_once=True)
        _remember(taken.received, package, instance, by)
        withdrawn, to_retract = _follow(taken.retracted, instance, by)
    return Imported(taken, written, withdrawn, to_retract)


class Fate(Enum):
    """What becomes of a row: it is new or has changed there, says what ours says, has been edited here since it came,
    or is another one than ours."""

    NEWS = auto()
    SAME = auto()
    EDITED = auto()
    OURS = auto()


def _judged(sheet: Sheet, known: _Known) -> Iterator[tuple[Row, str, Fate]]:
    """Each row of a sheet with its key, and what becomes of it."""
    table = sheet.table
    keyed = [(row, key) for row in sheet.rows if (key := sheet.key(row)) is not None]
    before = stored.rows_by_key(table, (key for _, key in keyed))
    for row, key in keyed:
        name, here = _name(key), before.get(key)
        came = known.get((table.name, name))
        if here is None:
            fate = Fate.NEWS
        elif all(here[field] == value for field, value in row.values.items()):
            fate = Fate.SAME
        elif came is None or here.get("status") == Status.RETRACTED:
            fate = Fate.OURS
        else:
            fate = Fate.EDITED if came.digest == _digest(row) else Fate.NEWS
        yield row, name, fate


def _name(key: Iterable[Any]) -> str:
    return " ".join(map(str, key))


def _digest(row: Row) -> str:
    told = sorted((field, str(value)) for field, value in row.values.items() if value not in (None, "", ()))
    return sha256(repr(told).encode()).hexdigest()


def _is_news(came: Received | None) -> bool:
    return came is not None and came.withdrawn is None


def _remember(rows: Iterable[tuple[str, str, str, str]], package: Package, instance: str, by: Any) -> None:
    found: list[Received] = []
    before: list[Received] = []
    for kind, code, source, digest in rows:
        named = {"kind": kind, "code": code, "package": package.digest, "by": by}
        told = {"source": source, "digest": digest, "address": package.address, "recorded": package.recorded}
        found.append(Received(instance=instance, **told, **named))
        origins = package.origins.get((kind, code), ())
        before += (Received(**_origin(one, instance), **named) for one in origins if one.instance != instance)
    Received.objects.bulk_create(
        found,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["instance", "kind", "code"],
        update_fields=["source", "digest", "package", "address", "recorded", "withdrawn", "via", "by", "at"],
    )
    # What came from there itself says more than what came through another.
    Received.objects.bulk_create(before, batch_size=_AT_ONCE, ignore_conflicts=True)


def _origin(one: Origin, through: str) -> dict[str, Any]:
    """Where that instance has a record from, as it is remembered here."""
    at = datetime.combine(one.on, time(), UTC)
    told = {"source": one.source, "digest": one.digest, "address": one.address}
    return {"instance": one.instance, "via": one.via or through, "at": at, **told}


def _follow(retracted: Iterable[Retracted], instance: str, by: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Follows retractions; the codes of those that are followed, and of those that somebody else has to follow."""
    followed, left = [], []
    for one in retracted:
        model: Any = CLAIM_MODELS[one.table]
        claim = model._default_manager.filter(pk=one.code).first()
        reason = shorten(f"Retracted by {instance} on {one.on}: {one.reason}", LONGEST_REASON, placeholder=" …")
        if claim is not None and not _withdraw(claim, reason, by):
            left.append(one.code)
            continue
        followed.append(one.code)
        here = Received.objects.filter(instance=instance, kind=one.table, code=one.code)
        here.update(withdrawn=one.on, at=timezone.now())
    return tuple(followed), tuple(left)


def _withdraw(claim: Claim, reason: str, by: Any) -> bool:
    """Turns a claim down or retracts it; False where the user may not."""
    status = Status.of(claim.status)
    if status is Status.PUBLISHED:
        if not by.has_perm(f"flows.retract_{claim._meta.model_name}"):
            return False
        retract([claim], reason, by)
    elif status is not Status.RETRACTED:
        if status is not Status.SUBMITTED:
            submit([claim], by)
            claim.refresh_from_db()
        reject([claim], reason, by)
    return True
