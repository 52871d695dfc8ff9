"""The conditions evaluated here and by the database give the same answer, whatever the values."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.importing.constraints import broken_constraints, truth_of
from flows.importing.tables import TABLES, Table

CLAIMS_STATE = {"status": ["draft", "published", "retracted"], "retraction_reason": ["", "An error of ours."]}


def values_of(field: Any) -> st.SearchStrategy[Any]:
    """Values that a field could be sent: usual ones, empty ones, wrong ones."""
    empty = [None] if field.null else []
    if field.name in CLAIMS_STATE:
        return st.sampled_from(CLAIMS_STATE[field.name])
    if field.is_relation or field.primary_key:
        return st.sampled_from(["a", "b", *empty])
    if field.choices:
        return st.sampled_from([*(code for code, _ in field.choices), "no-such-code"])
    if isinstance(field, models.DateField):
        return st.sampled_from([date(2024, 1, 1), date(2024, 6, 14), *empty])
    if isinstance(field, models.DecimalField):
        return st.sampled_from([Decimal(-1), Decimal(0), Decimal("2.5"), Decimal(300), *empty])
    if isinstance(field, models.IntegerField):
        return st.sampled_from([0, 1, *empty])
    return st.sampled_from(["", "text", "https://example.org/a", "javascript:alert(1)"])


def fields_read(table: Table) -> set[str]:
    names = {column.field for column in table.single}
    return names | set(CLAIMS_STATE) if table.is_claims else names


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_answers_agree_with_the_database(table: Table, data: st.DataObject) -> None:
    names = sorted(fields_read(table))
    fields = {name: table.model._meta.get_field(name) for name in names}
    values = {name: data.draw(values_of(field), label=name) for name, field in fields.items()}
    row = table.model(**{getattr(fields[name], "attname"): value for name, value in values.items()})  # noqa: B009
    refused = []
    for constraint in table.model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            try:
                constraint.validate(table.model, row)
            except ValidationError:
                refused.append(constraint.name)
    assert [broken.constraint for broken in broken_constraints(table.model, values)] == refused


def test_an_empty_value_leaves_a_condition_open_as_in_sql() -> None:
    values = {"a": None, "b": 1}
    assert truth_of(Q(a=1))(values) is None
    assert truth_of(~Q(a=1))(values) is None
    assert truth_of(Q(a=1) | Q(b=1))(values) is True
    assert truth_of(Q(a=1) & Q(b=2))(values) is False
    assert truth_of(Q(a=F("b")))(values) is None


def test_constraints_on_cells_that_could_not_be_read_are_passed_over() -> None:
    leg = next(table for table in TABLES if table.name == "routes")
    values = {"from_place": "a", "to_place": "a", "distance_km": None, "mode": "ship"}
    assert [one.constraint for one in broken_constraints(leg.model, values)] == ["leg_goes_somewhere"]
    assert list(broken_constraints(leg.model, values, frozenset({"to_place"}))) == []
