"""The columns: every field of a record is in one, and no number is without its evidence."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from flows import records
from flows.exporting.tables import TABLES
from flows.questions import LISTINGS
from tests.makers import rate, ratio, shipment

SITE = "https://example.org"
RENAMED = {"places": {"latitude": "lat", "longitude": "lon"}}
# The noun after a number and the origin of a figure are inside the quotable phrase, originals among the appearances.
INSIDE_TEXT = {"munition_plural", "origin", "originals"}
RECORDS = {
    "shipments": records.Shipment,
    "rates": records.Rate,
    "ratios": records.Ratio,
    "indicators": records.Indicator,
    "sources": records.Source,
    "claimants": records.Claimant,
    "actors": records.Actor,
    "munitions": records.Munition,
    "places": records.Place,
    "routes": records.Route,
    "events": records.Event,
    "appearances": records.Appearance,
    "stories": records.Story,
    "actor_overlaps": records.ActorOverlap,
    "claimant_overlaps": records.ClaimantOverlap,
    "names": records.OtherName,
    "subjects": records.Subject,
}


def test_every_list_has_its_columns() -> None:
    assert set(TABLES) == set(LISTINGS) == set(RECORDS)


@pytest.mark.parametrize("table", TABLES)
def test_no_field_of_a_record_is_left_behind(table: str) -> None:
    renamed = RENAMED.get(table, {})
    expected = {renamed.get(field.name, field.name) for field in fields(RECORDS[table])} - INSIDE_TEXT
    parts = TABLES[table].parts
    assert expected <= {column.name for column in TABLES[table].columns} | ({parts.field} if parts else set())


@pytest.mark.parametrize("table", TABLES)
def test_names_are_unique_and_every_column_says_what_it_means(table: str) -> None:
    names = [column.name for column in TABLES[table].header]
    assert len(names) == len(set(names))
    assert all(column.meaning.endswith(".") for column in TABLES[table].header)


@pytest.mark.parametrize("table", ["shipments", "rates", "ratios", "indicators"])
def test_a_number_never_travels_alone(table: str) -> None:
    names = {column.name for column in TABLES[table].columns}
    assert {"bound", "text", "claimant", "claimed_on", "source_link", "status"} <= names
    assert {"period", "period_start", "period_end"} <= names
    if table == "shipments":
        assert {"basis", "stage", "superseded_by"} <= names


def test_a_shipment_as_a_body() -> None:
    claim = shipment("a-claim", 4_800_000, bound="up-to", superseded_by="b", superseded_on=date(2024, 7, 24))
    body = TABLES["shipments"].body(claim, SITE)
    assert (body["low"], body["point"], body["high"]) == (None, None, Decimal(4_800_000))
    assert (body["alternative_group"], body["supersedes"], body["superseded_by"]) == (None, None, "b")
    assert body["credibility"] == 3
    assert body["url"] == "https://example.org/claims/a-claim/"
    assert body["text"].startswith(
        "up to 4.8 million artillery rounds from North Korea to Russia since an unstated day ("
    )
    assert "superseded 24 July 2024" in body["text"]


def test_a_record_says_the_time_that_it_is_about() -> None:
    claim = shipment("a-claim", period_start=date(2023, 9, 1), claimed_on=date(2024, 6, 14))
    body = TABLES["shipments"].body(claim, SITE)
    assert (body["period"], body["period_start"], body["period_end"]) == (
        "since September 2023",
        date(2023, 9, 1),
        None,
    )
    assert "artillery rounds from North Korea to Russia since September 2023 (" in body["text"]
    summer = {"period_start": date(2023, 6, 1), "period_end": date(2023, 8, 31)}
    then = TABLES["ratios"].body(ratio("then", Decimal(10), Decimal(10), **summer), SITE)
    assert then["period"] == "from June to August 2023"
    assert then["period"] in then["text"]
    assert TABLES["rates"].body(rate("a-rate"), SITE)["period"] == ""


def test_a_ratio_keeps_a_single_value_at_both_ends() -> None:
    body = TABLES["ratios"].body(ratio("a-ratio", Decimal(5), Decimal(5)), SITE)
    assert (body["low"], body["high"]) == (5, 5)
    assert "point" not in body


def test_a_route_is_one_row_for_each_leg() -> None:
    legs = tuple(
        records.Leg(
            number=number,
            from_place=start,
            to_place=end,
            mode="rail",
            distance_km=None,
            distance_basis="not stated",
            source="a-source",
            notes="",
            known_on=date(2023, 10, 14),
        )
        for number, start, end in ((1, "a", "b"), (2, "b", "c"))
    )
    table = TABLES["routes"]
    route = records.Route(code="a-route", legs=legs)
    names = [column.name for column in table.header]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows([route], SITE)]
    assert [(row["code"], row["leg"], row["from_place"], row["to_place"]) for row in rows] == [
        ("a-route", 1, "a", "b"),
        ("a-route", 2, "b", "c"),
    ]
    assert [(leg["leg"], leg["known_on"]) for leg in table.body(route, SITE)["legs"]] == [
        (1, date(2023, 10, 14)),
        (2, date(2023, 10, 14)),
    ]
