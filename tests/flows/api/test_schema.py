"""The schema: valid OpenAPI 3.1, with every address in it, and true of what is answered."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema_rs
import pytest
from django.core.management import call_command
from django.test import Client

from flows.api.urls import urlpatterns
from flows.api.views.document import document, document_of
from flows.exporting.tables import TABLES
from flows.questions import LISTINGS

Get = Callable[..., Any]
NOT_DESCRIBED = {"schema", "docs", "nothing", "no-file"}
SUBJECTS = Path(__file__).parents[2] / "two_subjects"
"""The further subjects of tests: the seeds have none, and so the schema no code of one as an example."""


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document()["paths"].items():
        for method, operation in item.items():
            assert method == "get"
            yield path, operation


def referred(node: dict[str, Any]) -> dict[str, Any]:
    """The component that a reference names; anything else as it is."""
    if "$ref" not in node:
        return node
    found: Any = document()
    for step in node["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)


def parameters_of(path: str) -> dict[str, dict[str, Any]]:
    """The parameters that an address takes, by name."""
    found = [referred(each) for each in document()["paths"][path]["get"]["parameters"]]
    return {parameter["name"]: parameter for parameter in found}


def examples_of(path: str) -> dict[str, Any]:
    """The examples of the parameters that an address needs or that narrow nothing, by name."""
    examples = {name: each["example"] for name, each in parameters_of(path).items() if "example" in each}
    if path == "/api/v1/subjects/{code}/":
        assert "code" not in examples, "an example code is one that is on record"
        examples["code"] = "first-of-tests"
    return examples


def joined(members: list[dict[str, Any]]) -> dict[str, Any]:
    """Shapes that all hold of one object, as one: each by itself would refuse what the others describe."""
    whole: dict[str, Any] = {"type": "object", "properties": {}, "required": []}
    for member in members:
        one = referred(member) if "$ref" in member else member
        one = joined(one["allOf"]) if "allOf" in one else one
        whole["properties"] |= one.get("properties", {})
        whole["required"] += one.get("required", [])
    return whole


def strict(shape: Any) -> Any:
    """The same shape, in which an object may hold only what is described, and a code only those that are listed."""
    if isinstance(shape, list):
        return [strict(each) for each in shape]
    if not isinstance(shape, dict):
        return shape
    if "anyOf" in shape and {"type": "string"} in shape["anyOf"]:
        return strict(shape["anyOf"][0])
    if len(shape.get("allOf", ())) > 1:
        return strict(joined(shape["allOf"]))
    tightened = {name: strict(each) for name, each in shape.items()}
    return {**tightened, "additionalProperties": False} if "properties" in shape else tightened


def validator(name: str) -> jsonschema_rs.Validator:
    """What an answer of a named shape must satisfy, formats included, with nothing undescribed in it."""
    components = strict(copy.deepcopy(document()["components"]["schemas"]))
    root = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": components}}
    return jsonschema_rs.validator_for(root, validate_formats=True)


def test_the_schema_is_what_is_served(get: Get) -> None:
    served = get("schema/")
    assert served["openapi"].startswith("3.1")
    assert served == document_of("http://testserver")
    assert "curl --compressed 'http://testserver/api/v1/compare/" in served["info"]["description"]
    assert served["servers"] == [{"url": "http://testserver"}]
    assert {**served, "info": None, "servers": None} == {**document(), "info": None, "servers": None}


def test_the_document_is_valid() -> None:
    from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

    OPENAPI_31_VALIDATOR.validate(document())


def test_every_address_is_described_once() -> None:
    described = [operation["operationId"] for _, operation in operations()]
    assert len(described) == len(set(described))
    assert len(described) == len([pattern for pattern in urlpatterns if pattern.name not in NOT_DESCRIBED])
    assert all(path.startswith("/api/v1/") for path, _ in operations())


def test_every_reference_leads_to_a_shape() -> None:

    def references(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            if isinstance(node.get("$ref"), str):
                yield node["$ref"]
            for each in node.values():
                yield from references(each)
        elif isinstance(node, list):
            for each in node:
                yield from references(each)

    assert {name for name in references(document()) if not referred({"$ref": name})} == set()


@pytest.mark.parametrize("table", LISTINGS)
def test_a_list_describes_every_parameter_that_it_takes(table: str) -> None:
    described = parameters_of(f"/api/v1/{table}/")
    assert list(described) == [p.name for p in LISTINGS[table].parameters]
    assert all(parameter["description"] for parameter in described.values())


def test_codes_of_a_parameter_are_its_vocabulary() -> None:
    parameters = parameters_of("/api/v1/shipments/")
    assert "capacity-if-full" in referred(parameters["basis"]["schema"]["items"])["enum"]
    assert parameters["basis"]["explode"] is False
    assert parameters["as_of"]["schema"] == {"type": "string", "format": "date"}
    assert parameters["page_size"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 500}
    compare = {name: each.get("required", False) for name, each in parameters_of("/api/v1/compare/").items()}
    optional = dict.fromkeys(("as_of", "stage", "basis", "window", "grade", "pairs", "recorded"), False)
    assert compare == {"left": True, "right": True, **optional}


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("", "Contents"),
        *((f"{table.name}/?page_size=500&count=true", f"{table.item}List") for table in TABLES.values()),
        ("flows/?page_size=100", "FlowList"),
        ("flows/kp/ru/artillery-round/", "Flow"),
        ("compare/?left=kp/ru/artillery-round&right=eu/ua/artillery-round&as_of=2024-06-14", "Comparison"),
        ("compare/?left=kp/ru/artillery-round&right=kp/ru/container", "Comparison"),
        ("compare/brief/?left=kp/ru/artillery-round&right=eu/ua/artillery-round", "ComparisonInBrief"),
        ("timeline/?flow=kp/ru/artillery-round", "Timeline"),
    ],
)
def test_an_answer_holds_what_its_shape_says_and_no_more(get: Get, address: str, name: str) -> None:
    validator(name).validate(get(address))


@pytest.mark.parametrize(
    ("status", "address"),
    [(400, "shipments/?nothing=x&supplier=zz"), (404, "shipments/none/"), (404, "nowhere/"), (400, "flows/?cursor=x")],
)
def test_a_problem_holds_what_its_shape_says(refused: Get, status: int, address: str) -> None:
    validator("Problem").validate(refused(status, address))


def test_null_is_allowed_where_it_is_described_and_nowhere_else(get: Get) -> None:
    shipment = get("shipments/rok-mnd-2024-06-14-shells/")
    shape = validator("ShipmentRecord")
    assert shape.is_valid({**shipment, "part_of": None})
    assert not shape.is_valid({**shipment, "text": None})
    assert not shape.is_valid({**shipment, "high": "4800000"})
    assert not shape.is_valid({**shipment, "basis": "sent"})


def _tried(path: str) -> list[str]:
    """The addresses that the examples of an operation make: what it needs alone, and with each other parameter."""
    parameters = parameters_of(path)
    given = {name: each.get("x-example") for name, each in parameters.items()} | examples_of(path)
    placed = [name for name, each in parameters.items() if each["in"] == "path"]
    needed = [name for name, each in parameters.items() if "required" in each]
    address = path.format(**{name: given[name] for name in placed})

    def written(*names: str) -> str:
        asked = {name: given[name] for name in names if name not in placed and given[name] is not None}
        values = {name: ",".join(value) if isinstance(value, list) else value for name, value in asked.items()}
        return urlencode({name: "true" if value is True else value for name, value in values.items()})

    alone = [written(*needed, name) for name in given if name not in needed]
    return [f"{address}?{question}" for question in (written(*needed), *alone)]


@pytest.mark.django_db
@pytest.mark.parametrize("path", sorted(document()["paths"]))
def test_every_example_is_answered(client: Client, path: str, settings: Any, tmp_path: Path) -> None:
    settings.RELEASES_DIR = tmp_path
    if "/releases/" in path:
        for day in ("2026-11-23", "2026-11-24"):
            call_command("make_release", "--day", day, verbosity=0)
    for address in _tried(path):
        answer: Any = client.get(address)
        assert answer.getvalue()
        # A sum that would be wrong is refused, and that is the right answer to its example.
        assert answer.status_code in ((200, 422) if "/totals" in path else (200,)), address


def test_every_code_in_the_schema_is_explained() -> None:
    basis = parameters_of("/api/v1/shipments/")["basis"]["schema"]["items"]
    assert basis == {"$ref": "#/components/schemas/BasisCode"}
    lists = [each for each in document()["components"]["schemas"].values() if "x-enum-descriptions" in each]
    assert len(lists) > 30
    assert all(len(each["x-enum-descriptions"]) == len(each["enum"]) for each in lists)
