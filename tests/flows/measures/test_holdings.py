"""Claims on record by year and grade, held to a count over every record."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flows.dictionary import CLAIM_TABLES, LISTED
from flows.measures.holdings import compute
from flows.models import Shipment
from flows.queries.listing import every
from flows.questions import LISTINGS, ListQuestion
from flows.records import Claim
from flows.vocabulary import Status

pytestmark = pytest.mark.django_db
JUNE = date(2024, 6, 14)


def records(as_of: date | None) -> list[tuple[str, Claim]]:
    return [
        (table, claim)
        for table in CLAIM_TABLES
        for claim in every(ListQuestion(table, as_of=as_of, ordering=LISTINGS[table].ordering))
        if claim.status is Status.PUBLISHED
    ]


@pytest.mark.parametrize("as_of", [None, JUNE, date(2022, 7, 1)])
def test_counts_are_those_of_a_walk_over_every_record(as_of: date | None) -> None:
    claims = records(as_of)
    found = compute(as_of)
    by_year, by_grade = found.tables
    years = Counter((str(claim.claimed_on.year), LISTED[table].title) for table, claim in claims)
    grades = Counter((claim.grade.label, claim.credibility.label) for _, claim in claims)
    for counts, expected in ((by_year, years), (by_grade, grades)):
        told = {(row.heading, column): count for row in counts.rows for column, count in row.cells}
        assert {cell: count for cell, count in told.items() if count} == dict(expected)
        assert sum(row.total for row in counts.rows) == found.total == len(claims)


def test_a_retracted_claim_is_counted_no_more() -> None:
    before = compute().total
    Shipment.objects.filter(code="rok-mnd-2024-06-14-shells").update(
        status=Status.RETRACTED, retraction_reason="It was withdrawn."
    )
    assert compute().total == before - 1


def test_a_year_without_a_claim_is_a_row_of_zeros() -> None:
    Shipment.objects.filter(code="article-2024-06-14-eu-1m").update(claimed_on=date(2019, 5, 1))
    rows = {row.heading: row.total for row in compute().tables[0].rows}
    assert (rows["2019"], rows["2020"]) == (1, 0)


def test_before_any_claim_there_is_nothing_to_count() -> None:
    found = compute(date(2000, 1, 1))
    assert found.total == 0
    assert found.tables[0].rows == ()


def test_it_takes_one_query_for_each_kind() -> None:
    with CaptureQueriesContext(connection) as captured:
        compute()
    counted = ("flows_shipment", "flows_rate", "flows_ratio", "flows_indicator")
    assert len(captured) == len(counted)
    for query, table in zip(captured, counted, strict=True):
        assert f'COUNT("{table}"."code")' in query["sql"]
