"""Lists of very many rows: counted to a limit, searched among the newest, and never read whole."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flows.admin import large
from flows.admin.reviewing import Reviewed
from flows.models import Shipment

pytestmark = pytest.mark.django_db
LIST = "/admin/flows/shipment/"


@pytest.fixture
def desk(admin_client: Client) -> Client:
    return admin_client


def found(desk: Client, query: str = "") -> list[str]:
    answer: Any = desk.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    return [claim.code for claim in answer.context["cl"].result_list]


def test_with_few_rows_everything_is_counted_and_searched(desk: Client) -> None:
    answer: Any = desk.get(LIST)
    assert answer.context["cl"].result_count == Shipment.objects.count()
    assert "rok-mnd-2024-06-14-shells" in found(desk, "q=2024-06-14-shells")


def test_a_list_is_counted_up_to_a_limit(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "MOST_COUNTED", 20)
    answer: Any = desk.get(LIST)
    assert answer.context["cl"].result_count == 20
    assert len(found(desk, "p=2")) == 20 - Reviewed.list_per_page


def test_text_is_searched_in_the_newest_and_a_code_in_all(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    old = Shipment.objects.order_by("claimed_on").first()
    new = Shipment.objects.order_by("-claimed_on", "-code").first()
    assert old is not None
    assert new is not None
    monkeypatch.setattr(large, "MOST_SEARCHED", Shipment.objects.filter(claimed_on__year=old.claimed_on.year).count())
    assert found(desk, f"q={old.code}") == [old.code]
    assert old.code in found(desk, f"q={old.code[:-2]}")
    for claim in (old, new):
        Shipment.objects.filter(pk=claim.pk).update(notes="A rare word: zyzzyva.")
    assert found(desk, "q=zyzzyva") == [new.code]
    assert found(desk, f"q=zyzzyva&year={old.claimed_on.year}") == [old.code]


def test_the_years_are_those_from_the_first_claim_to_the_last(desk: Client) -> None:
    days = sorted(Shipment.objects.values_list("claimed_on", flat=True))
    answer: Any = desk.get(LIST)
    years = [str(choice["display"]) for choice in answer.context["cl"].filter_specs[1].choices(answer.context["cl"])]
    assert years == ["All", *(str(year) for year in range(days[-1].year, days[0].year - 1, -1))]
    in_2024 = Shipment.objects.filter(claimed_on__year=2024).count()
    narrowed: Any = desk.get(f"{LIST}?year=2024")
    assert narrowed.context["cl"].result_count == in_2024
    assert found(desk, "year=never") == []


def test_a_filter_offers_the_parties_that_claims_name(desk: Client) -> None:
    answer: Any = desk.get(LIST)
    changes = answer.context["cl"]
    filter_ = next(one for one in changes.filter_specs if getattr(one, "field_path", "") == "supplier")
    offered = {code for code, _ in filter_.lookup_choices}
    assert offered == set(Shipment.objects.values_list("supplier", flat=True))


@pytest.mark.parametrize("query", ["", "q=containers", "year=2024&stage=shipped", "p=2"])
def test_a_list_takes_as_many_queries_however_many_rows_it_shows(
    desk: Client, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for size in (5, 20):
        monkeypatch.setattr(Reviewed, "list_per_page", size)
        with CaptureQueriesContext(connection) as queries:
            assert found(desk, query)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
