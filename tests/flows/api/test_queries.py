"""How many queries an answer takes, and which: the number does not grow with the records."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db

OVERLAPS = ["flows_actoroverlap", "flows_claimant", "flows_claimantoverlap"]
TREE = ["flows_actor", "flows_munition"]


def tables_read(client: Client, address: str) -> list[str]:
    """The first table of each query that an answer takes, in order, after the one that asks for the data's version."""
    with CaptureQueriesContext(connection) as queries:
        response: Any = client.get(f"/api/v1/{address}")
        if response.streaming:
            assert b"".join(response.streaming_content)
    assert response.status_code == 200
    version, *tables = [query["sql"].split(' FROM "', maxsplit=1)[1].split('"', maxsplit=1)[0] for query in queries]
    assert version == "flows_revision"
    return tables


@pytest.mark.parametrize("page_size", [1, 100])
@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("shipments", ["flows_shipment"]),
        ("rates", ["flows_rate"]),
        ("ratios", ["flows_ratio"]),
        ("indicators", ["flows_indicator"]),
        ("sources", ["flows_source"]),
        ("claimants", ["flows_claimant"]),
        ("actors", ["flows_actor"]),
        ("munitions", ["flows_munition"]),
        ("places", ["flows_place"]),
        ("routes", ["flows_route", "flows_leg"]),
        ("events", ["flows_event", "flows_actor"]),
        ("appearances", ["flows_appearance"]),
        ("stories", ["flows_story"]),
        ("actor_overlaps", ["flows_actoroverlap"]),
        ("claimant_overlaps", ["flows_claimantoverlap"]),
        ("names", ["flows_othername"]),
    ],
)
def test_a_list_takes_one_query_or_two(client: Client, table: str, expected: list[str], page_size: int) -> None:
    assert tables_read(client, f"{table}/?page_size={page_size}") == expected
    assert tables_read(client, f"{table}.csv") == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("supplier=kp&stage=delivered&current=true&as_of=2024-06-14&search=rounds", ["flows_shipment"]),
        ("count=true", ["flows_shipment", "flows_shipment"]),
        ("within=artillery-round", ["flows_munition", "flows_shipment"]),
        ("supplier=kp,ir", ["flows_actor", "flows_shipment"]),
    ],
)
def test_filters_cost_at_most_one_more(client: Client, query: str, expected: list[str]) -> None:
    assert tables_read(client, f"shipments/?{query}") == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        # The claim, where it appeared, what it is derived from, and its newest check, which no past day has.
        (
            "shipments/rok-mnd-2024-06-14-shells/",
            ["flows_shipment", "flows_appearance", "flows_shipment", "flows_shipment"],
        ),
        (
            "shipments/rok-mnd-2024-06-14-shells/?as_of=2024-06-14",
            ["flows_shipment", "flows_appearance", "flows_shipment"],
        ),
        ("ratios/article-2024-06-14-almost-10-to-1/?as_of=2024-06-14", ["flows_ratio", "flows_appearance"]),
        # One of which nobody has said more than its source.
        ("indicators/ctx-nk-gdp-2022/?as_of=2024-06-14", ["flows_indicator", "flows_appearance", "flows_source"]),
        ("flows/?page_size=1", [*TREE, "flows_shipment", *OVERLAPS, "flows_shipment"]),
        ("flows/?page_size=100", [*TREE, "flows_shipment", *OVERLAPS, "flows_shipment"]),
        ("flows.csv", [*TREE, "flows_shipment", *OVERLAPS, "flows_shipment"]),
        ("flows/kp/ru/artillery-round/", [*TREE, *OVERLAPS, "flows_shipment"]),
        (
            "compare/?left=kp/ru/artillery-round&right=eu/ua/artillery-round",
            [*TREE, *OVERLAPS, *["flows_shipment"] * 2, "flows_actoroverlap", "flows_ratio", "flows_story"],
        ),
        ("timeline/?flow=kp/ru/artillery-round", [*TREE, "flows_shipment"]),
        ("series/?flow=kp/ru/artillery-round", [*TREE, "flows_shipment"]),
        ("years/?recipient=ua&munition=large-calibre-round", [*TREE, "flows_shipment", *OVERLAPS]),
        ("years.csv?supplier=kp&munition=munition", [*TREE, "flows_shipment", *OVERLAPS]),
        (
            "share/",
            [*TREE, "flows_indicator", "flows_shipment", "flows_rate", "flows_rate", "flows_shipment"],
        ),
        ("pace/?flow=eu/ua/artillery-round", [*TREE, "flows_shipment", "flows_shipment", "flows_rate"]),
        (
            "disagree/?claimant=kr-nis",
            [*TREE, *OVERLAPS, "flows_claimant", *["flows_shipment"] * 3, "flows_rate", "flows_ratio"],
        ),
        ("disagree.csv?about=ratios", [*TREE, *OVERLAPS, "flows_claimant", "flows_ratio"]),
        ("", []),
        ("schema/", []),
    ],
)
def test_an_answer_takes_these_queries(client: Client, address: str, expected: list[str]) -> None:
    assert tables_read(client, address) == expected
