"""The promise of version 1: the committed schema is what is served, and what it once held it still holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from flows.api.downloads import CSV, XLSX
from flows.api.views.document import COMMITTED, as_file, document
from flows.vocabulary import STAGE
from tests.flows.api.test_schema import referred

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
        *((item, {"document_url", "page_url"}) for item in ("Shipment", "Rate", "Ratio", "Indicator", "Source")),
        *((item, {"page_url"}) for item in ("Actor", "Claimant", "Munition", "Place", "Event", "Story")),
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


def _schemas_of_answers() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema within the shapes of answers, with the field that it is in."""
    for shape, described in document()["components"]["schemas"].items():
        # What only parameters take.
        if not shape.endswith(("Code", "Grade")):
            yield from _within(shape, described)


def _within(place: str, node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield place, node
        for name, each in node.items():
            yield from _within(f"{place}.{name}", each)
    elif isinstance(node, list):
        for each in node:
            yield from _within(place, each)


def test_coded_values_are_open_in_answers() -> None:
    """A code that is added within version 1 breaks no client that was made before: it is one of any texts."""
    opened: list[str] = []
    for place, schema in _schemas_of_answers():
        assert not schema.get("$ref", "").endswith(("Code", "Grade")) or "/Any" in schema["$ref"], place
        if "anyOf" in schema and "enum" in schema["anyOf"][0]:
            assert schema["anyOf"][1] == {"type": schema["anyOf"][0]["type"]}, place
            opened.append(place)
        elif "enum" in schema:
            assert place.removesuffix(".anyOf") in opened, place
    any_codes = {name: each for name, each in document()["components"]["schemas"].items() if name.startswith("Any")}
    for name, schema in any_codes.items():
        known = document()["components"]["schemas"][name.removeprefix("Any")]
        assert schema["anyOf"] == [{"$ref": f"#/components/schemas/{name[3:]}"}, {"type": known["type"]}]
    assert len(any_codes) > 40


def test_coded_values_are_closed_in_parameters() -> None:
    taken = document()["components"]["parameters"]
    stage = taken["stage"]["schema"]["items"]["$ref"].rpartition("/")[2]
    assert document()["components"]["schemas"][stage]["enum"] == list(STAGE.codes)
    assert not [place for place, schema in _within("", taken) if "/Any" in schema.get("$ref", "")]


def test_each_address_gives_one_form_and_files_have_their_own() -> None:
    for path, item in document()["paths"].items():
        (form,) = referred(item["get"]["responses"]["200"])["content"]
        suffix = path.rpartition("/")[2].rpartition(".")[2]
        assert form == {"": "application/json", "csv": CSV, "xlsx": XLSX, "zip": "application/zip"}[suffix], path
