"""The drawing of got, made and fired: each term begins where the one before ended, and nothing open has an end."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest

from dashboard.charts.balance import balance_chart, draw_balance, rows_of
from flows.measures import balance
from flows.questions.balance import BalanceQuestion

pytestmark = pytest.mark.django_db

CHOSEN = {
    "side": "ru",
    "start": "2024-01-01",
    "end": "2024-05-31",
    "stock": "ctx-ru-stock-2023-10",
    "produced": "ee-2024-02-16-prod",
    "received": "rok-mnd-2024-06-14-shells",
    "fired": "ua-syrskyi-2024-08-20-h1",
}


def answer(**named: str) -> balance.BalanceAnswer:
    question, _ = BalanceQuestion.read({name: [value] for name, value in {**CHOSEN, **named}.items()})
    return balance.compute(question)


def test_each_term_begins_where_the_one_before_ended() -> None:
    stock, produced, received, fired, lost, closing = rows_of(answer())
    assert stock.solid == (0.0, 4_000_000.0)
    assert produced.outlined == (4_000_000.0, 5_868_853.0)
    assert received.outlined == (5_868_853.0, 10_668_853.0)
    assert fired.solid == (28_853.0, 10_668_853.0)
    assert not lost.values
    assert closing.outlined == (0.0, 28_853.0)
    assert [row.hatched for row in (produced, received, closing)] == [True, True, False]


def test_the_chart_alone_names_times_weak_evidence_and_the_sets_that_cannot_all_be_true() -> None:
    widest = answer(stock="", produced="", received="", fired="")
    chart = balance_chart(widest)
    assert chart.computed is not None
    stock, produced, received, fired, *_ = (row.detail for row in chart.computed.rows)
    assert "in October 2023" in stock or "2023" in stock
    assert "Estonian intelligence, in 2024, weak evidence" in produced
    assert "Friedrich Naumann Foundation, since 2023" in received
    assert "NATO, in Mar 2024" in fired
    assert "sets of claims cannot all be true as they are used here." in chart.subtitle
    assert "cannot all be true" not in balance_chart(answer()).subtitle


def test_what_is_missing_lies_below_nothing() -> None:
    *_, closing = rows_of(answer(received="ua-hur-skib-2024-02-nk"))
    assert closing.solid == (-3_271_147.0, 0.0)
    assert closing.short
    assert closing.detail == "impossible: short by 3\N{THIN SPACE}270\N{THIN SPACE}000"


def test_after_an_open_term_nobody_knows_where_the_next_begins() -> None:
    rows = rows_of(answer(received="nato-stoltenberg-2024-06-17"))
    assert rows[2].onwards == 0
    assert rows[3].solid == (0.0, 10_640_000.0)
    assert rows[-1].onwards == 0


def test_where_nothing_has_a_length_there_is_no_scale() -> None:
    unknown = answer(side="by", stock="", produced="", received="", fired="")
    assert not any(row.values for row in rows_of(unknown))
    words = list(ET.fromstring(draw_balance(unknown, "narrow")).itertext())
    assert "0" in words
    assert "1" not in words


@pytest.mark.parametrize("layout", ["wide", "narrow"])
@pytest.mark.parametrize(
    "received", ["rok-mnd-2024-06-14-shells", "ua-hur-skib-2024-02-nk", "nato-stoltenberg-2024-06-17"]
)
def test_the_drawing_is_one_picture_that_says_that_it_is_computed(layout: Any, received: str) -> None:
    drawn = ET.fromstring(draw_balance(answer(received=received), layout))
    assert drawn.get("role") == "img"
    words = " ".join(drawn.itertext())
    assert "computed; nobody stated it" in words
    assert "unknown: no claim says what was lost" in words
    assert "style" not in drawn.attrib
    width = float(drawn.get("viewBox", "").split()[2])
    for part in drawn.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(part.get("x", 0)) >= 0
        assert float(part.get("x", 0)) + float(part.get("width", 0)) <= width
