"""Keep what an editor sent until it is confirmed: one file an editor, for an hour, whole or not at all; and how it is
read, by name, for the next file of its shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone

from flows.importing.choices import Choices, as_json, from_json
from flows.importing.tables import TABLE_OF_NAME, Table
from flows.importing.upload import Sent
from flows.models import FileReading, Upload

STORED_FOR = timedelta(hours=1)
LONGEST_NAME = 80
_AT_LEAST_ALIKE = 0.8


class NotStored(ValueError):
    """The database cannot take what was sent."""


@dataclass(frozen=True, slots=True)
class StoredUpload:
    """What an editor sent, for which table, how it is to be read, and the SHA-256 of its bytes."""

    table: Table
    sent: Sent
    digest: str
    choices: Choices


def store(table: Table, sent: Sent, by: Any, choices: Choices | None = None) -> None:
    """Stores what an editor sent in place of what they sent before, and deletes every upload that is too old.

    Raises NotStored where the database cannot write.
    """
    try:
        with transaction.atomic():
            Upload.objects.filter(at__lt=timezone.now() - STORED_FOR).delete()
            Upload.objects.update_or_create(
                by=by,
                defaults={
                    "table": table.name,
                    "name": sent.name,
                    "pasted": sent.pasted,
                    "choices": as_json(choices or Choices()),
                    "content": sent.content,
                    "digest": sha256(sent.content).hexdigest(),
                    "at": timezone.now(),
                },
            )
    except OperationalError as error:
        raise NotStored(f"the database cannot write now: {error}") from error


def choose(choices: Choices, by: Any) -> None:
    """Has the stored file read otherwise."""
    Upload.objects.filter(by=by).update(choices=as_json(choices))


def stored(by: Any) -> StoredUpload | None:
    """What the editor sent last; None where there is nothing, where it is too old, or not what was stored."""
    found = Upload.objects.filter(by=by, at__gte=timezone.now() - STORED_FOR).first()
    if found is None:
        return None
    content = bytes(found.content)
    if sha256(content).hexdigest() != found.digest:
        return None
    sent = Sent(found.name, content, found.pasted)
    return StoredUpload(TABLE_OF_NAME[found.table], sent, found.digest, from_json(found.choices))


def discard(by: Any) -> None:
    """Deletes what the editor sent."""
    Upload.objects.filter(by=by).delete()


def keep(name: str, table: Table, headings: Sequence[str], choices: Choices, by: Any) -> None:
    """Keeps how a file is read under a name, in place of what was kept under it."""
    FileReading.objects.update_or_create(
        table=table.name,
        name=name[:LONGEST_NAME],
        defaults={"headings": sorted(headings), "choices": as_json(choices.kept), "by": by, "at": timezone.now()},
    )


def kept(table: Table) -> dict[str, Choices]:
    """What is kept for a table, by name."""
    return {one.name: from_json(one.choices) for one in FileReading.objects.filter(table=table.name)}


def of_shape(table: Table, headings: Sequence[str]) -> str:
    """The name of what is kept for files with these headings, the newest first; "" where nothing is.

    A file may have a few columns more or fewer: four of five headings are enough.
    """
    mine = set(headings)
    for one in FileReading.objects.filter(table=table.name).order_by("-at"):
        others = set(one.headings)
        if mine and len(mine & others) >= _AT_LEAST_ALIKE * len(mine | others):
            return one.name
    return ""
