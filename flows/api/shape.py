"""What an answer is made of: each field once, with its type in the schema, its meaning in one line, and what it holds.

A field holds the value of the same name of what is answered, of another (`"question.as_of"`), or what a function makes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from flows.exporting.table import Table
from flows.vocabulary import CODED_LISTS, CodedList

Schema = dict[str, Any]
Source = str | Callable[[Any], Any]

_LISTS = {coded_list.codes: coded_list for coded_list in CODED_LISTS}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its schema, and what it holds of an answer, given what begins every address. An ``optional`` one is
    left out where it would be None."""

    name: str
    schema: Schema
    read: Callable[[Any, str], Any]
    optional: bool = False


@dataclass(frozen=True, eq=False)
class Shape:
    """An object with these fields; one without a name is written out where it stands."""

    name: str
    meaning: str
    fields: tuple[Field, ...]

    def body(self, source: Any, site: str = "") -> dict[str, Any]:
        """What is answered, as fields by name; ``site`` begins every address in it."""
        made = {field.name: field.read(source, site) for field in self.fields}
        for field in self.fields:
            if field.optional and made[field.name] is None:
                del made[field.name]
        return made

    @property
    def schema(self) -> Schema:
        """The object as JSON Schema."""
        return an_object(self.meaning, self.fields)


def an_object(meaning: str, fields: Collection[Field]) -> Schema:
    """The schema of an object with these fields."""
    return {
        "type": "object",
        "description": meaning,
        "properties": {field.name: field.schema for field in fields},
        "required": [field.name for field in fields if not field.optional],
    }


def string(name: str, meaning: str, source: Source = "", **more: Any) -> Field:
    """A text."""
    return _field(name, {"type": "string", "description": meaning, **more}, source)


def template(name: str, meaning: str, path: Callable[[Any], str | None]) -> Field:
    """An absolute address on this site, from its path, with places to fill in."""

    def read(answer: Any, site: str) -> str | None:
        found = path(answer)
        return None if found is None else f"{site}{found}"

    return Field(name, {"type": "string", **({"description": meaning} if meaning else {})}, read)


def address(name: str, meaning: str, path: Callable[[Any], str | None]) -> Field:
    """An absolute address on this site, from its path."""
    made = template(name, meaning, path)
    return replace(made, schema={**made.schema, "format": "uri"})


def day(name: str, meaning: str, source: Source = "") -> Field:
    """A day in ISO form."""
    return string(name, meaning, source, format="date")


def nullable(field: Field) -> Field:
    """The same field, which may be null."""
    return replace(field, schema=or_null(field.schema))


def or_null(schema: Schema) -> Schema:
    """What the schema allows, or null."""
    if "type" not in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def optional(field: Field) -> Field:
    """The same field, which is left out where there is nothing to say."""
    return replace(field, optional=True)


def amount(name: str, meaning: str, source: Source = "") -> Field:
    """A number that may be null: null is unknown, never zero."""
    return _field(name, {"type": ["number", "null"], "description": meaning}, source)


def whole(name: str, meaning: str, source: Source = "", **limits: int) -> Field:
    """A whole number."""
    return _field(name, {"type": "integer", **limits, "description": meaning}, source)


def truth(name: str, meaning: str, source: Source = "") -> Field:
    """True or false."""
    return _field(name, {"type": "boolean", "description": meaning}, source)


def coded(name: str, coded_list: CodedList[Any], source: Source = "", meaning: str = "") -> Field:
    """A code of a coded list, with what it says here where that is more than what the list says."""
    return _field(name, _opened(coded_list, coded_list.codes, meaning), source)


def among(name: str, meaning: str, allowed: Collection[str], source: Source = "") -> Field:
    """One of a few words that are no coded list."""
    return _field(name, {**_open({"type": "string", "enum": list(allowed)}), "description": meaning}, source)


def texts(name: str, meaning: str, source: Source = "") -> Field:
    """Several texts, mostly codes of records."""
    return _field(name, _array({"type": "string"}, meaning), source)


def codes(name: str, coded_list: CodedList[Any], meaning: str, source: Source = "") -> Field:
    """Several codes of a coded list."""
    return _field(name, _array(_opened(coded_list, coded_list.codes), meaning), source)


def one(name: str, shape: Shape | Table, source: Source = "") -> Field:
    """One object of a shape, or one record of a table."""
    value = _value(source or name)

    def read(answer: Any, site: str) -> dict[str, Any] | None:
        found = value(answer)
        return None if found is None else shape.body(found, site)

    return Field(name, schema_of(shape), read)


def many(name: str, shape: Shape | Table, meaning: str = "", source: Source = "") -> Field:
    """Several of them."""
    value = _value(source or name)

    def read(answer: Any, site: str) -> list[Any] | None:
        found, body = value(answer), shape.body
        return None if found is None else [body(each, site) for each in found]

    return Field(name, _array(schema_of(shape), meaning), read)


def links(**paths: Callable[[Any], str]) -> Field:
    """Addresses on this site by name, each from its path."""
    shape = Shape("", "Where to go from here.", tuple(address(name, "", path) for name, path in paths.items()))
    return Field("links", shape.schema, shape.body)


def schema_of(shape: Shape | Table) -> Schema:
    """The reference to a named shape, or the schema of one without a name."""
    if isinstance(shape, Table):
        return ref(shape.item)
    return ref(shape.name) if shape.name else shape.schema


def ref(name: str) -> Schema:
    """A reference to a named shape."""
    return {"$ref": f"#/components/schemas/{name}"}


def closed(codes: Collection[str | int]) -> Schema:
    """These codes and no other, as parameters take them; those of a coded list have its name and say what they mean,
    under the name by which generators of clients look for that."""
    coded_list = _list_of(codes)
    return _closed(coded_list, codes) if coded_list else {"type": "string", "enum": list(codes)}


def opened(codes: Collection[str | int], meaning: str = "") -> Schema:
    """These codes as answers hold them: more may come within version 1, so a client must take any. ``meaning`` is what
    the field says where that is more than what the list says."""
    coded_list = _list_of(codes)
    if coded_list is None:
        raise ValueError(f"{codes}: the codes of no list")
    return _opened(coded_list, codes, meaning)


def _field(name: str, schema: Schema, source: Source) -> Field:
    value = _value(source or name)
    return Field(name, schema, lambda answer, _: value(answer))


def _value(source: Source) -> Callable[[Any], Any]:
    return attrgetter(source) if isinstance(source, str) else source


def _array(items: Schema, meaning: str) -> Schema:
    return {"type": "array", "items": items, **({"description": meaning} if meaning else {})}


def _list_of(codes: Collection[str | int]) -> CodedList[Any] | None:
    return _LISTS.get(tuple(str(code) for code in codes))


def _closed(coded_list: CodedList[Any], codes: Collection[str | int]) -> Schema:
    kind = "integer" if all(isinstance(code, int) for code in codes) else "string"
    return {
        "type": kind,
        "title": f"{_in_capitals(coded_list.name)}{'Grade' if kind == 'integer' else 'Code'}",
        "description": coded_list.meaning,
        "enum": list(codes),
        "x-enum-descriptions": [term.meaning for term in coded_list],
    }


def _opened(coded_list: CodedList[Any], codes: Collection[str | int], meaning: str = "") -> Schema:
    known = _closed(coded_list, codes)
    schema = {**_open(known), "title": f"Any{known['title']}", "description": coded_list.meaning}
    return schema if meaning in ("", coded_list.meaning) else {"allOf": [schema], "description": meaning}


def _open(known: Schema) -> Schema:
    return {"anyOf": [known, {"type": known["type"]}]}


def _in_capitals(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
