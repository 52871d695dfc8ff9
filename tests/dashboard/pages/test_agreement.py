"""For any day, the page, the API and the CSV of one flow hold the same claims and numbers."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FLOWS = (("kp", "ru", "artillery-round"), ("eu", "ua", "artillery-round"), ("kp", "ru", "container"))
days = st.integers(0, 1400).map(lambda number: date(2022, 5, 1) + timedelta(days=number))


@pytest.mark.django_db
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FLOWS), days)
def test_page_api_and_csv_agree(client: Client, flow: tuple[str, str, str], day: date) -> None:
    supplier, recipient, munition = flow
    body = client.get(f"/api/v1/flows/{supplier}/{recipient}/{munition}/?as_of={day}").json()
    query = f"supplier={supplier}&recipient={recipient}&within={munition}&as_of={day}"
    table = client.get(f"/api/v1/shipments.csv?{query}&current=true").getvalue().decode()
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(table))}
    assert sorted(rows) == body["standing"]
    for head in body["heads"]:
        for figure in ("low", "point", "high"):
            stated = rows[head["code"]][figure]
            assert (float(stated) if stated else None) == head[figure]
        assert rows[head["code"]]["text"] == head["text"]
    page = client.get(f"/flows/{supplier}/{recipient}/{munition}/?as_of={day}").content.decode()
    standing = re.search(r'id="standing".*?</section>', page, re.DOTALL)
    assert standing is not None
    assert sorted(set(re.findall(r"/claims/([^/]+)/\?as_of", standing.group()))) == body["standing"]
