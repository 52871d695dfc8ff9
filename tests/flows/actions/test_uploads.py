"""What an editor sent is kept for them alone, for an hour, as it was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from flows.actions.uploads import KEPT_FOR, choose_sheet, keep, kept, put_away
from flows.importing.upload import Sent
from flows.models import Upload
from tests.flows.actions.people import person
from tests.flows.importing.workbooks import table

pytestmark = pytest.mark.django_db

SENT = Sent("a.csv", b"code\n")


def test_each_has_one_and_only_their_own() -> None:
    keep(table("shipments"), SENT, person("ann"))
    keep(table("rates"), Sent("b.csv", b"other\n"), person("ann"))
    found = kept(person("ann"))
    assert found is not None
    assert (found.table.name, found.sent.content) == ("rates", b"other\n")
    assert kept(person("ben")) is None
    assert Upload.objects.count() == 1


def test_after_an_hour_it_is_gone() -> None:
    keep(table("shipments"), SENT, person("ann"))
    Upload.objects.update(at=timezone.now() - KEPT_FOR - timedelta(seconds=1))
    assert kept(person("ann")) is None
    keep(table("shipments"), SENT, person("ben"))
    assert list(Upload.objects.values_list("by__username", flat=True)) == ["ben"]


def test_other_bytes_than_were_kept_are_not_given_out() -> None:
    keep(table("shipments"), SENT, person("ann"))
    Upload.objects.update(content=b"edit\n")
    assert kept(person("ann")) is None


def test_it_can_be_put_away_and_looked_at_in_another_sheet() -> None:
    keep(table("shipments"), SENT, person("ann"))
    choose_sheet("old", person("ann"))
    found = kept(person("ann"))
    assert found is not None
    assert found.sent.sheet == "old"
    put_away(person("ann"))
    assert kept(person("ann")) is None
