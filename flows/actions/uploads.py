"""Keep what an editor sent until it is confirmed: one file an editor, for an hour, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone

from flows.importing.tables import TABLE_OF_NAME, Table
from flows.importing.upload import Sent
from flows.models import Upload

STORED_FOR = timedelta(hours=1)


class NotStored(ValueError):
    """The database cannot take what was sent."""


@dataclass(frozen=True, slots=True)
class StoredUpload:
    """What an editor sent, for which table, and the SHA-256 of its bytes."""

    table: Table
    sent: Sent
    digest: str


def store(table: Table, sent: Sent, by: Any) -> None:
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
                    "sheet": sent.sheet,
                    "content": sent.content,
                    "digest": sha256(sent.content).hexdigest(),
                    "at": timezone.now(),
                },
            )
    except OperationalError as error:
        raise NotStored(f"the database cannot write now: {error}") from error


def choose_sheet(sheet: str, by: Any) -> None:
    """Has another sheet of the stored workbook looked at."""
    Upload.objects.filter(by=by).update(sheet=sheet)


def stored(by: Any) -> StoredUpload | None:
    """What the editor sent last; None where there is nothing, where it is too old, or not what was stored."""
    found = Upload.objects.filter(by=by, at__gte=timezone.now() - STORED_FOR).first()
    if found is None:
        return None
    content = bytes(found.content)
    if sha256(content).hexdigest() != found.digest:
        return None
    return StoredUpload(TABLE_OF_NAME[found.table], Sent(found.name, content, found.pasted, found.sheet), found.digest)


def discard(by: Any) -> None:
    """Deletes what the editor sent."""
    Upload.objects.filter(by=by).delete()
