"""The data package that describes the project's CSV format, made from the declaration that imports are read by.

Method: Data Package and Table Schema, version 2, of the Frictionless Data project.
"""

from __future__ import annotations

from typing import Any

from django.db import models as fields

from flows.importing.tables import REQUIRED, TABLES, Column, Table
from flows.models.rules import CODE_PATTERN

VERSION = "2026.11"
_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}

DESCRIPTIONS = {
    "accessed_on": "The day on which the document was read.",
    "activity": "What the rate counts.",
    "actor": "The party.",
    "actors": "The parties to it, as codes joined by semicolons.",
    "alternative_group": "Shared by either/or readings of one fact, of which at most one counts.",
    "basis": "What the figure rests on.",
    "bound": "What the figure limits, and so which of low, point and high are filled.",
    "calibre_mm": "Calibre in millimetres, where there is one.",
    "claimant": "The institution that asserts.",
    "claimed_on": "The day on which the statement became public.",
    "code": "The record's permanent code.",
    "compared": "What the ratio compares.",
    "coordinate_basis": "What the coordinates stand for.",
    "credibility": "Admiralty code 1 to 6: the statement, whoever printed it.",
    "date_precision": "How exactly the day is known.",
    "derived_from": "The claim that this figure is computed from.",
    "distance_basis": "Whether a source states the distance, and how.",
    "distance_km": "Length of the leg in kilometres, where a source states one.",
    "ends_on": "Last day, where it lasted longer than one.",
    "factor": "Times which the claim that it is derived from gives this figure.",
    "favours": "The side with more.",
    "from_place": "Where the leg begins.",
    "high": "Stated ceiling; filled for up-to and between.",
    "iso_alpha3": "ISO 3166-1 alpha-3 code of a state.",
    "kind": "What sort it is.",
    "language": "ISO 639 code of the document's language.",
    "lat": "Latitude in degrees north.",
    "leg": "Number of the leg, in travelling order.",
    "lon": "Longitude in degrees east.",
    "low": "Stated floor; filled for at-least and between.",
    "mode": "How the leg is travelled.",
    "munition": "What is counted, in the tree of munitions and carriers.",
    "name": "The full name.",
    "notes": "What a reader should know besides; our words.",
    "over": "The side with less.",
    "overlaps": "The other of the two.",
    "parent": "The kind of thing directly above in the tree.",
    "part_of": "What already contains it.",
    "per": "The time that the rate is counted over.",
    "period_end": "Last day of the time that the claim is about.",
    "period_start": "First day of the time that the claim is about.",
    "place": "Where.",
    "plural": "The noun after a number.",
    "point": "The one figure stated; filled for exact and about.",
    "published_on": "The day of publication.",
    "publisher": "Who published it.",
    "recipient": "Who receives.",
    "relation": "Why the totals of the two may count the same goods.",
    "reliability": "Admiralty code A to F: the publisher, whatever it prints on the day.",
    "role": "What the place does in a flow.",
    "route": "The route's code.",
    "short_name": "The name in a sentence or a label.",
    "source": "The document that it rests on.",
    "speaker": "The person who said it, where one is named.",
    "stage": "How far along its way the materiel was said to be.",
    "stance": "Whether the claimant says that it is so.",
    "starts_on": "First day.",
    "statement": "What was claimed, in one sentence of ours; never what happened.",
    "supersedes": "The same claimant's earlier total that this one replaces.",
    "supplier": "Who supplies.",
    "temporal": "How the quantity relates to time.",
    "title": "The title.",
    "to_place": "Where the leg ends.",
    "unit": "What is counted.",
    "url": "Its address on the web.",
    "value": "The one figure stated.",
    "value_high": "Stated ceiling, or the high end of a range.",
    "value_low": "Stated floor, or the low end of a range.",
    "wording": "Whether the claimant stated the ratio itself.",
    "words": "The claimant's word where no figure was given, such as dozens.",
}
_RATIO_FIGURES = {
    "low": "Multiple of the side with less; a single value stands in both low and high.",
    "high": "Multiple of the side with less; a single value stands in both low and high.",
}
TITLES = {
    "actors": "Parties",
    "actor_overlaps": "Parties whose totals may count the same goods",
    "munitions": "Munitions and carriers",
    "claimants": "Institutions that assert",
    "claimant_overlaps": "Claimants that are not independent",
    "sources": "Documents",
    "places": "Places",
    "routes": "Routes, a row a leg",
    "events": "Events",
    "shipments": "Claims about flows",
    "rates": "Claims about a pace",
    "ratios": "Claims about a balance",
    "indicators": "Claims about context",
}


def data_package() -> dict[str, Any]:
    """The descriptor of the whole package: every table with its fields, keys and what each cell may hold."""
    return {
        "name": "munitions-flows",
        "title": "Munitions flows: who said what was sent to whom",
        "description": (
            "Sourced claims about munitions moving to Russia and to Ukraine, 2022 to 2026. A row is one statement by "
            "one claimant, paraphrased: it says what was claimed, never what happened."
        ),
        "version": VERSION,
        "licenses": [_LICENCE],
        "resources": [_resource(table) for table in TABLES],
    }


def meaning(table: Table, column: Column) -> str:
    """What a column of a table stands for, in one sentence."""
    described = _RATIO_FIGURES if table.name == "ratios" else {}
    return described.get(column.name, DESCRIPTIONS[column.name])


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": TITLES[table.name],
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
        "fields": [_field(table, column, key) for column in table.columns],
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


def _field(table: Table, column: Column, key: list[str]) -> dict[str, Any]:
    model_field = table.model._meta.get_field(column.field)
    constraints: dict[str, Any] = {}
    if column.empty is REQUIRED:
        constraints["required"] = True
    if key == [column.name]:
        constraints["unique"] = True
    kind = "string"
    if isinstance(model_field, fields.DateField):
        kind = "date"
    elif isinstance(model_field, fields.DecimalField):
        kind = "number"
        if column.name not in ("lat", "lon"):
            constraints["minimum"] = 0
    elif isinstance(model_field, fields.PositiveSmallIntegerField):
        kind = "integer"
    elif choices := getattr(model_field, "choices", None):
        constraints["enum"] = [code for code, _ in choices]
    elif column.name == "code" or (column.reference and not column.many):
        constraints["pattern"] = CODE_PATTERN
    answer: dict[str, Any] = {
        "name": column.name,
        "type": kind,
        "description": meaning(table, column),
    }
    if kind == "date":
        answer["format"] = "%Y-%m-%d"
    return answer | ({"constraints": constraints} if constraints else {})
