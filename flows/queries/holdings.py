"""How many claims are on record, by the year of the statement, the grade of the evidence and the credibility."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, TextField, Value, When

from flows.dictionary import CLAIM_TABLES
from flows.queries.listing import matching
from flows.queries.rows import evidence, public, with_appearances
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
        # The source of a claim matters only where appearances are known, which may name it: most claims have none.
        own = Case(When(_appearances=None, then=Value("")), default=F("source"), output_field=TextField())
        counted = (
            with_appearances(claims)
            .annotate(own=own)
            .values_list("claimed_on", "_appearances", "own", "source__reliability", "credibility")
            .annotate(claims=Count("pk"))
        )
        found: Counter[tuple[int, str, str]] = Counter()
        for day, held, source, reliability, credibility, number in counted:
            grade = evidence(held, source, reliability, as_of)[0] if held else reliability
            found[day.year, grade, credibility] += number
        for (year, grade, credibility), number in found.items():
            yield Holding(table, year, Reliability.of(grade), Credibility.of(credibility), number)
