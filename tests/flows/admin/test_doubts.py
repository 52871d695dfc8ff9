"""What may be a slip is refused once, in words that name both sides, and saved where it is meant."""

import pytest
from django.test import Client
from django.urls import reverse

from flows.models import Shipment
from tests.flows.admin.test_writing import add, entered, errors

pytestmark = pytest.mark.django_db

SAYS_777 = "A claimant said that 777 shells had been shipped."


def test_a_statement_that_gives_another_number_than_the_field_is_asked_about_once(desk: Client) -> None:
    answer = add(desk, Shipment, statement=SAYS_777, point="999")
    (message,) = errors(answer)["statement"]
    assert message == "The statement says 777, the field point 999. Save again if it is meant."
    assert not Shipment.objects.filter(pk="test-row").exists()
    meant = answer.context["adminform"].form["meant"].value()
    assert "777" in meant
    other = add(desk, Shipment, statement=SAYS_777, point="888", meant=meant)
    assert "the field point 888" in errors(other)["statement"][0], "what is meant is what was said before"
    assert add(desk, Shipment, statement=SAYS_777, point="999", meant=meant).status_code == 302
    assert Shipment.objects.get(pk="test-row").point == 999


@pytest.mark.parametrize(
    ("cells", "field", "words"),
    [
        ({"period_end": "2034-12-31", "stage": "pledged"}, "period_end", "31 December 2034 lies 10 years after"),
        ({"period_start": "1942-06-14"}, "period_start", "14 June 1942 lies 82 years before"),
    ],
)
def test_a_time_that_lies_far_off_is_asked_about_once(
    desk: Client, cells: dict[str, str], field: str, words: str
) -> None:
    answer = add(desk, Shipment, **cells)
    assert words in errors(answer)[field][0]
    again = add(desk, Shipment, **cells, meant=answer.context["adminform"].form["meant"].value())
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("statement", "cells", "field", "message"),
    [
        (
            "Seoul's defence ministry said that 777 shells had been shipped from Iran to Russia.",
            {},
            "supplier",
            "The statement says Iran, the field supplier North Korea.",
        ),
        (
            "Seoul's defence ministry said that 777 shells had been shipped from Russia to North Korea.",
            {},
            "recipient",
            "The statement says North Korea, the field recipient Russia.",
        ),
        (
            "On 3 March 2021 the ministry said that 777 shells had been shipped.",
            {},
            "claimed_on",
            "The statement says 3 March 2021, the field stated on",
        ),
        (
            "The ministry said that 777 shells had been shipped from North Korea to Russia in 2021.",
            {"temporal": "interval", "period_start": "2024-01-01", "period_end": "2024-03-31"},
            "period_start",
            "The statement says 2021, the field about the time from 1 January 2024.",
        ),
    ],
)
def test_so_are_parties_and_days_that_differ(
    desk: Client, statement: str, cells: dict[str, str], field: str, message: str
) -> None:
    sent = {"statement": statement, "point": "777", "supplier": "kp", "recipient": "ru", **cells}
    answer = add(desk, Shipment, **sent)
    assert message in errors(answer)[field][0]
    again = add(desk, Shipment, **sent, meant=answer.context["adminform"].form["meant"].value())
    assert again.status_code == 302


@pytest.mark.parametrize(
    "statement",
    [
        "The ministry said that 777 shells had been shipped.",
        "Of 777 shells from North Korea the ministry said that Russia had asked Iran for more.",
        "The ministry said that North Korea had shipped 777 shells to Russia since 2023.",
    ],
)
def test_what_a_sentence_leaves_out_or_names_besides_is_no_doubt(desk: Client, statement: str) -> None:
    sent = {"statement": statement, "point": "777", "supplier": "kp", "recipient": "ru"}
    assert add(desk, Shipment, **sent).status_code == 302


def test_the_check_names_it_and_goes_on(desk: Client) -> None:
    answer = desk.post(reverse("admin:flows_shipment_check"), entered(Shipment, statement=SAYS_777, point="999"))
    assert "The statement says 777, the field point 999." in answer.text
    assert "Is it already recorded?" in answer.text
