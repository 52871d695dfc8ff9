"""The data package that describes the project's CSV format, made from the declaration that imports are read by.

Method: Data Package and Table Schema, version 2, of the Frictionless Data project.

Note 1: ``formatVersion`` is a property of our own. Within its first number a newer package has more columns, and an
older one fewer: an import leaves what a file has no column for as it is. A package without it is of version 1.
"""

from __future__ import annotations

from typing import Any

from flows.dictionary import FORMAT
from flows.importing.tables import TABLES, Column, Table
from flows.models.rules import CODE_PATTERN, HASH_PATTERN
from flows.subject import subject
from flows.vocabulary import GROWING

VERSION = "2026.12"
_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def data_package() -> dict[str, Any]:
    """The descriptor of the whole package: every table with its fields, keys and what each cell may hold."""
    return {
        "name": "munitions-flows",
        "title": subject().title,
        "description": (
            f"{subject().description} A row is one statement by one claimant, paraphrased: it says what was claimed, "
            "never what happened."
        ),
        "version": VERSION,
        "formatVersion": FORMAT,
        "licenses": [_LICENCE],
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "path": table.file,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    key = [column.name for column in table.columns if column.field in table.key]
    references = [column for column in table.columns if column.reference and not column.many]
    schema: dict[str, Any] = {
        # An older file may lack columns that are not required.
        "fieldsMatch": "superset",
        "fields": [_field(column, key) for column in table.columns],
        "missingValues": [""],
        "primaryKey": key,
    }
    if references:
        schema["foreignKeys"] = [
            {
                "fields": [column.name],
                "reference": {
                    "resource": "" if column.reference == table.name else column.reference,
                    "fields": ["code"],
                },
            }
            for column in references
        ]
    return schema


_CODES = CODE_PATTERN.removeprefix("^").removesuffix("$")
_PATTERNS = {"code": CODE_PATTERN, "hash": HASH_PATTERN, "listed": f"^{_CODES}(;{_CODES})*$"}


def _field(column: Column, key: list[str]) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if key == [column.name]:
        constraints["unique"] = True
    kind = "string"
    match column.kind:
        case "day":
            kind = "date"
        case "number":
            kind, constraints["minimum"] = "number", 0
        case "coordinate":
            kind = "number"
        case "whole":
            kind = "integer"
        case "coded" if column.coding_list not in GROWING:
            constraints["enum"] = list(column.allowed)
        case "several":
            code = "|".join(column.allowed)
            constraints["pattern"] = f"^({code})(;({code}))*$"
        case "code" | "hash" | "listed":
            constraints["pattern"] = _PATTERNS[column.kind]
        case _:
            pass
    answer: dict[str, Any] = {"name": column.name, "type": kind, "description": column.described}
    if kind == "date":
        answer["format"] = "%Y-%m-%d"
    return answer | ({"constraints": constraints} if constraints else {})
