"""Keep what somebody enters into a form until it is saved: for them alone, for a week, in place of what was kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone

from flows.models import KeptForm

KEPT_FOR = timedelta(days=7)
LARGEST = 64_000
"""So many characters of a form are kept."""
MOST = 50
"""So many forms are kept of one person: the newest."""


class NotKept(ValueError):
    """A form that is too large, or a database that cannot write."""


def keep(kind: str, code: str, values: Mapping[str, Any], by: Any) -> KeptForm:
    """Keeps the values of the form of a record, "" for a new one, and deletes every form that is too old.

    Raises NotKept where they are too large or the database cannot write.
    """
    if len(json.dumps(values)) > LARGEST:
        raise NotKept(f"At most {LARGEST:,} characters of a form are kept.")
    try:
        with transaction.atomic():
            KeptForm.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
            one = {"values": dict(values), "at": timezone.now()}
            row, _ = KeptForm.objects.update_or_create(by=by, kind=kind, code=code, defaults=one)
            older = KeptForm.objects.filter(by=by).order_by("-at").values_list("pk", flat=True)[MOST:]
            KeptForm.objects.filter(pk__in=list(older)).delete()
    except OperationalError as error:
        raise NotKept(f"the database cannot write now: {error}") from error
    return row


def kept(kind: str, code: str, by: Any) -> KeptForm | None:
    """What somebody entered into a form and did not save; None where there is nothing, or it is too old."""
    since = timezone.now() - KEPT_FOR
    return KeptForm.objects.filter(by=by, kind=kind, code=code, at__gte=since).first()


def drop(kind: str, code: str, by: Any) -> None:
    """Deletes what somebody entered into a form."""
    KeptForm.objects.filter(by=by, kind=kind, code=code).delete()
