"""What an editor sent is stored for them alone, for an hour, as it was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from flows.actions.uploads import STORED_FOR, choose_sheet, discard, store, stored
from flows.importing.upload import Sent
from flows.models import Upload
from tests.flows.actions.people import person
from tests.flows.importing.workbooks import table

pytestmark = pytest.mark.django_db

SENT = Sent("a.csv", b"code\n")


def test_each_has_one_and_only_their_own() -> None:
    store(table("shipments"), SENT, person("ann"))
    store(table("rates"), Sent("b.csv", b"other\n"), person("ann"))
    found = stored(person("ann"))
    assert found is not None
    assert (found.table.name, found.sent.content) == ("rates", b"other\n")
    assert stored(person("ben")) is None
    assert Upload.objects.count() == 1


def test_after_an_hour_it_is_gone() -> None:
    store(table("shipments"), SENT, person("ann"))
    Upload.objects.update(at=timezone.now() - STORED_FOR - timedelta(seconds=1))
    assert stored(person("ann")) is None
    store(table("shipments"), SENT, person("ben"))
    assert list(Upload.objects.values_list("by__username", flat=True)) == ["ben"]


def test_other_bytes_than_were_kept_are_not_given_out() -> None:
    store(table("shipments"), SENT, person("ann"))
    Upload.objects.update(content=b"edit\n")
    assert stored(person("ann")) is None


def test_it_can_be_put_away_and_looked_at_in_another_sheet() -> None:
    store(table("shipments"), SENT, person("ann"))
    choose_sheet("old", person("ann"))
    found = stored(person("ann"))
    assert found is not None
    assert found.sent.sheet == "old"
    discard(person("ann"))
    assert stored(person("ann")) is None
