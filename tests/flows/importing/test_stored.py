"""Which codes a table holds, however many are asked about."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flows.importing.stored import existing_codes
from flows.models import Rate, Shipment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("others", [0, 100, 499, 2_000])
@pytest.mark.parametrize("table", ["shipments", "rates"])
def test_codes_that_are_held_are_found_among_any_number(table: str, others: int) -> None:
    model = {"shipments": Shipment, "rates": Rate}[table]
    held = frozenset(model._default_manager.values_list("pk", flat=True))
    asked = [*held, *(f"nobody-{number:04}" for number in range(others))]
    assert existing_codes(table, asked) == held
    assert existing_codes(table, asked[1:]) == held - {asked[0]}
    assert existing_codes(table, ()) == frozenset()


def test_a_small_table_is_read_once_for_very_many_codes() -> None:
    with CaptureQueriesContext(connection) as captured:
        existing_codes("rates", (f"nobody-{number:05}" for number in range(20_000)))
    assert len(captured) == 2
