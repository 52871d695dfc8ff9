"""What many parts of the schema have in common, once: parameters, named schemas and recurring fields are components.

Views and shapes write out what they need where they need it; here the same thing written twice becomes a reference.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from flows.api.shape import Schema

_MANY, _LONG = 4, 80
"""A field of so many shapes, and of so many characters, is worth a reference."""


def shared(document: Schema) -> Schema:
    """The document in which every schema with a title, and every parameter of several operations, stands once.

    A schema's name is its title; ValueError where two that differ have one. A parameter's name is its own; of several
    that differ under one name, the most used has it, and the others add the tag or the name of an operation that takes
    them.
    """
    schemas: dict[str, Schema] = {}
    document = _with_references(document, schemas)
    names = _names(document)
    parameters = {name: json.loads(written) for written, name in names.items()}
    for operation in _operations(document):
        operation["parameters"] = [
            {"$ref": f"#/components/parameters/{names[_written(each)]}"} if _written(each) in names else each
            for each in operation["parameters"]
        ]
    components = document["components"]
    components["schemas"] |= dict(sorted(schemas.items()))
    components["schemas"] |= _fields_of_many(components["schemas"])
    components["parameters"] = dict(sorted(parameters.items()))
    components["responses"] = _referred(components["responses"], document["paths"])
    return document


def _with_references(node: Any, schemas: dict[str, Schema]) -> Any:
    """The node with a reference for each schema that has a title, which goes into ``schemas``."""
    if isinstance(node, list):
        return [_with_references(each, schemas) for each in node]
    if not isinstance(node, dict):
        return node
    made = {name: _with_references(each, schemas) for name, each in node.items()}
    title = made.get("title")
    if not isinstance(title, str) or not {"type", "anyOf"} & set(made):
        return made
    schema = {name: each for name, each in made.items() if name != "title"}
    if schemas.setdefault(title, schema) != schema:
        raise ValueError(f"{title} is the title of two schemas that differ")
    return {"$ref": f"#/components/schemas/{title}"}


def _fields_of_many(schemas: dict[str, Schema]) -> dict[str, Schema]:
    """The fields that many shapes describe in the same words, by name; in the shapes a reference takes their place.

    Objects and codes stay where they are: generators name a class after the first, and a test looks for the second.
    """
    shapes = [shape["properties"] for shape in schemas.values() if "properties" in shape]
    uses = Counter(
        (name, _written(field)) for fields in shapes for name, field in fields.items() if "description" in field
    )
    found: dict[str, Schema] = {}
    for (name, written), count in uses.most_common():
        component = "".join(part.capitalize() for part in name.split("_")) + "Field"
        if count < _MANY or len(written) < _LONG or "$ref" in written or "properties" in written or component in found:
            continue
        found[component] = json.loads(written)
        for fields in shapes:
            if name in fields and _written(fields[name]) == written:
                fields[name] = {"$ref": f"#/components/schemas/{component}"}
    return dict(sorted(found.items()))


def _names(document: Schema) -> dict[str, str]:
    """The name of each parameter that several operations take, by the parameter as it is written."""
    uses = Counter(_written(each) for operation in _operations(document) for each in operation["parameters"])
    first: dict[str, Schema] = {}
    for operation in _operations(document):
        for each in operation["parameters"]:
            first.setdefault(_written(each), operation)
    named: dict[str, str] = {}
    for written, count in uses.most_common():
        if count < 2:
            break
        name, operation = json.loads(written)["name"], first[written]
        names = (name, f"{name}-{operation['tags'][0]}", f"{name}-{operation['operationId']}")
        named[written] = next(each for each in names if each not in named.values())
    return named


def _referred(responses: dict[str, Schema], paths: Schema) -> dict[str, Schema]:
    """Those of the responses to which an operation refers."""
    written = json.dumps(paths)
    return {name: each for name, each in responses.items() if f'/responses/{name}"' in written}


def _operations(document: Schema) -> Iterator[Schema]:
    for methods in document["paths"].values():
        yield from methods.values()


def _written(parameter: Schema) -> str:
    return json.dumps(parameter)
