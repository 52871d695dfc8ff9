"""What was said to have gone along a route: by the places that a sentence names, or by the document of a leg."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flows.measures.routes import Names, Told, compute, goods_of, told
from flows.records import Leg, Route
from flows.vocabulary import Reliability
from tests.makers import shipment

NAMES = Names(
    (("rajin", "Rajin port"), ("rajin", "Rason"), ("dunai", "Dunai naval base"), ("vostochny", "Vostochny Port"))
)
KNOWN: dict[str, Any] = {"mode": "ship", "distance_km": None, "distance_basis": "", "known_on": date(2023, 10, 1)}


def route(code: str, *stops: str, source: str = "a-leg", notes: str = "") -> Route:
    legs = (
        Leg(number=n, from_place=start, to_place=end, source=source, notes=notes, **KNOWN)
        for n, (start, end) in enumerate(pairwise(stops), 1)
    )
    return Route(code=code, legs=tuple(legs))


DUNAI, VOSTOCHNY = route("by-dunai", "rajin", "dunai"), route("by-vostochny", "rajin", "vostochny")


def along(*claims: Any, routes: tuple[Route, ...] = (DUNAI, VOSTOCHNY)) -> list[Told]:
    parties = {one.code: ("kp", "ru") for one in routes}
    goods = {one.code: goods_of(one, {claim.munition for claim in claims}) for one in routes}
    return list(told(routes, parties, NAMES, goods, claims))


@pytest.mark.parametrize(
    ("sentence", "ways"),
    [
        ("Containers went from Rajin to Dunai.", ("by-dunai",)),
        ("Containers went from Rason.", ("by-dunai", "by-vostochny")),
        ("Ships called at Vostochny Port.", ("by-vostochny",)),
    ],
)
def test_a_claim_is_tied_to_the_route_of_which_it_names_most_places(sentence: str, ways: tuple[str, ...]) -> None:
    (found,) = along(shipment("a", statement=sentence))
    assert (found.routes, found.tied) == (ways, True)


def test_a_claim_in_the_document_of_a_leg_is_tied_to_its_route() -> None:
    other = route("other", "rajin", "vostochny", source="its-own")
    (found,) = along(shipment("a", source="its-own"), routes=(DUNAI, other))
    assert (found.routes, found.tied) == (("other",), True)


def test_what_names_no_place_may_have_gone_by_any_route_of_its_parties() -> None:
    (found,) = along(shipment("a"))
    assert (found.routes, found.tied) == (("by-dunai", "by-vostochny"), False)
    assert along(shipment("b", supplier="ir")) == []
    assert along(shipment("c", None)) == []


def test_only_the_newest_total_and_the_newest_figure_for_a_period_are_told() -> None:
    named: dict[str, Any] = {"statement": "From Rajin to Dunai."}
    month: dict[str, Any] = {"period_start": date(2024, 1, 1), "period_end": date(2024, 1, 31)}
    period: dict[str, Any] = {"temporal": "interval", **month, **named}
    found = along(
        shipment("old", claimed_on=date(2023, 12, 1), **named),
        shipment("new", claimed_on=date(2024, 6, 1), **named),
        shipment("month", claimed_on=date(2024, 2, 1), **period),
        shipment("part", claimed_on=date(2024, 3, 1), **period, part_of="month"),
    )
    assert [one.claim.code for one in found] == ["new", "month"]


def test_a_newer_figure_of_no_stated_way_is_told_beside_a_total_that_is_tied() -> None:
    tied = shipment("tied", claimed_on=date(2024, 6, 1), statement="From Rajin to Dunai.")
    assert [one.claim.code for one in along(tied, shipment("older", claimed_on=date(2024, 5, 1)))] == ["tied"]
    newer = shipment("newer", claimed_on=date(2024, 7, 1))
    assert [one.claim.code for one in along(tied, newer)] == ["tied", "newer"]


def test_the_notes_of_a_route_may_name_its_goods() -> None:
    oil = route("oil", "rajin", "dunai", notes="Return flow of petroleum from March.")
    assert goods_of(oil, ("petroleum", "munition")) == {"petroleum"}
    claims = shipment("shells"), shipment("tonnes", munition="petroleum", claimed_on=date(2023, 1, 1))
    assert [one.claim.code for one in along(*claims, routes=(oil,))] == ["tonnes"]


def test_names_are_found_as_words() -> None:
    assert NAMES.within("From Rajin and Rason to Dunai.") == {"rajin", "dunai"}
    assert NAMES.within("Rajinsk is another town.") == frozenset()
    assert Names(()).within("Rajin") == frozenset()


@pytest.mark.django_db
def test_the_seeds_tie_figures_and_calls_to_routes() -> None:
    answer = compute()
    found = {one.claim.code: one for one in answer.told}
    assert found["us-nkru-2023-10-13-tranche"].routes == ("kp-sea-dunai",)
    assert found["us-nkru-wagner-2022-11-railcars"].routes == ("kp-rail",)
    assert found["wsj-ir-2023-04-24-shells"].claim.quantity.low == Decimal(300_000)
    assert not found["ctx-ru-nk-oil-tonnes"].tied
    assert {route.code for route in answer.routes} == {code for one in answer.told for code in one.routes}
    assert [event.code for event in answer.calls["kp-sea-vostochny"]] == ["2024-03-lady-r"]


@pytest.mark.django_db
def test_a_day_and_a_grade_are_heeded_at_the_same_price() -> None:
    numbers = []
    for day, grade in ((None, None), (date(2024, 6, 14), None), (None, Reliability.B)):
        with CaptureQueriesContext(connection) as queries:
            answer = compute(day, grade)
        numbers.append(len(queries))
        assert all(one.claim.claimed_on <= (day or date.max) for one in answer.told)
        assert all(one.claim.is_graded(grade) for one in answer.told)
    assert numbers == [7, 7, 7]
