"""The comparison of any two flows."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str) -> str:
    return Markup(client.get(path).content.decode()).text


def test_each_pair_says_whether_it_is_comparable(client: Client) -> None:
    text = text_of(client, "/compare/?as_of=2024-06-14")
    assert "Up to 4.8 to 1" in text
    assert "Up to 9.6 to 1" in text
    assert "Up to 16 to 1" in text
    assert "No: different bases" in text
    assert "Stated, and something else" in text


def test_a_side_that_does_not_exist_is_named_and_replaced(client: Client) -> None:
    response = client.get("/compare/?left=zz/ru/tank&right=eu/ua/artillery-round")
    assert response.status_code == 200
    text = Markup(response.content.decode()).text
    assert "left=zz was left out." in text
    assert "North Korea to Russia: artillery rounds, beside European Union to Ukraine: artillery rounds." in text


def test_different_units_give_no_ratio(client: Client) -> None:
    text = text_of(client, "/compare/?left=kp/ru/container&right=eu/ua/artillery-round")
    assert "none follows" in text
    assert "different units" in text


def test_computed_ratios_carry_two_digits(client: Client) -> None:
    assert "14.41" not in text_of(client, "/compare/?as_of=2024-06-14")
    assert "Up to 15 to 1" in text_of(client, "/compare/?as_of=2024-06-14")
