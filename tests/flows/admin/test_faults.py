"""What is wrong with a form stands in one list above it, each fault with a link to its field."""

import pytest
from django.test import Client
from django.urls import reverse

from flows.models import Route, Shipment
from tests.flows.admin.test_writing import ADD, add, entered

pytestmark = pytest.mark.django_db


def test_every_fault_is_named_above_the_form_in_the_order_of_the_fields(desk: Client) -> None:
    answer = add(desk, Shipment, point="4.800", claimed_on="soon", source="")
    assert [(fault.field, fault.anchor) for fault in answer.context["faults"]] == [
        ("Source", "id_source"),
        ("Stated on", "id_claimed_on"),
        ("Point", "id_point"),
    ]
    assert '<a href="#id_claimed_on">Stated on</a>' in answer.text
    assert "Not saved: 3 things to put right" in answer.text
    assert "<title>Error: " in answer.text
    assert "Please correct" not in answer.text


def test_what_is_wrong_with_the_whole_has_no_field(desk: Client) -> None:
    answer = add(desk, Shipment, recipient="kp")
    (fault,) = answer.context["faults"]
    assert (fault.field, fault.anchor) == ("", "")
    assert fault.message == "Supplier and recipient are two different actors."
    assert "Not saved: 1 thing to put right" in answer.text


def test_what_is_wrong_with_a_row_inside_is_named_with_its_number(desk: Client) -> None:
    leg = {"legs-TOTAL_FORMS": "1", "legs-INITIAL_FORMS": "0", "legs-0-number": "1", "legs-0-from_place": "rajin"}
    answer = desk.post(reverse(ADD.format("route")), entered(Route, **leg))
    assert ("Leg 1: To place", "id_legs-0-to_place") in [(one.field, one.anchor) for one in answer.context["faults"]]


def test_a_form_that_was_not_sent_has_no_faults(desk: Client) -> None:
    assert desk.get(reverse("admin:flows_shipment_add")).context["faults"] == ()
