"""The grade of a claim as SQL: `flows.records.Claim.is_graded`, for rows that are chosen by the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from flows import models
from flows.vocabulary import Carried, Reliability


def graded(grade: Reliability | None, claim: str = "", as_of: date | None = None) -> Q:
    """The claims of a grade or better, or the rows whose claim at the end of this path is; all where none is asked.

    As `flows.queries.rows.evidence`: the best of the documents that hold the figure decides, and the claim's own source
    is one of them unless an appearance says otherwise. As of a day, of those that were published by then.
    """
    if grade is None:
        return Q()
    path = f"{claim}__" if claim else ""
    return _documented(grade, path, as_of) & Q(**{f"{path}credibility__in": grade.credible})


def _documented(grade: Reliability, path: str, as_of: date | None) -> Q:
    appearances = _appearances(as_of).filter(claim=OuterRef(f"{path}code"))
    holding = appearances.filter(carries__startswith=Carried.FIGURE.code)
    own = Q(**{f"{path}source__reliability__in": grade.or_better})
    unsaid = ~Exists(appearances.filter(source=OuterRef(f"{path}source"))) | ~Exists(holding)
    better = Exists(holding.filter(source__reliability__in=grade.or_better))
    return own & Q(unsaid) | Q(better)


def _appearances(as_of: date | None) -> QuerySet[Any]:
    waiting = models.Addition.objects.filter(kind="appearances", public_at=None).values("code")
    rows = models.Appearance.objects.exclude(pk__in=waiting).order_by()
    if as_of is None:
        return rows
    dated = Q(source__published_on__lte=as_of)
    return rows.filter(dated | Q(source__published_on=None, source__accessed_on__lte=as_of))
