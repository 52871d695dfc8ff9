"""Supersession is held by triggers, on whichever database this is."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from flows.models import Rate, Shipment
from tests.flows.models.rows import insert

pytestmark = pytest.mark.django_db

LATER = date(2024, 7, 1)
MESSAGE = "supersedes only an earlier claim of the same claimant about the same flow"

OTHERS: list[tuple[Any, dict[str, Any]]] = [
    (Shipment, {"claimant_id": "kr-nis"}),
    (Shipment, {"supplier_id": "ir"}),
    (Shipment, {"recipient_id": "ua"}),
    (Shipment, {"claimed_on": date(2024, 6, 14)}),
    (Shipment, {"claimed_on": date(2024, 6, 1)}),
    (Rate, {"claimant_id": "kr-nis"}),
    (Rate, {"actor_id": "ua"}),
    (Rate, {"activity": "produced"}),
    (Rate, {"per": "year"}),
    (Rate, {"claimed_on": date(2024, 6, 14)}),
]


def test_the_triggers_are_there_after_all_migrations() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        found = {name for (name,) in cursor.fetchall()}
    events = ("_insert", "_update") if connection.vendor == "sqlite" else ("",)
    assert {f"flows_{table}_supersedes{event}" for table in ("shipment", "rate") for event in events} <= found


@pytest.mark.parametrize("model", [Shipment, Rate])
def test_an_earlier_total_of_the_same_flow_can_be_superseded(model: Any) -> None:
    insert(model, code="older")
    insert(model, code="newer", claimed_on=LATER, supersedes_id="older")
    assert model.objects.get(code="older").successor.code == "newer"


@pytest.mark.parametrize(("model", "other"), OTHERS)
def test_nothing_else_can(model: Any, other: dict[str, Any]) -> None:
    insert(model, code="older")
    with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
        insert(model, **{"code": "newer", "claimed_on": LATER, "supersedes_id": "older", **other})


@pytest.mark.parametrize(("model", "other"), OTHERS)
def test_nor_by_changing_either_claim_afterwards(model: Any, other: dict[str, Any]) -> None:
    insert(model, code="older")
    insert(model, code="newer", claimed_on=LATER, supersedes_id="older")
    with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
        model.objects.filter(code="newer").update(**other)
    if "claimed_on" in other:
        other = {"claimed_on": LATER}
    with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
        model.objects.filter(code="older").update(**other)


@pytest.mark.parametrize("model", [Shipment, Rate])
def test_nor_by_adding_the_earlier_claim_last(model: Any) -> None:
    with transaction.atomic():
        insert(model, code="newer", claimed_on=LATER, supersedes_id="older")
        with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
            insert(model, code="older", claimant_id="kr-nis")
        insert(model, code="older")


@pytest.mark.parametrize("change", [{"stance": "denies"}, {"temporal": "snapshot"}])
def test_a_denial_or_a_snapshot_is_not_superseded(change: dict[str, str]) -> None:
    insert(Shipment, code="older", **change)
    with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
        insert(Shipment, code="newer", claimed_on=LATER, supersedes_id="older")


@pytest.mark.parametrize("model", [Shipment, Rate])
def test_a_claim_has_one_successor(model: Any) -> None:
    insert(model, code="older")
    insert(model, code="newer", claimed_on=LATER, supersedes_id="older")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(model, code="another", claimed_on=LATER, supersedes_id="older")
