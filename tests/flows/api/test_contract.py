"""The promise of version 1: the committed schema is what is served, and what it once held it still holds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flows.api.views.document import COMMITTED, as_file, document

FORGOTTEN = (
    "the API differs from flows/api/openapi.json: run manage.py write_openapi, and name the change in CHANGELOG.md"
)


def test_the_committed_schema_is_what_is_served() -> None:
    assert COMMITTED.read_bytes() == as_file(), FORGOTTEN


def test_operations_have_ids_of_their_own_and_name_their_problems() -> None:
    operations = [item["get"] for item in document()["paths"].values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(set(ids)) == len(ids)
    for operation in operations:
        assert {"200", "400", "429"} <= set(operation["responses"])


def test_the_promise_is_written_where_builders_read() -> None:
    kept: dict[str, Any] = json.loads(COMMITTED.read_text(encoding="utf-8"))
    assert "Stability: within version 1" in kept["info"]["description"]
    assert kept["openapi"].startswith("3.1")


def test_the_fields_of_the_contract_are_there() -> None:
    """Written out by hand, so that rewriting the schema cannot lose one."""
    promised = {
        *("code", "claimant", "speaker", "source", "claimed_on", "date_precision", "stance", "supplier", "recipient"),
        *("munition", "unit", "stage", "basis", "bound", "low", "point", "high", "text", "temporal", "period_start"),
        *("period_end", "supersedes", "superseded_by", "alternative_group", "part_of", "derived_from", "factor"),
        *("credibility", "statement", "notes", "url"),
    }
    assert promised <= set(document()["components"]["schemas"]["Shipment"]["required"])
    indicator = {
        *("code", "claimant", "speaker", "source", "claimed_on", "date_precision", "actor", "name", "value_low"),
        *("value", "value_high", "unit", "text", "period_start", "period_end", "statement", "notes", "url", "bound"),
        *("low", "point", "high", "credibility"),
    }
    assert indicator <= set(document()["components"]["schemas"]["Indicator"]["required"])
    flow = document()["components"]["schemas"]["Flow"]["required"]
    assert {"heads", "standing", "left_out", "denials", "span", "claimants"} <= set(flow)


@pytest.mark.parametrize(
    ("shape", "fields"),
    [
        ("Shipment", {"period"}),
        ("Rate", {"period"}),
        ("Ratio", {"period"}),
        ("Indicator", {"period", "bound"}),
        *((item, {"grade"}) for item in ("Shipment", "Rate", "Ratio", "Indicator")),
        ("Appearance", {"code", "claim", "source", "place", "language", "kind", "carries", "wording", "reports"}),
        ("Flow", {"origins"}),
        ("Flow", {"period_heads", "window", "older", "span_all", "undated"}),
        ("Comparison", {"for_periods", "window"}),
        ("ComputedRatio", {"left_period", "right_period"}),
        ("Period", {"words", "start", "end"}),
        ("Step", {"period"}),
        ("Conversion", {"cautions"}),
        ("DaysOfFire", {"cautions"}),
        ("Caution", {"code", "label", "meaning"}),
        ("Reason", {"periods"}),
        ("Total", {"periods"}),
        ("Years", {"recipient", "supplier", "munition", "by", "stage", "columns", "rows", "left_out", "note", "links"}),
        ("YearCell", {"year", "text", "figures", "growth", "span", "claimants", "sums"}),
        ("Growth", {"computed", "earlier", "later", "low", "point", "high", "period", "whole_year", "text"}),
    ],
)
def test_what_was_added_within_version_1_stays(shape: str, fields: set[str]) -> None:
    assert fields <= set(document()["components"]["schemas"][shape]["required"])
