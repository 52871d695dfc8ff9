"""What has to hold before a row is written: everything the database holds too, said in plain words first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from flows.actions.values import held
from flows.importing import rules, stored
from flows.importing.checks import (
    Trees,
    appearance_rules,
    claim_rules,
    claims_among,
    days_stated,
    source_rules,
)
from flows.importing.files import Values
from flows.importing.letters import strange_characters
from flows.importing.listed import OF_STORIES, listed, story_rules, subject_rules, there_for
from flows.importing.tables import TABLE_OF_MODEL, TABLES, Table
from flows.models import Actor, Appearance, Merge, Munition, Source, Story, Subject
from flows.models.claims import Claim
from flows.models.merges import MERGED
from flows.queries.rows import PARTS
from flows.vocabulary import PUBLIC_STATUSES

_TREES: dict[type[models.Model], str] = {Actor: "part_of", Munition: "parent"}
_TABLES = {table.name: table for table in TABLES}

_MERGED: dict[Any, str] = {_TABLES[name].model: name for name in MERGED}

Faults = dict[str, list[str]]
"""Messages by field; those about the row as a whole under Django's own key for them."""


def check(row: models.Model) -> None:
    """Raises ValidationError, by field, where a row breaks a rule of its own or one between rows."""
    faults: Faults = defaultdict(list)
    try:
        row.full_clean()
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            faults[field].extend(messages)
    if not faults:
        faults.update(faults_between_rows(row))
    if faults:
        raise ValidationError(faults)


def faults_between_rows(row: models.Model) -> Faults:
    """What a row, valid by itself, breaks together with those that are stored; empty where all is well."""
    faults: Faults = defaultdict(list)
    for field, message in _faults(row):
        faults[field].append(f"{message[:1].upper()}{message[1:]}.")
    return dict(faults)


def _faults(row: models.Model) -> Iterator[tuple[str, str]]:
    yield from _strange(row)
    yield from _faults_of_held(row)
    yield from _merged(row)
    if isinstance(row, Claim):
        yield from _claim_faults(row)
    elif isinstance(row, Source):
        table = TABLE_OF_MODEL[Source]
        rows = {row.pk: _values(table, row)}
        broken = source_rules(rows, {**stored.around(table, rows), **rows})
        yield from ((one.field, one.message) for one in broken if one.code == row.pk)
    elif isinstance(row, Appearance):
        table = TABLE_OF_MODEL[Appearance]
        rows = {row.code: _values(table, row)}
        broken = appearance_rules(rows, {**stored.around(table, rows), **rows}, claims_among({row.claim}))
        yield from ((one.field if one.code == row.code else NON_FIELD_ERRORS, one.message) for one in broken)
    elif isinstance(row, Story):
        values = _values(TABLE_OF_MODEL[Story], row)
        named = listed(values, *OF_STORIES)
        broken = story_rules({row.code: values}, days_stated(named), stored.existing_codes("ratios", named))
        yield from ((one.field, one.message) for one in broken)
    elif isinstance(row, Subject):
        values = _values(TABLE_OF_MODEL[Subject], row)
        broken = subject_rules({row.code: values}, there_for([values], {}))
        yield from ((one.field, one.message) for one in broken)
    elif type(row) in _TREES:
        table = TABLE_OF_MODEL[type(row)]
        rows = {**stored.every_row(table), str(row.pk): _values(table, row)}
        broken = rules.no_cycles(rows, _TREES[type(row)])
        yield from ((one.field, one.message) for one in broken if one.code == row.pk)


def _faults_of_held(row: models.Model) -> Iterator[tuple[str, str]]:
    """Members that there are not, or none where there has to be one; rows inside the record that break a rule."""
    within = held(row)
    for member in row._meta.many_to_many:
        codes = set(within[member.name])
        there = member.related_model._default_manager.filter(pk__in=codes)
        if unknown := codes - set(there.values_list("pk", flat=True)):
            yield member.name, f"there is no {', '.join(sorted(unknown))}"
    if parts := PARTS.get(type(row)):
        numbers = [getattr(part, parts.number) for part in within[parts.name]]
        for part, number in zip(within[parts.name], numbers, strict=True):
            name = f"{part._meta.verbose_name} {number}"
            if numbers.count(number) > 1:
                yield NON_FIELD_ERRORS, f"{name} stands twice"
            try:
                part.full_clean(exclude=[parts.whole])
            except ValidationError as error:
                for field, messages in error.message_dict.items():
                    place = name if field == NON_FIELD_ERRORS else f"{name}, {field}"
                    yield from ((NON_FIELD_ERRORS, f"{place}: {message.rstrip('.')}") for message in messages)
            yield from ((NON_FIELD_ERRORS, f"{name}: {message}") for _, message in _strange(part))


def _merged(row: models.Model) -> Iterator[tuple[str, str]]:
    """Rows that were merged into others: they are neither changed nor named any more."""
    named: dict[tuple[str, str], str] = {}
    if TABLE_OF_MODEL.get(type(row)) is not None:
        named[TABLE_OF_MODEL[type(row)].name, str(row.pk)] = NON_FIELD_ERRORS
    within = held(row)
    parts = PARTS.get(type(row))
    for one, place in [(row, ""), *((part, NON_FIELD_ERRORS) for part in (within[parts.name] if parts else ()))]:
        for field in one._meta.concrete_fields:
            kind = _MERGED.get(field.related_model)
            if kind is not None and getattr(one, field.attname):
                named[kind, getattr(one, field.attname)] = place or field.name
    for member in row._meta.many_to_many:
        if kind := _MERGED.get(member.related_model):
            named |= dict.fromkeys(((kind, code) for code in within[member.name]), member.name)
    for (kind, code), new in Merge.objects.into(named).items():
        yield named[kind, code], f"{code} was merged into {new}: take that"


def of_several_lines(model: type[models.Model]) -> set[str]:
    """The fields of a table whose texts may hold line breaks."""
    table = TABLE_OF_MODEL.get(model)
    return {"notes", *(column.field for column in table.columns if column.lines)} if table else {"notes"}


def _strange(row: models.Model) -> Iterator[tuple[str, str]]:
    """Characters that deceive; text areas send line ends as two characters, which are let pass in texts of lines."""
    several = of_several_lines(type(row))
    for field in row._meta.fields:
        if isinstance(field, models.CharField | models.TextField):
            text = str(getattr(row, field.attname) or "").replace("\r\n", "\n")
            if strange := strange_characters(text, lines=field.name in several):
                yield field.name, strange


def _claim_faults(claim: Claim) -> Iterator[tuple[str, str]]:
    table = TABLE_OF_MODEL[type(claim)]
    for other in TABLES:
        if other.is_claims and other is not table and stored.existing_codes(other.name, [claim.code]):
            yield "code", f"the code is already one of the {other.name}"
    rows = {claim.code: {**_values(table, claim), "status": claim.status}}
    together = {**stored.around(table, rows), **rows}
    sources = {key[0]: row for key, row in stored.rows_by_key(_TABLES["sources"], [(claim.source_id,)]).items()}
    broken = list(claim_rules(table, rows, together, sources, Trees.of({})))
    if table.name == "shipments" and claim.status in PUBLIC_STATUSES:
        broken += rules.alternatives_several(together)
    for one in broken:
        if one.code == claim.code:
            yield one.field, one.message + (f"; take {', or '.join(one.allowed)}" if one.allowed else "")
        elif one.other == claim.code:
            yield NON_FIELD_ERRORS, f"the claim {one.code} would no longer hold: {one.message}"


def _values(table: Table, row: models.Model) -> Values:
    return {column.field: getattr(row, _attribute(table, column.field)) for column in table.single}


def _attribute(table: Table, field: str) -> str:
    return str(table.model._meta.get_field(field).attname)  # type: ignore[union-attr]
