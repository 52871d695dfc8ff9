"""Before saving: what a claim may repeat, what it may replace, what it would change. Nothing is written."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from flows.models import Rate, Ratio, Shipment, Source
from tests.flows.admin.test_writing import entered

pytestmark = pytest.mark.django_db

HEAD = "rok-dia-2025-07-13-152mm"


def check(desk: Client, model: Any = Shipment, existing: str | None = None, **cells: str) -> Any:
    name = f"admin:flows_{model._meta.model_name}_check"
    address = reverse(f"{name}_changed", args=[existing]) if existing else reverse(name)
    return desk.post(address, entered(model, **cells))


@pytest.fixture
def newer(db: None) -> dict[str, str]:
    """A later running total than any on record by the same claimant."""
    head = Shipment.objects.get(pk=HEAD)
    source = Source.objects.create(
        code="test-source",
        publisher="A test",
        title="A test",
        url="https://example.org/later",
        published_on="2026-01-10",
        date_precision="day",
        language="en",
        kind="original",
        reliability="A",
        accessed_on="2026-01-11",
    )
    return {
        "claimant": head.claimant_id,
        "source": source.pk,
        "claimed_on": "2026-01-10",
        "munition": head.munition_id,
        "stage": head.stage,
        "basis": head.basis,
        "bound": "up-to",
        "point": "",
        "high": "15 million",
    }


def test_an_update_is_suggested_with_what_it_would_change(desk: Client, newer: dict[str, str]) -> None:
    answer = check(desk, **newer)
    assert [one.code for one in answer.context["suggestions"]] == [HEAD]
    told = " ".join(sentence for change in answer.context["changes"] for sentence in change.sentences)
    assert "This claim would be a head: up to 15 million" in told
    assert "The span of rounds shipped" in told


def test_with_the_supersession_chosen_the_old_head_falls(desk: Client, newer: dict[str, str]) -> None:
    answer = check(desk, **newer, supersedes=HEAD)
    assert answer.context["suggestions"] == ()
    told = [sentence for change in answer.context["changes"] for sentence in change.sentences]
    assert f"Left out from then on: {HEAD}, superseded." in told
    assert not Shipment.objects.filter(pk="test-row").exists()


def test_a_reading_that_fell_with_its_group_is_not_suggested(desk: Client) -> None:
    answer = check(desk, bound="up-to", point="", high="4.8M", basis="capacity-if-full")
    assert "rok-mnd-2024-02-26-122mm" not in [one.code for one in answer.context["suggestions"]]


def test_a_repeated_claim_is_named(desk: Client) -> None:
    answer = check(desk, bound="up-to", point="", high="4,800,000", claimed_on="2024-06-13", source="")
    assert answer.context["faults"], "without a source the form is not complete"
    answer = check(desk, bound="up-to", point="", high="4,800,000", claimed_on="2024-06-13")
    found = {one["code"]: one["reason"] for one in answer.context["alike"]}
    assert found["rok-mnd-2024-06-14-shells"] == "The same claimant, parties and figure, 1 day apart."


@pytest.mark.parametrize("model", [Rate, Ratio])
def test_other_kinds_of_claims_are_checked_for_repetition(desk: Client, model: Any) -> None:
    desk.post(reverse(f"admin:flows_{model._meta.model_name}_add"), entered(model))
    answer = check(desk, model, code="another-row")
    assert "test-row" in [one["code"] for one in answer.context["alike"]]


def test_a_public_claim_is_compared_with_itself(desk: Client) -> None:
    row = Shipment.objects.get(pk=HEAD)
    cells = {
        field.name: str(value)
        for field in row._meta.concrete_fields
        if (value := getattr(row, field.attname)) not in (None, "")
    }
    cells |= {"low": "13 million", "derived_from": "", "factor": ""}
    answer = desk.post(reverse("admin:flows_shipment_check_changed", args=[HEAD]), cells)
    assert answer.context["faults"] == []
    told = " ".join(sentence for change in answer.context["changes"] for sentence in change.sentences)
    assert "Until now it reads" in told
    assert Shipment.objects.get(pk=HEAD).low == row.low


def test_faults_are_said_first(desk: Client) -> None:
    faults = {fault["field"]: fault["messages"] for fault in check(desk, point="4.800").context["faults"]}
    assert "4,800 or 4.8" in faults["Point"][0]


def test_the_page_without_scripts_saves_what_was_checked(desk: Client) -> None:
    answer = check(desk, point="4.8 million")
    assert 'name="point" value="4.8 million"' in answer.text
    assert desk.post(answer.context["save_address"], dict(answer.context["sent"])).status_code == 302
    assert Shipment.objects.get(pk="test-row").point == 4_800_000


def test_only_editors_check_and_only_by_post(desk: Client, editor: User) -> None:
    address = reverse("admin:flows_shipment_check")
    assert desk.get(address).status_code == 404
    assert desk.post(reverse("admin:flows_shipment_check_changed", args=["no-such-claim"])).status_code == 404
    editor.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    assert desk.post(address).status_code == 403
