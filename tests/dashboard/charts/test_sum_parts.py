"""A sum drawn as its parts: each begins where the one before ended, and the sum is drawn as what it is."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import given

from dashboard.charts.sum_parts import MOST_PARTS, rows_of, sum_parts
from flows.estimates.nesting import Nesting
from flows.estimates.totals import Total, total
from flows.records import Shipment
from flows.wording import COMPUTED
from tests.makers import ledgers, shipment


def month(number: int, figure: int, code: str = "", **named: Any) -> Shipment:
    about = {"period_start": date(2024, number, 1), "period_end": date(2024, number, 28), "temporal": "interval"}
    return shipment(code or f"m{number:02}", figure, **{**about, **named})


def summed(claims: Sequence[Shipment]) -> Total:
    found = total(claims, Nesting())
    assert isinstance(found, Total), found
    return found


def test_each_part_begins_where_the_one_before_ended() -> None:
    later, first, ceiling = month(2, 40), month(1, 100), month(3, 60, bound="up-to")
    one, two, three, whole = rows_of(summed([later, first, ceiling]))
    assert (one.solid, two.solid, three.solid, three.outlined) == ((0, 100), (100, 140), None, (140, 200))
    assert (whole.solid, whole.outlined, whole.detail) == ((0, 140), (140, 200), COMPUTED)
    assert one.label == "South Korea's defence ministry, 100 rounds from 1 to 28 January 2024"


def test_a_floor_has_no_end_and_neither_has_a_sum_of_one() -> None:
    one, two, whole = rows_of(summed([month(1, 100, bound="at-least"), month(2, 40)]))
    assert (one.onwards, two.solid, whole.solid, whole.onwards) == (100, (100, 140), (0, 140), 140)
    assert whole.label == "Together, at least 140 rounds"


def test_a_floor_and_a_ceiling_are_together_a_floor() -> None:
    *_, whole = rows_of(summed([month(1, 100, bound="at-least"), month(2, 40, bound="up-to")]))
    assert (whole.solid, whole.onwards, whole.detail) == ((0, 100), 100, COMPUTED)


def test_the_floor_of_a_sum_is_drawn_where_a_part_is_a_ceiling() -> None:
    *_, whole = rows_of(summed([month(1, 100), month(2, 40, bound="up-to")]))
    assert whole.label == "Together, 100 to 140 rounds"


@pytest.mark.parametrize("layout", [0, 1])
def test_the_picture_names_claimant_amount_and_time_of_each_part_and_says_it_is_computed(layout: int) -> None:
    parts = sum_parts(summed([month(1, 100), month(2, 40)]), "sum")
    assert parts is not None
    words = " ".join(ET.fromstring(parts.drawings[layout]).itertext())
    assert COMPUTED in words
    for part in ("South Korea's defence ministry, 100 rounds from 1 to 28 January 2024", "Together, 140 rounds"):
        assert part in words


def test_one_claim_is_no_sum_and_very_many_are_a_table_alone() -> None:
    assert sum_parts(summed([month(1, 100)]), "sum") is None
    days = [
        month(1, 1, code=f"d{day:02}", period_start=date(2024, 1, day), period_end=date(2024, 1, day))
        for day in range(1, MOST_PARTS + 2)
    ]
    parts = sum_parts(summed(days), "sum")
    assert parts is not None
    assert (parts.drawings, len(parts.parts)) == ((), MOST_PARTS + 1)


@given(ledgers(largest=6))
def test_the_last_part_ends_where_the_sum_does(claims: list[Shipment]) -> None:
    found = total(claims, Nesting())
    if not isinstance(found, Total) or not found.quantity.figures:
        return
    *parts, whole = rows_of(found)
    ends = [value for row in parts for value in (*row.values, row.onwards) if value is not None]
    reached = [value for value in (*whole.values, whole.onwards) if value is not None]
    assert max(ends, default=0) == max(reached, default=0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "claims"),
    [
        (
            "/flows/?basis=reported-count&claimant=nato&within=artillery-round&stage=delivered",
            ["nato-stoltenberg-2024-06-17"],
        ),
        ("/years/?supplier=ca", []),
    ],
)
def test_pages_draw_a_sum_as_its_parts_with_their_links(client: Client, address: str, claims: list[str]) -> None:
    html = client.get(address).content.decode()
    assert "the parts of the sum" in html.lower()
    section = html.split('aria-labelledby="sum-title"')[1].split("</section>")[0]
    assert 'class="chart-drawing narrow"' in section
    assert COMPUTED in section
    assert section.count("/claims/") >= 2
    for code in claims:
        assert f"/claims/{code}/" in section
