"""Questions about a moment of the record: whatever form its SQL has, each goes to what the tables held then."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.clock import Moment
from flows.queries.recorded import _Rewritten

AT = Moment(7, datetime(2026, 11, 29, tzinfo=UTC))
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "question",
    [
        'SELECT "code" FROM "flows_shipment"',
        '(SELECT "code" FROM "flows_shipment") UNION ALL (SELECT "code" FROM "flows_rate")',
        'WITH some AS (SELECT "code" FROM "flows_shipment") SELECT * FROM some',
        'WITH RECURSIVE some AS (SELECT "code" FROM "flows_shipment") SELECT * FROM some',
    ],
)
def test_every_form_of_a_question_is_sent_to_the_past(question: str) -> None:
    asked = _Rewritten(AT).of(question)
    assert asked.startswith("WITH ")
    assert '"flows_shipment" AS NOT MATERIALIZED (SELECT ' in asked
    assert asked.endswith(question.removeprefix("WITH RECURSIVE ").removeprefix("WITH "))


def test_what_is_no_question_stays_as_it_is() -> None:
    written = 'INSERT INTO "flows_shipment" SELECT * FROM "flows_shipment"'
    assert _Rewritten(AT).of(written) == written
