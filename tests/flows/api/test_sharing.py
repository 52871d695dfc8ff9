"""What is written twice in a schema stands once, under the name that its place gives it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from flows.api.sharing import shared

STAGE = {"type": "string", "title": "StageCode", "enum": ["sent"]}
ANY_STAGE = {"anyOf": [STAGE, {"type": "string"}], "title": "AnyStageCode", "description": "How far."}
ONE, OTHER = ({"name": "stage", "in": "query", "description": said, "schema": STAGE} for said in ("One.", "Other."))


def operation(name: str, tag: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    answer = {"400": {"$ref": "#/components/responses/Bad"}}
    return {"get": {"operationId": name, "tags": [tag], "parameters": list(parameters), "responses": answer}}


def document(**paths: Any) -> dict[str, Any]:
    claim = {"type": "object", "properties": {"stage": ANY_STAGE, "title": {"type": "string"}}}
    components = {"schemas": {"Claim": claim}, "responses": {"Bad": {"description": "No."}, "Unused": {}}}
    return deepcopy({"info": {"title": "A title"}, "paths": paths, "components": components})


def test_a_schema_with_a_title_becomes_a_component_of_that_name() -> None:
    made = shared(document(a=operation("a", "claims", ONE)))
    schemas = made["components"]["schemas"]
    assert schemas["Claim"]["properties"]["stage"] == {"$ref": "#/components/schemas/AnyStageCode"}
    assert schemas["AnyStageCode"]["anyOf"] == [{"$ref": "#/components/schemas/StageCode"}, {"type": "string"}]
    assert schemas["StageCode"] == {"type": "string", "enum": ["sent"]}
    assert schemas["Claim"]["properties"]["title"] == {"type": "string"}
    assert made["info"] == {"title": "A title"}


def test_a_parameter_of_several_operations_stands_once_and_of_one_where_it_is() -> None:
    made = shared(
        document(
            a=operation("a", "claims", ONE),
            b=operation("b", "claims", ONE),
            c=operation("c", "flows", OTHER),
            d=operation("d", "flows", OTHER),
            e=operation("e", "flows", {**ONE, "required": True}),
        )
    )
    taken = [made["paths"][path]["get"]["parameters"][0] for path in "abcde"]
    references = [each.get("$ref", "").rpartition("/")[2] for each in taken]
    assert references == ["stage", "stage", "stage-flows", "stage-flows", ""]
    assert made["components"]["parameters"]["stage-flows"]["description"] == "Other."
    assert made["components"]["parameters"]["stage"]["schema"] == {"$ref": "#/components/schemas/StageCode"}


def test_responses_that_nobody_gives_are_left_out() -> None:
    assert list(shared(document(a=operation("a", "claims")))["components"]["responses"]) == ["Bad"]


def test_two_schemas_of_one_title_are_refused() -> None:
    other = {**ONE, "schema": {**STAGE, "enum": ["sent", "lost"]}}
    with pytest.raises(ValueError, match="StageCode is the title of two schemas"):
        shared(document(a=operation("a", "claims", other)))
