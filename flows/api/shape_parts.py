"""The parts that shapes are put together from, as JSON Schema."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flows.vocabulary import BASIS, CODED_LISTS, STAGE, CodedList

Schema = dict[str, Any]

_MEANINGS = {coded_list.codes: {term.code: term.meaning for term in coded_list} for coded_list in CODED_LISTS}


def ref(name: str) -> Schema:
    """A reference to a named shape."""
    return {"$ref": f"#/components/schemas/{name}"}


def an_object(meaning: str, /, **properties: Schema) -> Schema:
    """An object with these properties, all of them required."""
    return {"type": "object", "description": meaning, "properties": properties, "required": list(properties)}


def optional(shape: Schema, **properties: Schema) -> Schema:
    """The object with further properties that may be missing."""
    return {**shape, "properties": {**shape["properties"], **properties}}


def array(items: Schema, meaning: str = "") -> Schema:
    """A list of these items."""
    return {"type": "array", "items": items, **({"description": meaning} if meaning else {})}


def string(meaning: str, **more: Any) -> Schema:
    """A text."""
    return {"type": "string", "description": meaning, **more}


def nullable(kind: str, meaning: str, **more: Any) -> Schema:
    """A value that may be null."""
    return {"type": [kind, "null"], "description": meaning, **more}


def amount(meaning: str) -> Schema:
    """A number that may be null: null is unknown, never zero."""
    return nullable("number", meaning)


def coded(coded_list: CodedList) -> Schema:
    """A code of a coded list."""
    shape: Schema = {"type": "string", "enum": list(coded_list.codes), "description": coded_list.meaning}
    return shape | explained(coded_list.codes)


def meanings_of(codes: Collection[str | int]) -> Mapping[str, str]:
    """What each code of a coded list means, by code; nothing for values that are no coded list."""
    return _MEANINGS.get(tuple(str(code) for code in codes), {})


def explained(codes: Collection[str | int]) -> Schema:
    """The meanings of an enum in its order, under the name by which generators of clients look for them."""
    meanings = meanings_of(codes)
    return {"x-enum-descriptions": list(meanings.values())} if meanings else {}


def links(*names: str) -> Schema:
    """Addresses by name."""
    links: Mapping[str, Schema] = {name: string("An address.", format="uri") for name in names}
    return an_object("Where to go from here.", **links)


def chosen() -> dict[str, Schema]:
    """The choices that most questions take, as the answer repeats them."""
    return {
        "as_of": nullable("string", "The day of the answer; null is today.", format="date"),
        "stage": array(coded(STAGE), "The stages asked for; empty is all."),
        "basis": array(coded(BASIS), "The bases asked for; empty is all."),
    }


def named_flow() -> dict[str, Schema]:
    """The three codes of a flow."""
    return {
        "supplier": string("Code of the party that supplies."),
        "recipient": string("Code of the party that receives."),
        "munition": string("Code of the kind of thing."),
    }
