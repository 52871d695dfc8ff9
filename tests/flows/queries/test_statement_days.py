"""The days of all statements, and the codes around one that does not exist."""

from __future__ import annotations

from datetime import date
from itertools import chain

import pytest

from flows.dictionary import CLAIM_TABLES
from flows.models import Indicator, Rate, Ratio, Shipment
from flows.queries.codes import AROUND, claim_codes_around, codes_around, codes_between, number_of
from flows.queries.statement_days import statement_days
from flows.vocabulary import PUBLIC_STATUSES
from tests.flows.models.rows import VALID

pytestmark = pytest.mark.django_db
MODELS = (Shipment, Rate, Ratio, Indicator)


def naive() -> tuple[date, ...]:
    rows = [row for model in MODELS for row in model.objects.all()]
    return tuple(sorted({row.claimed_on for row in rows if row.status in PUBLIC_STATUSES}))


def test_the_days_are_those_of_every_public_claim() -> None:
    assert statement_days() == naive()
    assert len(statement_days()) > 100


def test_drafts_have_no_day_and_withdrawn_claims_keep_theirs() -> None:
    for number, status in enumerate(("draft", "retracted", "published")):
        reason = "read wrongly" if status == "retracted" else ""
        row = {**VALID[Shipment], "code": f"test-{status}", "claimed_on": date(1999, 1, 1 + number)}
        Shipment.objects.create(**row, status=status, retraction_reason=reason)
    assert statement_days()[:2] == (date(1999, 1, 2), date(1999, 1, 3))
    assert statement_days() == naive()


def test_an_empty_table_has_no_days() -> None:
    for model in (Ratio, Indicator):
        model.objects.all().delete()
    assert statement_days() == naive()


@pytest.mark.parametrize("code", ["", "rok-mnd-2024-06-14-shelz", "zzz"])
def test_of_few_codes_all_lie_around_a_missing_one(code: str) -> None:
    every = {table: codes_between(table, 0, AROUND) for table in CLAIM_TABLES}
    assert all(len(codes) == number_of(table) < AROUND for table, codes in every.items())
    assert claim_codes_around(code) == tuple(sorted(chain.from_iterable(every.values())))
    assert codes_around("shipments", code) == tuple(sorted(every["shipments"]))


def test_of_many_codes_those_next_to_the_missing_one_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.queries.codes.AROUND", 3)
    known = sorted(codes_between("shipments", 0, AROUND))
    place = next(at for at, code in enumerate(known) if code > "rok-mnd-2024-06-14-shelz")
    assert codes_around("shipments", "rok-mnd-2024-06-14-shelz") == tuple(known[place - 3 : place + 3])
