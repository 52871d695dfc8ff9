"""The past of the tables: every write is kept by the database, whoever makes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.actions.writing import end_moment
from flows.clock import Moment
from flows.models import Actor, Event, Source
from flows.past import columns_of, install_after_migrate, past_of, remove_before_migrate, with_past
from flows.queries.recorded import as_recorded, newest_moment
from tests.flows.models.rows import VALID

pytestmark = pytest.mark.django_db


def moment() -> Moment:
    end_moment()
    found = newest_moment()
    assert found is not None
    return found


def actors() -> list[tuple[Any, ...]]:
    return list(Actor.objects.order_by("code").values_list("code", "name", "part_of"))


def test_every_public_table_has_its_past_with_what_it_now_holds() -> None:
    at = moment()
    for model in with_past():
        rows = model._default_manager.order_by("pk")
        now = list(rows.values_list())
        with as_recorded(at):
            assert list(rows.values_list()) == now, model


def test_what_is_renamed_added_and_deleted_later_is_as_it_was() -> None:
    Actor.objects.create(**VALID[Actor])
    first, was = moment(), actors()
    Actor.objects.filter(code="test-row").update(name="Renamed")
    second, then = moment(), actors()
    Actor.objects.filter(code="test-row").delete()
    Actor.objects.filter(code="kp").update(name="Another name")
    now = actors()
    for at, expected in ((first, was), (second, then), (moment(), now)):
        with as_recorded(at):
            assert actors() == expected
    assert actors() == now


def test_inside_another_moment_everything_is_as_of_the_inner_one() -> None:
    first, was = moment(), actors()
    Actor.objects.filter(code="kp").update(name="Another name")
    with as_recorded(moment()), as_recorded(first):
        assert actors() == was


def test_relations_of_several_are_as_they_were() -> None:
    event = Event.objects.order_by("code").first()
    assert event is not None
    at, was = moment(), sorted(event.actors.values_list("code", flat=True))
    event.actors.clear()
    with as_recorded(at):
        assert sorted(event.actors.values_list("code", flat=True)) == was


def test_what_is_written_within_one_moment_is_there_once() -> None:
    Actor.objects.create(**VALID[Actor])
    Actor.objects.filter(code="test-row").update(name="Renamed at once")
    with as_recorded(moment()):
        assert list(Actor.objects.filter(code="test-row").values_list("name", flat=True)) == ["Renamed at once"]


@settings(max_examples=15)
@given(st.lists(st.sampled_from(["add", "rename", "delete", "moment"]), max_size=14))
def test_any_course_of_writes_is_read_back_as_it_was(course: list[str]) -> None:
    held: list[tuple[Moment, list[tuple[Any, ...]]]] = []
    Source.objects.filter(code="test-row").delete()
    for number, step in enumerate(course):
        row = Source.objects.filter(code="test-row")
        if step == "add" and not row.exists():
            Source.objects.create(**VALID[Source])
        elif step == "rename":
            row.update(title=f"Title {number}")
        elif step == "delete":
            row.delete()
        else:
            held.append((moment(), list(row.values_list("title"))))
    for at, then in held:
        with as_recorded(at):
            assert list(Source.objects.filter(code="test-row").values_list("title")) == then


def test_what_a_migration_writes_is_on_record_from_then_on() -> None:
    before, was = moment(), actors()
    config = apps.get_app_config("flows")
    remove_before_migrate(config, connection.alias, plan=[object()])
    Actor.objects.filter(code="kp").update(name="By a migration")
    now = actors()
    install_after_migrate(config, connection.alias)
    with as_recorded(before):
        assert actors() == was
    after = newest_moment()
    assert after is not None
    assert after.number == before.number + 1
    with as_recorded(after):
        assert actors() == now
    install_after_migrate(config, connection.alias)
    assert newest_moment() == after


def test_where_no_migration_ran_no_row_is_looked_at(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(1):
        install_after_migrate(apps.get_app_config("flows"), connection.alias, plan=[])


def test_a_new_column_is_kept_from_then_on_and_earlier_versions_have_it_too() -> None:
    table = past_of(Actor._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{table}" DROP COLUMN "notes"')
    config = apps.get_app_config("flows")
    install_after_migrate(config, connection.alias)
    Actor.objects.filter(code="kp").update(notes="New")
    with as_recorded(moment()):
        assert Actor.objects.get(code="kp").notes == "New"


def test_revisions_are_those_that_were_written_by_then() -> None:
    from flows.models import Revision

    at, count = moment(), Revision.objects.count()
    Revision.objects.create(kind="shipments", code="another", number=1, verb="imported", values={"status": "published"})
    with as_recorded(at):
        assert Revision.objects.count() == count
    assert Revision.objects.count() == count + 1


def test_columns_are_those_of_the_tables() -> None:
    for table, columns in columns_of().items():
        with connection.cursor() as cursor:
            kept = {column.name for column in connection.introspection.get_table_description(cursor, past_of(table))}
        assert kept == {*columns, "recorded_from", "recorded_to"}
