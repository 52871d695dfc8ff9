"""Number entry in the forms of claims."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from flows.models import Indicator, Rate, Ratio, Shipment
from flows.vocabulary import Bound
from tests.flows.admin.test_writing import add, errors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["4.8 million", "4,800,000", "4.8M", "4 800 000", "4800000"])
def test_a_number_is_taken_as_people_write_it(desk: Client, text: str) -> None:
    assert add(desk, Shipment, point=text).status_code == 302
    assert Shipment.objects.get(pk="test-row").point == Decimal(4_800_000)


@pytest.mark.parametrize("text", ["4.800", "1.234,5", "1,5", "1e6", "٤٨", "up to 5", "5" * 61])
def test_a_number_with_two_readings_or_none_is_refused_with_a_sentence(desk: Client, text: str) -> None:
    (message,) = errors(add(desk, Shipment, point=text))["point"]
    assert message.endswith(".")
    assert not Shipment.objects.filter(pk="test-row").exists()


def test_a_number_beyond_the_column_is_refused(desk: Client) -> None:
    assert errors(add(desk, Shipment, point="123456789 billion"))["point"]


def test_a_returned_form_says_what_it_understood(desk: Client) -> None:
    answer = add(desk, Shipment, point="4.8M", claimed_on="2999-01-01")
    assert "read as 4,800,000, that is 4.8 million" in answer.text
    assert 'value="4.8M"' in answer.text


@pytest.mark.parametrize("model", [Shipment, Rate, Ratio, Indicator])
def test_every_form_of_claims_reads_numbers(desk: Client, model: Any) -> None:
    name = model._meta.model_name
    assert 'data-reads="' in desk.get(reverse(f"admin:flows_{name}_add")).text
    answer = desk.get(reverse(f"admin:flows_{name}_figure"), {"text": "500k"})
    assert answer.json() == {"words": "read as 500,000", "read": True}
    refused = desk.get(reverse(f"admin:flows_{name}_figure"), {"text": "4.800"}).json()
    assert not refused["read"]
    assert "4,800 or 4.8" in refused["words"]


@pytest.mark.parametrize("model", [Rate, Indicator])
def test_the_bound_says_which_figures_a_form_shows(desk: Client, model: Any) -> None:
    form = desk.get(reverse(f"admin:flows_{model._meta.model_name}_add")).context["adminform"].form
    fills = json.loads(form.fields["bound"].widget.attrs["data-fills"])
    assert fills == {bound.code: list(bound.fills) for bound in Bound}


def test_a_stranger_is_told_nothing() -> None:
    assert Client().get(reverse("admin:flows_shipment_figure"), {"text": "5"}).status_code == 302
