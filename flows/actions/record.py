"""Record something new, or revise what was recorded."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from flows.actions.checks import check
from flows.models.claims import Claim


def record(row: models.Model, by: Any = None) -> None:
    """Adds a new row; a claim begins as a draft, entered by the user ``by``.

    Raises ValidationError, by field, where a rule is broken; nothing is then written.
    """
    if isinstance(row, Claim):
        if row.status != "draft":
            raise ValidationError({"status": "A new claim begins as a draft; publishing it is a step of its own."})
        row.entered_by = by
    _write(row, new=True)


def revise(row: models.Model) -> None:
    """Saves the changes to a row that exists. A claim's status changes only by publishing or retracting.

    Raises ValidationError, by field, where a rule is broken; nothing is then written.
    """
    before = type(row)._default_manager.filter(pk=row.pk).first()
    if before is None:
        raise ValidationError(f"{row.pk} is not recorded yet.")
    if isinstance(row, Claim) and isinstance(before, Claim):
        for field in ("status", "retraction_reason"):
            if getattr(row, field) != getattr(before, field):
                raise ValidationError({field: "This changes only by publishing or retracting the claim."})
    _write(row, new=False)


def _write(row: models.Model, *, new: bool) -> None:
    with transaction.atomic():
        check(row)
        try:
            with transaction.atomic():
                row.save(force_insert=new, force_update=not new)
        except IntegrityError as error:
            raise ValidationError(f"The database refuses the row: {error}") from error
