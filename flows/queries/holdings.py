"""How many claims are on record, by the year of the statement, the grade of the evidence and the credibility."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import ExtractYear

from flows.dictionary import CLAIM_TABLES
from flows.queries.graded import documents_grade
from flows.queries.listing import matching
from flows.queries.rows import public
from flows.questions import ListQuestion
from flows.vocabulary import Credibility, Reliability, Status


@dataclass(frozen=True, slots=True)
class Holding:
    """How many published claims of one kind share the year, the grade of their best document and the credibility."""

    table: str
    year: int
    grade: Reliability
    credibility: Credibility
    claims: int


def holdings(as_of: date | None = None) -> Iterator[Holding]:
    """The published claims stated by a day, counted; what nobody stated is no line. One query for each kind."""
    for table in CLAIM_TABLES:
        claims = matching(ListQuestion(table, as_of=as_of), public(table)).filter(status=Status.PUBLISHED).order_by()
        counted = (
            claims.annotate(year=ExtractYear("claimed_on"), best=documents_grade(as_of))
            .values_list("year", "best", "credibility")
            .annotate(claims=Count("pk"))
        )
        for year, grade, credibility, number in counted:
            yield Holding(table, year, Reliability.of(grade), Credibility.of(credibility), number)
