"""Every field and table is in the dictionary once, and whatever the dictionary has is where it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields as record_fields
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Field as ModelField
from django.db.models import Model
from django.test import RequestFactory

from flows import models, records
from flows.decimal_text import COORDINATES
from flows.dictionary import ADDED, CLAIM_TABLES, EVERY, GIVEN_OUT, LISTED, TABLES, Field, Table
from flows.dictionary.field import FIRST
from flows.dictionary.reference import SUBJECTS
from flows.exporting.tables import TABLES as EXPORTED
from flows.importing.tables import TABLES as FILES
from flows.models.claims import Claim
from flows.questions import LISTINGS
from flows.subject import subject
from flows.vocabulary import CODED_LISTS

OF_THE_DESK = "The newsroom's own process: never published, imported or asked for."
UNDESCRIBED = {
    **dict.fromkeys(
        ("review_note", "version", "entered_by", "submitted_by", "submitted_at", "approved_by", "approved_at"),
        OF_THE_DESK,
    ),
    "recorded_at": "The second clock: read by `recorded` of questions, and no figure of a claim.",
    "changed_at": "The second clock: read by `recorded` of questions, and no figure of a claim.",
    "at": "When a check was made; the day of it is public as `checked_on`.",
    "by": OF_THE_DESK,
    "id": "A number of the database's own; the pair of route and number is what is public.",
}
"""Fields of models that the dictionary does not have, each with the reason."""
OF_OTHER_TABLES = {
    models.Addition: OF_THE_DESK,
    models.Assignment: OF_THE_DESK,
    models.Merge: OF_THE_DESK,
    models.Moment: "The second clock: asked for by `recorded` of questions, and holds nothing of a claim.",
    models.Passage: OF_THE_DESK,
    models.Proposal: OF_THE_DESK,
    models.Revision: OF_THE_DESK,
    models.FileReading: OF_THE_DESK,
    models.Received: OF_THE_DESK,
    models.KeptForm: OF_THE_DESK,
    models.Upload: OF_THE_DESK,
}
"""Models that the dictionary does not have, each with the reason."""
INSIDE_TEXT = {
    "originals": "The documents of the original statement, by which claims of one origin are found.",
    "munition_plural": "The noun after a number, inside the quotable phrase.",
    "origin": "The claim that a figure is computed from, inside the quotable phrase.",
}
"""Fields of records that the dictionary does not have, each with the reason."""
RENAMED = {"latitude": "lat", "longitude": "lon", "number": "leg", "link": "document_url"}
NOT_FILED = {("routes", "code"): "The file of routes has a row for each leg: its column `route`."}
NOT_IN_FORMS = {("legs", "route"): "Legs are entered inside the form of their route."}

COLUMNS = {"1.0": 150, "1.1": 2, "1.2": 7, "1.3": 16, "1.4": 28, "1.5": 4}
"""How many columns each version of the file format added; a new one is of the next version, its ``since``."""


def model_of(table: Table) -> Any:
    return getattr(models, table.item)


def concrete(model: type[Model]) -> Iterator[ModelField[Any, Any]]:
    yield from model._meta.concrete_fields
    yield from model._meta.many_to_many


def every_field() -> list[Any]:
    return [pytest.param(table, field, id=f"{table.name}.{field.name}") for table in EVERY for field in table.fields]


def test_every_model_is_in_the_dictionary_or_left_out_for_a_reason() -> None:
    described = {model_of(table) for table in EVERY}
    assert described | set(OF_OTHER_TABLES) == set(apps.get_app_config("flows").get_models())
    assert not described & set(OF_OTHER_TABLES)


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.name)
def test_every_field_of_a_model_is_in_the_dictionary_or_left_out_for_a_reason(table: Table) -> None:
    stored = {field.name for field in concrete(model_of(table))}
    assert stored - set(UNDESCRIBED) == set(table.by_field)


@pytest.mark.parametrize("table", [table for table in EVERY if hasattr(records, table.item)], ids=lambda one: one.name)
def test_every_field_of_a_record_is_in_the_dictionary_and_the_other_way_round(table: Table) -> None:
    held = {RENAMED.get(field.name, field.name) for field in record_fields(getattr(records, table.item))}
    described = {field.name for field in table.public if not field.computed or field.name in held}
    assert held - set(INSIDE_TEXT) - ({table.parts_in} if table.parts else set()) == described


@pytest.mark.parametrize(("table", "field"), every_field())
def test_a_field_says_what_the_model_says(table: Table, field: Field) -> None:
    if field.computed:
        assert field.field not in table.by_field or table.by_field[field.field] is not field
        return
    stored = model_of(table)._meta.get_field(field.field)
    of = {
        "ForeignKey": "code",
        "OneToOneField": "code",
        "ManyToManyField": "codes",
        "DateField": "day",
        "PositiveSmallIntegerField": "whole",
        "PositiveIntegerField": "whole",
        "DecimalField": "coordinate" if field.name in COORDINATES else "number",
    }
    kind = of.get(type(stored).__name__, "coded" if stored.choices else "")
    assert str(stored.help_text) == field.meaning
    assert field.kind == kind or (
        not kind and field.kind in ("text", "lines", "name", "iso", "link", "hash", "code", "listed", "several")
    )
    if field.entered:
        may_be_empty = stored.blank or stored.has_default()
        assert field.required is not may_be_empty or (field.required and stored.has_default())
    if field.coded_list and field.kind != "several":
        assert tuple(code for code, _ in stored.choices) == field.coded_list.codes
    if stored.is_relation and field.name != "route":
        assert model_of(next(one for one in TABLES if one.name == field.reference)) is stored.related_model


@pytest.mark.parametrize(("table", "field"), every_field())
def test_a_meaning_is_one_sentence(table: Table, field: Field) -> None:
    assert field.meaning.endswith(".")
    assert field.meaning[0].isupper()
    assert field.meaning.count(". ") == 0
    assert field.coded_list is None or field.coded_list in CODED_LISTS


@pytest.mark.parametrize("table", LISTED.values(), ids=lambda table: table.name)
def test_every_public_field_is_in_answers_and_csv_in_its_place(table: Table) -> None:
    inside = table.parts.public if table.parts else ()
    assert [column.name for column in EXPORTED[table.name].columns] == [field.name for field in table.public]
    assert [column.name for column in EXPORTED[table.name].header] == [field.name for field in (*table.public, *inside)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_entered_field_is_a_column_of_imports(table: Table) -> None:
    rows = table.parts or table
    (file,) = (one for one in FILES if one.name == table.name)
    assert set(file.by_field) == {field.field for field in rows.fields if field.entered}
    beside = {(table.name, field.name) for field in table.fields if field.entered} if table.parts else set()
    assert beside <= set(NOT_FILED)
    assert file.passed_over.isdisjoint(name for column in file.columns for name in (column.headers[0],))


@pytest.mark.django_db
@pytest.mark.parametrize("table", [table for table in EVERY if table.entered], ids=lambda table: table.name)
def test_every_entered_field_is_in_the_form_of_the_desk(table: Table, rf: RequestFactory, admin_user: Any) -> None:
    request = rf.get("/")
    request.user = admin_user
    known = admin.site._registry
    inlines = {inline.model: inline for one in known.values() for inline in one.inlines}
    form = known.get(model_of(table)) or inlines[model_of(table)](models.Route, admin.site)
    shown = set(_flat(options["fields"] for _, options in form.get_fieldsets(request)))
    entered = {field.field for field in table.fields if field.entered and (table.name, field.name) not in NOT_IN_FORMS}
    assert entered <= shown


def _flat(names: Any) -> Iterator[str]:
    for name in names:
        yield from (name,) if isinstance(name, str) else _flat(name)


def test_tables_are_written_after_those_that_they_refer_to() -> None:
    written: set[str] = set()
    for table in TABLES:
        written.add(table.name)
        assert {field.reference for field in (table.parts or table).fields if field.reference} - {""} <= written


def test_what_a_version_of_the_format_added_is_settled() -> None:
    added = Counter(
        table.since if field.since == FIRST else field.since
        for table in EVERY
        for field in table.fields
        if field.entered
    )
    assert {version: added[version] for version in COLUMNS} == COLUMNS, "a new column needs its `since`"


def test_every_table_is_in_every_registry() -> None:
    claims = {model.__name__ for model in Claim.__subclasses__()}
    assert {LISTED[name].item for name in CLAIM_TABLES} == claims
    assert {table.item for table in TABLES if table.claims} == claims
    assert [kind for kind, _ in ADDED] == [table.name for table in TABLES if not table.claims]
    assert list(LISTINGS) == list(EXPORTED) == list(LISTED)
    assert [one.name for one in FILES] == [table.name for table in TABLES]
    # What is given out alone can be entered by nobody.
    assert not [field.name for table in GIVEN_OUT for field in table.entered]
    # The API lists whatever files hold.
    assert {table.name for table in TABLES} == set(LISTED)


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.name)
def test_what_a_table_names_is_among_its_fields(table: Table) -> None:
    facts = {*table.searched, table.order.removeprefix("-"), *table.sides, *table.figures, table.subject} - {""}
    assert facts <= set(table.by_name)
    assert set(table.key) <= set(table.by_field)
    assert bool(table.sides and table.subject and table.figures) is table.claims
    assert bool(table.parts) is bool(table.parts_in)


@pytest.mark.django_db
# The seeds have one subject, which is no row.
@pytest.mark.parametrize(
    "table", [each for each in LISTED.values() if each is not SUBJECTS], ids=lambda table: table.name
)
def test_the_example_is_a_record_of_the_seeds(table: Table) -> None:
    assert model_of(table).objects.filter(pk=subject().examples[table.name]).exists()


def test_coordinates_are_the_numbers_that_never_reach_a_thousand() -> None:
    assert {field.name for table in EVERY for field in table.fields if field.kind == "coordinate"} == COORDINATES
